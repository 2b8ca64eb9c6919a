// Which value goes to which record field: rows of (field id, template), editable in the node.
// A template is text with placeholders such as `{orderId}` or `{amounts.fees}`. A lone placeholder
// keeps the value's type, so numbers stay numbers; an empty value leaves the field out.
import { NetSuiteError } from '../api/netSuiteError';

export interface MappedField {
	/** NetSuite field id, such as `memo` or `custrecord_...`. */
	field: string;
	template: string;
	/** As the node counts them, from 1. */
	row?: number;
}

const PLACEHOLDER = /\{([A-Za-z][\w.]*)\}/g;
const LONE_PLACEHOLDER = /^\{([A-Za-z][\w.]*)\}$/;

/** `amounts.fees` looks into objects; a name that leads nowhere is a mistake in the template. */
function valueOf(values: object, name: string, template: string, whose: string): unknown {
	let value: unknown = values;
	for (const part of name.split('.')) {
		if (typeof value !== 'object' || value === null || !(part in value)) {
			throw new NetSuiteError(
				'CONFIGURATION_INCOMPLETE',
				`'${template}' names {${name}}, which ${whose} has`,
				`Use one of ${Object.keys(values)
					.map((key) => `{${key}}`)
					.join(', ')}`,
			);
		}
		value = (value as Record<string, unknown>)[part];
	}
	return value;
}

/** `whose` completes "which no transaction has" for a name that `values` do not know. */
export function fillTemplate(template: string, values: object, whose = 'no transaction'): unknown {
	const lone = LONE_PLACEHOLDER.exec(template.trim());
	if (lone !== null) {
		return valueOf(values, lone[1], template, whose);
	}
	return template.replace(PLACEHOLDER, (_, name: string) =>
		String(valueOf(values, name, template, whose) ?? ''),
	);
}

export function fillFields(
	mapping: MappedField[],
	values: object,
	whose?: string,
): Record<string, unknown> {
	const filled = mapping.map(({ field, template }) => [
		field,
		fillTemplate(template, values, whose),
	]);
	return Object.fromEntries(
		filled.filter(([, value]) => value !== '' && value !== null && value !== undefined),
	) as Record<string, unknown>;
}
