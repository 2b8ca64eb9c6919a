// What to post in one payment for many transactions: pure. Each transaction is planned as it would be
// alone, in order, from what those before it leave open; lines of one invoice are added up.
import type { Decimal, Minor } from '../../../settlement/values/money';
import { NetSuiteError } from '../../api/netSuiteError';
import type { InvoiceMatch } from '../../books/invoiceMatch';
import type { Receivables } from '../../books/receivables';
import { receivablesOf } from '../../books/receivables';
import type { ApplyLine } from '../../posting/applyLines';
import type { SettlementTransaction } from '../../records/settlementTransaction';
import type { Overpayment, PaymentPlan } from './paymentPlan';
import { planPayment } from './paymentPlan';

export interface MatchedTransaction {
	transaction: SettlementTransaction;
	match: InvoiceMatch;
}

export interface CombinedRules {
	overpayment: Overpayment;
	/** Decimal, for `refuse`. */
	tolerance?: Decimal;
	/** Invoices in one payment; a single transaction with more gets its payment all the same. */
	invoicesMax: number;
}

/** One transaction's part; its apply lines name only what it pays. */
export interface Share<Job> {
	job: Job;
	plan: PaymentPlan;
}

export interface CombinedPlan<Job> {
	shares: Array<Share<Job>>;
	refused: Array<{ job: Job; error: NetSuiteError }>;
	/** What found no more room in the payment. */
	left: Job[];
	/** One for each invoice. */
	applyLines: ApplyLine[];
	/** Total of the payment, minor units. */
	payment: Minor;
}

function tryPlan(
	{ transaction, match }: MatchedTransaction,
	left: Receivables,
	{ overpayment, tolerance }: CombinedRules,
): PaymentPlan | NetSuiteError {
	try {
		const invoices = left.current(match.invoices);
		return planPayment(transaction, { ...match, invoices }, overpayment, tolerance);
	} catch (error) {
		if (error instanceof NetSuiteError) {
			return error;
		}
		throw error as Error;
	}
}

/** Changes nothing: the invoices keep what they have open until the payment is posted. */
export function planCombined<Job extends MatchedTransaction>(
	jobs: Job[],
	rules: CombinedRules,
	receivables: Receivables = receivablesOf(jobs.flatMap(({ match }) => match.invoices)),
): CombinedPlan<Job> {
	const left = receivables.draft();
	const taken = new Map<string, ApplyLine>();
	const plan: CombinedPlan<Job> = { shares: [], refused: [], left: [], applyLines: [], payment: 0 };
	for (const [at, job] of jobs.entries()) {
		const own = tryPlan(job, left, rules);
		if (own instanceof NetSuiteError) {
			plan.refused.push({ job, error: own });
			continue;
		}
		const isNew = ({ invoice }: ApplyLine) => !taken.has(invoice.internalId);
		const invoices = taken.size + own.applyLines.filter(isNew).length;
		if (invoices > rules.invoicesMax && plan.shares.length > 0) {
			plan.left = jobs.slice(at);
			break;
		}
		for (const { invoice, amount } of own.applyLines) {
			const before = taken.get(invoice.internalId)?.amount ?? 0;
			taken.set(invoice.internalId, { invoice, amount: before + amount });
		}
		left.take(own.applyLines);
		plan.shares.push({ job, plan: own });
		plan.payment += own.payment;
	}
	plan.applyLines = [...taken.values()];
	return plan;
}
