// The Settlement Summary custom record: which ones a run refreshes, and the fields that take the
// figures. What the figures are made of is read in settlementSums.ts.
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { query, queryByKeys, required } from '../api/suiteql';
import { toDecimal, toMinor } from '../records/amount';
import { settlementRecord } from '../records/schema';
import type { PaneFigures, SummaryFigures } from './summaryFigures';

export interface RecordedSummary {
	recordId: string;
	settlementId: string;
	account: string;
	currency: string;
	/** `YYYY-MM-DD`. */
	startDate: string;
	endDate: string;
	depositDate: string;
	/** Minor units; null when the report declares none. */
	totalAmount: number | null;
	/** Transactions that the report has; fewer records than this means a run broke off. */
	transactions: number;
	unreadable: number;
	unclassified: number;
	balanced: boolean;
}

const { type, fields } = settlementRecord;

const SELECT = `SELECT s.id AS id, s.${fields.settlementId} AS settlement_id,
	s.${fields.account} AS account, s.${fields.currency} AS currency_code,
	TO_CHAR(s.${fields.startDate}, 'YYYY-MM-DD') AS start_day,
	TO_CHAR(s.${fields.endDate}, 'YYYY-MM-DD') AS end_day,
	TO_CHAR(s.${fields.depositDate}, 'YYYY-MM-DD') AS deposit_day,
	s.${fields.totalAmount} AS total_amount, s.${fields.transactions} AS transaction_count,
	s.${fields.unreadable} AS unreadable, s.${fields.unclassified} AS unclassified,
	s.${fields.balanced} AS balanced FROM ${type} s`;

function summaryOf(row: Row): RecordedSummary {
	const currency = row.currency_code ?? '';
	return {
		recordId: required(row, 'id'),
		settlementId: row.settlement_id ?? '',
		account: row.account ?? '',
		currency,
		startDate: row.start_day ?? '',
		endDate: row.end_day ?? '',
		depositDate: row.deposit_day ?? '',
		totalAmount: row.total_amount === undefined ? null : toMinor(row.total_amount, currency),
		transactions: Number(row.transaction_count ?? 0),
		unreadable: Number(row.unreadable ?? 0),
		unclassified: Number(row.unclassified ?? 0),
		balanced: row.balanced === 'T',
	};
}

/** Summaries created on or after a day, and those of the given settlements whatever their age. */
export async function findSummaries(
	client: NetSuiteClient,
	createdSince: string,
	settlementIds: string[],
): Promise<RecordedSummary[]> {
	const [recent, named] = await Promise.all([
		query(
			client,
			`${SELECT} WHERE TO_CHAR(s.created, 'YYYY-MM-DD') >= ? ORDER BY s.id`,
			[createdSince],
			'select settlement summaries',
		),
		queryByKeys(
			client,
			`${SELECT} WHERE s.${fields.settlementId} IN (:keys) ORDER BY s.id`,
			settlementIds,
			'look up settlement summaries',
		),
	]);
	const byId = new Map([...recent, ...named].map((row) => [required(row, 'id'), summaryOf(row)]));
	return [...byId.values()];
}

function paneFields(prefix: 'order' | 'refund', pane: PaneFigures) {
	return {
		[fields[`${prefix}Count`]]: pane.count,
		[fields[`${prefix}Product`]]: pane.productCharges,
		[fields[`${prefix}Shipping`]]: pane.shipping,
		[fields[`${prefix}GiftWrap`]]: pane.giftWrap,
		[fields[`${prefix}Tax`]]: pane.tax,
		[fields[`${prefix}WithheldTax`]]: pane.withheldTax,
		[fields[`${prefix}Promotions`]]: pane.promotions,
		[fields[`${prefix}Other`]]: pane.other + pane.reserves,
		[fields[`${prefix}Fees`]]: pane.fees,
		[fields[`${prefix}Amount`]]: pane.transactionAmount,
		[fields[`${prefix}Net`]]: pane.netAmount,
	};
}

const COUNTS: ReadonlySet<string> = new Set([
	fields.orderCount,
	fields.refundCount,
	fields.nontranCount,
]);

/** The body of the PATCH that refreshes a summary. `now`: ISO time in UTC. */
export function summaryBody(
	{ panes, counts, short, writtenOff, equation }: SummaryFigures,
	currency: string,
	now: string,
): Record<string, unknown> {
	const { nonTransaction } = panes;
	const amounts = {
		...paneFields('order', panes.orders),
		...paneFields('refund', panes.refunds),
		[fields.nontranCount]: nonTransaction.count,
		[fields.nontranFees]: nonTransaction.fees,
		[fields.nontranReserves]: nonTransaction.reserves,
		[fields.nontranOther]: nonTransaction.netAmount - nonTransaction.fees - nonTransaction.reserves,
		[fields.nontranNet]: nonTransaction.netAmount,
		[fields.paid]: equation.paid,
		[fields.paidRest]: equation.paidRest,
		[fields.cashSales]: equation.cashSales,
		[fields.refunded]: Math.abs(equation.refunded),
		[fields.notPosted]: equation.notPosted,
		[fields.short]: short,
		[fields.writtenOff]: writtenOff,
		[fields.difference]: equation.difference,
	};
	const decimals = Object.entries(amounts).map(([field, value]) => [
		field,
		COUNTS.has(field) ? value : toDecimal(value, currency),
	]);
	return {
		...Object.fromEntries(decimals),
		[fields.countNew]: counts.New,
		[fields.countApplied]: counts.Applied,
		[fields.countPartial]: counts['Partially Applied'],
		[fields.countUnapplied]: counts.Unapplied,
		[fields.updated]: now,
	};
}
