// The loop over batches in a real n8n, with n8n's own Loop Over Items: a settlement in batches of three leaves
// the books and the page of a run without batches; an error in a middle batch and the stop button leave what
// was done recorded, and the next run does the rest.
import {
	configured,
	readyWorkflow,
	SETTLEMENT_WORKFLOW,
	workflowId,
} from '../../demo/bundledWorkflow';
import { setStage, type Stage } from '../../demo/stage';
import { formAddress, submitForm } from '../../demo/uploadForm';
import {
	BATCHED_EQUATION,
	BATCHED_STATUSES,
	BATCHED_STORY,
	BATCHES_OF_THREE,
} from '../simulate/batchedStory';
import { booksOf } from '../simulate/booksOf';
import { auditStory } from '../simulate/story';
import { fs, os, path, wait } from '../support/node';
import { withoutIds } from '../support/settledPage';
import { storyReport } from '../support/storyReport';

const SETTLE = workflowId(SETTLEMENT_WORKFLOW);

let folder: string;
let report: string;
let stage: Stage;

beforeAll(() => {
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'settlement-batches-'));
	report = path.join(folder, 'settlement.txt');
	fs.writeFileSync(report, storyReport(BATCHED_STORY.events));
	fs.writeFileSync(path.join(folder, 'books.json'), JSON.stringify(BATCHED_STORY.books));
});

afterEach(async () => {
	await stage.close();
});

afterAll(() => {
	fs.rmSync(folder, { recursive: true });
});

async function open(batchSize: number): Promise<void> {
	stage = await setStage({ report, books: path.join(folder, 'books.json') });
	const ready = readyWorkflow(SETTLEMENT_WORKFLOW, report);
	await stage.host.importWorkflows([configured(ready, { batchSize })]);
}

const records = () => stage.sandbox.books.records('customrecord_amzstl_transaction');
const isTold = ({ labels }: { labels: Record<string, string> }) =>
	labels.custrecord_amzstl_t_status !== 'New';

function statuses(): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { labels } of records()) {
		const status = labels.custrecord_amzstl_t_status;
		counts[status] = (counts[status] ?? 0) + 1;
	}
	return counts;
}

async function untilTold(transactions: number): Promise<void> {
	while (records().filter(isTold).length < transactions) {
		await wait(2);
	}
}

async function settle() {
	const run = await stage.host.execute(SETTLE);
	return { run, summary: run.nodes['Update settlement summaries']?.outputs[0][0] };
}

test('batches of three show as runs; books and page are those of a run without, and stay so', async () => {
	await open(0);
	const whole = await settle();
	expect(whole.run.nodes['Apply payments'].runs).toBe(1);
	const expected = booksOf(stage.sandbox);
	await stage.close();

	await open(3);
	const { run, summary } = await settle();
	expect(run.errorMessage).toBe('');
	expect(run.status).toBe('success');
	for (const name of ['Apply payments', 'Create refunds']) {
		expect(run.nodes[name].runs).toBe(BATCHES_OF_THREE.length);
		expect(run.nodes[name].outputs[0]).toHaveLength(BATCHED_STORY.events.length);
	}
	expect(run.nodes['Update settlement summaries'].runs).toBe(1);
	expect(statuses()).toEqual(BATCHED_STATUSES);
	expect(summary).toMatchObject({ ties: true, equation: BATCHED_EQUATION });
	expect(auditStory(stage.sandbox, BATCHED_STORY)).toEqual([]);
	expect(booksOf(stage.sandbox)).toEqual(expected);
	const page = withoutIds(String(summary.outcomePage));
	expect(page).toEqual(withoutIds(String(whole.summary.outcomePage)));

	stage.sandbox.requests.reset();
	const again = await settle();
	expect(again.run.status).toBe('success');
	expect(stage.sandbox.requests.counters.post).toBe(0);
	expect(booksOf(stage.sandbox)).toEqual(expected);
});

test('an error in a middle batch ends the run with its reason; the next run goes on from there', async () => {
	await open(3);
	const { faults } = stage.sandbox;
	const running = settle();
	await untilTold(5);
	faults.add({ kind: 'status500', match: { path: /suiteql/ } });
	const { run } = await running;
	faults.clear();
	expect(run.status).toBe('error');
	expect(run.errorMessage).toContain('NETSUITE_UNREACHABLE');
	expect(run.nodes['Apply payments'].runs).toBeGreaterThan(1);
	expect(run.nodes['Apply payments'].runs).toBeLessThan(BATCHES_OF_THREE.length);
	expect(run.nodes['Update settlement summaries']).toBeUndefined();
	expect(statuses().New).toBeGreaterThan(1);
	const again = await settle();
	expect(again.run.status).toBe('success');
	expect(statuses()).toEqual(BATCHED_STATUSES);
	expect(auditStory(stage.sandbox, BATCHED_STORY)).toEqual([]);
});

test('the stop button between batches: what was paid is recorded, the form run after it does the rest', async () => {
	await open(3);
	const { faults, books, requests } = stage.sandbox;
	const server = await stage.host.startServer();
	await server.activate(SETTLE);
	const form = await formAddress(server, report);
	faults.add({ kind: 'slow', delayMs: 100 });
	const sent = submitForm(server, form, report).catch(() => undefined);
	await untilTold(3);
	const { results } = await server.rest<{ results: Array<{ id: string }> }>('GET', 'executions');
	await server.rest('POST', `executions/${results[0].id}/stop`);
	for (let seen = -1; seen !== requests.counters.total; ) {
		seen = requests.counters.total;
		await wait(1500);
	}
	faults.clear();
	await sent;
	const payments = books.records('customerPayment').map(({ id }) => id);
	const named = records().map((one) => String(one.custrecord_amzstl_t_payment ?? ''));
	expect(payments.length).toBeGreaterThanOrEqual(2);
	expect(payments.length).toBeLessThan(12);
	expect(named.filter((id) => id !== '').sort()).toEqual([...payments].sort());
	expect(server.log()).toContain('Apply payments, batch 1 of 6: 2 of 2 transactions, 2 Applied');
	await submitForm(server, form, report);
	const paid = () => books.records('customrecord_amzstl_settlement')[0].custrecord_amzstl_s_paid;
	while (Number(paid()) !== BATCHED_EQUATION.paid) {
		await wait(100);
	}
	expect(statuses()).toEqual(BATCHED_STATUSES);
	expect(auditStory(stage.sandbox, BATCHED_STORY)).toEqual([]);
});
