// Stories of payments: books before, what Amazon sent for orders, and the status or error code that each
// gets. What must stand in the books afterwards is said by the auditor.
import { bill, invoiceOf, salesOrder } from '../support/madeBooks';
import { keyOf, order } from '../support/madeSettlement';
import { tellStories } from './tellStories';

const A = 'Amazon.com_111-1';
const B = 'Amazon.com_111-2';

tellStories([
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
		'yen, which have no decimals',
		{
			books: {
				invoices: [invoiceOf('111-1', 4980, { currency: 'JPY', customer: 'JP', digits: 0 })],
			},
			events: [order('111-1', 5000)],
			invoices: { '111-1': [A] },
			digits: 0,
			currency: 'JPY',
		},
		['Partially Applied'],
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
]);
