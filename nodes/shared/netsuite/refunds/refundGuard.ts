// What may be refunded: pure. A refund has its sign from the report (negative), and no more is credited
// than was invoiced less what was credited before.
import type { Minor } from '../../settlement/values/money';
import { NetSuiteError } from '../api/netSuiteError';
import type { InvoiceMatch } from '../books/invoiceMatch';
import { money } from '../records/amount';
import type { SettlementTransaction } from '../records/settlementTransaction';

/** Nothing is posted, or as much as the invoice still bears. */
export type Excess = 'refuse' | 'cap';

/** Minor units, greater or equal 0: what goes back to the buyer. Throws a refund that is none. */
export function refundAmount(transaction: SettlementTransaction): Minor {
	if (transaction.transactionAmount > 0) {
		throw new NetSuiteError(
			'AMOUNT_HAS_WRONG_SIGN',
			`The refund gives ${money(transaction.transactionAmount, transaction.currency)} to the seller, so there is nothing to refund`,
			'It reverses an earlier refund; look at the lines of the transaction and book it by hand',
		);
	}
	return Math.abs(transaction.transactionAmount);
}

function refuseForeign({ currency }: SettlementTransaction, { invoices }: InvoiceMatch): void {
	const foreign = invoices.find((invoice) => invoice.currency !== currency);
	if (foreign !== undefined) {
		throw new NetSuiteError(
			'CURRENCY_MISMATCH',
			`Invoice ${foreign.number} is in ${foreign.currency || 'an unknown currency'}, the settlement in ${currency}`,
			'A credit memo must have the currency of its invoice; correct the invoice, or refund this one by hand',
		);
	}
}

/**
 * Minor units that may be credited, greater than 0. `creditedMinor`: credited on the order before,
 * this refund not counted.
 */
export function creditable(
	transaction: SettlementTransaction,
	match: InvoiceMatch,
	creditedMinor: Minor,
	excess: Excess,
): Minor {
	refuseForeign(transaction, match);
	const { currency } = transaction;
	const invoiced = match.invoices.reduce((sum, { total }) => sum + total, 0);
	const amount = refundAmount(transaction);
	const left = Math.max(invoiced - creditedMinor, 0);
	if (amount > left && (excess === 'refuse' || left === 0)) {
		throw new NetSuiteError(
			'REFUND_EXCEEDS_INVOICE',
			`The refund of ${money(amount, currency)} is more than the ${money(invoiced, currency)} invoiced less ${money(creditedMinor, currency)} credited before`,
			'See whether the refund was credited by hand already; if not, book the excess by hand',
		);
	}
	return Math.min(amount, left);
}
