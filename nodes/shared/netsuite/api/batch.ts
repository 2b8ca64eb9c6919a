// Many records of one type in one request: NetSuite answers with a job, which is waited for
// (article_0127092747, 2026.1). What became of each record is read back by the caller, by query: that
// is one request for hundreds, where the job would need one each and forgets on a lost reply.
import { createHash } from 'crypto';

import { z } from '../../vendor';
import type { NetSuiteAnswer, NetSuiteClient } from './client';
import { RECORD_PATH } from './client';
import { errorFromAnswer, NetSuiteError } from './netSuiteError';
import { STRICT_NAMES } from './recordService';

export const RECORDS_MAX = 100;

/** How long a job is waited for; then its records are looked up, for it may never end. */
export const JOB_WAIT_MS = 600_000;
const POLL_FIRST_MS = 200;
const POLL_LAST_MS = 5_000;
/** Jobs under way at once: NetSuite works them off one after another, and each is asked about. */
const JOBS_MAX = 4;

const job = z.object({ completed: z.boolean() });

function chunks<Item>(items: Item[]): Item[][] {
	const count = Math.ceil(items.length / RECORDS_MAX);
	return Array.from({ length: count }, (_, at) =>
		items.slice(at * RECORDS_MAX, (at + 1) * RECORDS_MAX),
	);
}

/** A UUID of the content and a number of this run: resending a lost request meets its first job. */
function idempotencyKey(body: object, salt: number): string {
	const hex = createHash('sha256')
		.update(`${salt}${JSON.stringify(body)}`)
		.digest('hex');
	return [8, 4, 4, 4, 12]
		.reduce<{ parts: string[]; at: number }>(
			({ parts, at }, length) => ({
				parts: [...parts, hex.slice(at, at + length)],
				at: at + length,
			}),
			{ parts: [], at: 0 },
		)
		.parts.join('-');
}

function jobPath(answer: NetSuiteAnswer): string | null {
	return (
		/\/services\/rest\/async\/v1\/job\/[^/?]+/.exec(answer.headers.location ?? '')?.[0] ?? null
	);
}

/** A job NetSuite has accepted; its records may be worked off yet or not. */
export interface BatchJob {
	path: string;
}

async function isDone(client: NetSuiteClient, { path }: BatchJob, doing: string): Promise<boolean> {
	const answer = await client.expect({ method: 'GET', path }, true, doing);
	return job.safeParse(answer.body).data?.completed === true;
}

function notFinished(doing: string): NetSuiteError {
	return new NetSuiteError(
		'NETSUITE_UNREACHABLE',
		`NetSuite's job to ${doing} did not finish within ${JOB_WAIT_MS / 60_000} minutes`,
		'See Setup > Integration > Job Status in NetSuite, then run again: what is done is recognised',
	);
}

/** Waits until NetSuite has worked the job off; it does not say which records succeeded. */
export async function finishJob(
	client: NetSuiteClient,
	batchJob: BatchJob,
	doing: string,
): Promise<void> {
	let delayMs = POLL_FIRST_MS;
	for (let waitedMs = 0; waitedMs < JOB_WAIT_MS; ) {
		if (await isDone(client, batchJob, doing)) {
			return;
		}
		await client.transport.sleep(delayMs);
		waitedMs += delayMs;
		delayMs = Math.min(delayMs * 1.5, POLL_LAST_MS);
	}
	throw notFinished(doing);
}

/** Hands at most 100 records to NetSuite. `doing` completes "NetSuite refused to ...". */
export async function startBatch(
	client: NetSuiteClient,
	method: 'POST' | 'PATCH',
	recordType: string,
	records: Array<Record<string, unknown>>,
	doing: string,
): Promise<BatchJob> {
	const answer = await client.call(
		{
			method,
			path: `${RECORD_PATH}/${recordType}`,
			headers: {
				Prefer: 'respond-async',
				'Content-Type': 'application/vnd.oracle.resource+json; type=collection',
				'X-NetSuite-Idempotency-Key': idempotencyKey(records, client.transport.random()),
				...STRICT_NAMES,
			},
			body: { items: records },
		},
		true,
	);
	if (answer === null) {
		throw new NetSuiteError('NETSUITE_UNREACHABLE', `NetSuite did not answer to ${doing}`);
	}
	// A repeated request is refused as a duplicate, with the first job's address: follow it.
	const path = answer.status < 500 ? jobPath(answer) : null;
	if (path === null) {
		throw errorFromAnswer(answer, doing);
	}
	return { path };
}

/**
 * Sends the records in batches of at most 100, a few at a time, and waits until NetSuite has worked them off.
 * It does not say which records succeeded. Rejects with the first failure, once no batch is under way any more:
 * after a refusal no further one is started, for NetSuite would refuse each of them.
 */
export async function sendBatches(
	client: NetSuiteClient,
	method: 'POST' | 'PATCH',
	recordType: string,
	records: Array<Record<string, unknown>>,
	doing: string,
): Promise<void> {
	const waiting = chunks(records);
	const failures: unknown[] = [];
	const workOff = async () => {
		for (let items = waiting.shift(); items !== undefined; items = waiting.shift()) {
			try {
				await finishJob(client, await startBatch(client, method, recordType, items, doing), doing);
			} catch (error) {
				failures.push(error);
				waiting.length = 0;
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(JOBS_MAX, waiting.length) }, workOff));
	if (failures.length > 0) {
		throw failures[0];
	}
}
