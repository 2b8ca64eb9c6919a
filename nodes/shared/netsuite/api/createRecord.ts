// Creates a record exactly once. The external id is in the body before the call; when the answer is
// lost, uncertain or a refusal, the record is looked up before anything is sent again or given up, and
// NetSuite's own rule (one external id, one record) closes the gap that a look-up leaves open.
import type { NetSuiteAnswer, NetSuiteClient } from './client';
import { RECORD_PATH } from './client';
import { inTurn, isCollision, noteCollision } from './collisions';
import { detailsOf, errorFromAnswer, isDuplicate, isSuccess, NetSuiteError } from './netSuiteError';
import { newRecordId, STRICT_NAMES } from './recordService';
import { query } from './suiteql';

export interface RecordDraft {
	/** REST record type, such as `customerPayment`. */
	recordType: string;
	/** SuiteQL `transaction.type` of it, or null for a custom record (its own table). */
	transactionType: string | null;
	externalId: string;
	body: Record<string, unknown>;
	/** Path below the record service when it is made by a transform, such as `creditMemo/7/!transform/customerRefund`. */
	path?: string;
	/** Such as `replace=item`. */
	query?: Record<string, string>;
}

export interface Created {
	internalId: string;
	/** `existed`: somebody made it before this call; it is adopted, nothing was posted. */
	outcome: 'created' | 'existed';
	/** NetSuite's answer did not name it, a look-up did: its amounts may be those of another run. */
	isLookedUp: boolean;
}

const ATTEMPTS_MAX = 5;

/** Answers that say for certain that nothing was carried out. */
const NOT_CARRIED_OUT: ReadonlySet<number> = new Set([401, 403, 407, 429]);

async function find(client: NetSuiteClient, draft: RecordDraft): Promise<string | null> {
	const { recordType, transactionType, externalId } = draft;
	const sql =
		transactionType === null
			? `SELECT id FROM ${recordType} WHERE externalid = ? ORDER BY id`
			: 'SELECT id, type FROM transaction WHERE externalid = ? ORDER BY id';
	const [found] = await query(client, sql, [externalId], `look up ${externalId}`);
	if (found === undefined) {
		return null;
	}
	if (transactionType !== null && found.type !== transactionType) {
		throw new NetSuiteError(
			'EXTERNAL_ID_TAKEN',
			`External ID ${externalId} belongs to another kind of transaction (${found.type}, internal ID ${found.id})`,
			'Open that transaction in NetSuite; if it is not meant to carry this external ID, change it there and run again',
		);
	}
	return found.id ?? null;
}

/** The customer whose balance the record changes: what two writes at once collide on. */
function customerOf({ body }: RecordDraft): string {
	const { id = '' } = (body.customer ?? body.entity ?? {}) as { id?: unknown };
	return String(id);
}

async function send(client: NetSuiteClient, draft: RecordDraft): Promise<NetSuiteAnswer | null> {
	const request = {
		method: 'POST' as const,
		path: `${RECORD_PATH}/${draft.path ?? draft.recordType}`,
		...(draft.query === undefined ? {} : { query: draft.query }),
		headers: STRICT_NAMES,
		body: { externalId: draft.externalId, ...draft.body },
	};
	return await inTurn(client, customerOf(draft), async () => await client.call(request, false));
}

/** Whether NetSuite carried it out cannot be told from this answer, and sending it again may help. */
function isUncertain(answer: NetSuiteAnswer | null): boolean {
	return (
		answer === null ||
		answer.status >= 500 ||
		answer.status === 408 ||
		// A success without the record's address, or a page in place of data; an error in its body is a refusal.
		(answer.status < 400 && detailsOf(answer.body) === '')
	);
}

/** Creates or adopts. Rejects with a NetSuiteError when NetSuite refuses or stays silent. */
export async function createRecord(client: NetSuiteClient, draft: RecordDraft): Promise<Created> {
	const doing = `create ${draft.recordType} ${draft.externalId}`;
	let last: NetSuiteAnswer | null = null;
	for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
		const answer = await send(client, draft);
		last = answer;
		const madeId =
			answer !== null && isSuccess(answer)
				? await newRecordId(client, draft.recordType, answer)
				: null;
		if (madeId !== null) {
			return { internalId: madeId, outcome: 'created', isLookedUp: false };
		}
		if (answer !== null && NOT_CARRIED_OUT.has(answer.status)) {
			throw errorFromAnswer(answer, doing);
		}
		const mayBeOurs = isUncertain(answer);
		// Refused because it exists, or because a run beside this one has used up what it needs.
		// After a cancel too: what was posted must be known.
		const internalId = await find(client.toFinish, draft);
		if (internalId !== null) {
			return { internalId, outcome: mayBeOurs ? 'created' : 'existed', isLookedUp: true };
		}
		if (answer !== null && !mayBeOurs) {
			refuseUnlessPassing(client, answer, draft, doing);
		}
		await client.transport.sleep(500 * 2 ** (attempt - 1) * (0.5 + client.transport.random()));
	}
	if (last !== null && isCollision(last)) {
		throw errorFromAnswer(last, doing);
	}
	throw new NetSuiteError(
		'NETSUITE_UNREACHABLE',
		`NetSuite gave no clear answer to ${doing} and shows no such record`,
	);
}

/** Returns where the same request may pass a little later. */
function refuseUnlessPassing(
	client: NetSuiteClient,
	answer: NetSuiteAnswer,
	{ externalId, recordType }: RecordDraft,
	doing: string,
): void {
	if (isDuplicate(answer)) {
		throw new NetSuiteError(
			'EXTERNAL_ID_TAKEN',
			`NetSuite says that ${externalId} exists already, but shows no such ${recordType}`,
			'The role may not see the record that carries this external ID; look for it in NetSuite as administrator',
		);
	}
	if (!isCollision(answer)) {
		throw errorFromAnswer(answer, doing);
	}
	noteCollision(client);
}
