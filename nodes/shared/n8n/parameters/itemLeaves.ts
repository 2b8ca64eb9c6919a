// Which settings name the item, and whether they may: seen from the raw parameters, before anything is evaluated.
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { labelOf, refuse } from './checkValue';
import { itemReference, someExpression } from './expressions';

export interface ItemRules {
	/** Paths of what belongs to one transaction, `options.description` for a member of a collection. */
	perTransaction: readonly string[];
	/** What may stand in place of an expression of the item in a table of fields, by its path. */
	placeholders?: Readonly<Record<string, readonly string[]>>;
}

/** A setting that names the item. */
export interface ItemLeaf {
	/** `options.description` for a member of a collection. */
	path: string;
	/** What the person sees. */
	label: string;
	/** `$json` and the like. */
	reference: string;
}

function referenceIn(raw: unknown): string {
	let found = '';
	someExpression(raw, (expression) => {
		found = itemReference(expression);
		return found !== '';
	});
	return found;
}

/** The first of each parameter and of each member of a collection. */
export function itemLeaves(property: INodeProperties, raw: unknown): ItemLeaf[] {
	if (property.type === 'collection' && typeof raw === 'object' && raw !== null) {
		const members = property.options as INodeProperties[];
		return Object.entries(raw).flatMap(([name, value]) => {
			const member = members.find((one) => one.name === name);
			const reference = referenceIn(value);
			return member === undefined || reference === ''
				? []
				: [
						{
							path: `${property.name}.${name}`,
							label: labelOf(member, labelOf(property)),
							reference,
						},
					];
		});
	}
	const reference = referenceIn(raw);
	return reference === ''
		? []
		: [{ path: property.name, label: placeIn(property, raw), reference }];
}

/** `'Payment Fields', row 2, 'Value'` for a table, the parameter's own label for all else. */
function placeIn(property: INodeProperties, raw: unknown): string {
	const label = labelOf(property);
	if (property.type !== 'fixedCollection' || typeof raw !== 'object' || raw === null) {
		return label;
	}
	for (const { name, values } of property.options as INodePropertyCollection[]) {
		const rows = [(raw as Record<string, unknown>)[name] ?? []].flat();
		for (const [at, row] of rows.entries()) {
			const column = values.find(
				(one) => referenceIn((row as Record<string, unknown>)[one.name]) !== '',
			);
			if (column !== undefined) {
				return labelOf(column, `${label}, row ${at + 1}`);
			}
		}
	}
	return label;
}

function remedyFor({ path }: ItemLeaf, { placeholders = {} }: ItemRules): string {
	const names = placeholders[path] ?? [];
	return names.length > 0
		? `Use placeholders: ${names.map((name) => `{${name}}`).join(', ')}`
		: "Enter the value itself, or take it from a node that runs once, as in {{ $('Set configuration').first().json.name }}";
}

/** Refuses what holds for many items and names one. */
export function refuseInRun(leaf: ItemLeaf, rules: ItemRules): void {
	const [whole] = leaf.path.split('.');
	if (![leaf.path, whole].some((path) => rules.perTransaction.includes(path))) {
		refuse(
			leaf.label,
			`depends on the item (${leaf.reference}), but holds for many of them`,
			remedyFor(leaf, rules),
		);
	}
}

/** Refuses what names the item of a run that has none. */
export function refuseWithoutItems(leaf: ItemLeaf, source: string, rules: ItemRules): never {
	return refuse(
		leaf.label,
		`names the item (${leaf.reference}), but with ${source} there is no item for each transaction`,
		remedyFor(leaf, rules),
	);
}
