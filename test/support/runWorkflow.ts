// Runs a workflow JSON in a test, as n8n would: our nodes and our credential are the real classes, the
// nodes of n8n itself are the stand-ins of baseNodes.ts, HTTP goes out for real. Every node that takes
// a credential gets the one of its type, as a user does by hand after importing the workflow.
import type {
	ExecutionError,
	ExecutionStatus,
	ICredentialType,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
	NodeExecutionHint,
} from 'n8n-workflow';
import { baseNodes } from './baseNodes';
import { EngineCredentials, type CredentialValues } from './engineCredentials';
import { execute, type EngineRun, type WorkflowFile } from './engine';
import { loadOurCredential, loadOurNode } from './ourTypes';

export interface RunOptions {
	credentials?: CredentialValues;
	/** The node to start at; the manual trigger when left out. */
	start?: string;
	/** The items the start node puts out; one empty item when left out. */
	items?: INodeExecutionData[];
	/** Further node types by type name; they win over ours and over the stand-ins. */
	nodeTypes?: Record<string, INodeType>;
	/** Further credential types by name. */
	credentialTypes?: Record<string, ICredentialType>;
	/** Cancels the execution, as the button in the editor does. */
	cancel?: AbortSignal;
	/** Runs it as the editor does, and gets what the editor is sent while it runs. */
	editor?: EngineRun['editor'];
}

export interface WorkflowRun {
	status: ExecutionStatus;
	/** What stopped the run. */
	error?: ExecutionError;
	/** Items by node and output, over all runs of the node. A node that did not run is missing. */
	outputs: Record<string, INodeExecutionData[][]>;
	/** How many items each run of a node put out, over all its outputs. */
	runs: Record<string, number[]>;
	/** Hints by node. */
	hints: Record<string, NodeExecutionHint[]>;
	/** The text of every form ending that was reached. */
	pages: string[];
	/** What the execution was marked with, for n8n's list of executions. */
	customData: Record<string, string>;
}

export async function runWorkflow(
	file: WorkflowFile,
	options: RunOptions = {},
): Promise<WorkflowRun> {
	const pages: string[] = [];
	const credentials = options.credentials ?? {};
	const nodes = file.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	const nodeTypes = await nodeTypesFor(nodes, { ...baseNodes(pages), ...options.nodeTypes });
	const run = await execute({
		workflow: {
			...file,
			nodes: nodes.map((node) => withCredentials(node, nodeTypes.get(node.type), credentials)),
		},
		nodeTypes,
		credentialsHelper: new EngineCredentials(
			await credentialTypesFor(credentials, options.credentialTypes ?? {}),
			credentials,
		),
		start: options.start ?? manualTrigger(nodes),
		items: options.items ?? [{ json: {} }],
		cancel: options.cancel,
		editor: options.editor,
	});
	return { ...readRun(run), pages };
}

export function jsonOf(items: INodeExecutionData[] = []): IDataObject[] {
	return items.map(({ json }) => json);
}

async function nodeTypesFor(nodes: INode[], given: Record<string, INodeType>) {
	const found = new Map<string, INodeType>();
	for (const { type } of nodes) {
		const nodeType = given[type] ?? (await loadOurNode(type));
		if (!nodeType) {
			throw new Error(`"${type}" is neither one of our nodes nor in baseNodes.ts.`);
		}
		found.set(type, nodeType);
	}
	return found;
}

async function credentialTypesFor(
	credentials: CredentialValues,
	given: Record<string, ICredentialType>,
) {
	const found = new Map(Object.entries(given));
	for (const name of Object.keys(credentials)) {
		const type = found.get(name) ?? (await loadOurCredential(name));
		if (type) {
			found.set(name, type);
		}
	}
	return found;
}

function withCredentials(
	node: INode,
	nodeType: INodeType | undefined,
	values: CredentialValues,
): INode {
	const wanted = nodeType?.description.credentials ?? [];
	const set = wanted.filter(({ name }) => name in values);
	return {
		...node,
		credentials: Object.fromEntries(set.map(({ name }) => [name, { id: name, name }])),
	};
}

function manualTrigger(nodes: INode[]): string {
	const trigger = nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	if (!trigger) {
		throw new Error('The workflow has no manual trigger: say which node to start at.');
	}
	return trigger.name;
}

function readRun({ status, data }: IRun): Omit<WorkflowRun, 'pages'> {
	const { error, runData, metadata = {} } = data.resultData;
	const outputs: WorkflowRun['outputs'] = {};
	const hints: WorkflowRun['hints'] = {};
	const runCounts: WorkflowRun['runs'] = {};
	for (const [name, runs] of Object.entries(runData)) {
		outputs[name] = [];
		hints[name] = runs.flatMap((run) => run.hints ?? []);
		runCounts[name] = runs.map(
			(run) => (run.data?.main ?? []).flatMap((items) => items ?? []).length,
		);
		for (const items of runs.map((run) => run.data?.main ?? [])) {
			items.forEach((of, index) => {
				outputs[name][index] = [...(outputs[name][index] ?? []), ...(of ?? [])];
			});
		}
	}
	return { status, error, outputs, runs: runCounts, hints, customData: metadata };
}
