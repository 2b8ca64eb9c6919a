// Reads the documents of a chunk of refunds back, in one query: what NetSuite paid out of each memo, and what
// of it went to invoices, decides the status of each refund, not what was sent.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { BookedDocument } from '../books/bookedDocuments';
import { readBooked } from '../books/bookedDocuments';
import { documentDiffers, notApplied } from '../posting/notApplied';
import type { PostingJob } from '../posting/postingJobs';
import type { PostingResult } from '../posting/postingResult';
import { failed } from '../posting/postingResult';
import { money } from '../records/amount';
import type { DocumentId } from '../records/ids';

export interface UnreadRefund {
	job: PostingJob;
	/** As it was planned. */
	result: PostingResult;
	/** Internal id of the account the refund was sent to. */
	accountId: string;
}

/** Rejects only with what ends the whole run. Reads after a cancel too: what was posted must be known. */
export async function readRefundsBack(
	{ toFinish: client }: NetSuiteClient,
	refunds: UnreadRefund[],
): Promise<PostingResult[]> {
	const ids = refunds.flatMap(({ result }) => [result.creditMemoId, result.refundId]);
	let documents = new Map<string, BookedDocument>();
	let failure: NetSuiteError | null = null;
	try {
		documents = await readBooked(
			client,
			ids.filter((id) => id !== ''),
			'read refunds back',
		);
	} catch (error) {
		if (!(error instanceof NetSuiteError) || error.isFatal) {
			throw error as Error;
		}
		failure = error;
	}
	return refunds.map((refund) => {
		if (failure !== null) {
			return failed(failure, refund.result);
		}
		const booked = asBooked(refund, documents);
		const { errorCode, errorMessage } = refund.result;
		// What is known to be wrong stays so: the books say only what of it counts.
		return errorCode === ''
			? booked
			: { ...booked, status: 'Unapplied', outcome: 'failed', errorCode, errorMessage };
	});
}

function asBooked(
	{ job, result, accountId }: UnreadRefund,
	documents: ReadonlyMap<string, BookedDocument>,
): PostingResult {
	const { currency } = job.transaction;
	const memo = documents.get(result.creditMemoId);
	const refund = documents.get(result.refundId);
	if (memo === undefined || (refund === undefined && result.refundId !== '')) {
		const missing = memo === undefined ? result.creditMemoId : result.refundId;
		return failed(notShown(missing), result);
	}
	const posted = refund?.total ?? 0;
	const bookedAccount = refund?.accountId;
	const booked = { ...result, posted, allocation: memo.allocation, bookedAccount };
	const silent = [memo, refund].find((document) => document?.isPosting === false);
	if (silent !== undefined) {
		const reason = 'it does not post: it waits for an approval or is on hold';
		return failed(notApplied(silent, reason), booked);
	}
	if (refund !== undefined && ![accountId, ''].includes(refund.accountId)) {
		const how = `it is on account ${refund.accountId}, not ${accountId}`;
		return failed(documentDiffers(refund, how), booked);
	}
	if (memo.unused > 0) {
		const reason = `${money(memo.unused, currency)} of it is neither refunded nor applied`;
		return failed(notApplied(memo, reason), booked);
	}
	return booked;
}

function notShown(internalId: DocumentId): NetSuiteError {
	return new NetSuiteError(
		'PAYMENT_NOT_APPLIED',
		`Transaction ${internalId} of this refund is posted, but NetSuite does not show it`,
		'Look at it in NetSuite: the role of the access token may not see it, or somebody deleted it just now; then run again',
	);
}
