// A wrong value in Set configuration is refused by its name on the canvas before anything is written, whichever
// node takes it, however the run was started: the settlement workflow from form, file and another workflow, real and
// dry; settle-open and billing.
import type { INodeExecutionData } from 'n8n-workflow';

import {
	BILLING_WORKFLOW,
	configured,
	OPEN_WORKFLOW,
	readyWorkflow,
	SETTLEMENT_WORKFLOW,
} from '../../demo/bundledWorkflow';
import type { BooksSeed, Sandbox } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import { fileItem } from '../support/fileItem';
import { fs, path, ROOT } from '../support/node';
import { runWorkflow } from '../support/runWorkflow';

const REPORT = path.join(ROOT, 'demo/settlement.txt');
const CONTENT = fs.readFileSync(REPORT, 'utf8');
const BOOKS = JSON.parse(fs.readFileSync(path.join(ROOT, 'demo/books.json'), 'utf8')) as BooksSeed;
const FORM = 'Upload settlement report';
const CALLED = 'When executed by another workflow';
const NO_ACCOUNT = /CONFIGURATION_INCOMPLETE: NetSuite has no account named 'Amazon Clearng'/;

/**
 * Values that each setting cannot have, and what is said of them. n8n itself refuses what is not of the type that the
 * row has in Set configuration; an account or item that is not in NetSuite only NetSuite can tell.
 */
const WRONG: Record<string, Array<[value: unknown, says?: RegExp]>> = {
	dryRun: [['perhaps', /dryRun/]],
	invoiceExternalId: [['{marketplace}_{order}'], [' {orderID}']],
	invoicePoNumber: [['{orderNumber}']],
	paymentAccount: [['Amazon Clearng', NO_ACCOUNT]],
	refundAccount: [
		['Amazon Clearng', NO_ACCOUNT],
		['', /CONFIGURATION_INCOMPLETE: .*is empty/],
	],
	refundItem: [['Amazon Refnd', /CONFIGURATION_INCOMPLETE: NetSuite has no item/]],
	transactionDate: [['Depsit Date'], [''], ['2026-10-31']],
	overpayment: [['keep'], ['0']],
	billOrders: [['sometimes', /billOrders/]],
	billingStatus: [['Pending Biling'], ['']],
	billDate: [['Deposit Date']],
	postJournal: [['later', /postJournal/]],
	monthsBack: [[-1], [2.5], [121], ['two', /monthsBack/]],
	batchSize: [[-5], [0.5], ['many', /batchSize/]],
	concurrency: [[0], [51], [4.5], ['0,50', /concurrency/]],
	ordersStartWith: [],
	// Any text is a name of an account.
	accountName: [],
};
/** Settings that take any text. */
const FREE = ['accountName', 'ordersStartWith'];

/** What stands in Set configuration of a workflow. */
function settings(workflow: string): string[] {
	const node = readyWorkflow(workflow, '').nodes.find(({ name }) => name === 'Set configuration');
	const { assignments } = node?.parameters.assignments as { assignments: Array<{ name: string }> };
	return assignments.map(({ name }) => name);
}

const cases = (workflow: string) =>
	settings(workflow).flatMap((name) =>
		(WRONG[name] ?? []).map(([value, says]): [string, unknown, RegExp] => [
			name,
			value,
			says ?? /SETTING_INVALID/,
		]),
	);

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await createSandbox({ books: BOOKS });
});

afterAll(async () => {
	await sandbox.close();
});

beforeEach(() => sandbox.requests.reset());

async function run(
	workflow: string,
	values: Record<string, unknown>,
	{ start, items }: { start?: string; items?: INodeExecutionData[] } = {},
) {
	return await runWorkflow(configured(readyWorkflow(workflow, REPORT), values), {
		credentials: { netSuiteTbaApi: { ...sandbox.account, baseUrl: sandbox.url } },
		start,
		items,
	});
}

const reportItem = (json = {}): INodeExecutionData => ({
	...fileItem(CONTENT, { field: 'settlementFile' }),
	json,
});
const form = (mode: string) => ({
	start: FORM,
	items: [reportItem({ submittedAt: '2026-11-22T00:00:00Z', mode })],
});

/** Reads may have been needed; a write never, and no record of ours stands. */
function nothingWritten() {
	const { post, patch, put, delete: deleted, batch } = sandbox.requests.counters;
	expect(post + patch + put + deleted + batch).toBe(0);
	for (const type of ['customrecord_amzstl_settlement', 'customrecord_amzstl_transaction']) {
		expect(sandbox.books.records(type).filter(({ seeded }) => !seeded)).toEqual([]);
	}
}

test.each([SETTLEMENT_WORKFLOW, OPEN_WORKFLOW, BILLING_WORKFLOW])(
	'%s: each setting has wrong values here, or takes any text',
	(workflow) => {
		const untried = settings(workflow).filter(
			(name) => (WRONG[name] ?? []).length === 0 && !FREE.includes(name),
		);
		expect(untried).toEqual([]);
	},
);

test.each(cases(SETTLEMENT_WORKFLOW))('form: %s %p is refused', async (name, value, says) => {
	const ended = await run(SETTLEMENT_WORKFLOW, { [name]: value }, form('Post to NetSuite'));
	expect(ended.status).toBe('error');
	const message = String(ended.error?.message);
	expect(message).toMatch(says);
	if (says.source.includes('SETTING') || says.source.includes('CONFIGURATION')) {
		expect(message).toContain(`'${name}' in Set configuration`);
	}
	expect(ended.pages[0]).toContain(name);
	expect(ended.pages[0]).toContain('Nothing was written to NetSuite');
	nothingWritten();
});

test.each(cases(OPEN_WORKFLOW))('settle-open: %s %p is refused', async (name, value, says) => {
	const billing = name.startsWith('bill') ? { billOrders: true } : {};
	const ended = await run(OPEN_WORKFLOW, { ...billing, [name]: value });
	expect(String(ended.error?.message)).toMatch(says);
	expect(String(ended.error?.message)).toContain(name);
	nothingWritten();
});

test.each(cases(BILLING_WORKFLOW))('billing: %s %p is refused', async (name, value, says) => {
	const ended = await run(BILLING_WORKFLOW, { [name]: value });
	expect(String(ended.error?.message)).toMatch(says);
	expect(String(ended.error?.message)).toContain(name);
	nothingWritten();
});

const WRONG_DATE = { transactionDate: 'Depsit Date' };
const ENTRIES: Array<[entry: string, values: object, from: Parameters<typeof run>[2]]> = [
	['form, dry run', WRONG_DATE, form('Dry run: plan only, write nothing')],
	['file', WRONG_DATE, {}],
	['file, dry run', { ...WRONG_DATE, dryRun: true }, {}],
	['another workflow', WRONG_DATE, { start: CALLED, items: [reportItem()] }],
	[
		'another workflow, dry run',
		WRONG_DATE,
		{ start: CALLED, items: [reportItem({ dryRun: true })] },
	],
];

test.each(ENTRIES)('%s: refused without a request, with the choices', async (_, values, from) => {
	const ended = await run(SETTLEMENT_WORKFLOW, values as Record<string, unknown>, from);
	expect(ended.status).toBe('error');
	expect(ended.error?.message).toContain(
		"SETTING_INVALID: 'transactionDate' in Set configuration ('Transaction Date') is 'Depsit Date', which is none of its choices",
	);
	expect(ended.error?.message).toContain("'Deposit Date' (deposit)");
	expect(sandbox.requests.counters.total).toBe(0);
});

test('a wrong value in a later node itself is refused as early, and that node is named', async () => {
	const workflow = readyWorkflow(SETTLEMENT_WORKFLOW, REPORT);
	const nodes = workflow.nodes.map((node) =>
		node.name === 'Create refunds'
			? { ...node, parameters: { ...node.parameters, options: { excess: 'perhaps' } } }
			: node,
	);
	const ended = await runWorkflow(
		{ ...workflow, nodes },
		{
			credentials: { netSuiteTbaApi: { ...sandbox.account, baseUrl: sandbox.url } },
			...form('Post to NetSuite'),
		},
	);
	expect(ended.error?.message).toContain('(node Create refunds)');
	expect(ended.pages[0]).toContain('its node <i>Create refunds</i>');
	expect(sandbox.requests.counters.total).toBe(0);
});
