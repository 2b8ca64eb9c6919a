// Sets fields of many records of one type: by batch where that is cheaper, then it is read back, and what is
// not there is written one by one, so that the reason of a refusal comes to light. May be repeated.
import { sendBatches } from './batch';
import type { NetSuiteClient } from './client';
import { NetSuiteError } from './netSuiteError';
import { patchRecord } from './recordService';

/** A job costs three requests, so fewer records than that go one by one. */
const SINGLY_MAX = 2;

export interface Patches {
	recordType: string;
	/** Body fields by internal id, no sublists. */
	records: Array<{ id: string; body: Record<string, unknown> }>;
	/** Completes "NetSuite refused to ...". */
	doing: string;
	/** Internal ids of the records that hold what was sent, read from the books. */
	written(): Promise<Set<string>>;
}

/** What could not be written, by internal id. Rejects only with what ends the whole run. */
export async function patchMany(
	client: NetSuiteClient,
	{ recordType, records, doing, written }: Patches,
): Promise<Map<string, NetSuiteError>> {
	const errors = new Map<string, NetSuiteError>();
	const isBatch = records.length > SINGLY_MAX;
	if (isBatch) {
		const bodies = records.map(({ id, body }) => ({ id, ...body }));
		await tolerant(async () => await sendBatches(client, 'PATCH', recordType, bodies, doing));
	}
	const done = isBatch ? await written() : new Set<string>();
	await Promise.all(
		records
			.filter(({ id }) => !done.has(id))
			.map(async ({ id, body }) => {
				const error = await tolerant(
					async () => await patchRecord(client, recordType, id, body, doing),
				);
				if (error !== null) {
					errors.set(id, error);
				}
			}),
	);
	return errors;
}

/** The error of one record, which does not hold up the others. */
async function tolerant(action: () => Promise<void>): Promise<NetSuiteError | null> {
	try {
		await action();
		return null;
	} catch (error) {
		if (error instanceof NetSuiteError && !error.isFatal) {
			return error;
		}
		throw error as Error;
	}
}
