// The settlements a journal is made of: facts and totals of their summaries, and where a summary has no totals, those
// of the lines on its records.
import { readBasis } from '../../settlement/items/itemDigest';
import type { LabelTotals } from '../../settlement/journal/labelTotals';
import { readTotals } from '../../settlement/journal/labelTotals';
import type { NoTotals } from '../../settlement/journal/totalsOfItems';
import { totalsOfItems } from '../../settlement/journal/totalsOfItems';
import type { Figure, Figures } from '../../settlement/labels/figures';
import { FIGURES } from '../../settlement/labels/figures';
import type { Decimal, Minor } from '../../settlement/values/money';
import { z } from '../../vendor';
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { query, queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import type { SettlementId, SummaryId } from '../records/ids';
import { settlementRecord, transactionRecord } from '../records/schema';

interface SettlementFacts {
	settlementId: SettlementId;
	account: string;
	currency: string;
	/** `YYYY-MM-DD`, '' where the report has none. */
	depositDate: string;
	endDate: string;
	/** null when the report declares none. */
	totalAmount: Minor | null;
	sumOfLines: Minor;
	/** null on a summary that is older than this field. */
	basis: Figure[] | null;
	/** Transaction amounts of orders and refunds together, signed as in the report. */
	transactionAmount: Minor;
	/** Text on the summary, see records/journalTerms.ts. */
	journalTerms: string;
	/** On the summary: what kept an earlier run from posting. */
	journalProblem: string;
	totals: LabelTotals | NoTotals;
	totalsFrom: 'summary' | 'lines' | 'items';
}

export interface RecordedSettlement extends SettlementFacts {
	recordId: SummaryId;
}

/** NetSuite does not hold its summary yet: a dry run plans its journal from the items. */
export interface PlannedSettlement extends SettlementFacts {
	recordId: null;
}

export type JournalSettlement = RecordedSettlement | PlannedSettlement;

export function isRecorded(settlement: JournalSettlement): settlement is RecordedSettlement {
	return settlement.recordId !== null;
}

const { type, fields } = settlementRecord;

const SELECT = `SELECT s.id AS id, s.${fields.settlementId} AS settlement_id, s.${fields.account} AS account,
	s.${fields.currency} AS currency_code, s.${fields.totalAmount} AS total_amount,
	TO_CHAR(s.${fields.depositDate}, 'YYYY-MM-DD') AS deposit_day,
	TO_CHAR(s.${fields.endDate}, 'YYYY-MM-DD') AS end_day, s.${fields.sumOfLines} AS sum_of_lines,
	s.${fields.basis} AS basis, s.${fields.orderAmount} AS order_amount,
	s.${fields.refundAmount} AS refund_amount, s.${fields.labelTotals} AS label_totals,
	s.${fields.journalTerms} AS journal_terms, s.${fields.journalProblem} AS journal_problem FROM ${type} s`;

/** Those named, in NetSuite's order. */
export async function settlementsNamed(
	client: NetSuiteClient,
	settlementIds: SettlementId[],
): Promise<RecordedSettlement[]> {
	const rows = await queryByKeys(
		client,
		`${SELECT} WHERE s.${fields.settlementId} IN (:keys) ORDER BY s.id`,
		settlementIds,
		'look up settlement summaries',
	);
	return await withTotals(client, rows);
}

/** `createdSince`: `YYYY-MM-DD`. */
export async function recentSettlements(
	client: NetSuiteClient,
	createdSince: string,
): Promise<RecordedSettlement[]> {
	const rows = await query(
		client,
		`${SELECT} WHERE TO_CHAR(s.created, 'YYYY-MM-DD') >= ? ORDER BY s.id`,
		[createdSince],
		'select settlement summaries',
	);
	return await withTotals(client, rows);
}

async function withTotals(client: NetSuiteClient, rows: Row[]): Promise<RecordedSettlement[]> {
	return await Promise.all(
		rows.map(async (row) => {
			const currency = row.currency_code ?? '';
			const recordId = required(row, 'id');
			const written = readTotals(row.label_totals ?? '');
			return {
				recordId,
				settlementId: row.settlement_id ?? '',
				account: row.account ?? '',
				currency,
				depositDate: row.deposit_day ?? '',
				endDate: row.end_day ?? '',
				totalAmount: row.total_amount === undefined ? null : toMinor(row.total_amount, currency),
				sumOfLines: toMinor(row.sum_of_lines, currency),
				basis: readBasis(row.basis ?? ''),
				transactionAmount:
					toMinor(row.order_amount, currency) + toMinor(row.refund_amount, currency),
				journalTerms: row.journal_terms ?? '',
				journalProblem: row.journal_problem ?? '',
				totals: written ?? (await totalsOfRecords(client, recordId, currency)),
				totalsFrom: written === null ? 'lines' : 'summary',
			} as const;
		}),
	);
}

const table = z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) });
const line = z.object({
	amountType: z.string(),
	amountDescription: z.string(),
	amount: z.number(),
	class: z.string(),
});

const { fields: columns, type: transactions } = transactionRecord;

/** Months are those of the day that the record was posted, in UTC: its lines have no date of their own. */
async function totalsOfRecords(
	client: NetSuiteClient,
	recordId: SummaryId,
	currency: string,
): Promise<LabelTotals | NoTotals> {
	const figures = FIGURES.map((figure) => `t.${columns[figure]} AS ${figure.toLowerCase()}`);
	const rows = await query(
		client,
		`SELECT t.id AS id, t.${columns.transactionType} AS tran_type, t.${columns.orderId} AS order_id,
			t.${columns.marketplaceName} AS marketplace, t.${columns.lines} AS report_lines,
			TO_CHAR(t.${columns.postedDate}, 'YYYY-MM-DD') AS posted_day, ${figures.join(', ')}
			FROM ${transactions} t WHERE t.${columns.settlement} = ? ORDER BY t.id`,
		[recordId],
		'read the lines of settlement transactions',
	);
	const items = rows.map((row) => {
		const day = row.posted_day ?? '';
		const amounts = FIGURES.map((figure) => [figure, Number(row[figure.toLowerCase()] ?? 0)]);
		return {
			transactionType: row.tran_type ?? '',
			orderId: row.order_id ?? '',
			marketplaceName: row.marketplace ?? '',
			currency,
			amounts: Object.fromEntries(amounts) as Figures<Decimal>,
			lines: readLines(row.report_lines ?? '').map((one) => ({
				...one,
				postedDate: day === '' ? '' : `${day}T00:00:00Z`,
			})),
		};
	});
	return totalsOfItems(items, 'UTC');
}

/** [] for a text that is empty or damaged: then its record has no lines. */
function readLines(text: string): Array<z.infer<typeof line>> {
	try {
		const { columns: names, rows } = table.parse(JSON.parse(text));
		return z
			.array(line)
			.parse(rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]]))));
	} catch {
		return [];
	}
}
