// What becomes of a transaction without anything being posted for it: its payment is in the books, there
// is nothing to pay, or no invoice was found. Both payment modes ask here first, each also for what the
// other one made.
import type { Minor } from '../../../settlement/values/money';
import { NetSuiteError } from '../../api/netSuiteError';
import type { BookedDocument } from '../../books/bookedDocuments';
import { nameOf } from '../../books/bookedDocuments';
import { onlyLinked } from '../../books/earlierPayments';
import type { PostedDocument } from '../../books/postedDocuments';
import type { Booked } from '../../documents/postOnce';
import { adopted } from '../../documents/postOnce';
import { notApplied } from '../../posting/notApplied';
import type { PostingJob } from '../../posting/postingJobs';
import { invoicesOf } from '../../posting/postingJobs';
import type { PostingResult } from '../../posting/postingResult';
import { failed, NOTHING_POSTED, statusFor } from '../../posting/postingResult';
import type { Allocation } from '../../records/allocation';
import { money } from '../../records/amount';
import { transactionExternalId, transactionName } from '../../records/externalId';
import type { SettlementTransaction } from '../../records/settlementTransaction';
import { foundFor } from '../../records/settlementTransaction';
import type { Share } from './appliedAsMeant';
import { isTakenAsItIs, leftOf, sumOf, takeUpTo, whyNotApplied, wholeOf } from './appliedAsMeant';
import type { Holding } from './combinedLedger';
import { holdingOf } from './combinedLedger';
import { readMembership } from './membership';
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

/** What the books say of a payment that is one transaction's alone. */
export function asBooked(
	{ transactionAmount }: SettlementTransaction,
	{ total, unused }: Booked,
): Pick<PostingResult, 'status' | 'posted' | 'applied' | 'rest'> {
	const applied = total - unused;
	const rest = Math.max(transactionAmount - applied, 0);
	return { status: statusFor(rest), posted: total, applied, rest };
}

/** Its payment is taken for the transaction's, or a person must look at it before it counts. */
function adoptPayment(job: PostingJob, existing: PostedDocument, look: PaymentLook): PostingResult {
	const { transaction, match } = job;
	const document = look.booked.get(existing.internalId);
	const { currency, transactionAmount } = transaction;
	const { internalId, outcome, booked } = adopted(existing, { type: 'CustPymt', currency });
	const result: PostingResult = {
		...NOTHING_POSTED,
		...asBooked(transaction, booked),
		outcome,
		paymentId: internalId,
		allocation: document?.allocation ?? [],
		...known(match),
	};
	if (document === undefined || isTakenAsItIs(transaction, document)) {
		return result;
	}
	if (document.total > transactionAmount) {
		const error = new NetSuiteError(
			'PAYMENT_CHANGED',
			`Payment ${nameOf(document)} is over ${money(document.total, currency)}, and Amazon sent ${money(transactionAmount, currency)}`,
			'Correct the payment in NetSuite and run again; if it is right as it stands, set this settlement transaction to New',
		);
		return failed(error, result);
	}
	const invoices = match instanceof NetSuiteError ? null : look.receivables.current(match.invoices);
	const reason = whyNotApplied(transaction, wholeOf(document), document, invoices);
	return reason === '' ? result : failed(notApplied(document, reason), result);
}

/** The transaction's own part of a payment of many, as far as the payment applies it. */
function adoptedPart(job: PostingJob, holding: Holding, look: PaymentLook): PostingResult {
	const { transaction, match } = job;
	const { payment, part } = holding;
	const document = look.booked.get(payment.internalId);
	const share = shareOf(job, holding, document, look);
	const rest = transaction.transactionAmount - share.applied;
	const result: PostingResult = {
		...NOTHING_POSTED,
		status: statusFor(rest),
		outcome: 'existed',
		paymentId: payment.internalId,
		...share,
		rest,
		...known(match),
	};
	const isKnown = document !== undefined && !isTakenAsItIs(transaction, document);
	const isLess = share.applied < part.applied;
	if (isKnown && (isLess || !document.isPosting)) {
		const reason = isLess
			? `${money(share.applied, transaction.currency)} of the ${money(part.applied, transaction.currency)} for this transaction is applied to its invoice`
			: 'it does not post: it waits for an approval or is on hold';
		return failed(notApplied(document, reason), result);
	}
	return result;
}

function shareOf(
	{ transaction, match }: PostingJob,
	{ payment, part }: Holding,
	document: BookedDocument | undefined,
	look: PaymentLook,
): Share {
	const before = look.shares.get(transaction);
	if (before !== undefined) {
		return before;
	}
	const posted = part.applied + part.unapplied;
	const id = payment.internalId;
	const left = look.left.get(id) ?? (document === undefined ? new Map() : leftOf(document));
	look.left.set(id, left);
	const invoiceIds = invoicesOf({ match }).map(({ internalId }) => internalId);
	const allocation = takeUpTo(part.applied, invoiceIds, left);
	const share = { posted, applied: appliedOf(part, allocation, document), allocation };
	look.shares.set(transaction, share);
	return share;
}

/** As the text on the payment says, unless the payment applies less than its text; all, where nothing is unused. */
function appliedOf(
	part: Holding['part'],
	allocation: Allocation[],
	document: BookedDocument | undefined,
): Minor {
	if (document === undefined) {
		return part.applied;
	}
	const parts = readMembership(document.membership, document.currency) ?? [];
	const told = parts.reduce((sum, { applied }) => sum + applied, 0);
	const actual = document.total - document.unused;
	if (actual < told) {
		return sumOf(allocation);
	}
	return document.unused === 0 ? part.applied + part.unapplied : part.applied;
}

/** Two runs in different modes at the same time could do that; it must not look settled. */
function refusePaidTwice(
	transaction: SettlementTransaction,
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

/** null when a payment must be posted. Throws only with what ends the whole run. */
export function settledWithoutPosting(job: PostingJob, look: PaymentLook): PostingResult | null {
	const { transaction, match } = job;
	try {
		const wrong = foundFor(look.wrongOf, transaction);
		const ours = look.posted.get(transactionExternalId('PMT', transaction).toLowerCase());
		const existing = ours ?? onlyLinked(transaction, foundFor(look.linked, transaction));
		if (existing !== undefined) {
			refusePaidTwice(transaction, existing, look);
			const result = adoptPayment(job, existing, look);
			const { creditMemoId, writtenOff } = transaction;
			return wrong === undefined
				? result
				: failed(wrong.error, { ...result, creditMemoId, writtenOff });
		}
		const holding = holdingOf(transaction, ledgerOf(look, transaction.settlementId));
		if (holding !== undefined) {
			const result = adoptedPart(job, holding, look);
			return wrong === undefined ? result : failed(wrong.error, result);
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
