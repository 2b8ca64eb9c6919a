// Whether a payment in the books does what it was made for: pure. It is judged by the invoices of its
// transaction as they are now: what they could still take should not lie unapplied, or somewhere else.
import type { Minor } from '../../../settlement/values/money';
import type { BookedDocument } from '../../books/bookedDocuments';
import type { OrderDocument } from '../../books/invoices';
import type { Allocation } from '../../records/allocation';
import { money } from '../../records/amount';
import { isOurPayment } from '../../records/externalId';
import type { DocumentId } from '../../records/ids';
import type { SettlementTransaction } from '../../records/settlementTransaction';

/** One transaction's part of a payment, from the books. */
export interface Share {
	/** Minor units. */
	posted: Minor;
	applied: Minor;
	allocation: Allocation[];
}

/** Of a payment that is one transaction's alone. */
export function wholeOf({ total, unused, allocation }: BookedDocument): Share {
	return { posted: total, applied: total - unused, allocation };
}

/** By invoice id, minor units: what of a consolidated payment no transaction has taken yet. */
export type Left = Map<DocumentId, Minor>;

export function leftOf({ allocation }: BookedDocument): Left {
	return new Map(allocation.map(({ invoiceId, amount }) => [invoiceId, amount]));
}

/** What of a planned allocation the payment has; taken off `left`. */
export function takePart(planned: Allocation[], left: Left): Allocation[] {
	return planned.flatMap(({ invoiceId, amount }) => {
		const there = Math.min(left.get(invoiceId) ?? 0, amount);
		left.set(invoiceId, (left.get(invoiceId) ?? 0) - there);
		return there > 0 ? [{ invoiceId, amount: there }] : [];
	});
}

/** Up to so much of what the payment applies to these invoices; taken off `left`. */
export function takeUpTo(amount: Minor, invoiceIds: DocumentId[], left: Left): Allocation[] {
	let wanted = amount;
	return invoiceIds.flatMap((invoiceId) => {
		const [part] = takePart([{ invoiceId, amount: wanted }], left);
		wanted -= part?.amount ?? 0;
		return part === undefined ? [] : [part];
	});
}

export const sumOf = (allocation: Allocation[]) =>
	allocation.reduce((sum, { amount }) => sum + amount, 0);

/** Every invoice of the plan got at least what was planned. */
export function isMet(planned: Allocation[], booked: Allocation[]): boolean {
	const left = new Map(booked.map(({ invoiceId, amount }) => [invoiceId, amount]));
	return planned.every(({ invoiceId, amount }) => (left.get(invoiceId) ?? 0) >= amount);
}

/** What is wrong with it, '' for nothing. `invoices`: those of the transaction, null where none was found. */
export function whyNotApplied(
	{ transactionAmount, currency }: SettlementTransaction,
	{ applied, allocation }: Share,
	document: BookedDocument,
	invoices: OrderDocument[] | null,
): string {
	if (!document.isPosting) {
		return 'it does not post: it waits for an approval or is on hold';
	}
	if (invoices === null) {
		return '';
	}
	const own = allocation.filter((part) =>
		invoices.some(({ internalId }) => internalId === part.invoiceId),
	);
	const ownApplied = sumOf(own);
	const open = invoices.reduce((sum, invoice) => sum + Math.max(invoice.open, 0), 0);
	const names = invoices.map(({ number, internalId }) => number || internalId).join(', ');
	if (ownApplied < transactionAmount && open > 0) {
		return `${money(ownApplied, currency)} of it is applied to invoice ${names}, which has ${money(open, currency)} open`;
	}
	return ownApplied === 0 && applied > 0
		? `it is applied to transaction ${allocation.map(({ invoiceId }) => invoiceId).join(', ')}, not to invoice ${names}`
		: '';
}

/** A person took it so: by setting the transaction to New, or by linking a payment of their own. */
export function isTakenAsItIs(
	{ status, paymentId }: SettlementTransaction,
	{ internalId, externalId }: Pick<BookedDocument, 'internalId' | 'externalId'>,
): boolean {
	return status === 'New' && (paymentId === internalId || !isOurPayment(externalId));
}
