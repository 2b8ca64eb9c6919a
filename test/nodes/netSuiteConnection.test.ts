// A node that cannot reach NetSuite, on n8n's own engine and request stack: each cause in its own sentence, no
// request repeated where that cannot help, an answer that drips without end broken off, and nothing sent by
// later nodes once the login was refused.
import type { INodeParameters } from 'n8n-workflow';

import { SettlementSummaryUpdate } from '../../nodes/SettlementSummaryUpdate/SettlementSummaryUpdate.node';
import { createSandbox } from '../../sandbox/sandbox';
import type { WorkflowFile } from '../support/engine';
import type { CredentialValues } from '../support/engineCredentials';
import { http, repeat, wait } from '../support/node';
import type { NodeRun } from '../support/runNode';
import { runNode } from '../support/runNode';
import { runWorkflow } from '../support/runWorkflow';
import { credentialsOf, toldBy } from '../support/sandboxNode';

const ANSWER_MS = 700;

jest.mock('../../nodes/shared/n8n/timeLimits', () => ({ ANSWER_MS: 700, AFTER_CANCEL_MS: 700 }));

const ACCOUNT = {
	accountId: '1234567_SB1',
	consumerKey: 'ck',
	consumerSecret: 'cs',
	tokenId: 'ti',
	tokenSecret: 'ts',
};
const PARAMETERS: INodeParameters = { source: 'netSuite' };

async function run(baseUrl: string, cancel?: AbortSignal): Promise<NodeRun> {
	const credentials = { netSuiteTbaApi: { ...ACCOUNT, baseUrl } };
	const parameters = PARAMETERS;
	return await runNode(new SettlementSummaryUpdate(), { parameters, credentials, cancel });
}

interface Server {
	url: string;
	requests(): number;
	close(): void;
}

async function serving(answer: http.RequestListener): Promise<Server> {
	let requests = 0;
	const server = http.createServer((request, response) => {
		requests += 1;
		answer(request, response);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as { port: number };
	return {
		url: `http://127.0.0.1:${port}`,
		requests: () => requests,
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}

test.each([
	['nothing listens', 'http://127.0.0.1:9', /NETSUITE_CONNECTION.*nothing accepts connections at/],
	['no such host', 'https://no-such-host.invalid', /NETSUITE_CONNECTION.*(no host|name server)/],
	['not encrypted', 'http://example.com', /CONFIGURATION_INCOMPLETE.*not encrypted/],
	['no address', 'hello', /CONFIGURATION_INCOMPLETE.*'hello' is not https/],
	['another protocol', 'ftp://127.0.0.1', /CONFIGURATION_INCOMPLETE.*is not https/],
	['with path and user', 'http://u:pw@127.0.0.1:9/x', /CONFIGURATION_INCOMPLETE.*is not https/],
])('%s: said once, with what to do', async (_, baseUrl, sentence) => {
	const begun = Date.now();
	const told = await run(baseUrl);
	expect(told.status).toBe('error');
	expect(toldBy(told)).toMatch(sentence);
	expect(told.error?.description ?? '').not.toBe('');
	expect(Date.now() - begun).toBeLessThan(5_000);
});

test('TLS to a server that speaks plain HTTP', async () => {
	const server = await serving((_request, response) => response.end());
	try {
		const told = await run(server.url.replace('http:', 'https:'));
		expect(toldBy(told)).toMatch(/NETSUITE_CONNECTION.*\(TLS\)/);
	} finally {
		server.close();
	}
});

test('no credential is selected', async () => {
	const told = await runNode(new SettlementSummaryUpdate(), { parameters: PARAMETERS });
	expect(toldBy(told)).toMatch(/CONFIGURATION_INCOMPLETE: No NetSuite credential is selected/);
});

test.each<[string, http.RequestListener]>([
	['says nothing', () => {}],
	[
		'sends half an answer',
		(_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.write('{"items":[');
		},
	],
	[
		'drips without end',
		(_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.on(
				'close',
				repeat(() => response.write(' '), 50),
			);
		},
	],
])('a server that %s: three requests, each with its deadline', async (_, answer) => {
	const server = await serving(answer);
	try {
		const told = await run(server.url);
		expect(toldBy(told)).toMatch(/NETSUITE_DOWN.*3 requests in a row.*within the time limit/);
		expect(server.requests()).toBe(3);
	} finally {
		server.close();
	}
});

test('Cancel ends a read at once, long before its deadline', async () => {
	let dripping = 0;
	const server = await serving((_request, response) => {
		dripping += 1;
		response.writeHead(200);
		const stop = repeat(() => response.write(' '), 20);
		response.on('close', () => {
			stop();
			dripping -= 1;
		});
	});
	try {
		const button = new AbortController();
		const running = run(server.url, button.signal);
		while (dripping === 0) {
			await wait(5);
		}
		const begun = Date.now();
		button.abort();
		expect((await running).status).toBe('canceled');
		while (dripping > 0) {
			await wait(5);
		}
		expect(Date.now() - begun).toBeLessThan(ANSWER_MS / 2);
		expect(server.requests()).toBe(1);
	} finally {
		server.close();
	}
});

test.each([
	['a maintenance page', 302, /NETSUITE_UNREACHABLE.*a web page came in place of data/],
	['a login page that calls itself a success', 200, /NETSUITE_UNREACHABLE.*a web page came/],
])('%s', async (_, status, sentence) => {
	const server = await serving((_request, response) => {
		response.writeHead(status, { 'content-type': 'text/html', location: '/maintenance' });
		response.end('<html><body>We are back soon</body></html>');
	});
	try {
		expect(toldBy(await run(server.url))).toMatch(sentence);
		expect(server.requests()).toBe(1);
	} finally {
		server.close();
	}
});

/** Two nodes one after the other, the second also when the first has failed. */
function twoNodes(): WorkflowFile {
	const node = (name: string, at: number) => ({
		id: name,
		name,
		type: 'n8n-nodes-amazon-settlement.settlementSummaryUpdate',
		typeVersion: 1,
		position: [at, 0] as [number, number],
		parameters: PARAMETERS,
		onError: 'continueRegularOutput' as const,
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	return {
		name: 'Two nodes',
		nodes: [
			{
				id: '0',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			node('First', 200),
			node('Second', 400),
		],
		connections: { Start: to('First'), First: to('Second') },
	};
}

test('after a refused login later nodes send nothing, and say why', async () => {
	const sandbox = await createSandbox();
	try {
		const right = credentialsOf(sandbox).netSuiteTbaApi;
		const wrong: CredentialValues = { netSuiteTbaApi: { ...right, tokenSecret: 'wrong' } };
		const { outputs } = await runWorkflow(twoNodes(), { credentials: wrong });
		for (const name of ['First', 'Second']) {
			expect(outputs[name][0][0].json.error).toMatch(/NETSUITE_AUTH: NetSuite refused/);
		}
		expect(sandbox.requests.counters.total).toBe(1);
		// Another execution asks anew.
		await runWorkflow(twoNodes(), { credentials: { netSuiteTbaApi: right } });
		expect(sandbox.requests.counters.total).toBeGreaterThan(2);
	} finally {
		await sandbox.close();
	}
});
