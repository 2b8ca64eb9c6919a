// Whether NetSuite can be reached and logged in to at all, whether this machine's clock is right, and who is logged in.
import { errorFromAnswer, isSuccess, NetSuiteError } from '../api/netSuiteError';
import type { NetSuiteClient } from '../api/client';
import type { Finding } from './finding';
import { findingsOf } from './finding';

/** Read off the credential and its token; '' for what they do not say. */
export interface Login {
	way: 'oAuth2' | 'tba';
	accountId: string;
	roleId: string;
	userId: string;
	certificate: { lastDay: string; daysLeft: number } | null;
}

export interface ConnectionFacts {
	/** Null when the first request was answered. */
	failure: NetSuiteError | null;
	/** Why the query was refused, though the login was accepted. */
	refusal: NetSuiteError | null;
	/** Seconds that NetSuite's clock is ahead of ours; null when no answer has a date. */
	clockAhead: number | null;
}

/** NetSuite takes signatures and assertions for five minutes around its own time. */
const CLOCK_MAX = 300;
const CLOCK_SUSPECT = 60;
const CERTIFICATE_DAYS = 60;
const ADMINISTRATOR = '3';

/** One query for the columns that every run reads, sent so that a refused login is an answer too. */
export async function readConnection(
	client: NetSuiteClient,
	columns: string[],
	nowMs: () => number,
): Promise<ConnectionFacts> {
	const request = {
		method: 'POST' as const,
		path: '/services/rest/query/v1/suiteql',
		query: { limit: '1', offset: '0' },
		headers: { Prefer: 'transient' },
		body: {
			q: `SELECT ${columns.join(', ')} FROM transaction WHERE id = 0 ORDER BY id`,
			params: [],
		},
	};
	try {
		const answer = await client.call(request, true);
		const date = Date.parse(answer?.headers.date ?? '');
		const clockAhead = Number.isNaN(date) ? null : Math.round((date - nowMs()) / 1000);
		if (answer === null) {
			return failed(
				new NetSuiteError('NETSUITE_UNREACHABLE', 'NetSuite did not answer'),
				clockAhead,
			);
		}
		const refusal = isSuccess(answer) ? null : errorFromAnswer(answer, 'read transactions');
		const isRefused = refusal?.isFatal === true && refusal.code !== 'CONFIGURATION_INCOMPLETE';
		return isRefused ? failed(refusal, clockAhead) : { failure: null, refusal, clockAhead };
	} catch (error) {
		if (error instanceof NetSuiteError && error.code !== 'CANCELLED') {
			return failed(error, null);
		}
		throw error as Error;
	}
}

const failed = (failure: NetSuiteError, clockAhead: number | null): ConnectionFacts => ({
	failure,
	refusal: null,
	clockAhead,
});

const { blocking, warning, ok } = findingsOf('Connection');

export function judgeConnection({ failure, clockAhead }: ConnectionFacts): Finding[] {
	const clock = judgeClock(clockAhead, failure !== null);
	if (failure === null) {
		return [
			ok(
				'NETSUITE_REACHED',
				'NetSuite answers',
				'The login is accepted: REST Web Services and the login permission are there',
			),
			...clock,
		];
	}
	const isLogin = failure.code === 'NETSUITE_AUTH';
	return [
		blocking({
			code: 'LOGIN_REFUSED',
			title: isLogin ? 'NetSuite refuses the login' : 'NetSuite cannot be reached',
			what: failure.message,
			why: 'Nothing else can be checked, and nothing can be posted',
			whereToClick: isLogin
				? 'NetSuite: Setup > Users/Roles > View Login Audit Trail, column Detail says why. Role: Setup > Users/Roles > Manage Roles > Permissions > Setup: Log in using Access Tokens (TBA) or Log in using OAuth 2.0 Access Tokens, and REST Web Services'
				: failure.remedy,
		}),
		...clock,
	];
}

function judgeClock(clockAhead: number | null, isRefused: boolean): Finding[] {
	if (clockAhead === null) {
		return [];
	}
	const off = Math.abs(clockAhead);
	if (off <= CLOCK_SUSPECT) {
		return [
			ok(
				'NETSUITE_REACHED',
				'The clock is right',
				`This machine and NetSuite differ by ${off} seconds`,
			),
		];
	}
	const problem = {
		code: 'CLOCK_WRONG' as const,
		title: 'The clock of this machine is wrong',
		what: `It is ${off} seconds ${clockAhead > 0 ? 'behind' : 'ahead of'} NetSuite's`,
		why: `NetSuite refuses logins that are signed more than ${CLOCK_MAX} seconds off; five refused logins lock the token for 30 minutes`,
		whereToClick: 'The machine that runs n8n: switch on time synchronisation (NTP)',
	};
	return [off > CLOCK_MAX || isRefused ? blocking(problem) : warning(problem)];
}

export function judgeLogin({ way, accountId, roleId, userId, certificate }: Login): Finding[] {
	const own = findingsOf('Login');
	const who =
		way === 'oAuth2'
			? `Account ${accountId}, role with internal ID ${roleId || 'unknown'}, user (entity) with internal ID ${userId || 'unknown'}`
			: `Account ${accountId}; role and user are those of the access token (Setup > Users/Roles > Access Tokens)`;
	const findings = [own.ok('LOGIN_KNOWN', 'Who is logged in', who)];
	if (roleId === ADMINISTRATOR) {
		findings.push(
			own.warning({
				code: 'LOGIN_ADMINISTRATOR',
				title: 'The login is an Administrator',
				what: 'The role of this login may do everything in NetSuite',
				why: 'A stolen key could do everything too; Oracle advises against it',
				whereToClick:
					'Setup > Users/Roles > Manage Roles: give the user the role of the netsuite folder, and map that one',
			}),
		);
	}
	if (certificate !== null && certificate.daysLeft <= CERTIFICATE_DAYS) {
		const { daysLeft, lastDay } = certificate;
		const problem = {
			code: 'CERTIFICATE_ENDS' as const,
			title: daysLeft < 0 ? 'The certificate has ended' : 'The certificate ends soon',
			what: daysLeft < 0 ? `It ended on ${lastDay}` : `It ends in ${daysLeft} days, on ${lastDay}`,
			why: 'From then on every login is refused',
			whereToClick:
				'Setup > Integration > OAuth 2.0 Client Credentials (M2M) Setup > Create New: upload a new certificate beside the old one, then enter its Certificate ID and key in the n8n credential',
		};
		findings.push(daysLeft < 0 ? own.blocking(problem) : own.warning(problem));
	} else if (certificate !== null) {
		findings.push(
			own.ok(
				'LOGIN_KNOWN',
				'The certificate is valid',
				`It ends in ${certificate.daysLeft} days, on ${certificate.lastDay}`,
			),
		);
	}
	return findings;
}
