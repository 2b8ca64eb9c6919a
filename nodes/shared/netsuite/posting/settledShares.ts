// Compares what settled records say of their payments with what the payments do in the books: pure. Several
// records may share one consolidated payment, so those of one payment are judged together: what it applies to
// an invoice is given to its transactions in turn, and who finds less than the record says is named.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteError } from '../api/netSuiteError';
import type { BookedDocument } from '../books/bookedDocuments';
import type { Allocation } from '../records/allocation';
import { readAllocation } from '../records/allocation';
import { money } from '../records/amount';
import type { DocumentId } from '../records/ids';
import type { SettlementTransaction } from '../records/settlementTransaction';
import { notApplied } from './notApplied';
import type { PostingResult } from './postingResult';
import { settledBefore, statusFor } from './postingResult';

type Judgement = PostingResult | NetSuiteError;

/** Of those that a payment settles; the others are missing. */
export function compareShares(
	settled: SettlementTransaction[],
	documents: ReadonlyMap<DocumentId, BookedDocument>,
): Map<SettlementTransaction, Judgement> {
	const byPayment = new Map<DocumentId, SettlementTransaction[]>();
	for (const transaction of settled.filter(({ paymentId }) => paymentId !== '')) {
		const others = byPayment.get(transaction.paymentId) ?? [];
		byPayment.set(transaction.paymentId, [...others, transaction]);
	}
	const judged = new Map<SettlementTransaction, Judgement>();
	for (const [id, transactions] of byPayment) {
		const payment = documents.get(id);
		if (payment === undefined) {
			continue;
		}
		const left = new Map(payment.allocation.map(({ invoiceId, amount }) => [invoiceId, amount]));
		const compare = payment.membership === '' ? compareOwn : compareShared;
		for (const transaction of transactions) {
			judged.set(transaction, compare(transaction, payment, left));
		}
	}
	return judged;
}

type Left = Map<DocumentId, Minor>;

/** The first invoice of the allocation that gets less than it should; takes what is there. */
function missingIn(allocation: Allocation[], left: Left): Allocation | undefined {
	let missing: Allocation | undefined;
	for (const { invoiceId, amount } of allocation) {
		const there = left.get(invoiceId) ?? 0;
		left.set(invoiceId, Math.max(there - amount, 0));
		if (there < amount) {
			missing ??= { invoiceId, amount: amount - there };
		}
	}
	return missing;
}

const sumOf = (amounts: Iterable<Minor>) => [...amounts].reduce((sum, amount) => sum + amount, 0);

/** The payment is this transaction's alone. */
function compareOwn(
	transaction: SettlementTransaction,
	payment: BookedDocument,
	left: Left,
): Judgement {
	const { currency, transactionAmount } = transaction;
	const before = settledBefore(transaction);
	const applied = payment.total - payment.unused;
	if (payment.currency !== currency) {
		return notApplied(payment, `it is in ${payment.currency}, not ${currency}`);
	}
	if (applied < before.applied) {
		return notApplied(
			payment,
			`${money(applied, currency)} of it is applied, and the record says ${money(before.applied, currency)}`,
		);
	}
	const missing = missingIn(before.allocation, left);
	if (missing !== undefined) {
		return notApplied(
			payment,
			`${money(missing.amount, currency)} that the record has on invoice ${missing.invoiceId} is applied elsewhere`,
		);
	}
	const posted = before.posted ?? payment.total;
	// The remainder of a payment may be used for something else; a payment made larger is no remainder.
	if (applied > before.applied && payment.total === posted) {
		const rest = Math.max(transactionAmount - applied, 0);
		const { allocation } = payment;
		return { ...before, status: statusFor(rest), posted, applied, rest, allocation };
	}
	const allocation = before.posted === null ? payment.allocation : before.allocation;
	return { ...before, posted, allocation };
}

/** A share of a consolidated payment; what is not in the record's allocation is not its own. */
function compareShared(
	transaction: SettlementTransaction,
	payment: BookedDocument,
	left: Left,
): Judgement {
	const { currency } = transaction;
	const before = settledBefore(transaction);
	const known = readAllocation(transaction.allocation, currency) ?? [];
	const missing = missingIn(known, left);
	if (missing !== undefined) {
		return notApplied(
			payment,
			`it applies ${money(missing.amount, currency)} less to invoice ${missing.invoiceId} than the records of its transactions say`,
		);
	}
	if (known.length === 0 && sumOf(left.values()) < before.applied) {
		return notApplied(payment, 'less of it is applied than the records of its transactions say');
	}
	return before;
}
