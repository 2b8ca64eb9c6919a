// What a person may do to a settled settlement in NetSuite's pages, and what the product says of it: in a dry run,
// in a run of the open transactions alone, and in the next run with the report. One table: it is the product's
// test, the auditor's, and the README's.
import { doByHand } from '../../sandbox/byHand';
import type { Sandbox } from '../../sandbox/sandbox';
import { bill, invoiceOf, salesOrder } from '../support/madeBooks';
import type { MadeLine } from '../support/madeSettlement';
import { order, refund } from '../support/madeSettlement';
import type { Story } from './story';

const TXN = 'customrecord_amzstl_transaction';
const STL = 'customrecord_amzstl_settlement';
const txn = (name: string) => `custrecord_amzstl_t_${name}`;

const external = (orderId: string) => [`Amazon.com_${orderId}`];

/** A line of the report, as the record keeps it. */
const line = (amount: number, amountClass = 'order.revenue'): MadeLine => ({
	amountType: 'ItemPrice',
	amountDescription: 'Principal',
	sku: 'MUG',
	orderItemCode: '',
	amount,
	class: amountClass,
	quantity: 1,
});

/** One of each kind: paid, partly applied, split over two invoices, short and written off, cash sale, refund. */
export const TAMPERED: Story = {
	books: {
		invoices: [
			invoiceOf('111-1', 1000),
			invoiceOf('111-2', 500),
			bill(600, { externalId: 'I-3a', createdFrom: 'SO-3' }),
			bill(400, { externalId: 'I-3b', createdFrom: 'SO-3' }),
			invoiceOf('111-4', 703),
			invoiceOf('111-6', 2000, { paid: 2000 }),
			invoiceOf('999-1', 5000),
			invoiceOf('999-2', 100, { customer: 'Amazon EU', currency: 'EUR' }),
		],
		salesOrders: [salesOrder([600, 400], 'Billed', { externalId: 'SO-3', poNumber: '111-3' })],
		cashSales: [invoiceOf('111-5', 800)],
	},
	events: [
		order('111-1', 1000, { fees: -150, lines: [line(1000), line(-150, 'order.fee')] }),
		order('111-2', 530),
		order('111-3', 1000, { lines: [line(600), line(400)] }),
		order('111-4', 700),
		order('111-5', 800),
		refund('111-6', 400, 'a', { fees: 60 }),
		order('', 0, { transactionType: 'ServiceFee', fees: -999 }),
	],
	invoices: {
		...Object.fromEntries(['111-1', '111-2', '111-4', '111-6'].map((id) => [id, external(id)])),
		'111-3': ['I-3a', 'I-3b'],
	},
	cashSales: { '111-5': external('111-5') },
	writeOff: 5,
};

type Rec = ReturnType<Sandbox['books']['ofType']>[number];

export class ByHand {
	constructor(readonly sandbox: Sandbox) {}

	idOf(type: string, field: string, value: string): string {
		return this.first(type, ({ fields }) => fields[field] === value).id;
	}

	/** The record of an order. */
	record(orderId: string): Rec {
		return this.first(TXN, ({ fields }) => String(fields[txn('order_id')] ?? '') === orderId);
	}

	summary(): Rec {
		return this.first(STL, () => true);
	}

	invoice(externalId: string): Rec {
		return this.first('invoice', ({ fields }) => fields.externalId === externalId);
	}

	salesOrder(externalId: string): Rec {
		return this.first('salesOrder', ({ fields }) => fields.externalId === externalId);
	}

	/** The document that the record of an order names in this field. */
	named(orderId: string, field: 'payment' | 'credit_memo' | 'refund' | 'cash_sale'): Rec {
		const id = this.record(orderId).fields[txn(field)];
		const types = ['customerPayment', 'creditMemo', 'customerRefund', 'cashSale'];
		for (const type of types) {
			const found = this.sandbox.books.ofType(type).find((one) => one.id === id);
			if (found !== undefined) {
				return found;
			}
		}
		throw new Error(`The record of ${orderId} names no ${field}.`);
	}

	/** Another settlement of the same account. */
	otherSummary(): Rec {
		const { books } = this.sandbox;
		const { fields, lines } = this.summary();
		const id = books.nextId(STL);
		const name = { externalId: 'AMZ-STL-999', custrecord_amzstl_s_settlement_id: '999' };
		books.put({ type: STL, id, fields: { ...fields, ...name }, lines });
		return this.first(STL, (one) => one.id === id);
	}

	/** The item lines of a document over another amount. */
	price(document: Rec, minor: number): void {
		const item = (document.lines.item ?? []).map((line) => ({
			...line,
			amount: minor,
			rate: minor,
		}));
		this.put(document, {}, { ...document.lines, item });
	}

	private first(type: string, fits: (record: Rec) => boolean): Rec {
		const found = this.sandbox.books.ofType(type).find(fits);
		if (found === undefined) {
			throw new Error(`No such ${type}.`);
		}
		return found;
	}

	private deed(name: string, body: object): unknown {
		const answer = doByHand(name, 'POST', JSON.stringify(body), this.sandbox.books);
		if (answer.status >= 300) {
			throw new Error(`${name}: ${JSON.stringify(answer.body)}`);
		}
		return answer.body;
	}

	void(document: Rec): void {
		this.deed('voids', { id: document.id });
	}

	delete({ type, id }: Rec): void {
		this.deed('deletions', { type, id });
	}

	copy({ type, id }: Rec): string {
		return String((this.deed('copies', { type, id }) as { id: string }).id);
	}

	edit({ type, id }: Rec, body: object): void {
		this.deed('edits', { type, id, body });
	}

	/** Past the rules of the books, as a script or an integration may leave it. */
	put(record: Rec, fields: Record<string, unknown>, lines = record.lines): void {
		const merged = { ...record.fields, ...fields } as Rec['fields'];
		for (const [name, value] of Object.entries(fields)) {
			if (value === null) {
				delete merged[name];
			}
		}
		this.sandbox.books.put({ ...record, fields: merged, lines });
	}

	setRecord(orderId: string, changes: Record<string, unknown>): void {
		const fields = Object.entries(changes).map(([name, value]) => [txn(name), value]);
		this.put(this.record(orderId), Object.fromEntries(fields));
	}

	apply(payment: Rec, to: Array<[invoice: string, amount: number]>): void {
		const lines = to.map(([invoice, amount]) => ({ doc: this.invoice(invoice).id, amount }));
		this.put(payment, {}, { ...payment.lines, apply: lines });
	}
}

export interface Tampering {
	what: string;
	/** What a person does, once the settlement is settled. */
	tamper(hand: ByHand): void;
	/** Codes that stand in a dry run with the report, sorted; a text for an error that stops it. */
	dry: string;
	/** In a run of the open transactions alone. */
	open?: string;
	/** In the next real run: codes that stand, or `mended`, or `healed` where nothing is left to say. */
	next: string;
	/** It is done before anything is posted. */
	isBefore?: boolean;
	/** What the account does on deletion, where it is not what NetSuite does out of the box. */
	deletions?: { transaction?: Way; customRecord?: Way };
	/** The last columns of its row, where they are not the usual words. */
	words?: { dry?: string; next?: string; books?: string };
}

/** What becomes of fields that name a deleted record: emptied, kept, or it is not deleted. */
export type Way = 'empty' | 'refuse' | 'keep';

const LINK = {
	transaction: 'custbody_amzstl_transaction',
	settlement: 'custbody_amzstl_settlement',
};

export const TAMPERINGS: Tampering[] = [
	{
		what: 'a payment copied, with its link fields',
		tamper: (hand) => hand.copy(hand.named('111-1', 'payment')),
		dry: 'DOCUMENT_UNEXPLAINED',
		next: 'DOCUMENT_UNEXPLAINED',
	},
	{
		what: 'a payment deleted',
		tamper: (hand) => hand.delete(hand.named('111-1', 'payment')),
		dry: 'DOCUMENT_MISSING',
		next: 'mended',
	},
	{
		what: 'one payment copied and another one over the same deleted',
		tamper: (hand) => {
			hand.copy(hand.named('111-1', 'payment'));
			hand.delete(hand.named('111-3', 'payment'));
		},
		dry: 'DOCUMENT_MISSING DOCUMENT_UNEXPLAINED',
		next: 'DOCUMENT_UNEXPLAINED mended',
	},
	{
		what: 'a payment voided',
		tamper: (hand) => hand.void(hand.named('111-1', 'payment')),
		dry: 'DOCUMENT_VOIDED EXTERNAL_ID_TAKEN',
		open: 'DOCUMENT_VOIDED',
		next: 'EXTERNAL_ID_TAKEN',
	},
	{
		what: "a payment's amount edited",
		tamper: (hand) => hand.put(hand.named('111-2', 'payment'), { payment: 700 }),
		dry: 'DOCUMENT_CHANGED',
		next: 'DOCUMENT_CHANGED',
	},
	{
		what: 'a payment taken off its invoice',
		tamper: (hand) => hand.apply(hand.named('111-1', 'payment'), []),
		dry: 'PAYMENT_NOT_APPLIED',
		next: 'PAYMENT_NOT_APPLIED',
	},
	{
		what: 'a payment applied to less',
		tamper: (hand) => hand.apply(hand.named('111-1', 'payment'), [['Amazon.com_111-1', 400]]),
		dry: 'PAYMENT_NOT_APPLIED',
		next: 'PAYMENT_NOT_APPLIED',
	},
	{
		what: "a payment applied to another order's invoice",
		tamper: (hand) => hand.apply(hand.named('111-1', 'payment'), [['Amazon.com_999-1', 1000]]),
		dry: 'PAYMENT_NOT_APPLIED',
		next: 'PAYMENT_NOT_APPLIED',
	},
	{
		what: 'a split payment moved from one of its invoices to a stranger',
		tamper: (hand) =>
			hand.apply(hand.named('111-3', 'payment'), [
				['I-3a', 600],
				['Amazon.com_999-1', 400],
			]),
		dry: 'PAYMENT_NOT_APPLIED',
		next: 'PAYMENT_NOT_APPLIED',
	},
	{
		what: 'the remainder of a payment used for another invoice',
		tamper: (hand) =>
			hand.apply(hand.named('111-2', 'payment'), [
				['Amazon.com_111-2', 500],
				['Amazon.com_999-1', 30],
			]),
		dry: '',
		next: 'healed',
	},
	{
		what: 'a payment moved to another account',
		tamper: (hand) =>
			hand.put(hand.named('111-1', 'payment'), {
				account: hand.idOf('account', 'acctName', 'Undeposited Funds'),
			}),
		dry: 'DOCUMENT_CHANGED',
		next: 'DOCUMENT_CHANGED',
	},
	{
		what: 'a payment moved to another currency',
		tamper: (hand) =>
			hand.put(
				hand.named('111-1', 'payment'),
				{ currency: hand.idOf('currency', 'symbol', 'EUR') },
				{ apply: [] },
			),
		dry: 'DOCUMENT_CHANGED',
		next: 'DOCUMENT_CHANGED',
	},
	{
		what: 'a payment moved to another customer',
		tamper: (hand) =>
			hand.put(
				hand.named('111-1', 'payment'),
				{ customer: hand.idOf('customer', 'entityId', 'Amazon EU') },
				{ apply: [] },
			),
		dry: 'DOCUMENT_CHANGED',
		next: 'DOCUMENT_CHANGED',
	},
	{
		what: 'a customer refund moved to another account',
		tamper: (hand) =>
			hand.put(hand.named('111-6', 'refund'), {
				account: hand.idOf('account', 'acctName', 'Undeposited Funds'),
			}),
		dry: 'DOCUMENT_CHANGED',
		next: 'DOCUMENT_CHANGED',
	},
	{
		what: 'a settlement transaction of a fee deleted',
		tamper: (hand) => hand.delete(hand.record('')),
		dry: '',
		open: 'RECORDS_INCOMPLETE RECORDS_INCOMPLETE',
		next: 'healed',
		words: { next: 'adds it again' },
	},
	{
		what: "a payment's settlement link emptied",
		tamper: (hand) => hand.put(hand.named('111-1', 'payment'), { [LINK.settlement]: null }),
		dry: 'LINK_CHANGED',
		next: 'LINK_CHANGED',
	},
	{
		what: "a payment's transaction link emptied",
		tamper: (hand) => hand.put(hand.named('111-1', 'payment'), { [LINK.transaction]: null }),
		dry: 'LINK_CHANGED',
		next: 'LINK_CHANGED',
	},
	{
		what: "a payment's transaction link moved to another order",
		tamper: (hand) =>
			hand.put(hand.named('111-1', 'payment'), { [LINK.transaction]: hand.record('111-2').id }),
		dry: 'LINK_CHANGED',
		next: 'LINK_CHANGED',
	},
	{
		what: 'the allocation of a split payment edited with the same sum',
		tamper: (hand) => {
			const [a, b] = [hand.invoice('I-3a').id, hand.invoice('I-3b').id];
			hand.setRecord('111-3', { allocation: `${a}:5.00 ${b}:5.00` });
		},
		dry: 'PAYMENT_NOT_APPLIED',
		next: 'PAYMENT_NOT_APPLIED',
	},
	{
		what: 'the allocation of a payment emptied',
		tamper: (hand) => hand.setRecord('111-1', { allocation: null }),
		dry: 'ALLOCATION_CHANGED',
		next: 'ALLOCATION_CHANGED',
	},
	{
		what: 'the allocation of a payment moved to another invoice',
		tamper: (hand) =>
			hand.setRecord('111-1', { allocation: `${hand.invoice('Amazon.com_999-1').id}:10.00` }),
		dry: 'ALLOCATION_CHANGED',
		next: 'PAYMENT_NOT_APPLIED',
	},
	{
		what: 'a customer refund deleted',
		tamper: (hand) => hand.delete(hand.named('111-6', 'refund')),
		dry: 'DOCUMENT_MISSING',
		next: 'mended',
	},
	{
		what: 'customer refund and credit memo deleted',
		tamper: (hand) => {
			const memo = hand.named('111-6', 'credit_memo');
			hand.delete(hand.named('111-6', 'refund'));
			hand.delete(memo);
		},
		dry: 'DOCUMENT_MISSING',
		next: 'mended',
	},
	{
		what: 'a customer refund voided',
		tamper: (hand) => hand.void(hand.named('111-6', 'refund')),
		dry: 'DOCUMENT_VOIDED CREDIT_MEMO_WITHOUT_REFUND',
		open: 'DOCUMENT_VOIDED',
		next: 'CREDIT_MEMO_WITHOUT_REFUND',
	},
	{
		what: "a customer refund's amount edited",
		tamper: (hand) => {
			const paidOut = hand.named('111-6', 'refund');
			const apply = (paidOut.lines.apply ?? []).map((line) => ({ ...line, amount: 300 }));
			hand.put(paidOut, {}, { ...paidOut.lines, apply });
		},
		dry: 'DOCUMENT_CHANGED',
		next: 'PAYMENT_NOT_APPLIED',
	},
	{
		what: 'a customer refund copied: a refund nobody asked for',
		tamper: (hand) => {
			const { books } = hand.sandbox;
			const paidOut = hand.named('111-6', 'refund');
			const memo = books.get('transaction', hand.copy(hand.named('111-6', 'credit_memo')));
			const fields = { ...paidOut.fields };
			delete fields.externalId;
			const apply = (paidOut.lines.apply ?? []).map((line) => ({ ...line, doc: memo?.id ?? '' }));
			const id = books.nextId('transaction');
			books.put({ type: 'customerRefund', id, fields, lines: { apply } });
		},
		dry: 'DOCUMENT_UNEXPLAINED DOCUMENT_UNEXPLAINED',
		next: 'DOCUMENT_UNEXPLAINED DOCUMENT_UNEXPLAINED',
	},
	{
		what: "a credit memo's transaction link emptied",
		tamper: (hand) => hand.put(hand.named('111-6', 'credit_memo'), { [LINK.transaction]: null }),
		dry: 'LINK_CHANGED',
		next: 'LINK_CHANGED',
	},
	{
		what: 'a write-off memo deleted',
		tamper: (hand) => hand.delete(hand.named('111-4', 'credit_memo')),
		dry: 'DOCUMENT_MISSING',
		next: 'mended',
	},
	{
		what: 'a write-off memo voided',
		tamper: (hand) => hand.void(hand.named('111-4', 'credit_memo')),
		dry: 'DOCUMENT_VOIDED WRITE_OFF_FAILED',
		open: 'DOCUMENT_VOIDED',
		next: 'WRITE_OFF_FAILED',
	},
	{
		what: 'a cash sale edited',
		tamper: (hand) => hand.price(hand.named('111-5', 'cash_sale'), 900),
		dry: 'DOCUMENT_CHANGED CASH_SALE_FOUND',
		open: 'DOCUMENT_CHANGED',
		next: 'DOCUMENT_CHANGED CASH_SALE_FOUND',
	},
	{
		what: 'a cash sale unlinked',
		tamper: (hand) =>
			hand.put(hand.named('111-5', 'cash_sale'), {
				[LINK.transaction]: null,
				[LINK.settlement]: null,
			}),
		dry: 'LINK_CHANGED',
		next: 'LINK_CHANGED',
	},
	{
		what: 'a cash sale deleted',
		tamper: (hand) => hand.delete(hand.named('111-5', 'cash_sale')),
		dry: 'DOCUMENT_MISSING INVOICE_NOT_FOUND',
		open: 'DOCUMENT_MISSING',
		next: 'INVOICE_NOT_FOUND',
	},
	{
		what: 'an invoice that carries the settlement',
		tamper: (hand) =>
			hand.put(hand.invoice('Amazon.com_999-1'), { [LINK.settlement]: hand.summary().id }),
		dry: 'DOCUMENT_UNEXPLAINED',
		next: 'DOCUMENT_UNEXPLAINED',
	},
	{
		what: 'a settlement transaction copied',
		tamper: (hand) => hand.copy(hand.record('111-1')),
		dry: 'RECORDS_INCOMPLETE RECORDS_INCOMPLETE RECORD_COPIED',
		next: 'RECORDS_INCOMPLETE RECORDS_INCOMPLETE RECORD_COPIED',
	},
	{
		what: 'a settlement transaction set to New',
		tamper: (hand) => {
			const { books } = hand.sandbox;
			const status = books
				.ofType('customlist_amzstl_status')
				.find(({ fields }) => fields.name === 'New');
			hand.setRecord('111-1', { status: status?.id ?? '1' });
		},
		dry: '',
		next: 'healed',
	},
	{
		what: 'the amount of a settlement transaction edited',
		tamper: (hand) => hand.setRecord('111-1', { amount: 900 }),
		dry: 'RECORD_CHANGED stops the run',
		open: 'RECORD_CHANGED SUMMARY_CHANGED',
		next: 'RECORD_CHANGED stops the run',
	},
	{
		what: 'amount, figures and net of a settlement transaction edited alike',
		tamper: (hand) => hand.setRecord('111-1', { amount: 900, product: 900, net: 750 }),
		dry: 'RECORD_CHANGED stops the run',
		open: 'RECORD_CHANGED RECORD_CHANGED SUMMARY_CHANGED',
		next: 'RECORD_CHANGED stops the run',
	},
	{
		what: 'the type of a settlement transaction edited',
		tamper: (hand) => hand.setRecord('111-1', { type: 'Refund' }),
		dry: 'RECORD_CHANGED stops the run',
		open: 'RECORD_CHANGED SUMMARY_CHANGED',
		next: 'RECORD_CHANGED stops the run',
	},
	{
		what: "a settlement transaction's payment field emptied",
		tamper: (hand) => hand.setRecord('111-1', { payment: null }),
		dry: 'DOCUMENT_MISSING',
		next: 'mended',
	},
	{
		what: "a settlement transaction's credit memo field emptied",
		tamper: (hand) => hand.setRecord('111-6', { credit_memo: null }),
		dry: 'DOCUMENT_MISSING',
		next: 'mended',
	},
	{
		what: "a settlement transaction's cash sale field emptied",
		tamper: (hand) => hand.setRecord('111-5', { cash_sale: null }),
		dry: 'DOCUMENT_MISSING',
		next: 'mended',
	},
	{
		what: 'a total of the report on the summary edited',
		tamper: (hand) => hand.put(hand.summary(), { custrecord_amzstl_s_order_amount: 1 }),
		dry: 'SUMMARY_CHANGED',
		next: 'SUMMARY_CHANGED',
	},
	{
		what: 'the sum of the lines on the summary edited',
		tamper: (hand) => hand.put(hand.summary(), { custrecord_amzstl_s_sum_of_lines: 1 }),
		dry: 'RECORD_CHANGED SUMMARY_CHANGED',
		next: 'RECORD_CHANGED SUMMARY_CHANGED',
	},
	{
		what: 'the deposit on the summary edited',
		tamper: (hand) => hand.put(hand.summary(), { custrecord_amzstl_s_total_amount: 1 }),
		dry: 'SUMMARY_CHANGED',
		next: 'SUMMARY_CHANGED',
	},
	{
		what: "a payment's settlement link moved to another settlement",
		tamper: (hand) =>
			hand.put(hand.named('111-1', 'payment'), { [LINK.settlement]: hand.otherSummary().id }),
		dry: 'LINK_CHANGED',
		next: 'LINK_CHANGED',
	},
	{
		what: 'a payment that waits for approval',
		tamper: (hand) => hand.put(hand.named('111-1', 'payment'), { approvalStatus: '1' }),
		dry: 'DOCUMENT_NOT_POSTING',
		next: 'DOCUMENT_NOT_POSTING',
	},
	{
		what: 'a customer refund that waits for approval',
		tamper: (hand) => hand.put(hand.named('111-6', 'refund'), { approvalStatus: '1' }),
		dry: 'DOCUMENT_NOT_POSTING',
		next: 'DOCUMENT_NOT_POSTING',
	},
	{
		what: 'a credit memo that waits for approval',
		tamper: (hand) => hand.put(hand.named('111-6', 'credit_memo'), { approvalStatus: '1' }),
		dry: 'DOCUMENT_NOT_POSTING',
		next: 'DOCUMENT_NOT_POSTING',
	},
	{
		what: 'a write-off memo that waits for approval',
		tamper: (hand) => hand.put(hand.named('111-4', 'credit_memo'), { approvalStatus: '1' }),
		dry: 'DOCUMENT_NOT_POSTING',
		next: 'PAYMENT_NOT_APPLIED',
	},
	{
		what: 'a cash sale that waits for approval',
		tamper: (hand) => hand.put(hand.named('111-5', 'cash_sale'), { approvalStatus: '1' }),
		dry: 'DOCUMENT_NOT_POSTING',
		next: 'DOCUMENT_NOT_POSTING',
	},
	{
		what: "a credit memo's amount edited",
		tamper: (hand) => hand.price(hand.named('111-6', 'credit_memo'), 500),
		dry: 'DOCUMENT_CHANGED',
		next: 'PAYMENT_NOT_APPLIED',
	},
	{
		what: "a write-off memo's amount edited",
		tamper: (hand) => hand.price(hand.named('111-4', 'credit_memo'), 200),
		dry: 'DOCUMENT_CHANGED WRITE_OFF_FAILED',
		open: 'DOCUMENT_CHANGED',
		next: 'WRITE_OFF_FAILED',
	},
	{
		what: "a write-off memo's transaction link emptied",
		tamper: (hand) => hand.put(hand.named('111-4', 'credit_memo'), { [LINK.transaction]: null }),
		dry: 'DOCUMENT_CHANGED',
		next: 'DOCUMENT_CHANGED',
	},
	{
		what: 'a write-off memo taken off its invoice',
		tamper: (hand) => hand.apply(hand.named('111-4', 'credit_memo'), []),
		dry: 'PAYMENT_NOT_APPLIED WRITE_OFF_FAILED',
		open: 'PAYMENT_NOT_APPLIED',
		next: 'WRITE_OFF_FAILED',
	},
	{
		what: 'a credit memo copied, with its link fields',
		tamper: (hand) => hand.copy(hand.named('111-6', 'credit_memo')),
		dry: 'DOCUMENT_UNEXPLAINED',
		next: 'DOCUMENT_UNEXPLAINED',
	},
	{
		what: "a customer refund's settlement link moved to another settlement",
		tamper: (hand) =>
			hand.put(hand.named('111-6', 'refund'), { [LINK.settlement]: hand.otherSummary().id }),
		dry: 'LINK_CHANGED',
		next: 'LINK_CHANGED',
	},
	{
		what: 'a cash sale voided',
		tamper: (hand) => hand.void(hand.named('111-5', 'cash_sale')),
		dry: 'DOCUMENT_VOIDED INVOICE_NOT_FOUND',
		open: 'DOCUMENT_VOIDED',
		next: 'INVOICE_NOT_FOUND',
	},
	{
		what: 'a sales order that carries a settlement transaction',
		tamper: (hand) =>
			hand.put(hand.salesOrder('SO-3'), { [LINK.transaction]: hand.record('111-3').id }),
		dry: 'DOCUMENT_UNEXPLAINED',
		next: 'DOCUMENT_UNEXPLAINED',
	},
	{
		what: 'the settlement transaction of a paid order deleted',
		tamper: (hand) => hand.delete(hand.record('111-1')),
		dry: 'LINK_CHANGED',
		open: 'DOCUMENT_UNEXPLAINED RECORDS_INCOMPLETE RECORDS_INCOMPLETE',
		next: 'LINK_CHANGED',
		deletions: { customRecord: 'empty' },
	},
	{
		what: 'the settlement transaction of a refund deleted',
		tamper: (hand) => hand.delete(hand.record('111-6')),
		dry: 'LINK_CHANGED',
		open: 'DOCUMENT_UNEXPLAINED DOCUMENT_UNEXPLAINED RECORDS_INCOMPLETE RECORDS_INCOMPLETE',
		next: 'LINK_CHANGED',
		deletions: { customRecord: 'empty' },
	},
	{
		what: "a settlement transaction's refund field emptied",
		tamper: (hand) => hand.setRecord('111-6', { refund: null }),
		dry: 'DOCUMENT_MISSING',
		next: 'mended',
	},
	{
		what: 'two settlement transactions edited so that all sums stay',
		tamper: (hand) => {
			hand.setRecord('111-1', { amount: 900, product: 900, net: 750 });
			hand.setRecord('111-3', { amount: 1100, product: 1100, net: 1100 });
		},
		dry: 'RECORD_CHANGED stops the run',
		open: 'RECORD_CHANGED RECORD_CHANGED',
		next: 'RECORD_CHANGED stops the run',
	},
	{
		what: 'what was posted and applied edited on a settlement transaction',
		tamper: (hand) => hand.setRecord('111-1', { posted: 900, applied: 900 }),
		dry: 'DOCUMENT_CHANGED',
		next: 'DOCUMENT_CHANGED',
	},
	{
		what: 'what the run computed on the summary edited',
		tamper: (hand) =>
			hand.put(hand.summary(), {
				custrecord_amzstl_s_paid: 1,
				custrecord_amzstl_s_difference: 5,
				custrecord_amzstl_s_count_applied: 1,
			}),
		dry: 'mended',
		next: 'mended',
		words: {
			dry: 'SUMMARY_CHANGED, to be computed again',
			next: 'SUMMARY_CHANGED, computed again',
			books: 'as they were left',
		},
	},
	{
		what: 'the amount of a settlement transaction edited before it is posted',
		tamper: (hand) => hand.setRecord('111-1', { amount: 900 }),
		dry: 'RECORD_CHANGED stops the run',
		open: 'RECORD_CHANGED SUMMARY_CHANGED',
		next: 'RECORD_CHANGED stops the run',
		isBefore: true,
		words: { books: 'nothing is posted' },
	},
	{
		what: 'the type of a settlement transaction edited before it is posted',
		tamper: (hand) => hand.setRecord('111-1', { type: 'Refund' }),
		dry: 'RECORD_CHANGED stops the run',
		open: 'RECORD_CHANGED SUMMARY_CHANGED',
		next: 'RECORD_CHANGED stops the run',
		isBefore: true,
		words: { books: 'nothing is posted' },
	},
	{
		what: 'two settlement transactions edited before they are posted, so that all sums stay',
		tamper: (hand) => {
			hand.setRecord('111-1', { amount: 900, product: 900, net: 750 });
			hand.setRecord('111-3', { amount: 1100, product: 1100, net: 1100 });
		},
		dry: 'RECORD_CHANGED stops the run',
		open: 'RECORD_CHANGED',
		next: 'RECORD_CHANGED stops the run',
		isBefore: true,
		words: { books: 'nothing is posted' },
	},
	{
		what: 'a settlement transaction deleted before it is posted',
		tamper: (hand) => hand.delete(hand.record('111-1')),
		dry: '',
		open: 'RECORDS_INCOMPLETE RECORDS_INCOMPLETE',
		next: 'healed',
		isBefore: true,
		words: { next: 'adds it again and posts it', books: 'posted once' },
	},
	{
		what: 'a settlement transaction copied before it is posted',
		tamper: (hand) => hand.copy(hand.record('111-1')),
		dry: 'RECORDS_INCOMPLETE RECORDS_INCOMPLETE RECORD_COPIED',
		next: 'RECORDS_INCOMPLETE RECORDS_INCOMPLETE RECORD_COPIED',
		isBefore: true,
		words: { books: 'posted once' },
	},
];

/** The list on a consolidated payment, word by word. */
export function relist(hand: ByHand, change: (words: string[]) => string[]): void {
	const payment = hand.named('111-1', 'payment');
	const words = String(payment.fields.custbody_amzstl_transactions ?? '').split(' ');
	hand.put(payment, { custbody_amzstl_transactions: change(words).join(' ') || null });
}

const renamed = (words: string[], amounts: string[]) =>
	words.map((word, at) => `${word.split(':')[0]}:${amounts[at]}`);

/** The same settlement with one payment for all its orders. */
export const CONSOLIDATED_TAMPERINGS: Tampering[] = [
	{
		what: 'a consolidated payment copied, with its list',
		tamper: (hand) => hand.copy(hand.named('111-1', 'payment')),
		dry: 'DOCUMENT_UNEXPLAINED',
		next: 'DOCUMENT_UNEXPLAINED',
	},
	{
		what: 'a consolidated payment deleted',
		tamper: (hand) => hand.delete(hand.named('111-1', 'payment')),
		dry: 'DOCUMENT_MISSING DOCUMENT_MISSING DOCUMENT_MISSING DOCUMENT_MISSING',
		next: 'mended',
	},
	{
		what: 'the list of a consolidated payment emptied',
		tamper: (hand) => relist(hand, () => []),
		dry: 'LINK_CHANGED LINK_CHANGED LINK_CHANGED LINK_CHANGED',
		next: 'LINK_CHANGED LINK_CHANGED LINK_CHANGED LINK_CHANGED',
	},
	{
		what: 'the list of a consolidated payment edited with the same sum',
		tamper: (hand) =>
			relist(hand, (words) => {
				const amounts = words.map((word) => word.split(':')[1]);
				return renamed(words, [amounts[0], amounts[2], amounts[1], amounts[3]]);
			}),
		dry: 'ALLOCATION_CHANGED ALLOCATION_CHANGED',
		next: 'ALLOCATION_CHANGED ALLOCATION_CHANGED',
	},
	{
		what: 'an order taken off the list of a consolidated payment',
		tamper: (hand) => relist(hand, (words) => words.slice(0, -1)),
		dry: 'ALLOCATION_CHANGED ALLOCATION_CHANGED',
		next: 'ALLOCATION_CHANGED ALLOCATION_CHANGED',
	},
	{
		what: 'a consolidated payment taken off one of its invoices',
		tamper: (hand) => {
			const payment = hand.named('111-1', 'payment');
			const own = hand.invoice('Amazon.com_111-1').id;
			const apply = (payment.lines.apply ?? []).filter(({ doc }) => doc !== own);
			hand.put(payment, {}, { ...payment.lines, apply });
		},
		dry: 'PAYMENT_NOT_APPLIED PAYMENT_NOT_APPLIED',
		next: 'PAYMENT_NOT_APPLIED PAYMENT_NOT_APPLIED',
	},
	{
		what: "a consolidated payment's amount edited",
		tamper: (hand) => hand.put(hand.named('111-1', 'payment'), { payment: 4000 }),
		dry: 'DOCUMENT_CHANGED',
		next: 'DOCUMENT_CHANGED',
	},
	{
		what: 'a consolidated payment voided',
		tamper: (hand) => hand.void(hand.named('111-1', 'payment')),
		dry: 'DOCUMENT_VOIDED DOCUMENT_VOIDED DOCUMENT_VOIDED DOCUMENT_VOIDED EXTERNAL_ID_TAKEN EXTERNAL_ID_TAKEN EXTERNAL_ID_TAKEN EXTERNAL_ID_TAKEN',
		open: 'DOCUMENT_VOIDED DOCUMENT_VOIDED DOCUMENT_VOIDED DOCUMENT_VOIDED',
		next: 'DOCUMENT_VOIDED EXTERNAL_ID_TAKEN EXTERNAL_ID_TAKEN EXTERNAL_ID_TAKEN EXTERNAL_ID_TAKEN',
	},
	{
		what: 'a consolidated payment that waits for approval',
		tamper: (hand) => hand.put(hand.named('111-1', 'payment'), { approvalStatus: '1' }),
		dry: 'DOCUMENT_NOT_POSTING DOCUMENT_NOT_POSTING DOCUMENT_NOT_POSTING DOCUMENT_NOT_POSTING',
		next: 'DOCUMENT_NOT_POSTING DOCUMENT_NOT_POSTING DOCUMENT_NOT_POSTING DOCUMENT_NOT_POSTING',
	},
	{
		what: "a consolidated payment's settlement link emptied",
		tamper: (hand) => hand.put(hand.named('111-1', 'payment'), { [LINK.settlement]: null }),
		dry: 'LINK_CHANGED LINK_CHANGED LINK_CHANGED LINK_CHANGED',
		next: 'LINK_CHANGED LINK_CHANGED LINK_CHANGED LINK_CHANGED',
	},
	{
		what: 'a consolidated payment moved to another account',
		tamper: (hand) =>
			hand.put(hand.named('111-1', 'payment'), {
				account: hand.idOf('account', 'acctName', 'Undeposited Funds'),
			}),
		dry: 'DOCUMENT_CHANGED DOCUMENT_CHANGED DOCUMENT_CHANGED DOCUMENT_CHANGED',
		next: 'DOCUMENT_CHANGED DOCUMENT_CHANGED DOCUMENT_CHANGED DOCUMENT_CHANGED',
	},
	{
		what: 'a consolidated payment applied to a stranger instead of one of its invoices',
		tamper: (hand) => {
			const payment = hand.named('111-1', 'payment');
			const own = hand.invoice('Amazon.com_111-1').id;
			const other = hand.invoice('Amazon.com_999-1').id;
			const apply = (payment.lines.apply ?? []).map((line) =>
				line.doc === own ? { ...line, doc: other } : line,
			);
			hand.put(payment, {}, { ...payment.lines, apply });
		},
		dry: 'PAYMENT_NOT_APPLIED',
		next: 'PAYMENT_NOT_APPLIED',
	},
];

const CODES = (codes: string) =>
	codes === ''
		? 'nothing'
		: [...new Set(codes.split(' '))].join(', ').replace(/, stops, the, run/, ' stops the run');

const NEXT: Record<string, string> = {
	mended: 'put right, and says so',
	healed: 'takes the books as they are',
};

/** A row of the README's table. */
export function tableRow({ what, dry, open = dry, next, words = {} }: Tampering): string {
	const parts = next.includes('stops the run') ? [next] : next.split(' ');
	const isMended = parts.includes('mended');
	const others = parts.filter((part) => !(part in NEXT)).join(' ');
	const said = [
		...(others === '' ? [] : [CODES(others)]),
		...parts.filter((part) => part in NEXT).map((part) => words.next ?? NEXT[part]),
	];
	const alone = open === dry ? '' : `; the open ones alone: ${CODES(open)}`;
	const books = words.books ?? (isMended ? 'posted anew, or named again' : 'as they were left');
	return `| ${what[0].toUpperCase()}${what.slice(1)} | ${words.dry ?? CODES(dry)}${alone} | ${said.join('; ')} | ${books} |`;
}
