// Each fault that must keep a workflow from shipping, made on purpose in a workflow that has none.
import { checkWorkflow } from './checkWorkflow';

const OURS = 'n8n-nodes-amazon-settlement.amazonSettlementParse';
const LOOP = 'n8n-nodes-base.splitInBatches';
const known = new Map([[OURS, [1, 1.1]]]);
const to = (node: string) => [{ node, type: 'main', index: 0 }];

function sound() {
	return {
		name: 'Settle a report',
		nodes: [
			{
				id: 'a',
				name: 'Upload a report',
				type: 'n8n-nodes-base.formTrigger',
				typeVersion: 2.6,
				webhookId: '5f4b3a0e-2b1c-4d5e-8f90-1a2b3c4d5e6f',
				parameters: {
					note: 'questions to books@seller.example',
					authentication: 'n8nUserAuth',
					options: {} as Record<string, unknown>,
				},
			},
			{ id: 'b', name: 'Parse it', type: OURS, typeVersion: 1.1, parameters: {} },
			{ id: 'c', name: 'Loop', type: LOOP, typeVersion: 3, parameters: {} },
			{
				id: 'd',
				name: 'End',
				type: 'n8n-nodes-base.form',
				typeVersion: 2.5,
				parameters: { limitWaitTime: true },
			},
		],
		connections: {
			'Upload a report': { main: [to('Loop'), null] },
			Loop: { main: [to('End'), to('Parse it')] },
			'Parse it': { main: [to('Loop')] },
		},
		settings: { executionOrder: 'v1' },
		pinData: {},
	};
}

type Workflow = ReturnType<typeof sound> & Record<string, unknown>;

it('finds nothing wrong with a sound workflow', () => {
	expect(checkWorkflow(sound(), known)).toEqual([]);
});

it.each<[fault: string, make: (workflow: Workflow) => void]>([
	['no name', (workflow) => (workflow.name = '')],
	['executionOrder', (workflow) => (workflow.settings.executionOrder = 'v0')],
	['pinned data', (workflow) => (workflow.pinData = { 'Parse it': [] })],
	['two nodes have the name', (workflow) => (workflow.nodes[1].name = 'Upload a report')],
	['two nodes have the id', (workflow) => (workflow.nodes[1].id = 'a')],
	['a node has no id', (workflow) => (workflow.nodes[1].id = '')],
	['unknown type', (workflow) => (workflow.nodes[1].type = 'CUSTOM.amazonSettlementParse')],
	['wants version 2', (workflow) => (workflow.nodes[1].typeVersion = 2)],
	['no webhookId', (workflow) => delete workflow.nodes[0].webhookId],
	[
		'open to everybody',
		(workflow) => Object.assign(workflow.nodes[0].parameters, { authentication: undefined }),
	],
	[
		'open to everybody',
		(workflow) => Object.assign(workflow.nodes[0].parameters, { authentication: 'none' }),
	],
	[
		'same address',
		(workflow) => Object.assign(workflow.nodes[0].parameters, { options: { path: 'settlement' } }),
	],
	[
		'until the year 3000',
		(workflow) => Object.assign(workflow.nodes[3].parameters, { limitWaitTime: false }),
	],
	[
		'points to a credential',
		(workflow) =>
			Object.assign(workflow.nodes[1], {
				credentials: { netSuiteTbaApi: { id: 'x1', name: 'N' } },
			}),
	],
	[
		'needs "Gone", which does not exist',
		(workflow) => (workflow.connections['Upload a report'].main[0]![0].node = 'Gone'),
	],
	[
		'a connection of "Gone"',
		(workflow) => Object.assign(workflow.connections, { Gone: { main: [[]] } }),
	],
	[
		'nothing comes back to the loop "Loop"',
		(workflow) => Object.assign(workflow.connections, { 'Parse it': { main: [to('End')] } }),
	],
	[
		'nothing follows when the loop "Loop" is done',
		(workflow) => (workflow.connections.Loop.main[0] = []),
	],
	['personal path', (workflow) => setNote(workflow, '/home/ada/settlement.txt')],
	['a key or an instance id', (workflow) => setNote(workflow, 'c0ffee'.repeat(8))],
	['bearer token', (workflow) => setNote(workflow, 'Bearer abcdefghijklmnop')],
	['private key', (workflow) => setNote(workflow, '-----BEGIN RSA PRIVATE KEY-----')],
	['e-mail address', (workflow) => setNote(workflow, 'ada@lovelace.org')],
])('says: %s', (fault, make) => {
	const workflow: Workflow = sound();
	make(workflow);
	expect(checkWorkflow(workflow, known).join('\n')).toContain(fault);
});

function setNote(workflow: Workflow, note: string) {
	Object.assign(workflow.nodes[0].parameters, { note });
}
