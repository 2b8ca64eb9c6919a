// The settings of the nodes that come after this one, checked before anything is read or written: a wrong word in a
// node at the end of the workflow must not leave half a settlement behind. Each node declares how it reads its own
// parameters; the first node of a run that may write checks all of them by that, so that no rule stands twice and no
// setting is forgotten, also in workflows that a user has built.
import type { IExecuteFunctions, INodeProperties, NodeTypeAndVersion } from 'n8n-workflow';

import type { NetSuiteClient } from '../netsuite/api/client';
import { NetSuiteError } from '../netsuite/api/netSuiteError';
import type { ItemRules } from './parameters/itemLeaves';
import type { Parameters } from './parameters/parameters';
import { hasExecuted, readLaterParameters } from './parameters/parameters';

export interface NodeSettings {
	properties: INodeProperties[];
	/** Which of them may name the item; none unless given. */
	rules?: ItemRules;
	/** Refuses what cannot be meant; asks NetSuite for the IDs of names only after that. */
	read?(parameters: Parameters, client: NetSuiteClient): Promise<unknown>;
}

/** A setting of another node than the one that runs. */
export class LaterSettingError extends NetSuiteError {
	constructor(
		readonly node: string,
		{ code, message, remedy, status }: NetSuiteError,
	) {
		super(code, `${message} (node ${node})`, remedy, status);
	}
}

/** By the name of the node type, without its package. n8n loads all node types of a workflow before it runs. */
const declared = new Map<string, NodeSettings>();

export function declareSettings(nodeType: string, settings: NodeSettings): void {
	declared.set(nodeType, settings);
}

const settingsOf = ({ type }: NodeTypeAndVersion) => declared.get(type.split('.').at(-1) ?? '');

interface Later {
	node: string;
	settings: NodeSettings;
	parameters: Parameters;
	/** Nothing that names a record was left to the node itself. */
	isWhole: boolean;
}

const OF_A_SETTING: readonly string[] = [
	'SETTING_INVALID',
	'CONFIGURATION_INCOMPLETE',
	'SELECTION_INVALID',
	'FIELD_RESERVED',
];

function named(node: string, error: unknown): unknown {
	return error instanceof NetSuiteError && OF_A_SETTING.includes(error.code)
		? new LaterSettingError(node, error)
		: error;
}

/** Without a request. */
export function checkLaterValues(context: IExecuteFunctions): Later[] {
	const nodes = context.getChildNodes(context.getNode().name, { includeNodeParameters: true });
	return nodes.flatMap((node) => {
		const settings = settingsOf(node);
		if (settings === undefined || node.disabled) {
			return [];
		}
		const { properties, rules = { perTransaction: [] } } = settings;
		try {
			const read = readLaterParameters(context, properties, rules, node.parameters ?? {});
			return [{ node: node.name, settings, ...read }];
		} catch (error) {
			throw named(node.name, error);
		}
	});
}

/**
 * For a node that may write: does nothing where one before it has run, which has checked all. Names of records are
 * looked up, as the node in question will; the answers hold for it too.
 */
export async function checkLaterSettings(
	context: IExecuteFunctions,
	client: NetSuiteClient,
): Promise<void> {
	const before = context.getParentNodes(context.getNode().name);
	if (before.some((node) => settingsOf(node) !== undefined && hasExecuted(context, node.name))) {
		return;
	}
	const later = checkLaterValues(context);
	// A credential that is missing is a fault of this node.
	await client.transport.origin?.();
	for (const { node, settings, parameters } of later.filter((one) => one.isWhole)) {
		try {
			await settings.read?.(parameters, client);
		} catch (error) {
			throw named(node, error);
		}
	}
}
