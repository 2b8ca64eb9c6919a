// NetSuite Order Bill on n8n's engine: which orders each source takes, what the items say, and what the run
// refuses before it writes anything.
import type { INodeParameters } from 'n8n-workflow';

import { NetSuiteOrderBill } from '../../nodes/NetSuiteOrderBill/NetSuiteOrderBill.node';
import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withSandbox } from '../simulate/story';
import { orderSeed } from '../support/billing';
import type { BooksSeed } from '../support/madeBooks';
import { bill, invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { withBodyFields } from '../support/ownBodyFields';
import { asItems, chosen, runOn, toldBy, writesOf } from '../support/sandboxNode';

const node = new NetSuiteOrderBill();
const PREFIX: INodeParameters = { filters: { externalIdPrefix: 'amazon.' } };

const shippedLine = (line: number) => ({
	tranDate: '2026-10-03',
	lines: [{ line, quantity: 1 }],
});
const BOOKS: BooksSeed = {
	salesOrders: [
		orderSeed('111-1', [3574]),
		orderSeed('111-2', [3000, 2000], {
			status: 'Partially Fulfilled',
			fulfilments: [shippedLine(2)],
		}),
		orderSeed('111-3', [100], { hold: 'payment' }),
		orderSeed('111-4', [100], { status: 'Pending Fulfillment' }),
		orderSeed('333-1', [900], { externalId: 'WEB-1', otherRefNum: 'by phone' }),
	],
	invoices: [invoiceOf('111-9', 700)],
};

const invoiceNames = ({ books }: Sandbox) =>
	books.records('invoice').flatMap(({ seeded, externalId }) => (seeded ? [] : [externalId]));

test('orders in NetSuite become invoices, and what is left leaves twice', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { status, outputs, hints } = await runOn(sandbox, node, {
			...PREFIX,
			datePolicy: 'order',
		});
		expect(status).toBe('success');
		const [all, left] = outputs;
		const [made] = sandbox.books.records('invoice').filter(({ seeded }) => !seeded);
		const [sold] = sandbox.books.records('salesOrder');
		expect(all[0].json).toEqual({
			orderId: '111-1',
			marketplaceName: 'Amazon.com',
			account: '',
			currency: 'USD',
			salesOrderId: sold.id,
			salesOrderNumber: sold.tranId,
			poNumber: '111-1',
			salesOrderExternalId: 'Amazon.com_111-1',
			customerId: sold.entity,
			orderDate: '2026-10-01',
			orderTotal: 35.74,
			billing: {
				status: 'Billed',
				outcome: 'created',
				errorCode: '',
				errorMessage: '',
				isDryRun: false,
				externalId: 'Amazoncom_111-1',
				date: '2026-10-01',
				dateNote: '',
				billId: made.id,
				billNumber: made.tranId,
				total: 35.74,
				salesOrderId: sold.id,
				salesOrderNumber: sold.tranId,
				bills: [
					{
						internalId: made.id,
						type: 'invoice',
						number: made.tranId,
						externalId: 'Amazoncom_111-1',
						date: '2026-10-01',
						total: 35.74,
						open: 35.74,
					},
				],
			},
		});
		expect(made).toMatchObject({ memo: 'Amazon order 111-1', otherRefNum: '111-1' });
		expect(all.map(({ json }) => [json.orderId, json.billing])).toMatchObject([
			['111-1', { status: 'Billed' }],
			['111-2', { status: 'Partially Billed', total: 20 }],
			['111-3', { status: 'Unbilled', outcome: 'failed', errorCode: 'ORDER_ON_HOLD' }],
		]);
		expect(left).toEqual([expect.objectContaining({ json: all[2].json })]);
		expect(hints[0]).toMatchObject({
			type: 'warning',
			message: '3 orders: 2 invoices created, 0 billed before, 1 left',
		});
		const again = await runOn(sandbox, node, PREFIX);
		expect(again.outputs[0].map(({ json }) => json.orderId)).toEqual(['111-3']);
		expect(invoiceNames(sandbox)).toEqual(['Amazoncom_111-1', 'Amazoncom_111-2']);
	});
});

test('a dry run plans the same orders and writes nothing', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { outputs, hints } = await runOn(sandbox, node, { ...PREFIX, dryRun: true });
		expect(writesOf(sandbox)).toBe(0);
		expect(outputs[0].map(({ json }) => json.billing)).toMatchObject([
			{ status: 'Billed', outcome: 'planned', externalId: 'Amazoncom_111-1', isDryRun: true },
			{ status: 'Partially Billed', outcome: 'planned', externalId: 'Amazoncom_111-2' },
			// What holds an order back is known to NetSuite only, when it is asked to bill it.
			{ status: 'Billed', outcome: 'planned' },
		]);
		expect(hints[0].message).toBe(
			'Dry run, nothing was written: 3 orders: 3 invoices planned, 0 billed before, 0 left',
		);
	});
});

test.each<[title: string, parameters: INodeParameters, taken: string[]]>([
	['a condition', { condition: "o.otherrefnum = '111-2'" }, ['111-2']],
	['the customer', { filters: { customer: chosen('name', 'Amazon CA') } }, ['702-1']],
	['the marketplace', { filters: { externalIdPrefix: 'a', marketplaces: 'amazon ca' } }, ['702-1']],
	[
		'order dates',
		{
			filters: {
				externalIdPrefix: 'A',
				orderedFrom: '2026-10-01',
				orderedTo: '2026-10-01T23:00:00Z',
			},
		},
		['111-1', '111-2', '111-3'],
	],
	['a limit', { filters: { externalIdPrefix: 'Amazon.com_', limit: 1 } }, ['111-1']],
	[
		'the status before shipping',
		{ ...PREFIX, billingStatus: 'pendingFulfillment' },
		['111-1', '111-2', '111-3', '111-4', '702-1'],
	],
])('taken by %s', async (_title, parameters, taken) => {
	const canada = orderSeed('702-1', [50], {
		externalId: 'Amazon.ca_702-1',
		customer: 'Amazon CA',
		tranDate: '2026-09-30',
	});
	const salesOrders = [...(BOOKS.salesOrders ?? []), canada];
	await withSandbox({ ...BOOKS, salesOrders }, async (sandbox) => {
		const run = await runOn(sandbox, node, { dryRun: true, ...parameters });
		expect(toldBy(run)).toBe('');
		expect(run.outputs[0].map(({ json }) => json.orderId)).toEqual(taken);
	});
});

test('channel, marketplace and account can stand in body fields', async () => {
	const fields = ['custbody_channel', 'custbody_place', 'custbody_account'];
	await withBodyFields(fields, async (objectsDir) => {
		const sandbox = await createSandbox({ books: BOOKS, objectsDir });
		try {
			const web = sandbox.books.ofType('salesOrder').at(-1)!;
			const values = {
				custbody_channel: 'Amazon',
				custbody_place: 'Amazon.de',
				custbody_account: 'EU',
			};
			sandbox.books.put({ ...web, fields: { ...web.fields, ...values } });
			const { outputs } = await runOn(sandbox, node, {
				filters: { channelField: 'custbody_channel', channel: 'AMAZON', accounts: 'eu' },
				options: { marketplaceField: 'custbody_place', accountField: 'custbody_account' },
			});
			expect(outputs[0].map(({ json }) => json)).toMatchObject([
				{ marketplaceName: 'Amazon.de', account: 'EU', billing: { outcome: 'created' } },
			]);
		} finally {
			await sandbox.close();
		}
	});
});

test.each<[title: string, parameters: INodeParameters, says: string]>([
	['nothing that says which orders are of Amazon', {}, 'SELECTION_INVALID: Nothing says which'],
	['only a date', { filters: { orderedFrom: '2026-01-01' } }, 'SELECTION_INVALID: Nothing says'],
	['a condition that breaks out', { condition: '1=1) OR (1=1' }, 'SELECTION_INVALID'],
	[
		'a channel field that is none',
		{ filters: { channelField: "x' OR 1=1" } },
		'CONFIGURATION_INCOMPLETE',
	],
	[
		'a mistyped placeholder',
		{ ...PREFIX, billFields: { fields: [{ field: 'memo', value: '{x}' }] } },
		'{x}',
	],
])('refused before anything is written: %s', async (_title, parameters, says) => {
	await withSandbox(BOOKS, async (sandbox) => {
		const run = await runOn(sandbox, node, parameters);
		expect(run.status).toBe('error');
		expect(toldBy(run)).toContain(says);
		expect(writesOf(sandbox)).toBe(0);
	});
});

const SETTLEMENT = madeSettlement([
	order('111-1', 3574),
	order('111-2', 2000, { shipmentId: 'S1' }),
	order('111-2', 3000, { shipmentId: 'S2' }),
	order('111-9', 700),
	order('111-4', 100),
	order('111-8', 100),
	refund('111-1', 100, 'a'),
	order('333-1', 900),
]);

async function withSettlement<Result>(run: (sandbox: Sandbox) => Promise<Result>): Promise<Result> {
	return await withSandbox(BOOKS, async (sandbox) => {
		await runOn(sandbox, new NetSuiteSettlementAdd(), {}, asItems(SETTLEMENT));
		return await run(sandbox);
	});
}

test('orders of a settlement: only what its transactions wait for', async () => {
	await withSettlement(async (sandbox) => {
		const source = { source: 'settlement', settlementId: '18906543210', datePolicy: 'posted' };
		const { outputs } = await runOn(sandbox, node, source);
		const told = outputs[0].map(({ json: { orderId, billing } }) => [orderId, billing]);
		expect(told).toMatchObject([
			['111-1', { outcome: 'created', date: '2026-10-05', externalId: 'Amazoncom_111-1' }],
			['111-2', { outcome: 'created', status: 'Partially Billed' }],
			['111-4', { outcome: 'skipped', errorCode: 'ORDER_NOT_SHIPPED' }],
		]);
		expect(outputs[1]).toHaveLength(1);
		expect(invoiceNames(sandbox)).toEqual(['Amazoncom_111-1', 'Amazoncom_111-2']);
		// Billed now, so payments find them; nothing waits any more but the unshipped order.
		const again = await runOn(sandbox, node, source);
		expect(again.outputs[0].map(({ json }) => json.orderId)).toEqual(['111-4']);
		const none = await runOn(sandbox, node, { ...source, settlementId: '1' });
		expect(none.outputs[0]).toEqual([]);
	});
});

test('input items: transactions pass, those that wait for a bill carry it, and payments go on from there', async () => {
	await withSettlement(async (sandbox) => {
		const bills = await runOn(sandbox, node, { source: 'items' }, asItems(SETTLEMENT));
		const [items] = bills.outputs;
		expect(items).toHaveLength(SETTLEMENT.length);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			SETTLEMENT.map((_, item) => ({ item })),
		);
		expect(
			items.map(({ json: { billing } }) => (billing as { outcome?: string })?.outcome),
		).toEqual([
			'created',
			'created',
			'created',
			undefined,
			'skipped',
			undefined,
			undefined,
			undefined,
		]);
		expect(items[1].json.billing).toEqual(items[2].json.billing);
		expect(bills.hints[0].message).toBe('3 orders: 2 invoices created, 0 billed before, 1 left');
		const paid = await runOn(sandbox, new NetSuitePaymentApply(), {}, items);
		const statuses = paid.outputs[0].map(({ json }) => {
			const { errorCode, status } = (json.payment ?? {}) as Record<string, string>;
			return errorCode || status;
		});
		expect(statuses).toEqual([
			'Applied',
			'Applied',
			'INVOICE_ALREADY_PAID',
			'Applied',
			'ORDER_NOT_BILLED',
			'INVOICE_NOT_FOUND',
			undefined,
			'INVOICE_NOT_FOUND',
		]);
	});
});

test('input items may name any order, and one that is not there is told', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const [first] = sandbox.books.records('salesOrder');
		const items = [
			{ json: { salesOrderId: Number(first.id) } },
			{ json: { orderId: '111-2', marketplaceName: 'Amazon.com' } },
			{ json: { orderId: '999-9' } },
			{ json: { salesOrderId: '4' } },
		];
		const { outputs } = await runOn(sandbox, node, { source: 'items' }, items);
		expect(outputs[0].map(({ json }) => json.billing)).toMatchObject([
			{ outcome: 'created', externalId: 'Amazoncom_111-1' },
			{ outcome: 'created', externalId: 'Amazoncom_111-2' },
			{ outcome: 'failed', errorCode: 'ORDER_NOT_FOUND' },
			{ outcome: 'failed', errorCode: 'ORDER_NOT_FOUND' },
		]);
		expect(outputs[1]).toHaveLength(2);
		const run = await runOn(sandbox, node, { source: 'items' }, [{ json: { name: 'x' } }]);
		expect(toldBy(run)).toContain("neither 'salesOrderId' nor 'orderId'");
	});
});

test('two sales orders that carry one key are not guessed between', async () => {
	const salesOrders = [
		orderSeed('111-1', [100], { externalId: 'Amazon A' }),
		orderSeed('111-1', [100], { externalId: 'Amazon B' }),
	];
	await withSandbox({ salesOrders }, async (sandbox) => {
		const items = [{ json: { orderId: '111-1', marketplaceName: 'Amazon.com' } }];
		const { outputs } = await runOn(sandbox, node, { source: 'items' }, items);
		expect(outputs[0][0].json.billing).toMatchObject({ errorCode: 'ORDER_AMBIGUOUS' });
		expect(invoiceNames(sandbox)).toEqual([]);
	});
});

test('the rest of an order is paid on its own invoice', async () => {
	const books: BooksSeed = {
		salesOrders: [orderSeed('111-1', [3000, 2000])],
		invoices: [
			bill(3000, {
				externalId: 'Amazoncom_111-1',
				createdFrom: 'Amazon.com_111-1',
				paid: 3000,
				item: 'Widget 1',
			}),
		],
	};
	const items = asItems(madeSettlement([order('111-1', 2000, { shipmentId: 'S2' })]));
	await withSandbox(books, async (sandbox) => {
		await runOn(sandbox, new NetSuiteSettlementAdd(), {}, items);
		const { outputs } = await runOn(sandbox, node, { source: 'items' }, items);
		expect(outputs[0][0].json.billing).toMatchObject({
			externalId: 'Amazoncom_111-1-2',
			total: 20,
		});
		const paid = await runOn(sandbox, new NetSuitePaymentApply(), {}, outputs[0]);
		expect(paid.outputs[0][0].json.payment).toMatchObject({ status: 'Applied', applied: 20 });
		expect(sandbox.books.records('invoice').map(({ open }) => open)).toEqual(['0.00', '0.00']);
	});
});

test('as a cash sale, into the account that took the money', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { outputs, hints } = await runOn(sandbox, node, {
			...PREFIX,
			operation: 'cashSale',
			condition: "o.otherrefnum = '111-1'",
			paymentAccount: chosen('name', 'Amazon Clearing'),
		});
		expect(outputs[0][0].json.billing).toMatchObject({ outcome: 'created', total: 35.74 });
		expect(hints[0].message).toBe('1 orders: 1 cash sales created, 0 billed before, 0 left');
		const clearing = sandbox.books
			.records('account')
			.find(({ acctName }) => acctName === 'Amazon Clearing');
		expect(sandbox.books.records('cashSale')).toMatchObject([
			{ externalId: 'Amazoncom_111-1', account: clearing?.id, total: '35.74' },
		]);
	});
});

const ANY = { externalIdPrefix: 'amazon' };

test.each<[title: string, parameters: INodeParameters, says: string]>([
	[
		'an account',
		{ filters: { ...ANY, accounts: 'EU' } },
		"'Filters', 'Accounts' names 'EU', which no sales order",
	],
	['a marketplace', { filters: { ...ANY, marketplaces: 'Amazon.con' } }, "names 'Amazon.con'"],
	[
		'one marketplace of two',
		{ filters: { ...ANY, marketplaces: 'Amazon.com, Amazon.con' } },
		"names 'Amazon.con'",
	],
	[
		'an external ID',
		{ filters: { externalIdPrefix: 'Amzon' } },
		"'Filters', 'External ID Starts With' is 'Amzon', which no sales order in NetSuite has",
	],
	[
		'a row of Marketplaces',
		{
			filters: ANY,
			marketplaces: {
				marketplace: [{ marketplaceName: 'Amazon.con', customer: chosen('id', '') }],
			},
		},
		"'Marketplaces', row 1, names 'Amazon.con'",
	],
])(
	'a name that nothing has is refused before anything is written: %s',
	async (_title, parameters, says) => {
		await withSandbox(BOOKS, async (sandbox) => {
			const run = await runOn(sandbox, node, parameters);
			expect(toldBy(run)).toContain(says);
			expect(writesOf(sandbox)).toBe(0);
		});
	},
);

test('a channel that no order has is refused by name', async () => {
	await withBodyFields(['custbody_channel'], async (objectsDir) => {
		const sandbox = await createSandbox({ books: BOOKS, objectsDir });
		try {
			const filters = { channelField: 'custbody_channel', channel: 'Amazn' };
			const run = await runOn(sandbox, node, { filters });
			expect(toldBy(run)).toContain("'Filters', 'Channel' is 'Amazn', which no sales order");
		} finally {
			await sandbox.close();
		}
	});
});

test.each<[title: string, parameters: INodeParameters]>([
	['a marketplace of Amazon’s without orders', { filters: { ...ANY, marketplaces: 'Amazon.de' } }],
	[
		'a row of one',
		{
			filters: ANY,
			marketplaces: { marketplace: [{ marketplaceName: 'Amazon.de', customer: chosen('id', '') }] },
		},
	],
])('what only this run has no use for is named beside the node: %s', async (_title, parameters) => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { status, hints } = await runOn(sandbox, node, { ...parameters, dryRun: true });
		expect(status).toBe('success');
		expect(hints.map(({ message }) => message).join()).toContain(
			"names 'Amazon.de', which no order",
		);
	});
});

test('a quiet day refuses nothing, nor does a limit that hides other orders', async () => {
	const seeds = [orderSeed('111-1', [10], { status: 'Billed' })];
	await withSandbox({ salesOrders: seeds }, async (sandbox) => {
		const run = await runOn(sandbox, node, { filters: { ...ANY, accounts: 'EU' } });
		expect([run.status, toldBy(run)]).toEqual(['success', '']);
	});
	await withSandbox(BOOKS, async (sandbox) => {
		const marketplaces = {
			marketplace: [{ marketplaceName: 'Own Shop', customer: chosen('id', '') }],
		};
		const run = await runOn(sandbox, node, { filters: { ...ANY, limit: 1 }, marketplaces });
		expect([run.status, toldBy(run)]).toEqual(['success', '']);
	});
});

test('names are checked in items and in records of a settlement, too', async () => {
	await withSettlement(async (sandbox) => {
		const filters = { marketplaces: 'Amazon.con' };
		const ofRecords = await runOn(sandbox, node, { source: 'settlement', filters });
		expect(toldBy(ofRecords)).toContain("names 'Amazon.con', which no settlement transaction");
		const marketplaces = {
			marketplace: [{ marketplaceName: 'Amazon.con', customer: chosen('id', '') }],
		};
		const items = asItems(SETTLEMENT);
		const ofItems = await runOn(sandbox, node, { source: 'items', marketplaces }, items);
		expect(ofItems.hints.map(({ message }) => message).join()).toContain("names 'Amazon.con'");
	});
});
