// Orders that somebody paid by hand, or another integration did, with a payment that names the order in its
// external ID or memo: that payment is taken for the transaction's own, by writing its two link fields. Only
// where nothing is doubtful: it alone closed the only invoice, with exactly what Amazon sent, and is not used elsewhere.
import type { NetSuiteClient } from '../../api/client';
import { NetSuiteError } from '../../api/netSuiteError';
import { readBooked } from '../../books/bookedDocuments';
import type { Closing } from '../../books/earlierPayments';
import { namesOrder } from '../../books/earlierPayments';
import type { PostingJob } from '../../posting/postingJobs';
import { asOpenNow } from '../../posting/postingJobs';
import { toMinor } from '../../records/amount';
import type { SettlementTransaction } from '../../records/settlementTransaction';
import { isRecorded } from '../../records/settlementTransaction';
import type { Wish } from './claims';
import { claim, PAYMENTS } from './claims';
import type { PaymentLook } from './paymentLook';
import { isInBooks } from './paymentLook';

/** Adds the payments it takes to `look.linked`, so that they are adopted like others that carry the link. */
export async function takeNamedPayments(
	client: NetSuiteClient,
	look: PaymentLook,
	isDryRun: boolean,
): Promise<void> {
	// A dry run plans for transactions without records too: nothing can be linked to those.
	const wishes = wishesOf(
		look.jobs.flatMap((job): RecordedJob[] => {
			const { transaction, match } = asOpenNow(job, look.receivables);
			return isRecorded(transaction) && !isInBooks(job, look) ? [{ transaction, match }] : [];
		}),
	);
	const refused = isDryRun ? new Map<string, never>() : await claim(client, PAYMENTS, wishes);
	// Refused, it stays what it was: INVOICE_ALREADY_PAID, with the payment's name.
	const taken = wishes.filter(({ documentId }) => !refused.has(documentId));
	for (const { transaction, payment } of taken) {
		const { recordId, settlementRecordId } = transaction;
		look.linked.set(recordId, [{ ...payment, settlementRecordId }]);
	}
	const ids = taken.map(({ documentId }) => documentId);
	const booked = await readBooked(client, ids, 'read the payments that were taken');
	booked.forEach((document, id) => look.booked.set(id, document));
}

type RecordedJob = PostingJob & Pick<Wish, 'transaction'>;

interface PaymentWish extends Wish {
	payment: Closing['payment'];
}

/** A payment that two transactions would take is left to a person. */
function wishesOf(jobs: RecordedJob[]): PaymentWish[] {
	const byPayment = new Map<string, PaymentWish[]>();
	for (const { transaction, match } of jobs) {
		const payment = match instanceof NetSuiteError ? undefined : namedPayment(transaction, match);
		if (payment !== undefined) {
			const { internalId: documentId } = payment;
			const wish = { transaction, documentId, payment, refusal: () => takenByOther(payment) };
			byPayment.set(documentId, [...(byPayment.get(documentId) ?? []), wish]);
		}
	}
	return [...byPayment.values()].flatMap((wishes) => (wishes.length === 1 ? wishes : []));
}

function namedPayment(
	{ orderId, transactionAmount, currency }: SettlementTransaction,
	{ invoices }: Exclude<PostingJob['match'], NetSuiteError>,
): Closing['payment'] | undefined {
	const [invoice] = invoices;
	const closings = invoice?.closings ?? [];
	const [closing] = closings;
	if (invoices.length !== 1 || invoice.open > 0 || closings.length !== 1) {
		return undefined;
	}
	const { payment, isPayment, isLinked, text, amount } = closing;
	const isExact = [amount, payment.total].every(
		(each) => Math.abs(toMinor(each, currency)) === transactionAmount,
	);
	return isPayment &&
		!isLinked &&
		payment.currency === currency &&
		isExact &&
		namesOrder(text, orderId)
		? payment
		: undefined;
}

function takenByOther({ number, internalId }: Closing['payment']): NetSuiteError {
	return new NetSuiteError(
		'INVOICE_ALREADY_PAID',
		`Payment ${number || internalId} is taken for another settlement transaction`,
		'See which of the two it is for, and enter that one in its link fields',
	);
}
