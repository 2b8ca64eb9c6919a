// The one way in for a node's parameters. All of them are read raw and checked against the node's description
// before anything is read or written: choices, numbers, days, switches, records. An expression is evaluated once for
// the run; one that names the item is evaluated for each item, where the setting belongs to one transaction, and
// refused by name everywhere else.
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { checkValue, labelOf, refuse } from './checkValue';
import { isExpression, itemReference } from './expressions';
import type { ItemLeaf, ItemRules } from './itemLeaves';
import { itemLeaves, refuseInRun, refuseWithoutItems } from './itemLeaves';
import { knownNow } from './laterExpressions';
import { withOrigin } from './origin';

export interface Parameters {
	/** A checked value, such as `filters.limit`; undefined for what was not added to a collection. */
	get<T>(path: string): T;
	/** As they hold for one item; the same object where nothing names the item. */
	forItem(itemIndex: number): Parameters;
	/** Something names the item, so that `forItem` may differ from item to item. */
	readonly namesItem: boolean;
	/** Refuses what names the item, where no items come in: `source` says why. */
	requireNoItem(source: string): void;
	/** The description they were checked against. */
	readonly properties: INodeProperties[];
	/** As stored, expressions and all. */
	readonly stored: Readonly<Record<string, unknown>>;
}

/** The value of an expression; `isText` when nothing may stand for an empty text. */
type Evaluate = (expression: string, isText: boolean) => unknown;

const NOTHING_OF_THE_ITEM: ItemRules = { perTransaction: [] };

/** All parameters of a run, checked. `rules`: what may name the item; nothing unless given. */
export function readParameters(
	context: IExecuteFunctions,
	properties: INodeProperties[],
	rules: ItemRules = NOTHING_OF_THE_ITEM,
): Parameters {
	return readStored(context, properties, rules, storedOf(context, properties));
}

/**
 * The parameters of a node that comes later in the workflow, checked as that node itself will check them. What
 * only that node can evaluate stands at its default here; `isWhole`: no record among it.
 */
export function readLaterParameters(
	context: IExecuteFunctions,
	properties: INodeProperties[],
	rules: ItemRules,
	given: Readonly<Record<string, unknown>>,
): { parameters: Parameters; isWhole: boolean } {
	const evaluate = (expression: string) => context.evaluateExpression(expression, 0);
	const stored = Object.fromEntries(
		real(properties).map(({ name, type, default: byDefault }) => [
			name,
			type === 'resourceMapper' ? mappedOf(given[name] ?? byDefault) : (given[name] ?? byDefault),
		]),
	);
	const leaves = real(properties).flatMap((one) => itemLeaves(one, stored[one.name]));
	leaves.forEach((leaf) => refuseInRun(leaf, rules));
	const now = knownNow(real(properties), stored, evaluate);
	const parameters = readStored(context, properties, rules, now.stored);
	const requireNoItem = (source: string) =>
		leaves.forEach((leaf) => refuseWithoutItems(leaf, source, rules));
	return { parameters: { ...parameters, requireNoItem }, isWhole: now.isWhole };
}

/** Whether a node has put something out in this execution. */
export function hasExecuted(context: IExecuteFunctions, node: string): boolean {
	return context.evaluateExpression(`{{ $(${JSON.stringify(node)}).isExecuted }}`, 0) === true;
}

function readStored(
	context: IExecuteFunctions,
	properties: INodeProperties[],
	rules: ItemRules,
	stored: Record<string, unknown>,
): Parameters {
	const leaves = real(properties).flatMap((one) => itemLeaves(one, stored[one.name]));
	leaves.forEach((leaf) => refuseInRun(leaf, rules));
	const ofRun = new Map<string, unknown>();
	const once: Evaluate = (expression) => {
		if (!ofRun.has(expression)) {
			ofRun.set(expression, context.evaluateExpression(expression.slice(1), 0));
		}
		return ofRun.get(expression);
	};
	const values = Object.fromEntries(
		real(properties)
			.map((property) => [property, withoutItem(property, stored[property.name], leaves)] as const)
			.filter(([, raw]) => raw !== undefined)
			.map(([property, raw]) => [property.name, checked(property, raw, once)]),
	) as Record<string, unknown>;
	const run = { properties, stored, namesItem: leaves.length > 0 };
	const requireNoItem = (source: string) =>
		leaves.forEach((leaf) => refuseWithoutItems(leaf, source, rules));
	const view = (of: Record<string, unknown>): Parameters => ({
		...run,
		get: <T>(path: string) => valueAt(of, path) as T,
		forItem,
		requireNoItem,
	});
	const whole = new Set(leaves.map(({ path }) => path.split('.')[0]));
	function forItem(itemIndex: number): Parameters {
		if (leaves.length === 0) {
			return ofWholeRun;
		}
		const evaluate: Evaluate = (expression, isText) =>
			itemReference(expression) === ''
				? once(expression, isText)
				: (context.evaluateExpression(expression.slice(1), itemIndex) ?? (isText ? '' : null));
		const own = real(properties)
			.filter(({ name }) => whole.has(name))
			.map((property) => [property.name, checked(property, stored[property.name], evaluate)]);
		return view({ ...values, ...Object.fromEntries(own) });
	}
	const ofWholeRun = view(values);
	return ofWholeRun;
}

/** The parameters of one item of a node whose every item stands for itself, such as a file. */
export function parametersOfItem(
	context: IExecuteFunctions,
	properties: INodeProperties[],
	itemIndex: number,
): Pick<Parameters, 'get' | 'properties'> {
	const stored = storedOf(context, properties);
	const evaluate: Evaluate = (expression) =>
		context.evaluateExpression(expression.slice(1), itemIndex);
	const values = Object.fromEntries(
		real(properties).map((property) => [
			property.name,
			checked(property, stored[property.name], evaluate),
		]),
	) as Record<string, unknown>;
	return { properties, get: <T>(path: string) => valueAt(values, path) as T };
}

const real = (properties: INodeProperties[]) => properties.filter(({ type }) => type !== 'notice');

/** With the default of what n8n hides. */
function storedOf(context: IExecuteFunctions, properties: INodeProperties[]) {
	const entries = real(properties).map((property) => {
		const { name, default: byDefault } = property;
		const raw: unknown = context.getNodeParameter(name, 0, byDefault, { rawExpressions: true });
		return [name, property.type === 'resourceMapper' ? mappedOf(raw) : raw];
	});
	return Object.fromEntries(entries) as Record<string, unknown>;
}

/** Without the fields as n8n stored them: names of records are no settings, and none of them is evaluated. */
function mappedOf(raw: unknown): unknown {
	return typeof raw === 'object' && raw !== null && 'value' in raw ? { value: raw.value } : raw;
}

/** What holds for the run: a parameter that names the item is undefined there, of a collection only its members. */
function withoutItem({ name, type }: INodeProperties, raw: unknown, leaves: ItemLeaf[]): unknown {
	if (type !== 'collection') {
		return leaves.some(({ path }) => path === name) ? undefined : raw;
	}
	if (typeof raw !== 'object' || raw === null) {
		return raw;
	}
	const members = Object.entries(raw).filter(
		([member]) => !leaves.some(({ path }) => path === `${name}.${member}`),
	);
	return Object.fromEntries(members);
}

function checked(property: INodeProperties, raw: unknown, evaluate: Evaluate): unknown {
	const label = labelOf(property);
	let value: unknown;
	try {
		value = evaluated(raw, evaluate, property.type === 'string');
	} catch (error) {
		refuse(
			withOrigin(label, raw),
			`cannot be evaluated: ${(error as Error).message}`,
			'Correct its expression in the node',
		);
	}
	return checkValue(property, value, label, raw);
}

function evaluated(raw: unknown, evaluate: Evaluate, isText: boolean): unknown {
	if (isExpression(raw)) {
		return evaluate(raw, isText);
	}
	if (Array.isArray(raw)) {
		return raw.map((part) => evaluated(part, evaluate, isText));
	}
	if (typeof raw !== 'object' || raw === null) {
		return raw;
	}
	// A record that an expression does not name must not pass for none.
	const isLocator = 'mode' in raw && 'value' in raw;
	return Object.fromEntries(
		Object.entries(raw).map(([name, part]) => [name, evaluated(part, evaluate, !isLocator)]),
	);
}

function valueAt(values: Record<string, unknown>, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(value, name) => (value as Record<string, unknown> | undefined)?.[name],
			values,
		);
}
