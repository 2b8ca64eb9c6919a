// What to post for one Order transaction: pure. Decides how much goes to which invoice and which
// status that makes. The statuses follow Celigo's worked examples (35.74 against 35.74 is Applied,
// 461.04 against 430.80 is Partially Applied), see "What is left, and why" in the README.
import type { Minor } from '../../../settlement/values/money';
import { NetSuiteError } from '../../api/netSuiteError';
import type { Closing } from '../../books/earlierPayments';
import { namesOrder } from '../../books/earlierPayments';
import type { InvoiceMatch } from '../../books/invoiceMatch';
import { openUnknown } from '../../books/invoiceStanding';
import type { OrderDocument } from '../../books/invoices';
import type { ApplyLine } from '../../posting/applyLines';
import { allocateTo } from '../../posting/applyLines';
import { statusFor } from '../../posting/postingResult';
import { limitOf, money, toMinor } from '../../records/amount';
import type { Status } from '../../records/schema';
import type { SettlementTransaction } from '../../records/settlementTransaction';

/**
 * What happens to money that no invoice can take: it stays on the payment, it is not booked, or
 * nothing is posted when it is more than the tolerance (within it, it stays on the payment).
 */
export type Overpayment = 'leave' | 'cap' | 'refuse';

export interface PaymentPlan {
	applyLines: ApplyLine[];
	/** Total of the payment, minor units. */
	payment: Minor;
	applied: Minor;
	/** What Amazon sent and no invoice could take, whether it is booked or not. */
	rest: Minor;
	status: Extract<Status, 'Applied' | 'Partially Applied'>;
}

/** Oldest invoice first, but an invoice of exactly this amount is the one the shipment was billed on. */
function allocate(amount: Minor, invoices: OrderDocument[]): ApplyLine[] {
	const exact = invoices.find(({ open }) => open === amount);
	return allocateTo(amount, exact === undefined ? invoices : [exact]);
}

/** Names the payment that closed the invoice; one that names the order may be this very money. */
function alreadyPaid(
	{ orderId, transactionAmount, currency }: SettlementTransaction,
	match: InvoiceMatch,
	names: string,
): NetSuiteError {
	const doubtful = match.invoices.find(
		({ isDoubtful, closings }) => isDoubtful === true && (closings ?? []).length === 0,
	);
	if (doubtful !== undefined) {
		const { code, reason, remedy } = openUnknown(`Invoice ${doubtful.number}`);
		return new NetSuiteError(code, reason, remedy);
	}
	const closings = match.invoices.flatMap((invoice) => invoice.closings ?? []);
	const paidBy = closings
		.map(({ name, amount }) => `${name} (${money(Math.abs(toMinor(amount, currency)), currency)})`)
		.join(', ');
	return new NetSuiteError(
		'INVOICE_ALREADY_PAID',
		`Invoice ${names} has ${money(0, currency)} open${paidBy === '' ? '' : `, it was paid by ${paidBy}`}; ${money(transactionAmount, currency)} cannot be applied`,
		remedyFor(orderId, closings),
	);
}

/** Only a payment that settles nothing of Amazon's yet may be taken for this one. */
function remedyFor(orderId: string, closings: readonly Closing[]): string {
	const free = closings.filter(({ isLinked, isPayment }) => isPayment && !isLinked);
	if (free.length === 0) {
		return 'See whether the order was invoiced too low, or its money came twice, and book the rest by hand';
	}
	const own = free.find(({ text }) => namesOrder(text, orderId));
	const named = own === undefined ? '' : `; ${own.name} names the order`;
	return `If one of them is this very Amazon money${named}, enter this settlement transaction and its settlement in the link fields of that payment and run again: it is then taken as its payment`;
}

/** Throws with a NetSuiteError when nothing may be posted. `match.invoices` carry what is open now. */
export function planPayment(
	transaction: SettlementTransaction,
	match: InvoiceMatch,
	overpayment: Overpayment,
	/** Decimal, of the transaction's currency. */
	tolerance = 0,
): PaymentPlan {
	const { transactionAmount, currency } = transaction;
	if (transactionAmount < 0) {
		throw new NetSuiteError(
			'AMOUNT_HAS_WRONG_SIGN',
			`Amazon took ${money(-transactionAmount, currency)} for an order, so there is nothing to pay`,
			'Look at the lines of the transaction and book it by hand',
		);
	}
	const names = match.invoices.map(({ number, internalId }) => number || internalId).join(', ');
	const foreign = match.invoices.find((invoice) => invoice.currency !== currency);
	if (foreign !== undefined) {
		throw new NetSuiteError(
			'CURRENCY_MISMATCH',
			`Invoice ${names} is in ${foreign.currency || 'an unknown currency'}, the settlement in ${currency}`,
			'A payment must have the currency of its invoice; correct the invoice, or apply this one by hand',
		);
	}
	const applyLines = allocate(transactionAmount, match.invoices);
	const applied = applyLines.reduce((sum, line) => sum + line.amount, 0);
	if (applied === 0) {
		throw alreadyPaid(transaction, match, names);
	}
	const rest = transactionAmount - applied;
	if (overpayment === 'refuse' && rest > limitOf(tolerance, currency)) {
		throw new NetSuiteError(
			'AMOUNT_EXCEEDS_INVOICE',
			`Amazon sent ${money(transactionAmount, currency)}, invoice ${names} has ${money(applied, currency)} open: ${money(rest, currency)} too much, allowed are ${money(limitOf(tolerance, currency), currency)}`,
			"Correct the invoice, or let the node leave the rest on the payment ('If Overpaid'), then run again",
		);
	}
	return {
		applyLines,
		payment: overpayment === 'cap' ? applied : transactionAmount,
		applied,
		rest,
		status: statusFor(rest),
	};
}
