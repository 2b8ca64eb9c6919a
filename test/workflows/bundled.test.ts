// The bundled workflows, as they are shipped, on n8n's engine against the sandbox: through the form and
// from a file, on a report that fails, and the one for open transactions. The demo's report and books
// are written by hand, so what must come out is known from there.
import type { IDataObject } from 'n8n-workflow';

import {
	configured,
	OPEN_WORKFLOW,
	readyWorkflow,
	SETTLEMENT_WORKFLOW,
} from '../../demo/bundledWorkflow';
import { createSandbox } from '../../sandbox/sandbox';
import type { BooksSeed, Sandbox } from '../../sandbox/sandbox';
import { fileItem } from '../support/fileItem';
import { fs, path, ROOT } from '../support/node';
import { jsonOf, runWorkflow } from '../support/runWorkflow';

const REPORT = path.join(ROOT, 'demo/settlement.txt');
const BOOKS = JSON.parse(fs.readFileSync(path.join(ROOT, 'demo/books.json'), 'utf8')) as BooksSeed;

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await createSandbox({ books: BOOKS });
});

afterEach(async () => {
	await sandbox.close();
});

const credentials = () => ({ netSuiteTbaApi: { ...sandbox.account, baseUrl: sandbox.url } });

async function runOnFile(name = SETTLEMENT_WORKFLOW, report = REPORT) {
	return await runWorkflow(readyWorkflow(name, report), { credentials: credentials() });
}

async function runFromForm(content: string, mode: unknown, values: Record<string, unknown> = {}) {
	const item = fileItem(content, { field: 'settlementFile' });
	const json = {
		submittedAt: '2026-11-22T00:00:00Z',
		accountName: 'US store',
		mode,
	} as IDataObject;
	return await runWorkflow(configured(readyWorkflow(SETTLEMENT_WORKFLOW, REPORT), values), {
		credentials: credentials(),
		start: 'Upload settlement report',
		items: [{ ...item, json }],
	});
}

const statuses = () =>
	sandbox.books
		.records('customrecord_amzstl_transaction')
		.map(({ labels }) => labels.custrecord_amzstl_t_status)
		.sort();

test('from a file: every transaction is recorded and the summary ties', async () => {
	const run = await runOnFile();
	expect(run.error).toBeUndefined();
	expect(run.status).toBe('success');
	const [{ binary }] = run.outputs['Update settlement summaries'][0];
	const report = Buffer.from(binary?.settlementReport.data ?? '', 'base64').toString();
	expect(report).toContain('<th scope="row">File</th><td>settlement.txt</td>');
	expect(Object.keys(binary ?? {})).toHaveLength(4);
	expect(run.pages).toEqual([]);
	expect(statuses().filter((status) => status === 'Applied')).toHaveLength(16);
	const [summary] = jsonOf(run.outputs['Update settlement summaries'][0]);
	expect(summary).toMatchObject({
		settlementId: '18906543210',
		ties: true,
		counts: { Applied: 16, 'Partially Applied': 1, Unapplied: 4, New: 0 },
		equation: { deposit: 653.03, sum: 653.03, difference: 0, paid: 1111.85, paidRest: 30.24 },
	});
	const [record] = sandbox.books.records('customrecord_amzstl_settlement');
	expect(record).toMatchObject({
		custrecord_amzstl_s_paid: '1111.85',
		custrecord_amzstl_s_refunded: '92.50',
		custrecord_amzstl_s_not_posted: '106.49',
		custrecord_amzstl_s_difference: '0.00',
	});
});

test('what is Unapplied leaves a second time through its own output', async () => {
	const run = await runOnFile();
	const unapplied = jsonOf(run.outputs['Apply payments'][1]);
	expect(unapplied.map(({ orderId }) => orderId)).toHaveLength(3);
	expect(run.outputs['Apply payments'][0]).toHaveLength(24);
});

test('through the form: the page tells the outcome', async () => {
	const run = await runFromForm(fs.readFileSync(REPORT, 'utf8'), 'Post to NetSuite');
	expect(run.error).toBeUndefined();
	expect(run.pages).toHaveLength(1);
	expect(run.pages[0]).toContain('Ties to the deposit of 653.03 USD to the cent');
	expect(run.pages[0]).toContain('US store');
	// The README explains this page figure by figure.
	const readme = fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8');
	const shown = readme.matchAll(/^ *\| ([A-Z][^|]+) \| (\u2212?[\d,]+\.\d\d) \|/gm);
	const [, equation = ''] = /<table id="equation">([\s\S]*?)<\/table>/.exec(run.pages[0]) ?? [];
	const page = equation.matchAll(/<th scope="row">([^<]+)<\/th><td class="n">([^<]+)<\/td>/g);
	expect([...shown].map(([, ...row]) => row)).toEqual([...page].map(([, ...row]) => row));
});

test('a dry run through the form writes nothing and shows the figures the real run gives', async () => {
	const report = fs.readFileSync(REPORT, 'utf8');
	const plan = await runFromForm(report, 'Dry run: plan only, write nothing');
	const { post, patch, put, batch } = sandbox.requests.counters;
	expect({ post, patch, put, batch }).toEqual({ post: 0, patch: 0, put: 0, batch: 0 });
	const real = await runFromForm(report, 'Post to NetSuite');
	const figures = (run: typeof real) => {
		const [{ equation, counts, panes }] = jsonOf(run.outputs['Update settlement summaries'][0]);
		return { equation, counts, panes };
	};
	expect(figures(plan)).toEqual(figures(real));
});

const writes = () => {
	const { post, patch, put, batch } = sandbox.requests.counters;
	return post + patch + put + batch;
};

// Somebody translated the option, emptied it, or left the list out of the form.
test.each([
	'In NetSuite buchen',
	'post to netsuite',
	'Post to NetSuite ',
	'',
	null,
	undefined,
	true,
])('through the form, %p is not the posting choice: it plans', async (mode) => {
	const run = await runFromForm(fs.readFileSync(REPORT, 'utf8'), mode);
	expect(run.error).toBeUndefined();
	expect(run.pages[0]).toContain('Dry run');
	expect(writes()).toBe(0);
});

test('the form offers the dry run first, and has it selected', () => {
	const { nodes } = readyWorkflow(SETTLEMENT_WORKFLOW, REPORT);
	const form = nodes.find(({ name }) => name === 'Upload settlement report');
	const { values } = form?.parameters.formFields as { values: IDataObject[] };
	const mode = values.find(({ fieldName }) => fieldName === 'mode');
	expect(mode).toMatchObject({
		defaultValue: 'Dry run: plan only, write nothing',
		fieldOptions: {
			values: [{ option: 'Dry run: plan only, write nothing' }, { option: 'Post to NetSuite' }],
		},
	});
});

test('dryRun in Set configuration makes a file run a dry run, and an upload too', async () => {
	const file = configured(readyWorkflow(SETTLEMENT_WORKFLOW, REPORT), { dryRun: true });
	const run = await runWorkflow(file, { credentials: credentials() });
	expect(run.status).toBe('success');
	expect(writes()).toBe(0);
	const report = fs.readFileSync(REPORT, 'utf8');
	await runFromForm(report, 'Post to NetSuite', { dryRun: true });
	expect(writes()).toBe(0);
});

test.each([SETTLEMENT_WORKFLOW, OPEN_WORKFLOW])(
	'%s: a dryRun that is neither true nor false posts nothing',
	async (name) => {
		const workflow = configured(readyWorkflow(name, REPORT), { dryRun: 'perhaps' });
		const run = await runWorkflow(workflow, { credentials: credentials() });
		expect(run.status).toBe('error');
		expect(writes()).toBe(0);
	},
);

test('a report that does not add up writes nothing; the form says why and the run fails', async () => {
	const wrong = fs.readFileSync(REPORT, 'utf8').replace('\t653.03\t', '\t653.04\t');
	const run = await runFromForm(wrong, 'Post to NetSuite');
	expect(run.status).toBe('error');
	expect(run.pages[0]).toContain('SETTLEMENT_OUT_OF_BALANCE');
	expect(run.pages[0]).toContain('653.04');
	expect(run.pages[0]).toContain('653.03');
	expect(sandbox.requests.counters.total).toBe(0);
});

test('a re-issued report with other content stops with a clear message and changes nothing', async () => {
	await runOnFile();
	const records = JSON.stringify(sandbox.books.records('customrecord_amzstl_transaction'));
	const edited = fs
		.readFileSync(REPORT, 'utf8')
		.replace('\t653.03\t', '\t653.02\t')
		.replace('\t-39.99\t', '\t-40.00\t');
	const run = await runFromForm(edited, 'Post to NetSuite');
	expect(run.status).toBe('error');
	expect(run.pages[0]).toContain('SETTLEMENT_CHANGED');
	expect(JSON.stringify(sandbox.books.records('customrecord_amzstl_transaction'))).toBe(records);
});

test('the workflow for open transactions runs alone, also when nothing is open', async () => {
	const empty = await runOnFile(OPEN_WORKFLOW);
	expect(empty.error).toBeUndefined();
	expect(empty.outputs['Write what is left']).toBeUndefined();
	await runOnFile();
	const before = sandbox.books.records('customerPayment').length;
	const run = await runOnFile(OPEN_WORKFLOW);
	expect(run.error).toBeUndefined();
	expect(jsonOf(run.outputs['Apply open payments'][0])).toHaveLength(3);
	// With the payments of the node before: the summary says what the whole run did.
	expect(jsonOf(run.outputs['Create open refunds'][0])).toHaveLength(4);
	expect(sandbox.books.records('customerPayment')).toHaveLength(before);
});

test('the daily run writes what is left for those who want to hear of it, and sends nothing by itself', async () => {
	await runOnFile();
	const run = await runOnFile(OPEN_WORKFLOW);
	expect(run.error).toBeUndefined();
	const [{ verdict }] = jsonOf(run.outputs['Update settlement summaries'][0]);
	const left = {
		subject: '1 Amazon settlement with something left',
		text: `Settlement 18906543210 (Amazon): ${String(verdict)}`,
	};
	expect(jsonOf(run.outputs['Write what is left'][0])).toEqual([left]);
	// They are off, so the items pass through them untouched.
	for (const name of ['Mail what is left', 'Post what is left']) {
		expect(jsonOf(run.outputs[name][0])).toEqual([left]);
	}
});
