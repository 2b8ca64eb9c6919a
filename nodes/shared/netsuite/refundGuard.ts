// What may be refunded: pure, but for one query. A refund has its sign from the report (negative),
// and no more is credited than was invoiced less what was credited before.
import { money, toMinor } from './amount';
import type { NetSuiteClient } from './client';
import type { InvoiceMatch } from './invoiceMatch';
import { NetSuiteError } from './netSuiteError';
import type { RecordedTransaction } from './records/settlementTransaction';
import { queryByKeys } from './suiteql';

export interface CreditedBefore {
	orderId: string;
	customerId: string;
	externalId: string;
	/** NetSuite's decimals as text, negative. */
	total: string;
}

/** Credit memos that carry the PO number of the orders: ours do, and so do those typed by hand. */
export async function loadCredited(
	client: NetSuiteClient,
	orderIds: string[],
): Promise<CreditedBefore[]> {
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id, t.otherrefnum AS otherrefnum, t.entity AS entity,
			t.externalid AS externalid, t.foreigntotal AS total FROM transaction t
			WHERE t.type = 'CustCred' AND t.voided = 'F' AND t.otherrefnum IN (:keys) ORDER BY t.id`,
		orderIds.filter((orderId) => orderId !== ''),
		'look up earlier credit memos',
	);
	return rows.map((row) => ({
		orderId: row.otherrefnum ?? '',
		customerId: row.entity ?? '',
		externalId: row.externalid ?? '',
		total: row.total ?? '0',
	}));
}

/** Minor units, greater than 0: what goes back to the buyer. Rejects a refund that is none. */
export function refundAmount(transaction: RecordedTransaction): number {
	if (transaction.transactionAmount > 0) {
		throw new NetSuiteError(
			'AMOUNT_HAS_WRONG_SIGN',
			`The refund gives ${money(transaction.transactionAmount, transaction.currency)} to the seller, so there is nothing to refund`,
			'It reverses an earlier refund; look at the lines of the transaction and book it by hand',
		);
	}
	return Math.abs(transaction.transactionAmount);
}

/** `creditedMinor`: credited on the order before, this refund not counted. */
export function refuseExcess(
	transaction: RecordedTransaction,
	match: InvoiceMatch,
	creditedMinor: number,
): void {
	const { currency } = transaction;
	const foreign = match.invoices.find((invoice) => invoice.currency !== currency);
	if (foreign !== undefined) {
		throw new NetSuiteError(
			'CURRENCY_MISMATCH',
			`Invoice ${foreign.number} is in ${foreign.currency || 'an unknown currency'}, the settlement in ${currency}`,
			'A credit memo must have the currency of its invoice; correct the invoice, or refund this one by hand',
		);
	}
	const invoiced = match.invoices.reduce((sum, { total }) => sum + total, 0);
	const amount = refundAmount(transaction);
	if (amount > invoiced - creditedMinor) {
		throw new NetSuiteError(
			'REFUND_EXCEEDS_INVOICE',
			`The refund of ${money(amount, currency)} is more than the ${money(invoiced, currency)} invoiced less ${money(creditedMinor, currency)} credited before`,
			'See whether the refund was credited by hand already; if not, book the excess by hand',
		);
	}
}

/** What others and earlier runs credited on the order, in minor units; `ownExternalId` is no other. */
export function creditedOn(
	credited: CreditedBefore[],
	transaction: RecordedTransaction,
	customerId: string,
	ownExternalId: string,
): number {
	return credited
		.filter((memo) => memo.orderId === transaction.orderId && memo.customerId === customerId)
		.filter((memo) => memo.externalId.toLowerCase() !== ownExternalId.toLowerCase())
		.reduce((sum, memo) => sum + Math.abs(toMinor(memo.total, transaction.currency)), 0);
}
