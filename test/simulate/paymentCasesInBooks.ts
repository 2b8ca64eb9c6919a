// Payment cases in which the books hold more than an open invoice: voided documents, payments of earlier runs
// and by hand, other accounts and subsidiaries, keys of their own. Part of the README's table (paymentCases.ts).
import { NO_SETTINGS } from '../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { Sandbox } from '../../sandbox/sandbox';
import { bill, invoiceOf, salesOrder } from '../support/madeBooks';
import { order } from '../support/madeSettlement';
import { idNamed } from '../support/settle';
import * as since from './meanwhile';
import type { PaymentCase } from './paymentCases';
import type { Story } from './story';

const A = 'Amazon.com_111-1';
const B = 'Amazon.com_111-2';
const onA = { '111-1': [A] };

const one: Story = {
	books: { invoices: [invoiceOf('111-1', 1000)] },
	events: [order('111-1', 1000)],
	invoices: onA,
};

const VOIDED: PaymentCase[] = [
	{
		title: 'The invoice is voided',
		story: { ...one, books: { invoices: [invoiceOf('111-1', 1000, { voided: true })] } },
		after: ['invoice voided'],
		status: ['INVOICE_NOT_FOUND'],
	},
	{
		title: 'The invoice is voided, and another one took its place',
		story: {
			books: {
				invoices: [
					bill(1000, { externalId: 'old', poNumber: '111-1', voided: true }),
					bill(1000, { externalId: 'new', poNumber: '111-1' }),
				],
			},
			events: [order('111-1', 1000)],
			invoices: { '111-1': ['new'] },
		},
		after: ['payment 10.00', 'invoice voided', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'The invoice is voided, and the order not billed again: waits',
		story: {
			books: {
				salesOrders: [salesOrder([1000], 'Pending Billing', { externalId: A })],
				invoices: [
					bill(1000, { externalId: 'old', createdFrom: A, item: 'Widget 0', voided: true }),
				],
			},
			events: [order('111-1', 1000)],
			invoices: {},
		},
		after: ['invoice voided'],
		status: ['ORDER_NOT_BILLED'],
	},
	{
		title: 'The payment is there from a run that broke off: taken, not made again',
		story: one,
		meanwhile: [since.BROKEN_RUN],
		after: ['payment 10.00', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'That payment is voided: it does not count, and keeps its external ID from a second one',
		story: one,
		meanwhile: [since.BROKEN_RUN, since.VOIDED],
		after: ['payment voided', 'invoice 10.00 open'],
		status: ['EXTERNAL_ID_TAKEN'],
	},
	{
		title: 'That payment is voided, and its external ID changed: paid anew',
		story: one,
		meanwhile: [since.BROKEN_RUN, since.VOIDED, since.RENAMED],
		after: ['payment voided', 'payment 10.00', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'Applied, then the payment is voided, and the settlement given again: no longer Applied',
		story: one,
		meanwhile: [since.SAME_RUN, since.VOIDED],
		after: ['payment voided', 'invoice 10.00 open'],
		status: ['EXTERNAL_ID_TAKEN'],
	},
	{
		title: 'The same, and its external ID changed: paid anew',
		story: one,
		meanwhile: [since.SAME_RUN, since.VOIDED, since.RENAMED],
		after: ['payment voided', 'payment 10.00', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'A payment by hand that was taken for the order is voided: paid by a payment of ours',
		story: one,
		meanwhile: [
			since.paidByHand('paid 10.00 by hand, linked', A, since.linksTo('111-1')),
			since.SAME_RUN,
			since.VOIDED,
		],
		after: ['payment voided', 'payment 10.00', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'The cash sale that settled the order is voided: unpaid again',
		story: {
			books: { cashSales: [invoiceOf('111-1', 1000)] },
			events: [order('111-1', 1000)],
			invoices: {},
		},
		meanwhile: [since.SAME_RUN, since.CASH_SALE_VOIDED],
		after: ['cash sale voided'],
		status: ['INVOICE_NOT_FOUND'],
	},
];

const AGAIN: PaymentCase[] = [
	{
		title: 'The same settlement twice',
		story: one,
		meanwhile: [since.SAME_RUN],
		after: ['payment 10.00', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'Two settlements pay the shipments of one order',
		story: {
			books: { invoices: [invoiceOf('111-1', 5000)] },
			events: [order('111-1', 2000, { shipmentId: 'S2' })],
			invoices: onA,
			openBefore: { [A]: 2000 },
		},
		meanwhile: [
			since.earlierSettlement('an earlier settlement sent 30.00', [
				order('111-1', 3000, { shipmentId: 'S1' }),
			]),
		],
		after: ['payment 30.00', 'payment 20.00', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'Two settlements send more than the invoice',
		story: {
			books: { invoices: [invoiceOf('111-1', 5000)] },
			events: [order('111-1', 2500, { shipmentId: 'S2' })],
			invoices: onA,
			openBefore: { [A]: 2000 },
		},
		meanwhile: [
			since.earlierSettlement('an earlier settlement sent 30.00', [
				order('111-1', 3000, { shipmentId: 'S1' }),
			]),
		],
		after: ['payment 30.00', 'payment 25.00, 20.00 of it applied', 'invoice paid'],
		status: ['Partially Applied'],
	},
];

const BY_HAND: PaymentCase[] = [
	{
		title: 'Paid by hand: the message names the payment',
		story: { ...one, openBefore: { [A]: 0 } },
		meanwhile: [since.paidByHand('paid 10.00 by hand', A)],
		after: ['payment 10.00', 'invoice paid'],
		status: ['INVOICE_ALREADY_PAID'],
	},
	{
		title: 'Paid by hand, and the link fields of the payment name the transaction: taken',
		story: one,
		meanwhile: [since.paidByHand('paid 10.00 by hand, linked', A, since.linksTo('111-1'))],
		after: ['payment 10.00', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'Paid by hand, exactly, and the memo of the payment names the order: taken',
		story: one,
		meanwhile: [since.paidByHand('paid 10.00 by hand for 111-1', A, since.says('Amazon 111-1'))],
		after: ['payment 10.00', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'The same, but Amazon sends another amount: not taken',
		story: { ...one, events: [order('111-1', 999)], openBefore: { [A]: 0 } },
		meanwhile: [since.paidByHand('paid 10.00 by hand for 111-1', A, since.says('Amazon 111-1'))],
		after: ['payment 10.00', 'invoice paid'],
		status: ['INVOICE_ALREADY_PAID'],
	},
	{
		title: 'The memo names another order, whose id begins alike: not taken',
		story: { ...one, openBefore: { [A]: 0 } },
		meanwhile: [since.paidByHand('paid 10.00 by hand for 111-12', A, since.says('Amazon 111-12'))],
		after: ['payment 10.00', 'invoice paid'],
		status: ['INVOICE_ALREADY_PAID'],
	},
	{
		title: 'Two shipments that one payment by hand could be for: left to a person',
		story: {
			...one,
			openBefore: { [A]: 0 },
			events: [
				order('111-1', 1000, { shipmentId: 'S1' }),
				order('111-1', 1000, { shipmentId: 'S2' }),
			],
		},
		meanwhile: [since.paidByHand('paid 10.00 by hand for 111-1', A, since.says('Amazon 111-1'))],
		after: ['payment 10.00', 'invoice paid'],
		status: ['INVOICE_ALREADY_PAID', 'INVOICE_ALREADY_PAID'],
	},
	{
		title: 'Paid in full by the payment of another transaction: not taken',
		story: { ...one, openBefore: { [A]: 0 } },
		meanwhile: [
			since.earlierSettlement('an earlier settlement sent 10.00', [
				order('111-1', 1000, { shipmentId: 'S0' }),
			]),
		],
		after: ['payment 10.00', 'invoice paid'],
		status: ['INVOICE_ALREADY_PAID'],
	},
];

const ofUk = (sandbox: Sandbox) =>
	sandbox.books.records('subsidiary').find(({ name }) => name === 'Seller UK')?.id ?? '';
const ELSEWHERE: Story = {
	books: {
		subsidiaries: ['Seller US', 'Seller UK'],
		invoices: [invoiceOf('111-1', 1000, { subsidiary: 'Seller UK' })],
	},
	events: [order('111-1', 1000)],
	invoices: {},
};

/** Queries do not show where an invoice stands. */
const PLACES_HIDDEN = {
	absentColumns: ['transactionline.expenseaccount', 'transactionline.subsidiary'],
};

const ELSEWHERE_CASES: PaymentCase[] = [
	{
		title:
			'Another subsidiary than that of its customer, in an account that does not show it; the next order is not held up',
		story: {
			...ELSEWHERE,
			books: {
				subsidiaries: ['Seller US', 'Seller UK'],
				preferences: PLACES_HIDDEN,
				invoices: [
					invoiceOf('111-1', 1000, { subsidiary: 'Seller UK' }),
					invoiceOf('111-2', 1000, { subsidiary: 'Seller US' }),
				],
			},
			events: [order('111-1', 1000), order('111-2', 1000)],
			invoices: { '111-2': [B] },
		},
		after: ['payment 10.00', 'invoice 10.00 open', 'invoice paid'],
		status: ['INVOICE_NOT_APPLICABLE', 'Applied'],
	},
	{
		title: 'Another subsidiary than that of its customer: the payment takes that of the invoice',
		story: { ...ELSEWHERE, invoices: onA },
		after: ['payment 10.00', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'Another subsidiary than that of its customer, in an account that does not show it',
		rules: 'Marketplaces: Seller UK for Amazon.com',
		story: {
			...ELSEWHERE,
			books: { ...ELSEWHERE.books, preferences: PLACES_HIDDEN },
			invoices: onA,
		},
		settings: (sandbox) => ({
			marketplaces: [
				{
					...NO_SETTINGS,
					marketplaceName: 'Amazon.com',
					segments: { subsidiary: { id: ofUk(sandbox) } },
				},
			],
		}),
		after: ['payment 10.00', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title:
			'Another A/R account than the usual one, in an account that does not show it; the next order is not held up',
		story: {
			books: {
				preferences: PLACES_HIDDEN,
				invoices: [
					invoiceOf('111-1', 1000, { account: 'Other Receivables' }),
					invoiceOf('111-2', 1000),
				],
			},
			events: [order('111-1', 1000), order('111-2', 1000)],
			invoices: { '111-2': [B] },
		},
		after: ['payment 10.00', 'invoice 10.00 open', 'invoice paid'],
		status: ['INVOICE_NOT_APPLICABLE', 'Applied'],
	},
	{
		title: 'Another A/R account than the usual one: the payment takes that of the invoice',
		story: {
			...one,
			books: { invoices: [invoiceOf('111-1', 1000, { account: 'Other Receivables' })] },
		},
		after: ['payment 10.00', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'Another A/R account than the usual one, in an account that does not show it',
		rules: 'A/R Account: Other Receivables',
		story: {
			...one,
			books: {
				preferences: PLACES_HIDDEN,
				invoices: [invoiceOf('111-1', 1000, { account: 'Other Receivables' })],
			},
		},
		settings: (sandbox) => ({
			marketplaces: [
				{
					...NO_SETTINGS,
					marketplaceName: 'Amazon.com',
					receivableAccountId: idNamed(sandbox, 'account', 'Other Receivables'),
				},
			],
		}),
		after: ['payment 10.00', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'Only an invoice of another customer than the marketplace has',
		rules: 'Marketplaces: Amazon US for Amazon.com',
		story: {
			books: {
				customers: [{ id: 'Amazon US', currency: 'USD' }],
				invoices: [invoiceOf('111-1', 1000, { customer: 'Amazon CA' })],
			},
			events: [order('111-1', 1000)],
			invoices: {},
		},
		settings: (sandbox) => ({
			marketplaces: [
				{
					...NO_SETTINGS,
					marketplaceName: 'Amazon.com',
					customerId: idNamed(sandbox, 'customer', 'Amazon US'),
				},
			],
		}),
		after: ['invoice 10.00 open'],
		status: ['INVOICE_NOT_FOUND'],
	},
	{
		title: 'A non-Amazon order, found by its own key',
		rules: 'Invoice Keys: PO number WEB{merchantOrderId} for non-Amazon orders',
		story: {
			books: { invoices: [bill(2000, { externalId: 'shop', poNumber: 'WEB8' })] },
			events: [order('S01-2', 2000, { merchantOrderId: '8', marketplaceName: 'Non-Amazon US' })],
			invoices: { 'S01-2': ['shop'] },
		},
		settings: () => ({
			keys: [
				{ column: 'externalid', template: '{marketplace}_{orderId}', orders: 'amazon' },
				{ column: 'otherrefnum', template: 'WEB{merchantOrderId}', orders: 'nonAmazon' },
			],
		}),
		after: ['payment 20.00', 'invoice paid'],
		status: ['Applied'],
	},
];

export const IN_BOOKS: PaymentCase[] = [...VOIDED, ...AGAIN, ...BY_HAND, ...ELSEWHERE_CASES];
