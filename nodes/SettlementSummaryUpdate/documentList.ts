// Every order and refund with the internal ids of its documents in NetSuite as CSV: what an auditor checks one by one.
import { csv } from './csv';
import type { KeptReport } from './keptReport';

const HEAD = [
	'Settlement',
	'Order',
	'Type',
	'Posted by Amazon',
	'Status',
	'Amount',
	'Posted',
	'Currency',
	'Settlement Transaction',
	'Invoice',
	'Payment',
	'Cash Sale',
	'Credit Memo',
	'Customer Refund',
];

export function documentList({ settlement, transactions }: KeptReport): string {
	const { settlementId, currency, digits } = settlement;
	const rows = transactions.map((one) => [
		settlementId,
		one.orderId,
		one.transactionType,
		one.postedDate,
		one.status,
		one.transactionAmount,
		one.posted,
		currency,
		one.recordId,
		one.invoiceId,
		one.paymentId,
		one.cashSaleId,
		one.creditMemoId,
		one.refundId,
	]);
	return csv([HEAD, ...rows], digits);
}
