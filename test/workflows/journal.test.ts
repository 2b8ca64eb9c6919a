// The step of the settlement workflow that posts the journal, as shipped, on n8n's engine: off on import, on as in
// the demo; one that is blocked is an outcome and fails nothing.
import { configured, readyWorkflow, SETTLEMENT_WORKFLOW } from '../../demo/bundledWorkflow';
import { withChart, withJournal, withPostJournal } from '../../demo/chart';
import type { StoredWorkflow } from '../../demo/host';
import { outcomeOf } from '../../demo/outcome';
import type { BooksSeed, Sandbox } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import { fs, path, ROOT } from '../support/node';
import { jsonOf, runWorkflow } from '../support/runWorkflow';

const REPORT = path.join(ROOT, 'demo/settlement.txt');
const BOOKS = JSON.parse(fs.readFileSync(path.join(ROOT, 'demo/books.json'), 'utf8')) as BooksSeed;

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await createSandbox({ books: withChart(BOOKS) });
});

afterEach(async () => {
	await sandbox.close();
});

const shipped = () => readyWorkflow(SETTLEMENT_WORKFLOW, REPORT);
const asInDemo = () => withJournal(withPostJournal(shipped()), sandbox);

const run = async (workflow: StoredWorkflow) =>
	await runWorkflow(workflow, {
		credentials: { netSuiteTbaApi: { ...sandbox.account, baseUrl: sandbox.url } },
	});

test('off on import: no journal, and clearing holds the documents', async () => {
	const ended = await run(shipped());
	expect(ended.status).toBe('success');
	expect(ended.outputs['Post journal']).toEqual([[], [], []]);
	expect(outcomeOf(sandbox)).toMatchObject({
		journals: [],
		clearing: { account: 'Amazon Clearing', balance: '1049.59' },
	});
});

test('on, as in the demo: the journal, before the page is made, and again nothing', async () => {
	for (const outcome of ['created', 'existed']) {
		const ended = await run(asInDemo());
		expect(ended.status).toBe('success');
		expect(jsonOf(ended.outputs['Post journal'][0])).toMatchObject([{ journal: { outcome } }]);
		const [summary] = jsonOf(ended.outputs['Update settlement summaries'][0]);
		expect(summary.clearing).toMatchObject({ state: 'posted', balance: -106.49, difference: 0 });
		expect(String(summary.outcomePage)).toContain('The journal is in the books.');
		const { journals, clearing } = outcomeOf(sandbox);
		expect(clearing).toEqual({ account: 'Amazon Clearing', balance: '-106.49' });
		expect(journals).toHaveLength(1);
		const [{ lines, ...entry }] = journals;
		expect(entry).toEqual({
			externalId: 'AMZ-JE-18906543210',
			date: '2026-10-17',
			currency: 'USD',
			posting: true,
		});
		expect(
			lines.map(({ account, debit, credit }) => `${account} ${debit}|${credit}`).sort(),
		).toEqual(
			[
				'Operating Bank 653.03|',
				'Selling Fees 212.51|',
				'Fulfilment Fees 71.25|',
				'Storage 27.45|',
				'Advertising 145.49|',
				'Amazon Reserve 310.55|',
				'Amazon Clearing |1156.08',
				'Amazon Reserve |250.00',
				'Reimbursements |14.20',
			].sort(),
		);
	}
});

test('blocked: an outcome with its reason on the page, and the run does not fail', async () => {
	const ended = await run(withPostJournal(shipped()));
	expect(ended.status).toBe('success');
	expect(jsonOf(ended.outputs['Post journal'][1])).toMatchObject([
		{ journal: { outcome: 'skipped', errorCode: 'JOURNAL_ACCOUNT_MISSING' } },
	]);
	const [summary] = jsonOf(ended.outputs['Update settlement summaries'][0]);
	expect(summary).toMatchObject({ ties: true });
	expect(String(summary.outcomePage)).toContain('The last run posted no journal.');
	expect(outcomeOf(sandbox).journals).toEqual([]);
});

test('a dry run plans the journal and writes nothing', async () => {
	const ended = await run(configured(asInDemo(), { dryRun: true }));
	expect(ended.status).toBe('success');
	expect(jsonOf(ended.outputs['Post journal'][0])).toMatchObject([
		{ journal: { outcome: 'planned', isDryRun: true } },
	]);
	const { post, patch, put, batch } = sandbox.requests.counters;
	expect(post + patch + put + batch).toBe(0);
});

test('from the demo, one account changed: an adjusting entry where all differences are posted', async () => {
	await run(asInDemo());
	const other = sandbox.books.ofType('account').find(({ fields }) => fields.acctName === 'Storage');
	const changed = asInDemo();
	const nodes = changed.nodes.map((node) => {
		if (node.name !== 'Post journal') {
			return node;
		}
		const { accounts, options } = node.parameters as Record<string, object>;
		const advertising = { __rl: true, mode: 'list', value: other?.id };
		const parameters = {
			...node.parameters,
			accounts: { ...accounts, advertising },
			options: { ...options, adjusts: 'everything' },
		};
		return { ...node, parameters } as typeof node;
	});
	expect((await run({ ...changed, nodes })).status).toBe('success');
	const { journals, clearing } = outcomeOf(sandbox);
	expect(clearing.balance).toBe('-106.49');
	expect(journals[1]).toMatchObject({
		externalId: 'AMZ-JE-18906543210-A1',
		lines: [
			{ account: 'Storage', debit: '145.49', credit: '' },
			{ account: 'Advertising', debit: '', credit: '145.49' },
		],
	});
});
