// All that is open of a settlement as CSV for a spreadsheet: what the page shows the first orders of.
import type { Cause } from './causes';
import { csv } from './csv';

const HEAD = [
	'Settlement',
	'Code',
	'Disagrees',
	'Order',
	'Type',
	'Status',
	'Posted by Amazon',
	'Open',
	'Currency',
	'What happened',
	'What to do',
	'Settlement Transaction',
	'NetSuite Transactions',
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
			settlementId,
			code === '' ? title : code,
			disagrees ? 'yes' : 'no',
			order.orderId,
			order.transactionType,
			order.status,
			order.postedDate,
			order.openAmount,
			currency,
			order.message,
			remedy,
			order.recordId,
			order.documentIds.join(' '),
		]),
	);
	return csv([HEAD, ...rows], digits);
}
