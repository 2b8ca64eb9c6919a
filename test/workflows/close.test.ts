// The workflow for the end of a month, as shipped, on n8n's engine: it posts the journals that are missing and what was
// paid since, and what a changed account would move it lists and leaves.
import { CLOSE_WORKFLOW, configured, readyWorkflow } from '../../demo/bundledWorkflow';
import { withChart, withJournal } from '../../demo/chart';
import type { StoredWorkflow } from '../../demo/host';
import { outcomeOf } from '../../demo/outcome';
import { NO_SETTINGS } from '../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { BooksSeed, Sandbox } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import { itemsOfFile, journalsInBooks } from '../support/journals';
import { fs, path, ROOT } from '../support/node';
import { jsonOf, runWorkflow } from '../support/runWorkflow';
import { idNamed, settle } from '../support/settle';

const BOOKS = JSON.parse(fs.readFileSync(path.join(ROOT, 'demo/books.json'), 'utf8')) as BooksSeed;

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await createSandbox({ books: withChart(BOOKS) });
});

afterEach(async () => {
	await sandbox.close();
});

const shipped = (values: Record<string, unknown> = {}) =>
	configured(withJournal(readyWorkflow(CLOSE_WORKFLOW, ''), sandbox), values);

const run = async (workflow: StoredWorkflow, start = 'Every morning') =>
	await runWorkflow(workflow, {
		credentials: { netSuiteTbaApi: { ...sandbox.account, baseUrl: sandbox.url } },
		start,
	});

const settleDemo = async (changes = {}) =>
	await settle(sandbox, await itemsOfFile('demo/settlement.txt'), changes);

const journals = (ended: Awaited<ReturnType<typeof run>>) =>
	jsonOf(ended.outputs['Post journals'][0]).map(({ journal }) => journal);

const writes = () => {
	const { post, patch, put, batch } = sandbox.requests.counters;
	return post + patch + put + batch;
};

test.each(['Run now', 'Every morning'])(
	'%s: the journal that is missing, then nothing',
	async (start) => {
		await settleDemo();
		const ended = await run(shipped(), start);
		expect(ended.status).toBe('success');
		expect(journals(ended)).toMatchObject([{ outcome: 'created', errorCode: '' }]);
		const [summary] = jsonOf(ended.outputs['Update settlement summaries'][0]);
		expect(summary.clearing).toMatchObject({ state: 'posted', balance: -106.49, difference: 0 });
		expect(outcomeOf(sandbox).clearing).toEqual({ account: 'Amazon Clearing', balance: '-106.49' });
		expect(ended.outputs['Write what is blocked']).toBeUndefined();
		const again = await run(shipped(), start);
		expect(journals(again)).toMatchObject([{ outcome: 'existed', errorCode: '' }]);
		expect(journalsInBooks(sandbox)).toHaveLength(1);
	},
);

test('a changed account: the settlement is listed, nothing is posted for it', async () => {
	await settleDemo();
	await run(shipped());
	const before = journalsInBooks(sandbox);
	const workflow = shipped();
	const [post] = workflow.nodes.filter(({ name }) => name === 'Post journals');
	const accounts = post.parameters.accounts as Record<string, { value: string }>;
	accounts.storage.value = idNamed(sandbox, 'account', 'Amazon Fees');
	const ended = await run(workflow);
	expect(ended.status).toBe('success');
	expect(jsonOf(ended.outputs['Post journals'][1])).toMatchObject([
		{ journal: { outcome: 'skipped', errorCode: 'JOURNAL_DIFFERS' } },
	]);
	const [{ subject, text }] = jsonOf(ended.outputs['Write what is blocked'][0]);
	expect(subject).toBe('1 Amazon settlement not closed');
	expect(text).toContain('Settlement 18906543210');
	expect(text).toContain('debit 27.45 USD');
	expect(journalsInBooks(sandbox)).toEqual(before);
});

test('dry: nothing is written, the journal is shown', async () => {
	await settleDemo();
	sandbox.requests.reset();
	const ended = await run(shipped({ dryRun: true }));
	expect(ended.status).toBe('success');
	expect(journals(ended)).toMatchObject([{ outcome: 'planned', isDryRun: true }]);
	expect([writes(), journalsInBooks(sandbox)]).toEqual([0, []]);
});

test('no settlement at all: nothing to do, and the run does not fail', async () => {
	const ended = await run(shipped({ depositPayments: true }));
	expect([ended.status, journalsInBooks(sandbox)]).toEqual(['success', []]);
});

test('as imported, without accounts: blocked with what is missing', async () => {
	await settleDemo();
	const ended = await run(readyWorkflow(CLOSE_WORKFLOW, ''));
	expect(ended.status).toBe('success');
	expect(jsonOf(ended.outputs['Post journals'][1])).toMatchObject([
		{ journal: { errorCode: 'JOURNAL_ACCOUNT_MISSING' } },
	]);
	expect(journalsInBooks(sandbox)).toEqual([]);
});

test('payments in Undeposited Funds: listed, or deposited first where that is switched on', async () => {
	const refundAccountId = idNamed(sandbox, 'account', 'Amazon Clearing');
	await settleDemo({ defaults: { ...NO_SETTINGS, refundAccountId } });
	const blocked = await run(shipped());
	expect(journals(blocked)).toMatchObject([{ errorCode: 'JOURNAL_UNDEPOSITED' }]);
	const ended = await run(shipped({ depositPayments: true }));
	expect(jsonOf(ended.outputs['Deposit payments'][0])).toMatchObject([
		{ deposit: { outcome: 'created', deposits: [{ externalId: 'AMZ-DEP-18906543210' }] } },
	]);
	expect(journals(ended)).toMatchObject([
		{ outcome: 'created', errorCode: '', clearing: { after: -106.49 } },
	]);
	const [summary] = jsonOf(ended.outputs['Update settlement summaries'][0]);
	expect(summary.clearing).toMatchObject({ state: 'posted', balance: -106.49, difference: 0 });
});

test.each([
	['dryRun', 'perhaps'],
	['depositPayments', 'perhaps'],
	['monthsBack', 121],
	['concurrency', 0],
])('%s %p is refused', async (name, value) => {
	await settleDemo();
	sandbox.requests.reset();
	const ended = await run(shipped({ [name]: value }));
	expect(ended.status).toBe('error');
	expect(String(ended.error?.message)).toContain(name);
	expect(writes()).toBe(0);
});
