// All that is open of a settlement as CSV for a spreadsheet: what the page shows the first orders of. No cell can
// be taken for a formula: a report is foreign text.
import type { Cause } from './causes';

const HEAD = [
	...['Settlement', 'Code', 'Disagrees', 'Order', 'Type', 'Status', 'Posted by Amazon', 'Open'],
	...['Currency', 'What happened', 'What to do', 'Settlement Transaction', 'NetSuite Transactions'],
];

export interface OpenOf {
	settlementId: string;
	currency: string;
	digits: number;
	causes: Cause[];
}

export function openList({ settlementId, currency, digits, causes }: OpenOf): string {
	const rows = causes.flatMap(({ code, title, disagrees, remedy, orders }) =>
		orders.map((order) => [
			...[settlementId, code === '' ? title : code, disagrees ? 'yes' : 'no', order.orderId],
			...[order.transactionType, order.status, order.postedDate],
			order.openAmount,
			...[currency, order.message, remedy, order.recordId, order.documentIds.join(' ')],
		]),
	);
	return [HEAD, ...rows]
		.map((row) => `${row.map((cell) => cellOf(cell, digits)).join(',')}\r\n`)
		.join('');
}

function cellOf(value: string | number | null, digits: number): string {
	if (value === null) {
		return '';
	}
	if (typeof value === 'number') {
		return value.toFixed(digits);
	}
	const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
	return `"${text.replace(/"/g, '""')}"`;
}
