// The placeholders that the field mappings of the custom records can use, and the mappings we fill
// in: every field a later flow reads. Dates are days in UTC, amounts decimals.
import type { SettlementHeader, TransactionItem } from '../../settlement/items/transactionItem';
import type { Mills } from '../../settlement/values/money';
import type { MappedField } from '../records/fieldMapping';
import { settlementRecord, transactionRecord } from '../records/schema';

/** NetSuite's limit of a long text (CLOB) field is 1,000,000 characters. */
const LINES_TEXT_MAX = 990_000;

const day = (isoDate: string) => isoDate.slice(0, 10);

/** `{name}` and every figure of the header. */
export function summaryValues(header: SettlementHeader): Record<string, unknown> {
	return {
		...header,
		name: `Settlement ${header.settlementId}`,
		startDate: day(header.startDate),
		endDate: day(header.endDate),
		depositDate: day(header.depositDate),
		period: [header.startDate, header.endDate].filter((date) => date !== '').join(' / '),
		marketplaces: header.marketplaces.join(', '),
	};
}

/** `{name}`, `{account}`, `{lines}` as JSON, `{amounts.fees}` and every key of the item. */
export function transactionValues(item: TransactionItem): Record<string, unknown> {
	return {
		...item,
		name: nameOf(item),
		account: item.settlement.account,
		postedDate: day(item.postedDate),
		postedAt: item.postedDate,
		lines: linesText(item),
	};
}

/** NetSuite refuses a record without a name, and Amazon leaves the type of some fees empty. */
function nameOf({ transactionType, orderId, lines }: TransactionItem): string {
	const name = [transactionType, orderId].filter((part) => part !== '').join(' ');
	return name || lines.find(({ amountType }) => amountType !== '')?.amountType || 'No type';
}

function json(columns: string[], rows: unknown[][]): string {
	return JSON.stringify({ columns, rows });
}

/** Rows of a table rather than objects: ten times the lines fit. Too many even so are added up. */
function linesText({ lines }: TransactionItem): string {
	if (lines.length === 0) {
		return '';
	}
	const text = json(
		[
			'row',
			'amountType',
			'amountDescription',
			'amount',
			'class',
			'sku',
			'quantity',
			'orderItemCode',
		],
		lines.map((line) => [
			line.row,
			line.amountType,
			line.amountDescription,
			line.amount,
			line.class,
			line.sku,
			line.quantity,
			line.orderItemCode,
		]),
	);
	if (text.length <= LINES_TEXT_MAX) {
		return text;
	}
	const groups = new Map<string, { labels: string[]; count: number; mills: Mills }>();
	for (const line of lines) {
		const labels = [line.amountType, line.amountDescription, line.class];
		const group = groups.get(labels.join('\t')) ?? { labels, count: 0, mills: 0 };
		group.count += 1;
		group.mills += Math.round(line.amount * 1000);
		groups.set(labels.join('\t'), group);
	}
	return json(
		['amountType', 'amountDescription', 'class', 'lines', 'amount'],
		[...groups.values()].map(({ labels, count, mills }) => [...labels, count, mills / 1000]),
	);
}

const { fields: summary } = settlementRecord;
const { fields: transaction } = transactionRecord;

function mapping(fields: Record<string, string>): MappedField[] {
	return Object.entries(fields).map(([field, template]) => ({ field, template }));
}

export const SUMMARY_MAPPING: MappedField[] = mapping({
	name: '{name}',
	[summary.settlementId]: '{settlementId}',
	[summary.account]: '{account}',
	[summary.currency]: '{currency}',
	[summary.marketplaces]: '{marketplaces}',
	[summary.startDate]: '{startDate}',
	[summary.endDate]: '{endDate}',
	[summary.period]: '{period}',
	[summary.depositDate]: '{depositDate}',
	[summary.totalAmount]: '{totalAmount}',
	[summary.sumOfLines]: '{sumOfLines}',
	[summary.balanced]: '{balanced}',
	[summary.rows]: '{rows}',
	[summary.lines]: '{lines}',
	[summary.unreadable]: '{unreadable}',
	[summary.unclassified]: '{unclassified}',
	[summary.transactions]: '{transactions}',
});

export const TRANSACTION_MAPPING: MappedField[] = mapping({
	name: '{name}',
	[transaction.settlementId]: '{settlementId}',
	[transaction.account]: '{account}',
	[transaction.transactionKey]: '{transactionKey}',
	[transaction.transactionType]: '{transactionType}',
	[transaction.orderId]: '{orderId}',
	[transaction.merchantOrderId]: '{merchantOrderId}',
	[transaction.shipmentId]: '{shipmentId}',
	[transaction.adjustmentId]: '{adjustmentId}',
	[transaction.marketplaceName]: '{marketplaceName}',
	[transaction.fulfillment]: '{fulfillment}',
	[transaction.postedDate]: '{postedDate}',
	[transaction.currency]: '{currency}',
	[transaction.quantity]: '{quantity}',
	[transaction.productCharges]: '{amounts.productCharges}',
	[transaction.shipping]: '{amounts.shipping}',
	[transaction.giftWrap]: '{amounts.giftWrap}',
	[transaction.tax]: '{amounts.tax}',
	[transaction.withheldTax]: '{amounts.withheldTax}',
	[transaction.taxCredit]: '{amounts.taxCredit}',
	[transaction.promotions]: '{amounts.promotions}',
	[transaction.fees]: '{amounts.fees}',
	[transaction.reserves]: '{amounts.reserves}',
	[transaction.other]: '{amounts.other}',
	[transaction.transactionAmount]: '{transactionAmount}',
	[transaction.netAmount]: '{netAmount}',
	[transaction.lineCount]: '{lineCount}',
	[transaction.unclassified]: '{unclassified}',
	[transaction.lines]: '{lines}',
});
