// The bundled setup check on n8n's engine against the sandbox: form, run, page; well-set, badly set, and settings that
// cannot be read.
import { CHECK_WORKFLOW, configured, readyWorkflow } from '../../demo/bundledWorkflow';
import type { Sandbox } from '../../sandbox/sandbox';
import type { BooksSeed } from '../../sandbox/seed/seedShape';
import { CUSTOMER, invoiceOf } from '../support/madeBooks';
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
		expect(pages[0]).toContain('SETTING_INVALID');
		expect(error?.message).toMatch(/SETTING_INVALID.*Concurrency/);
	});
});
