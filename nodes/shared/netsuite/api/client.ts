// The only file that talks to NetSuite: sends requests inside one concurrency budget and repeats
// those that may be repeated. Status codes come back as values; what a write without an answer means
// is for createRecord.ts to find out. n8n, tests and tools hand in their own way of sending.
import type { Connection, Reply } from './connection';
import { createConnection } from './connection';
import { connectionFault } from './connectionFault';
import type { Gate, TurnedAway } from './gate';
import { createGate } from './gate';
import { errorFromAnswer, isSuccess, NetSuiteError } from './netSuiteError';
import type { Attempt } from './retry';
import { nextDelayMs } from './retry';
import type { NetSuiteAnswer, NetSuiteRequest, SendOptions, Transport } from './transport';

export type { NetSuiteAnswer, NetSuiteRequest, Transport } from './transport';

export interface NetSuiteClient {
	/**
	 * The same client for what must be brought to an end, cancelled or not: looking up whether a lost
	 * request has posted something, and recording what was posted.
	 */
	readonly toFinish: NetSuiteClient;
	/** One request, repeated where that is safe. Any answer is a value, and so is none (null). */
	call(request: NetSuiteRequest, repeatable: boolean): Promise<NetSuiteAnswer | null>;
	/** The same, but no answer or a status other than 2xx rejects. `doing`: "refused to ...". */
	expect(request: NetSuiteRequest, repeatable: boolean, doing: string): Promise<NetSuiteAnswer>;
	transport: Transport;
	/** NetSuite's clock in milliseconds, as its answers show it, never ahead of it; ours until one has. */
	now(): number;
}

export const RECORD_PATH = '/services/rest/record/v1';

/** So long a time without room for any request, or so many refusals of one, and the run stops. */
export const BUSY_MAX_MS = 300_000;
export const BUSY_MAX = 100;
/** An answer in this time says well enough what time it is. */
const QUICK_MS = 5_000;

function turnedAway({ answer }: Reply): TurnedAway {
	if (answer?.status !== 429) {
		return null;
	}
	const seconds = Number(answer.headers['retry-after'] ?? NaN);
	return { retryAfterMs: seconds > 0 ? seconds * 1000 : 0 };
}

/** What clients share: `connection` those of an execution, `gate` all of an account. */
export interface Shared {
	connection: Connection;
	gate(): Promise<Gate>;
}

function alone(): Shared {
	const gate = createGate();
	return { connection: createConnection(), gate: async () => await Promise.resolve(gate) };
}

/**
 * `concurrency`: requests in flight at most; NetSuite's lowest tier allows 5. It uses fewer while NetSuite says
 * that the account has no room, or while another client of the account allows fewer.
 */
export function createClient(
	transport: Transport,
	concurrency: number,
	{ connection, gate }: Shared = alone(),
): NetSuiteClient {
	const { sleep, random } = transport;
	const visitor = { max: concurrency, sleep, random };
	const ownNow = () => transport.now?.() ?? Date.now();
	let aheadMs = 0;

	let isTimed = false;
	/** By answers that came quickly: a late one shows an hour that is long past. */
	const learnTime = ({ headers }: NetSuiteAnswer, sentAt: number) => {
		const shown = Date.parse(headers.date ?? '');
		if (!Number.isNaN(shown) && (!isTimed || ownNow() - sentAt < QUICK_MS)) {
			isTimed = true;
			aheadMs = shown - ownNow();
		}
	};

	const once = async (request: NetSuiteRequest, options: SendOptions): Promise<Reply> => {
		const sentAt = ownNow();
		return await transport.send(request, options).then(
			(answer) => {
				learnTime(answer, sentAt);
				return { answer };
			},
			(error: unknown) => {
				if (error instanceof NetSuiteError) {
					throw error;
				}
				// No answer is a value here: the caller decides by what the request was.
				return { fault: connectionFault(error) };
			},
		);
	};

	const replyUnless =
		(isCancelled: () => boolean, isFinishing: boolean) =>
		async (request: NetSuiteRequest, repeatable: boolean): Promise<Reply> => {
			const refuse = () => {
				refuseIf(isCancelled());
				connection.refuseIfEnded();
			};
			const send = async () => {
				refuse();
				request.leave?.();
				const reply = await once(request, { endsOnCancel: repeatable && !isFinishing });
				connection.judge(reply);
				return reply;
			};
			const pass = async () => {
				refuse();
				const { pass: enter, pausedMs } = await gate();
				const reply = await enter(visitor, send, turnedAway);
				if (turnedAway(reply) !== null && pausedMs() > BUSY_MAX_MS) {
					connection.giveUp(pausedMs());
				}
				return reply;
			};
			for (let attemptsDone = 1, refusals = 0; ; ) {
				refuse();
				// The slot is free again while we wait, so one blocked request does not hold up the others.
				const reply = await connection.enter(pass);
				if (turnedAway(reply) !== null && refusals < BUSY_MAX) {
					// NetSuite blocked it before it did anything, so even a POST may go again; the gate makes the pause.
					refusals += 1;
					continue;
				}
				const delayMs = nextDelayMs(attemptOf(reply), attemptsDone, repeatable, random());
				if (delayMs === null) {
					return reply;
				}
				attemptsDone += 1;
				await sleep(delayMs);
			}
		};

	const clientOf = (reply: ReturnType<typeof replyUnless>): Omit<NetSuiteClient, 'toFinish'> => ({
		transport,
		now: () => ownNow() + aheadMs,
		call: async (request, repeatable) => (await reply(request, repeatable)).answer ?? null,
		expect: async (request, repeatable, doing) => expected(await reply(request, repeatable), doing),
	});
	const finishing = clientOf(replyUnless(() => false, true));
	const toFinish: NetSuiteClient = {
		...finishing,
		get toFinish() {
			return toFinish;
		},
	};
	return { ...clientOf(replyUnless(transport.isCancelled, false)), toFinish };
}

function refuseIf(isCancelled: boolean): void {
	if (isCancelled) {
		// n8n tells an execution as canceled, not as failed, by this very word.
		throw new NetSuiteError('CANCELLED', 'The run was canceled');
	}
}

function attemptOf({ answer, fault }: Reply): Attempt {
	return answer === undefined
		? { kind: 'noAnswer', mayBeSent: fault.mayBeSent }
		: { kind: 'answer', status: answer.status };
}

function expected({ answer, fault }: Reply, doing: string): NetSuiteAnswer {
	if (answer === undefined) {
		throw new NetSuiteError(
			'NETSUITE_UNREACHABLE',
			`NetSuite did not answer to ${doing}: ${fault.reason}`,
			fault.remedy,
		);
	}
	if (!isSuccess(answer)) {
		throw errorFromAnswer(answer, doing);
	}
	return answer;
}
