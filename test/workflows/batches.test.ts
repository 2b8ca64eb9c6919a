// The loop over batches in the bundled workflow, on n8n's engine against the sandbox: it shows as runs of the
// nodes, changes nothing in the books, ends at an error or a cancel with all that was done recorded, and
// never ends before all items went through, whatever somebody enters as the batch size.
import { configured, readyWorkflow, SETTLEMENT_WORKFLOW } from '../../demo/bundledWorkflow';
import type { Sandbox } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import {
	BATCHED_EQUATION,
	BATCHED_STATUSES,
	BATCHED_STORY,
	BATCHES_OF_THREE,
} from '../simulate/batchedStory';
import { booksOf } from '../simulate/booksOf';
import { auditStory } from '../simulate/story';
import { fileItem } from '../support/fileItem';
import { salesOrder } from '../support/madeBooks';
import { wait } from '../support/node';
import { jsonOf, runWorkflow, type RunOptions } from '../support/runWorkflow';
import { withoutIds, withoutRun } from '../support/settledPage';
import { storyReport } from '../support/storyReport';

const REPORT = storyReport(BATCHED_STORY.events);
const ITEMS = BATCHED_STORY.events.length;
/** What a batch more may cost, in calls. */
const LOOK_UPS_MAX = 25;
const LOOPED = ['Bill waiting orders', 'Apply payments', 'Create refunds'];

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await createSandbox({ books: BATCHED_STORY.books, latencyMs: 5 });
});

afterEach(async () => {
	await sandbox.close();
});

async function settle(batchSize: unknown, values: object = {}, options: RunOptions = {}) {
	const workflow = configured(readyWorkflow(SETTLEMENT_WORKFLOW, ''), { batchSize, ...values });
	const item = fileItem(REPORT, { field: 'settlementFile' });
	const json = { submittedAt: '2026-11-22T00:00:00Z', mode: 'Post to NetSuite' };
	return await runWorkflow(workflow, {
		credentials: { netSuiteTbaApi: { ...sandbox.account, baseUrl: sandbox.url } },
		start: 'Upload settlement report',
		items: [{ ...item, json }],
		...options,
	});
}

const records = () => sandbox.books.records('customrecord_amzstl_transaction');

function statuses(): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { labels } of records()) {
		const status = labels.custrecord_amzstl_t_status;
		counts[status] = (counts[status] ?? 0) + 1;
	}
	return counts;
}

/** The books and the page of one run without batches, on a sandbox of its own. */
async function without() {
	const run = await settle(0);
	const calls = sandbox.requests.counters.total;
	const expected = { books: booksOf(sandbox), page: run.pages[0], calls };
	await sandbox.close();
	sandbox = await createSandbox({ books: BATCHED_STORY.books, latencyMs: 5 });
	return expected;
}

test('batches of three: a run each, the books and the page of a run without', async () => {
	const expected = await without();
	const run = await settle(3);
	expect(run.error).toBeUndefined();
	for (const name of LOOPED) {
		expect(run.runs[name]).toHaveLength(BATCHES_OF_THREE.length);
	}
	expect(run.runs['Bill waiting orders']).toEqual(BATCHES_OF_THREE);
	expect(run.runs['Update settlement summaries']).toEqual([1]);
	expect(run.outputs['Loop over batches'][0]).toHaveLength(ITEMS);
	expect(statuses()).toEqual(BATCHED_STATUSES);
	const [summary] = jsonOf(run.outputs['Update settlement summaries'][0]);
	expect(summary).toMatchObject({ ties: true, equation: BATCHED_EQUATION });
	expect(auditStory(sandbox, BATCHED_STORY)).toEqual([]);
	expect(booksOf(sandbox)).toEqual(expected.books);
	expect(run.pages.map(withoutIds)).toEqual([expected.page].map(withoutIds));
	const more = sandbox.requests.counters.total - expected.calls;
	expect(more / (BATCHES_OF_THREE.length - 1)).toBeLessThan(LOOK_UPS_MAX);
});

test('the same report again in batches posts nothing', async () => {
	await settle(3);
	const before = booksOf(sandbox);
	sandbox.requests.reset();
	const run = await settle(3);
	expect(run.status).toBe('success');
	expect(sandbox.requests.counters.post).toBe(0);
	expect(booksOf(sandbox)).toEqual(before);
});

// n8n gives expressions 128 MB: one over all items failed at 45,000 transactions, before anything was paid.
test('no expression of the workflow asks for all items of a node that has as many as there are transactions', () => {
	const { nodes } = readyWorkflow(SETTLEMENT_WORKFLOW, '');
	const few = /\$\('(Update settlement summaries|Read recorded outcomes)'\)\.all\(\)/g;
	const texts = nodes
		// It gets what leaves the summary node: an item for each settlement.
		.filter(({ name }) => name !== 'Fail with disagreements')
		.map(({ parameters }) => JSON.stringify(parameters).replace(few, ''));
	expect(texts.filter((text) => /\.all\(\)/.test(text))).toEqual([]);
	// What is asked item by item is asked a million times: no node of n8n's inside the loop has an expression.
	const looped = nodes.filter(({ type }) => /\.(if|switch|filter|set|code)$/.test(type));
	expect(looped.map(({ name }) => name).filter((name) => /bill|pay|refund/i.test(name))).toEqual(
		[],
	);
});

test('every item reaches the outcome once, with what became of it and where it came from', async () => {
	const { outputs } = await settle(3);
	const done = outputs['Loop over batches'][0];
	const keys = done.map(({ json }) => json.transactionKey);
	expect(new Set(keys).size).toBe(ITEMS);
	const [orders, refunds] = ['payment', 'refund'].map((key) =>
		done.filter(({ json }) => json[key] !== undefined),
	);
	expect([orders.length, refunds.length]).toEqual([13, 2]);
	const first = outputs['Add settlement records'][0].map(({ json }) => json.transactionKey);
	expect(new Set(first)).toEqual(new Set(keys));
});

test('a batch size of 0 takes everything in one run', async () => {
	const run = await settle(0);
	expect(run.status).toBe('success');
	expect(run.runs['Apply payments']).toHaveLength(1);
	expect(statuses()).toEqual(BATCHED_STATUSES);
});

test.each([-3, 0.4])('a batch size of %p is refused before anything is asked', async (size) => {
	sandbox.requests.reset();
	const run = await settle(size);
	expect(run.pages.join('')).toContain('&#39;Batch Size&#39;) is');
	expect(sandbox.requests.counters.total).toBe(0);
});

test('a settlement smaller than a batch takes one run, and no call more than without batches', async () => {
	await settle(0);
	const calls = sandbox.requests.counters.total;
	await sandbox.close();
	sandbox = await createSandbox({ books: BATCHED_STORY.books });
	const run = await settle(2000);
	expect(run.runs['Apply payments']).toHaveLength(1);
	expect(sandbox.requests.counters.total).toBe(calls);
});

test('a dry run in batches plans what the real run does, and writes nothing', async () => {
	const figures = (run: Awaited<ReturnType<typeof settle>>) => {
		const [{ equation, counts, panes }] = jsonOf(run.outputs['Update settlement summaries'][0]);
		return { equation, counts, panes };
	};
	const plan = await settle(8, { dryRun: true });
	const { post, patch, put, batch } = sandbox.requests.counters;
	expect({ post, patch, put, batch }).toEqual({ post: 0, patch: 0, put: 0, batch: 0 });
	expect(plan.runs['Apply payments']).toHaveLength(2);
	expect(figures(plan)).toEqual(figures(await settle(8)));
});

test('orders waiting for an invoice are billed and paid in their batch', async () => {
	await sandbox.close();
	const names = { externalId: 'Amazon.com_111-7', poNumber: '111-7' };
	const salesOrders = [salesOrder([100], 'Pending Billing', names)];
	sandbox = await createSandbox({ books: { ...BATCHED_STORY.books, salesOrders } });
	const run = await settle(3, { billOrders: true });
	expect(run.error).toBeUndefined();
	expect(run.runs['Bill waiting orders']).toHaveLength(BATCHES_OF_THREE.length);
	expect(statuses()).toEqual({ Applied: 14, 'Partially Applied': 1, New: 1 });
});

/** Waits until the payments of so many batches are recorded. */
async function untilPaid(transactions: number): Promise<void> {
	const isSettled = ({ labels }: { labels: Record<string, string> }) =>
		labels.custrecord_amzstl_t_status !== 'New';
	while (records().filter(isSettled).length < transactions) {
		await wait(1);
	}
}

test('an error in a middle batch shows its reason; what came before is recorded, the next run goes on', async () => {
	const expected = await without();
	const running = settle(3);
	await untilPaid(3);
	sandbox.faults.add({ kind: 'status500', match: { path: /suiteql/ } });
	const run = await running;
	sandbox.faults.clear();
	expect(run.status).toBe('error');
	expect(run.pages).toHaveLength(1);
	expect(run.pages[0]).toContain('NETSUITE_UNREACHABLE');
	expect(run.pages[0]).toContain('What was posted before stays posted');
	expect(run.runs['Apply payments'].length).toBeLessThan(BATCHES_OF_THREE.length);
	expect(run.runs['Update settlement summaries']).toBeUndefined();
	expect(statuses().Applied).toBeGreaterThanOrEqual(3);
	expect(statuses().New).toBeGreaterThan(1);
	const again = await settle(3);
	expect(again.status).toBe('success');
	expect(booksOf(sandbox)).toEqual(expected.books);
	expect(auditStory(sandbox, BATCHED_STORY)).toEqual([]);
	// What this run did differs, where it left the settlement does not.
	expect(again.pages.map(withoutRun)).toEqual([expected.page].map(withoutRun));
});

test('cancelled between two batches: no further batch begins, all that was paid is recorded', async () => {
	const button = new AbortController();
	const running = settle(3, {}, { cancel: button.signal });
	await untilPaid(3);
	button.abort();
	expect((await running).status).toBe('canceled');
	for (let seen = -1; seen !== sandbox.requests.counters.total; ) {
		seen = sandbox.requests.counters.total;
		await wait(200);
	}
	const payments = sandbox.books.records('customerPayment').map(({ id }) => id);
	const named = records().map((one) => String(one.custrecord_amzstl_t_payment ?? ''));
	expect(payments.length).toBeGreaterThanOrEqual(2);
	expect(payments.length).toBeLessThan(12);
	expect(named.filter((id) => id !== '').sort()).toEqual([...payments].sort());
	await settle(3);
	expect(statuses()).toEqual(BATCHED_STATUSES);
	expect(auditStory(sandbox, BATCHED_STORY)).toEqual([]);
});
