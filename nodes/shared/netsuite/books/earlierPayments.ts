// Payments and cash sales that were in the books before: those that carry the link to a settlement
// transaction, whoever made them and whatever their external id became, and those that closed an invoice we
// would have paid.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { money, toMinor } from '../records/amount';
import { isOurPayment } from '../records/externalId';
import type { DocumentId, RecordId, SummaryId } from '../records/ids';
import { linkFields } from '../records/schema';
import type { SettlementTransaction } from '../records/settlementTransaction';
import type { PostedDocument } from './postedDocuments';

export interface PaymentFound extends PostedDocument {
	number: string;
	/** ISO code. */
	currency: string;
}

export interface LinkedPayment extends PaymentFound {
	/** Internal id of the settlement record it names, '' for none. */
	settlementRecordId: SummaryId;
}

/** By internal id of the settlement transaction that their link field names. */
export interface Linked {
	linked: Map<RecordId, LinkedPayment[]>;
	/** Cash sales. */
	claimed: Map<RecordId, LinkedPayment[]>;
}

export async function findLinked(client: NetSuiteClient, recordIds: RecordId[]): Promise<Linked> {
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id, t.tranid AS tranid, t.externalid AS externalid, t.type AS type,
			t.foreigntotal AS total, t.foreignpaymentamountunused AS unused, c.symbol AS symbol,
			t.${linkFields.transaction} AS linked, t.${linkFields.settlement} AS settlement
			FROM transaction t JOIN currency c ON c.id = t.currency
			WHERE t.type IN ('CustPymt', 'CashSale') AND t.voided = 'F'
			AND t.${linkFields.transaction} IN (:keys) ORDER BY t.id`,
		recordIds,
		'look up payments and cash sales that name their transaction',
	);
	const found: Linked = { linked: new Map(), claimed: new Map() };
	for (const row of rows) {
		const transactionId = required(row, 'linked');
		const payment = { ...paymentOf(row), settlementRecordId: row.settlement ?? '' };
		const group = payment.type === 'CashSale' ? found.claimed : found.linked;
		group.set(transactionId, [...(group.get(transactionId) ?? []), payment]);
	}
	return found;
}

function paymentOf(row: Row): PaymentFound {
	return {
		internalId: required(row, 'id'),
		externalId: row.externalid ?? '',
		number: row.tranid ?? '',
		type: required(row, 'type'),
		isVoided: false,
		total: row.total ?? '0',
		unused: row.unused ?? '0',
		currency: (row.symbol ?? '').toUpperCase(),
	};
}

/** The one payment that carries the link, if there is one. Throws when it is not clear which. */
export function onlyLinked(
	transaction: SettlementTransaction,
	payments: LinkedPayment[] = [],
): LinkedPayment | undefined {
	if (payments.length > 1) {
		const names = payments.map(({ number, internalId }) => number || internalId).join(' and ');
		throw new NetSuiteError(
			'INVOICE_ALREADY_PAID',
			`Payments ${names} both name this settlement transaction`,
			'A copied payment keeps the link: empty the field Amazon Settlement Transaction on the wrong one, then run again',
		);
	}
	const [payment] = payments;
	const problem = payment === undefined ? '' : whyNotOurs(transaction, payment);
	if (problem !== '') {
		throw new NetSuiteError(
			'INVOICE_ALREADY_PAID',
			`Payment ${payment.number || payment.internalId} names this settlement transaction, but ${problem}`,
			'Correct the payment or its link fields in NetSuite, then run again; nothing was posted',
		);
	}
	return payment;
}

/** Set by hand, a link may be wrong: then nothing is taken for settled that is not. */
function whyNotOurs(transaction: SettlementTransaction, payment: LinkedPayment): string {
	const { currency, transactionAmount, settlementRecordId } = transaction;
	if (payment.currency !== currency) {
		return `it is in ${payment.currency}, not ${currency}`;
	}
	if (payment.settlementRecordId !== settlementRecordId) {
		return 'not its settlement (the field Amazon Settlement)';
	}
	const total = Math.abs(toMinor(payment.total, currency));
	return total > transactionAmount
		? `it is over ${money(total, currency)} and Amazon sent ${money(transactionAmount, currency)}`
		: '';
}

/** What closed an invoice: a payment, a credit memo or a journal, as people call it. */
export interface Closing {
	name: string;
	/** External id and memo, to see whether it names an order. */
	text: string;
	/** A customer payment, no credit memo or journal. */
	isPayment: boolean;
	/** It settles a settlement transaction already. */
	isLinked: boolean;
	/** What of it was applied to the invoice: NetSuite's decimal as text. */
	amount: string;
	payment: PaymentFound;
}

/** The whole id, no part of a longer one: an underscore ends it, as in `Amazon.com_111-...`. */
export function namesOrder(text: string, orderId: string): boolean {
	const at = orderId === '' ? -1 : text.indexOf(orderId);
	const isOfId = (character = ' ') => /[A-Za-z0-9-]/.test(character);
	return at >= 0 && !isOfId(text[at - 1]) && !isOfId(text[at + orderId.length]);
}

const KINDS: Record<string, string> = {
	CustPymt: 'payment',
	CustCred: 'credit memo',
	Journal: 'journal entry',
	DepAppl: 'deposit application',
};

/** By internal id of the invoice. */
export async function findClosings(
	client: NetSuiteClient,
	invoiceIds: DocumentId[],
): Promise<Map<DocumentId, Closing[]>> {
	const rows = await queryByKeys(
		client,
		`SELECT DISTINCT l.previousdoc AS invoice, d.id AS id, d.type AS type, d.tranid AS tranid,
			d.externalid AS externalid, d.memo AS memo, l.foreignamount AS amount,
			d.foreigntotal AS total, d.foreignpaymentamountunused AS unused, c.symbol AS symbol,
			d.${linkFields.transaction} AS linked
			FROM NextTransactionLineLink l JOIN transaction d ON d.id = l.nextdoc
			JOIN currency c ON c.id = d.currency
			WHERE l.linktype = 'Payment' AND d.voided = 'F' AND l.previousdoc IN (:keys)
			ORDER BY d.id`,
		invoiceIds,
		'look up what invoices were paid by',
	);
	const closings = new Map<DocumentId, Closing[]>();
	for (const row of rows) {
		const invoice = required(row, 'invoice');
		const closing: Closing = {
			name: `${KINDS[row.type ?? ''] ?? 'transaction'} ${row.tranid ?? required(row, 'id')}`,
			text: `${row.externalid ?? ''} ${row.memo ?? ''}`,
			isPayment: row.type === 'CustPymt',
			isLinked: (row.linked ?? '') !== '' || isOurPayment(row.externalid ?? ''),
			amount: row.amount ?? '0',
			payment: paymentOf(row),
		};
		closings.set(invoice, [...(closings.get(invoice) ?? []), closing]);
	}
	return closings;
}
