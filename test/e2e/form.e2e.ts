// The way a person meets it: the form in a real browser, the page that tells the outcome, the page that
// tells what is wrong with a file, and the workflow in the editor. Screenshots lie in test/e2e/shots.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { N8nServer } from '../../demo/n8nServer';
import { OWNER } from '../../demo/n8nServer';
import type { Stage } from '../../demo/stage';
import { SETTLEMENT_WORKFLOW, workflowId } from '../../demo/bundledWorkflow';
import { setStage } from '../../demo/stage';
import { outcomeOf } from '../../demo/outcome';
import { findBrowser } from '../../demo/setUp.mjs';
import { formAddress, PLAN, POST } from '../../demo/uploadForm';
import { seriousFaults } from '../support/axe';
import { env, fs, path, ROOT } from '../support/node';

const REPORT = path.join(ROOT, 'demo/settlement.txt');
const SHOTS = path.join(ROOT, 'test/e2e/shots');
const SETTLE = workflowId(SETTLEMENT_WORKFLOW);

let stage: Stage;
let server: N8nServer;
let browser: Browser;
/** The owner's browser: signed in once, and asked for consent once. */
let owner: BrowserContext;
let page: Page;
let form: string;

beforeAll(async () => {
	fs.mkdirSync(SHOTS, { recursive: true });
	stage = await setStage({ report: REPORT, books: path.join(ROOT, 'demo/books.json') });
	server = await stage.host.startServer();
	await server.activate(SETTLE);
	form = await formAddress(server, REPORT);
	browser = await chromium.launch({
		executablePath: findBrowser(),
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
	});
	owner = await browser.newContext({ viewport: { width: 1200, height: 1400 } });
});

beforeEach(async () => {
	page = await owner.newPage();
});

afterEach(async () => {
	await page.close();
});

afterAll(async () => {
	await browser?.close();
	await stage?.close();
});

async function signIn(): Promise<void> {
	await page.locator('input[name=emailOrLdapLoginId]').fill(OWNER.email);
	await page.locator('input[name=password]').fill(OWNER.password);
	await page.locator('button[type=submit], [data-test-id=form-submit-button]').first().click();
}

async function submit(file: string, mode: string): Promise<string> {
	await page.goto(form);
	await page.locator('input[type=file]').setInputFiles(file);
	await page.locator('input[type=text]').fill('US store');
	await page.locator('select').selectOption({ label: mode });
	await page.getByRole('button', { name: 'Settle', exact: true }).click();
	await page.waitForURL(/form-waiting/, { timeout: 120_000 });
	await page.locator('main h1').waitFor({ timeout: 30_000 });
	return await page.locator('body').innerText();
}

async function shot(name: string): Promise<void> {
	await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: true });
}

/** One of the README's pictures. With PICTURES=1 it replaces the one in docs/images. */
async function picture(
	name: string,
	clip: { x: number; y: number; width: number; height: number },
): Promise<void> {
	const taken = path.join(SHOTS, `readme-${name}.png`);
	await page.screenshot({ path: taken, fullPage: true, clip });
	if (env.PICTURES === '1') {
		fs.copyFileSync(taken, path.join(ROOT, 'docs/images', `${name}.png`));
	}
}

test('the form lets nobody in who is not signed in to n8n', async () => {
	const fields = new FormData();
	fields.append('field-0', new Blob([fs.readFileSync(REPORT)]), 'settlement.txt');
	fields.append('field-1', 'US store');
	fields.append('field-2', POST);
	const refused = await fetch(form, { method: 'POST', body: fields });
	expect(refused.status).toBe(401);
	const forged = { 'x-auth-token': 'e30.e30.', cookie: 'n8n-auth=e30.e30.e30' };
	const again = await fetch(form, { method: 'POST', body: fields, headers: forged });
	expect(again.status).toBe(401);
	expect(stage.sandbox.requests.counters.total).toBe(0);
	const { results } = await server.rest<{ results: unknown[] }>('GET', 'executions');
	expect(results).toEqual([]);
});

test('whoever opens the form signs in, agrees once, and is at the form with the dry run selected', async () => {
	await page.goto(form);
	await page.waitForURL(/signin/, { timeout: 60_000 });
	await shot('form-sign-in');
	await signIn();
	await page.waitForURL(/oauth\/consent/, { timeout: 60_000 });
	const agree = page.locator('button', { hasText: /allow|authori[sz]e|approve|continue/i }).last();
	await agree.waitFor({ timeout: 30_000 });
	await shot('form-consent');
	await agree.click();
	await page.waitForURL(form, { timeout: 60_000 });
	await shot('form');
	await picture('form', { x: 340, y: 0, width: 520, height: 600 });
	expect(await page.locator('select').inputValue()).toBe(PLAN);
	await page.goto(form);
	await page.locator('input[type=file]').waitFor({ timeout: 30_000 });
});

/** Of pages that are ours; the form itself is drawn by n8n. */
const accessible = async () => {
	expect(await seriousFaults(browser, await page.content())).toEqual([]);
};

test('axe finds what is wrong with a page, and nothing with the reports to keep', async () => {
	const wrong =
		'<html lang="en"><title>t</title><main><img src="x"><p style="color:#ccc">pale</p></main>';
	expect(await seriousFaults(browser, wrong)).toEqual([
		expect.stringMatching(/^light: color-contrast/),
		expect.stringMatching(/^light: image-alt/),
		expect.stringMatching(/^dark: color-contrast/),
		expect.stringMatching(/^dark: image-alt/),
	]);
	for (const name of ['good', 'partial', 'negative']) {
		const report = fs.readFileSync(path.join(ROOT, `test/keptReports/${name}.html`), 'utf8');
		expect(await seriousFaults(browser, report)).toEqual([]);
	}
});

test('a dry run shows the plan and writes nothing', async () => {
	const text = await submit(REPORT, PLAN);
	await shot('dry-run');
	await accessible();
	expect(text).toContain('Dry run: this is the plan, nothing was written to NetSuite');
	expect(text).toContain('Ties to the deposit of 653.03 USD to the cent');
	const { netsuite } = outcomeOf(stage.sandbox);
	expect(netsuite).toMatchObject({ settlementRecords: 0, transactionRecords: 0 });
	expect(netsuite.customerPayments.count).toBe(0);
});

test('an uploaded report is settled and the page tells the outcome', async () => {
	const text = await submit(REPORT, POST);
	await shot('outcome');
	await picture('outcome', { x: 110, y: 10, width: 980, height: 1720 });
	await accessible();
	expect(text).toContain('Amazon settlement 18906543210');
	expect(text).toContain('Ties to the deposit of 653.03 USD to the cent');
	expect(text).toContain('ORDER_NOT_BILLED');
	expect(text).toMatch(/Customer payments applied to invoices\s+1,111\.85/);
	expect(text).toMatch(/Customer refunds\s+\u221292\.50/);
	expect(text).toMatch(/Difference\s+0\.00/);
	expect(outcomeOf(stage.sandbox).netsuite.customerPayments).toMatchObject({
		count: 14,
		total: '1142.09',
	});
});

test('a file that is not a settlement report is refused by name, and the run counts as failed', async () => {
	const wrong = path.join(stage.host.folder, 'orders.txt');
	fs.writeFileSync(
		wrong,
		'amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\n',
	);
	const text = await submit(wrong, POST);
	await shot('wrong-file');
	await accessible();
	expect(text).toContain('This file cannot be settled');
	expect(text).toContain('Nothing was written to NetSuite.');
	expect(text).toContain('All Orders');
	await expect(lastStatus()).resolves.toBe('error');
});

async function lastStatus(): Promise<string> {
	for (let tries = 0; tries < 40; tries += 1) {
		const { results } = await server.rest<{ results: Array<{ status: string }> }>(
			'GET',
			'executions',
		);
		if (!['waiting', 'running', 'new'].includes(results[0].status)) {
			return results[0].status;
		}
		await page.waitForTimeout(500);
	}
	return 'still waiting';
}

test('the credential test says what to check, and passes with the right keys', async () => {
	const { account, url } = stage.sandbox;
	const check = async (changes: object) =>
		await server.rest<{ status: string; message: string }>('POST', 'credentials/test', {
			credentials: {
				id: '',
				name: 'NetSuite',
				type: 'netSuiteTbaApi',
				data: { ...account, baseUrl: url, ...changes },
			},
		});
	await expect(check({})).resolves.toMatchObject({ status: 'OK' });
	const refused = await check({ tokenSecret: 'wrong' });
	expect(refused.status).toBe('Error');
	expect(refused.message).toContain('NetSuite refused the login');
	expect(refused.message).toContain('View Login Audit Trail');
});

test('the workflow opens in the editor with every node known', async () => {
	await page.setViewportSize({ width: 1800, height: 1000 });
	await page.goto(`${server.url}/workflow/${SETTLE}`);
	await page.getByText('Apply payments').first().waitFor({ timeout: 60_000 });
	await page.waitForTimeout(1500);
	await shot('editor');
	// n8n's own advice to whoever made the workflow covers a part of it.
	await page.keyboard.press('Escape');
	await page.getByText('Production Checklist').waitFor({ state: 'hidden', timeout: 5_000 });
	await picture('canvas', { x: 310, y: 125, width: 1220, height: 770 });
	expect(await page.locator('body').innerText()).not.toMatch(/unknown node|install this node/i);
	await page
		.locator('[data-test-id=canvas-node]', { hasText: 'Apply payments' })
		.first()
		.dblclick({ force: true });
	await page.getByText('Payment Fields').first().waitFor({ timeout: 30_000 });
	await shot('payment-node');
	const text = await page.locator('body').innerText();
	expect(text).toContain('Invoice Keys');
	expect(text).toContain('If Overpaid');
});
