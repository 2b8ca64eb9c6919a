// Billing in the bundled workflows, on n8n's engine against the sandbox: the workflow of its own, and the
// branch in the other two, off as shipped and switched on in Set configuration. The demo's books have one
// unbilled order over 73.50 for which its report brings 73.50.
import {
	BILLING_WORKFLOW,
	configured,
	OPEN_WORKFLOW,
	readyWorkflow,
	SETTLEMENT_WORKFLOW,
} from '../../demo/bundledWorkflow';
import type { BooksSeed, Sandbox } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import { auditBilling } from '../simulate/billingAuditor';
import { fs, path, ROOT } from '../support/node';
import { jsonOf, runWorkflow } from '../support/runWorkflow';

const REPORT = path.join(ROOT, 'demo/settlement.txt');
const BOOKS = JSON.parse(fs.readFileSync(path.join(ROOT, 'demo/books.json'), 'utf8')) as BooksSeed;
const ORDER = '111-4200685-8104555';
const NAME = `Amazoncom_${ORDER}`;

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await createSandbox({ books: BOOKS });
});

afterEach(async () => {
	await sandbox.close();
});

async function run(name: string, values: Record<string, unknown> = {}) {
	const workflow = configured(readyWorkflow(name, REPORT), values);
	const ended = await runWorkflow(workflow, {
		credentials: { netSuiteTbaApi: { ...sandbox.account, baseUrl: sandbox.url } },
	});
	expect(ended.error).toBeUndefined();
	return ended;
}

const made = () => sandbox.books.records('invoice').filter(({ seeded }) => !seeded);

function statusOf(orderId: string): unknown {
	const record = sandbox.books
		.records('customrecord_amzstl_transaction')
		.find((one) => one.custrecord_amzstl_t_order_id === orderId);
	return record?.labels.custrecord_amzstl_t_status;
}

test('as shipped, no workflow that settles bills anything', async () => {
	const ended = await run(SETTLEMENT_WORKFLOW);
	// The node is in the way of the items, and lets them pass as they came.
	expect(jsonOf(ended.outputs['Bill waiting orders'][0])).toEqual(
		jsonOf(ended.outputs['Loop over batches'][1]),
	);
	await run(OPEN_WORKFLOW);
	expect(made()).toEqual([]);
	expect(statusOf(ORDER)).toBe('Unapplied');
});

test('switched on, the settlement workflow bills what waits and pays it in the same run', async () => {
	const ended = await run(SETTLEMENT_WORKFLOW, { billOrders: true });
	expect(made()).toMatchObject([{ externalId: NAME, total: '73.50', open: '0.00', status: 'B' }]);
	expect(statusOf(ORDER)).toBe('Applied');
	const items = jsonOf(ended.outputs['Bill waiting orders'][0]);
	expect(items).toHaveLength(24);
	expect(items.filter(({ billing }) => billing !== undefined)).toMatchObject([
		{ orderId: ORDER, billing: { status: 'Billed', outcome: 'created', total: 73.5 } },
	]);
	const [summary] = jsonOf(ended.outputs['Update settlement summaries'][0]);
	// 1,111.85 without billing, and the 73.50 of the order.
	expect(summary).toMatchObject({
		ties: true,
		counts: { Applied: 17, 'Partially Applied': 1, Unapplied: 3, New: 0 },
		equation: { paid: 1185.35, difference: 0 },
	});
	await run(SETTLEMENT_WORKFLOW, { billOrders: true });
	expect(made()).toHaveLength(1);
	expect(
		auditBilling(
			sandbox.books,
			new Map([
				[`Amazon.com_${ORDER}`, { billed: 7350, names: [NAME] }],
				['Amazon.com_111-4200822-8105466', { billed: 14200, names: ['INV-111-4200822-8105466'] }],
			]),
		),
	).toEqual([]);
});

test('switched on, the daily workflow bills what waited and pays it', async () => {
	await run(SETTLEMENT_WORKFLOW);
	expect(statusOf(ORDER)).toBe('Unapplied');
	await run(OPEN_WORKFLOW, { billOrders: true });
	expect(made()).toMatchObject([{ externalId: NAME, open: '0.00' }]);
	expect(statusOf(ORDER)).toBe('Applied');
	const again = await run(OPEN_WORKFLOW, { billOrders: true });
	expect(jsonOf(again.outputs['Bill waiting orders'][0]).filter(({ billing }) => billing)).toEqual(
		[],
	);
	expect(made()).toHaveLength(1);
});

test('the billing workflow bills, plans when it is a dry run, and tells what is left', async () => {
	const held = { ...BOOKS.salesOrders![0], externalId: 'Amazon.com_111-0', otherRefNum: '111-0' };
	await sandbox.close();
	const salesOrders = [...BOOKS.salesOrders!, { ...held, hold: 'payment' as const }];
	sandbox = await createSandbox({ books: { ...BOOKS, salesOrders } });
	const plan = await run(BILLING_WORKFLOW, { dryRun: true });
	expect(jsonOf(plan.outputs.Billed[0])).toMatchObject([
		{ orderId: ORDER, billing: { outcome: 'planned', externalId: NAME } },
		{ orderId: '111-0', billing: { outcome: 'planned' } },
	]);
	expect(made()).toEqual([]);
	const ended = await run(BILLING_WORKFLOW);
	expect(made()).toMatchObject([{ externalId: NAME, total: '73.50', open: '73.50' }]);
	expect(jsonOf(ended.outputs['Look at what is left'][0])).toMatchObject([
		{ orderId: '111-0', billing: { errorCode: 'ORDER_ON_HOLD' } },
	]);
	await run(SETTLEMENT_WORKFLOW);
	expect(statusOf(ORDER)).toBe('Applied');
});

test('a dry run of the settlement workflow with billing on plans it and writes nothing', async () => {
	const ended = await run(SETTLEMENT_WORKFLOW, { billOrders: true, dryRun: true });
	expect(made()).toEqual([]);
	const { post, patch, put, batch } = sandbox.requests.counters;
	expect({ post, patch, put, batch }).toEqual({ post: 0, patch: 0, put: 0, batch: 0 });
	const told = jsonOf(ended.outputs['Bill waiting orders'][0]).filter(({ billing }) => billing);
	expect(told).toMatchObject([{ orderId: ORDER, billing: { outcome: 'planned' } }]);
});
