// The fields of a record type as this account and role have them: NetSuite's metadata catalog, as a JSON schema or as
// OpenAPI (Oracle help chapter_1540810168). An account that does not show it costs what asked for it, not the run.
import { z } from '../../vendor';
import type { NetSuiteClient } from './client';
import { RECORD_PATH } from './client';
import { isSuccess } from './netSuiteError';

export interface RecordSchema {
	has(field: string): boolean;
	/** `string`, `number`, `integer`, `boolean`, `object`; '' where the catalog does not say. */
	typeOf(field: string): string;
	/** Whether lines of a sublist have the column; null when the catalog does not show the sublist's columns. */
	lineHas(sublist: string, column: string): boolean | null;
	/** The ids that a field of choices takes; empty when the catalog does not list them. */
	choicesOf(field: string): string[];
	/** Fields, or columns of a sublist, that may not be empty. */
	mandatory(sublist?: string): string[];
}

const shape = z.object({
	type: z.string().optional(),
	nullable: z.boolean().optional(),
	enum: z.array(z.string()).optional(),
	properties: z.record(z.string(), z.unknown()).optional(),
	items: z.unknown().optional(),
	allOf: z.array(z.unknown()).optional(),
	$ref: z.string().optional(),
});

type Shape = z.infer<typeof shape>;

/** What a reference inside the document stands for. */
type Resolve = (reference: string) => unknown;

/** References point to references; no document needs so many. */
const DEPTH_MAX = 5;

function shapeOf(node: unknown, resolve: Resolve, depth = 0): Shape {
	const read = shape.safeParse(node);
	if (!read.success) {
		return {};
	}
	const { $ref, allOf = [], ...own } = read.data;
	const parts = [...($ref === undefined ? [] : [resolve($ref)]), ...allOf];
	const inherited = depth < DEPTH_MAX ? parts.map((part) => shapeOf(part, resolve, depth + 1)) : [];
	return Object.assign({}, ...inherited, own) as Shape;
}

/** By name in lower case, for NetSuite takes names in any. */
type Members = Map<string, { name: string; node: unknown }>;

function membersOf({ properties = {} }: Shape): Members {
	const entries = Object.entries(properties);
	return new Map(entries.map(([name, node]) => [name.toLowerCase(), { name, node }]));
}

function schemaOf(whole: Shape, resolve: Resolve): RecordSchema {
	const fields = membersOf(whole);
	const fieldShape = (field: string) => shapeOf(fields.get(field.toLowerCase())?.node, resolve);
	const columnsOf = (sublist: string): Members => {
		const list = membersOf(fieldShape(sublist)).get('items');
		return membersOf(shapeOf(shapeOf(list?.node, resolve).items, resolve));
	};
	return {
		has: (field) => fields.has(field.toLowerCase()),
		typeOf: (field) => fieldShape(field).type ?? '',
		lineHas(sublist, column) {
			const columns = columnsOf(sublist);
			return columns.size === 0 ? null : columns.has(column.toLowerCase());
		},
		choicesOf: (field) => shapeOf(membersOf(fieldShape(field)).get('id')?.node, resolve).enum ?? [],
		mandatory: (sublist) =>
			[...(sublist === undefined ? fields : columnsOf(sublist)).values()]
				.filter(({ node }) => shapeOf(node, resolve).nullable === false)
				.map(({ name }) => name),
	};
}

/** Null when the catalog cannot be read as a schema, whatever the reason. */
export async function readRecordSchema(
	client: NetSuiteClient,
	recordType: string,
): Promise<RecordSchema | null> {
	const answer = await client.call(
		{
			method: 'GET',
			path: `${RECORD_PATH}/metadata-catalog/${recordType}`,
			headers: { Accept: 'application/schema+json' },
		},
		true,
	);
	const whole = shapeOf(answer !== null && isSuccess(answer) ? answer.body : null, () => undefined);
	return whole.properties === undefined ? null : schemaOf(whole, () => undefined);
}

const openApi = z.object({
	components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

/** The schema of one type in an OpenAPI document; null when it is not in there. */
export function readOpenApiSchema(document: unknown, recordType: string): RecordSchema | null {
	const read = openApi.safeParse(document);
	if (!read.success) {
		return null;
	}
	const { schemas } = read.data.components;
	const resolve: Resolve = (reference) => schemas[reference.split('/').at(-1) ?? ''];
	const whole = shapeOf(schemas[recordType], resolve);
	return whole.properties === undefined ? null : schemaOf(whole, resolve);
}
