// A refreshed summary as item JSON: decimals, a verdict in one sentence, and what needs attention.
import type { IDataObject } from 'n8n-workflow';

import { money, toDecimal } from '../shared/netsuite/records/amount';
import type { Disagreement } from '../shared/netsuite/records/disagreement';
import type { Status } from '../shared/netsuite/records/schema';
import { LABEL_UNDECIDED } from '../shared/netsuite/records/undecidedLabels';
import type { RunCounts } from '../shared/netsuite/settlements/runItems';
import type { OpenTransaction } from '../shared/netsuite/settlements/openTransactions';
import type { PaneFigures } from '../shared/netsuite/settlements/reportSide';
import type { Equation } from '../shared/netsuite/settlements/summaryFigures';
import type { SummaryOutcome } from '../shared/netsuite/settlements/updateSummaries';
import type { TransactionGroup } from '../shared/settlement/labels/panes';
import { transactionGroup } from '../shared/settlement/labels/panes';
import type { Decimal, Minor } from '../shared/settlement/values/money';
import { currencyExponent } from '../shared/settlement/values/money';
import type { Cause } from './causes';
import { causesOf } from './causes';
import type { ClearingJson } from './clearingJson';
import { clearingJson } from './clearingJson';
import { ORDERS_OF_CAUSE_MAX } from './page/attention';
import { pageTitle } from './page/pageTitle';
import type { Step } from './waterfall';
import { waterfall } from './waterfall';

export interface Attention {
	/** '' for one that is only planned. */
	recordId: string;
	orderId: string;
	transactionType: string;
	transactionAmount: Decimal;
	status: Status;
	errorCode: string;
	reason: string;
}

/** Sums as they are shown; how many there are is no money. */
type InDecimals<Sums> = {
	[Name in keyof Sums]: Name extends 'count' ? number : Decimal | Extract<Sums[Name], null>;
};

export interface SummaryJson {
	recordId: string;
	settlementId: string;
	account: string;
	currency: string;
	/** Decimals of the currency. */
	digits: number;
	startDate: string;
	endDate: string;
	depositDate: string;
	transactions: number;
	/** Rows of the report that could not be read, and lines the catalogue does not know. */
	unreadable: number;
	unclassified: number;
	/** Orders and refunds that are not posted because nothing decides one of their labels. */
	waitingForLabels: number;
	balanced: boolean;
	isDryRun: boolean;
	/** Lines, total amount and recorded transactions agree. */
	tiesToDeposit: boolean;
	/** Every order and refund stands on documents as its record says; nothing waits. */
	isPosted: boolean;
	/** `tiesToDeposit`, and nothing disagrees. */
	ties: boolean;
	/** All of it is posted, applied and explained. */
	isClean: boolean;
	verdict: string;
	/** The verdict without what this run did. */
	proof: string;
	/** What this run did, or in a dry run would do; null when it only looked. */
	run: RunCounts<Decimal> | null;
	/** For the title of the browser's tab. */
	pageTitle: string;
	/** Those that stand come first. */
	disagreements: Disagreement[];
	/** Transactions whose item somebody changed on purpose before it was recorded. */
	changedItems: number;
	counts: Record<Status, number>;
	panes: Record<TransactionGroup, InDecimals<PaneFigures>>;
	equation: InDecimals<Equation>;
	/** What the settlement has left on its clearing account; null where nobody looked. */
	clearing: ClearingJson | null;
	/** What kept the journal from being posted at its last run; '' when nothing did. */
	journalProblem: string;
	short: Decimal;
	writtenOff: Decimal;
	attention: Attention[];
	/** How many need attention; the list shows at most 500. */
	attentionCount: number;
	/** The same by cause, with what disagrees: counts of all, the first orders of each. */
	causes: Cause[];
	/** From sales to the deposit. */
	waterfall: Array<Step<Decimal>>;
	/** Where a person opens a record of this account; '' where that is not NetSuite itself. */
	netSuiteHost: string;
	/** `YYYY-MM-DD`: the day that ages are counted to; '' where no age is shown. */
	asOf: string;
	outcome: 'updated' | 'planned';
}

const ATTENTION_MAX = 500;

function standingFirst(left: Disagreement, right: Disagreement): number {
	return Number(left.state === 'mended') - Number(right.state === 'mended');
}

function reasonOf(open: OpenTransaction, currency: string): { title: string; reason: string } {
	if (open.status === 'Partially Applied' && transactionGroup(open.transactionType) === 'refunds') {
		return {
			title: 'Refunded more than was left to credit',
			reason: `Amazon refunded ${money(open.rest, currency)} more than was left to credit on the invoice. See whether it was credited by hand; if not, refund the rest by hand`,
		};
	}
	if (open.status === 'Partially Applied') {
		return {
			title: 'Paid more than the invoice could take',
			reason: `Amazon sent ${money(open.rest, currency)} more than the invoice could take. Apply the rest to another invoice, or correct the invoice`,
		};
	}
	return open.errorCode === ''
		? {
				title: 'Not posted yet',
				reason: 'Not posted yet. Run the workflow again, or settle-open-transactions',
			}
		: { title: open.errorCode, reason: open.errorMessage };
}

function attentionReason(open: OpenTransaction, currency: string): string {
	const { reason } = reasonOf(open, currency);
	const hasCode = open.status !== 'Partially Applied' && open.errorCode !== '';
	return hasCode ? `${open.errorCode}: ${reason}` : reason;
}

function decimals<Sums extends object>(sums: Sums, currency: string): InDecimals<Sums> {
	const entries = Object.entries(sums).map(([name, value]: [string, Minor | null]) => [
		name,
		name === 'count' || value === null ? value : toDecimal(value, currency),
	]);
	return Object.fromEntries(entries) as InDecimals<Sums>;
}

function runDecimals(run: RunCounts, currency: string): RunCounts<Decimal> {
	return {
		...run,
		paidAmount: toDecimal(run.paidAmount, currency),
		refundedAmount: toDecimal(run.refundedAmount, currency),
	};
}

const decimalSteps = (steps: Step[], currency: string): Array<Step<Decimal>> =>
	steps.map((step) => ({
		...step,
		amount: toDecimal(step.amount, currency),
		from: toDecimal(step.from, currency),
		to: toDecimal(step.to, currency),
	}));

/** With all orders of each cause: for the list of what is open. */
export function openCauses({ summary, open, disagreements, disputed }: SummaryOutcome): Cause[] {
	const { currency } = summary;
	const waiting = open.map((one) => ({ open: one, ...reasonOf(one, currency) }));
	return causesOf(waiting, disagreements, currency, disputed);
}

const firstOrders = (causes: Cause[]): Cause[] =>
	causes.map((cause) => ({ ...cause, orders: cause.orders.slice(0, ORDERS_OF_CAUSE_MAX) }));

export function summaryJson(
	result: SummaryOutcome,
	isDryRun: boolean,
	netSuiteHost = '',
	asOf = '',
): SummaryJson {
	const { summary, figures, judgement, open, disagreements, outcome } = result;
	const { currency } = summary;
	const { panes, equation } = figures;
	return {
		recordId: summary.recordId ?? '',
		settlementId: summary.settlementId,
		account: summary.account,
		currency,
		digits: currencyExponent(currency),
		startDate: summary.startDate,
		endDate: summary.endDate,
		depositDate: summary.depositDate,
		transactions: summary.transactions,
		unreadable: summary.unreadable,
		unclassified: summary.unclassified,
		waitingForLabels: open.filter(({ errorCode }) => errorCode === LABEL_UNDECIDED).length,
		balanced: summary.balanced,
		isDryRun,
		tiesToDeposit: judgement.tiesToDeposit,
		isPosted: judgement.isPosted,
		ties: judgement.ties,
		isClean: judgement.isClean,
		verdict: judgement.verdict,
		proof: judgement.proof,
		run: result.run === null ? null : runDecimals(result.run, currency),
		pageTitle: pageTitle(summary.settlementId, judgement, isDryRun),
		disagreements: [...disagreements].sort(standingFirst),
		changedItems: summary.report?.changedItems ?? 0,
		counts: figures.counts,
		panes: {
			orders: decimals(panes.orders, currency),
			refunds: decimals(panes.refunds, currency),
			nonTransaction: decimals(panes.nonTransaction, currency),
		},
		equation: decimals(equation, currency),
		clearing: result.clearing === null ? null : clearingJson(result.clearing, currency),
		journalProblem: summary.journalProblem,
		short: toDecimal(figures.short, currency),
		writtenOff: toDecimal(figures.writtenOff, currency),
		attention: open.slice(0, ATTENTION_MAX).map((one) => ({
			recordId: one.recordId ?? '',
			orderId: one.orderId,
			transactionType: one.transactionType,
			transactionAmount: toDecimal(one.transactionAmount, currency),
			status: one.status,
			errorCode: one.errorCode,
			reason: attentionReason(one, currency),
		})),
		attentionCount: open.length,
		causes: firstOrders(openCauses(result)),
		waterfall: decimalSteps(waterfall(panes, equation.deposit), currency),
		netSuiteHost,
		asOf,
		outcome,
	};
}

/** n8n's item type does not know interfaces; the value is plain JSON. */
export function asItemJson(summary: SummaryJson): IDataObject {
	return { ...summary } as unknown as IDataObject;
}
