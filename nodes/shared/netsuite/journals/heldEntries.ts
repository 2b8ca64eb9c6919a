// What the books hold of a settlement's journal: entries and deposits that carry its link, whoever made them, with
// their lines. What was voided or rejected holds nothing; what waits for approval counts; a reversal counts with its
// original.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import type { DepositLine } from '../books/gathered';
import { toMinor } from '../records/amount';
import type { DocumentId, SummaryId } from '../records/ids';
import { linkFields } from '../records/schema';
import { segmentsKey } from './journalPlaces';

export interface HeldLine extends DepositLine {
	/** See journalPlaces.ts. */
	segments: string;
}

export interface HeldEntry {
	internalId: DocumentId;
	/** NetSuite's: `Journal` or `Deposit`. */
	type: string;
	externalId: string;
	/** As people call it, such as `JE77`. */
	number: string;
	/** Of the settlement it carries; '' for none. */
	settlementRecordId: SummaryId;
	currency: string;
	/** `YYYY-MM-DD`. */
	date: string;
	isPosting: boolean;
	/** Voided or rejected: it holds nothing. */
	isVoid: boolean;
	reversalId: string;
	lines: HeldLine[];
}

/** Fields of a line that tell marketplaces apart, such as `class`: a column is asked for only where it is used. */
export type SegmentFields = readonly string[];

const sqlFor = (
	condition: string,
	fields: SegmentFields,
) => `SELECT t.id AS id, t.type AS type, l.mainline AS mainline, t.${linkFields.settlement} AS parent,
	t.externalid AS externalid, t.tranid AS tranid, c.symbol AS symbol, t.posting AS posting,
	t.voided AS voided, t.approvalstatus AS approval, t.reversal AS reversal,
	TO_CHAR(t.trandate, 'YYYY-MM-DD') AS day, x.account AS account, x.transactionline AS line,
	${fields.map((field) => `l.${field} AS line_${field}, `).join('')}l.foreignamount AS amount
	FROM transaction t JOIN currency c ON c.id = t.currency
	JOIN transactionaccountingline x ON x.transaction = t.id AND x.accountingbook = 1
	JOIN transactionline l ON l.transaction = x.transaction AND l.id = x.transactionline
	WHERE t.type IN ('Journal', 'Deposit') AND ${condition} IN (:keys) ORDER BY t.id, x.transactionline`;

const REJECTED = '3';

function entriesOf(rows: Row[], fields: SegmentFields): HeldEntry[] {
	const entries = new Map<DocumentId, HeldEntry>();
	for (const row of rows) {
		const internalId = required(row, 'id');
		const currency = (row.symbol ?? '').toUpperCase();
		const entry: HeldEntry = entries.get(internalId) ?? {
			internalId,
			type: row.type ?? '',
			externalId: row.externalid ?? '',
			number: row.tranid ?? '',
			settlementRecordId: row.parent ?? '',
			currency,
			date: row.day ?? '',
			isPosting: row.posting !== 'F',
			isVoid: row.voided === 'T' || row.approval === REJECTED,
			reversalId: row.reversal ?? '',
			lines: [],
		};
		entries.set(internalId, entry);
		entry.lines.push({
			accountId: row.account ?? '',
			segments: segmentsKey((field) => row[`line_${field}`] ?? '', fields),
			amount: toMinor(row.amount, currency),
			isMain: row.mainline === 'T',
		});
	}
	return [...entries.values()];
}

export async function readEntries(
	client: NetSuiteClient,
	internalIds: string[],
	fields: SegmentFields,
): Promise<Map<DocumentId, HeldEntry>> {
	const sql = sqlFor('t.id', fields);
	const rows = await queryByKeys(client, sql, internalIds, 'read journal entries');
	return new Map(entriesOf(rows, fields).map((entry) => [entry.internalId, entry]));
}

/** By settlement record; with what reverses them. */
export async function readHeldEntries(
	client: NetSuiteClient,
	settlementRecordIds: string[],
	fields: SegmentFields,
): Promise<Map<SummaryId, HeldEntry[]>> {
	const rows = await queryByKeys(
		client,
		sqlFor(`t.${linkFields.settlement}`, fields),
		settlementRecordIds,
		'read the journals of settlements',
	);
	const entries = entriesOf(rows, fields);
	const known = new Set(entries.map(({ internalId }) => internalId));
	const originals = entries.filter(({ reversalId, isVoid }) => reversalId !== '' && !isVoid);
	const missing = originals.filter(({ reversalId }) => !known.has(reversalId));
	const reversals = await readEntries(
		client,
		missing.map(({ reversalId }) => reversalId),
		fields,
	);
	const held = new Map<SummaryId, HeldEntry[]>();
	const add = (parent: string, entry: HeldEntry) =>
		held.set(parent, [...(held.get(parent) ?? []), entry]);
	entries.forEach((entry) => add(entry.settlementRecordId, entry));
	for (const { reversalId, settlementRecordId } of missing) {
		const reversal = reversals.get(reversalId);
		if (reversal !== undefined) {
			add(settlementRecordId, reversal);
		}
	}
	return held;
}

/** What entries hold by account, debit positive. Throws with CURRENCY_MISMATCH. */
export function heldByAccount(entries: readonly HeldEntry[], currency: string): Map<string, Minor> {
	const held = new Map<string, Minor>();
	for (const { accountId, amount } of heldLines(entries, currency)) {
		held.set(accountId, (held.get(accountId) ?? 0) + amount);
	}
	return held;
}

/** The lines that count. Throws with CURRENCY_MISMATCH. */
export function heldLines(entries: readonly HeldEntry[], currency: string): HeldEntry['lines'] {
	const counted = entries.filter(({ isVoid }) => !isVoid);
	for (const entry of counted) {
		if (entry.currency !== currency) {
			throw new NetSuiteError(
				'CURRENCY_MISMATCH',
				`Journal ${entry.number || entry.internalId} of the settlement is in ${entry.currency || 'no currency'}, the settlement in ${currency}`,
				'Correct its link to the settlement in NetSuite, or its currency, then run again',
			);
		}
	}
	return counted.flatMap(({ lines }) => lines);
}
