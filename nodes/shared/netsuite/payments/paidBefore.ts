// What becomes of a transaction without anything being posted for it: its payment is in the books, there
// is nothing to pay, or no invoice was found. Both payment modes ask here first, each also for what the
// other one made.
import { NetSuiteError } from '../api/netSuiteError';
import { onlyLinked } from '../books/earlierPayments';
import type { PostedDocument } from '../books/postedDocuments';
import { adopt } from '../books/postedDocuments';
import type { PostingJob } from '../posting/postingJobs';
import type { PostingResult } from '../posting/postingResult';
import { failed, NOTHING_POSTED, statusFor } from '../posting/postingResult';
import { transactionExternalId, transactionName } from '../records/externalId';
import type { RecordedTransaction } from '../records/settlementTransaction';
import type { Holding } from './combinedLedger';
import { holdingOf } from './combinedLedger';
import type { PaymentLook } from './paymentLook';
import { ledgerOf } from './paymentLook';

/** What is told of the match beside what was posted. */
export function known(match: PostingJob['match']): Partial<PostingResult> {
	if (match instanceof NetSuiteError) {
		return {};
	}
	const invoices = match.invoices.map(({ internalId, number }) => ({ internalId, number }));
	return { matchedBy: match.matchedBy, invoices };
}

/** Rejects when the payment may not be taken for the transaction's. */
export function adoptPayment(
	transaction: RecordedTransaction,
	existing: PostedDocument,
): PostingResult {
	const { total, unused } = adopt(existing, 'CustPymt', transaction.currency);
	const applied = total - unused;
	const rest = Math.max(transaction.transactionAmount - applied, 0);
	return {
		...NOTHING_POSTED,
		status: statusFor(rest),
		outcome: 'existed',
		paymentId: existing.internalId,
		posted: total,
		applied,
		rest,
	};
}

/** The transaction's own part of a payment of many. */
function adoptPart(transaction: RecordedTransaction, { payment, part }: Holding): PostingResult {
	const rest = transaction.transactionAmount - part.applied;
	return {
		...NOTHING_POSTED,
		status: statusFor(rest),
		outcome: 'existed',
		paymentId: payment.internalId,
		posted: part.applied + part.unapplied,
		applied: part.applied,
		rest,
	};
}

/** Two runs in different modes at the same time could do that; it must not look settled. */
function refusePaidTwice(
	transaction: RecordedTransaction,
	own: PostedDocument,
	look: PaymentLook,
): void {
	const name = transactionName(transaction).toLowerCase();
	const [holding] = ledgerOf(look, transaction.settlementId).holdings.get(name) ?? [];
	if (holding !== undefined) {
		throw new NetSuiteError(
			'INVOICE_ALREADY_PAID',
			`Payments with the internal IDs ${own.internalId} and ${holding.payment.internalId} both settle this transaction`,
			'Void the first one, which is for this transaction alone, change its external ID and run again; let one payment mode finish before another starts',
		);
	}
}

/** null when a payment must be posted. Rejects only with what ends the whole run. */
export function settledWithoutPosting(job: PostingJob, look: PaymentLook): PostingResult | null {
	const { transaction, match } = job;
	try {
		const ours = look.posted.get(transactionExternalId('PMT', transaction).toLowerCase());
		const existing = ours ?? onlyLinked(transaction, look.linked.get(transaction.recordId));
		if (existing !== undefined) {
			refusePaidTwice(transaction, existing, look);
			return { ...adoptPayment(transaction, existing), ...known(match) };
		}
		const holding = holdingOf(transaction, ledgerOf(look, transaction.settlementId));
		if (holding !== undefined) {
			return { ...adoptPart(transaction, holding), ...known(match) };
		}
		if (transaction.transactionAmount === 0) {
			// Multi-channel orders carry fees only: the whole amount, nothing, is applied.
			return { ...NOTHING_POSTED, status: 'Applied' };
		}
		return match instanceof NetSuiteError ? failed(match) : null;
	} catch (error) {
		return failed(error, known(match));
	}
}
