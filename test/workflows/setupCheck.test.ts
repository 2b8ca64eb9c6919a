// The bundled setup check, and the one in a dry run of the settlement workflow, on n8n's engine against the sandbox: form, run, page; well-set, badly set, and settings that
// cannot be read.
import {
	CHECK_WORKFLOW,
	configured,
	readyWorkflow,
	SETTLEMENT_WORKFLOW,
} from '../../demo/bundledWorkflow';
import type { Sandbox } from '../../sandbox/sandbox';
import type { BooksSeed } from '../../sandbox/seed/seedShape';
import { CUSTOMER, invoiceOf } from '../support/madeBooks';
import { fileItem } from '../support/fileItem';
import { fs, path, ROOT } from '../support/node';
import { jsonOf, runWorkflow } from '../support/runWorkflow';
import { withSandbox } from '../simulate/story';

const BOOKS: BooksSeed = {
	customers: [{ id: 57, entityId: CUSTOMER, currency: 'USD' }],
	invoices: [invoiceOf('111-1234567-1234567', 1000)],
};

const FORM = 'Check NetSuite setup';

async function run(sandbox: Sandbox, form: Record<string, string> | null, values = {}) {
	const { url, account } = sandbox;
	return await runWorkflow(configured(readyWorkflow(CHECK_WORKFLOW, ''), values), {
		credentials: { netSuiteTbaApi: { ...account, baseUrl: url } },
		...(form === null ? {} : { start: FORM, items: [{ json: form }] }),
	});
}

test('from the form: a page that says the account is ready', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { pages, error, outputs } = await run(sandbox, {});
		expect(error).toBeUndefined();
		expect(pages).toHaveLength(1);
		expect(pages[0]).toContain('This account is ready');
		expect(jsonOf(outputs.Findings[0]).length).toBeGreaterThan(20);
	});
});

test('what the form says is what is looked for', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { pages } = await run(sandbox, { refundItem: 'Returns' });
		expect(pages[0]).toContain('1 problem has to be solved');
		expect(pages[0]).toContain('NetSuite shows no item &#39;Returns&#39;');
	});
});

test('by hand: a summary, no page', async () => {
	await withSandbox({ ...BOOKS, closedPeriods: [] }, async (sandbox) => {
		const { pages, error, outputs } = await run(sandbox, null);
		expect(error).toBeUndefined();
		expect(pages).toEqual([]);
		expect(jsonOf(outputs.Summary[0])).toMatchObject([{ isReady: true }]);
	});
});

test('settings that cannot be read: the reason on the page, and the execution fails', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { pages, error } = await run(sandbox, {}, { concurrency: 500 });
		expect(pages[0]).toContain('The check could not be made');
		// The reason first, the code last, and a way back.
		expect(pages[0]).toMatch(
			/'?Concurrency.*Nothing was changed in NetSuite.*SETTING_INVALID, step /s,
		);
		expect(pages[0]).toContain('<a href="../form/a207babc-edfa-5b9e-9c63-201423d43ad5">');
		expect(error?.message).toMatch(/SETTING_INVALID.*Concurrency/);
	});
});

const DEMO = JSON.parse(fs.readFileSync(path.join(ROOT, 'demo/books.json'), 'utf8')) as BooksSeed;
const REPORT = path.join(ROOT, 'demo/settlement.txt');

async function settled(sandbox: Sandbox, mode: string, values = {}) {
	const { url, account } = sandbox;
	const item = fileItem(fs.readFileSync(REPORT, 'utf8'), { field: 'settlementFile' });
	const json = { submittedAt: '2026-11-22T00:00:00Z', accountName: 'US store', mode };
	return await runWorkflow(configured(readyWorkflow(SETTLEMENT_WORKFLOW, REPORT), values), {
		credentials: { netSuiteTbaApi: { ...account, baseUrl: url } },
		start: 'Upload settlement report',
		items: [{ ...item, json }],
	});
}

test('a dry run checks the account too, and shows what is missing before the plan', async () => {
	const preferences = {
		role: { scriptId: 'customrole_amzstl_settlement', without: ['TRAN_CUSTPYMT'] },
	};
	await withSandbox({ ...DEMO, preferences }, async (sandbox) => {
		const { pages, error } = await settled(sandbox, 'Dry run: plan only, write nothing');
		expect(error).toBeUndefined();
		expect(pages[0]).toContain('Permission missing: Transactions: Customer Payment (Full)');
		expect(pages[0].indexOf('NetSuite setup check')).toBeLessThan(
			pages[0].indexOf('Dry run: this is'),
		);
	});
});

test('where all is well the page is that of the plan alone', async () => {
	await withSandbox(DEMO, async (sandbox) => {
		const { pages, outputs } = await settled(sandbox, 'Dry run: plan only, write nothing');
		expect(jsonOf(outputs['Check setup'][1])).toMatchObject([{ isReady: true }]);
		expect(pages[0]).toContain('Dry run: this is');
		expect(pages[0]).not.toContain('NetSuite setup check');
	});
});

test('what is only to be looked at comes after the plan', async () => {
	const preferences = { absentColumns: ['item.istaxable'] };
	await withSandbox({ ...DEMO, preferences }, async (sandbox) => {
		const { pages } = await settled(sandbox, 'Dry run: plan only, write nothing');
		const [plan, check] = ['Dry run: this is', 'NetSuite setup check'];
		expect(pages[0].indexOf(plan)).toBeGreaterThan(-1);
		expect(pages[0].indexOf(check)).toBeGreaterThan(pages[0].indexOf(plan));
	});
});

test('a run that posts asks nothing of the kind', async () => {
	await withSandbox(DEMO, async (sandbox) => {
		const { pages, outputs } = await settled(sandbox, 'Post to NetSuite');
		expect(outputs['Check setup'].flat()).toEqual([]);
		expect(pages[0]).not.toContain('NetSuite setup check');
		const asked = sandbox.requests.entries.filter(({ path: asks }) =>
			asks.includes('metadata-catalog'),
		);
		expect(asked).toEqual([]);
	});
});

test('a dry run that cannot go on shows the check beside the reason, and the execution names the reason', async () => {
	const preferences = {
		role: { scriptId: 'customrole_amzstl_settlement', without: ['LIST_CURRENCY'] },
	};
	const { customers = [] } = DEMO;
	await withSandbox({ customers, preferences }, async (sandbox) => {
		const { pages, error } = await settled(sandbox, 'Dry run: plan only, write nothing');
		expect(pages[0]).toContain('NetSuite did not let this run go on');
		expect(pages[0]).toContain('Lists: Currency');
		expect(error?.message).toMatch(/^NETSUITE_/);
	});
});
