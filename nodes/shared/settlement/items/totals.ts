// A settlement added up by label triple as its lines come in, and at its end by class, by pane and by
// transaction type: what the summary shows, and what the proof compares with the sums that were made
// transaction by transaction.
import type { Mills } from '../values/money';
import type { AccountGroup } from '../labels/accountGroups';
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
	figures: Figures<Mills>;
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

/** What the catalogue knows only by what the labels' types say. */
export interface KindLabels extends LabelTotal {
	class: AmountClass;
	group: AccountGroup;
}
/** What nothing decides, so that orders and refunds wait. */
export interface UndecidedTotal extends LabelTotal {
	transactions: number;
}

export interface Totals {
	byClass: Map<AmountClass, Total>;
	byGroup: Map<AccountGroup, Total>;
	byType: Map<string, TypeTotal>;
	byPane: Record<Pane, PaneTotal>;
	/** Money held back (negative) and let go (positive). */
	reserveHeld: Mills;
	reserveReleased: Mills;
	/** What the catalogue does not know, each triple once. */
	unclassified: LabelTotal[];
	/** What a rule of the user's classified, each triple once. */
	ruled: RuledLabels[];
	byKind: KindLabels[];
	undecided: UndecidedTotal[];
}

export function totalsOf(settlement: Settlement): Totals {
	const totals: Totals = {
		byClass: new Map(),
		byGroup: new Map(),
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
		byKind: [],
		undecided: undecidedTotals(settlement),
	};
	const unclassified = new Map<string, LabelTotal>();
	const ruled = new Map<string, RuledLabels>();
	const byKind = new Map<string, KindLabels>();
	for (const { transactionType } of settlement.transactions) {
		typeTotal(totals, transactionType).transactions++;
	}
	for (const [meaning, total] of settlement.totals) {
		const { class: amountClass, group, figure, rule, isByKind } = meaning;
		const pane = totals.byPane[meaning.pane];
		pane.figures[figure] = addMoney(pane.figures[figure], total.amount);
		add(pane, total);
		add(typeTotal(totals, meaning.transactionType), total);
		add(entry(totals.byClass, amountClass, noTotal), total);
		add(entry(totals.byGroup, group, noTotal), total);
		if (amountClass === 'reserve') {
			totals.reserveHeld += total.negative;
			totals.reserveReleased += total.amount - total.negative;
		}
		if (amountClass === 'unclassified' || rule >= 0 || isByKind) {
			const { transactionType, amountType, amountDescription } = meaning;
			// By class too: one label may be the buyer's tax in one marketplace and the seller's in the next.
			const key = `${transactionType}\t${amountType}\t${amountDescription}\t${amountClass}`;
			const labels = {
				transactionType,
				amountType,
				amountDescription,
				row: total.row,
				...noTotal(),
			};
			if (rule >= 0) {
				add(
					entry(ruled, key, () => ({ ...labels, class: amountClass, rule })),
					total,
				);
			} else if (isByKind) {
				add(
					entry(byKind, key, () => ({ ...labels, class: amountClass, group })),
					total,
				);
			} else {
				add(
					entry(unclassified, key, () => labels),
					total,
				);
			}
		}
	}
	totals.unclassified = [...unclassified.values()];
	totals.ruled = [...ruled.values()];
	totals.byKind = [...byKind.values()];
	return totals;
}

function undecidedTotals({ transactions }: Settlement): UndecidedTotal[] {
	const totals = new Map<string, UndecidedTotal>();
	for (const { undecided } of transactions) {
		for (const { meaning, lines, amount, row } of undecided) {
			const { transactionType, amountType, amountDescription } = meaning;
			const key = `${transactionType}\t${amountType}\t${amountDescription}`;
			const labels = { transactionType, amountType, amountDescription, row, ...noTotal() };
			const total = entry(totals, key, () => ({ ...labels, transactions: 0 }));
			add(total, { lines, amount });
			total.transactions++;
			total.row = Math.min(total.row, row);
		}
	}
	return [...totals.values()];
}

/** The panes together: every line is in exactly one. */
export function sumOfPanes({ byPane }: Totals): Mills {
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
