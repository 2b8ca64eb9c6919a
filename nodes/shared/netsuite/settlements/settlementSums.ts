// What the transactions of settlements add up to in NetSuite. NetSuite does the adding: a thousand records cost no more requests than one.
import type { TransactionGroup } from '../../settlement/labels/panes';
import { REFUND_TYPES, transactionGroup } from '../../settlement/labels/panes';
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import type { SummaryId } from '../records/ids';
import type { Status } from '../records/schema';
import { STATUSES, transactionRecord } from '../records/schema';
import type { StatusIds } from '../records/settlementTransaction';
import type { RecordedSummary } from './recordedSummary';
import type { FigureSources, TransactionSum } from './summaryFigures';

const { type: transactionType, fields: columns } = transactionRecord;

const SUMMED = {
	productCharges: columns.productCharges,
	shipping: columns.shipping,
	giftWrap: columns.giftWrap,
	tax: columns.tax,
	withheldTax: columns.withheldTax,
	taxCredit: columns.taxCredit,
	promotions: columns.promotions,
	fees: columns.fees,
	reserves: columns.reserves,
	other: columns.other,
	transactionAmount: columns.transactionAmount,
	netAmount: columns.netAmount,
	posted: columns.posted,
	applied: columns.applied,
	short: columns.short,
	writtenOff: columns.writtenOff,
} as const;

/** Statuses of a record that is settled, as the text of a list. */
export function settledIds(ids: StatusIds): string {
	return `'${ids.Applied}', '${ids['Partially Applied']}'`;
}

/** Few settlements a query: the groups of one must not overflow the page they are read in. */
export const SETTLEMENTS_PER_QUERY = 10;

export function byParent<Value>(
	rows: Row[],
	valueOf: (row: Row) => Value,
): Map<SummaryId, Value[]> {
	const groups = new Map<SummaryId, Value[]>();
	for (const row of rows) {
		const parent = required(row, 'parent');
		groups.set(parent, [...(groups.get(parent) ?? []), valueOf(row)]);
	}
	return groups;
}

/** Sums per summary record, type and status. */
export async function sumTransactions(
	client: NetSuiteClient,
	ids: StatusIds,
	summaries: RecordedSummary[],
): Promise<Map<SummaryId, TransactionSum[]>> {
	const currencyOf = new Map(summaries.map(({ recordId, currency }) => [recordId, currency]));
	const statusOf = new Map(Object.entries(ids).map(([name, id]) => [id, name as Status]));
	const groups = [columns.settlement, columns.transactionType, columns.status]
		.map((column) => `t.${column}`)
		.join(', ');
	const rows = await queryByKeys(
		client,
		`SELECT t.${columns.settlement} AS parent, t.${columns.transactionType} AS tran_type,
			t.${columns.status} AS status, COUNT(*) AS how_many,
			SUM(CASE WHEN t.${columns.posted} IS NULL AND t.${columns.status} IN (${settledIds(ids)})
				AND t.${columns.transactionAmount} <> 0 THEN 1 ELSE 0 END) AS unknown_posted,
			${bookedSum(columns.transactionAmount)} AS booked_amount, ${bookedSum(columns.posted)} AS booked_posted,
			${Object.entries(SUMMED)
				.map(([name, column]) => `SUM(t.${column}) AS sum_${name.toLowerCase()}`)
				.join(', ')}
			FROM ${transactionType} t WHERE t.${columns.settlement} IN (:keys) GROUP BY ${groups}`,
		currencyOf.keys(),
		'add up settlement transactions',
		SETTLEMENTS_PER_QUERY,
	);
	return byParent(rows, (row) => {
		const currency = currencyOf.get(required(row, 'parent')) ?? '';
		const sums = Object.keys(SUMMED).map((name) => [
			name,
			toMinor(row[`sum_${name.toLowerCase()}`], currency),
		]);
		const type = row.tran_type ?? '';
		const bookedPosted = toMinor(row.booked_posted, currency);
		return {
			...Object.fromEntries(sums),
			transactionType: type,
			bookedByHand:
				toMinor(row.booked_amount, currency) +
				(REFUND_TYPES.includes(type.toLowerCase()) ? bookedPosted : -bookedPosted),
			status: statusOf.get(row.status ?? '') ?? STATUSES.val_new,
			count: Number(required(row, 'how_many')),
			unknownPosted: Number(row.unknown_posted ?? 0),
		} as TransactionSum;
	});
}

/** Of records that a person booked to an account; one whose document is older than *posted* has nothing left to book. */
function bookedSum(column: string): string {
	return `SUM(CASE WHEN t.${columns.bookedTo} IS NULL OR (t.${columns.posted} IS NULL AND
		COALESCE(t.${columns.payment}, t.${columns.refund}, t.${columns.cashSale}) IS NOT NULL)
		THEN 0 ELSE COALESCE(t.${column}, 0) END)`;
}

export type OlderPosted = FigureSources['olderPosted'];

/**
 * What settled records that are older than the field *posted* stand for: the totals of their documents. Asks
 * nothing where there is no such record. A consolidated payment counts once, less what others say of it.
 */
export async function sumOlderPosted(
	client: NetSuiteClient,
	ids: StatusIds,
	summaries: RecordedSummary[],
	sums: Map<SummaryId, TransactionSum[]>,
): Promise<Map<SummaryId, OlderPosted>> {
	const older = summaries.filter(({ recordId }) =>
		(sums.get(recordId) ?? []).some(
			({ transactionType: type, unknownPosted }) =>
				unknownPosted > 0 && transactionGroup(type) !== 'nonTransaction',
		),
	);
	const keys = older.map(({ recordId }) => recordId);
	const isOlder = `t.${columns.posted} IS NULL AND t.${columns.status} IN (${settledIds(ids)})`;
	const [totals, known] = await Promise.all([
		queryByKeys(
			client,
			`SELECT x.parent AS parent, x.tran_type AS tran_type, SUM(x.total) AS total FROM (
				SELECT DISTINCT t.${columns.settlement} AS parent, t.${columns.transactionType} AS tran_type,
				d.id AS doc, ABS(d.foreigntotal) AS total FROM ${transactionType} t
				JOIN transaction d ON d.id = COALESCE(t.${columns.refund}, t.${columns.payment},
					t.${columns.cashSale}, t.${columns.toApply})
				WHERE ${isOlder} AND d.type IN ('CustPymt', 'CustRfnd', 'CashSale') AND d.voided = 'F'
				AND t.${columns.settlement} IN (:keys)) x GROUP BY x.parent, x.tran_type`,
			keys,
			'add up what older records stand for',
		),
		queryByKeys(
			client,
			`SELECT k.${columns.settlement} AS parent, k.${columns.transactionType} AS tran_type,
				SUM(k.${columns.posted}) AS total FROM ${transactionType} k
				WHERE k.${columns.posted} IS NOT NULL AND k.${columns.payment} IN (
					SELECT t.${columns.payment} FROM ${transactionType} t WHERE ${isOlder}
					AND t.${columns.payment} IS NOT NULL AND t.${columns.settlement} IN (:keys))
				GROUP BY k.${columns.settlement}, k.${columns.transactionType}`,
			keys,
			'add up what other records of the same payments say',
		),
	]);
	const found = new Map<SummaryId, OlderPosted>();
	for (const { recordId, currency } of older) {
		const total = (rows: Row[], group: TransactionGroup) =>
			rows
				.filter((row) => row.parent === recordId && transactionGroup(row.tran_type ?? '') === group)
				.reduce((sum, row) => sum + toMinor(row.total, currency), 0);
		found.set(recordId, {
			orders: total(totals, 'orders') - total(known, 'orders'),
			refunds: total(totals, 'refunds') - total(known, 'refunds'),
		});
	}
	return found;
}
