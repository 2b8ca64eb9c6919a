// Why Amazon's amount and the invoice differ, in cases worked out by hand, and the law that the parts always
// add up to the difference.
import { fc } from '../../support/fastCheck';

import type { InvoiceParts } from '../../../nodes/shared/netsuite/books/invoiceParts';
import { partOf } from '../../../nodes/shared/netsuite/books/invoiceParts';
import type { DifferencePart } from '../../../nodes/shared/netsuite/posting/differences';
import {
	differenceInWords,
	explainDifference,
} from '../../../nodes/shared/netsuite/posting/differences';
import type { Figures } from '../../../nodes/shared/settlement/labels/figures';
import { INVOICE_FIGURES, noFigures } from '../../../nodes/shared/settlement/labels/figures';
import type { Minor } from '../../../nodes/shared/settlement/values/money';

const NO_PARTS: InvoiceParts = { price: 0, shipping: 0, giftWrap: 0, promotions: 0, tax: 0 };

interface Case {
	title: string;
	amazon: Partial<Figures<Minor>>;
	/** What counted into the amount; the figures of the invoice's classes when left out. */
	amount?: number;
	invoice: Partial<InvoiceParts>;
	paidBefore?: number;
	/** The difference, then each part as its name and amount. */
	explained: [number, ...Array<[DifferencePart['what'], number]>] | null;
}

const cases: Case[] = [
	{
		title: 'the same',
		amazon: { productCharges: 1000 },
		invoice: { price: 1000 },
		explained: null,
	},
	{
		title: 'tax that the invoice does not have',
		amazon: { productCharges: 43080, tax: 3024 },
		invoice: { price: 43080 },
		explained: [3024, ['tax', 3024]],
	},
	{
		title: 'tax that Amazon collected and withheld',
		amazon: { productCharges: 1000, tax: 80, withheldTax: -80 },
		invoice: { price: 1000, tax: 80 },
		explained: [-80, ['tax', -80]],
	},
	{
		title: 'a promotion, shipping and gift wrap that were not invoiced',
		amazon: { productCharges: 2000, shipping: 499, promotions: -499, giftWrap: 300 },
		invoice: { price: 2000 },
		explained: [300, ['shipping', 499], ['gift wrap', 300], ['promotions', -499]],
	},
	{
		title: 'another price, and a discount on the invoice',
		amazon: { productCharges: 1900 },
		invoice: { price: 2000, promotions: -50 },
		explained: [-50, ['price', -100], ['promotions', 50]],
	},
	{
		title: 'paid in part before',
		amazon: { productCharges: 1000 },
		invoice: { price: 1000 },
		paidBefore: 400,
		explained: [400, ['paid or credited before', 400]],
	},
	{
		title: 'goodwill of Amazon',
		amazon: { productCharges: 1000, other: 25 },
		invoice: { price: 1000 },
		explained: [25, ['other amounts', 25]],
	},
	{
		title: 'an amount that leaves the tax out, as its basis says',
		amazon: { productCharges: 1000, tax: 80 },
		amount: 1000,
		invoice: { price: 1001, tax: 80 },
		explained: [-81, ['price', -1], ['not explained', -80]],
	},
];

function explain({ amazon, amount, invoice, paidBefore = 0 }: Omit<Case, 'title' | 'explained'>) {
	const figures = { ...noFigures(), ...amazon };
	const parts = { ...NO_PARTS, ...invoice };
	const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
	const sent = INVOICE_FIGURES.reduce((sum, figure) => sum + figures[figure], 0);
	return explainDifference(
		{ amount: amount ?? sent, figures },
		{ open: total - paidBefore, total, parts },
	);
}

test.each(cases)('$title', ({ explained, ...facts }) => {
	const told = explain(facts);
	const short = told && [told.amount, ...told.parts.map(({ what, amount }) => [what, amount])];
	expect(short).toEqual(explained);
});

test('without the lines nothing is guessed', () => {
	const told = explainDifference(
		{ amount: 1000, figures: { ...noFigures(), productCharges: 1000 } },
		{ open: 900, total: 950, parts: null },
	);
	expect(told).toEqual({
		amount: 100,
		parts: [
			{ what: 'paid or credited before', amazon: 0, invoice: -50, amount: 50 },
			{ what: 'not explained', amazon: 0, invoice: 0, amount: 50 },
		],
	});
});

test('law: the parts add up to the difference, each is what it says', () => {
	const value = fc.integer({ min: -5000, max: 5000 });
	const figures = fc.record(
		Object.fromEntries(Object.keys(noFigures()).map((name) => [name, value])),
	) as fc.Arbitrary<Figures<Minor>>;
	const parts = fc.record({
		price: value,
		shipping: value,
		giftWrap: value,
		promotions: value,
		tax: value,
	});
	fc.assert(
		fc.property(figures, fc.option(parts), value, value, value, (sent, billed, a, o, t) => {
			const told = explainDifference(
				{ amount: a, figures: sent },
				{ open: o, total: t, parts: billed },
			);
			const sum = (told?.parts ?? []).reduce((total, { amount }) => total + amount, 0);
			expect(sum).toBe(a - o);
			for (const part of told?.parts ?? []) {
				expect(part.amount).not.toBe(0);
				if (part.what !== 'not explained') {
					expect(part.amount).toBe(part.amazon - part.invoice);
				}
			}
		}),
	);
});

test('in words, with both amounts of each part', () => {
	const told = explain({
		amazon: { productCharges: 995, tax: 80 },
		invoice: { price: 1000, tax: 76 },
		paidBefore: 0,
	});
	expect(told && differenceInWords(told, 'USD')).toBe(
		'Amazon sent 0.01 USD less than was open: price -0.05 USD (Amazon 9.95 USD, invoice 10.00 USD); tax +0.04 USD (Amazon 0.80 USD, invoice 0.76 USD)',
	);
});

test.each([
	['InvtPart', 'MUG-1 Mug', false, 'price'],
	['ShipItem', 'UPS Ground', false, 'shipping'],
	['OthCharge', 'Amazon Shipping', false, 'shipping'],
	['NonInvtPart', 'Gift Wrap Amazon', false, 'giftWrap'],
	['Service', 'Giftwrap', false, 'giftWrap'],
	['Discount', 'Partner', false, 'promotions'],
	['OthCharge', 'Promotional rebate', false, 'promotions'],
	['', '', true, 'tax'],
	['TaxItem', 'CA', false, 'tax'],
])('a line of %s %s counts as %s %s', (type, name, isTax, part) => {
	expect(partOf(type, name, isTax)).toBe(part);
});
