// Stories of billing: sales orders before, and what one run makes of each. The sums and names that must stand
// in the books are written here by hand and checked by an auditor of its own.
import type { BooksSeed } from '../support/madeBooks';
import { bill } from '../support/madeBooks';
import type { BillingChanges, OrderSeed } from '../support/billing';
import { orderSeed, runBillingOn } from '../support/billing';
import type { ExpectedOrder } from './billingAuditor';
import { auditBilling } from './billingAuditor';
import { withSandbox } from './story';

interface Story {
	orders: OrderSeed[];
	more?: BooksSeed;
	settings?: BillingChanges;
	/** By order ID: sum of its bills and their names. */
	books: Record<string, [billed: number, ...names: string[]]>;
	/** Outcome or error code of each order taken, then the order's status. */
	told: Array<[outcome: string, status: string]>;
}

const shipped = (tranDate: string, ...lines: number[]) => ({
	tranDate,
	lines: lines.map((line) => ({ line, quantity: 1 })),
});
const BEFORE_SHIPPING = { billingStatus: 'pendingFulfillment' as const };
const IN_ADVANCE = { preferences: { invoiceInAdvance: true } };

const STORIES: Array<[title: string, story: Story]> = [
	[
		'a shipped order is billed whole, under the name payments look for',
		{
			orders: [orderSeed('111-1', [3574])],
			books: { '111-1': [3574, 'Amazoncom_111-1'] },
			told: [['created', 'Billed']],
		},
	],
	[
		'of a partly shipped order only what has shipped',
		{
			orders: [
				orderSeed('111-1', [3000, 2000], {
					status: 'Partially Fulfilled',
					fulfilments: [shipped('2026-10-03', 2)],
				}),
			],
			books: { '111-1': [2000, 'Amazoncom_111-1'] },
			told: [['created', 'Partially Billed']],
		},
	],
	[
		'the rest of an order gets an invoice and a name of its own',
		{
			orders: [orderSeed('111-1', [3000, 2000])],
			more: {
				invoices: [
					bill(2000, {
						externalId: 'Amazoncom_111-1',
						createdFrom: 'Amazon.com_111-1',
						item: 'Widget 2',
					}),
				],
			},
			books: { '111-1': [5000, 'Amazoncom_111-1', 'Amazoncom_111-1-2'] },
			told: [['created', 'Billed']],
		},
	],
	[
		'what a person billed by hand is not billed again',
		{
			orders: [orderSeed('111-1', [3000, 2000])],
			more: {
				invoices: [bill(3000, { createdFrom: 'Amazon.com_111-1', item: 'Widget 1' })],
			},
			books: { '111-1': [5000, '', 'Amazoncom_111-1'] },
			told: [['created', 'Billed']],
		},
	],
	[
		'a voided invoice bills nothing: billed again, under the next name',
		{
			orders: [orderSeed('111-1', [3000])],
			more: {
				invoices: [
					bill(3000, {
						externalId: 'Amazoncom_111-1',
						createdFrom: 'Amazon.com_111-1',
						item: 'Widget 1',
						voided: true,
					}),
				],
			},
			books: { '111-1': [3000, 'Amazoncom_111-1-2'] },
			told: [['created', 'Billed']],
		},
	],
	[
		'a voided invoice of no order holds the name',
		{
			orders: [orderSeed('111-1', [3000])],
			more: { invoices: [bill(3000, { externalId: 'Amazoncom_111-1', voided: true })] },
			books: {},
			told: [['EXTERNAL_ID_TAKEN', 'Unbilled']],
		},
	],
	[
		'an order that carries the key itself leaves another name to its invoice',
		{
			orders: [orderSeed('111-1', [100], { externalId: 'AMAZONCOM_111-1' })],
			books: { '111-1': [100, 'AMAZONCOM_111-1-1'] },
			told: [['created', 'Billed']],
		},
	],
	[
		'what has not shipped, is not approved or is closed is not taken',
		{
			orders: [
				orderSeed('111-1', [100], { status: 'Pending Fulfillment' }),
				orderSeed('111-2', [100], { status: 'Pending Approval' }),
				orderSeed('111-3', [100], { status: 'Closed' }),
				orderSeed('111-4', [100], { status: 'Cancelled' }),
				orderSeed('111-5', [100], { status: 'Billed' }),
			],
			more: {
				invoices: [
					bill(100, { externalId: 'I5', createdFrom: 'Amazon.com_111-5', item: 'Widget 1' }),
				],
			},
			books: { '111-5': [100, 'I5'] },
			told: [],
		},
	],
	[
		'billed before shipping, where the account allows it',
		{
			orders: [
				orderSeed('111-1', [3000, 2000], { status: 'Pending Fulfillment' }),
				orderSeed('111-2', [700]),
				orderSeed('111-3', [100], { status: 'Pending Approval' }),
			],
			more: IN_ADVANCE,
			settings: BEFORE_SHIPPING,
			books: { '111-1': [5000, 'Amazoncom_111-1'], '111-2': [700, 'Amazoncom_111-2'] },
			told: [
				['created', 'Billed'],
				['created', 'Billed'],
			],
		},
	],
	[
		'billed before shipping, where the account does not',
		{
			orders: [orderSeed('111-1', [3000], { status: 'Pending Fulfillment' })],
			settings: BEFORE_SHIPPING,
			books: {},
			told: [['ORDER_NOT_SHIPPED', 'Unbilled']],
		},
	],
	[
		'billed in advance before and still not shipped: nothing is left',
		{
			orders: [orderSeed('111-1', [3000], { status: 'Pending Fulfillment' })],
			more: {
				...IN_ADVANCE,
				invoices: [
					bill(3000, {
						externalId: 'I1',
						createdFrom: 'Amazon.com_111-1',
						item: 'Widget 1',
					}),
				],
			},
			settings: BEFORE_SHIPPING,
			books: { '111-1': [3000, 'I1'] },
			told: [['existed', 'Billed']],
		},
	],
	[
		'where the account invoices in advance, Pending Billing still bills only what has shipped',
		{
			orders: [
				orderSeed('111-1', [3000, 2000], {
					status: 'Partially Fulfilled',
					fulfilments: [shipped('2026-10-03', 1)],
				}),
			],
			more: IN_ADVANCE,
			books: { '111-1': [3000, 'Amazoncom_111-1'] },
			told: [['created', 'Partially Billed']],
		},
	],
	[
		'orders on hold, locked, or on the form for cash sales, beside one that is fine',
		{
			orders: [
				orderSeed('111-1', [100], { hold: 'payment' }),
				orderSeed('111-2', [100], { hold: 'workflow' }),
				orderSeed('111-3', [100], { form: 'Standard Sales Order - Cash Sale' }),
				orderSeed('111-4', [100]),
			],
			books: { '111-4': [100, 'Amazoncom_111-4'] },
			told: [
				['ORDER_ON_HOLD', 'Unbilled'],
				['ORDER_ON_HOLD', 'Unbilled'],
				['ORDER_FORM_REFUSED', 'Unbilled'],
				['created', 'Billed'],
			],
		},
	],
	[
		'a mandatory field of the form that nobody fills',
		{
			orders: [orderSeed('111-1', [100])],
			more: { preferences: { mandatoryOnBills: ['location'] } },
			books: {},
			told: [['ORDER_FORM_REFUSED', 'Unbilled']],
		},
	],
	[
		'a closed period takes nothing',
		{
			orders: [orderSeed('111-1', [100], { fulfilments: [shipped('2026-10-03', 1)] })],
			more: { closedPeriods: ['2026-10'] },
			books: {},
			told: [['PERIOD_CLOSED', 'Unbilled']],
		},
	],
	[
		'or, if so chosen, the first open day takes it',
		{
			orders: [orderSeed('111-1', [100], { fulfilments: [shipped('2026-10-03', 1)] })],
			more: { closedPeriods: ['2026-10'] },
			settings: { periodPolicy: 'firstOpen' },
			books: { '111-1': [100, 'Amazoncom_111-1'] },
			told: [['created', 'Billed']],
		},
	],
	[
		'an invoice imported beside the order, in another spelling',
		{
			orders: [orderSeed('111-1', [100], { externalId: 'Amazon-SO-1' })],
			more: { invoices: [bill(100, { externalId: 'x', poNumber: '111-1' })] },
			books: {},
			told: [['ORDER_INVOICED_APART', 'Unbilled']],
		},
	],
	[
		'an order that no key names is billed under the name of its sales order',
		{
			orders: [orderSeed('111-1', [100], { externalId: 'Amazon:17', otherRefNum: null })],
			books: { '111-1': [100, 'AMZ-INV-$'] },
			told: [['created', 'Billed']],
		},
	],
	[
		'as cash sales',
		{
			orders: [orderSeed('111-1', [3000, 2000])],
			settings: { billType: 'cashSale' },
			books: { '111-1': [5000, 'Amazoncom_111-1'] },
			told: [['created', 'Billed']],
		},
	],
];

test.each(STORIES)('%s', async (_title, { orders, more = {}, settings = {}, books, told }) => {
	await withSandbox({ ...more, salesOrders: orders }, async (sandbox) => {
		const results = await runBillingOn(sandbox, settings);
		expect(
			results.map(({ result }) => [result.errorCode || result.outcome, result.status]),
		).toEqual(told);
		const idOf = (externalId: string) =>
			sandbox.books.records('salesOrder').find((one) => one.externalId === externalId)?.id ?? '';
		const expected = new Map(
			orders.flatMap(({ otherRefNum, externalId }, at): Array<[string, ExpectedOrder]> => {
				const name = String(externalId);
				const [billed, ...names] = books[otherRefNum ?? `111-${at + 1}`] ?? [0];
				return [[name, { billed, names: names.map((one) => one.replace('$', idOf(name))) }]];
			}),
		);
		expect(auditBilling(sandbox.books, expected, settings.billType)).toEqual([]);
		const again = await runBillingOn(sandbox, settings);
		expect(again.filter(({ result }) => result.outcome === 'created')).toEqual([]);
		expect(auditBilling(sandbox.books, expected, settings.billType)).toEqual([]);
	});
});
