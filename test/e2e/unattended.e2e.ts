// Runs that nobody looks at, in a real n8n with the workflow imported through the editor: the execution ends,
// fails and fires the error workflow all the same, and the outcome can be looked up later, behind the login.
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

import { readyWorkflow, SETTLEMENT_WORKFLOW, workflowId } from '../../demo/bundledWorkflow';
import type { StoredWorkflow } from '../../demo/host';
import type { N8nServer } from '../../demo/n8nServer';
import { OWNER } from '../../demo/n8nServer';
import { findBrowser } from '../../demo/setUp.mjs';
import type { Stage } from '../../demo/stage';
import { setStage } from '../../demo/stage';
import { submitForm } from '../../demo/uploadForm';
import { fs, path, ROOT, wait } from '../support/node';

const REPORT = path.join(ROOT, 'demo/settlement.txt');
const SHOTS = path.join(ROOT, 'test/e2e/shots');
const ALARM = 'alarm';
const CALLER = 'caller';
/** Two minutes of the page, up to one until n8n looks for executions whose wait is over, and the run. */
const ENDED_MS = 240_000;

interface Execution {
	id: string;
	workflowId: string;
	status: string;
	mode: string;
}

let stage: Stage;
let server: N8nServer;
let browser: Browser;
let page: Page;
let imported: StoredWorkflow & { settings: object };

const node = (name: string, type: string, parameters: object = {}, typeVersion = 1) => ({
	id: name,
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	parameters,
	position: [0, 0] as [number, number],
});

beforeAll(async () => {
	fs.mkdirSync(SHOTS, { recursive: true });
	stage = await setStage({ report: REPORT, books: path.join(ROOT, 'demo/books.json') });
	await stage.host.importWorkflows([
		{
			id: ALARM,
			name: 'Alarm',
			connections: {},
			nodes: [node('On error', 'errorTrigger')],
		} as unknown as StoredWorkflow,
	]);
	server = await stage.host.startServer();
	await server.activate(ALARM);
	browser = await chromium.launch({
		executablePath: findBrowser(),
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
	});
	page = await browser.newPage({ viewport: { width: 1800, height: 1000 } });
	imported = await importInEditor();
	await publish(imported.id, { errorWorkflow: ALARM });
}, 900_000);

afterAll(async () => {
	await browser?.close();
	await stage?.close();
});

/** As a person does it: signs in, opens an empty canvas, imports the file. */
async function importInEditor(): Promise<typeof imported> {
	const file = path.join(stage.host.folder, 'imported.json');
	const { id, ...workflow } = readyWorkflow(SETTLEMENT_WORKFLOW, REPORT);
	expect(id).toBe(workflowId(SETTLEMENT_WORKFLOW));
	fs.writeFileSync(file, JSON.stringify({ ...workflow, name: 'Imported in the editor' }));
	await page.goto(`${server.url}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(OWNER.email);
	await page.locator('input[name=password]').fill(OWNER.password);
	await page.locator('button[type=submit], [data-test-id=form-submit-button]').first().click();
	await page.waitForURL((url) => !url.pathname.includes('signin'), { timeout: 60_000 });
	await page.goto(`${server.url}/workflow/new`);
	await page.locator('[data-test-id=workflow-import-input]').setInputFiles(file);
	await page.getByText('Apply payments').first().waitFor({ timeout: 60_000 });
	await page.keyboard.press('Control+s');
	for (;;) {
		const stored = await server.rest<Array<{ id: string; name: string }>>('GET', 'workflows');
		const found = stored.find(({ name }) => name.startsWith('Imported in the editor'));
		if (found) {
			const whole = await server.rest<typeof imported>('GET', `workflows/${found.id}`);
			if (whole.nodes.length > 0) {
				await page.screenshot({ path: path.join(SHOTS, 'imported.png') });
				return whole;
			}
		}
		await wait(500);
	}
}

async function publish(id: string, settings: object): Promise<void> {
	const { settings: old } = await server.rest<typeof imported>('GET', `workflows/${id}`);
	await server.rest('PATCH', `workflows/${id}`, { settings: { ...old, ...settings } });
	await server.activate(id);
}

const nodeNamed = (name: string) => {
	const found = imported.nodes.find((one) => one.name === name);
	if (!found) {
		throw new Error(`The imported workflow has no node "${name}".`);
	}
	return found;
};
const formOf = async (name: string) => await server.formUrl(nodeNamed(name).webhookId ?? '');

async function executions(): Promise<Execution[]> {
	return (await server.rest<{ results: Execution[] }>('GET', 'executions')).results;
}

async function ended(id: string): Promise<string> {
	const deadline = Date.now() + ENDED_MS;
	while (Date.now() < deadline) {
		const found = (await executions()).find((one) => one.id === id);
		if (found && !['new', 'running', 'waiting'].includes(found.status)) {
			return found.status;
		}
		await wait(1000);
	}
	return 'has not ended';
}

const idIn = (address: string) => /form-waiting\/(\d+)/.exec(address)?.[1] ?? '';
const alarms = async () =>
	(await executions()).filter((one) => one.workflowId === ALARM && one.mode === 'error');

test('the editor gives both forms addresses of their own, and the upload form links to the look-up', async () => {
	const bundled = readyWorkflow(SETTLEMENT_WORKFLOW, REPORT).nodes;
	for (const name of ['Upload settlement report', 'Look up an outcome']) {
		const before = bundled.find((one) => one.name === name)?.webhookId;
		expect(nodeNamed(name).webhookId).toBeTruthy();
		expect(nodeNamed(name).webhookId).not.toBe(before);
	}
	const upload = await formOf('Upload settlement report');
	const lookUp = await formOf('Look up an outcome');
	await page.goto(upload);
	await page.locator('button', { hasText: 'Allow access' }).click();
	await page.waitForURL(upload, { timeout: 60_000 });
	const link = page.getByRole('link', { name: 'the outcome can be looked up' });
	expect(await link.evaluate((one) => (one as HTMLAnchorElement).href)).toBe(lookUp);
});

/** The runs whose pages nobody closes: they wait side by side for the limit of their pages. */
const left = { broken: '', good: '', disagreeing: '' };

/** Uploads a report; the address of the run's page once it stands. */
async function upload(file: string): Promise<string> {
	const address = await submitForm(server, await formOf('Upload settlement report'), file);
	for (let status = ''; status !== 'waiting'; ) {
		status = (await executions()).find(({ id }) => id === idIn(address))?.status ?? '';
		await wait(500);
	}
	return address;
}

test('a run that cannot go on waits first for somebody to read its page', async () => {
	const wrong = path.join(stage.host.folder, 'orders.txt');
	fs.writeFileSync(wrong, 'amazon-order-id\tmerchant-order-id\tpurchase-date\torder-status\n');
	left.broken = await upload(wrong);
	expect(await alarms()).toEqual([]);
});

test('the look-up shows the recorded outcome in the browser', async () => {
	left.good = await upload(REPORT);
	const lookUp = await formOf('Look up an outcome');
	await page.goto(lookUp);
	const agree = page.locator('button', { hasText: 'Allow access' });
	await Promise.race([agree.waitFor(), page.locator('input[type=number]').waitFor()]);
	if (await agree.isVisible()) {
		await agree.click();
		await page.waitForURL(lookUp, { timeout: 60_000 });
	}
	await page.locator('input[type=text]').fill('18906543210');
	await page.screenshot({ path: path.join(SHOTS, 'look-up.png'), fullPage: true });
	await page.getByRole('button', { name: 'Show', exact: true }).click();
	await page.waitForURL(/form-waiting/, { timeout: 120_000 });
	await page.locator('main h1').waitFor({ timeout: 30_000 });
	await page.screenshot({ path: path.join(SHOTS, 'looked-up.png'), fullPage: true });
	expect(await page.locator('body').innerText()).toContain('Amazon settlement 18906543210');
});

test('a settlement that disagrees shows its page', async () => {
	const { url, books } = stage.sandbox;
	const [payment] = books.records('customerPayment').filter(({ seeded }) => !seeded);
	const copied = await fetch(`${url}/sandbox/copies`, {
		method: 'POST',
		body: JSON.stringify({ id: payment.id, type: 'customerPayment' }),
	});
	expect(copied.ok).toBe(true);
	left.disagreeing = await upload(REPORT);
	await page.goto(left.disagreeing);
	await page.locator('main h1').waitFor({ timeout: 30_000 });
	await page.screenshot({ path: path.join(SHOTS, 'disagreement.png'), fullPage: true });
	const { id: copy } = (await copied.json()) as { id: string };
	const made = books.records('customerPayment').find((one) => one.id === copy);
	expect(await page.locator('body').innerText()).toContain(String(made?.tranId));
});

test('nobody closes the pages: the runs end, and those that failed fire the error workflow', async () => {
	await expect(ended(idIn(left.broken))).resolves.toBe('error');
	await expect(ended(idIn(left.good))).resolves.toBe('success');
	await expect(ended(idIn(left.disagreeing))).resolves.toBe('error');
	await wait(2000);
	expect(await alarms()).toHaveLength(2);
});

test('the page of a run that has ended stays at its address, for those who sign in', async () => {
	const later = await server.visit(left.good);
	expect(await later.text()).toContain('Amazon settlement 18906543210');
	const stranger = await fetch(left.good, { redirect: 'manual' });
	expect(stranger.headers.get('location')).toContain('/signin');
	await page.goto(left.good);
	await page.locator('main h1').waitFor({ timeout: 30_000 });
	await page.screenshot({ path: path.join(SHOTS, 'outcome-later.png'), fullPage: true });
});

test('another workflow calls it, and gets one outcome item once the copy is deleted', async () => {
	const copies = stage.sandbox.books
		.records('customerPayment')
		.filter(({ seeded, externalId }) => !seeded && !externalId);
	expect(copies).toHaveLength(1);
	const deleted = await fetch(`${stage.sandbox.url}/sandbox/deletions`, {
		method: 'POST',
		body: JSON.stringify({ type: 'customerPayment', id: copies[0].id }),
	});
	expect(deleted.ok).toBe(true);
	await server.stop();
	const call = {
		workflowId: { __rl: true, mode: 'id', value: imported.id },
		options: {},
	};
	await stage.host.importWorkflows([
		{
			id: CALLER,
			name: 'Caller',
			nodes: [
				node('Start', 'manualTrigger'),
				node('Read', 'readWriteFile', { operation: 'read', fileSelector: REPORT, options: {} }),
				node('Settle', 'executeWorkflow', call, 1.2),
			],
			connections: {
				Start: { main: [[{ node: 'Read', type: 'main', index: 0 }]] },
				Read: { main: [[{ node: 'Settle', type: 'main', index: 0 }]] },
			},
		} as unknown as StoredWorkflow,
	]);
	const run = await stage.host.execute(CALLER);
	expect(run.errorMessage).toBe('');
	expect(run.nodes.Settle.outputs[0]).toMatchObject([
		{ settlementIds: ['18906543210'], dryRun: false, tiesToDeposit: true },
	]);
});
