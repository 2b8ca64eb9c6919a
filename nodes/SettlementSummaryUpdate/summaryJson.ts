// A refreshed summary as item JSON: decimals, a verdict in one sentence, and what needs attention.
import type { IDataObject } from 'n8n-workflow';

import { money, toDecimal } from '../shared/netsuite/records/amount';
import type { Disagreement } from '../shared/netsuite/records/disagreement';
import { standing } from '../shared/netsuite/records/disagreement';
import type { Status } from '../shared/netsuite/records/schema';
import type { OpenTransaction } from '../shared/netsuite/settlements/settlementSums';
import type { Equation, PaneFigures } from '../shared/netsuite/settlements/summaryFigures';
import type { SummaryOutcome } from '../shared/netsuite/settlements/updateSummaries';
import type { TransactionGroup } from '../shared/settlement/labels/panes';
import { transactionGroup } from '../shared/settlement/labels/panes';
import { currencyExponent } from '../shared/settlement/values/money';

export interface Attention {
	orderId: string;
	transactionType: string;
	transactionAmount: number;
	status: Status;
	errorCode: string;
	reason: string;
}

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
	balanced: boolean;
	isDryRun: boolean;
	/** Lines, total amount and recorded transactions agree. */
	tiesToDeposit: boolean;
	/** Every order and refund stands on documents as its record says; nothing waits. */
	isPosted: boolean;
	/** `tiesToDeposit`, and nothing disagrees. */
	ties: boolean;
	verdict: string;
	disagreements: Disagreement[];
	counts: Record<Status, number>;
	panes: Record<TransactionGroup, PaneFigures>;
	equation: Equation;
	short: number;
	writtenOff: number;
	attention: Attention[];
	/** How many need attention; the list shows at most 500. */
	attentionCount: number;
	outcome: 'updated' | 'planned';
}

const ATTENTION_MAX = 500;

function reasonOf(open: OpenTransaction, currency: string): string {
	if (open.status === 'Partially Applied' && transactionGroup(open.transactionType) === 'refunds') {
		return `Amazon refunded ${money(open.rest, currency)} more than was left to credit on the invoice. See whether it was credited by hand; if not, refund the rest by hand`;
	}
	if (open.status === 'Partially Applied') {
		return `Amazon sent ${money(open.rest, currency)} more than the invoice could take. Apply the rest to another invoice, or correct the invoice`;
	}
	if (open.errorCode === '') {
		return 'Not posted yet. Run the workflow again, or settle-open-transactions';
	}
	return `${open.errorCode}: ${open.errorMessage}`;
}

function verdictOf({ summary, figures }: SummaryOutcome, recorded: number): string {
	const { currency, transactions, balanced } = summary;
	const { equation, counts } = figures;
	if (recorded !== transactions) {
		return `${recorded} of ${transactions} transactions are in NetSuite. Run the workflow again to add the rest`;
	}
	if (equation.deposit === null) {
		return 'The report declares no deposit, so nothing proves that it is whole';
	}
	if (equation.difference !== 0 || !balanced) {
		return `The figures differ from the deposit by ${money(equation.difference, currency)}`;
	}
	const waiting = counts.New + counts.Unapplied;
	const tie = `Ties to the deposit of ${money(equation.deposit, currency)} to the cent`;
	if (waiting === 0) {
		const missing = equation.notPosted;
		const but = missing === 0 ? '' : `, but ${money(missing, currency)} is on no payment or refund`;
		return `${tie}. Every order and refund is posted${but}`;
	}
	return `${tie}. ${waiting} ${waiting === 1 ? 'order or refund is' : 'orders and refunds are'} not posted yet, worth ${money(equation.notPosted, currency)}`;
}

function decimals<Figures extends object>(figures: Figures, currency: string): Figures {
	const entries = Object.entries(figures).map(([name, value]: [string, number | null]) => [
		name,
		name === 'count' || value === null ? value : toDecimal(value, currency),
	]);
	return Object.fromEntries(entries) as Figures;
}

export function summaryJson(result: SummaryOutcome, isDryRun: boolean): SummaryJson {
	const { summary, figures, open, disagreements, outcome } = result;
	const { currency } = summary;
	const { panes, equation } = figures;
	const recorded = Object.values(panes).reduce((sum, pane) => sum + pane.count, 0);
	const isAgreed = standing(disagreements).length === 0;
	const tiesToDeposit =
		summary.balanced &&
		equation.deposit !== null &&
		equation.difference === 0 &&
		recorded === summary.transactions;
	const { counts } = figures;
	const isWhole = counts.New + counts.Unapplied === 0 && equation.notPosted === 0;
	return {
		recordId: summary.recordId,
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
		balanced: summary.balanced,
		isDryRun,
		tiesToDeposit,
		isPosted: isWhole && equation.paidRest === 0 && isAgreed,
		ties: tiesToDeposit && isAgreed,
		verdict: verdictOf(result, recorded),
		disagreements,
		counts,
		panes: {
			orders: decimals(panes.orders, currency),
			refunds: decimals(panes.refunds, currency),
			nonTransaction: decimals(panes.nonTransaction, currency),
		},
		equation: decimals(equation, currency),
		short: toDecimal(figures.short, currency),
		writtenOff: toDecimal(figures.writtenOff, currency),
		attention: open.slice(0, ATTENTION_MAX).map((one) => ({
			orderId: one.orderId,
			transactionType: one.transactionType,
			transactionAmount: toDecimal(one.transactionAmount, currency),
			status: one.status,
			errorCode: one.errorCode,
			reason: reasonOf(one, currency),
		})),
		attentionCount: open.length,
		outcome,
	};
}

/** n8n's item type does not know interfaces; the value is plain JSON. */
export function asItemJson(summary: SummaryJson): IDataObject {
	return { ...summary } as unknown as IDataObject;
}
