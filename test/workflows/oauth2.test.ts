// The bundled workflows with OAuth 2.0: every node that logs in takes it, nothing else differs, and the settlement
// workflow runs with that credential alone.
import { readyWorkflow, SETTLEMENT_WORKFLOW } from '../../demo/bundledWorkflow';
import { oauth2Workflow } from '../../demo/oauth2Workflow';
import { createSandbox, type BooksSeed } from '../../sandbox/sandbox';
import { fs, path, ROOT } from '../support/node';
import { runWorkflow } from '../support/runWorkflow';
import { oauth2ValuesOf } from '../support/sandboxNode';

interface Workflow {
	name: string;
	nodes: Array<{ name: string; type: string; parameters: Record<string, unknown> }>;
}

const FOLDER = path.join(ROOT, 'workflows');
const bundled = fs
	.readdirSync(FOLDER)
	.filter((name) => name.endsWith('.json'))
	.map((name) => JSON.parse(fs.readFileSync(path.join(FOLDER, name), 'utf8')) as Workflow);
const NETSUITE_NODE = /\.(netSuite\w+|settlementSummaryUpdate|settlementJournalCreate)$/;

test.each(bundled)('$name: only the login differs', (workflow) => {
	const other = oauth2Workflow(workflow);
	expect(other.name).not.toBe(workflow.name);
	for (const [at, node] of workflow.nodes.entries()) {
		if (!NETSUITE_NODE.test(node.type)) {
			expect(other.nodes[at]).toEqual(node);
			continue;
		}
		const { authentication, ...parameters } = other.nodes[at].parameters;
		expect({ ...other.nodes[at], parameters }).toEqual(node);
		expect(authentication).toBe('oAuth2');
		// By itself a bundled workflow uses token-based authentication.
		expect(node.parameters.authentication).toBeUndefined();
	}
});

test('the settlement workflow posts the demo with it, with one token', async () => {
	const books = JSON.parse(
		fs.readFileSync(path.join(ROOT, 'demo/books.json'), 'utf8'),
	) as BooksSeed;
	const sandbox = await createSandbox({ books });
	try {
		const report = path.join(ROOT, 'demo/settlement.txt');
		const run = await runWorkflow(readyWorkflow(SETTLEMENT_WORKFLOW, report, 'oauth2'), {
			credentials: { netSuiteOAuth2Api: oauth2ValuesOf(sandbox) },
		});
		expect(run.error).toBeUndefined();
		const [summary] = sandbox.books.records('customrecord_amzstl_settlement');
		expect(summary).toMatchObject({ custrecord_amzstl_s_difference: '0.00' });
		expect(sandbox.books.records('customerPayment').length).toBeGreaterThan(10);
		expect(sandbox.tokens.made()).toBe(1);
	} finally {
		await sandbox.close();
	}
});
