// Labels to meaning: matched without case and punctuation, the most specific row wins, the unknown is
// told as such and still falls in a sensible figure.
import { AMOUNT_CATALOGUE } from '../../../nodes/shared/settlement/labels/amountCatalogue';
import { classify } from '../../../nodes/shared/settlement/labels/catalogue';

function meaning(transactionType: string, amountType: string, amountDescription: string) {
	const {
		class: amountClass,
		figure,
		pane,
	} = classify({
		transactionType,
		amountType,
		amountDescription,
	});
	return [amountClass, figure, pane];
}

it.each([
	['Order', 'ItemPrice', 'Principal', 'order.revenue', 'productCharges', 'orders'],
	['Order', 'ItemPrice', 'Shipping', 'order.revenue', 'shipping', 'orders'],
	['Order', 'ItemPrice', 'GiftWrap', 'order.revenue', 'giftWrap', 'orders'],
	['Order', 'ItemPrice', 'ShippingTax', 'order.tax', 'tax', 'orders'],
	['Order', 'ItemPrice', 'GiftWrapTax', 'order.tax', 'tax', 'orders'],
	[
		'Order',
		'ItemWithheldTax',
		'MarketplaceFacilitatorVAT-Principal',
		'order.withheldTax',
		'withheldTax',
		'orders',
	],
	[
		'Order',
		'ItemFees',
		'MarketplaceFacilitatorVAT-Principal',
		'any.withheldTax',
		'withheldTax',
		'orders',
	],
	['Order', 'Promotion', 'TaxDiscount', 'order.promotion', 'promotions', 'orders'],
	['Order', 'ItemFees', 'Commission', 'order.fee', 'fees', 'orders'],
	['Order', 'Shipment-Fees', 'Shipping', 'any.fee', 'fees', 'orders'],
	['Refund', 'ItemPrice', 'Principal', 'refund.revenue', 'productCharges', 'refunds'],
	[
		'Refund',
		'ItemWithheldTax',
		'SomeNewTax-Principal',
		'refund.withheldTax',
		'withheldTax',
		'refunds',
	],
	['Chargeback Refund', 'ItemPrice', 'Tax', 'refund.tax', 'tax', 'refunds'],
	['A-to-z Guarantee Refund', 'ItemFees', 'Commission', 'refund.fee', 'fees', 'refunds'],
	['Order_Retrocharge', 'ItemPrice', 'Tax', 'retrocharge', 'other', 'nonTransaction'],
	[
		'ServiceFee',
		'Cost of Advertising',
		'TransactionTotalAmount',
		'advertising',
		'fees',
		'nonTransaction',
	],
	['FBAFees', 'FBA Inventory Storage Fee', 'Tax on fee', 'fee/other', 'fees', 'nonTransaction'],
	[
		'other-transaction',
		'FBA Inventory Reimbursement',
		'WAREHOUSE_LOST',
		'reimbursement',
		'other',
		'nonTransaction',
	],
	[
		'other-transaction',
		'other-transaction',
		'Current Reserve Amount',
		'reserve',
		'reserves',
		'deposits',
	],
	[
		'other-transaction',
		'other-transaction',
		'Payable to Amazon',
		'balance/transfer',
		'reserves',
		'deposits',
	],
	[
		'other-transaction',
		'',
		'Amazon Easy Ship Weight Handling Fee Reversal',
		'fee/other',
		'fees',
		'nonTransaction',
	],
])('%s | %s | %s is %s, %s, %s', (type, amountType, description, ...expected) => {
	expect(meaning(type, amountType, description)).toEqual(expected);
});

it.each([
	['ORDER', 'item fees', 'GiftWrapChargeback', 'order.fee'],
	['Order', 'Shipment-Fees', 'FBA transportation fee', 'order.fee'],
	['order', 'ShipmentFees', 'FBATransportationFee', 'order.fee'],
	['other transaction', 'other_transaction', 'subscription FEE', 'fee/other'],
])(
	'case and punctuation do not matter: %s | %s | %s',
	(type, amountType, description, expected) => {
		expect(meaning(type, amountType, description)[0]).toBe(expected);
	},
);

it.each([
	[
		'other-transaction',
		'other-transaction',
		'Transfer of funds unsuccessful: the bank said no',
		'balance/transfer',
	],
	['AmazonFees', 'Eco-contribution for EPR Pay on Behalf - FR (Period 3)', 'Base fee', 'fee/other'],
	[
		'Debt Adjustment',
		'Debt Adjustment',
		'Cross-Account Debt Adjustment against NL',
		'balance/transfer',
	],
	['CouponRedemptionFee', 'CouponRedemptionFee', 'Save 10% now', 'fee/other'],
])('free text is known by its start: %s | %s | %s', (type, amountType, description, expected) => {
	expect(meaning(type, amountType, description)[0]).toBe(expected);
});

it.each([
	['Order', 'ItemPrice', 'CarbonTax', 'tax', 'orders'],
	['Order', 'ItemPrice', 'Engraving', 'productCharges', 'orders'],
	['Order', 'ItemFees', 'DroneFee', 'fees', 'orders'],
	['Order', 'ItemWithheldTax', 'NewTax', 'withheldTax', 'orders'],
	['Order', 'Promotion', 'Loyalty', 'promotions', 'orders'],
	['Transfer', 'other-transaction', 'Current Reserve Amount', 'reserves', 'nonTransaction'],
	['Lunar', 'Moon Rent', 'Crater', 'other', 'nonTransaction'],
])('unknown: %s | %s | %s falls in %s', (type, amountType, description, figure, pane) => {
	expect(meaning(type, amountType, description)).toEqual(['unclassified', figure, pane]);
});

it('units are counted on the price of the items alone', () => {
	const counts = (amountType: string, amountDescription: string) =>
		classify({ transactionType: 'Order', amountType, amountDescription }).countsUnits;
	expect(counts('ItemPrice', 'Principal')).toBe(true);
	expect(counts('ItemFees', 'Commission')).toBe(false);
	expect(counts('Promotion', 'Principal')).toBe(false);
});

it('every row of the table is found by its own labels', () => {
	for (const [transactionType, amountType, amountClass, , , descriptions] of AMOUNT_CATALOGUE) {
		for (const amountDescription of descriptions) {
			const labels = { transactionType, amountType, amountDescription };
			expect({ ...labels, class: classify(labels).class }).toEqual({
				...labels,
				class: amountClass,
			});
		}
	}
});
