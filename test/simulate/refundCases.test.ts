// What is refunded, how far, and what an open or a missing invoice makes of it: each row a sentence, its
// figures worked out by hand. 3000 is 30.00.
import { NO_SETTINGS } from '../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { Sandbox } from '../../sandbox/sandbox';
import { invoiceOf } from '../support/madeBooks';
import { order, refund } from '../support/madeSettlement';
import type { Settings } from '../support/settle';
import { idNamed } from '../support/settle';
import { tellRefunds } from './refundCases';

const PAID = invoiceOf('111-1', 3000, { paid: 3000 });
const OPEN = invoiceOf('111-1', 3000);
const set = (changes: Partial<Settings>) => () => changes;
const forUs = (sandbox: Sandbox): Partial<Settings> => ({
	noInvoice: 'standAlone',
	marketplaces: [
		{
			...NO_SETTINGS,
			marketplaceName: 'Amazon.com',
			customerId: idNamed(sandbox, 'customer', 'Amazon US'),
		},
	],
});

describe('what is refunded', () => {
	tellRefunds([
		[
			'a refund, a chargeback and an A-to-z claim: a memo and a refund each, fees not in them',
			{
				books: { invoices: [PAID] },
				settlements: [
					[
						refund('111-1', 1000, 'a', { fees: 150 }),
						refund('111-1', 500, 'b', { transactionType: 'Chargeback Refund', fees: -20 }),
						refund('111-1', 250, 'c', { transactionType: 'A-to-z Guarantee Refund' }),
					],
				],
				refunds: [
					['Applied', 1000],
					['Applied', 500],
					['Applied', 250],
				],
				receivable: 0,
				clearing: -1750,
			},
		],
		[
			'several adjustments of an order over three settlements, until nothing is left',
			{
				books: { invoices: [OPEN] },
				settlements: [
					[order('111-1', 3000), refund('111-1', 1000, 'a')],
					[refund('111-1', 1500, 'b')],
					[refund('111-1', 500, 'c'), refund('111-1', 1, 'd')],
				],
				refunds: [
					['Applied', 1000],
					['Applied', 1500],
					['Applied', 500],
					['REFUND_EXCEEDS_INVOICE'],
				],
				receivable: 0,
				clearing: 0,
			},
		],
		[
			'a retrocharge moves tax and sums to zero: recognised, nothing posted',
			{
				books: { invoices: [PAID] },
				settlements: [
					[
						order('111-1', 0, { transactionType: 'Order_Retrocharge' }),
						order('111-1', 0, { transactionType: 'Refund_Retrocharge' }),
					],
				],
				refunds: [],
				receivable: 0,
				clearing: 0,
			},
		],
		[
			'nothing sent back is Applied without a memo; money to the seller is named, not posted',
			{
				books: { invoices: [PAID] },
				settlements: [[refund('111-1', 0, 'a'), refund('111-1', -700, 'b')]],
				refunds: [['Applied'], ['AMOUNT_HAS_WRONG_SIGN']],
				receivable: 0,
				clearing: 0,
			},
		],
		[
			'yen have no cents',
			{
				books: {
					invoices: [invoiceOf('111-1', 3000, { paid: 3000, currency: 'JPY', digits: 0 })],
				},
				settlements: [[refund('111-1', 1001, 'a')]],
				refunds: [['Applied', 1001]],
				currency: 'JPY',
				digits: 0,
				receivable: 0,
				clearing: -1001,
			},
		],
	]);
});

describe('never more credited than invoiced', () => {
	tellRefunds([
		[
			'what is left is refunded by option, the rest shown, and nothing when nothing is left',
			{
				books: { invoices: [PAID] },
				settings: set({ excess: 'cap' }),
				settlements: [
					[refund('111-1', 2000, 'a')],
					[refund('111-1', 1500, 'b'), refund('111-1', 10, 'c')],
				],
				refunds: [['Applied', 2000], ['Partially Applied', 1000], ['REFUND_EXCEEDS_INVOICE']],
				receivable: 0,
				clearing: -3000,
			},
		],
		[
			'two refunds of one settlement share what is left',
			{
				books: { invoices: [PAID] },
				settings: set({ excess: 'cap' }),
				settlements: [[refund('111-1', 2500, 'a'), refund('111-1', 1500, 'b')]],
				refunds: [
					['Applied', 2500],
					['Partially Applied', 500],
				],
				receivable: 0,
				clearing: -3000,
			},
		],
	]);
});

describe('the invoice is still open', () => {
	tellRefunds([
		[
			'the refund comes before the payment: refunded in full, and the payment finds all of it open',
			{
				books: { invoices: [OPEN] },
				settlements: [[refund('111-1', 1000, 'a')], [order('111-1', 3000)]],
				refunds: [['Applied', 1000]],
				receivable: 0,
				clearing: 2000,
			},
		],
		[
			'both in one settlement: the payment first, then the refund',
			{
				books: { invoices: [OPEN] },
				settlements: [[refund('111-1', 1000, 'a'), order('111-1', 3000)]],
				refunds: [['Applied', 1000]],
				receivable: 0,
				clearing: 2000,
			},
		],
		[
			'by option the invoice takes the memo, and nothing is paid out',
			{
				books: { invoices: [OPEN] },
				settings: set({ openInvoice: 'apply' }),
				settlements: [[refund('111-1', 1000, 'a')]],
				refunds: [['Applied', 1000, 1000]],
				receivable: 2000,
				clearing: 0,
			},
		],
		[
			'the invoice takes what is open, the rest is paid out',
			{
				books: { invoices: [invoiceOf('111-1', 3000, { paid: 2400 })] },
				settings: set({ openInvoice: 'apply' }),
				settlements: [[refund('111-1', 1000, 'a'), refund('111-1', 300, 'b')]],
				refunds: [
					['Applied', 1000, 600],
					['Applied', 300, 0],
				],
				receivable: 0,
				clearing: -700,
			},
		],
		[
			'applied, and the payment comes after all: right only when payments stop at what is open',
			{
				books: { invoices: [OPEN] },
				settings: set({ openInvoice: 'apply', overpayment: 'cap' }),
				settlements: [[refund('111-1', 1000, 'a')], [order('111-1', 3000)]],
				refunds: [['Applied', 1000, 1000]],
				receivable: 0,
				clearing: 2000,
			},
		],
		[
			'why it is no default: the late payment keeps 10.00 that nobody owes, clearing is 10.00 too high',
			{
				books: { invoices: [OPEN] },
				settings: set({ openInvoice: 'apply' }),
				settlements: [[refund('111-1', 1000, 'a')], [order('111-1', 3000)]],
				refunds: [['Applied', 1000, 1000]],
				receivable: -1000,
				clearing: 3000,
			},
		],
		[
			'order and full refund cancel each other out, applied: no money moves at all',
			{
				books: { invoices: [OPEN] },
				settings: set({ openInvoice: 'apply' }),
				settlements: [[refund('111-1', 3000, 'a')]],
				refunds: [['Applied', 3000, 3000]],
				receivable: 0,
				clearing: 0,
			},
		],
	]);
});

describe('no invoice at all', () => {
	tellRefunds([
		[
			'Unapplied with its code',
			{
				books: { invoices: [invoiceOf('111-2', 1)] },
				settlements: [[refund('111-1', 1000, 'a')]],
				refunds: [['INVOICE_NOT_FOUND']],
				receivable: 1,
				clearing: 0,
			},
		],
		[
			"by option a memo of its own for the marketplace's customer, paid out",
			{
				books: { invoices: [invoiceOf('111-2', 1)] },
				settings: forUs,
				settlements: [[refund('111-1', 1000, 'a')], [refund('111-1', 50, 'b')]],
				refunds: [
					['Applied', 1000],
					['Applied', 50],
				],
				receivable: 1,
				clearing: -1050,
			},
		],
		[
			'no customer is named for the marketplace: Unapplied',
			{
				books: { invoices: [invoiceOf('111-2', 1)] },
				settings: forUs,
				settlements: [[refund('111-1', 1000, 'a', { marketplaceName: 'Amazon.ca' })]],
				refunds: [['INVOICE_NOT_FOUND']],
				receivable: 1,
				clearing: 0,
			},
		],
		[
			'an invoice that is ambiguous is no missing one',
			{
				books: {
					invoices: [
						invoiceOf('x', 100, { poNumber: '111-1' }),
						invoiceOf('y', 100, { poNumber: '111-1' }),
					],
				},
				settings: forUs,
				settlements: [[refund('111-1', 50, 'a')]],
				refunds: [['INVOICE_AMBIGUOUS']],
				receivable: 200,
				clearing: 0,
			},
		],
	]);
});

describe('the refund', () => {
	tellRefunds([
		[
			'takes the payment option, and accounts and segments of its marketplace',
			{
				books: { invoices: [PAID] },
				settings: (sandbox) => ({
					paymentOptionId: '7',
					marketplaces: [
						{
							...NO_SETTINGS,
							marketplaceName: 'amazon.com',
							refundAccountId: idNamed(sandbox, 'account', 'Undeposited Funds'),
						},
					],
				}),
				settlements: [[refund('111-1', 1000, 'a')]],
				refunds: [['Applied', 1000]],
				receivable: 0,
				clearing: -1000,
				look: (sandbox) => {
					expect(sandbox.books.records('customerRefund')[0]).toMatchObject({
						paymentOption: '7',
						account: idNamed(sandbox, 'account', 'Undeposited Funds'),
					});
				},
			},
		],
		[
			'a closed period: neither memo nor refund',
			{
				books: { invoices: [PAID], closedPeriods: ['2026-10'] },
				settlements: [[refund('111-1', 1000, 'a')]],
				refunds: [['PERIOD_CLOSED']],
				receivable: 0,
				clearing: 0,
			},
		],
	]);
});
