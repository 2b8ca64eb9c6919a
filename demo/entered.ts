// What the command line enters into a bundled workflow before it runs, as a user would in the editor:
// values in *Set configuration* (--set, --dry-run) and rows of a node's field table (--mapping).
import type { INodeProperties, INodeType } from 'n8n-workflow';
import manifest from '../package.json';
import { configured } from './bundledWorkflow';
import type { StoredWorkflow } from './host';
import { Misuse } from './misuse';
import { demoFolder, path } from './node';

export interface Entered {
	/** `name=value`, for *Set configuration*. */
	set: string[];
	/** `table.field=value`, for the nodes that have the table. */
	mapping: string[];
	isDryRun: boolean;
}

export const NOTHING_ENTERED: Entered = { set: [], mapping: [], isDryRun: false };

interface Assignment {
	name: string;
	type: string;
	value: unknown;
}

interface FieldRow {
	field: string;
	value: unknown;
}

interface FieldTable {
	fields?: FieldRow[];
}

type Node = StoredWorkflow['nodes'][number];

function split(flag: string, text: string): [name: string, value: string] {
	const at = text.indexOf('=');
	if (at < 1) {
		throw new Misuse(`--${flag} ${text}: write it as name=value.`);
	}
	return [text.slice(0, at).trim(), text.slice(at + 1)];
}

/** The text as a value of the type that the setting has; an expression stays one. */
function ofType({ name, type }: Assignment, text: string): unknown {
	if (text.startsWith('=')) {
		return text;
	}
	const isNumber = text.trim() !== '' && Number.isFinite(Number(text));
	if (type === 'number' && isNumber) {
		return Number(text);
	}
	if (type === 'boolean' && ['true', 'false'].includes(text)) {
		return text === 'true';
	}
	if (type === 'number' || type === 'boolean') {
		throw new Misuse(`--set ${name}=${text}: the value must be a ${type}.`);
	}
	return text;
}

function assignmentsOf(workflow: StoredWorkflow): Assignment[] {
	const node = workflow.nodes.find(({ name }) => name === 'Set configuration');
	const { assignments } = (node?.parameters ?? {}) as {
		assignments?: { assignments: Assignment[] };
	};
	return assignments?.assignments ?? [];
}

function valuesFrom(workflow: StoredWorkflow, { set, isDryRun }: Entered): Record<string, unknown> {
	const known = assignmentsOf(workflow);
	const values = set.map((given) => {
		const [name, text] = split('set', given);
		const assignment = known.find((one) => one.name === name);
		if (!assignment) {
			const names = known.map((one) => one.name).join(', ');
			throw new Misuse(`--set ${name}: Set configuration has ${names}.`);
		}
		return [name, ofType(assignment, text)];
	});
	return { ...Object.fromEntries(values), ...(isDryRun ? { dryRun: true } : {}) };
}

function withRow(table: FieldTable, row: FieldRow): FieldTable {
	const rows = table.fields ?? [];
	const isThere = rows.some(({ field }) => field === row.field);
	return {
		fields: isThere ? rows.map((one) => (one.field === row.field ? row : one)) : [...rows, row],
	};
}

/** By node type: the field tables of our nodes, each with the rows it is filled with. */
type Tables = Map<string, INodeProperties[]>;

async function fieldTables(): Promise<Tables> {
	const tables: Tables = new Map();
	for (const built of manifest.n8n.nodes) {
		// With its ending: without it a loader takes the .json beside it.
		const source = built.replace(/^dist\//, '').replace(/\.js$/, '.ts');
		const exported = (await import(path.join(demoFolder, '..', source))) as Record<
			string,
			new () => INodeType
		>;
		const { description } = new exported[path.basename(source, '.node.ts')]();
		const own = description.properties.filter(({ name }) => name.endsWith('Fields'));
		tables.set(`${manifest.name}.${description.name}`, own);
	}
	return tables;
}

/** A field table of a node, with the rows it is filled with where the workflow leaves it so. */
function tableOf({ type, parameters }: Node, name: string, tables: Tables): FieldTable | undefined {
	const property = tables.get(type)?.find((one) => one.name === name);
	return property && ((parameters[name] ?? property.default) as FieldTable);
}

/** Sets one row of a field table, in every node that has the table. */
function mapped(workflow: StoredWorkflow, text: string, tables: Tables): StoredWorkflow {
	const [place, value] = split('mapping', text);
	const [table, ...rest] = place.split('.');
	const field = rest.join('.');
	const names = workflow.nodes
		.flatMap(({ type }) => tables.get(type) ?? [])
		.map(({ name }) => name);
	if (field === '' || !names.includes(table)) {
		throw new Misuse(
			`--mapping ${text}: write it as table.field=value. The tables are ${names.join(', ')}.`,
		);
	}
	const nodes = workflow.nodes.map((node) => {
		const own = tableOf(node, table, tables);
		return own === undefined
			? node
			: ({
					...node,
					parameters: { ...node.parameters, [table]: withRow(own, { field, value }) },
				} as Node);
	});
	return { ...workflow, nodes };
}

export async function enter(workflow: StoredWorkflow, entered: Entered): Promise<StoredWorkflow> {
	const values = valuesFrom(workflow, entered);
	const start = Object.keys(values).length === 0 ? workflow : configured(workflow, values);
	if (entered.mapping.length === 0) {
		return start;
	}
	const tables = await fieldTables();
	return entered.mapping.reduce((changed, text) => mapped(changed, text, tables), start);
}
