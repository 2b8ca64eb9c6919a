// Checks a request body against an OpenAPI schema: every name exists and may be written, every value has its
// type. Custom fields are not in the schemas, because each account has its own.

interface Schema {
	$ref?: string;
	allOf?: Schema[];
	oneOf?: Schema[];
	type?: string;
	format?: string;
	readOnly?: boolean;
	enum?: string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

export type Schemas = Record<string, Schema>;

const CUSTOM_FIELD = /^cust(body|col|record|entity)_/;
const FORMATS: Record<string, RegExp> = {
	date: /^\d{4}-\d{2}-\d{2}$/,
	'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
};

function resolved(schema: Schema, schemas: Schemas): Schema[] {
	if (schema.$ref !== undefined) {
		const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
		return name in schemas ? resolved(schemas[name], schemas) : [];
	}
	const parts = schema.oneOf ?? schema.allOf;
	return parts === undefined ? [schema] : parts.flatMap((part) => resolved(part, schemas));
}

function isOfType(value: unknown, { type, format, enum: values }: Schema): boolean {
	switch (type) {
		case 'string':
			return (
				typeof value === 'string' &&
				(FORMATS[format ?? '']?.test(value) ?? true) &&
				(values?.includes(value) ?? true)
			);
		case 'integer':
			return Number.isInteger(value);
		case 'number':
			return typeof value === 'number' && Number.isFinite(value);
		case 'boolean':
			return typeof value === 'boolean';
		case 'array':
			return Array.isArray(value);
		default:
			return typeof value === 'object' && value !== null && !Array.isArray(value);
	}
}

/** What is wrong with the value, one sentence each, with its path. */
export function faultsOf(value: unknown, schema: Schema, schemas: Schemas, path: string): string[] {
	const ways = resolved(schema, schemas);
	if (ways.length === 0) {
		return [`${path}: the schema of it is missing`];
	}
	const faults = ways.map((way) => faultsOfOne(value, way, schemas, path));
	return faults.sort((left, right) => left.length - right.length)[0];
}

function faultsOfOne(value: unknown, schema: Schema, schemas: Schemas, path: string): string[] {
	if (!isOfType(value, schema)) {
		const kind = schema.format ?? schema.type ?? 'object';
		const article = /^[aeiou]/.test(kind) ? 'an' : 'a';
		return [`${path}: ${JSON.stringify(value)} is not ${article} ${kind}`];
	}
	if (Array.isArray(value)) {
		const { items = {} } = schema;
		return value.flatMap((one, at) => faultsOf(one, items, schemas, `${path}[${at}]`));
	}
	if (typeof value !== 'object' || value === null) {
		return [];
	}
	return Object.entries(value).flatMap(([name, own]) => {
		const property = schema.properties?.[name];
		const at = `${path}.${name}`;
		if (CUSTOM_FIELD.test(name)) {
			return [];
		}
		if (property === undefined) {
			return [`${at}: there is no such field`];
		}
		return property.readOnly === true
			? [`${at}: it cannot be written`]
			: faultsOf(own, property, schemas, at);
	});
}
