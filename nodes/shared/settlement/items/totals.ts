// A settlement added up by label triple as its lines come in, and at its end by class, by pane and by
// transaction type: what the summary shows, and what the proof compares with the sums that were made
// transaction by transaction.
import type { AmountClass } from '../labels/amountClasses';
import type { Figures, Labels } from '../labels/figures';
import { noFigures } from '../labels/figures';
import type { Pane } from '../labels/panes';
import { MONEY_PANES } from '../labels/panes';
import type { Total } from '../lines/lineCounts';
import type { Settlement } from '../lines/settlement';
import { addMoney } from '../values/money';

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
			deposits: noPaneTotal(),
			orders: noPaneTotal(),
			refunds: noPaneTotal(),
			nonTransaction: noPaneTotal(),
		},
		reserveHeld: 0,
		reserveReleased: 0,
		unclassified: [],
		ruled: [],
	};
	const unclassified = new Map<string, LabelTotal>();
	const ruled = new Map<string, RuledLabels>();
	for (const { transactionType } of settlement.transactions) {
		typeTotal(totals, transactionType).transactions++;
	}
	for (const [meaning, total] of settlement.totals) {
		const { class: amountClass, figure, rule } = meaning;
		const pane = totals.byPane[meaning.pane];
		pane.figures[figure] = addMoney(pane.figures[figure], total.amount);
		add(pane, total);
		add(typeTotal(totals, meaning.transactionType), total);
		add(entry(totals.byClass, amountClass, noTotal), total);
		if (amountClass === 'reserve') {
			totals.reserveHeld += total.negative;
			totals.reserveReleased += total.amount - total.negative;
		}
		if (amountClass === 'unclassified' || rule >= 0) {
			const { transactionType, amountType, amountDescription } = meaning;
			const key = `${transactionType}\t${amountType}\t${amountDescription}`;
			const labels = {
				transactionType,
				amountType,
				amountDescription,
				row: total.row,
				...noTotal(),
			};
			add(
				rule < 0
					? entry(unclassified, key, () => labels)
					: entry(ruled, key, () => ({ ...labels, class: amountClass, rule })),
				total,
			);
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

function noTotal(): Total {
	return { lines: 0, amount: 0 };
}

function noPaneTotal(): PaneTotal {
	return { ...noTotal(), figures: noFigures() };
}

function typeTotal({ byType }: Totals, transactionType: string): TypeTotal {
	return entry(byType, transactionType, () => ({ transactions: 0, ...noTotal() }));
}

function add(total: Total, { lines, amount }: Total): void {
	total.lines += lines;
	total.amount = addMoney(total.amount, amount);
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
	let value = map.get(key);
	if (value === undefined) {
		map.set(key, (value = make()));
	}
	return value;
}
