// OAuth 2.0 client credentials with a certificate: the signed assertion, the request for a token, and what
// its answer means. Pure; the clock is an argument. Source: Oracle help section_162755359851 and
// section_162790605110; refusals from public code, see CHECKLIST.
import { constants, randomUUID, sign } from 'crypto';

import { z } from '../../vendor';
import { originOf } from './baseUrl';
import { NetSuiteError } from './netSuiteError';
import type { SigningKey } from './privateKey';

export interface TokenAnswer {
	status: number;
	body: unknown;
}

/** NetSuite's help lists scopes with commas, its sample sends an array, public clients send either. */
export type ScopeForm = 'array' | 'text';

export interface AssertionFacts {
	clientId: string;
	certificateId: string;
	tokenUrl: string;
	/** Seconds since 1970. */
	now: number;
	scopeForm: ScopeForm;
}

const LOGIN_PATH = '/services/rest/auth/oauth2/v1/token';
const SCOPE = 'rest_webservices';
/** NetSuite allows up to an hour; a short life is enough for a request made at once. */
const ASSERTION_SECONDS = 300;
/** Answers that say nothing about the login: the next attempt may succeed. */
const PASSING = new Set([429, 502, 503, 504]);

export const CHECKLIST =
	'Check in NetSuite: Client ID of the integration record (not its Application ID), Certificate ID of this very account, private key of the certificate uploaded there, certificate not revoked or expired, Client Credentials (Machine to Machine) Grant and the scope REST Web Services switched on in the integration record, the role with Log in using OAuth 2.0 Access Tokens and REST Web Services and still given to the user, the account ID (a sandbox account ends in _SB1), the clock of this machine. The exact reason stands in Setup > Users/Roles > View Login Audit Trail, column Detail';

/** Where tokens are made, and the audience of the assertion: the two must be the same text. */
export function tokenUrlOf(accountId: string, baseUrl: string): string {
	return `${originOf({ accountId, baseUrl })}${LOGIN_PATH}`;
}

function base64Url(value: object): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signature(text: string, { key, algorithm }: SigningKey): Buffer {
	const options = algorithm.startsWith('PS')
		? {
				key,
				padding: constants.RSA_PKCS1_PSS_PADDING,
				saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
			}
		: { key, dsaEncoding: 'ieee-p1363' as const };
	return sign(`sha${algorithm.slice(2)}`, Buffer.from(text), options);
}

/** The signed statement of who asks, a JWT good for five minutes. */
export function assertionOf(facts: AssertionFacts, signingKey: SigningKey): string {
	const header = { typ: 'JWT', alg: signingKey.algorithm, kid: facts.certificateId };
	const claims = {
		iss: facts.clientId,
		scope: facts.scopeForm === 'array' ? [SCOPE] : SCOPE,
		aud: facts.tokenUrl,
		iat: facts.now,
		exp: facts.now + ASSERTION_SECONDS,
		jti: randomUUID(),
	};
	const signed = `${base64Url(header)}.${base64Url(claims)}`;
	return `${signed}.${signature(signed, signingKey).toString('base64url')}`;
}

export function tokenRequestBody(assertion: string): string {
	return new URLSearchParams({
		grant_type: 'client_credentials',
		client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
		client_assertion: assertion,
	}).toString();
}

const tokenBody = z.object({ access_token: z.string().min(1) });
const refusalBody = z.object({
	error: z.string().default(''),
	error_description: z.string().default(''),
});

function parsed(body: unknown): unknown {
	if (typeof body !== 'string') {
		return body;
	}
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return undefined;
	}
}

function refusalOf({ body }: TokenAnswer): { error: string; description: string } {
	const read = refusalBody.safeParse(parsed(body));
	return read.success
		? { error: read.data.error, description: read.data.error_description }
		: { error: '', description: '' };
}

/** True when the other form of the scope claim may be what NetSuite wants. */
export function mayBeScopeForm(answer: TokenAnswer): boolean {
	return (
		answer.status === 400 && ['invalid_scope', 'invalid_request'].includes(refusalOf(answer).error)
	);
}

/** True when the answer says nothing about the login, such as too many requests. */
export function isPassing({ status }: Pick<TokenAnswer, 'status'>): boolean {
	return PASSING.has(status);
}

function meaningOf(status: number, error: string): string {
	if (error === 'invalid_client' || status === 401) {
		return 'it does not know the Client ID, or the integration record is blocked';
	}
	if (error === 'invalid_scope') {
		return 'the integration record does not have the scope REST Web Services';
	}
	if (error === 'unauthorized_client') {
		return 'the integration record does not have the Client Credentials Grant';
	}
	if (status === 404) {
		return 'no NetSuite login service answers at this address; check the account ID and Base URL';
	}
	if (status >= 500) {
		return 'it answers so to a wrong Client ID, Certificate ID or key';
	}
	return 'the certificate, its key, the user or the role is not accepted';
}

/** The access token of an answer. Throws what NetSuite's refusal means, with what to check. */
export function tokenOf(answer: TokenAnswer): string {
	const read = tokenBody.safeParse(parsed(answer.body));
	if (answer.status === 200 && read.success) {
		return read.data.access_token;
	}
	if (isPassing(answer)) {
		throw new NetSuiteError(
			answer.status === 429 ? 'NETSUITE_CONCURRENCY' : 'NETSUITE_UNREACHABLE',
			`NetSuite answered ${answer.status} to the login`,
			undefined,
			answer.status,
		);
	}
	const { error, description } = refusalOf(answer);
	const words = [error, description].filter((word) => word !== '').join(': ');
	const told = [words, `status ${answer.status}`].filter((word) => word !== '').join(', ');
	throw new NetSuiteError(
		'NETSUITE_AUTH',
		`NetSuite refused the login (${told}): ${meaningOf(answer.status, error)}`,
		CHECKLIST,
		answer.status,
	);
}

/** When an access token ends, in milliseconds since 1970; null when it does not say so itself. */
export function expiryOf(token: string): number | null {
	const [, claims = ''] = token.split('.');
	try {
		const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp?: unknown };
		return Number.isFinite(Number(exp)) && exp !== null && exp !== undefined
			? Number(exp) * 1000
			: null;
	} catch {
		return null;
	}
}
