// Single records of NetSuite's record service: read, change, and make-or-change by external id. All
// three may be repeated: doing them twice leaves what doing them once leaves. Creating transactions
// may not, see createRecord.ts.
import type { NetSuiteAnswer, NetSuiteClient } from './client';
import { RECORD_PATH } from './client';

/** A mistyped field name must not vanish in silence, which is NetSuite's default. */
export const STRICT_NAMES = { 'X-NetSuite-PropertyNameValidation': 'Error' };

/** The new record's internal id is the last part of the Location header; null when there is none. */
export function idFrom(answer: NetSuiteAnswer): string | null {
	return /\/([^/?]+)\/?(?:\?.*)?$/.exec(answer.headers.location ?? '')?.[1] ?? null;
}

/** `fields`: names of body fields; sublists are left out. */
export async function getRecord(
	client: NetSuiteClient,
	recordType: string,
	internalId: string,
	fields: string[],
): Promise<Record<string, unknown>> {
	const answer = await client.expect(
		{
			method: 'GET',
			path: `${RECORD_PATH}/${recordType}/${internalId}`,
			query: { fields: fields.join(',') },
		},
		true,
		`read ${recordType} ${internalId}`,
	);
	return (answer.body ?? {}) as Record<string, unknown>;
}

/** Sets the fields of the body, whatever they were. No sublists: lines would be appended twice. */
export async function patchRecord(
	client: NetSuiteClient,
	recordType: string,
	internalId: string,
	body: Record<string, unknown>,
	doing: string,
): Promise<void> {
	await client.expect(
		{
			method: 'PATCH',
			path: `${RECORD_PATH}/${recordType}/${internalId}`,
			headers: STRICT_NAMES,
			body,
		},
		true,
		doing,
	);
}

/** Makes the record, or sets the fields of the one that has the external id (section_156335203191). */
export async function upsertRecord(
	client: NetSuiteClient,
	recordType: string,
	externalId: string,
	body: Record<string, unknown>,
): Promise<string | null> {
	const answer = await client.expect(
		{
			method: 'PUT',
			path: `${RECORD_PATH}/${recordType}/eid:${externalId}`,
			headers: STRICT_NAMES,
			body,
		},
		true,
		`make ${recordType} ${externalId}`,
	);
	return idFrom(answer);
}
