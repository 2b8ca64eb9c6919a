// Creates documents in accounts that lack a field of ours which belongs to a feature: price levels of lines, segments on
// lines, automatic application. Everything is sent; where NetSuite refuses a document for one of these and the account's
// schema does not have it, it is left out for the rest of the run. Where the schema has it, or cannot be read, the
// refusal stands: leaving `autoApply` out where it exists would let NetSuite spread money.
import type { NetSuiteClient } from '../api/client';
import type { Created, RecordDraft } from '../api/createRecord';
import { createRecord } from '../api/createRecord';
import { NetSuiteError } from '../api/netSuiteError';
import type { RecordSchema } from '../api/recordSchema';
import { readRecordSchema } from '../api/recordSchema';

/** By record type: fields, and `sublist.column`. */
const OF_FEATURES: Record<string, string[]> = {
	customerPayment: ['autoApply', 'subsidiary'],
	creditMemo: ['subsidiary', 'item.price', 'item.department', 'item.class', 'item.location'],
	customerRefund: ['subsidiary'],
	invoice: ['item.department', 'item.class', 'item.location'],
	cashSale: ['item.department', 'item.class', 'item.location'],
};

const lastOf = (path: string) => path.split('.').at(-1) ?? path;

/** NetSuite names the field, not always its sublist. */
const isNamed = (path: string, { message }: NetSuiteError) =>
	new RegExp(`['.\\s]${lastOf(path)}\\b`, 'i').test(message);

function isAbsent(path: string, schema: RecordSchema): boolean {
	const [sublist, column] = path.split('.');
	return column === undefined ? !schema.has(sublist) : schema.lineHas(sublist, column) === false;
}

function without(
	body: Record<string, unknown>,
	paths: ReadonlySet<string>,
): Record<string, unknown> {
	const entries = Object.entries(body).filter(([name]) => !paths.has(name));
	return Object.fromEntries(
		entries.map(([name, value]) => {
			const columns = [...paths].flatMap((path) =>
				path.startsWith(`${name}.`) ? path.slice(name.length + 1) : [],
			);
			return [name, columns.length === 0 ? value : withoutColumns(value, columns)];
		}),
	);
}

function withoutColumns(sublist: unknown, columns: string[]): unknown {
	const { items } = sublist as { items: Array<Record<string, unknown>> };
	const kept = items.map((line) =>
		Object.fromEntries(Object.entries(line).filter(([name]) => !columns.includes(name))),
	);
	return { ...(sublist as object), items: kept };
}

/** What a run has learned, by record type. */
const absent = new WeakMap<NetSuiteClient, Map<string, ReadonlySet<string>>>();

function absentOf(client: NetSuiteClient): Map<string, ReadonlySet<string>> {
	const known = absent.get(client) ?? new Map<string, ReadonlySet<string>>();
	absent.set(client, known);
	return known;
}

/** As createRecord, which looks the document up before it gives up: a refusal posted nothing. */
export async function createKnown(client: NetSuiteClient, draft: RecordDraft): Promise<Created> {
	const known = absentOf(client);
	const { recordType } = draft;
	const left = known.get(recordType) ?? new Set<string>();
	try {
		return await createRecord(client, { ...draft, body: without(draft.body, left) });
	} catch (error) {
		const suspects =
			error instanceof NetSuiteError && error.code === 'NETSUITE_VALIDATION'
				? (OF_FEATURES[recordType] ?? []).filter((path) => !left.has(path) && isNamed(path, error))
				: [];
		const schema = suspects.length === 0 ? null : await readRecordSchema(client, recordType);
		const missing =
			schema === null
				? []
				: (OF_FEATURES[recordType] ?? []).filter((path) => isAbsent(path, schema));
		if (!suspects.some((path) => missing.includes(path))) {
			throw error as Error;
		}
		known.set(recordType, new Set(missing));
		return await createRecord(client, { ...draft, body: without(draft.body, new Set(missing)) });
	}
}
