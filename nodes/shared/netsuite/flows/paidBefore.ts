// What becomes of a transaction without anything being posted for it: its payment is in the books, there
// is nothing to pay, or no invoice was found. Both payment modes ask here first.
import { onlyLinked } from '../earlierPayments';
import { transactionExternalId } from '../externalId';
import { NetSuiteError } from '../netSuiteError';
import { statusFor } from '../paymentPlan';
import type { PostedDocument } from '../postedDocuments';
import { adopt } from '../postedDocuments';
import type { RecordedTransaction } from '../records/settlementTransaction';
import type { PostingJob, PostingLook } from './postingJobs';
import type { PostingResult } from './postingResult';
import { failed, NOTHING_POSTED } from './postingResult';

/** Ours by its external id, or by the link to this transaction that it carries. */
export function isInBooks({ transaction }: PostingJob, { posted, linked }: PostingLook): boolean {
	const externalId = transactionExternalId('PMT', transaction).toLowerCase();
	return posted.has(externalId) || linked.has(transaction.recordId);
}

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

/** null when a payment must be posted. Rejects only with what ends the whole run. */
export function settledWithoutPosting(job: PostingJob, look: PostingLook): PostingResult | null {
	const { transaction, match } = job;
	try {
		const ours = look.posted.get(transactionExternalId('PMT', transaction).toLowerCase());
		const existing = ours ?? onlyLinked(transaction, look.linked.get(transaction.recordId));
		if (existing !== undefined) {
			return { ...adoptPayment(transaction, existing), ...known(match) };
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
