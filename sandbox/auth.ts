// Who is let in: token-based authentication, where the signature of every request is recomputed under
// NetSuite's rules on clock, nonce, version and parameters, and OAuth 2.0 access tokens. Outside it is always
// the same 401; the audit log shows why.
import { Refusal } from './errors';
import type { TokenService } from './oauth2';
import { timingSafeEqual } from './node';
import { baseString, queryParameters, sign, type Parameter } from './signature';

export interface SandboxAccount {
	accountId: string;
	consumerKey: string;
	consumerSecret: string;
	tokenId: string;
	tokenSecret: string;
}

/** A line of the Login Audit Trail; `detail` in NetSuite's words (help subsect_156935170194). */
export interface LoginAttempt {
	at: string;
	success: boolean;
	detail: string;
}

export interface SignedRequest {
	method: string;
	/** `http://host:port`, as the client sees it. */
	origin: string;
	/** Path and query as sent. */
	target: string;
	authorization: string | undefined;
}

export interface Gatekeeper {
	/** Throws the 401 of NetSuite unless the request is signed as it should be. */
	admit(request: SignedRequest): void;
	auditTrail: LoginAttempt[];
}

const REQUIRED = [
	'oauth_consumer_key',
	'oauth_token',
	'oauth_signature_method',
	'oauth_timestamp',
	'oauth_nonce',
	'oauth_version',
	'oauth_signature',
];
const CLOCK_TOLERANCE_SECONDS = 300;
const SHORTEST_NONCE = 6;
/** Failures of a known token; others cannot be put down to anybody. */
const COUNTED = new Set(['InvalidTimestamp', 'nonce_rejected', 'nonce_used', 'InvalidSignature']);
const LOCK_MILLISECONDS = 30 * 60_000;
const LONGEST_TRAIL = 10_000;

function refusedLogin(accountId: string): Refusal {
	return new Refusal(
		401,
		'INVALID_LOGIN',
		'Invalid login attempt. For more details, see the Login Audit Trail in the NetSuite UI at ' +
			'Setup > Users/Roles > User Management > View Login Audit Trail.',
		{},
		{
			'www-authenticate':
				`OAuth realm="${accountId}", error="token_rejected", ` +
				'error_description="Invalid login attempt."',
		},
	);
}

/** Help subsect_158521885412: a malformed header is a 400, anything else that is refused a 401. */
function refusedToken(accountId: string, isMalformed: boolean): Refusal {
	const [error, description] = isMalformed
		? [
				'invalid_request',
				'The request could not be understood by the server due to malformed syntax.',
			]
		: ['invalid_token', 'Invalid login attempt.'];
	return new Refusal(
		isMalformed ? 400 : 401,
		isMalformed ? 'INVALID_REQUEST' : 'INVALID_LOGIN',
		description,
		{},
		{
			'www-authenticate': `Bearer realm="${accountId}", error="${error}", error_description="${description}"`,
		},
	);
}

/** The parameters of the header, decoded; null when one is malformed, empty or sent twice. */
function readHeader(header: string): Map<string, string> | null {
	const found = new Map<string, string>();
	for (const part of header.replace(/^OAuth\s+/i, '').split(',')) {
		const pair = /^\s*([\w]+)="([^"]*)"\s*$/.exec(part);
		if (!pair || pair[2] === '' || found.has(pair[1])) {
			return null;
		}
		try {
			found.set(pair[1], decodeURIComponent(pair[2]));
		} catch {
			return null;
		}
	}
	return found;
}

function isSame(given: string, expected: string): boolean {
	const [left, right] = [Buffer.from(given), Buffer.from(expected)];
	return left.length === right.length && timingSafeEqual(left, right);
}

function expectedSignature(
	request: SignedRequest,
	oauth: Map<string, string>,
	account: SandboxAccount,
): string {
	const [path, query = ''] = request.target.split('?', 2);
	const signed = [...oauth].filter(([name]) => name !== 'realm' && name !== 'oauth_signature');
	const parameters: Parameter[] = [...queryParameters(query), ...signed];
	const origin = request.origin.toLowerCase().replace(/^(http:.*):80$/, '$1');
	const base = baseString(request.method, origin + path, parameters);
	return sign(base, account.consumerSecret, account.tokenSecret);
}

/** What is wrong with the parameters alone; empty when nothing is. */
function parameterFault(oauth: Map<string, string>, account: SandboxAccount): string {
	if (REQUIRED.some((name) => !oauth.has(name)) || !oauth.has('realm')) {
		return 'MissingTokenPassportRequiredFields';
	}
	if (oauth.get('oauth_version') !== '1.0') {
		return 'VersionRejected';
	}
	if (oauth.get('oauth_signature_method') !== 'HMAC-SHA256') {
		return 'UnknownAlgorithm';
	}
	if (oauth.get('oauth_consumer_key') !== account.consumerKey) {
		return 'consumer_key_unknown';
	}
	const isOurs =
		oauth.get('realm') === account.accountId && oauth.get('oauth_token') === account.tokenId;
	return isOurs ? '' : 'token_rejected';
}

export function createGatekeeper(
	account: SandboxAccount,
	now: () => Date,
	lockAfterFailures: number,
	auditTrail: LoginAttempt[],
	tokens: Pick<TokenService, 'faultOf'>,
): Gatekeeper {
	/** Nonce and timestamp pairs in use, with the second from which they may be forgotten. */
	const usedNonces = new Map<string, number>();
	let failures = 0;
	let lockedUntil = 0;

	const forgetOldNonces = (second: number) => {
		for (const [nonce, until] of usedNonces) {
			if (until >= second) {
				break;
			}
			usedNonces.delete(nonce);
		}
	};

	const faultOf = (request: SignedRequest): string => {
		if (!/^OAuth\s/i.test(request.authorization ?? '')) {
			return 'MissingTokenPassportRequiredFields';
		}
		const oauth = readHeader(request.authorization ?? '');
		if (!oauth) {
			return 'parameter_rejected';
		}
		const fault = parameterFault(oauth, account);
		if (fault) {
			return fault;
		}
		if (now().getTime() < lockedUntil) {
			return 'temporary_locked';
		}
		const second = Math.floor(now().getTime() / 1000);
		const timestamp = oauth.get('oauth_timestamp') ?? '';
		const isInTime = Math.abs(Number(timestamp) - second) <= CLOCK_TOLERANCE_SECONDS;
		if (!/^\d+$/.test(timestamp) || !isInTime) {
			return 'InvalidTimestamp';
		}
		const nonce = oauth.get('oauth_nonce') ?? '';
		if (nonce.length < SHORTEST_NONCE) {
			return 'nonce_rejected';
		}
		const expected = expectedSignature(request, oauth, account);
		if (!isSame(oauth.get('oauth_signature') ?? '', expected)) {
			return 'InvalidSignature';
		}
		forgetOldNonces(second);
		const pair = `${timestamp} ${nonce}`;
		if (usedNonces.has(pair)) {
			return 'nonce_used';
		}
		usedNonces.set(pair, second + 2 * CLOCK_TOLERANCE_SECONDS);
		return '';
	};

	const note = (fault: string) => {
		auditTrail.push({ at: now().toISOString(), success: !fault, detail: fault || 'Success' });
		auditTrail.splice(0, auditTrail.length - LONGEST_TRAIL);
	};

	const admitToken = (authorization: string) => {
		const fault = tokens.faultOf(authorization);
		note(fault);
		if (fault) {
			throw refusedToken(account.accountId, fault === 'malformed');
		}
	};

	return {
		auditTrail,
		admit: (request) => {
			if (/^Bearer\b/i.test(request.authorization ?? '')) {
				admitToken(request.authorization ?? '');
				return;
			}
			const fault = faultOf(request);
			note(fault);
			if (!fault) {
				failures = 0;
				return;
			}
			failures += COUNTED.has(fault) ? 1 : 0;
			if (lockAfterFailures > 0 && failures >= lockAfterFailures) {
				lockedUntil = now().getTime() + LOCK_MILLISECONDS;
				failures = 0;
			}
			throw refusedLogin(account.accountId);
		},
	};
}
