// n8n's own execution engine, run inside a test: real expressions, real item linking, real error
// handling and real HTTP, without a database or an editor. It knows workflows and node types and
// nothing of this project; runWorkflow.ts and runNode.ts are the doors tests use.
import 'reflect-metadata';
import './n8nFolder';
import { ExecutionLifecycleHooks, ExternalSecretsProxy, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	IConnections,
	ICredentialsHelper,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
} from 'n8n-workflow';

/** A workflow as it stands in an exported JSON file, as far as the engine reads it. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

export interface EngineRun {
	workflow: WorkflowFile;
	nodeTypes: ReadonlyMap<string, INodeType>;
	credentialsHelper: ICredentialsHelper;
	/** The node the run starts at, and the items it is given. */
	start: string;
	items: INodeExecutionData[];
	/** Cancels the execution, as the button in the editor does. */
	cancel?: AbortSignal;
	/** Runs it as the editor does, and gets what the editor is sent while it runs. */
	editor?: IWorkflowExecuteAdditionalData['sendDataToUI'];
}

const EXECUTION_ID = '1';
const NOWHERE = 'http://localhost:5678/';

/** Runs the workflow to its end. An error in a node is in the result, it is not thrown. */
export async function execute({
	workflow: file,
	nodeTypes,
	credentialsHelper,
	start,
	items,
	cancel,
	editor,
}: EngineRun): Promise<IRun> {
	const workflow = new Workflow({
		id: 'test',
		name: file.name,
		nodes: file.nodes,
		connections: file.connections,
		settings: file.settings,
		active: false,
		nodeTypes: nodeTypesOf(nodeTypes),
	});
	const startNode = workflow.getNode(start);
	if (!startNode) {
		throw new Error(`The workflow "${file.name}" has no node "${start}".`);
	}
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: startNode, data: { main: [items] }, source: null }],
		},
	});
	const surroundings = additionalData(file, credentialsHelper, editor);
	const mode = editor === undefined ? 'cli' : 'manual';
	const run = new WorkflowExecute(surroundings, mode, data).processRunExecutionData(workflow);
	cancel?.addEventListener('abort', () => run.cancel());
	return await run;
}

function nodeTypesOf(known: ReadonlyMap<string, INodeType>): INodeTypes {
	const find = (type: string) => {
		const nodeType = known.get(type);
		if (!nodeType) {
			throw new Error(`No node type "${type}" in this test.`);
		}
		return nodeType;
	};
	return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
}

// What the engine's surroundings (database, editor, task runner) would provide. A node that asks for
// something else fails loudly.
function additionalData(
	file: WorkflowFile,
	credentialsHelper: ICredentialsHelper,
	editor: EngineRun['editor'] = () => {},
): IWorkflowExecuteAdditionalData {
	const notInTests = async () => await Promise.reject(new Error('Not available in engine tests.'));
	return {
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks('cli', EXECUTION_ID, storedWorkflow(file)),
		executionId: EXECUTION_ID,
		currentNodeExecutionIndex: 0,
		externalSecretsProxy: new ExternalSecretsProxy(),
		variables: {},
		restApiUrl: NOWHERE,
		instanceBaseUrl: NOWHERE,
		formBaseUrl: NOWHERE,
		formWaitingBaseUrl: NOWHERE,
		formTestBaseUrl: NOWHERE,
		webhookBaseUrl: NOWHERE,
		webhookWaitingBaseUrl: NOWHERE,
		webhookTestBaseUrl: NOWHERE,
		mcpBaseUrl: NOWHERE,
		mcpTestBaseUrl: NOWHERE,
		setExecutionStatus: () => {},
		sendDataToUI: editor,
		logAiEvent: () => {},
		getRunnerStatus: () => ({ available: true }),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		executeWorkflow: notInTests,
		startRunnerTask: notInTests,
	};
}

function storedWorkflow({ name, nodes, connections, settings }: WorkflowFile): IWorkflowBase {
	const epoch = new Date(0);
	return {
		id: 'test',
		name,
		nodes,
		connections,
		settings,
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: epoch,
		updatedAt: epoch,
	};
}
