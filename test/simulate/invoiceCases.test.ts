// Which invoice an order is paid on, case by case, in the books: keys for some orders only, parts of an order in
// two settlements, several marketplaces in one settlement, voided invoices. What each invoice must have got is
// worked out by hand.
import type { InvoiceKey } from '../../nodes/shared/netsuite/books/invoiceKeys';
import { NO_SETTINGS } from '../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { Sandbox } from '../../sandbox/sandbox';
import { INVOICE_KEYS } from '../support/invoiceKeys';
import { bill, invoiceOf, salesOrder } from '../support/madeBooks';
import type { MadeEvent, MadeSettlement } from '../support/madeSettlement';
import { madeSettlement, order } from '../support/madeSettlement';
import type { Settings } from '../support/settle';
import { idNamed, settingsOf, settle } from '../support/settle';
import type { Story } from './story';
import { auditStory, withSandbox } from './story';

interface Applied {
	doc: string;
	amount: string;
}

/** `I1 30.00`: what the payments of the run applied, payment by payment. */
function applied({ books }: Sandbox): string[][] {
	const nameOf = new Map(books.records('invoice').map(({ id, externalId }) => [id, externalId]));
	return books
		.records('customerPayment')
		.filter(({ seeded }) => !seeded)
		.map(({ apply }) =>
			(apply as unknown as Applied[]).map(({ doc, amount }) => `${nameOf.get(doc)} ${amount}`),
		);
}

async function run(
	sandbox: Sandbox,
	events: MadeEvent[],
	changes: Partial<Settings> = {},
	settlement: MadeSettlement = {},
) {
	const { posted } = await settle(sandbox, madeSettlement(events, settlement), changes);
	return [...posted.values()];
}

const SPLIT: Story['books'] = {
	salesOrders: [salesOrder([3000, 2000], 'Billed', { externalId: 'Amazon.com_111-1' })],
	invoices: [3000, 2000].map((total, at) =>
		bill(total, {
			externalId: `I${at + 1}`,
			createdFrom: 'Amazon.com_111-1',
			item: `Widget ${at}`,
			tranDate: `2026-10-0${at + 2}`,
		}),
	),
};

test.each([
	['each of exactly the amount of its invoice', [2000, 3000], [['I2 20.00'], ['I1 30.00']]],
	['of other amounts: oldest first', [2500, 2500], [['I1 25.00'], ['I1 5.00', 'I2 20.00']]],
	['the second more than is left', [4000, 1500], [['I1 30.00', 'I2 10.00'], ['I2 10.00']]],
])('two shipments in two settlements, %s', async (_, [first, second], wanted) => {
	await withSandbox(SPLIT, async (sandbox) => {
		await run(sandbox, [order('111-1', first, { shipmentId: 'S1' })], {}, { settlementId: '21' });
		const [result] = await run(
			sandbox,
			[order('111-1', second, { shipmentId: 'S2' })],
			{},
			{ settlementId: '22' },
		);
		expect(applied(sandbox)).toEqual(wanted);
		expect(result.status).toBe(first + second > 5000 ? 'Partially Applied' : 'Applied');
		expect(result.matchedBy).toBe('sales order with external ID Amazon.com_111-1');
	});
});

const MULTI_CHANNEL: InvoiceKey[] = [
	{ column: 'externalid', template: '{marketplace}_{orderId}', orders: 'amazon' },
	{ column: 'otherrefnum', template: 'WEB{merchantOrderId}', orders: 'nonAmazon' },
];

test('multi-channel orders by their own key, which Amazon orders do not use', async () => {
	const story: Story = {
		books: {
			invoices: [
				bill(1000, { externalId: 'Amazon.com_111-1', poNumber: 'other' }),
				bill(1000, { externalId: 'decoy', poNumber: 'WEB7' }),
				bill(2000, { externalId: 'shop', poNumber: 'WEB8' }),
				bill(3000, { externalId: 'Non-Amazon US_S01-3', poNumber: 'other 3' }),
			],
		},
		events: [
			order('111-1', 1000, { merchantOrderId: '7' }),
			order('S01-2', 2000, { merchantOrderId: '8', marketplaceName: 'Non-Amazon US' }),
			order('S01-3', 3000, { merchantOrderId: '9', marketplaceName: 'Amazon.com' }),
		],
		invoices: { '111-1': ['Amazon.com_111-1'], 'S01-2': ['shop'] },
	};
	await withSandbox(story.books, async (sandbox) => {
		const results = await run(sandbox, story.events, { keys: MULTI_CHANNEL });
		expect(results.map(({ errorCode, matchedBy }) => errorCode || matchedBy)).toEqual([
			'external ID Amazon.com_111-1',
			'PO number WEB8',
			'INVOICE_NOT_FOUND',
		]);
		expect(auditStory(sandbox, story)).toEqual([]);
	});
});

test('an order that no key is for says so', async () => {
	await withSandbox({ invoices: [invoiceOf('111-1', 100)] }, async (sandbox) => {
		const [result] = await run(sandbox, [order('S01-1', 100)], { keys: [MULTI_CHANNEL[0]] });
		expect(result.errorMessage).toContain('tried no key, as none is for such orders');
	});
});

test('the account in the key tells the orders of two accounts apart', async () => {
	const books = {
		invoices: [bill(100, { externalId: 'US-1' }), bill(100, { externalId: 'EU-1' })],
	};
	await withSandbox(books, async (sandbox) => {
		const keys = [{ column: 'externalid', template: '{account}-{orderId}' }];
		const [result] = await run(sandbox, [order('1', 100)], { keys }, { account: 'EU' });
		expect(result.matchedBy).toBe('external ID EU-1');
		expect(applied(sandbox)).toEqual([['EU-1 1.00']]);
	});
});

test('a unified account: marketplaces of one settlement, each with its customer', async () => {
	const EUR = { currency: 'EUR' };
	const story: Story = {
		books: {
			invoices: [
				bill(1000, { externalId: 'DE', poNumber: '302-1', customer: 'Amazon DE', ...EUR }),
				bill(1000, { externalId: 'FR', poNumber: '302-1', customer: 'Amazon FR', ...EUR }),
			],
		},
		events: [
			order('302-1', 1000, { marketplaceName: 'Amazon.de', shipmentId: 'S1' }),
			order('302-1', 600, { marketplaceName: 'Amazon.fr', shipmentId: 'S2' }),
		],
		invoices: {
			'18906543210|Order|302-1|S1||amazon.de': ['DE'],
			'18906543210|Order|302-1|S2||amazon.fr': ['FR'],
		},
		currency: 'EUR',
	};
	await withSandbox(story.books, async (sandbox) => {
		const marketplaces = ['DE', 'FR'].map((country) => ({
			...NO_SETTINGS,
			marketplaceName: `amazon ${country}`,
			customerId: idNamed(sandbox, 'customer', `Amazon ${country}`),
		}));
		const results = await run(sandbox, story.events, { marketplaces }, EUR);
		expect(results.map(({ status }) => status)).toEqual(['Applied', 'Applied']);
		expect(applied(sandbox)).toEqual([['DE 10.00'], ['FR 6.00']]);
		expect(auditStory(sandbox, story)).toEqual([]);
	});
});

test.each<[string, Story['books'], string, string]>([
	[
		'alone: it is named',
		{ invoices: [invoiceOf('111-1', 1000, { voided: true })] },
		'INVOICE_NOT_FOUND',
		'invoice INV1001 is voided',
	],
	[
		'beside the one that took its place',
		{
			invoices: [
				bill(1000, { externalId: 'old', poNumber: '111-1', voided: true }),
				bill(1000, { externalId: 'new', poNumber: '111-1' }),
			],
		},
		'Applied',
		'',
	],
	[
		'of a sales order that was not billed again',
		{
			salesOrders: [salesOrder([1000], 'Pending Billing', { externalId: 'Amazon.com_111-1' })],
			invoices: [
				bill(1000, {
					externalId: 'old',
					createdFrom: 'Amazon.com_111-1',
					voided: true,
					item: 'Widget 0',
				}),
			],
		},
		'ORDER_NOT_BILLED',
		'invoice INV1001 is voided',
	],
])('a voided invoice %s', async (_, books, told, says) => {
	const story: Story = { books, events: [order('111-1', 1000)], invoices: { '111-1': ['new'] } };
	await withSandbox(books, async (sandbox) => {
		const [{ status, errorCode, errorMessage }] = await run(sandbox, story.events);
		expect(errorCode || status).toBe(told);
		expect(errorMessage).toContain(says);
		expect(applied(sandbox)).toEqual(told === 'Applied' ? [['new 10.00']] : []);
	});
});

test('an invoice on another A/R account is refused by NetSuite, and nothing is posted', async () => {
	await withSandbox({ invoices: [invoiceOf('111-1', 1000)] }, async (sandbox) => {
		const id = sandbox.books.nextId('account');
		const fields = { acctName: 'Other A/R', acctType: 'AcctRec', isInactive: false };
		sandbox.books.put({ type: 'account', id, fields, lines: {} });
		const { defaults } = settingsOf(sandbox);
		const [result] = await run(sandbox, [order('111-1', 1000)], {
			keys: INVOICE_KEYS,
			defaults: { ...defaults, receivableAccountId: id },
		});
		expect(result.errorCode).toBe('INVOICE_NOT_APPLICABLE');
		expect(result.errorMessage).toMatch(/same customer, currency, A\/R account and subsidiary/);
		expect(applied(sandbox)).toEqual([]);
	});
});

describe('an invoice of another subsidiary than its customer has', () => {
	const books: Story['books'] = {
		subsidiaries: ['Seller US', 'Seller UK'],
		invoices: [invoiceOf('111-1', 1000, { subsidiary: 'Seller UK' }), invoiceOf('111-2', 2000)],
	};
	const events = [order('111-1', 1000, { marketplaceName: 'Amazon.co.uk' }), order('111-2', 2000)];
	const keys = [{ column: 'externalid', template: 'Amazon.com_{orderId}' }];
	const ofUk = (sandbox: Sandbox) =>
		sandbox.books.records('subsidiary').find(({ name }) => name === 'Seller UK')?.id ?? '';

	test('is refused where no query shows it, because a payment takes the subsidiary of its customer', async () => {
		const preferences = { absentColumns: ['transactionline.subsidiary'] };
		await withSandbox({ ...books, preferences }, async (sandbox) => {
			const results = await run(sandbox, events, { keys });
			expect(results.map(({ errorCode, status }) => errorCode || status)).toEqual([
				'INVOICE_NOT_APPLICABLE',
				'Applied',
			]);
			expect(applied(sandbox)).toEqual([['Amazon.com_111-2 20.00']]);
		});
	});

	test('is paid with the subsidiary of its marketplace', async () => {
		const invoices = Object.fromEntries(
			events.map(({ orderId }) => [orderId, [`Amazon.com_${orderId}`]]),
		);
		await withSandbox(books, async (sandbox) => {
			const uk = {
				...NO_SETTINGS,
				marketplaceName: 'Amazon.co.uk',
				segments: { subsidiary: { id: ofUk(sandbox) } },
			};
			const results = await run(sandbox, events, { keys, marketplaces: [uk] });
			expect(results.map(({ status }) => status)).toEqual(['Applied', 'Applied']);
			expect(applied(sandbox)).toEqual([['Amazon.com_111-1 10.00'], ['Amazon.com_111-2 20.00']]);
			expect(auditStory(sandbox, { books, events, invoices })).toEqual([]);
		});
	});
});
