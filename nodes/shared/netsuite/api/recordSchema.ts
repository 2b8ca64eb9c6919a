// The fields of a record type as this account and role have them: NetSuite's metadata catalog, as a JSON schema
// (Oracle help chapter_1540810168). An account that does not show it costs what asked for it, not the run.
import { z } from '../../vendor';
import type { NetSuiteClient } from './client';
import { RECORD_PATH } from './client';
import { isSuccess } from './netSuiteError';

const schemaShape = z.object({ properties: z.record(z.string(), z.unknown()) });

const choices = z.object({
	properties: z.object({ id: z.object({ enum: z.array(z.string()) }) }),
});

const lines = z.object({
	properties: z.object({
		items: z.object({
			items: z.object({ properties: z.record(z.string(), z.unknown()) }),
		}),
	}),
});

export interface RecordSchema {
	has(field: string): boolean;
	/** Whether lines of a sublist have the column; null when the catalog does not show the sublist's columns. */
	lineHas(sublist: string, column: string): boolean | null;
	/** The ids that a field of choices takes; empty when the catalog does not list them. */
	choicesOf(field: string): string[];
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
	const read = schemaShape.safeParse(answer !== null && isSuccess(answer) ? answer.body : null);
	return read.success ? schemaOf(read.data.properties) : null;
}

/** Names are matched as NetSuite does: whatever their case. */
function schemaOf(properties: Record<string, unknown>): RecordSchema {
	const fields = new Map(
		Object.entries(properties).map(([name, shape]) => [name.toLowerCase(), shape]),
	);
	return {
		has: (field) => fields.has(field.toLowerCase()),
		lineHas(sublist, column) {
			const read = lines.safeParse(fields.get(sublist.toLowerCase()));
			return read.success
				? Object.keys(read.data.properties.items.items.properties).some(
						(name) => name.toLowerCase() === column.toLowerCase(),
					)
				: null;
		},
		choicesOf(field) {
			const read = choices.safeParse(fields.get(field.toLowerCase()));
			return read.success ? read.data.properties.id.enum : [];
		},
	};
}
