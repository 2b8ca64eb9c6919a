// Every node of ours that may write says how its settings are read, so that the nodes before it refuse a wrong one
// before anything is read or written.
import { fs, path, ROOT } from '../support/node';
import { runWorkflow } from '../support/runWorkflow';

const { n8n } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[] };
};
/** The first reads a file, the second reads NetSuite: neither writes. */
const READERS = ['amazonSettlementParse', 'netSuiteSetupCheck'];
const WRITERS = n8n.nodes
	.map((file) => path.basename(file, '.node.js'))
	.map((name) => name.charAt(0).toLowerCase() + name.slice(1))
	.filter((name) => !READERS.includes(name));

const node = (name: string, type: string, parameters = {}, more = {}) => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters,
	...more,
});
const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });

async function before(type: string, parameters: object, more = {}) {
	const { error } = await runWorkflow({
		name: 'Two nodes',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('Read', 'n8n-nodes-amazon-settlement.amazonSettlementParse', {
				input: 'text',
				text: 'no report',
			}),
			node('Later', `n8n-nodes-amazon-settlement.${type}`, parameters, more),
		],
		connections: { Start: to('Read'), Read: to('Later') },
		settings: { executionOrder: 'v1' },
	});
	return String(error?.message);
}

test('there are writers', () => expect(WRITERS.length).toBeGreaterThan(4));

test.each(WRITERS)('%s: a wrong setting is refused before the report is read', async (type) => {
	expect(await before(type, { dryRun: 'perhaps' })).toBe(
		"SETTING_INVALID: 'Dry Run' is 'perhaps' (node Later)",
	);
	expect(await before(type, { options: { concurrency: 0 } })).toMatch(/'Concurrency' is 0.*Later/);
});

test.each<[string, object]>([
	['that names the item', { dryRun: '={{ $json.dryRun }}' }],
	['that cannot be evaluated', { dryRun: "={{ $('Nowhere').first().json.dryRun }}" }],
])('an expression %s is refused as early', async (_, parameters) => {
	const message = await before('netSuitePaymentApply', parameters);
	expect(message).toMatch(/SETTING_INVALID: .*'Dry Run'.*\(node Later\)/);
});

test.each<[string, object, object]>([
	['of a node that is switched off', { dryRun: 'perhaps' }, { disabled: true }],
	['that only the node itself can evaluate', { paymentAccount: '={{ $json.account }}' }, {}],
	['from a node that has not run', { dryRun: "={{ $('Later').first().json.dryRun }}" }, {}],
	['of the turn of a loop', { monthsBack: '={{ $runIndex - 1 }}' }, {}],
])('a setting %s is left to that node', async (_, parameters, more) => {
	expect(await before('netSuitePaymentApply', parameters, more)).toMatch(/^FORMAT_UNKNOWN/);
});
