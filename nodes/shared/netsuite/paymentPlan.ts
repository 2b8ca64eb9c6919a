// What to post for one Order transaction: pure. Decides how much goes to which invoice and which
// status that makes. The statuses follow Celigo's worked examples (35.74 against 35.74 is Applied,
// 461.04 against 430.80 is Partially Applied), see "Status of a Settlement Transaction" in the README.
import { money } from './amount';
import type { InvoiceMatch } from './invoiceMatch';
import type { OrderDocument } from './invoices';
import { NetSuiteError } from './netSuiteError';
import type { RecordedTransaction } from './records/settlementTransaction';
import type { Status } from './schema';

/** What happens to money that no invoice can take: it stays on the payment, or is not booked. */
export type Overpayment = 'leave' | 'cap';

export interface ApplyLine {
	invoice: OrderDocument;
	/** Minor units, greater than 0. */
	amount: number;
}

export interface PaymentPlan {
	applyLines: ApplyLine[];
	/** Total of the payment, minor units. */
	payment: number;
	applied: number;
	/** What Amazon sent and no invoice could take, whether it is booked or not. */
	rest: number;
	status: Extract<Status, 'Applied' | 'Partially Applied'>;
}

export function statusFor(rest: number): PaymentPlan['status'] {
	return rest > 0 ? 'Partially Applied' : 'Applied';
}

/** Oldest invoice first, but an invoice of exactly this amount is the one the shipment was billed on. */
function allocate(amount: number, invoices: OrderDocument[]): ApplyLine[] {
	const exact = invoices.find(({ open }) => open === amount);
	const lines: ApplyLine[] = [];
	let left = amount;
	for (const invoice of exact === undefined ? invoices : [exact]) {
		const part = Math.min(left, Math.max(invoice.open, 0));
		if (part > 0) {
			lines.push({ invoice, amount: part });
			left -= part;
		}
	}
	return lines;
}

/** Rejects with a NetSuiteError when nothing may be posted. `match.invoices` carry what is open now. */
export function planPayment(
	transaction: RecordedTransaction,
	match: InvoiceMatch,
	overpayment: Overpayment,
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
		throw new NetSuiteError(
			'INVOICE_ALREADY_PAID',
			`Invoice ${names} has ${money(0, currency)} open, so ${money(transactionAmount, currency)} cannot be applied`,
			'See which payment closed the invoice; if that was the same Amazon money, mark this transaction as Applied by hand',
		);
	}
	const rest = transactionAmount - applied;
	return {
		applyLines,
		payment: overpayment === 'cap' ? applied : transactionAmount,
		applied,
		rest,
		status: statusFor(rest),
	};
}
