// The bundled workflows as a user would leave them after importing: the credential chosen in our nodes,
// the file entered in the node that reads it.
import type { StoredWorkflow } from './host';
import { demoFolder, fs, path } from './node';
import { needsNetSuite, oauth2Workflow } from './oauth2Workflow';

/** How the nodes log in to NetSuite. */
export type Login = 'tba' | 'oauth2';

export const SETTLEMENT_WORKFLOW = 'amazon-settlement-to-netsuite';
export const OPEN_WORKFLOW = 'settle-open-transactions';
export const CLOSE_WORKFLOW = 'close-amazon-settlements';
export const BILLING_WORKFLOW = 'bill-amazon-orders';
export const CHECK_WORKFLOW = 'check-netsuite-setup';

export const CREDENTIAL = { id: 'sandbox00000001', name: 'NetSuite sandbox' };
const READER = 'n8n-nodes-base.readWriteFile';

/** The id of a workflow in n8n holds at most 21 characters. */
export function workflowId(name: string): string {
	return name.replace(/-/g, '').slice(0, 21);
}

/** The name of the credential type in n8n. */
export function credentialType(login: Login): string {
	return login === 'oauth2' ? 'netSuiteOAuth2Api' : 'netSuiteTbaApi';
}

/** The bundled workflow as a user would leave it: credential chosen, file entered. */
export function readyWorkflow(name: string, report: string, login: Login = 'tba'): StoredWorkflow {
	const file = path.join(demoFolder, '..', 'workflows', `${name}.json`);
	const bundled = JSON.parse(fs.readFileSync(file, 'utf8')) as StoredWorkflow;
	const workflow = login === 'oauth2' ? oauth2Workflow(bundled) : bundled;
	return {
		...workflow,
		id: workflowId(name),
		nodes: workflow.nodes.map((node) => {
			if (node.type === READER) {
				return { ...node, parameters: { ...node.parameters, fileSelector: report } };
			}
			return needsNetSuite(node)
				? { ...node, credentials: { [credentialType(login)]: CREDENTIAL } }
				: node;
		}),
	};
}

/** The same with other values in the node *Set configuration*, as a user would enter them. */
export function configured(
	workflow: StoredWorkflow,
	values: Record<string, unknown>,
): StoredWorkflow {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => {
			if (node.name !== 'Set configuration') {
				return node;
			}
			const { assignments } = node.parameters as {
				assignments: { assignments: Array<{ name: string; value: unknown }> };
			};
			const unknown = Object.keys(values).filter(
				(name) => !assignments.assignments.some((one) => one.name === name),
			);
			if (unknown.length > 0) {
				throw new Error(`Set configuration has no ${unknown.join(', ')}.`);
			}
			const entered = assignments.assignments.map((one) => ({
				...one,
				value: one.name in values ? values[one.name] : one.value,
			}));
			return {
				...node,
				parameters: { ...node.parameters, assignments: { assignments: entered } },
			} as typeof node;
		}),
	};
}
