// What an n8n expression depends on, seen from its text: an expression that names the item must be evaluated for
// each item, any other once for the run. In doubt it counts as one that names the item: then it costs time in a
// table, and is refused by name in a setting of the run, but never holds the first item's value for all others.

/** n8n stores an expression as text that begins with `=`. */
export function isExpression(raw: unknown): raw is string {
	return typeof raw === 'string' && raw.startsWith('=');
}

/** Each with what it looks like to a person. All stand for the current item, or for the one paired with it. */
const OF_THE_ITEM: ReadonlyArray<readonly [RegExp, string]> = [
	[/\$json\b/, '$json'],
	[/\$data\b/, '$data'],
	[/\$binary\b/, '$binary'],
	[/\$itemIndex\b/, '$itemIndex'],
	[/\$(?:position|thisItem(?:Index)?)\b/, '$position'],
	[/\.\s*item\b|\[\s*['"`]item['"`]\s*\]/, '.item'],
	[/\bpairedItem\b|\bitemMatching\b/, '.pairedItem'],
	[/\$node\b/, '$node'],
	[/\$item\b/, '$item'],
	// The value of another parameter may be an expression of the item.
	[/\$(?:parameter|rawParameter|nodeParameter)\b/, '$parameter'],
	[/\$(?:evaluate|fromAI)/i, '$evaluate'],
	// Ways to hide a name.
	[/\b(?:this|globalThis)\s*[.[]|\\u/, 'this'],
];

/**
 * What of the item the expression names, as its author wrote it; '' when it holds for the whole run. Words in
 * quotes count: to tell them from code for certain takes a parser.
 */
export function itemReference(expression: string): string {
	const code = [...expression.matchAll(/\{\{([\s\S]*?)(?:\}\}|$)/g)].map(([, inner]) => inner);
	return OF_THE_ITEM.find(([pattern]) => pattern.test(code.join('\n')))?.[1] ?? '';
}

/** Whether an expression stands anywhere in a stored value. */
export function someExpression(raw: unknown, holds: (expression: string) => boolean): boolean {
	if (typeof raw === 'object' && raw !== null) {
		return Object.values(raw).some((part) => someExpression(part, holds));
	}
	return isExpression(raw) && holds(raw);
}
