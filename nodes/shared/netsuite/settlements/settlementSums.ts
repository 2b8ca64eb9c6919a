// What the transactions and documents of settlements add up to in NetSuite, and which transactions are
// still open. NetSuite does the adding: a thousand records cost no more requests than one.
import { ORDER_TYPES, REFUND_TYPES } from '../../settlement/labels/panes';
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import type { Status } from '../records/schema';
import { linkFields, STATUSES, transactionRecord } from '../records/schema';
import type { StatusIds } from '../records/settlementTransaction';
import type { RecordedSummary } from './settlementSummary';
import type { Booked, TransactionSum } from './summaryFigures';

const { type: transactionType, fields: columns } = transactionRecord;

const SUMMED = {
	productCharges: columns.productCharges,
	shipping: columns.shipping,
	giftWrap: columns.giftWrap,
	tax: columns.tax,
	withheldTax: columns.withheldTax,
	promotions: columns.promotions,
	fees: columns.fees,
	reserves: columns.reserves,
	other: columns.other,
	transactionAmount: columns.transactionAmount,
	netAmount: columns.netAmount,
	applied: columns.applied,
	short: columns.short,
	writtenOff: columns.writtenOff,
} as const;

/** Few settlements a query: the groups of one must not overflow the page they are read in. */
const SETTLEMENTS_PER_QUERY = 10;

function byParent<Value>(rows: Row[], valueOf: (row: Row) => Value): Map<string, Value[]> {
	const groups = new Map<string, Value[]>();
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
): Promise<Map<string, TransactionSum[]>> {
	const currencyOf = new Map(summaries.map(({ recordId, currency }) => [recordId, currency]));
	const statusOf = new Map(Object.entries(ids).map(([name, id]) => [id, name as Status]));
	const groups = [columns.settlement, columns.transactionType, columns.status]
		.map((column) => `t.${column}`)
		.join(', ');
	const rows = await queryByKeys(
		client,
		`SELECT t.${columns.settlement} AS parent, t.${columns.transactionType} AS tran_type,
			t.${columns.status} AS status, COUNT(*) AS how_many,
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
		return {
			...Object.fromEntries(sums),
			transactionType: row.tran_type ?? '',
			status: statusOf.get(row.status ?? '') ?? STATUSES.val_new,
			count: Number(required(row, 'how_many')),
		} as TransactionSum;
	});
}

/** Payments, refunds and cash sales in the books that carry the settlement, whatever the statuses say. */
export async function sumDocuments(
	client: NetSuiteClient,
	summaries: RecordedSummary[],
): Promise<Map<string, Booked>> {
	const rows = await queryByKeys(
		client,
		`SELECT d.${linkFields.settlement} AS parent, d.type AS doc_type,
			SUM(d.foreigntotal) AS total FROM transaction d
			WHERE d.type IN ('CustPymt', 'CustRfnd', 'CashSale') AND d.voided = 'F'
			AND d.${linkFields.settlement} IN (:keys) GROUP BY d.${linkFields.settlement}, d.type`,
		summaries.map(({ recordId }) => recordId),
		'add up payments, refunds and cash sales',
		SETTLEMENTS_PER_QUERY,
	);
	const groups = byParent(rows, (row) => row);
	return new Map(
		summaries.map(({ recordId, currency }) => {
			const total = (docType: string) =>
				(groups.get(recordId) ?? [])
					.filter((row) => row.doc_type === docType)
					.reduce((sum, row) => sum + Math.abs(toMinor(row.total, currency)), 0);
			const booked = {
				payments: total('CustPymt'),
				refunds: total('CustRfnd'),
				cashSales: total('CashSale'),
			};
			return [recordId, booked];
		}),
	);
}

/** An order or refund that is not, or not wholly, settled. */
export interface OpenTransaction {
	transactionType: string;
	orderId: string;
	status: Status;
	/** Minor units. */
	transactionAmount: number;
	rest: number;
	errorCode: string;
	errorMessage: string;
}

export async function listOpen(
	client: NetSuiteClient,
	ids: StatusIds,
	summaries: RecordedSummary[],
): Promise<Map<string, OpenTransaction[]>> {
	const currencyOf = new Map(summaries.map(({ recordId, currency }) => [recordId, currency]));
	const statusOf = new Map(Object.entries(ids).map(([name, id]) => [id, name as Status]));
	const types = [...ORDER_TYPES, ...REFUND_TYPES].map((name) => `'${name}'`).join(', ');
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id, t.${columns.settlement} AS parent, t.${columns.transactionType} AS tran_type,
			t.${columns.orderId} AS order_id, t.${columns.status} AS status,
			t.${columns.transactionAmount} AS amount, t.${columns.rest} AS rest,
			t.${columns.errorCode} AS error_code, t.${columns.errorMessage} AS error_message
			FROM ${transactionType} t WHERE t.${columns.status} <> '${ids.Applied}'
			AND LOWER(t.${columns.transactionType}) IN (${types}) AND t.${columns.settlement} IN (:keys)
			ORDER BY t.id`,
		currencyOf.keys(),
		'list open settlement transactions',
	);
	return byParent(rows, (row) => {
		const currency = currencyOf.get(required(row, 'parent')) ?? '';
		return {
			transactionType: row.tran_type ?? '',
			orderId: row.order_id ?? '',
			status: statusOf.get(row.status ?? '') ?? STATUSES.val_new,
			transactionAmount: toMinor(row.amount, currency),
			rest: toMinor(row.rest, currency),
			errorCode: row.error_code ?? '',
			errorMessage: row.error_message ?? '',
		};
	});
}
