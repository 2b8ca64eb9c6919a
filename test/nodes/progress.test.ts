// What a node tells while it works: lines in n8n's log and in the editor's console, with counts that add up to
// what it did. And that telling changes nothing, not even when it fails.
import type { IDataObject, INodeType, Logger } from 'n8n-workflow';

import { NetSuiteOrderBill } from '../../nodes/NetSuiteOrderBill/NetSuiteOrderBill.node';
import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteRefundCreate } from '../../nodes/NetSuiteRefundCreate/NetSuiteRefundCreate.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import type { Sandbox } from '../../sandbox/sandbox';
import { booksOf } from '../simulate/booksOf';
import { withSandbox } from '../simulate/story';
import { invoiceOf, salesOrder } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { runNode } from '../support/runNode';
import { asItems, chosen, runOn } from '../support/sandboxNode';

const CHOSEN = {
	refundAccount: chosen('name', 'Amazon Clearing'),
	refundItem: chosen('name', 'Amazon Refund'),
};

/** 230 orders; the first ten have no invoice, the eleventh brings a cent more than its invoice takes. */
const ORDERS = Array.from({ length: 230 }, (_, at) => `111-${at + 1}`);
const EVENTS = ORDERS.map((id, at) => order(id, at === 10 ? 1001 : 1000));
const BOOKS = { invoices: ORDERS.slice(10).map((id) => invoiceOf(id, 1000)) };
const ITEMS = asItems(madeSettlement(EVENTS));

let lines: string[];
let facts: unknown[];
let logger: Logger;

/** n8n has one logger for all nodes; only a node that runs gets to it. */
beforeAll(async () => {
	const { description } = new NetSuitePaymentApply();
	const node: INodeType = {
		description: { ...description, name: 'logger', properties: [], credentials: [] },
		async execute() {
			({ logger } = this);
			return [[]];
		},
	};
	await runNode(node);
});

beforeEach(() => {
	lines = [];
	facts = [];
	jest.spyOn(logger, 'info').mockImplementation((message, metadata) => {
		lines.push(message);
		facts.push(metadata);
	});
});

afterEach(() => {
	jest.restoreAllMocks();
});

async function recorded<Result>(run: (sandbox: Sandbox) => Promise<Result>): Promise<Result> {
	return await withSandbox(BOOKS, async (sandbox) => {
		await runOn(sandbox, new NetSuiteSettlementAdd(), {}, ITEMS);
		lines = [];
		facts = [];
		return await run(sandbox);
	});
}

/** Numbers and words of a line: `100 of 230 transactions, 90 Applied, 10 Unapplied`. */
function countsOf(line: string): Record<string, number> {
	const counted = line.split(', ').slice(1);
	return Object.fromEntries(
		counted.map((part) => {
			const [, count, word] = /^(\d+) (\D+)$/.exec(part) ?? [];
			return [word, Number(count)];
		}),
	);
}

test.each([
	['per order', {}],
	['per customer', { payments: 'perCustomer', invoicesPerPayment: 20 }],
])('payments %s: a line at the start, for every hundred, and at the end', async (_, parameters) => {
	await recorded(async (sandbox) => {
		await runOn(sandbox, new NetSuitePaymentApply(), parameters, ITEMS);
	});
	expect(lines.map((line) => line.split(',')[0])).toEqual([
		'NetSuite Payment Apply: 0 of 230 transactions',
		'NetSuite Payment Apply: 100 of 230 transactions',
		'NetSuite Payment Apply: 200 of 230 transactions',
		'NetSuite Payment Apply: 230 of 230 transactions',
	]);
	const sums = lines.map((line) =>
		Object.values(countsOf(line)).reduce((sum, one) => sum + one, 0),
	);
	expect(sums).toEqual([0, 100, 200, 230]);
	expect(countsOf(lines[3])).toEqual({ Applied: 219, 'Partially Applied': 1, Unapplied: 10 });
	expect(facts).toEqual(lines.map(() => ({ workflowId: 'test', executionId: '1' })));
});

test('a run from NetSuite takes what waits and tells its number; what is settled is not counted', async () => {
	await recorded(async (sandbox) => {
		await runOn(sandbox, new NetSuitePaymentApply(), {}, ITEMS);
		lines = [];
		await runOn(sandbox, new NetSuitePaymentApply(), { source: 'netSuite' });
		await runOn(sandbox, new NetSuitePaymentApply(), {}, ITEMS);
	});
	const told = [
		'NetSuite Payment Apply: 0 of 10 transactions',
		'NetSuite Payment Apply: 10 of 10 transactions, 10 Unapplied',
	];
	expect(lines).toEqual([...told, ...told]);
});

test('in a loop the line names the batch', async () => {
	const settlementAdd = { batch: 3, batches: 7 };
	const items = ITEMS.slice(0, 2).map(({ json }) => ({ json: { ...json, settlementAdd } }));
	await recorded(async (sandbox) => {
		await runOn(sandbox, new NetSuitePaymentApply(), {}, items);
	});
	expect(lines).toEqual([
		'NetSuite Payment Apply, batch 3 of 7: 0 of 2 transactions',
		'NetSuite Payment Apply, batch 3 of 7: 2 of 2 transactions, 2 Unapplied',
	]);
});

test('refunds and billing tell theirs, and a node without work tells nothing', async () => {
	const items = asItems(madeSettlement([order('111-1', 500), refund('111-1', 200, 'a')]));
	const books = {
		salesOrders: [
			salesOrder([500], 'Pending Billing', { externalId: 'Amazon.com_111-1', poNumber: '111-1' }),
		],
	};
	await withSandbox(books, async (sandbox) => {
		await runOn(sandbox, new NetSuiteSettlementAdd(), {}, items);
		await runOn(sandbox, new NetSuiteRefundCreate(), CHOSEN, [items[0]]);
		await runOn(sandbox, new NetSuiteOrderBill(), { source: 'items' }, items);
		const { error } = await runOn(sandbox, new NetSuiteRefundCreate(), CHOSEN, items);
		expect(error).toBeUndefined();
	});
	expect(lines).toEqual([
		'NetSuite Order Bill: 0 of 1 orders',
		'NetSuite Order Bill: 1 of 1 orders, 1 created',
		'NetSuite Refund Create: 0 of 1 transactions',
		'NetSuite Refund Create: 1 of 1 transactions, 1 Applied',
	]);
});

test('run in the editor, the same lines go to its console', async () => {
	const sent: Array<{ type: string; data: IDataObject }> = [];
	await recorded(async (sandbox) => {
		const editor = (type: string, data: unknown) => {
			sent.push({ type, data: data as IDataObject });
		};
		await runOn(sandbox, new NetSuitePaymentApply(), {}, ITEMS, { editor });
	});
	const messages = sent
		.filter(({ type }) => type === 'sendConsoleMessage')
		.flatMap(({ data }) => data.messages);
	expect(messages).toEqual(lines);
	expect(messages).toHaveLength(4);
});

test('a log that fails changes nothing: all is paid, and told at the end', async () => {
	const pay = async (editor: () => void) =>
		await recorded(async (sandbox) => {
			const options = { editor };
			const run = await runOn(sandbox, new NetSuitePaymentApply(), {}, ITEMS, options);
			return { status: run.status, hints: run.hints, books: booksOf(sandbox) };
		});
	const whole = await pay(() => {});
	jest.mocked(logger.info).mockImplementation(() => {
		throw new Error('disk full');
	});
	const broken = await pay(() => {
		throw new Error('nobody there');
	});
	expect(broken).toEqual(whole);
	expect(broken.status).toBe('success');
	expect(broken.hints[0].message).toBe(
		'230 payments: 219 Applied, 1 Partially Applied, 10 Unapplied',
	);
});
