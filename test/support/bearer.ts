// Logging in with OAuth 2.0 as the tests do it: an assertion written from RFC 7515 with a signer of the tests' own,
// so that nodes, sandbox and tests are three implementations that have to agree.
import type { Sandbox } from '../../sandbox/sandbox';
import { crypto } from './node';

export interface Assertion {
	header?: Record<string, unknown>;
	claims?: Record<string, unknown>;
	privateKey?: string;
	/** Changes the finished form. */
	form?: (form: Record<string, string>) => Record<string, string>;
	/** Changes the finished assertion. */
	assertion?: (text: string) => string;
	headers?: Record<string, string>;
}

export interface TokenReply {
	status: number;
	body: {
		access_token?: string;
		expires_in?: number | string;
		token_type?: string;
		error?: string;
	};
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function tokenUrl({ url }: Pick<Sandbox, 'url'>): string {
	return `${url}/services/rest/auth/oauth2/v1/token`;
}

export function assertionFor(sandbox: Sandbox, given: Assertion = {}): string {
	const { oauth2 } = sandbox;
	const now = Math.floor(sandbox.clock.now().getTime() / 1000);
	const header = { typ: 'JWT', alg: 'ES256', kid: oauth2.certificateId, ...given.header };
	const claims = {
		iss: oauth2.clientId,
		scope: ['rest_webservices'],
		aud: tokenUrl(sandbox),
		iat: now,
		exp: now + 300,
		...given.claims,
	};
	const text = `${encoded(header)}.${encoded(claims)}`;
	const key = crypto.createPrivateKey(given.privateKey ?? oauth2.privateKey);
	const hash = `sha${String(header.alg).slice(2)}`;
	const signature = String(header.alg).startsWith('ES')
		? crypto.sign(hash, Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' })
		: crypto.sign(hash, Buffer.from(text), {
				key,
				padding: String(header.alg).startsWith('PS')
					? crypto.constants.RSA_PKCS1_PSS_PADDING
					: crypto.constants.RSA_PKCS1_PADDING,
				...(String(header.alg).startsWith('PS')
					? { saltLength: crypto.constants.RSA_PSS_SALTLEN_DIGEST }
					: {}),
			});
	return `${text}.${signature.toString('base64url')}`;
}

export async function requestToken(sandbox: Sandbox, given: Assertion = {}): Promise<TokenReply> {
	const { form = (same) => same, assertion = String } = given;
	const fields = form({
		grant_type: 'client_credentials',
		client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
		client_assertion: assertion(assertionFor(sandbox, given)),
	});
	const response = await fetch(tokenUrl(sandbox), {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded', ...given.headers },
		body: new URLSearchParams(fields).toString(),
	});
	return { status: response.status, body: (await response.json()) as TokenReply['body'] };
}

/** A GET with an Authorization header as given. */
export async function getWith(sandbox: Sandbox, authorization: string) {
	const response = await fetch(`${sandbox.url}/services/rest/record/v1/metadata-catalog`, {
		headers: { authorization },
	});
	await response.text();
	return { status: response.status, challenge: response.headers.get('www-authenticate') };
}
