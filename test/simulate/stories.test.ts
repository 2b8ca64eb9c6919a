// Stories of payments and refunds: books before, what Amazon sent, and what must stand in the books
// afterwards, said by the auditor and by the statuses an accountant sees.
import { bill, invoiceOf, salesOrder } from '../support/madeBooks';
import { keyOf, madeSettlement, order, refund } from '../support/madeSettlement';
import { settle } from '../support/settle';
import type { Story } from './story';
import { auditStory, withSandbox } from './story';

/** Statuses, or error codes of what is Unapplied, in the order of the events. */
type Told = [title: string, story: Story, outcome: string[]];

const A = 'Amazon.com_111-1';
const B = 'Amazon.com_111-2';

const payments: Told[] = [
	[
		"exact (Celigo's first example)",
		{
			books: { invoices: [invoiceOf('111-1', 3574)] },
			events: [order('111-1', 3574)],
			invoices: { '111-1': [A] },
		},
		['Applied'],
	],
	[
		'short: the invoice keeps a rest',
		{
			books: { invoices: [invoiceOf('111-1', 5000)] },
			events: [order('111-1', 4999)],
			invoices: { '111-1': [A] },
		},
		['Applied'],
	],
	[
		"over, the rest stays on the payment (Celigo's second example)",
		{
			books: { invoices: [invoiceOf('111-1', 43080)] },
			events: [order('111-1', 46104)],
			invoices: { '111-1': [A] },
		},
		['Partially Applied'],
	],
	[
		'over, only what is open is booked',
		{
			books: { invoices: [invoiceOf('111-1', 43080)] },
			events: [order('111-1', 46104)],
			invoices: { '111-1': [A] },
			overpayment: 'cap',
		},
		['Partially Applied'],
	],
	[
		'no invoice, and another order that is not held up by it',
		{
			books: { invoices: [invoiceOf('111-2', 100)] },
			events: [order('111-1', 100), order('111-2', 100)],
			invoices: { '111-2': [B] },
		},
		['INVOICE_NOT_FOUND', 'Applied'],
	],
	[
		'a sales order that is not billed',
		{
			books: { salesOrders: [salesOrder([100], 'Pending Billing', { poNumber: '111-1' })] },
			events: [order('111-1', 100)],
			invoices: {},
		},
		['ORDER_NOT_BILLED'],
	],
	[
		'paid before, wholly and in part',
		{
			books: {
				invoices: [
					invoiceOf('111-1', 1000, { paid: 1000 }),
					invoiceOf('111-2', 1000, { paid: 400 }),
				],
			},
			events: [order('111-1', 1000), order('111-2', 1000)],
			invoices: { '111-1': [A], '111-2': [B] },
		},
		['INVOICE_ALREADY_PAID', 'Partially Applied'],
	],
	[
		'MFN: the invoice through its sales order',
		{
			books: {
				salesOrders: [
					salesOrder([700], 'Billed', { externalId: 'Amazon.com_111-1', poNumber: '111-1' }),
				],
				invoices: [
					bill(700, { externalId: 'INV-7', createdFrom: 'Amazon.com_111-1', item: 'Widget 0' }),
				],
			},
			events: [order('111-1', 700, { fulfillment: 'MFN' })],
			invoices: { '111-1': ['INV-7'] },
		},
		['Applied'],
	],
	[
		'by PO number only, whatever the case',
		{
			books: { invoices: [bill(700, { externalId: 'other', poNumber: 'abc-1' })] },
			events: [order('ABC-1', 700)],
			invoices: { 'ABC-1': ['other'] },
		},
		['Applied'],
	],
	[
		'two shipments of one order on one invoice',
		{
			books: { invoices: [invoiceOf('111-1', 5000)] },
			events: [
				order('111-1', 3000, { shipmentId: 'S1' }),
				order('111-1', 2000, { shipmentId: 'S2' }),
			],
			invoices: { '111-1': [A] },
		},
		['Applied', 'Applied'],
	],
	[
		'two shipments of one order, each on its own invoice',
		{
			books: {
				salesOrders: [salesOrder([3000, 2000], 'Billed', { externalId: 'Amazon.com_111-1' })],
				invoices: [
					bill(3000, { externalId: 'I1', createdFrom: 'Amazon.com_111-1', item: 'Widget 0' }),
					bill(2000, { externalId: 'I2', createdFrom: 'Amazon.com_111-1', item: 'Widget 1' }),
				],
			},
			events: [
				order('111-1', 2000, { shipmentId: 'S2' }),
				order('111-1', 3000, { shipmentId: 'S1' }),
			],
			invoices: { '111-1': ['I1', 'I2'] },
		},
		['Applied', 'Applied'],
	],
	[
		'one payment over the split invoices of an order',
		{
			books: {
				salesOrders: [salesOrder([3000, 2000], 'Billed', { externalId: 'Amazon.com_111-1' })],
				invoices: [
					bill(3000, { externalId: 'I1', createdFrom: 'Amazon.com_111-1', item: 'Widget 0' }),
					bill(2000, { externalId: 'I2', createdFrom: 'Amazon.com_111-1', item: 'Widget 1' }),
				],
			},
			events: [order('111-1', 4500)],
			invoices: { '111-1': ['I1', 'I2'] },
		},
		['Applied'],
	],
	[
		'billed as a cash sale',
		{
			books: { cashSales: [invoiceOf('111-1', 100)] },
			events: [order('111-1', 100)],
			invoices: {},
		},
		['CASH_SALE_FOUND'],
	],
	[
		'a closed period takes nothing',
		{
			books: { invoices: [invoiceOf('111-1', 100)], closedPeriods: ['2026-10'] },
			events: [order('111-1', 100)],
			invoices: { [keyOf(order('111-1', 100))]: [] },
		},
		['PERIOD_CLOSED'],
	],
	[
		'another currency',
		{
			books: { invoices: [invoiceOf('111-1', 100, { currency: 'CAD', customer: 'Amazon CA' })] },
			events: [order('111-1', 100)],
			invoices: {},
		},
		['CURRENCY_MISMATCH'],
	],
	[
		'an order that brings nothing, and one that Amazon took money for',
		{
			books: { invoices: [invoiceOf('111-2', 100)] },
			events: [order('111-1', 0, { fees: -50 }), order('111-2', -30)],
			invoices: {},
		},
		['Applied', 'AMOUNT_HAS_WRONG_SIGN'],
	],
];

const refunds: Told[] = [
	[
		'two refunds of one order',
		{
			books: { invoices: [invoiceOf('111-1', 3000)] },
			events: [order('111-1', 3000), refund('111-1', 1000, 'a'), refund('111-1', 2000, 'b')],
			invoices: { '111-1': [A] },
		},
		['Applied', 'Applied', 'Applied'],
	],
	[
		'a refund of an order paid long ago, and a chargeback',
		{
			books: {
				invoices: [invoiceOf('111-1', 3000, { paid: 3000 }), invoiceOf('111-2', 500)],
			},
			events: [
				refund('111-1', 999, 'a'),
				refund('111-2', 500, 'b', { transactionType: 'Chargeback Refund' }),
			],
			invoices: { '111-1': [A], '111-2': [B] },
		},
		['Applied', 'Applied'],
	],
	[
		'together more than was invoiced',
		{
			books: { invoices: [invoiceOf('111-1', 3000)] },
			events: [refund('111-1', 2000, 'a'), refund('111-1', 1001, 'b')],
			invoices: { [keyOf(refund('111-1', 2000, 'a'))]: [A] },
		},
		['Applied', 'REFUND_EXCEEDS_INVOICE'],
	],
	[
		'without an invoice, of nothing, and the wrong way round',
		{
			books: { invoices: [invoiceOf('111-2', 3000)] },
			events: [refund('111-1', 100, 'a'), refund('111-2', 0, 'b'), refund('111-2', -5, 'c')],
			invoices: {},
		},
		['INVOICE_NOT_FOUND', 'Applied', 'AMOUNT_HAS_WRONG_SIGN'],
	],
	[
		'a closed period, another currency',
		{
			books: {
				closedPeriods: ['2026-10'],
				invoices: [
					invoiceOf('111-1', 100),
					invoiceOf('111-2', 100, { currency: 'CAD', customer: 'Amazon CA' }),
				],
			},
			events: [refund('111-1', 100, 'a'), refund('111-2', 100, 'b')],
			invoices: {},
		},
		['PERIOD_CLOSED', 'CURRENCY_MISMATCH'],
	],
];

describe.each([
	['payments', payments],
	['refunds', refunds],
])('%s', (_, stories) => {
	test.each(stories)('%s', async (_title, story, outcome) => {
		await withSandbox(story.books, async (sandbox) => {
			const items = madeSettlement(story.events);
			const { posted } = await settle(sandbox, items, {
				overpayment: story.overpayment ?? 'leave',
			});
			const told = items.map(({ transactionKey }) => {
				const result = posted.get(transactionKey);
				return result?.errorCode || result?.status;
			});
			expect(told).toEqual(outcome);
			expect(auditStory(sandbox, story)).toEqual([]);
		});
	});
});
