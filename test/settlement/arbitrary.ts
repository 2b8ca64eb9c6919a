// Settlement lines and report styles for property tests: the labels, texts and amounts that reports hold,
// literal quotes and letters beyond ASCII among them.
import { fc } from '../support/fastCheck';
import type { Style, WrittenLine } from './writeReport';

type Labels = Pick<WrittenLine, 'amountType' | 'amountDescription'>;

const labels = fc.constantFrom<Labels[]>(
	{ amountType: 'ItemPrice', amountDescription: 'Principal' },
	{ amountType: 'ItemFees', amountDescription: 'Commission' },
	{ amountType: 'ItemWithheldTax', amountDescription: 'MarketplaceFacilitatorVAT-Principal' },
	{ amountType: 'Promotion', amountDescription: 'Shipping' },
	{ amountType: 'other-transaction', amountDescription: 'Current Reserve Amount' },
	{ amountType: 'Something', amountDescription: 'Näw “label”' },
);
const cents = fc.integer({ min: -999_999_99, max: 999_999_99 });

const lineOf = (year: fc.Arbitrary<number>): fc.Arbitrary<WrittenLine> =>
	fc
		.record({
			cents,
			type: fc.constantFrom('Order', 'Order', 'Refund', 'ServiceFee', 'other-transaction'),
			orderId: fc.constantFrom('111-0000001-0000001', '111-0000002-0000002', ''),
			marketplace: fc.constantFrom('Amazon.de', 'Amazon.fr', ''),
			labels,
			sku: fc.constantFrom('MUG', '12" PIPE', '湯呑', ''),
			quantity: fc.nat(9),
			posted: fc.tuple(
				year,
				fc.integer({ min: 1, max: 12 }),
				fc.integer({ min: 1, max: 28 }),
				fc.nat(23),
				fc.nat(59),
				fc.nat(59),
			),
		})
		.map(({ labels: both, ...rest }) => ({ ...rest, ...both }));

export const line = lineOf(fc.integer({ min: 2025, max: 2027 }));

/** Years of other calendars, and typing mistakes, for a settlement of June 2026. */
export const FAR_YEARS = [1447, 2018, 2023, 2029, 2569] as const;
export const farLine = lineOf(fc.constantFrom(...FAR_YEARS));

/** The lines of one item as reports have them, one below the other: labels and amounts differ. */
export const itemLines: fc.Arbitrary<WrittenLine[]> = fc
	.tuple(line, fc.array(fc.tuple(labels, cents), { maxLength: 4 }))
	.map(([first, others]) => [
		first,
		...others.map(([both, other]) => ({ ...first, ...both, cents: other })),
	]);

export const style: fc.Arbitrary<Style> = fc.record({
	dates: fc.constantFrom('dashes', 'dots', 'slashes'),
	decimal: fc.constantFrom('.', ','),
	thousands: fc.boolean(),
	newline: fc.constantFrom('\n', '\r\n', '\r'),
	bom: fc.boolean(),
});
