// The only file that talks to NetSuite: sends requests inside one concurrency budget and repeats
// those that may be repeated. Status codes come back as values; what a write without an answer means
// is for createRecord.ts to find out. n8n, tests and tools hand in their own way of sending.
import type { Connection, Reply } from './connection';
import { createConnection } from './connection';
import { connectionFault } from './connectionFault';
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
}

export const RECORD_PATH = '/services/rest/record/v1';

function retryAfterSeconds(headers: Record<string, string>): number | null {
	const seconds = Number(headers['retry-after'] ?? NaN);
	return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

/**
 * `concurrency`: requests in flight at most, all of this client's; NetSuite's lowest tier allows 5. It uses
 * fewer while NetSuite says that the account has no room. `connection`: shared by the nodes of an execution.
 */
export function createClient(
	transport: Transport,
	concurrency: number,
	connection: Connection = createConnection(),
): NetSuiteClient {
	const gate = createGate(concurrency);
	const isTooMany = ({ answer }: Reply) => answer?.status === 429;

	const once = async (request: NetSuiteRequest, options: SendOptions): Promise<Reply> =>
		await transport.send(request, options).then(
			(answer) => ({ answer }),
			(error: unknown) => {
				if (error instanceof NetSuiteError) {
					throw error;
				}
				// No answer is a value here: the caller decides by what the request was.
				return { fault: connectionFault(error) };
			},
		);

	const replyUnless =
		(isCancelled: () => boolean, isFinishing: boolean) =>
		async (request: NetSuiteRequest, repeatable: boolean): Promise<Reply> => {
			const refuse = () => {
				refuseIf(isCancelled());
				connection.refuseIfEnded();
			};
			const send = async () => {
				refuse();
				const reply = await once(request, { endsOnCancel: repeatable && !isFinishing });
				connection.judge(reply);
				return reply;
			};
			for (let attemptsDone = 1; ; attemptsDone += 1) {
				refuse();
				// The slot is free again while we wait, so one blocked request does not hold up the others.
				const reply = await connection.enter(async () => await gate.pass(send, isTooMany));
				const attempt = attemptOf(reply);
				const delayMs = nextDelayMs(attempt, attemptsDone, repeatable, transport.random());
				if (delayMs === null) {
					return reply;
				}
				await transport.sleep(delayMs);
			}
		};

	const clientOf = (reply: ReturnType<typeof replyUnless>): Omit<NetSuiteClient, 'toFinish'> => ({
		transport,
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
		: {
				kind: 'answer',
				status: answer.status,
				retryAfterSeconds: retryAfterSeconds(answer.headers),
			};
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
