// Flat File V2, the one format Amazon still lists: one amount in every row, told by three labels. All
// other formats are read by making such rows of theirs.

/** Our name of a column -> Amazon's name in the header. */
export const FLAT_FILE_V2_COLUMNS = {
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
	amountType: 'amount-type',
	amountDescription: 'amount-description',
	amount: 'amount',
	fulfillment: 'fulfillment-id',
	postedDate: 'posted-date',
	postedDateTime: 'posted-date-time',
	orderItemCode: 'order-item-code',
	merchantOrderItemId: 'merchant-order-item-id',
	merchantAdjustmentItemId: 'merchant-adjustment-item-id',
	sku: 'sku',
	quantity: 'quantity-purchased',
	promotionId: 'promotion-id',
} as const;

export type Column = keyof typeof FLAT_FILE_V2_COLUMNS;

export const FLAT_FILE_V2 = {
	name: 'Flat File V2',
	columns: FLAT_FILE_V2_COLUMNS,
	optional: ['promotionId'],
	dates: [
		'2026-06-03 11:02:03 UTC',
		'2026-06-03',
		'03.06.2026 11:02:03 UTC',
		'03.06.2026',
		'2026/06/03 11:02:03 UTC',
		'2026/06/03',
		'06/03/26',
	],
	decimals: ['.', ','],
} as const;
