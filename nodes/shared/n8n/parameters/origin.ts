// Where a value is entered that a node takes from another: an expression that does nothing but read one field of
// another node, as the bundled workflows read Set configuration. The person who mends it looks there.
import { isExpression } from './expressions';

const FIELD_OF_NODE =
	/^=\s*\{\{\s*\$\(\s*(['"`])(.+?)\1\s*\)\s*\.(?:first\(\)|last\(\)|item)\.json\.(\w+)\s*\}\}\s*$/;

/** `'transactionDate' in Set configuration`; '' for a value that is entered in the node itself. */
export function originOf(raw: unknown): string {
	const stored =
		typeof raw === 'object' && raw !== null && 'mode' in raw && 'value' in raw ? raw.value : raw;
	const [, , node, field] = (isExpression(stored) ? FIELD_OF_NODE.exec(stored) : null) ?? [];
	return field === undefined ? '' : `'${field}' in ${node}`;
}

/** The label as a person finds it: where it is entered first, then what the node calls it. */
export function withOrigin(label: string, raw: unknown): string {
	const origin = originOf(raw);
	return origin === '' ? label : `${origin} (${label})`;
}
