// The payment cases that the README shows: books before, what Amazon sends, books after, status. Every row is
// run through the flows and audited (paymentCases.test.ts), and the README's table is compared with it.
import type { Sandbox } from '../../sandbox/sandbox';
import { bill, invoiceOf, salesOrder } from '../support/madeBooks';
import { keyOf, order } from '../support/madeSettlement';
import type { Settings } from '../support/settle';
import type { Meanwhile } from './meanwhile';
import { IN_BOOKS } from './paymentCasesInBooks';
import type { Story } from './story';

export interface PaymentCase {
	/** One line for an accountant. */
	title: string;
	story: Story;
	/** What happened since the books before, in this order. */
	meanwhile?: Meanwhile[];
	/** Settings that only the books can name. */
	settings?: (sandbox: Sandbox) => Partial<Settings>;
	/** Node settings that differ from the defaults, as the editor calls them. */
	rules?: string;
	/** The documents afterwards, in the words of caseWords.ts, written by hand. */
	after: string[];
	/** Statuses, or error codes of what is Unapplied, in the order of the events. */
	status: string[];
}

const A = 'Amazon.com_111-1';
const B = 'Amazon.com_111-2';
const onA = { '111-1': [A] };

const split = (totals: number[], poNumber?: string) => ({
	salesOrders: [salesOrder(totals, 'Billed', { externalId: 'Amazon.com_111-1', poNumber })],
	invoices: totals.map((total, at) =>
		bill(total, {
			externalId: `I${at + 1}`,
			createdFrom: 'Amazon.com_111-1',
			item: `Widget ${at}`,
		}),
	),
});
const onSplit = { '111-1': ['I1', 'I2'] };

const EXACT_AND_OVER: PaymentCase[] = [
	{
		title: "Exact (Celigo's first example)",
		story: {
			books: { invoices: [invoiceOf('111-1', 3574)] },
			events: [order('111-1', 3574)],
			invoices: onA,
		},
		after: ['payment 35.74', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'Short: the invoice keeps a rest',
		story: {
			books: { invoices: [invoiceOf('111-1', 5000)] },
			events: [order('111-1', 4999)],
			invoices: onA,
		},
		after: ['payment 49.99', 'invoice 0.01 open'],
		status: ['Applied'],
	},
	{
		title: "Over: the rest stays on the payment (Celigo's second example)",
		story: {
			books: { invoices: [invoiceOf('111-1', 43080)] },
			events: [order('111-1', 46104)],
			invoices: onA,
		},
		after: ['payment 461.04, 430.80 of it applied', 'invoice paid'],
		status: ['Partially Applied'],
	},
	{
		title: 'Over: only what is open is booked',
		rules: 'Pay Only the Open Amount',
		story: {
			books: { invoices: [invoiceOf('111-1', 43080)] },
			events: [order('111-1', 46104)],
			invoices: onA,
			overpayment: 'cap',
		},
		after: ['payment 430.80', 'invoice paid'],
		status: ['Partially Applied'],
	},
	{
		title: 'Over, beyond the tolerance',
		rules: 'Reject if Above Tolerance of 0.50',
		story: {
			books: { invoices: [invoiceOf('111-1', 1000)] },
			events: [order('111-1', 1051)],
			invoices: onA,
			overpayment: 'refuse',
			tolerance: 50,
		},
		after: ['invoice 10.00 open'],
		status: ['AMOUNT_EXCEEDS_INVOICE'],
	},
	{
		title: 'Over, within the tolerance',
		rules: 'Reject if Above Tolerance of 0.50',
		story: {
			books: { invoices: [invoiceOf('111-1', 1000)] },
			events: [order('111-1', 1050)],
			invoices: onA,
			overpayment: 'refuse',
			tolerance: 50,
		},
		after: ['payment 10.50, 10.00 of it applied', 'invoice paid'],
		status: ['Partially Applied'],
	},
	{
		title: 'Yen, which have no decimals',
		story: {
			books: {
				invoices: [invoiceOf('111-1', 4980, { currency: 'JPY', customer: 'JP', digits: 0 })],
			},
			events: [order('111-1', 5000)],
			invoices: onA,
			digits: 0,
			currency: 'JPY',
		},
		after: ['payment 5000, 4980 of it applied', 'invoice paid'],
		status: ['Partially Applied'],
	},
];

const SEVERAL: PaymentCase[] = [
	{
		title: 'Two shipments of one order on one invoice',
		story: {
			books: { invoices: [invoiceOf('111-1', 5000)] },
			events: [
				order('111-1', 3000, { shipmentId: 'S1' }),
				order('111-1', 2000, { shipmentId: 'S2' }),
			],
			invoices: onA,
		},
		after: ['payment 30.00', 'payment 20.00', 'invoice paid'],
		status: ['Applied', 'Applied'],
	},
	{
		title:
			'Two shipments send more than their invoice: the earlier one, then the lower ID, comes first',
		story: {
			books: { invoices: [invoiceOf('111-1', 5000)] },
			events: [
				order('111-1', 2500, { shipmentId: 'S2' }),
				order('111-1', 3000, { shipmentId: 'S1' }),
			],
			invoices: onA,
		},
		after: ['payment 30.00', 'payment 25.00, 20.00 of it applied', 'invoice paid'],
		status: ['Partially Applied', 'Applied'],
	},
	{
		title: 'Two shipments, each on its own invoice: the amounts tell which',
		story: {
			books: split([3000, 2000]),
			events: [
				order('111-1', 2000, { shipmentId: 'S2' }),
				order('111-1', 3000, { shipmentId: 'S1' }),
			],
			invoices: onSplit,
		},
		after: ['payment 30.00', 'payment 20.00', 'invoice paid', 'invoice paid'],
		status: ['Applied', 'Applied'],
	},
	{
		title: 'One amount over the split invoices of an order: one payment, oldest invoice first',
		story: {
			books: split([3000, 2000]),
			events: [order('111-1', 4500)],
			invoices: onSplit,
		},
		after: ['payment 45.00', 'invoice paid', 'invoice 5.00 open'],
		status: ['Applied'],
	},
	{
		title: 'MFN: the invoice through its sales order',
		story: {
			books: {
				salesOrders: [salesOrder([700], 'Billed', { externalId: A, poNumber: '111-1' })],
				invoices: [bill(700, { externalId: 'INV-7', createdFrom: A, item: 'Widget 0' })],
			},
			events: [order('111-1', 700, { fulfillment: 'MFN' })],
			invoices: { '111-1': ['INV-7'] },
		},
		after: ['payment 7.00', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'Found by its PO number, whatever the case',
		story: {
			books: { invoices: [bill(700, { externalId: 'other', poNumber: 'abc-1' })] },
			events: [order('ABC-1', 700)],
			invoices: { 'ABC-1': ['other'] },
		},
		after: ['payment 7.00', 'invoice paid'],
		status: ['Applied'],
	},
];

const BEFORE: PaymentCase[] = [
	{
		title: 'Paid in full before',
		story: {
			books: { invoices: [invoiceOf('111-1', 1000, { paid: 1000 })] },
			events: [order('111-1', 1000)],
			invoices: onA,
		},
		after: ['invoice paid'],
		status: ['INVOICE_ALREADY_PAID'],
	},
	{
		title: 'Partly paid before, and Amazon sends all',
		story: {
			books: { invoices: [invoiceOf('111-1', 1000, { paid: 400 })] },
			events: [order('111-1', 1000)],
			invoices: onA,
		},
		after: ['payment 10.00, 6.00 of it applied', 'invoice paid'],
		status: ['Partially Applied'],
	},
	{
		title: 'Partly paid before, and Amazon sends what is open',
		story: {
			books: { invoices: [invoiceOf('111-1', 1000, { paid: 400 })] },
			events: [order('111-1', 600)],
			invoices: onA,
		},
		after: ['payment 6.00', 'invoice paid'],
		status: ['Applied'],
	},
];

const cashSale = (total: number, facts: Parameters<typeof invoiceOf>[2] = {}) => ({
	books: { cashSales: [invoiceOf('111-1', total, facts)] },
	invoices: {},
	cashSales: { '111-1': [A] },
});

const CASH_SALES: PaymentCase[] = [
	{
		title: 'Billed as a cash sale of the same amount: reconciled, not paid again',
		story: { ...cashSale(100), events: [order('111-1', 100)] },
		after: ['cash sale 1.00, reconciled'],
		status: ['Applied'],
	},
	{
		title: 'Billed as a cash sale of another amount',
		story: { ...cashSale(101), events: [order('111-1', 100)] },
		after: ['cash sale 1.01'],
		status: ['CASH_SALE_FOUND'],
	},
	{
		title: 'Billed as a cash sale in another currency',
		story: {
			...cashSale(100, { currency: 'CAD', customer: 'Amazon CA' }),
			events: [order('111-1', 100)],
		},
		after: ['cash sale 1.00 CAD'],
		status: ['CASH_SALE_FOUND'],
	},
	{
		title: 'One cash sale settles one transaction',
		story: {
			...cashSale(100),
			events: [
				order('111-1', 100, { shipmentId: 'S1' }),
				order('111-1', 100, { shipmentId: 'S2' }),
			],
		},
		after: ['cash sale 1.00, reconciled'],
		status: ['Applied', 'CASH_SALE_FOUND'],
	},
	{
		title: 'Two shipments, each billed as its own cash sale',
		story: {
			books: {
				salesOrders: [salesOrder([300, 200], 'Billed', { externalId: A })],
				cashSales: [300, 200].map((total, at) =>
					bill(total, { externalId: `C${at + 1}`, createdFrom: A, item: `Widget ${at}` }),
				),
			},
			events: [
				order('111-1', 200, { shipmentId: 'S2' }),
				order('111-1', 300, { shipmentId: 'S1' }),
			],
			invoices: {},
			cashSales: { '111-1': ['C1', 'C2'] },
		},
		after: ['cash sale 3.00, reconciled', 'cash sale 2.00, reconciled'],
		status: ['Applied', 'Applied'],
	},
];

const writeOffOf = (amounts: number[]): Story => ({
	books: { invoices: [invoiceOf('111-1', 5000)] },
	events: amounts.map((amount, at) => order('111-1', amount, { shipmentId: `S${at + 1}` })),
	invoices: onA,
	writeOff: 5,
});
const WRITES_OFF = 'Write Off up to a Tolerance of 0.05';

const WRITE_OFFS: PaymentCase[] = [
	{
		title: 'Short, within the tolerance: a credit memo closes the rest',
		rules: WRITES_OFF,
		story: writeOffOf([4995]),
		after: ['payment 49.95', 'credit memo 0.05', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'Short, beyond the tolerance',
		rules: WRITES_OFF,
		story: writeOffOf([4994]),
		after: ['payment 49.94', 'invoice 0.06 open'],
		status: ['Applied'],
	},
	{
		title: 'Two shipments: what the last one leaves open is written off',
		rules: WRITES_OFF,
		story: writeOffOf([3000, 1998]),
		after: ['payment 30.00', 'payment 19.98', 'credit memo 0.02', 'invoice paid'],
		status: ['Applied', 'Applied'],
	},
	{
		title: 'Short, but another transaction of the order waits: the rest stays open',
		rules: WRITES_OFF,
		story: {
			...writeOffOf([4998, -1]),
			invoices: { [keyOf(order('111-1', 4998, { shipmentId: 'S1' }))]: [A] },
		},
		after: ['payment 49.98', 'invoice 0.02 open'],
		status: ['Applied', 'AMOUNT_HAS_WRONG_SIGN'],
	},
];

const NOTHING_TO_PAY: PaymentCase[] = [
	{
		title: 'No invoice; the next order is not held up by it',
		story: {
			books: { invoices: [invoiceOf('111-2', 100)] },
			events: [order('111-1', 100), order('111-2', 100)],
			invoices: { '111-2': [B] },
		},
		after: ['payment 1.00', 'invoice paid'],
		status: ['INVOICE_NOT_FOUND', 'Applied'],
	},
	{
		title: 'Not billed yet: waits, the next run takes it again',
		story: {
			books: { salesOrders: [salesOrder([100], 'Pending Billing', { poNumber: '111-1' })] },
			events: [order('111-1', 100)],
			invoices: {},
		},
		after: [],
		status: ['ORDER_NOT_BILLED'],
	},
	{
		title: 'Two invoices carry the key',
		story: {
			books: {
				invoices: ['X1', 'X2'].map((externalId) => bill(700, { externalId, poNumber: '111-1' })),
			},
			events: [order('111-1', 700)],
			invoices: {},
		},
		after: ['invoice 7.00 open', 'invoice 7.00 open'],
		status: ['INVOICE_AMBIGUOUS'],
	},
	{
		title: 'Another currency',
		story: {
			books: { invoices: [invoiceOf('111-1', 100, { currency: 'CAD', customer: 'Amazon CA' })] },
			events: [order('111-1', 100)],
			invoices: {},
		},
		after: ['invoice 1.00 CAD open'],
		status: ['CURRENCY_MISMATCH'],
	},
	{
		title: 'A closed period takes nothing',
		story: {
			books: { invoices: [invoiceOf('111-1', 100)], closedPeriods: ['2026-10'] },
			events: [order('111-1', 100)],
			invoices: {},
		},
		after: ['invoice 1.00 open'],
		status: ['PERIOD_CLOSED'],
	},
	{
		title: 'A closed period',
		rules: 'date on the first open day after',
		story: {
			books: { invoices: [invoiceOf('111-1', 100)], closedPeriods: ['2026-10'] },
			events: [order('111-1', 100)],
			invoices: onA,
			periodPolicy: 'firstOpen',
		},
		after: ['payment 1.00', 'invoice paid'],
		status: ['Applied'],
	},
	{
		title: 'An order that brings nothing (multi-channel orders carry fees only)',
		story: {
			books: { invoices: [] },
			events: [order('111-1', 0, { fees: -50 })],
			invoices: {},
		},
		after: [],
		status: ['Applied'],
	},
	{
		title: 'An order that Amazon took money for',
		story: {
			books: { invoices: [invoiceOf('111-1', 100)] },
			events: [order('111-1', -30)],
			invoices: {},
		},
		after: ['invoice 1.00 open'],
		status: ['AMOUNT_HAS_WRONG_SIGN'],
	},
];

const PER_CUSTOMER: PaymentCase[] = [
	{
		title: 'Exact, short and over in one payment',
		rules: 'Per Customer',
		story: {
			books: {
				invoices: [invoiceOf('111-1', 1000), invoiceOf('111-2', 1000), invoiceOf('111-3', 43080)],
			},
			events: [order('111-1', 1000), order('111-2', 900), order('111-3', 46104)],
			invoices: { ...onA, '111-2': [B], '111-3': ['Amazon.com_111-3'] },
			invoicesPerPayment: 200,
		},
		after: [
			'payment 480.04, 449.80 of it applied',
			'invoice paid',
			'invoice 1.00 open',
			'invoice paid',
		],
		status: ['Applied', 'Applied', 'Partially Applied'],
	},
	{
		title: 'Two shipments on one invoice: one payment, one line; a third order finds none',
		rules: 'Per Customer',
		story: {
			books: { invoices: [invoiceOf('111-1', 5000)] },
			events: [
				order('111-1', 3000, { shipmentId: 'S1' }),
				order('111-1', 2000, { shipmentId: 'S2' }),
				order('111-3', 100),
			],
			invoices: onA,
			invoicesPerPayment: 200,
		},
		after: ['payment 50.00', 'invoice paid'],
		status: ['Applied', 'Applied', 'INVOICE_NOT_FOUND'],
	},
	{
		title: 'Two customers, and more invoices than one payment takes',
		rules: 'Per Customer, 2 Invoices per Payment',
		story: {
			books: {
				invoices: [
					...['111-1', '111-2', '111-3'].map((id) => invoiceOf(id, 1000)),
					invoiceOf('111-4', 1000, { customer: 'Amazon CA' }),
				],
			},
			events: ['111-1', '111-4', '111-2', '111-3'].map((id) => order(id, 1000)),
			invoices: {
				...onA,
				'111-2': [B],
				'111-3': ['Amazon.com_111-3'],
				'111-4': ['Amazon.com_111-4'],
			},
			invoicesPerPayment: 2,
		},
		after: [
			'payment 20.00',
			'payment 10.00',
			'payment 10.00',
			'invoice paid',
			'invoice paid',
			'invoice paid',
			'invoice paid',
		],
		status: ['Applied', 'Applied', 'Applied', 'Applied'],
	},
];

export const PAYMENT_CASES: PaymentCase[] = [
	...EXACT_AND_OVER,
	...WRITE_OFFS,
	...SEVERAL,
	...BEFORE,
	...IN_BOOKS,
	...CASH_SALES,
	...NOTHING_TO_PAY,
	...PER_CUSTOMER,
];
