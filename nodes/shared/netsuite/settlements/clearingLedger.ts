// What stands on accounts for a settlement, from the ledger: the documents and the journals that carry it. In the
// settlement's currency: foreign amounts stand on the lines, account and posting on the accounting lines.
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
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
		summaries.map(({ recordId, currency }) => {
			const linked = entries.filter(({ parent }) => parent === recordId);
			const ids = new Set(linked.map(({ reversalId }) => reversalId));
			const ledger: Ledger = {
				documents: sumsByAccount(documents, recordId, currency),
				entries: [...linked, ...reversals.filter(({ internalId }) => ids.has(internalId))],
			};
			return [recordId, ledger];
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

const entriesBy = (condition: string) => `SELECT d.id AS id, d.${LINK} AS parent,
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
	byAccount: Map<string, number>;
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
			...{ internalId, currency, parent: row.parent ?? '', number: row.tranid ?? '' },
			...{ isPosting: row.posting !== 'F', reversalId: row.reversal ?? '' },
			byAccount: new Map(),
		};
		entries.set(internalId, entry);
		const account = row.account ?? '';
		const amount = toMinor(row.amount, currency);
		entry.byAccount.set(account, (entry.byAccount.get(account) ?? 0) + amount);
	}
	return [...entries.values()];
}
