// Where a parameter stands in the node, for reading it by its path and for naming it to people.
import type { IDataObject, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { labelOf, refuse } from './checkValue';
import { isExpression } from './expressions';
import { withOrigin } from './origin';
import type { Parameters } from './parameters';

/** `options.excess`: a parameter, or a member of a collection. */
export function propertyAt(properties: INodeProperties[], path: string): INodeProperties {
	const [name, member] = path.split('.');
	const named = (among: INodeProperties[], wanted: string) => {
		const found = among.find((one) => one.name === wanted);
		if (found === undefined) {
			throw new Error(`The node has no parameter ${path}`);
		}
		return found;
	};
	const property = named(properties, name);
	return member === undefined ? property : named(property.options as INodeProperties[], member);
}

/** `'Options', 'If More Than Was Invoiced'`. */
export function labelAt({ properties }: Pick<Parameters, 'properties'>, path: string): string {
	const [name, member] = path.split('.');
	const label = labelOf(propertyAt(properties, name));
	return member === undefined ? label : labelOf(propertyAt(properties, path), label);
}

/** `'Invoice Keys', row 2, 'Value'`, after the place that an expression takes it from; rows count from 0. */
export function labelOfCell(
	{ properties, stored }: Pick<Parameters, 'properties' | 'stored'>,
	[table, group, row, column]: [table: string, group: string, row: number, column: string],
): string {
	const property = propertyAt(properties, table);
	const groups = (property.options ?? []) as INodePropertyCollection[];
	const cell = groups
		.find(({ name }) => name === group)
		?.values.find(({ name }) => name === column) as INodeProperties;
	const rows = [(stored[table] as IDataObject | undefined)?.[group] ?? []].flat() as IDataObject[];
	return withOrigin(labelOf(cell, `${labelOf(property)}, row ${row + 1}`), rows[row]?.[column]);
}

/** A member of a collection, or its default where it was not added. */
export function withDefault<T>(
	parameters: Pick<Parameters, 'get' | 'properties'>,
	path: string,
): T {
	return parameters.get<T>(path) ?? (propertyAt(parameters.properties, path).default as T);
}

/**
 * The names in a text with commas; none where nothing was entered. Refuses a list that an expression leaves empty
 * and one that was added and not filled in: what is meant to narrow a run must not take everything.
 */
export function namesAt(parameters: Parameters, path: string): string[] {
	const text = parameters.get<string | undefined>(path);
	const names = (text ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	const isMeant = path.includes('.') || isExpression(parameters.stored[path]);
	if (text !== undefined && isMeant && names.length === 0) {
		refuse(labelAt(parameters, path), 'is empty', 'Enter at least one name, or remove it');
	}
	return names;
}

/** An internal ID typed as text; '' where nothing was entered. */
export function internalIdAt(parameters: Parameters, path: string): string {
	const id = (parameters.get<string | undefined>(path) ?? '').trim();
	if (id !== '' && !/^-?\d+$/.test(id)) {
		refuse(
			labelAt(parameters, path),
			`is '${id}', which is not an internal ID`,
			'Enter its digits, or leave it empty',
		);
	}
	return id;
}
