// What stands on accounts for a settlement, from the ledger: the documents and the journals that carry it. In the
// settlement's currency: foreign amounts stand on the lines, account and posting on the accounting lines. Documents that a
// deposit moved stand where it brought them.
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import type { DepositLine } from '../books/gathered';
import { afterGathering, gatheredBy } from '../books/gathered';
import { toMinor } from '../records/amount';
import { readTerms } from '../records/journalTerms';
import { linkFields } from '../records/schema';
import type { Ledger, LedgerEntry } from './clearingProof';
import type { RecordedSummary } from './recordedSummary';

const LINK = linkFields.settlement;

/** By internal id of the summary. */
export async function readLedgers(
	client: NetSuiteClient,
	summaries: readonly RecordedSummary[],
): Promise<Map<string, Ledger>> {
	const keys = summaries.map(({ recordId }) => recordId);
	const [documents, own] = await Promise.all([
		queryByKeys(client, DOCUMENTS, keys, 'add up what documents moved on accounts'),
		queryByKeys(client, entriesBy(`d.${LINK}`), keys, 'read the journals of settlements'),
	]);
	const entries = entriesOf(own);
	const known = new Set(entries.map(({ internalId }) => internalId));
	const missing = entries.filter(({ reversalId }) => reversalId !== '' && !known.has(reversalId));
	const reversals = entriesOf(
		await queryByKeys(
			client,
			entriesBy('d.id'),
			missing.map(({ reversalId }) => reversalId),
			'read what reverses journals',
		),
	);
	return new Map(
		summaries.map(({ recordId, currency, journalTerms }) => {
			const linked = entries.filter(({ parent }) => parent === recordId);
			const ids = new Set(linked.map(({ reversalId }) => reversalId));
			const all = [...linked, ...reversals.filter(({ internalId }) => ids.has(internalId))];
			const sums = sumsByAccount(documents, recordId, currency);
			const terms = readTerms(journalTerms);
			const clearingIds =
				terms === null ? [] : [terms.clearingId, ...(terms.moreClearingIds ?? [])];
			return [recordId, withoutGathered(all, sums, clearingIds)];
		}),
	);
}

const DOCUMENTS = `SELECT d.${LINK} AS parent, x.account AS account, SUM(m.foreignamount) AS amount
	FROM transaction d
	JOIN transactionline m ON m.transaction = d.id AND m.mainline = 'T'
	JOIN transactionaccountingline x ON x.transaction = m.transaction AND x.transactionline = m.id
	WHERE d.type IN ('CustPymt', 'CashSale', 'CustRfnd') AND d.voided = 'F' AND x.posting = 'T'
	AND x.accountingbook = 1 AND d.${LINK} IN (:keys) GROUP BY d.${LINK}, x.account`;

function sumsByAccount(rows: Row[], recordId: string, currency: string): Map<string, number> {
	return new Map(
		rows
			.filter((row) => row.parent === recordId)
			.map((row) => [row.account ?? '', toMinor(row.amount, currency)]),
	);
}

/** Deposits that gathered documents are no entries: they say where the documents stand. */
function withoutGathered(
	all: readonly LinkedEntry[],
	documents: ReadonlyMap<string, number>,
	clearingIds: readonly string[],
): Ledger {
	const moves = all.map((entry) => gatheredBy(entry, documents.keys(), clearingIds));
	const entries = all.flatMap((entry, at): LinkedEntry[] => {
		const lines = moves[at]?.rest ?? entry.lines;
		return lines.length === 0 ? [] : [{ ...entry, byAccount: sumsOf(lines) }];
	});
	const made = moves.flatMap((move) => (move === null ? [] : [move]));
	return { documents: afterGathering(documents, made), entries };
}

function sumsOf(lines: readonly DepositLine[]): Map<string, number> {
	const sums = new Map<string, number>();
	for (const { accountId, amount } of lines) {
		sums.set(accountId, (sums.get(accountId) ?? 0) + amount);
	}
	return sums;
}

const entriesBy = (condition: string) => `SELECT d.id AS id, d.type AS type, l.mainline AS mainline,
	d.externalid AS externalid, d.${LINK} AS parent,
	d.tranid AS tranid, c.symbol AS symbol, x.posting AS posting, d.voided AS voided,
	d.approvalstatus AS approval, d.reversal AS reversal, x.account AS account,
	x.transactionline AS line, l.foreignamount AS amount
	FROM transaction d JOIN currency c ON c.id = d.currency
	JOIN transactionaccountingline x ON x.transaction = d.id AND x.accountingbook = 1
	JOIN transactionline l ON l.transaction = x.transaction AND l.id = x.transactionline
	WHERE d.type IN ('Journal', 'Deposit') AND ${condition} IN (:keys) ORDER BY d.id, x.transactionline`;

const REJECTED = '3';

interface LinkedEntry extends LedgerEntry {
	/** Internal id of the summary, '' for none. */
	parent: string;
	/** NetSuite's: `Journal` or `Deposit`. */
	type: string;
	externalId: string;
	lines: DepositLine[];
}

/** Voided and rejected ones hold nothing. */
function entriesOf(rows: Row[]): LinkedEntry[] {
	const entries = new Map<string, LinkedEntry>();
	for (const row of rows.filter(
		({ voided, approval }) => voided !== 'T' && approval !== REJECTED,
	)) {
		const internalId = required(row, 'id');
		const currency = (row.symbol ?? '').toUpperCase();
		const entry: LinkedEntry = entries.get(internalId) ?? {
			internalId,
			currency,
			parent: row.parent ?? '',
			number: row.tranid ?? '',
			isPosting: row.posting !== 'F',
			reversalId: row.reversal ?? '',
			type: row.type ?? '',
			externalId: row.externalid ?? '',
			byAccount: new Map(),
			lines: [],
		};
		entries.set(internalId, entry);
		entry.lines.push({
			accountId: row.account ?? '',
			amount: toMinor(row.amount, currency),
			isMain: row.mainline === 'T',
		});
	}
	return [...entries.values()];
}
