// What the report says of a settlement, section by section: pure. Settlement Add writes it on the summary once;
// from then on it is a side of its own, which the records and the books are compared with and which no later
// run computes again.
import type { TransactionItem } from '../../settlement/items/transactionItem';
import { writeTotals } from '../../settlement/journal/labelTotals';
import { totalsOfItems } from '../../settlement/journal/totalsOfItems';
import type { Figures } from '../../settlement/labels/figures';
import { FIGURES, noFigures } from '../../settlement/labels/figures';
import type { TransactionGroup } from '../../settlement/labels/panes';
import { transactionGroup } from '../../settlement/labels/panes';
import type { Decimal, Minor } from '../../settlement/values/money';
import { toMinor } from '../records/amount';

/** A section of a settlement, added up. Amounts in minor units, signed as in the report. */
export interface PaneFigures extends Figures<Minor> {
	count: number;
	transactionAmount: Minor;
	netAmount: Minor;
}

export type Sections = Record<TransactionGroup, PaneFigures>;

export interface ReportSide {
	/** See itemDigest.ts. */
	basis: string;
	/** Items that somebody changed on purpose before they were recorded. */
	changedItems: number;
	sections: Sections;
}

/** What Settlement Add writes on the summary. */
export interface RecordedSide extends ReportSide {
	/** See labelTotals.ts; '' where there are none. */
	labelTotals: string;
}

export function emptySection(): PaneFigures {
	return { count: 0, ...noFigures(), transactionAmount: 0, netAmount: 0 };
}

export function addToSection(section: PaneFigures, more: PaneFigures): void {
	section.count += more.count;
	section.transactionAmount += more.transactionAmount;
	section.netAmount += more.netAmount;
	for (const figure of FIGURES) {
		section[figure] += more[figure];
	}
}

/** An item as a section of one. */
export function sectionOf(item: TransactionItem): PaneFigures {
	const minor = (decimal: Decimal) => toMinor(decimal, item.currency);
	const figures = FIGURES.map((figure) => [figure, minor(item.amounts[figure])]);
	return {
		count: 1,
		...(Object.fromEntries(figures) as Figures<Minor>),
		transactionAmount: minor(item.transactionAmount),
		netAmount: minor(item.netAmount),
	};
}

/** As text; '' where the lines of some item are missing or do not add up to it, or there are too many totals. */
export function labelTotalsText(items: TransactionItem[], timeZone: string): string {
	const found = totalsOfItems(items, timeZone);
	return 'reason' in found ? '' : writeTotals(found);
}

/** Of the items of one settlement. */
export function reportSide(items: TransactionItem[], changedItems: number): ReportSide {
	const sections: Sections = {
		orders: emptySection(),
		refunds: emptySection(),
		nonTransaction: emptySection(),
	};
	for (const item of items) {
		addToSection(sections[transactionGroup(item.transactionType)], sectionOf(item));
	}
	return { basis: items[0]?.basis ?? '', changedItems, sections };
}
