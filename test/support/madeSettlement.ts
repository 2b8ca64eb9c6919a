// A settlement made up for a test: a few events with an amount each become transaction items as the Parse
// node puts them out, with a header that ties. Amounts are minor units here, decimals in the items.
import type { DigestedItem } from '../../nodes/shared/settlement/items/itemDigest';
import { itemDigest } from '../../nodes/shared/settlement/items/itemDigest';
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import { crypto } from './node';

/** One event of a settlement. Orders are positive, refunds negative, as in a report. */
export interface MadeEvent {
	orderId: string;
	/** Minor units, signed: what belongs on the invoice. */
	amount: number;
	transactionType?: string;
	shipmentId?: string;
	adjustmentId?: string;
	merchantOrderId?: string;
	marketplaceName?: string;
	fulfillment?: string;
	postedDate?: string;
	/** Minor units, usually negative. */
	fees?: number;
	/** Lines of the report; an event without has none on its record. */
	lines?: MadeLine[];
}

/** Amount in minor units, signed as in a report; class as the catalogue calls it. */
export interface MadeLine {
	amountType: string;
	amountDescription: string;
	amount: number;
	class: string;
	sku: string;
	orderItemCode: string;
	quantity: number;
}

export interface MadeSettlement {
	settlementId?: string;
	account?: string;
	currency?: string;
	/** Minor-unit digits of the currency. */
	digits?: number;
	depositDate?: string;
	/** Minor units; what the lines sum to when left out, null when the report declares none. */
	totalAmount?: number | null;
}

export const SETTLEMENT_ID = '18906543210';

export function keyOf(event: MadeEvent, settlementId = SETTLEMENT_ID): string {
	return [
		settlementId,
		event.transactionType ?? 'Order',
		event.orderId,
		event.shipmentId ?? '',
		event.adjustmentId ?? '',
		(event.marketplaceName ?? 'Amazon.com').toLowerCase(),
	].join('|');
}

/** All but fees and reserves, as the Parse node has it by default. */
const BASIS = 'productCharges shipping giftWrap tax withheldTax promotions other';

const NO_AMOUNTS = {
	productCharges: 0,
	shipping: 0,
	giftWrap: 0,
	tax: 0,
	withheldTax: 0,
	taxCredit: 0,
	promotions: 0,
	fees: 0,
	reserves: 0,
	other: 0,
};

export function madeSettlement(
	events: MadeEvent[],
	settlement: MadeSettlement = {},
): TransactionItem[] {
	const { settlementId = SETTLEMENT_ID, account = 'US', currency = 'USD', digits = 2 } = settlement;
	const decimal = (minor: number) => minor / 10 ** digits;
	const sum = events.reduce((total, { amount, fees = 0 }) => total + amount + fees, 0);
	const declared = settlement.totalAmount === undefined ? sum : settlement.totalAmount;
	const header: TransactionItem['settlement'] = {
		settlementId,
		account,
		startDate: '2026-10-01T00:00:00Z',
		endDate: '2026-10-15T00:00:00Z',
		depositDate: settlement.depositDate ?? '2026-10-17T00:00:00Z',
		currency,
		totalAmount: declared === null ? null : decimal(declared),
		sumOfLines: decimal(sum),
		difference: declared === null ? null : decimal(declared - sum),
		balanced: declared === sum,
		rows: events.length + 2,
		lines: events.length,
		unreadable: 0,
		unclassified: 0,
		transactions: events.length,
		marketplaces: ['Amazon.com'],
		contentHash: crypto.createHash('sha256').update(JSON.stringify(events)).digest('hex'),
	};
	const itemOf = (event: MadeEvent) => ({
		settlementId,
		transactionKey: keyOf(event, settlementId),
		transactionType: event.transactionType ?? 'Order',
		orderId: event.orderId,
		merchantOrderId: event.merchantOrderId ?? '',
		shipmentId: event.shipmentId ?? '',
		adjustmentId: event.adjustmentId ?? '',
		marketplaceName: event.marketplaceName ?? 'Amazon.com',
		fulfillment: event.fulfillment ?? 'AFN',
		postedDate: event.postedDate ?? '2026-10-05T12:00:00Z',
		currency,
		quantity: 1,
		amounts: {
			...NO_AMOUNTS,
			productCharges: decimal(event.amount),
			fees: decimal(event.fees ?? 0),
		},
		transactionAmount: decimal(event.amount),
		netAmount: decimal(event.amount + (event.fees ?? 0)),
		lineCount: 1,
		unclassified: 0,
		undecided: [],
		basis: BASIS,
		lines: (event.lines ?? []).map((line, row) => ({
			...line,
			amount: decimal(line.amount),
			row: row + 3,
			merchantOrderItemId: '',
			merchantAdjustmentItemId: '',
			promotionId: '',
			postedDate: event.postedDate ?? '2026-10-05T12:00:00Z',
		})),
		settlement: header,
	});
	return events.map((event) => resealed(itemOf(event)));
}

/** An item as the Parse node would have made it, with the digest of what is in it now. */
export function resealed(item: DigestedItem): TransactionItem {
	return { ...item, digest: itemDigest(item) } as TransactionItem;
}

export function order(orderId: string, amount: number, more: Partial<MadeEvent> = {}): MadeEvent {
	return { orderId, amount, ...more };
}

/** `amount` positive: what goes back to the buyer. */
export function refund(
	orderId: string,
	amount: number,
	adjustmentId: string,
	more: Partial<MadeEvent> = {},
): MadeEvent {
	return { orderId, amount: -amount, transactionType: 'Refund', adjustmentId, ...more };
}
