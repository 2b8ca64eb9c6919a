// Stand-ins for the nodes of n8n itself that our workflows use: n8n-nodes-base is far too big for a test
// suite. Each takes the parameters of the real one that we use, and refuses those it does not know how
// to imitate. The end-to-end tests run the real ones.
import { NodeConnectionTypes, NodeOperationError, validateFieldType } from 'n8n-workflow';
import type {
	FieldType,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	NodePropertyTypes,
} from 'n8n-workflow';
import { loopOverItems } from './loopNode';
import { fs, path } from './node';

type Execute = INodeType['execute'];

interface Assignment {
	name: string;
	type: FieldType;
	value: unknown;
}

/** `pages` receives the text of every form ending that is reached. */
export function baseNodes(pages: string[]): Record<string, INodeType> {
	const conditions = property('conditions', 'filter', {
		filter: { caseSensitive: true, typeValidation: 'loose', version: 2 },
	});
	return {
		'n8n-nodes-base.manualTrigger': standIn([], passOn),
		'n8n-nodes-base.formTrigger': standIn([property('options', 'json', {}, {})], passOn),
		'n8n-nodes-base.scheduleTrigger': standIn([], passOn),
		'n8n-nodes-base.executeWorkflowTrigger': standIn([], passOn),
		'n8n-nodes-base.executionData': standIn([property('dataToSave', 'json')], saveCustomData),
		'n8n-nodes-base.noOp': standIn([], passOn),
		// Shipped switched off: n8n passes their items on without running them.
		'n8n-nodes-base.emailSend': standIn([], sendNothing),
		'n8n-nodes-base.slack': standIn([], sendNothing),
		'n8n-nodes-base.if': standIn([conditions], split, 2),
		'n8n-nodes-base.filter': standIn([conditions], async function (this: IExecuteFunctions) {
			return (await split.call(this)).slice(0, 1);
		}),
		'n8n-nodes-base.splitInBatches': standIn([property('batchSize', 'number')], loopOverItems, 2),
		'n8n-nodes-base.set': standIn(SET_PROPERTIES, setFields),
		'n8n-nodes-base.readWriteFile': standIn(FILE_PROPERTIES, readFiles),
		'n8n-nodes-base.stopAndError': standIn([property('errorMessage', 'string')], stop),
		'n8n-nodes-base.form': standIn(FORM_PROPERTIES, async function (this: IExecuteFunctions) {
			pages.push(endingText(this));
			return [this.getInputData()];
		}),
	};
}

const SET_PROPERTIES = [
	property('mode', 'options', {}, 'manual'),
	property('assignments', 'assignmentCollection', {}, {}),
	property('jsonOutput', 'json', {}, '{}'),
	property('includeOtherFields', 'boolean', {}, false),
	property('include', 'options', {}, 'all'),
];

const FILE_PROPERTIES = [
	property('operation', 'options', {}, 'read'),
	property('fileSelector', 'string'),
	property('options', 'json', {}, {}),
];

const FORM_PROPERTIES = [
	property('operation', 'options', {}, 'page'),
	property('respondWith', 'options', {}, 'text'),
	property('completionTitle', 'string'),
	property('completionMessage', 'string'),
	property('responseText', 'string'),
	property('limitWaitTime', 'boolean', {}, false),
	property('resumeAmount', 'number', {}, 1),
	property('resumeUnit', 'options', {}, 'hours'),
];

/** n8n itself takes ten and drops the rest without a word; we leave room for others. */
const CUSTOM_DATA_MAX = 8;

function property(
	name: string,
	type: NodePropertyTypes,
	typeOptions: INodeProperties['typeOptions'] = {},
	value: INodeProperties['default'] = type === 'filter' ? {} : '',
): INodeProperties {
	return { displayName: name, name, type, typeOptions, default: value };
}

function standIn(properties: INodeProperties[], execute: Execute, outputs = 1): INodeType {
	return {
		description: {
			displayName: 'Stand-in',
			name: 'standIn',
			group: [],
			version: 1,
			description: '',
			defaults: {},
			inputs: [NodeConnectionTypes.Main],
			outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
			properties,
		},
		execute,
	};
}

async function stop(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	throw new NodeOperationError(this.getNode(), String(this.getNodeParameter('errorMessage', 0)));
}

async function saveCustomData(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { values } = this.getNodeParameter('dataToSave', 0) as {
		values: Array<{ key: string; value: string }>;
	};
	if (values.length > CUSTOM_DATA_MAX) {
		throw new Error(`An execution keeps ${CUSTOM_DATA_MAX} marks at most.`);
	}
	this.customData.setAll(Object.fromEntries(values.map(({ key, value }) => [key, value])));
	return [this.getInputData()];
}

async function sendNothing(): Promise<INodeExecutionData[][]> {
	throw new Error('A test tells nobody.');
}

async function passOn(this: IExecuteFunctions) {
	return [this.getInputData()];
}

async function split(this: IExecuteFunctions) {
	const kept: INodeExecutionData[] = [];
	const others: INodeExecutionData[] = [];
	this.getInputData().forEach((item, index) => {
		const pass = this.getNodeParameter('conditions', index, false, { extractValue: true });
		(pass ? kept : others).push({ ...item, pairedItem: { item: index } });
	});
	return [kept, others];
}

async function setFields(this: IExecuteFunctions) {
	const items = this.getInputData().map((item, index): INodeExecutionData => {
		try {
			return withFields(this, item, index);
		} catch (error) {
			if (!this.continueOnFail()) {
				throw error as Error;
			}
			return { json: { error: (error as Error).message }, pairedItem: { item: index } };
		}
	});
	return [items];
}

function withFields(context: IExecuteFunctions, item: INodeExecutionData, index: number) {
	const keepOthers = context.getNodeParameter('includeOtherFields', index) as boolean;
	if (keepOthers && context.getNodeParameter('include', index) !== 'all') {
		throw new Error('The stand-in of Edit Fields keeps all other fields, or none.');
	}
	const json = { ...(keepOthers ? item.json : {}), ...chosenFields(context, index) };
	return keepOthers
		? { json, binary: item.binary, pairedItem: { item: index } }
		: { json, pairedItem: { item: index } };
}

function chosenFields(context: IExecuteFunctions, index: number): IDataObject {
	if (context.getNodeParameter('mode', index) === 'raw') {
		const json = context.getNodeParameter('jsonOutput', index) as string | IDataObject;
		return typeof json === 'string' ? (JSON.parse(json) as IDataObject) : json;
	}
	const { assignments = [] } = context.getNodeParameter('assignments', index) as {
		assignments?: Assignment[];
	};
	return Object.fromEntries(assignments.map(assign)) as IDataObject;
}

function assign({ name, type, value }: Assignment): [string, unknown] {
	if (name.includes('.')) {
		throw new Error(`The stand-in of Edit Fields sets no nested field such as "${name}".`);
	}
	if (value === undefined || value === null) {
		return [name, null];
	}
	const checked = validateFieldType(name, type === 'string' ? text(value) : value, type);
	if (!checked.valid) {
		throw new Error(checked.errorMessage);
	}
	return [name, checked.newValue];
}

function text(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

async function readFiles(this: IExecuteFunctions) {
	const items: INodeExecutionData[] = [];
	for (let index = 0; index < this.getInputData().length; index++) {
		if (this.getNodeParameter('operation', index) !== 'read') {
			throw new Error('The stand-in of Read/Write Files from Disk only reads.');
		}
		const file = this.getNodeParameter('fileSelector', index) as string;
		const options = this.getNodeParameter('options', index) as { dataPropertyName?: string };
		const binary = await this.helpers.prepareBinaryData(fs.readFileSync(file), path.basename(file));
		items.push({
			json: { fileName: binary.fileName, mimeType: binary.mimeType, fileSize: binary.fileSize },
			binary: { [options.dataPropertyName ?? 'data']: binary },
			pairedItem: { item: index },
		});
	}
	return [items];
}

function endingText(context: IExecuteFunctions): string {
	if (context.getNodeParameter('operation', 0) !== 'completion') {
		throw new Error('The stand-in of Form only shows an ending.');
	}
	// Without a limit n8n waits for somebody to look at the page until the year 3000.
	const minutes = context.getNodeParameter('resumeAmount', 0) as number;
	if (context.getNodeParameter('limitWaitTime', 0) !== true || !(minutes >= 2)) {
		throw new Error('The page has no limit that a person can meet.');
	}
	const shown =
		context.getNodeParameter('respondWith', 0) === 'showText'
			? ['responseText']
			: ['completionTitle', 'completionMessage'];
	return shown.map((name) => context.getNodeParameter(name, 0) as string).join('\n');
}
