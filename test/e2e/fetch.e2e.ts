// Settlements that come by themselves, in a real n8n on its schedule: twelve reports of two regions from a stand-in
// for Amazon, one re-issued with other content, one broken. Each whole one is settled once, the other two are
// named, and no secret is left in n8n's database.
import { createHost, type Host, type StoredCredential, type StoredWorkflow } from '../../demo/host';
import {
	readyWorkflow,
	SETTLEMENT_WORKFLOW,
	workflowId,
	CREDENTIAL,
} from '../../demo/bundledWorkflow';
import type { N8nServer } from '../../demo/n8nServer';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox';
import { openAmazonStub, type AmazonStub, type StubReport } from '../support/amazonStub';
import { invoiceOf } from '../support/madeBooks';
import { order } from '../support/madeSettlement';
import { fs, path, ROOT, wait } from '../support/node';
import { storyReport } from '../support/storyReport';

const FETCH = 'fetch-amazon-settlements';
const REQUEST = 'request-amazon-reports';
const ALARM = 'alarm';
const RUN_MS = 600_000;
const ORDERS = [1, 2, 3];

const settlementId = (at: number) => String(18_900_000_000 + at);
const orderId = (at: number, number: number) =>
	`111-${String(at).padStart(7, '0')}-000000${number}`;

function contentOf(at: number, extra = 0): string {
	return storyReport(
		ORDERS.map((number) => order(orderId(at, number), 1000 + number + extra)),
		settlementId(at),
	);
}

function report(at: number, changes: Partial<StubReport> = {}): StubReport {
	const created = new Date(Date.now() - (20 - at) * 86_400_000).toISOString();
	return {
		reportId: `5${at}`,
		reportDocumentId: `amzn1.document.${at}`,
		createdTime: created,
		content: contentOf(at),
		...changes,
	};
}

/** Ten good ones, one document under two report ids, one settlement re-issued, one that does not add up. */
const US = [
	report(1),
	report(2, { compression: 'GZIP' }),
	report(3),
	report(3, { reportId: '53again' }),
	report(4, { compression: 'GZIP' }),
	report(5),
	report(11, { content: contentOf(1, 500) }),
];
const EU = [
	report(6),
	report(7, { charset: 'latin1', content: contentOf(7).replace(/WIDGET/, 'WIDGET-GRÖSSE') }),
	report(8),
	report(9, { compression: 'GZIP' }),
	report(10),
	report(12, {
		content: contentOf(12)
			.replace(/\t1003$/m, '')
			.replace('10.03', '10.04'),
	}),
];

let sandbox: Sandbox;
let amazon: AmazonStub;
let host: Host;
let server: N8nServer;

function bundled(name: string): StoredWorkflow & { settings: Record<string, unknown> } {
	const file = path.join(ROOT, 'workflows', `${name}.json`);
	return { ...JSON.parse(fs.readFileSync(file, 'utf8')), id: workflowId(name) };
}

type Parameters = Record<string, unknown>;

/** As a person enters it after importing: called workflows, accounts, a schedule. */
function fetchWorkflow(): StoredWorkflow {
	const workflow = bundled(FETCH);
	const called: Record<string, string> = {
		'List reports': REQUEST,
		'Download report': REQUEST,
		'Settle report': SETTLEMENT_WORKFLOW,
	};
	const account = (accountName: string) => ({
		accountName,
		endpoint: amazon.url,
		tokenUrl: `${amazon.url}/auth/o2/token`,
		clientSecretEnds: '',
	});
	const accounts = ['US store', 'EU store'].map(account);
	const changed = (name: string, parameters: Parameters): Parameters => {
		if (name in called) {
			const workflow = { __rl: true, mode: 'id', value: workflowId(called[name]) };
			return { ...parameters, workflowId: workflow };
		}
		if (name === 'Set accounts') {
			return { ...parameters, jsonOutput: JSON.stringify({ dryRun: false, accounts }) };
		}
		return name === 'Every morning'
			? { rule: { interval: [{ field: 'seconds', secondsInterval: 8 }] } }
			: parameters;
	};
	return {
		...workflow,
		settings: { ...workflow.settings, errorWorkflow: ALARM },
		nodes: workflow.nodes.map((node) => ({
			...node,
			parameters: changed(node.name, node.parameters) as typeof node.parameters,
		})),
	} as StoredWorkflow;
}

/** With credentials, and pauses of seconds: the stub's bucket does not refill meanwhile, nor need it. */
function requestWorkflow(): StoredWorkflow {
	const workflow = bundled(REQUEST);
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => {
			if (node.type === 'n8n-nodes-base.wait') {
				return { ...node, parameters: { ...node.parameters, amount: 2 } };
			}
			const at = ['Log in to US store', 'Log in to EU store'].indexOf(node.name);
			const credential = { id: `amazon${at}`, name: `Amazon ${at}` };
			return at < 0 ? node : { ...node, credentials: { httpCustomAuth: credential } };
		}),
	};
}

function amazonCredential(
	{ clientId, clientSecret, refreshToken }: AmazonStub['accounts'][number],
	at: number,
): StoredCredential {
	const body = { client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken };
	return {
		id: `amazon${at}`,
		name: `Amazon ${at}`,
		type: 'httpCustomAuth',
		data: { json: JSON.stringify({ body }) },
	};
}

/** On a busy machine n8n answers before its database does. */
async function untilReady(): Promise<void> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			await server.rest('GET', 'workflows');
			return;
		} catch (error) {
			if (attempt === 60) {
				throw error as Error;
			}
			await wait(1000);
		}
	}
}

beforeAll(async () => {
	const all = Array.from({ length: 12 }, (_, at) => at + 1);
	const invoices = all.flatMap((at) =>
		ORDERS.map((number) => invoiceOf(orderId(at, number), 1000 + number)),
	);
	sandbox = await createSandbox({ books: { invoices } });
	amazon = await openAmazonStub(
		[
			{
				clientId: 'us-client',
				clientSecret: 'example-secret-of-us',
				refreshToken: 'Atzr|example-refresh-of-us',
				reports: US,
			},
			{
				clientId: 'eu-client',
				clientSecret: 'example-secret-of-eu',
				refreshToken: 'Atzr|example-refresh-of-eu',
				reports: EU,
			},
		],
		4,
	);
	host = await createHost();
	await host.importCredentials([
		{
			...CREDENTIAL,
			type: 'netSuiteTbaApi',
			data: { ...sandbox.account, baseUrl: sandbox.url },
		},
		...amazon.accounts.map(amazonCredential),
	]);
	const alarm = {
		id: ALARM,
		name: 'Alarm',
		connections: {},
		nodes: [
			{
				id: 'e',
				name: 'On error',
				type: 'n8n-nodes-base.errorTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
		],
	} as unknown as StoredWorkflow;
	await host.importWorkflows([
		alarm,
		readyWorkflow(SETTLEMENT_WORKFLOW, path.join(host.folder, 'none.txt')),
		requestWorkflow(),
		fetchWorkflow(),
	]);
	server = await host.startServer();
	await untilReady();
	for (const name of [ALARM, workflowId(SETTLEMENT_WORKFLOW), workflowId(REQUEST)]) {
		await server.activate(name);
	}
}, 600_000);

afterAll(async () => {
	await host?.close();
	await amazon?.close();
	await sandbox?.close();
});

interface Execution {
	id: string;
	workflowId: string;
	status: string;
}

async function executionsOf(name: string): Promise<Execution[]> {
	const { results } = await server.rest<{ results: Execution[] }>('GET', 'executions');
	return results.filter(({ workflowId: id }) => id === workflowId(name));
}

/** Lets the schedule start one run and waits for its end. */
async function oneRun(): Promise<{ status: string; message: string }> {
	const before = new Set((await executionsOf(FETCH)).map(({ id }) => id));
	await server.activate(workflowId(FETCH));
	const deadline = Date.now() + RUN_MS;
	let isSwitchedOff = false;
	while (Date.now() < deadline) {
		const found = (await executionsOf(FETCH)).find(({ id }) => !before.has(id));
		if (found && !isSwitchedOff) {
			await server.rest('POST', `workflows/${workflowId(FETCH)}/deactivate`, {});
			isSwitchedOff = true;
		}
		if (found && !['new', 'running', 'waiting'].includes(found.status)) {
			const { data } = await server.rest<{ data: string }>('GET', `executions/${found.id}`);
			const message = /\d+ reports settled, [^"\\]*/.exec(data)?.[0] ?? '';
			return { status: found.status, message };
		}
		await wait(500);
	}
	throw new Error('The schedule brought no run to its end.');
}

/** The files of n8n's data folder as text: the database, its journal, stored files and logs. */
function stored(): Array<{ name: string; text: string }> {
	return fs
		.readdirSync(path.join(host.folder, '.n8n'), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
		.map(({ name, parentPath }) => ({
			name,
			text: fs.readFileSync(path.join(parentPath, name), 'latin1'),
		}));
}

function expectNoSecrets(): void {
	const places = [...stored(), { name: 'server log', text: server.log() }];
	expect(places.some(({ text }) => text.includes(settlementId(1)))).toBe(true);
	expect(amazon.secrets.length).toBeGreaterThan(4);
	const found = places.flatMap(({ name, text }) =>
		amazon.secrets
			.filter((secret) => text.includes(secret))
			.map((secret) => {
				const at = text.indexOf(secret);
				return `${name}: ${text.slice(Math.max(0, at - 200), at + secret.length)}`;
			}),
	);
	expect(found).toEqual([]);
}

test(
	'the schedule settles every whole report once and names the other two',
	async () => {
		amazon.busyDocuments = 1;
		const { status, message } = await oneRun();
		expect(status).toBe('error');
		expect(message).toContain('10 reports settled, 2 not');
		expect(message).toMatch(/US store, report 511: [^|]*SETTLEMENT_CHANGED/);
		expect(message).toMatch(/EU store, report 512: [^|]*SETTLEMENT_OUT_OF_BALANCE/);
		const summaries = sandbox.books.records('customrecord_amzstl_settlement');
		const ids = summaries.map((record) => record.custrecord_amzstl_s_settlement_id);
		const whole = Array.from({ length: 10 }, (_, at) => settlementId(at + 1));
		expect([...ids].sort()).toEqual([...whole].sort());
		const payments = sandbox.books.records('customerPayment');
		expect(payments).toHaveLength(10 * ORDERS.length);
		expect(new Set(payments.map(({ externalId }) => externalId)).size).toBe(payments.length);
		const open = sandbox.books.records('invoice').filter((record) => Number(record.open) > 0);
		expect(open).toHaveLength(2 * ORDERS.length);
		// The document under two report ids was downloaded once, and the busy one waited for.
		const downloads = amazon.log.filter((line) => /^GET \/store\/.* 200$/.test(line));
		expect(downloads).toHaveLength(12);
		expect(amazon.log.filter((line) => line.endsWith(' 429'))).toHaveLength(1);
		expectNoSecrets();
	},
	RUN_MS,
);

test(
	'the next run downloads only what is not settled, and posts nothing twice',
	async () => {
		amazon.log.length = 0;
		amazon.forward(3600);
		const payments = sandbox.books.records('customerPayment').length;
		const { message } = await oneRun();
		expect(message).toContain('0 reports settled, 2 not');
		expect(amazon.log.filter((line) => line.startsWith('GET /store/'))).toHaveLength(2);
		expect(sandbox.books.records('customerPayment')).toHaveLength(payments);
	},
	RUN_MS,
);

test(
	'an account whose authorization was withdrawn is named, and the other goes on',
	async () => {
		amazon.accounts[0].isForbidden = true;
		amazon.accounts[1].reports = amazon.accounts[1].reports.slice(0, 5);
		const { status, message } = await oneRun();
		expect(status).toBe('error');
		expect(message).toMatch(/US store: [^|]*Amazon refused access \(403\)/);
		expect(message).not.toMatch(/EU store/);
		expectNoSecrets();
	},
	RUN_MS,
);

test(
	'a wrong client secret is named in plain words, and fires the error workflow',
	async () => {
		amazon.accounts[1].clientSecret = 'another-secret-of-eu';
		const before = (await executionsOf(ALARM)).length;
		const { message } = await oneRun();
		expect(message).toMatch(/EU store: [^|]*Amazon refused the login of EU store \(invalid_client/);
		await wait(2000);
		expect((await executionsOf(ALARM)).length).toBeGreaterThan(before);
		expectNoSecrets();
	},
	RUN_MS,
);

test(
	'an account with nothing due does not hide the one after it that fails',
	async () => {
		amazon.accounts[1].clientSecret = 'example-secret-of-eu';
		amazon.accounts[1].isForbidden = true;
		amazon.accounts[0].isForbidden = false;
		amazon.accounts[0].reports = amazon.accounts[0].reports.slice(0, 6);
		const { status, message } = await oneRun();
		expect(status).toBe('error');
		expect(message).toMatch(/EU store: [^|]*Amazon refused access \(403\)/);
	},
	RUN_MS,
);

test(
	'two good accounts without anything new end well',
	async () => {
		amazon.forward(3600);
		amazon.accounts[1].isForbidden = false;
		expect(await oneRun()).toEqual({ status: 'success', message: '' });
		expectNoSecrets();
	},
	RUN_MS,
);
