// A settlement added up anew from its lines, by class, by pane and by transaction type: what the
// summary shows, and what the proof compares with the sums made while the settlement was closed.
import type { AmountClass } from './amountClasses';
import { noFigures } from './figures';
import type { Figures, Labels } from './figures';
import { addMoney } from './money';
import { MONEY_PANES } from './panes';
import type { Pane } from './panes';
import type { Settlement } from './settlement';

export interface Total {
	lines: number;
	/** Mills. */
	amount: number;
}
export interface TypeTotal extends Total {
	transactions: number;
}
export interface PaneTotal extends Total {
	figures: Figures;
}
/** A label triple with the first row that holds it. */
export interface LabelTotal extends Labels, Total {
	row: number;
}
export interface RuledLabels extends LabelTotal {
	class: AmountClass;
	/** Index of the user's rule. */
	rule: number;
}

export interface Totals {
	byClass: Map<AmountClass, Total>;
	byType: Map<string, TypeTotal>;
	byPane: Record<Pane, PaneTotal>;
	/** Money held back (negative) and let go (positive). */
	reserveHeld: number;
	reserveReleased: number;
	/** What the catalogue does not know, each triple once. */
	unclassified: LabelTotal[];
	/** What a rule of the user's classified, each triple once. */
	ruled: RuledLabels[];
}

export function totalsOf(settlement: Settlement): Totals {
	const totals: Totals = {
		byClass: new Map(),
		byType: new Map(),
		byPane: {
			deposits: noTotal(),
			orders: noTotal(),
			refunds: noTotal(),
			nonTransaction: noTotal(),
		},
		reserveHeld: 0,
		reserveReleased: 0,
		unclassified: [],
		ruled: [],
	};
	const unclassified = new Map<string, LabelTotal>();
	const ruled = new Map<string, RuledLabels>();
	for (const { transactionType, lines } of settlement.transactions) {
		const type = entry(totals.byType, transactionType, () => ({
			transactions: 0,
			lines: 0,
			amount: 0,
		}));
		type.transactions++;
		for (const line of lines) {
			const { amount, meaning, amountType, amountDescription, row } = line;
			const pane = totals.byPane[meaning.pane];
			pane.figures[meaning.figure] = addMoney(pane.figures[meaning.figure], amount);
			count(pane, amount);
			count(type, amount);
			count(
				entry(totals.byClass, meaning.class, () => ({ lines: 0, amount: 0 })),
				amount,
			);
			if (meaning.class === 'reserve') {
				totals[amount < 0 ? 'reserveHeld' : 'reserveReleased'] += amount;
			}
			const { class: amountClass, rule } = meaning;
			if (amountClass === 'unclassified' || rule >= 0) {
				const labels = { transactionType, amountType, amountDescription };
				const key = Object.values(labels).join('\t');
				const first = { ...labels, row, lines: 0, amount: 0 };
				count(
					rule < 0
						? entry(unclassified, key, () => first)
						: entry(ruled, key, () => ({ ...first, class: amountClass, rule })),
					amount,
				);
			}
		}
	}
	totals.unclassified = [...unclassified.values()];
	totals.ruled = [...ruled.values()];
	return totals;
}

/** The panes together: every line is in exactly one. */
export function sumOfPanes({ byPane }: Totals): number {
	return MONEY_PANES.reduce((sum, pane) => addMoney(sum, byPane[pane].amount), 0);
}

function noTotal(): PaneTotal {
	return { lines: 0, amount: 0, figures: noFigures() };
}

function count(total: Total, amount: number): void {
	total.lines++;
	total.amount = addMoney(total.amount, amount);
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
	let value = map.get(key);
	if (value === undefined) {
		map.set(key, (value = make()));
	}
	return value;
}
