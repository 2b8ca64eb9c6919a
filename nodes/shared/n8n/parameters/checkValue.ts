// One value of a parameter against the parameter's own description: pure. A choice is one of its values or labels,
// a number lies within its bounds, a switch is true or false. What is none of that is refused with what could be
// entered; nothing becomes 0 or a default by itself.
import type { IDataObject, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { NetSuiteError } from '../../netsuite/api/netSuiteError';
import { choiceOf, choicesInWords } from './choices';
import { originOf, withOrigin } from './origin';
import { dayOf, numberOf, textOf, wordFor } from './plainValues';

/** Refuses a value; `label` is what the person sees in the node. */
export function refuse(label: string, problem: string, remedy: string): never {
	throw new NetSuiteError('SETTING_INVALID', `${label} ${problem}`, remedy);
}

/** The parameter's name, as the node shows it. */
export function labelOf(
	{ displayName }: Pick<INodeProperties, 'displayName'>,
	within = '',
): string {
	return within === '' ? `'${displayName}'` : `${within}, '${displayName}'`;
}

/**
 * The value in the form that the code reads: values of choices, numbers, plain text. `raw`: as stored, so that a
 * refusal can name where an expression takes its value from.
 */
export function checkValue(
	property: INodeProperties,
	value: unknown,
	name: string,
	raw?: unknown,
): unknown {
	const label = withOrigin(name, raw);
	switch (property.type) {
		case 'options':
			return choiceOf(property, value) ?? refuseChoice(property, value, label);
		case 'multiOptions':
			return checkChoices(property, value, label);
		case 'boolean':
			return typeof value === 'boolean'
				? value
				: refuse(label, `is ${wordFor(value)}`, 'It must be true or false');
		case 'number':
			return checkNumber(property, value, label);
		case 'dateTime':
			return (
				dayOf(value) ??
				refuse(label, `is ${wordFor(value)}, which is not a day`, 'Enter a day such as 2026-10-31')
			);
		case 'resourceLocator':
			return checkLocator(property, value, label, originOf(raw));
		case 'collection':
			return checkCollection(property, value, label, raw);
		case 'resourceMapper':
			return checkMapper(value, label);
		case 'fixedCollection':
			return checkTable(property, value, label, raw);
		default:
			return (
				textOf(value) ??
				refuse(label, `is ${wordFor(value)}`, 'Enter text, or an expression that gives text')
			);
	}
}

function refuseChoice(property: INodeProperties, value: unknown, label: string): never {
	return refuse(
		label,
		`is ${wordFor(value)}, which is none of its choices`,
		`Choose one of ${choicesInWords(property)}`,
	);
}

function checkChoices(property: INodeProperties, value: unknown, label: string): unknown[] {
	const chosen = Array.isArray(value) ? (value as unknown[]) : [value];
	const values = chosen.map((one) => choiceOf(property, one) ?? refuseChoice(property, one, label));
	return [...new Set(values)];
}

function checkNumber({ typeOptions = {} }: INodeProperties, value: unknown, label: string): number {
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = typeOptions;
	const bounds = [
		...(minValue === -Infinity ? [] : [`from ${minValue}`]),
		...(maxValue === Infinity ? [] : [`up to ${maxValue}`]),
	];
	const kind =
		numberPrecision === 0
			? 'a whole number'
			: `a number with at most ${numberPrecision ?? 15} decimals, such as 0.50`;
	const remedy = `Enter ${[kind, ...bounds].join(' ')}`;
	const number =
		numberOf(value) ?? refuse(label, `is ${wordFor(value)}, which is not a number`, remedy);
	if (number < minValue || number > maxValue) {
		return refuse(label, `is ${number}, which is out of bounds`, remedy);
	}
	const isTooFine =
		numberPrecision !== undefined && Number(number.toFixed(numberPrecision)) !== number;
	return isTooFine ? refuse(label, `is ${number}, which has too many decimals`, remedy) : number;
}

/** `{ mode, value, origin }`; a value alone is an internal id when it looks like one, or else a name. */
function checkLocator(
	property: INodeProperties,
	value: unknown,
	label: string,
	origin: string,
): IDataObject {
	const isLocator = typeof value === 'object' && value !== null && 'value' in value;
	const given: IDataObject = isLocator ? (value as IDataObject) : { value: value as string };
	const text =
		textOf(given.value)?.trim() ??
		refuse(label, `is ${wordFor(given.value)}`, 'Choose a record, or leave it empty');
	const modes = property.modes ?? [];
	const named = isLocator ? given.mode : /^-?\d+$/.test(text) ? 'id' : 'name';
	const mode = modes.find(({ name }) => name === String(named).trim().toLowerCase());
	if (mode === undefined) {
		return refuse(
			label,
			`has the mode ${wordFor(named)}`,
			`Choose one of ${modes.map(({ displayName }) => `'${displayName}'`).join(', ')}`,
		);
	}
	if (text !== '' && mode.name !== 'name' && !/^-?\d+$/.test(text)) {
		return refuse(
			label,
			`is ${wordFor(text)}, which is not an internal ID`,
			"Choose the record from the list, enter its internal ID (digits), or choose 'By Name'",
		);
	}
	return { mode: mode.name, value: text, ...(origin !== '' && { origin }) };
}

/** What was mapped, by field; '' where nothing was. How the fields looked when they were is not read. */
function checkMapper(value: unknown, label: string): IDataObject {
	const { value: mapped } = objectOf(value, label);
	const texts = Object.entries(objectOf(mapped ?? {}, label)).map(([name, one]) => [
		name,
		textOf(one ?? '')?.trim() ??
			refuse(`${label}, '${name}'`, `is ${wordFor(one)}`, 'Select it from the list'),
	]);
	return Object.fromEntries(texts) as IDataObject;
}

/** What was added of a collection; nothing is filled in, and what an expression did not give was added. */
function checkCollection(
	property: INodeProperties,
	value: unknown,
	label: string,
	raw: unknown,
): IDataObject {
	const given = objectOf(value, label);
	const members = (property.options ?? []) as INodeProperties[];
	return Object.fromEntries(
		members
			.filter(({ name }) => name in given)
			.map((member) => [
				member.name,
				checkValue(member, given[member.name], labelOf(member, label), partOf(raw, member.name)),
			]),
	) as IDataObject;
}

/** Rows by group; a row has all columns that it shows. */
function checkTable(
	property: INodeProperties,
	value: unknown,
	label: string,
	raw: unknown,
): IDataObject {
	const given = objectOf(value, label);
	const groups = (property.options ?? []) as INodePropertyCollection[];
	const isMany = property.typeOptions?.multipleValues === true;
	return Object.fromEntries(
		groups.map(({ name, values }) => {
			const rows = [given[name] ?? []].flat() as unknown[];
			const stored = [partOf(raw, name) ?? []].flat() as unknown[];
			const place = (at: number) => (isMany ? `${label}, row ${at + 1}` : label);
			return [name, rows.map((row, at) => checkRow(values, row, place(at), stored[at]))];
		}),
	) as IDataObject;
}

function checkRow(
	columns: INodeProperties[],
	row: unknown,
	label: string,
	raw: unknown,
): IDataObject {
	const given = objectOf(row, label);
	return Object.fromEntries(
		columns.map((column) => {
			// What an expression did not give is no empty column.
			const cell = column.name in given ? given[column.name] : column.default;
			const stored = partOf(raw, column.name);
			return [column.name, checkValue(column, cell, labelOf(column, label), stored)];
		}),
	) as IDataObject;
}

function partOf(raw: unknown, name: string): unknown {
	return typeof raw === 'object' && raw !== null ? (raw as IDataObject)[name] : undefined;
}

function objectOf(value: unknown, label: string): IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as IDataObject)
		: refuse(
				label,
				`is ${wordFor(value)}`,
				'Fill it in in the node; it takes no expression as a whole',
			);
}
