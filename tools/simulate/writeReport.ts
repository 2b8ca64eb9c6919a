// A settlement of a story as the file Amazon gives out: Flat File V2, by code of its own. A re-issued report has the
// same lines in another order.
import type { Settlement } from './truth';
import { decimal } from './truth';

const COLUMNS = [
	'settlement-id',
	'settlement-start-date',
	'settlement-end-date',
	'deposit-date',
	'total-amount',
	'currency',
	'transaction-type',
	'order-id',
	'merchant-order-id',
	'adjustment-id',
	'shipment-id',
	'marketplace-name',
	'amount-type',
	'amount-description',
	'amount',
	'fulfillment-id',
	'posted-date',
	'posted-date-time',
	'order-item-code',
	'merchant-order-item-id',
	'merchant-adjustment-item-id',
	'sku',
	'quantity-purchased',
	'promotion-id',
];

const row = (cells: Record<string, string>) => COLUMNS.map((name) => cells[name] ?? '').join('\t');

export function writeReport(settlement: Settlement, isReissued = false): Buffer {
	const { settlementId, digits, currency } = settlement;
	const own = { 'settlement-id': settlementId };
	const moment = (day: string) => `${day} 08:00:00 UTC`;
	const posted = (day: string) => ({ 'posted-date': day, 'posted-date-time': moment(day) });
	const head = row({
		...own,
		'settlement-start-date': moment(settlement.start),
		'settlement-end-date': moment(settlement.end),
		'deposit-date': moment(settlement.depositDay),
		'total-amount': decimal(settlement.deposit, digits),
		currency,
	});
	const lines = settlement.sent.flatMap((one) => {
		const isOrder = one.type === 'Order';
		const facts = {
			...own,
			...posted(one.day),
			'transaction-type': one.type,
			'order-id': one.orderId,
			'marketplace-name': one.marketplace,
			'fulfillment-id': 'AFN',
			sku: 'MUG',
			[isOrder ? 'shipment-id' : 'adjustment-id']: one.part,
			'order-item-code': `${one.orderId}-1`,
			'quantity-purchased': isOrder ? '1' : '',
		};
		const all = [
			...one.lines,
			['ItemFees', isOrder ? 'Commission' : 'RefundCommission', one.fee],
		] as const;
		return all
			.filter(([, , amount]) => amount !== 0)
			.map(([amountType, description, amount]) =>
				row({
					...facts,
					'amount-type': amountType,
					'amount-description': description,
					amount: decimal(amount, digits),
				}),
			);
	});
	const others = settlement.others.map(({ type, amountType, description, amount, day }) =>
		row({
			...own,
			...posted(day),
			'transaction-type': type,
			'amount-type': amountType,
			'amount-description': description,
			amount: decimal(amount, digits),
		}),
	);
	const body = [...lines, ...others];
	const told = isReissued ? [...body].reverse() : body;
	return Buffer.from([COLUMNS.join('\t'), head, ...told, ''].join('\n'), 'utf8');
}
