// The ten figures of a transaction, and which of them a line counts in. The class decides; where a
// class holds several figures, or the catalogue does not know the line, the labels do. Everything
// Amazon charges, advertising included, is fees.
import type { AmountClass } from './amountClasses';
import { normalized } from './labels';

export const FIGURES = [
	'productCharges',
	'shipping',
	'giftWrap',
	'tax',
	'withheldTax',
	'taxCredit',
	'promotions',
	'fees',
	'reserves',
	'other',
] as const;
export type Figure = (typeof FIGURES)[number];
/** All in one scale of money. */
export type Figures<Scale extends number> = Record<Figure, Scale>;

/** What belongs on no invoice; the tax that Amazon withholds from the seller is his, not the buyer's. */
const OFF_INVOICE: readonly Figure[] = ['taxCredit', 'fees', 'reserves'];

/** What belongs on the buyer's invoice. */
export const INVOICE_FIGURES: readonly Figure[] = FIGURES.filter(
	(figure) => !OFF_INVOICE.includes(figure),
);

/** What the buyer paid: the same before the tax that Amazon withholds is netted. */
export const GROSS_FIGURES: readonly Figure[] = INVOICE_FIGURES.filter(
	(figure) => figure !== 'withheldTax',
);

export function noFigures(): Figures<0> {
	return {
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
}

export interface Labels {
	transactionType: string;
	amountType: string;
	amountDescription: string;
}

export function figureOf(amountClass: AmountClass, labels: Labels): Figure {
	switch (amountClass) {
		case 'reserve':
		case 'deferred':
		case 'balance/transfer':
			return 'reserves';
		case 'advertising':
		case 'fee/other':
			return 'fees';
		case 'liquidation':
		case 'reimbursement':
		case 'retrocharge':
			return 'other';
		case 'unclassified':
			return figureOfUnclassified(labels);
	}
	switch (amountClass.slice(amountClass.indexOf('.') + 1)) {
		case 'fee':
			return 'fees';
		case 'promotion':
			return 'promotions';
		case 'tax':
			return 'tax';
		case 'withheldTax':
			return 'withheldTax';
		case 'taxCredit':
			return 'taxCredit';
		default:
			return chargeFigure(labels.amountDescription);
	}
}

/** A new label under a known amount type is still a price, a fee, a tax. */
function figureOfUnclassified(labels: Labels): Figure {
	const figure = figureOfAmountType(labels);
	if (figure !== undefined) {
		return figure;
	}
	if (normalized(labels.amountType) === 'itemwithheldtax') {
		return 'withheldTax';
	}
	return /\breserve\b/i.test(labels.amountDescription) ? 'reserves' : 'other';
}

/**
 * The figure that the amount type, or the transaction type, gives a label for certain; undefined where it does not:
 * what is withheld may be the buyer's tax or the seller's, and any other type may hold anything.
 */
export function figureOfAmountType(labels: Labels): Figure | undefined {
	switch (normalized(labels.amountType)) {
		case 'itemprice':
			return chargeFigure(labels.amountDescription);
		case 'promotion':
			return 'promotions';
		case 'points':
			return 'fees';
	}
	const isCharge = /fees?\b|advertis/i.test(`${labels.amountType} ${labels.transactionType}`);
	return isCharge ? 'fees' : undefined;
}

/** What the buyer paid, by its description. */
function chargeFigure(description: string): Figure {
	if (/tax|vat|gst/i.test(description)) {
		return 'tax';
	}
	if (/gift.?wrap/i.test(description)) {
		return 'giftWrap';
	}
	return /shipping/i.test(description) ? 'shipping' : 'productCharges';
}
