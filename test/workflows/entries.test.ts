// The ways into the settlement workflow beside the form and the file: another workflow calls it with a report
// and gets one outcome, and the look-up shows what NetSuite holds. What was settled is marked on the
// execution; settings that n8n cannot read are told on the page.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { configured, readyWorkflow, SETTLEMENT_WORKFLOW } from '../../demo/bundledWorkflow';
import { createSandbox } from '../../sandbox/sandbox';
import type { BooksSeed, Sandbox } from '../../sandbox/sandbox';
import { fileItem } from '../support/fileItem';
import { fs, path, ROOT } from '../support/node';
import { jsonOf, runWorkflow } from '../support/runWorkflow';

const REPORT = path.join(ROOT, 'demo/settlement.txt');
const CONTENT = fs.readFileSync(REPORT, 'utf8');
const BOOKS = JSON.parse(fs.readFileSync(path.join(ROOT, 'demo/books.json'), 'utf8')) as BooksSeed;
const CALLED = 'When executed by another workflow';
const SETTLEMENT = '18906543210';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await createSandbox({ books: BOOKS });
});

afterEach(async () => {
	await sandbox.close();
});

async function run(
	start: string,
	item: INodeExecutionData,
	{ report = REPORT, values = {} }: { report?: string; values?: Record<string, unknown> } = {},
) {
	return await runWorkflow(configured(readyWorkflow(SETTLEMENT_WORKFLOW, report), values), {
		credentials: { netSuiteTbaApi: { ...sandbox.account, baseUrl: sandbox.url } },
		start,
		items: [item],
	});
}

const reportItem = (field: string, json: IDataObject = {}): INodeExecutionData => ({
	...fileItem(CONTENT, { field }),
	json,
});
const payments = () => sandbox.books.records('customerPayment').filter(({ seeded }) => !seeded);
const writes = () => {
	const { post, patch, put, batch } = sandbox.requests.counters;
	return post + patch + put + batch;
};

test.each(['settlementFile', 'data'])(
	'another workflow sends the report as %s and gets one outcome',
	async (field) => {
		const ended = await run(CALLED, reportItem(field, { accountName: 'UK store' }), {
			report: '/nowhere/settlement.txt',
		});
		expect(ended.error).toBeUndefined();
		const outcome = jsonOf(ended.outputs['Return outcome'][0]);
		expect(outcome).toHaveLength(1);
		expect(outcome[0]).toMatchObject({
			settlementIds: [SETTLEMENT],
			dryRun: false,
			tiesToDeposit: true,
			isPosted: false,
			settlements: [{ settlementId: SETTLEMENT, account: 'UK store' }],
		});
		expect(outcome[0].outcomePage).toContain(SETTLEMENT);
		expect(payments()).toHaveLength(14);
		expect(ended.pages).toEqual([]);
	},
);

test.each([true, 'true', 'false', 'yes', 1, 0, ''])(
	'a caller that sends dryRun %p gets a plan: only false posts',
	async (dryRun) => {
		const ended = await run(CALLED, reportItem('data', { dryRun }));
		expect(ended.error).toBeUndefined();
		expect(jsonOf(ended.outputs['Return outcome'][0])[0]).toMatchObject({ dryRun: true });
		expect(writes()).toBe(0);
	},
);

test('a caller that forgot the report gets an error, not the outcome of another file', async () => {
	const ended = await run(CALLED, { json: { accountName: 'UK store' } });
	expect(ended.status).toBe('error');
	expect(ended.outputs['Read settlement file']).toBeUndefined();
	expect(sandbox.requests.counters.total).toBe(0);
});

test('a call with nothing at all takes the file, as n8n execute does', async () => {
	const ended = await run(CALLED, { json: {} });
	expect(ended.error).toBeUndefined();
	expect(payments()).toHaveLength(14);
});

test('the execution is marked with what was settled and how it ended', async () => {
	const ended = await run(CALLED, reportItem('data', { dryRun: true }));
	const [{ verdict }] = jsonOf(ended.outputs['Update settlement summaries'][0]);
	expect(ended.customData).toEqual({
		settlement_ids: SETTLEMENT,
		verdict: String(verdict).slice(0, 250),
		ties: 'yes',
		posted: 'no',
		dry_run: 'yes',
		started_by: 'workflow',
	});
});

test('several settlements in one report: one item, one mark', async () => {
	const two = fs.readFileSync(path.join(ROOT, 'test/reports/two-settlements.txt'), 'utf8');
	const item = { ...fileItem(two, { field: 'data' }), json: { dryRun: true } };
	const ended = await run(CALLED, item);
	expect(ended.error).toBeUndefined();
	const [outcome, ...more] = jsonOf(ended.outputs['Return outcome'][0]);
	expect(more).toEqual([]);
	const ids = outcome.settlementIds as string[];
	expect(new Set(ids).size).toBe(2);
	expect(ended.customData.settlement_ids).toBe(ids.join(' '));
});

test('a setting that n8n cannot read is told on the page of the form, and the run fails', async () => {
	const json = { submittedAt: '2026-11-22T00:00:00Z', mode: 'Post to NetSuite' };
	const ended = await run('Upload settlement report', reportItem('settlementFile', json), {
		values: { batchSize: 'many' },
	});
	expect(ended.status).toBe('error');
	expect(ended.pages[0]).toContain('batchSize');
	expect(sandbox.requests.counters.total).toBe(0);
});

describe('the look-up', () => {
	const lookUp = async (json: IDataObject) => await run('Look up an outcome', { json });

	test('shows what NetSuite holds, and posts nothing', async () => {
		await run(CALLED, reportItem('data'));
		const before = payments().length;
		sandbox.requests.reset();
		const ended = await lookUp({ wanted: SETTLEMENT, monthsBack: 2 });
		expect(ended.error).toBeUndefined();
		expect(ended.pages[0]).toContain(`Amazon settlement ${SETTLEMENT}`);
		expect(ended.pages[0]).not.toContain('Dry run');
		expect(payments()).toHaveLength(before);
		expect(sandbox.requests.counters.post).toBe(0);
		const all = await lookUp({ wanted: '', monthsBack: null });
		expect(all.pages).toEqual(ended.pages);
	});

	test('says that a settlement is not there', async () => {
		const ended = await lookUp({ wanted: '1<b>', monthsBack: 2 });
		expect(ended.pages[0]).toContain('No such settlement is recorded');
		expect(ended.pages[0]).not.toContain('<b>');
	});

	test('says why it cannot read', async () => {
		sandbox.faults.add({ kind: 'status500', match: { path: /suiteql/ } });
		const ended = await lookUp({ wanted: SETTLEMENT, monthsBack: 2 });
		sandbox.faults.clear();
		expect(ended.pages[0]).toContain('The outcome could not be read');
		expect(ended.pages[0]).toContain('NETSUITE_UNREACHABLE');
	});
});
