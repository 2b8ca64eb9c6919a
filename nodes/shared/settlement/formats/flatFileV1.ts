// Flat File V1, the format before V2: up to nine amounts in columns of their own instead of one, and
// often none. Each row becomes one row of V2 for each of its amounts, by the map Amazon published, so
// that everything after this file knows one shape. A row without an amount stays one row: on orders it
// is the one that tells the units. Labels: flatFileV1Labels.ts.
import type { Labels } from '../labels/figures';
import type { AmountKind } from '../labels/flatFileV1Labels';
import { labelsOfV1 } from '../labels/flatFileV1Labels';
import type { Column } from './flatFileV2';
import type { ExpandedRow, Format, HeaderOfFile } from './format';

const SHARED_COLUMNS = {
	settlementId: 'settlement-id',
	startDate: 'settlement-start-date',
	endDate: 'settlement-end-date',
	depositDate: 'deposit-date',
	totalAmount: 'total-amount',
	currency: 'currency',
	transactionType: 'transaction-type',
	orderId: 'order-id',
	merchantOrderId: 'merchant-order-id',
	adjustmentId: 'adjustment-id',
	shipmentId: 'shipment-id',
	marketplaceName: 'marketplace-name',
	fulfillment: 'fulfillment-id',
	postedDate: 'posted-date',
	postedDateTime: 'posted-date-time',
	orderItemCode: 'order-item-code',
	merchantOrderItemId: 'merchant-order-item-id',
	merchantAdjustmentItemId: 'merchant-adjustment-item-id',
	sku: 'sku',
	quantity: 'quantity-purchased',
	promotionId: 'promotion-id',
} as const satisfies Partial<Record<Column, string>>;

/** The nine amounts and the column that says what each is; two say it by their name alone. */
const AMOUNTS = [
	['price', 'price-amount', 'price-type'],
	['itemFee', 'item-related-fee-amount', 'item-related-fee-type'],
	['shipmentFee', 'shipment-fee-amount', 'shipment-fee-type'],
	['orderFee', 'order-fee-amount', 'order-fee-type'],
	['miscFee', 'misc-fee-amount', ''],
	['otherFee', 'other-fee-amount', 'other-fee-reason-description'],
	['promotion', 'promotion-amount', 'promotion-type'],
	['directPayment', 'direct-payment-amount', 'direct-payment-type'],
	['other', 'other-amount', ''],
] as const satisfies ReadonlyArray<readonly [AmountKind, string, string]>;

export const FLAT_FILE_V1 = {
	name: 'Flat File V1',
	columns: Object.fromEntries(
		[...Object.values(SHARED_COLUMNS), ...AMOUNTS.flatMap(([, amount, type]) => [amount, type])]
			.filter((name) => name !== '')
			.map((name) => [name, name]),
	),
	/** A settlement without orders has no promotion columns; posted-date-time is an addition of copies. */
	optional: ['posted-date-time', 'promotion-id', 'promotion-type', 'promotion-amount'],
	createExpander: createV1Expander,
	dates: ['2026-06-03T11:02:03+00:00', '2026-06-03 11:02:03 UTC', '2026-06-03'],
	decimals: ['.'],
} satisfies Format;

/** `at` is where the header has each column; `width` how many cells a row of V2 has here. */
export function createV1Expander(
	{ columns: header }: HeaderOfFile,
	at: Readonly<Record<Column, number>>,
): (cells: readonly string[]) => ExpandedRow[] {
	const shared = Object.entries(SHARED_COLUMNS).map(
		([column, name]) => [at[column as Column], header.indexOf(name)] as const,
	);
	const amounts = AMOUNTS.map(([kind, amount, type]) => ({
		kind,
		column: amount,
		amountAt: header.indexOf(amount),
		typeAt: type === '' ? -1 : header.indexOf(type),
	})).filter(({ amountAt }) => amountAt >= 0);
	const feeTypeAt = header.indexOf('item-related-fee-type');
	const width = Object.keys(at).length;
	const isKnown = createMemory();

	return (cells) => {
		const shape = new Array<string>(width).fill('');
		for (const [to, from] of shared) {
			shape[to] = cells[from] ?? '';
		}
		const stated = amounts.filter(({ amountAt }) => (cells[amountAt] ?? '') !== '');
		if (stated.length === 0) {
			return [{ cells: shape, amountColumn: 'amount' }];
		}
		const transactionType = shape[at.transactionType];
		return stated.map(({ kind, column, amountAt, typeAt }) => {
			const row = [...shape];
			const type = cells[typeAt] ?? '';
			const labels = isKnown(transactionType, kind, type, cells[feeTypeAt] ?? '');
			row[at.transactionType] = labels.transactionType;
			row[at.amountType] = labels.amountType;
			row[at.amountDescription] = labels.amountDescription;
			row[at.amount] = cells[amountAt];
			return { cells: row, amountColumn: column };
		});
	};
}

function createMemory(): (...labels: Parameters<typeof labelsOfV1>) => Labels {
	const known = new Map<string, Labels>();
	return (...labels) => {
		const key = labels.join('\t');
		const found = known.get(key) ?? labelsOfV1(...labels);
		known.set(key, found);
		return found;
	};
}
