// A settlement summary as item JSON: the header, the panes a bookkeeper knows (general, deposits,
// orders, refunds, non-transaction amounts), totals by class and type, what is unknown, and the proof.
import type { Decimal } from '../values/money';
import type { Figures, Labels } from '../labels/figures';
import type { Suggestion } from '../labels/suggestions';
import { suggestClass, suggestUndecided } from '../labels/suggestions';
import type { Total } from '../lines/lineCounts';
import type { Settlement } from '../lines/settlement';
import { decimal } from '../lines/transactionLine';
import type { Report } from '../report/report';
import { findMarketplace } from '../values/marketplaces';
import { DATE_RANGE_NOTE, dateRangeSentence } from './dateRangeProof';
import type { Equation } from './proof';
import { balanceSentence, prove } from './proof';
import type { PaneTotal } from './totals';
import { totalsOf } from './totals';
import type { SettlementHeader } from './transactionItem';
import { decimals, toSettlementHeader } from './transactionItem';

/** Each suggestion is a comparison with the whole catalogue; nobody reads more of them. */
const SUGGESTED_MAX = 200;

export interface PrintedTotal {
	lines: number;
	amount: Decimal;
}

export interface SummaryItem extends SettlementHeader {
	format: string;
	panes: {
		general: {
			account: string;
			currency: string;
			period: string;
			marketplaces: string[];
			transactions: number;
			lines: number;
		};
		deposits: PrintedTotal & {
			depositDate: string;
			totalAmount: Decimal | null;
			reserveReleased: Decimal;
			reserveHeld: Decimal;
		};
		orders: PrintedTotal & Figures<Decimal>;
		refunds: PrintedTotal & Figures<Decimal>;
		nonTransaction: PrintedTotal & Figures<Decimal>;
	};
	classes: Record<string, PrintedTotal>;
	/** Lines and money by account group. */
	groups: Record<string, PrintedTotal>;
	transactionTypes: Record<string, PrintedTotal & { transactions: number }>;
	/** What the catalogue does not know, with the class of a label that looks alike. */
	unclassifiedLabels: Array<PrintedTotal & Labels & { row: number; suggestion: Suggestion | null }>;
	/** What the user's own rules classified; `rule` counts them from 0. */
	reclassifiedLabels: Array<PrintedTotal & Labels & { row: number; class: string; rule: number }>;
	/** What the catalogue knows only by what the labels' types say. */
	labelsByKind: Array<PrintedTotal & Labels & { row: number; class: string; group: string }>;
	/** What keeps orders and refunds from being posted until a row of Label Classes says what it is. */
	undecidedLabels: Array<
		PrintedTotal & Labels & { row: number; transactions: number; suggestion: Suggestion | null }
	>;
	unknownMarketplaces: string[];
	/** What was done to the file that its reader should know. */
	notes: string[];
	proof: { sentence: string; holds: boolean; equations: Equation[] };
}

export function toSummaryItem(
	report: Report,
	settlement: Settlement,
	account: string,
): SummaryItem {
	const header = toSettlementHeader(report, settlement, account);
	const totals = totalsOf(settlement);
	const equations = prove(report, settlement, totals);
	const { byPane, byClass, byGroup, byType } = totals;
	return {
		...header,
		format: report.format,
		panes: {
			general: {
				account,
				currency: header.currency,
				period: `${header.startDate.slice(0, 10)} to ${header.endDate.slice(0, 10)}`,
				marketplaces: header.marketplaces,
				transactions: header.transactions,
				lines: header.lines,
			},
			deposits: {
				lines: byPane.deposits.lines,
				amount: decimal(byPane.deposits.amount),
				depositDate: header.depositDate,
				totalAmount: header.totalAmount,
				reserveReleased: decimal(totals.reserveReleased),
				reserveHeld: decimal(totals.reserveHeld),
			},
			orders: printedPane(byPane.orders),
			refunds: printedPane(byPane.refunds),
			nonTransaction: printedPane(byPane.nonTransaction),
		},
		classes: Object.fromEntries([...byClass].map(([name, total]) => [name, printed(total)])),
		groups: Object.fromEntries([...byGroup].map(([name, total]) => [name, printed(total)])),
		transactionTypes: Object.fromEntries(
			[...byType].map(([name, total]) => [name, printed(total)]),
		),
		unclassifiedLabels: totals.unclassified.map((labels, i) => ({
			...printed(labels),
			suggestion: i < SUGGESTED_MAX ? suggestClass(labels) : null,
		})),
		reclassifiedLabels: totals.ruled.map(printed),
		labelsByKind: totals.byKind.map(printed),
		undecidedLabels: totals.undecided.map((labels, i) => ({
			...printed(labels),
			suggestion: i < SUGGESTED_MAX ? suggestUndecided(labels) : null,
		})),
		unknownMarketplaces: header.marketplaces.filter((name) => findMarketplace(name) === undefined),
		notes: report.lacksTotal ? [DATE_RANGE_NOTE, ...report.notes] : report.notes,
		proof: {
			sentence: report.lacksTotal ? dateRangeSentence(settlement) : balanceSentence(settlement),
			holds: equations.every(({ holds }) => holds),
			equations,
		},
	};
}

function printed<T extends Total>(total: T): Omit<T, 'amount'> & { amount: Decimal } {
	return { ...total, amount: decimal(total.amount) };
}

function printedPane({ lines, amount, figures }: PaneTotal): PrintedTotal & Figures<Decimal> {
	return { lines, amount: decimal(amount), ...decimals(figures) };
}
