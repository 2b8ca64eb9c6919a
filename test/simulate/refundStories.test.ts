// Stories of refunds: books before, what went back to buyers, and the status or error code that each gets.
// What must stand in the books afterwards is said by the auditor.
import { invoiceOf } from '../support/madeBooks';
import { keyOf, order, refund } from '../support/madeSettlement';
import { tellStories } from './tellStories';

const A = 'Amazon.com_111-1';
const B = 'Amazon.com_111-2';

tellStories([
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
]);
