// The events of a made settlement as the report Amazon would send: one line each, in the order told, so that
// a workflow can read them from a file. Amounts are minor units of a currency with two decimals.
import { writeAmount, writeFile, PLAIN_STYLE, writeRow } from '../settlement/writeReport';
import type { MadeEvent } from './madeSettlement';
import { SETTLEMENT_ID } from './madeSettlement';

function rowOf(event: MadeEvent, settlementId: string): string {
	const type = event.transactionType ?? 'Order';
	return writeRow({
		'settlement-id': settlementId,
		'transaction-type': type,
		'order-id': event.orderId,
		'merchant-order-id': event.merchantOrderId ?? '',
		'adjustment-id': event.adjustmentId ?? '',
		'shipment-id': event.shipmentId ?? '',
		'marketplace-name': event.marketplaceName ?? 'Amazon.com',
		'amount-type': type === 'ServiceFee' ? 'Cost of Advertising' : 'ItemPrice',
		'amount-description': type === 'ServiceFee' ? 'TransactionTotalAmount' : 'Principal',
		amount: writeAmount(event.amount, PLAIN_STYLE),
		'fulfillment-id': event.fulfillment ?? 'AFN',
		'posted-date': '2026-10-05',
		'posted-date-time': '2026-10-05 12:00:00 UTC',
		sku: 'WIDGET',
		'quantity-purchased': '1',
	});
}

export function storyReport(events: MadeEvent[], settlementId = SETTLEMENT_ID): string {
	const total = events.reduce((sum, { amount }) => sum + amount, 0);
	const summary = writeRow({
		'settlement-id': settlementId,
		'settlement-start-date': '2026-10-01 00:00:00 UTC',
		'settlement-end-date': '2026-10-15 00:00:00 UTC',
		'deposit-date': '2026-10-17 00:00:00 UTC',
		'total-amount': writeAmount(total, PLAIN_STYLE),
		currency: 'USD',
	});
	return writeFile([summary, ...events.map((event) => rowOf(event, settlementId))]).toString();
}
