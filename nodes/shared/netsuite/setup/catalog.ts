// What NetSuite's catalog shows this login of our record types: their fields and what may be done with them, one
// request for each type (OpenAPI, Oracle help chapter_1540810168). Types that the role may not see are refused.
import { z } from '../../vendor';
import type { NetSuiteClient } from '../api/client';
import { RECORD_PATH } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { RecordSchema } from '../api/recordSchema';
import { readOpenApiSchema } from '../api/recordSchema';
import type { Answer } from './asking';
import { answerOf } from './asking';

export interface CatalogEntry {
	schema: RecordSchema;
	mayCreate: boolean;
	mayEdit: boolean;
}

export type Catalog = ReadonlyMap<string, Answer<CatalogEntry>>;

const methods = z.record(z.string(), z.unknown());
const paths = z.object({ paths: z.record(z.string(), methods) });

async function readEntry(client: NetSuiteClient, recordType: string): Promise<CatalogEntry> {
	const doing = `show the fields of ${recordType}`;
	const { body } = await client.expect(
		{
			method: 'GET',
			path: `${RECORD_PATH}/metadata-catalog/${recordType}`,
			headers: { Accept: 'application/swagger+json' },
		},
		true,
		doing,
	);
	const schema = readOpenApiSchema(body, recordType);
	const read = paths.safeParse(body);
	if (schema === null || !read.success) {
		throw new NetSuiteError('NETSUITE_UNREACHABLE', `NetSuite gave no catalog to ${doing}`);
	}
	const may = (method: string, isOfOne: boolean) =>
		Object.entries(read.data.paths).some(
			([path, own]) => method in own && path.includes('{id}') === isOfOne && !path.includes('!'),
		);
	return { schema, mayCreate: may('post', false), mayEdit: may('patch', true) };
}

export async function readCatalog(client: NetSuiteClient, recordTypes: string[]): Promise<Catalog> {
	const entries = recordTypes.map(
		async (type): Promise<[string, Answer<CatalogEntry>]> => [
			type,
			await answerOf(async () => await readEntry(client, type)),
		],
	);
	return new Map(await Promise.all(entries));
}

/** A refusal that is about the record type, not a catalog that is out of order. */
export function isRefusedType(refusal: NetSuiteError | undefined): boolean {
	return refusal !== undefined && [400, 403, 404].includes(refusal.status ?? 0);
}
