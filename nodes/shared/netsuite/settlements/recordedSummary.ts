// A settlement as its summary record has it: the facts of the report, and the report side that Settlement Add
// wrote once.
import type { TransactionGroup } from '../../settlement/labels/panes';
import type { Minor } from '../../settlement/values/money';
import type { SettlementId, SummaryId } from '../records/ids';

/** Sections by the names of their fields, in minor units; counts as they are. */
export type ShownSections = Record<TransactionGroup, Record<string, number>>;

export interface RecordedReport {
	basis: string;
	changedItems: number;
	sections: ShownSections;
}

interface SummaryFacts {
	settlementId: SettlementId;
	account: string;
	currency: string;
	/** `YYYY-MM-DD`. */
	startDate: string;
	endDate: string;
	depositDate: string;
	/** Minor units; null when the report declares none. */
	totalAmount: Minor | null;
	/** Transactions that the report has; fewer records than this means a run broke off. */
	transactions: number;
	unreadable: number;
	unclassified: number;
	balanced: boolean;
	/** Minor units: what the lines of the report add up to. */
	sumOfLines: Minor;
	/** What Settlement Add wrote once; null on a summary that is older than these fields. */
	report: RecordedReport | null;
	/** Text, see records/journalTerms.ts; '' where no journal was posted. */
	journalTerms: string;
	/** What kept the journal from being posted; '' when nothing did. */
	journalProblem: string;
}

export interface RecordedSummary extends SummaryFacts {
	recordId: SummaryId;
	/** Computed figures that were edited since the last refresh, see writtenFigures.ts. */
	edited: string[];
}

/** Settlement Add would make it: in a dry run NetSuite does not hold it yet. */
export interface PlannedSummary extends SummaryFacts {
	recordId: null;
}

export type Summary = RecordedSummary | PlannedSummary;
