// Billing in a real n8n: the workflow of its own, the branch of the settlement workflow switched on, and the
// node in the editor of a real browser. Screenshots lie in test/e2e/shots.
import { chromium } from 'playwright-core';

import {
	BILLING_WORKFLOW,
	configured,
	readyWorkflow,
	SETTLEMENT_WORKFLOW,
	workflowId,
} from '../../demo/bundledWorkflow';
import { OWNER } from '../../demo/n8nServer';
import { outcomeOf } from '../../demo/outcome';
import { findBrowser } from '../../demo/setUp.mjs';
import type { Stage } from '../../demo/stage';
import { setStage } from '../../demo/stage';
import { fs, path, ROOT } from '../support/node';

const REPORT = path.join(ROOT, 'demo/settlement.txt');
const BOOKS = path.join(ROOT, 'demo/books.json');
const SHOTS = path.join(ROOT, 'test/e2e/shots');
const BILL = workflowId(BILLING_WORKFLOW);

let stage: Stage;

beforeEach(async () => {
	stage = await setStage({ report: REPORT, books: BOOKS });
});

afterEach(async () => {
	await stage.close();
});

const made = () =>
	stage.sandbox.books
		.records('invoice')
		.filter(({ seeded }) => !seeded)
		.map(({ externalId, total, open }) => [externalId, total, open].join(' '));

test('the billing workflow makes the invoice that the demo settlement waits for, once', async () => {
	const run = await stage.host.execute(BILL);
	expect(run.errorMessage).toBe('');
	expect(run.nodes['Bill orders'].hints[0].message).toBe(
		'1 orders: 1 invoices created, 0 billed before, 0 left',
	);
	expect(made()).toEqual(['Amazoncom_111-4200685-8104555 73.50 73.50']);
	expect((await stage.host.execute(BILL)).status).toBe('success');
	expect(made()).toHaveLength(1);
});

test('with billOrders on, the settlement bills and pays the order in one run', async () => {
	const ready = readyWorkflow(SETTLEMENT_WORKFLOW, REPORT);
	await stage.host.importWorkflows([configured(ready, { billOrders: true })]);
	const run = await stage.host.execute(workflowId(SETTLEMENT_WORKFLOW));
	expect(run.errorMessage).toBe('');
	expect(made()).toEqual(['Amazoncom_111-4200685-8104555 73.50 0.00']);
	const { unapplied, netsuite } = outcomeOf(stage.sandbox);
	expect(unapplied.map(({ errorCode }) => errorCode)).not.toContain('ORDER_NOT_BILLED');
	// 1,111.85 without billing, and the 73.50 of the order.
	expect(netsuite.customerPayments).toMatchObject({ count: 15, applied: '1185.35' });
});

test('the node shows its settings in the editor', async () => {
	fs.mkdirSync(SHOTS, { recursive: true });
	const server = await stage.host.startServer();
	const browser = await chromium.launch({
		executablePath: findBrowser(),
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
	});
	try {
		const page = await browser.newPage({ viewport: { width: 1500, height: 1400 } });
		await page.goto(`${server.url}/signin`);
		await page.locator('input[name=emailOrLdapLoginId]').fill(OWNER.email);
		await page.locator('input[name=password]').fill(OWNER.password);
		await page.locator('button[type=submit], [data-test-id=form-submit-button]').first().click();
		await page.waitForURL((url) => !url.pathname.includes('signin'), { timeout: 60_000 });
		await page.goto(`${server.url}/workflow/${BILL}`);
		await page.getByText('Bill orders').first().waitFor({ timeout: 60_000 });
		await page.waitForTimeout(1500);
		await page.screenshot({ path: path.join(SHOTS, 'billing-workflow.png') });
		await page
			.locator('[data-test-id=canvas-node]', { hasText: 'Bill orders' })
			.first()
			.dblclick({ force: true });
		await page.getByText('Bill Orders That Are').first().waitFor({ timeout: 30_000 });
		await page.screenshot({ path: path.join(SHOTS, 'billing-node.png') });
		const text = await page.locator('body').innerText();
		expect(text).not.toMatch(/unknown node|install this node/i);
		for (const label of ['Operation', 'Source', 'Invoice Keys', 'Bill Date', 'Bill Fields']) {
			expect(text).toContain(label);
		}
		await page.goto(`${server.url}/workflow/${workflowId(SETTLEMENT_WORKFLOW)}`);
		await page.getByText('Apply payments').first().waitFor({ timeout: 60_000 });
		await page.waitForTimeout(1500);
		await page.screenshot({ path: path.join(SHOTS, 'settlement-with-billing.png') });
	} finally {
		await browser.close();
	}
});
