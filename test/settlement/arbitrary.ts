// Settlement lines and report styles for property tests: the labels, texts and amounts that reports hold,
// literal quotes and letters beyond ASCII among them.
import fc from 'fast-check';
import type { Style, WrittenLine } from './writeReport';

export const line: fc.Arbitrary<WrittenLine> = fc
	.record({
		cents: fc.integer({ min: -999_999_99, max: 999_999_99 }),
		type: fc.constantFrom('Order', 'Order', 'Refund', 'ServiceFee', 'other-transaction'),
		orderId: fc.constantFrom('111-0000001-0000001', '111-0000002-0000002', ''),
		marketplace: fc.constantFrom('Amazon.de', 'Amazon.fr', ''),
		labels: fc.constantFrom(
			['ItemPrice', 'Principal'],
			['ItemFees', 'Commission'],
			['ItemWithheldTax', 'MarketplaceFacilitatorVAT-Principal'],
			['Promotion', 'Shipping'],
			['other-transaction', 'Current Reserve Amount'],
			['Something', 'Näw “label”'],
		),
		sku: fc.constantFrom('MUG', '12" PIPE', '湯呑', ''),
		quantity: fc.nat(9),
		posted: fc.tuple(
			...[fc.integer({ min: 2024, max: 2026 }), fc.integer({ min: 1, max: 12 })],
			...[fc.integer({ min: 1, max: 28 }), fc.nat(23), fc.nat(59), fc.nat(59)],
		),
	})
	.map(({ labels, ...rest }) => ({
		...rest,
		amountType: labels[0],
		amountDescription: labels[1],
	}));

export const style: fc.Arbitrary<Style> = fc.record({
	dates: fc.constantFrom('dashes', 'dots', 'slashes'),
	decimal: fc.constantFrom('.', ','),
	thousands: fc.boolean(),
	newline: fc.constantFrom('\n', '\r\n', '\r'),
	bom: fc.boolean(),
});
