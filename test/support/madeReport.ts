// A settlement report of Flat File V2 from the lines of a worked example: `Order 1 2026-10-05 ItemPrice|Principal 20.00`.
// What has no order has `-` in its place; an order of another marketplace is `1@Amazon.ca`. The total is stated by the test, so the reader proves it.
import { V2_COLUMNS } from '../settlement/writeReport';
import type { Cells } from '../settlement/writeReport';

interface Head {
	total: string;
	currency?: string;
	marketplace?: string;
	depositDate?: string;
	settlementId?: string;
}

export function madeReport(
	{
		total,
		currency = 'USD',
		marketplace = 'Amazon.com',
		depositDate = '2026-10-17',
		settlementId = '21000000001',
	}: Head,
	lines: string[],
): Uint8Array {
	const row = (cells: Cells) => V2_COLUMNS.map((column) => cells[column] ?? '').join('\t');
	const summary = row({
		'settlement-id': settlementId,
		'settlement-start-date': '2026-10-01 00:00:00 UTC',
		'settlement-end-date': '2026-10-15 00:00:00 UTC',
		'deposit-date': `${depositDate} 00:00:00 UTC`,
		'total-amount': total,
		currency,
	});
	const rows = lines.map((line) => {
		const [, type, order, day, amountType, description, amount] =
			/^(.+?) (\S+) (\d{4}-\d\d-\d\d) (.*?)\|(.*) (-?[\d.]+)$/.exec(line) ?? [];
		const [orderId, marketplaceName = marketplace] = order.split('@');
		return row({
			'settlement-id': settlementId,
			'transaction-type': type,
			'order-id': orderId === '-' ? '' : orderId,
			'adjustment-id': type === 'Refund' ? `ADJ-${orderId}` : '',
			'marketplace-name': orderId === '-' ? '' : marketplaceName,
			'amount-type': amountType,
			'amount-description': description,
			amount,
			'posted-date': day,
			'posted-date-time': `${day} 12:00:00 UTC`,
			'order-item-code': orderId === '-' ? '' : `ITEM-${orderId}`,
			sku: orderId === '-' ? '' : 'MUG',
			'quantity-purchased': orderId === '-' ? '' : '1',
		});
	});
	return Buffer.from([V2_COLUMNS.join('\t'), summary, ...rows].join('\n'), 'utf8');
}
