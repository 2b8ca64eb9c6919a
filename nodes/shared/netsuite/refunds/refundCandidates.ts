// The kinds of documents that the refunds of a run will make, as far as they are known before their lines are.
import { NetSuiteError } from '../api/netSuiteError';
import type { Candidate } from '../posting/canaries';
import { settingsOf } from '../posting/ownSettings';
import type { PostingJob } from '../posting/postingJobs';
import { memoVisit, refundVisit } from './refundCanary';
import type { RefundRun } from './refundMemos';

export function refundCandidate(
	{ settings }: RefundRun,
	{ transaction, match }: PostingJob,
): Candidate | null {
	const isOpen = transaction.transactionAmount < 0 && !(match instanceof NetSuiteError);
	const memo = { internalId: '', customerId: '', amount: 0 };
	return isOpen
		? refundVisit(transaction, { ...memo, customerId: match.invoices[0].customerId }, settings)
		: null;
}

/** The kinds of both documents, as far as they are known before the lines are. */
export function candidatesOf(run: RefundRun, job: PostingJob): Candidate[] {
	const { transaction, match } = job;
	const refund = refundCandidate(run, job);
	if (refund === null || match instanceof NetSuiteError) {
		return [];
	}
	const { lines, itemId } = settingsOf(run.settings, transaction);
	const [{ customerId }] = match.invoices;
	const facts = { customerId, amount: 0, applyLines: [], itemIds: [itemId] };
	const memo = memoVisit(run.client, transaction, facts, run.settings);
	return lines.mode === 'amountOnly' ? [memo, refund] : [refund];
}
