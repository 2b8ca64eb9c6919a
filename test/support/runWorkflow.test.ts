// The engine harness on its own: a node class made up here, run as n8n runs it. Proves that parameters,
// expressions, signing, real HTTP, item links, the error output and the stand-ins behave.
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type { ICredentialType, IExecuteFunctions, INode, INodeType } from 'n8n-workflow';
import { fileItem } from './fileItem';
import { fs, http, os, path } from './node';
import { runNode } from './runNode';
import { jsonOf, runWorkflow } from './runWorkflow';

const doubler: INodeType = {
	description: {
		displayName: 'Doubler',
		name: 'doubler',
		group: ['transform'],
		version: 1,
		description: 'Doubles a number and asks a server about it',
		defaults: { name: 'Doubler' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'keyApi', required: true }],
		properties: [
			{ displayName: 'Number', name: 'number', type: 'number', default: 21 },
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
		],
	},
	async execute(this: IExecuteFunctions) {
		const url = this.getNodeParameter('url', 0) as string;
		const server = await this.helpers.httpRequestWithAuthentication.call(this, 'keyApi', { url });
		this.addExecutionHints({ message: 'doubled', location: 'outputPane' });
		const doubled = this.getInputData().map((_, item) => {
			const number = this.getNodeParameter('number', item) as number;
			if (number < 0) {
				const error = new NodeOperationError(this.getNode(), 'Negative', { itemIndex: item });
				if (!this.continueOnFail()) {
					throw error;
				}
				return { json: { error: error.message, details: { number } }, pairedItem: { item } };
			}
			return { json: { doubled: 2 * number, server }, pairedItem: { item } };
		});
		return [doubled];
	},
};

const keyApi: ICredentialType = {
	name: 'keyApi',
	displayName: 'Key API',
	properties: [
		{ displayName: 'Key', name: 'key', type: 'string', default: '' },
		{ displayName: 'Prefix', name: 'prefix', type: 'string', default: 'Key ' },
	],
	authenticate: async ({ prefix, key }, options) => ({
		...options,
		headers: { ...options.headers, authorization: `${String(prefix)}${String(key)}` },
	}),
};

const signed = { credentials: { keyApi: { key: 'k1' } }, credentialTypes: { keyApi } };

describe('running one node', () => {
	let server: http.Server;
	let url: string;

	beforeAll(async () => {
		server = http.createServer((request, response) => response.end(request.headers.authorization));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
	});

	afterAll(() => server.close());

	it('resolves expressions per item, fills in defaults, signs by the credential and links items', async () => {
		const items = [{ json: { n: 1 } }, { json: { n: 5 } }];
		const parameters = { url, number: '={{ $json.n + 1 }}' };

		const run = await runNode(doubler, { ...signed, items, parameters });

		expect(run.status).toBe('success');
		expect(jsonOf(run.outputs[0])).toEqual([
			{ doubled: 4, server: 'Key k1' },
			{ doubled: 12, server: 'Key k1' },
		]);
		expect(run.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(run.hints.map(({ message }) => message)).toEqual(['doubled']);
		expect(jsonOf((await runNode(doubler, { ...signed, parameters: { url } })).outputs[0])).toEqual(
			[{ doubled: 42, server: 'Key k1' }],
		);
	});

	it('reports an error that stops the node, and one that takes the error output', async () => {
		const items = [{ json: { n: 1 } }, { json: { n: -1 } }];
		const parameters = { url, number: '={{ $json.n }}' };

		const stopped = await runNode(doubler, { ...signed, items, parameters });
		expect(stopped.status).toBe('error');
		expect(stopped.error?.message).toBe('Negative');
		expect(stopped.outputs).toEqual([]);

		const onError = 'continueErrorOutput';
		const split = await runNode(doubler, { ...signed, items, parameters, onError });
		expect(split.status).toBe('success');
		expect(split.outputs.map((output) => output.length)).toEqual([1, 1]);
		expect(split.outputs[1][0].json).toEqual({ error: 'Negative', details: { number: -1 }, n: -1 });
	});

	it('refuses a node whose credential is not set, and names a server that is not there', async () => {
		expect((await runNode(doubler, { parameters: { url } })).error?.message).toContain(
			'credentials',
		);
		const nowhere = { url: 'http://127.0.0.1:9/' };
		const run = await runNode(doubler, { ...signed, parameters: nowhere });
		expect(run.status).toBe('error');
	});
});

describe('running a workflow', () => {
	it('runs the stand-ins: fields, branches, a file, an ending', async () => {
		const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'engine-')), 'report.txt');
		fs.writeFileSync(file, 'first\nsecond');
		const assignments = [
			{ id: '1', name: 'file', type: 'string', value: file },
			{ id: '2', name: 'isDryRun', type: 'boolean', value: '={{ $json.dry === "yes" }}' },
		];

		const run = await runWorkflow(
			workflow(
				['Start', 'manualTrigger'],
				['Configure', 'set', { assignments: { assignments } }],
				['Dry?', 'if', { conditions: isTrue('={{ $json.isDryRun }}') }],
				['Read', 'readWriteFile', { fileSelector: '={{ $json.file }}' }],
				['Show', 'form', SHOW_FILE_NAME],
			),
			{ items: [{ json: { dry: 'yes', other: 1 } }, { json: { dry: 'no' } }] },
		);

		expect(run.error).toBeUndefined();
		expect(jsonOf(run.outputs.Configure[0])).toEqual([
			{ file, isDryRun: true },
			{ file, isDryRun: false },
		]);
		expect(run.outputs['Dry?'].map((items) => items.length)).toEqual([1, 1]);
		const { data } = run.outputs.Read[0][0].binary ?? {};
		expect(Buffer.from(data.data, 'base64').toString()).toBe('first\nsecond');
		expect(run.pages).toEqual(['<p>report.txt, dry run: true</p>']);
	});

	it('hands binary content on and refuses a node it does not know', async () => {
		const items = [fileItem('a\tb', { fileName: 'x.txt' })];
		const kept = await runWorkflow(workflow(['Start', 'manualTrigger'], ['On', 'noOp']), { items });
		expect(kept.outputs.On[0][0].binary?.data.fileName).toBe('x.txt');
		await expect(
			runWorkflow(workflow(['Start', 'manualTrigger'], ['X', 'telegram'])),
		).rejects.toThrow('"n8n-nodes-base.telegram" is neither one of our nodes');
	});
});

const SHOW_FILE_NAME = {
	operation: 'completion',
	respondWith: 'showText',
	responseText: '=<p>{{ $json.fileName }}, dry run: {{ $("Configure").first().json.isDryRun }}</p>',
	limitWaitTime: true,
	resumeAmount: 2,
};

type Step = [name: string, type: string, parameters?: INode['parameters']];

/** A straight line of nodes, each on the first output of the one before. */
function workflow(...steps: Step[]) {
	const nodes = steps.map(([name, type, parameters = {}], index) => ({
		id: String(index),
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion: type === 'set' ? 3.4 : 1,
		position: [index * 224, 0] as [number, number],
		parameters,
	}));
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map(({ name }, index) => [
				nodes[index].name,
				{ main: [[{ node: name, type: NodeConnectionTypes.Main, index: 0 }]] },
			]),
	);
	return { name: 'Test', nodes, connections, settings: { executionOrder: 'v1' as const } };
}

function isTrue(leftValue: string) {
	return {
		combinator: 'and',
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		conditions: [
			{
				id: 'c',
				leftValue,
				rightValue: '',
				operator: { type: 'boolean', operation: 'true', singleValue: true },
			},
		],
	};
}
