// The credit memo of one refund as a REST body (section_0404042133): of its own, with one line on a
// refund item that moves no stock, or the items that came back. `createdFrom` is read-only over REST, so the order is named in the
// PO number and the link fields lead to the settlement transaction.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import type { RecordDraft } from '../api/createRecord';
import { NetSuiteError } from '../api/netSuiteError';
import { getRecord } from '../api/recordService';
import type { InvoiceLine } from '../books/invoiceLines';
import type { OrderDocument } from '../books/invoices';
import { toDecimal, toMinor } from '../records/amount';
import type { DocumentId } from '../records/ids';
import type { ApplyLine } from './applyLines';
import { applyItems } from './applyLines';
import type { Segments } from './marketplaceSettings';

export interface MemoLine {
	itemId: string;
	quantity: number;
	/** Minor units, greater than 0, for the whole quantity. */
	amount: Minor;
	/** The line of the invoice it credits, where it credits one. */
	invoiceLine?: InvoiceLine;
	/** What it is for and how its item was found, for people. */
	reason: string;
}

export interface CreditMemoFacts {
	externalId: string;
	/** The invoice it is made of by a transform; null for a memo of its own. */
	fromInvoice: OrderDocument | null;
	customerId: string;
	/** Internal id, '' for the customer's own currency. */
	currencyId: string;
	currency: string;
	/** What open invoices take of it. */
	applyLines: ApplyLine[];
	date: string;
	/** '' for a refund without an order. */
	orderId: string;
	lines: MemoLine[];
	/** Text on each line. */
	description: string;
	receivableAccountId: string;
	fields: Record<string, unknown>;
	/** On each line: segments such as its location. */
	lineFields: Record<string, unknown>;
}

export function creditMemo(facts: CreditMemoFacts): RecordDraft {
	const { externalId, fromInvoice } = facts;
	const apply = applied(facts);
	const body = {
		...(facts.orderId === '' ? {} : { otherRefNum: facts.orderId }),
		...facts.fields,
		...(fromInvoice === null ? partyOf(facts) : {}),
		tranDate: facts.date,
		item: { items: facts.lines.map((line) => itemLine(line, facts)) },
		...(apply.length === 0 ? {} : { apply: { items: apply } }),
	};
	const draft = { recordType: 'creditMemo', transactionType: 'CustCred', externalId, body };
	return fromInvoice === null
		? draft
		: {
				...draft,
				path: `invoice/${fromInvoice.internalId}/!transform/creditMemo`,
				// The lines of the invoice that were not refunded shall not come along.
				query: { replace: 'item' },
			};
}

/** An account may want segments on each line as well; a subsidiary stands on the header only. */
export function lineSegments(segments: Segments): Segments {
	return Object.fromEntries(Object.entries(segments).filter(([name]) => name !== 'subsidiary'));
}

/** A transform takes customer, currency and receivables account from the invoice. */
function partyOf(facts: CreditMemoFacts): Record<string, unknown> {
	return {
		entity: { id: facts.customerId },
		...(facts.currencyId === '' ? {} : { currency: { id: facts.currencyId } }),
		...(facts.receivableAccountId === '' ? {} : { account: { id: facts.receivableAccountId } }),
	};
}

/** A transform may apply the memo to its open invoice by itself: that is taken back unless wanted. */
function applied({ applyLines, currency, fromInvoice }: CreditMemoFacts): unknown[] {
	const lines = applyItems(applyLines, currency);
	const isLeftOpen = fromInvoice !== null && fromInvoice.open > 0 && lines.length === 0;
	return isLeftOpen ? [{ doc: { id: fromInvoice.internalId }, apply: false }] : lines;
}

/** `price` -1 is NetSuite's custom price: no price level may change the amount. */
function itemLine(
	{ itemId, quantity, amount, invoiceLine }: MemoLine,
	{ currency, description, lineFields, fromInvoice }: CreditMemoFacts,
): Record<string, unknown> {
	const decimal = toDecimal(amount, currency);
	const isCopied = fromInvoice !== null && invoiceLine?.invoiceId === fromInvoice.internalId;
	return {
		...(isCopied ? { orderLine: Number(invoiceLine.line) } : {}),
		...lineFields,
		item: { id: itemId },
		quantity,
		price: { id: '-1' },
		rate: decimal / quantity,
		amount: decimal,
		description,
	};
}

/** Minor units, positive: the total, and what is neither refunded nor applied to an invoice. */
export async function totalOfCreditMemo(
	client: NetSuiteClient,
	internalId: DocumentId,
	currency: string,
): Promise<{ total: Minor; unused: Minor }> {
	const body = await getRecord(client, 'creditMemo', internalId, ['total', 'unapplied']);
	const { total, unapplied } = body;
	if (typeof total !== 'number' || typeof unapplied !== 'number') {
		throw new NetSuiteError(
			'NETSUITE_PERMISSION',
			`NetSuite does not show the total of credit memo ${internalId}`,
			'Give the role of the access token permission to see the total of credit memos',
		);
	}
	return {
		total: Math.abs(toMinor(total, currency)),
		unused: Math.abs(toMinor(unapplied, currency)),
	};
}
