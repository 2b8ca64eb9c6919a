// Runs one node on n8n's engine: items in, items per output out, with expressions, item linking and the
// "On Error" settings as in the editor. A workflow of two nodes stands behind it, because the engine
// links items to the node they came from.
import type {
	ExecutionError,
	ExecutionStatus,
	ICredentialType,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	NodeExecutionHint,
	OnError,
} from 'n8n-workflow';
import type { EngineRun } from './engine';
import type { CredentialValues } from './engineCredentials';
import { runWorkflow } from './runWorkflow';

export interface NodeRunOptions {
	parameters?: INodeParameters;
	/** The items the node receives; one empty item when left out. */
	items?: INodeExecutionData[];
	credentials?: CredentialValues;
	credentialTypes?: Record<string, ICredentialType>;
	/** The node's "On Error" setting; it stops the workflow when left out. */
	onError?: OnError;
	typeVersion?: number;
	/** Cancels the execution, as the button in the editor does. */
	cancel?: AbortSignal;
	/** Runs it as the editor does, and gets what the editor is sent while it runs. */
	editor?: EngineRun['editor'];
}

export interface NodeRun {
	status: ExecutionStatus;
	error?: ExecutionError;
	/** Items by output; with `continueErrorOutput` the last one is the error output. */
	outputs: INodeExecutionData[][];
	hints: NodeExecutionHint[];
}

const FEEDER = 'Items';

export async function runNode(node: INodeType, options: NodeRunOptions = {}): Promise<NodeRun> {
	const { displayName, name: type, version } = node.description;
	const { status, error, outputs, hints } = await runWorkflow(
		{
			name: displayName,
			nodes: [
				{
					id: 'feeder',
					name: FEEDER,
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					id: 'node',
					name: displayName,
					type,
					typeVersion: options.typeVersion ?? [version].flat().at(-1) ?? 1,
					position: [224, 0],
					parameters: options.parameters ?? {},
					onError: options.onError,
				},
			],
			connections: { [FEEDER]: { main: [[{ node: displayName, type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		},
		{
			items: options.items,
			credentials: options.credentials,
			credentialTypes: options.credentialTypes,
			nodeTypes: { [type]: node },
			cancel: options.cancel,
			editor: options.editor,
		},
	);
	return { status, error, outputs: outputs[displayName] ?? [], hints: hints[displayName] ?? [] };
}
