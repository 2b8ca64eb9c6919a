// The two workflows that fetch reports, as far as they can be read: what they need to keep secrets out of n8n's
// executions, and that accounts, outputs and logins belong together. The end-to-end test runs them.
import { openAmazonStub, type AmazonStub, type StubReport } from '../support/amazonStub';
import { fs, path, ROOT } from '../support/node';

interface Workflow {
	nodes: Array<{ name: string; type: string; parameters: Record<string, unknown> }>;
	connections: Record<string, { main: Array<Array<{ node: string }>> }>;
	settings: Record<string, unknown>;
}

const read = (name: string) =>
	JSON.parse(fs.readFileSync(path.join(ROOT, 'workflows', `${name}.json`), 'utf8')) as Workflow;
const fetching = read('fetch-amazon-settlements');
const requesting = read('request-amazon-reports');

test('n8n keeps no execution of the workflow that sees tokens and links', () => {
	expect(requesting.settings).toMatchObject({
		saveDataSuccessExecution: 'none',
		saveDataErrorExecution: 'none',
		saveManualExecutions: false,
		saveExecutionProgress: false,
	});
});

test('the other one asks nobody by itself, so its executions hold neither', () => {
	const types = fetching.nodes.map(({ type }) => type);
	expect(types).not.toContain('n8n-nodes-base.httpRequest');
	expect(JSON.stringify(fetching)).not.toMatch(/accessToken|access_token|refresh_token"/);
});

test('both are of n8n nodes only', () => {
	for (const { type } of [...fetching.nodes, ...requesting.nodes]) {
		expect(type).toMatch(/^n8n-nodes-base\./);
	}
});

// A pause of 65 seconds or more would put the execution, with its token, into the database.
test('pauses are short enough to stay in memory', () => {
	const pauses = requesting.nodes.filter(({ type }) => type.endsWith('.wait'));
	expect(pauses.map(({ parameters }) => [parameters.amount, parameters.unit])).toEqual([
		[45, 'seconds'],
		[60, 'seconds'],
	]);
});

test('every account of the table has an output and a login with a credential of its own', () => {
	const { jsonOutput } = fetching.nodes.find(({ name }) => name === 'Set accounts')?.parameters as {
		jsonOutput: string;
	};
	const { accounts, dryRun } = JSON.parse(jsonOutput) as {
		accounts: Array<Record<string, string>>;
		dryRun: boolean;
	};
	// Nothing is posted before somebody has looked at a plan.
	expect(dryRun).toBe(true);
	const { rules } = requesting.nodes.find(({ name }) => name === 'Which account?')?.parameters as {
		rules: { values: Array<{ outputKey: string }> };
	};
	const names = accounts.map(({ accountName }) => accountName);
	expect(rules.values.map(({ outputKey }) => outputKey)).toEqual(names);
	for (const [at, name] of names.entries()) {
		const [target] = requesting.connections['Which account?'].main[at];
		expect(target.node).toBe(`Log in to ${name}`);
		const login = requesting.nodes.find((node) => node.name === target.node);
		expect(login?.parameters.genericAuthType).toBe('httpCustomAuth');
		expect(Object.keys(accounts[at])).toEqual([
			'accountName',
			'endpoint',
			'tokenUrl',
			'clientSecretEnds',
		]);
	}
});

test('the token goes to the API and not to the store of documents', () => {
	const requests = requesting.nodes.filter(({ type }) => type.endsWith('.httpRequest'));
	const withToken = requests.filter(({ parameters }) =>
		JSON.stringify(parameters.headerParameters ?? '').includes('x-amz-access-token'),
	);
	expect(withToken.map(({ name }) => name)).toEqual(['Get reports', 'Get document']);
	// What carries a token or a secret never goes on to another address.
	for (const { parameters } of requests.filter(({ name }) => name !== 'Download document')) {
		expect(JSON.stringify(parameters.options)).toContain('"followRedirects":false');
	}
});

describe('the stand-in for Amazon', () => {
	let amazon: AmazonStub;
	const report = (at: number): StubReport => ({
		reportId: `r${at}`,
		reportDocumentId: `d${at}`,
		createdTime: '2026-11-20T00:00:00Z',
		content: 'Größe',
		...(at === 1 ? { charset: 'latin1' as const } : {}),
	});

	beforeEach(async () => {
		const account = { clientId: 'c', clientSecret: 's', refreshToken: 'r' };
		amazon = await openAmazonStub([{ ...account, reports: [1, 2, 3].map(report) }], 2);
	});
	afterEach(async () => await amazon.close());

	async function token(): Promise<string> {
		const form = { grant_type: 'refresh_token', client_id: 'c', client_secret: 's' };
		const body = new URLSearchParams({ ...form, refresh_token: 'r' });
		const response = await fetch(`${amazon.url}/auth/o2/token`, { method: 'POST', body });
		return ((await response.json()) as { access_token: string }).access_token;
	}

	async function get(target: string, accessToken?: string) {
		const address = target.startsWith('http')
			? target
			: `${amazon.url}/reports/2021-06-30/${target}`;
		const headers = accessToken === undefined ? undefined : { 'x-amz-access-token': accessToken };
		const response = await fetch(address, { headers });
		const text = Buffer.from(await response.arrayBuffer());
		return { status: response.status, text };
	}

	const LIST = 'reports?reportTypes=GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2&pageSize=100';
	const json = ({ text }: { text: Buffer }) =>
		JSON.parse(text.toString()) as Record<string, string>;

	test('lists page by page, and takes nextToken alone', async () => {
		const access = await token();
		const first = json(await get(LIST, access));
		expect(first.reports).toHaveLength(2);
		const next = encodeURIComponent(first.nextToken);
		expect((await get(`reports?nextToken=${next}&pageSize=2`, access)).status).toBe(400);
		expect(json(await get(`reports?nextToken=${next}`, access)).reports).toHaveLength(1);
		expect((await get('reports?reportTypes=OTHER', access)).status).toBe(400);
	});

	test('refuses without a token, and beyond its quota until time has passed', async () => {
		expect((await get(LIST)).status).toBe(403);
		const access = await token();
		for (let request = 0; request < 10; request += 1) {
			expect((await get(LIST, access)).status).toBe(200);
		}
		expect((await get(LIST, access)).status).toBe(429);
		amazon.forward(46);
		expect((await get(LIST, access)).status).toBe(200);
	});

	test('gives links that take no token and die after five minutes', async () => {
		const { url } = json(await get('documents/d1', await token()));
		expect((await get(url)).text).toEqual(Buffer.from('Größe', 'latin1'));
		expect((await get(url, 'any')).status).toBe(400);
		amazon.forward(301);
		expect((await get(url)).status).toBe(403);
	});
});

// n8n's Edit Fields drops the file of an item when it keeps none of its fields.
test('the node that passes the file on keeps a field, and with it the file', () => {
	const node = fetching.nodes.find(({ name }) => name === 'Hand over');
	expect(node?.parameters).toMatchObject({
		includeOtherFields: true,
		include: 'selected',
		options: { stripBinary: false },
	});
	expect(node?.parameters.includeFields).not.toBe('');
});

// n8n stores the file's name beside it, and takes the name from the link, with what opens it, unless it may follow
// redirects: only then does it know the address apart.
test('the download may follow redirects, so that no link becomes a file name', () => {
	const node = requesting.nodes.find(({ name }) => name === 'Download document');
	expect(node?.parameters.options).toMatchObject({ redirect: { redirect: { maxRedirects: 3 } } });
	expect(JSON.stringify(node?.parameters)).not.toContain('followRedirects');
});

test('the file goes on without the link it came from', () => {
	const { jsCode } = requesting.nodes.find(({ name }) => name === 'Return document')
		?.parameters as { jsCode: string };
	const link = 'https://store.example/report?X-Amz-Signature=example';
	const file = { data: 'id', mimeType: 'text/plain', fileName: 'report', directory: link };
	const input = { all: () => [{ json: { statusCode: 200 }, binary: { settlementFile: file } }] };
	const named = () => ({ first: () => ({ json: { accountName: 'US store', reportId: '51' } }) });
	// eslint-disable-next-line @n8n/community-nodes/no-dangerous-functions -- the Code node's own text is what is tested
	const run = new Function('$input', '$', jsCode) as (...given: unknown[]) => unknown;
	const items = run(input, named);
	expect(JSON.stringify(items)).not.toContain('X-Amz');
	expect(items).toEqual([
		{
			json: { accountName: 'US store', reportId: '51' },
			binary: {
				settlementFile: { data: 'id', mimeType: 'text/plain', fileName: '51.txt' },
			},
		},
	]);
});
