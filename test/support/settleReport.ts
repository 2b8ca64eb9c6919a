// A report through the bundled settlement workflow on n8n's engine, as another workflow calls it, and what then stands in
// the books of the sandbox.
import type { INodeParameters } from 'n8n-workflow';

import type { StoredWorkflow } from '../../demo/host';
import { readyWorkflow, SETTLEMENT_WORKFLOW } from '../../demo/bundledWorkflow';
import type { Sandbox } from '../../sandbox/sandbox';
import { fileItem } from './fileItem';
import { runWorkflow } from './runWorkflow';

const START = 'When executed by another workflow';
const NO_FILE = '/nowhere/settlement.txt';

function withParse(workflow: StoredWorkflow, parameters: INodeParameters): StoredWorkflow {
	const nodes = workflow.nodes.map((node) =>
		node.type.endsWith('.amazonSettlementParse')
			? { ...node, parameters: { ...node.parameters, ...parameters } }
			: node,
	);
	return { ...workflow, nodes } as StoredWorkflow;
}

/** Totals of what was made, in the order it was made. `parse` are parameters of Amazon Settlement Parse. */
export async function settleReport(sandbox: Sandbox, report: string, parse: INodeParameters = {}) {
	const made = (type: string) =>
		sandbox.books
			.records(type)
			.filter(({ seeded }) => !seeded)
			.map(({ total }) => total);
	const workflow = readyWorkflow(SETTLEMENT_WORKFLOW, NO_FILE);
	const run = await runWorkflow(withParse(workflow, parse), {
		credentials: { netSuiteTbaApi: { ...sandbox.account, baseUrl: sandbox.url } },
		start: START,
		items: [fileItem(report)],
	});
	return {
		run,
		payments: made('customerPayment'),
		creditMemos: made('creditMemo'),
		refunds: made('customerRefund'),
	};
}
