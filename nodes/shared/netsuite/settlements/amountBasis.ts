// Which figures make up the transaction amounts of a settlement: pure. The records hold the amounts, not the
// choice behind them (Transaction Amount of Amazon Settlement Parse), but only one choice fits all their sums.
import type { Figure } from '../../settlement/labels/figures';
import { FIGURES, GROSS_FIGURES, INVOICE_FIGURES } from '../../settlement/labels/figures';

/** Figures of some transactions, added up, and their transaction amounts. Minor units. */
export type FigureSum = Record<Figure, number> & { transactionAmount: number };

/** Fees and reserves belong on no invoice: only when nothing else explains the amounts. */
const FAR = FIGURES.length + 1;

function distance(basis: ReadonlySet<Figure>): number {
	const differing = FIGURES.filter((one) => basis.has(one) !== INVOICE_FIGURES.includes(one));
	return differing.reduce((sum, one) => sum + (INVOICE_FIGURES.includes(one) ? 1 : FAR), 0);
}

/** Every choice, likely ones first: the default, gross, then the fewer differences from the default the sooner. */
const CHOICES: Array<ReadonlySet<Figure>> = [
	new Set(INVOICE_FIGURES),
	new Set(GROSS_FIGURES),
	...FIGURES.reduce<Array<Set<Figure>>>(
		(sets, figure) => sets.flatMap((set) => [set, new Set([...set, figure])]),
		[new Set()],
	).sort((left, right) => distance(left) - distance(right)),
];

/** The first choice that explains every sum; the default where none does, as with two choices in one settlement. */
export function amountBasis(sums: FigureSum[]): ReadonlySet<Figure> {
	const fits = (basis: ReadonlySet<Figure>) =>
		sums.every(
			(sum) =>
				[...basis].reduce((total, figure) => total + sum[figure], 0) === sum.transactionAmount,
		);
	return CHOICES.find(fits) ?? CHOICES[0];
}
