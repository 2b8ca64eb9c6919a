// What one execution has learned of its connection to NetSuite, shared by its nodes. Until a login has been
// accepted, one request is in flight at a time; after a refused login, or when NetSuite has stopped answering,
// nothing more is sent, for five refused logins lock the token and silence costs minutes a request.
import type { ConnectionFault } from './connectionFault';
import { detailsOf, NetSuiteError } from './netSuiteError';
import type { NetSuiteAnswer } from './transport';

/** An answer, or why there is none. */
export type Reply =
	| { answer: NetSuiteAnswer; fault?: undefined }
	| { answer?: undefined; fault: ConnectionFault };

export interface Connection {
	/** Throws when nothing more may be sent. */
	refuseIfEnded(): void;
	/** Runs `send` at once, or after the request that tries the login. `send` calls judge(). */
	enter<Result>(send: () => Promise<Result>): Promise<Result>;
	/** Nothing more is sent: the account has had no room for too long. Throws. */
	giveUp(waitedMs: number): never;
	/** Learns from what came back; throws when it shows that the run cannot go on. */
	judge(reply: Reply): void;
}

/** Requests in a row, of any kind, that got no answer of NetSuite's. */
export const UNANSWERED_MAX = 8;
/** The same, while NetSuite has never answered this execution. */
export const UNANSWERED_FIRST_MAX = 3;

export function createConnection(): Connection {
	let isAccepted = false;
	let trial: Promise<unknown> | null = null;
	let unanswered = 0;
	let end: NetSuiteError | null = null;

	const refuseIfEnded = () => {
		if (end !== null) {
			throw end;
		}
	};

	return {
		refuseIfEnded,
		async enter(send) {
			while (!isAccepted && trial !== null) {
				await trial;
			}
			refuseIfEnded();
			if (isAccepted) {
				return await send();
			}
			const sent = send();
			trial = sent.then(nothing, nothing);
			try {
				return await sent;
			} finally {
				trial = null;
			}
		},
		giveUp(waitedMs) {
			end ??= new NetSuiteError(
				'NETSUITE_CONCURRENCY',
				`NetSuite has had no room for a request for ${Math.round(waitedMs / 60_000)} minutes (status 429), so the run stops here`,
				undefined,
				429,
			);
			throw end;
		},
		judge({ answer, fault }) {
			if (answer?.status === 401) {
				end ??= loginRefused(answer);
				return;
			}
			if (answer !== undefined && isNetSuites(answer)) {
				unanswered = 0;
				// A request that was turned away for the crowd has not shown its login.
				isAccepted ||= answer.status !== 429;
				return;
			}
			unanswered += 1;
			if (fault !== undefined && !fault.mayBeSent && !isAccepted) {
				end ??= new NetSuiteError(
					'NETSUITE_CONNECTION',
					`No connection to NetSuite: ${fault.reason}`,
					fault.remedy,
				);
			} else if (unanswered >= (isAccepted ? UNANSWERED_MAX : UNANSWERED_FIRST_MAX)) {
				end ??= gone(unanswered, answer?.status, fault);
			}
			refuseIfEnded();
		},
	};
}

function nothing(): void {}

/** A gateway's error page says that NetSuite is not there; NetSuite's own errors have its envelope. */
function isNetSuites({ status, body }: NetSuiteAnswer): boolean {
	return status < 500 || detailsOf(body) !== '';
}

function loginRefused(answer: NetSuiteAnswer): NetSuiteError {
	const details = detailsOf(answer.body);
	return new NetSuiteError(
		'NETSUITE_AUTH',
		`NetSuite refused the login, so nothing more is sent${details === '' ? '' : `: ${details}`}`,
		answer.remedy,
		401,
	);
}

function gone(count: number, status?: number, fault?: ConnectionFault): NetSuiteError {
	const last = fault?.reason ?? `status ${status} without a word of NetSuite's`;
	return new NetSuiteError(
		'NETSUITE_DOWN',
		`NetSuite has not answered ${count} requests in a row, so the run stops here (the last one: ${last})`,
		fault?.remedy,
	);
}
