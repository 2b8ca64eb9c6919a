// Reads new payments back, a hundred statuses at a time: what NetSuite applied, and to what, decides the status
// of each transaction, not what was sent. Only where the books differ from the plan are the invoices asked again.
import type { NetSuiteClient } from '../../api/client';
import { NetSuiteError } from '../../api/netSuiteError';
import type { BookedDocument } from '../../books/bookedDocuments';
import { readBooked } from '../../books/bookedDocuments';
import type { Receivables } from '../../books/receivables';
import { documentDiffers, notApplied } from '../../posting/notApplied';
import type { PostingJob } from '../../posting/postingJobs';
import { invoicesOf } from '../../posting/postingJobs';
import type { PostingResult } from '../../posting/postingResult';
import { failed, statusFor } from '../../posting/postingResult';
import { money } from '../../records/amount';
import type { SettlementTransaction } from '../../records/settlementTransaction';
import type { Left, Share } from '../existing/appliedAsMeant';
import { isMet, leftOf, sumOf, takePart, whyNotApplied, wholeOf } from '../existing/appliedAsMeant';
import { readMembership } from '../existing/membership';

export interface Unread {
	job: PostingJob;
	/** As it was planned. */
	result: PostingResult;
	/** Internal id of the account the payment was sent to; '' where NetSuite chose. */
	accountId: string;
}

interface Read {
	document: BookedDocument;
	left: Left;
}

/** A payment of many is read once, whatever its transactions wait for. */
export type PaymentReader = (batch: Unread[]) => Promise<Map<SettlementTransaction, PostingResult>>;

/** Throws only with what ends the whole run. Reads after a cancel too: what was posted must be known. */
export function createPaymentReader(
	{ toFinish: client }: NetSuiteClient,
	receivables: Receivables,
	/** Canaries that are not applied as they should be, by internal id: their error stops their kind. */
	doubted: ReadonlyMap<string, NetSuiteError> = new Map(),
): PaymentReader {
	const known = new Map<string, Read>();
	return async (batch) => {
		const ids = batch.map(({ result }) => result.paymentId).filter((id) => !known.has(id));
		const failure = await readInto(client, known, ids);
		const results = new Map<SettlementTransaction, PostingResult>();
		const doubtful: Array<{ unread: Unread; share: Share; document: BookedDocument }> = [];
		for (const unread of batch) {
			const { job, result } = unread;
			const read = known.get(result.paymentId);
			if (read === undefined) {
				results.set(job.transaction, failed(failure ?? notShown(result), result));
				continue;
			}
			const share = shareOf(result, read);
			const { document } = read;
			if (result.errorCode !== '') {
				// It is known to be wrong: the books say only what of it counts.
				const { status } = result;
				results.set(job.transaction, { ...asBooked(job, result, share, document), status });
			} else if (isAsPlanned(unread, share, document)) {
				results.set(job.transaction, asBooked(job, result, share, document));
			} else {
				doubtful.push({ unread, share, document });
			}
		}
		const invoices = doubtful.flatMap(({ unread }) => invoicesOf(unread.job));
		await tolerant(async () => await receivables.refresh(client, invoices));
		for (const { unread, share, document } of doubtful) {
			const { job, result } = unread;
			const reason = whatDiffers(unread, share, document, receivables);
			const error = reason === null ? null : (doubted.get(result.paymentId) ?? reason);
			const booked = asBooked(job, result, share, document);
			results.set(
				job.transaction,
				error === null ? booked : failed(error, { ...booked, short: 0 }),
			);
		}
		return results;
	};
}

async function readInto(
	client: NetSuiteClient,
	known: Map<string, Read>,
	ids: string[],
): Promise<NetSuiteError | null> {
	return await tolerant(async () => {
		for (const [id, document] of await readBooked(client, ids, 'read payments back')) {
			known.set(id, { document, left: leftOf(document) });
		}
	});
}

async function tolerant(action: () => Promise<unknown>): Promise<NetSuiteError | null> {
	try {
		await action();
		return null;
	} catch (error) {
		if (error instanceof NetSuiteError && !error.isFatal) {
			return error;
		}
		throw error as Error;
	}
}

function notShown({ paymentId }: PostingResult): NetSuiteError {
	return new NetSuiteError(
		'PAYMENT_NOT_APPLIED',
		`Payment ${paymentId} is posted, but NetSuite does not show it, so it is not known what it is applied to`,
		'Look at it in NetSuite: the role of the access token may not see it, or somebody deleted it just now; then run again',
	);
}

/** The text on a payment of many says what is whose; its lines say what of that is applied. */
function shareOf({ posted, allocation }: PostingResult, { document, left }: Read): Share {
	if (document.membership === '') {
		return wholeOf(document);
	}
	const part = takePart(allocation, left);
	return { posted: posted ?? 0, applied: sumOf(part), allocation: part };
}

function isAsPlanned(unread: Unread, share: Share, document: BookedDocument): boolean {
	const { result } = unread;
	return (
		document.isPosting &&
		otherThanSent(unread, share, document) === '' &&
		share.applied >= result.applied &&
		isMet(result.allocation, share.allocation)
	);
}

/** How the document itself differs from what was sent; '' when it does not. */
function otherThanSent(
	{ job, result, accountId }: Unread,
	share: Share,
	document: BookedDocument,
): string {
	const { currency } = job.transaction;
	if (document.currency !== currency) {
		return `it is in ${document.currency}, not ${currency}`;
	}
	if (accountId !== '' && document.accountId !== '' && document.accountId !== accountId) {
		return `it is on account ${document.accountId}, not ${accountId}`;
	}
	const isShared = document.membership !== '';
	const parts = isShared ? readMembership(document.membership, currency) : null;
	const meant = isShared
		? (parts ?? []).reduce((sum, { applied, unapplied }) => sum + applied + unapplied, 0)
		: (result.posted ?? 0);
	return document.total === meant && share.posted === result.posted
		? ''
		: `it is over ${money(document.total, currency)}, not ${money(meant, currency)}`;
}

function whatDiffers(
	unread: Unread,
	share: Share,
	document: BookedDocument,
	receivables: Receivables,
): NetSuiteError | null {
	const other = otherThanSent(unread, share, document);
	if (other !== '') {
		return documentDiffers(document, other);
	}
	const { job } = unread;
	const invoices = receivables.current(invoicesOf(job));
	const reason = whyNotApplied(job.transaction, share, document, invoices);
	return reason === '' ? null : notApplied(document, reason);
}

function asBooked(
	{ transaction }: PostingJob,
	result: PostingResult,
	{ posted, applied, allocation }: Share,
	{ accountId: bookedAccount }: BookedDocument,
): PostingResult {
	const rest =
		applied === result.applied ? result.rest : Math.max(transaction.transactionAmount - applied, 0);
	return { ...result, status: statusFor(rest), posted, applied, rest, allocation, bookedAccount };
}
