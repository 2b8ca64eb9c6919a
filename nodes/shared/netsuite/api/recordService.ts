// Single records of NetSuite's record service: read, change, and make-or-change by external id. All
// three may be repeated: doing them twice leaves what doing them once leaves. Creating transactions
// may not, see createRecord.ts.
import type { NetSuiteAnswer, NetSuiteClient } from './client';
import { RECORD_PATH } from './client';
import { isCollision } from './collisions';
import { errorFromAnswer, isSuccess, NetSuiteError } from './netSuiteError';

/** A mistyped field name must not vanish in silence, which is NetSuite's default. */
export const STRICT_NAMES = { 'X-NetSuite-PropertyNameValidation': 'Error' };

/** `https://host/services/rest/record/v1/customerPayment/647` (or without the host). */
const ADDRESS =
	/^(?:(https?:\/\/[^/]+))?\/services\/rest\/record\/v1\/(\w+)\/(\d{1,15})\/?(?:[?#].*)?$/i;

/**
 * The new record's internal id, out of the Location header; null when it does not name a record of this type
 * on the host that was asked, for then it says nothing of what was made.
 */
export async function newRecordId(
	client: NetSuiteClient,
	recordType: string,
	{ headers }: NetSuiteAnswer,
): Promise<string | null> {
	const [, host, type, id] = ADDRESS.exec(headers.location ?? '') ?? [];
	if (id === undefined || type.toLowerCase() !== recordType.toLowerCase()) {
		return null;
	}
	const asked = await client.transport.origin?.();
	return host === undefined || asked === undefined || hostOf(host) === hostOf(asked) ? id : null;
}

function hostOf(origin: string): string {
	return origin.replace(/^https?:\/\//i, '').toLowerCase();
}

/** `fields`: names of body fields, all of them where none is named; sublists are left out. */
export async function getRecord(
	client: NetSuiteClient,
	recordType: string,
	internalId: string,
	fields: string[] = [],
): Promise<Record<string, unknown>> {
	const answer = await client.expect(
		{
			method: 'GET',
			path: `${RECORD_PATH}/${recordType}/${internalId}`,
			...(fields.length === 0 ? {} : { query: { fields: fields.join(',') } }),
		},
		true,
		`read ${recordType} ${internalId}`,
	);
	const { body } = answer;
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw new NetSuiteError(
			'NETSUITE_UNREACHABLE',
			`NetSuite did not give the record to read ${recordType} ${internalId}`,
		);
	}
	return body as Record<string, unknown>;
}

const COLLISIONS_MAX = 5;

/**
 * Sets the fields of the body, whatever they were; again, a little later, when another write was on the record
 * at that moment. No sublists: lines would be appended twice.
 */
export async function patchRecord(
	client: NetSuiteClient,
	recordType: string,
	internalId: string,
	body: Record<string, unknown>,
	doing: string,
): Promise<void> {
	const { random, sleep } = client.transport;
	for (let attempt = 1; ; attempt += 1) {
		const answer = await client.call(
			{
				method: 'PATCH',
				path: `${RECORD_PATH}/${recordType}/${internalId}`,
				headers: STRICT_NAMES,
				body,
			},
			true,
		);
		if (answer !== null && isSuccess(answer)) {
			return;
		}
		if (answer === null) {
			throw new NetSuiteError('NETSUITE_UNREACHABLE', `NetSuite did not answer to ${doing}`);
		}
		if (!isCollision(answer) || attempt === COLLISIONS_MAX) {
			throw errorFromAnswer(answer, doing);
		}
		await sleep(500 * 2 ** (attempt - 1) * (0.5 + random()));
	}
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
	return await newRecordId(client, recordType, answer);
}
