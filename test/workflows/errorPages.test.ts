// The page of a run that could not go on, for people: what is wrong with this file or this setting, where to change
// it, whether anything was written, a way back to the form, and the code last.
import { configured, readyWorkflow, SETTLEMENT_WORKFLOW } from '../../demo/bundledWorkflow';
import type { BooksSeed, Sandbox } from '../../sandbox/sandbox';
import { withSandbox } from '../simulate/story';
import { fileItem } from '../support/fileItem';
import { fs, path, ROOT } from '../support/node';
import { loadOurNode } from '../support/ourTypes';
import { runWorkflow, type WorkflowRun } from '../support/runWorkflow';
import { writesOf } from '../support/sandboxNode';

const REPORT = fs.readFileSync(path.join(ROOT, 'demo/settlement.txt'), 'utf8');
const BOOKS = JSON.parse(fs.readFileSync(path.join(ROOT, 'demo/books.json'), 'utf8')) as BooksSeed;
const ORDERS =
	'amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\n';
const workflow = () => readyWorkflow(SETTLEMENT_WORKFLOW, '');

interface Upload {
	content?: string;
	values?: Record<string, unknown>;
	mode?: string;
	formMode?: string;
	/** Other parameters of nodes, by the node's name. */
	parameters?: Record<string, object>;
}

async function upload(sandbox: Sandbox, options: Upload): Promise<WorkflowRun> {
	const { content = REPORT, values = {}, mode = 'Post to NetSuite', formMode } = options;
	const { url, account } = sandbox;
	const json = { submittedAt: '2026-11-22T00:00:00Z', accountName: 'US', mode, formMode };
	const { parameters = {} } = options;
	const ready = configured(workflow(), values);
	const nodes = ready.nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, ...parameters[node.name] },
	}));
	return await runWorkflow(
		{ ...ready, nodes },
		{
			credentials: { netSuiteTbaApi: { ...account, baseUrl: url } },
			start: 'Upload settlement report',
			items: [{ ...fileItem(content, { field: 'settlementFile' }), json }],
		},
	);
}

const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

async function pageOf(options: Upload, prepare: (sandbox: Sandbox) => void = () => {}) {
	return await withSandbox(BOOKS, async (sandbox) => {
		prepare(sandbox);
		const run = await upload(sandbox, options);
		expect(run.pages).toHaveLength(1);
		expect(run.status).toBe('error');
		return { html: run.pages[0], text: textOf(run.pages[0]), writes: writesOf(sandbox) };
	});
}

test('a file of another kind: what it is, what to upload, nothing written, the code last', async () => {
	const { text, html, writes } = await pageOf({ content: ORDERS });
	expect(text).toMatch(/^ This file cannot be settled .*All Orders.* What to do: /);
	expect(text).toContain('Nothing was written to NetSuite.');
	expect(writes).toBe(0);
	expect(text.indexOf('FORMAT_UNKNOWN')).toBeGreaterThan(text.indexOf('go back to the form'));
	expect(text).toContain('FORMAT_UNKNOWN, step Parse settlement report, execution ');
	expect(text).not.toContain('Where:');
	expect(html).toContain('<a href="../form/aa9642bd-e792-5296-a2d7-1ea6394d32ae">');
});

test('a report that does not add up: nobody is advised to switch the proof off', async () => {
	const lines = REPORT.split('\n');
	const { text, writes } = await pageOf({ content: lines.filter((_, at) => at !== 5).join('\n') });
	expect(text).toContain('This file cannot be settled');
	expect(text).toContain('Nothing was written to NetSuite.');
	expect(text).not.toMatch(/Through/);
	expect(writes).toBe(0);
});

test.each([
	[{ paymentAccount: 'No such account' }, 'paymentAccount'],
	[{ refundItem: 'No such item' }, 'refundItem'],
	[{ transactionDate: 'Tomorrow' }, 'transactionDate'],
	[{ overpayment: 'Whatever' }, 'overpayment'],
])(
	'a setting: its name in Set configuration, and that it has to be published: %j',
	async (values, name) => {
		const { text } = await pageOf({ values, mode: 'Dry run: plan only, write nothing' });
		expect(text).toMatch(/^ A setting has to be changed first /);
		expect(text).toMatch(
			new RegExp(`Where: .* its node Set configuration : ${name} ?\\. Then press Publish`),
		);
		expect(text).toContain('Nothing was written to NetSuite.');
	},
);

test('a setting that n8n itself refuses is one of Set configuration, too', async () => {
	const { text, writes } = await pageOf({ values: { batchSize: 'many' } });
	expect(text).toMatch(/^ A setting has to be changed first .*batchSize/);
	expect(text).toContain('its node Set configuration');
	expect(text).toContain('Nothing was written to NetSuite.');
	expect(writes).toBe(0);
});

test('a setting of a later node is refused before anything is written, and the page says so', async () => {
	const { text, writes } = await pageOf({ values: { refundItem: 'No such item' } });
	expect(writes).toBe(0);
	expect(text).toContain('Nothing was written to NetSuite.');
	expect(text).toContain('step Create refunds');
});

test('in the middle of a run nothing is said to be unwritten', async () => {
	const { text, writes } = await pageOf({
		// Only that node knows its turn of the loop.
		parameters: { 'Create refunds': { datePolicy: '={{ $runIndex === 0 ? "Tomorrow" : "" }}' } },
	});
	expect(writes).toBeGreaterThan(0);
	expect(text).not.toContain('Nothing was written');
	expect(text).toContain('What was posted before stays posted');
	expect(text).toContain('step Create refunds');
});

test('NetSuite that is away is neither the file nor a setting; the test form leads back to the test form', async () => {
	const { text, html } = await pageOf({ formMode: 'test' }, ({ faults }) => {
		faults.add({ kind: 'status500', match: { path: /suiteql/ } });
	});
	expect(text).toMatch(/^ NetSuite did not let this run go on /);
	expect(text).not.toContain('Where:');
	expect(html).toContain('<a href="../form-test/');
});

test('an outcome that cannot be looked up: the reason, a way back, the code last', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { url, account } = sandbox;
		const { pages } = await runWorkflow(workflow(), {
			credentials: { netSuiteTbaApi: { ...account, baseUrl: url } },
			start: 'Look up an outcome',
			items: [{ json: { wanted: '', monthsBack: 999 } }],
		});
		// The browser is shown the first page that is reached.
		expect(textOf(pages[0])).toMatch(
			/^ The outcome could not be read .*Months Back.* Nothing was posted\. .*SETTING_INVALID, step Read recorded outcomes, execution /,
		);
		expect(pages[0]).toContain('<a href="../form/3f0f5a52-6a0b-5d0e-9a43-6d1f0d9b7c11">');
	});
});

/** Labels of all parameters of a node, however deep. */
function labelsIn(properties: unknown): Set<string> {
	const names = new Map<string, Set<string>>();
	JSON.stringify(properties, (_, value: { displayName?: string; name?: string }) => {
		if (value?.displayName !== undefined && value.name !== undefined) {
			names.set(value.name, (names.get(value.name) ?? new Set()).add(value.displayName));
		}
		return value;
	});
	return new Set(
		[...names].flatMap(([name, labels]) => [...labels].map((label) => `${name} ${label}`)),
	);
}

test('the page knows each setting by the label that the node beside it shows', async () => {
	const { nodes } = workflow();
	const ours = await Promise.all(
		nodes.map(async ({ type, parameters }) => {
			const labels = labelsIn((await loadOurNode(type))?.description.properties ?? []);
			return { labels, values: { ...parameters, ...(parameters.options as object) } };
		}),
	);
	const page = nodes.find(({ name }) => name === 'Show what went wrong')?.parameters.responseText;
	const pairs = [...String(page).matchAll(/\['([^']+)', '([^']+)'\]/g)].flatMap(
		([, label, names]) => names.split(', ').map((name) => [label, name]),
	);
	expect(pairs.length).toBeGreaterThan(10);
	const isShown = ([label, name]: string[]) =>
		ours.some(({ labels, values }) =>
			Object.entries(values).some(
				([parameter, value]) =>
					labels.has(`${parameter} ${label}`) &&
					JSON.stringify(value).includes(`$('Set configuration').first().json.${name}`),
			),
		);
	expect(pairs.filter((pair) => !isShown(pair))).toEqual([]);
	expect(isShown(['Payment Account', 'refundAccount'])).toBe(false);
});
