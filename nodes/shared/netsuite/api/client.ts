// The only file that talks to NetSuite: sends requests inside one concurrency budget and repeats
// those that may be repeated. Status codes come back as values; what a write without an answer means
// is for createRecord.ts to find out. n8n, tests and tools hand in their own way of sending.
import { createGate } from './gate';
import { errorFromAnswer, NetSuiteError } from './netSuiteError';
import type { Attempt } from './retry';
import { nextDelayMs } from './retry';

export interface NetSuiteRequest {
	method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	/** From the host's root, such as `/services/rest/record/v1/customerPayment`. */
	path: string;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	body?: object;
}

export interface NetSuiteAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** Parsed JSON, or undefined when the answer has no body. */
	body: unknown;
	/** What to do about it, where whoever sent the request knows better than the error code does. */
	remedy?: string;
}

/**
 * What the client needs from outside. `send` throws only when there is no answer, and a NetSuiteError when the
 * request could not be sent at all, because the credential makes no login.
 */
export interface Transport {
	send(request: NetSuiteRequest): Promise<NetSuiteAnswer>;
	sleep(ms: number): Promise<void>;
	/** 0 <= random() < 1. */
	random(): number;
	/** True once the user has cancelled the run: nothing new is sent. */
	isCancelled(): boolean;
}

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
}

export const RECORD_PATH = '/services/rest/record/v1';

function retryAfterSeconds(headers: Record<string, string>): number | null {
	const seconds = Number(headers['retry-after'] ?? NaN);
	return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

/**
 * `concurrency`: requests in flight at most, all of this client's; NetSuite's lowest tier allows 5. It uses
 * fewer while NetSuite says that the account has no room.
 */
export function createClient(transport: Transport, concurrency: number): NetSuiteClient {
	const gate = createGate(concurrency);
	const isTooMany = (answer: NetSuiteAnswer | null) => answer?.status === 429;

	const once = async (request: NetSuiteRequest) => await transport.send(request).catch(noAnswer);

	const callUnless =
		(isCancelled: () => boolean): NetSuiteClient['call'] =>
		async (request, repeatable) => {
			for (let attemptsDone = 1; ; attemptsDone += 1) {
				refuseIf(isCancelled());
				// The slot is free again while we wait, so one blocked request does not hold up the others.
				const answer = await gate.pass(async () => {
					refuseIf(isCancelled());
					return await once(request);
				}, isTooMany);
				const delayMs = nextDelayMs(
					attemptOf(answer),
					attemptsDone,
					repeatable,
					transport.random(),
				);
				if (delayMs === null) {
					return answer;
				}
				await transport.sleep(delayMs);
			}
		};

	const clientOf = (call: NetSuiteClient['call']): Omit<NetSuiteClient, 'toFinish'> => ({
		transport,
		call,
		expect: async (request, repeatable, doing) => expected(await call(request, repeatable), doing),
	});
	const finishing = clientOf(callUnless(() => false));
	const toFinish: NetSuiteClient = {
		...finishing,
		get toFinish() {
			return toFinish;
		},
	};
	return { ...clientOf(callUnless(transport.isCancelled)), toFinish };
}

/** No answer is a value here: the caller decides by what the request was. */
function noAnswer(error: unknown): null {
	if (error instanceof NetSuiteError) {
		throw error;
	}
	return null;
}

function refuseIf(isCancelled: boolean): void {
	if (isCancelled) {
		// n8n tells an execution as canceled, not as failed, by this very word.
		throw new NetSuiteError('CANCELLED', 'The run was canceled');
	}
}

function attemptOf(answer: NetSuiteAnswer | null): Attempt {
	return answer === null
		? { kind: 'noAnswer' }
		: {
				kind: 'answer',
				status: answer.status,
				retryAfterSeconds: retryAfterSeconds(answer.headers),
			};
}

function expected(answer: NetSuiteAnswer | null, doing: string): NetSuiteAnswer {
	if (answer === null) {
		throw new NetSuiteError('NETSUITE_UNREACHABLE', `NetSuite did not answer to ${doing}`);
	}
	if (answer.status < 200 || answer.status > 299) {
		throw errorFromAnswer(answer, doing);
	}
	return answer;
}
