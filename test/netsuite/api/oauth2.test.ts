// The signed assertion of the OAuth 2.0 login. Signatures are random, so vectors can only be verified: RFC 7515
// A.3, A.4 and RFC 7520 4.2, 4.3 prove the sandbox's verifier, that and the library jose prove our signer.
import { NetSuiteError } from '../../../nodes/shared/netsuite/api/netSuiteError';
import {
	assertionOf,
	CHECKLIST,
	expiryOf,
	isPassing,
	mayBeScopeForm,
	tokenOf,
	tokenRequestBody,
	tokenUrlOf,
} from '../../../nodes/shared/netsuite/api/oauth2';
import type { SigningAlgorithm } from '../../../nodes/shared/netsuite/api/privateKey';
import { readPrivateKey } from '../../../nodes/shared/netsuite/api/privateKey';
import { isSignedBy, readJws } from '../../../sandbox/jws';
import { childProcess, crypto, execPath, path, ROOT } from '../../support/node';

const NOW = 1_795_852_800;
const TOKEN_URL =
	'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token';
const FACTS = {
	clientId: 'client',
	certificateId: 'certificate',
	tokenUrl: TOKEN_URL,
	now: NOW,
	scopeForm: 'array' as const,
};

function witness<Result>(jobs: object[]): Result[] {
	const script = path.join(ROOT, 'test/support/joseWitness.mjs');
	const input = JSON.stringify(jobs);
	return JSON.parse(childProcess.execFileSync(execPath, [script], { input, cwd: ROOT }).toString());
}

const rfc7515Claims =
	'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
const hobbit =
	'SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4';

const VECTORS = [
	{
		name: 'RFC 7515 A.3',
		alg: 'ES256',
		signed: `eyJhbGciOiJFUzI1NiJ9.${rfc7515Claims}`,
		signature:
			'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
		key: {
			kty: 'EC',
			crv: 'P-256',
			x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
			y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
		},
	},
	{
		name: 'RFC 7515 A.4',
		alg: 'ES512',
		signed: 'eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA',
		signature:
			'AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn',
		key: {
			kty: 'EC',
			crv: 'P-521',
			x: 'AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk',
			y: 'ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2',
		},
	},
	{
		name: 'RFC 7520 4.2',
		alg: 'PS384',
		signed: `eyJhbGciOiJQUzM4NCIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.${hobbit}`,
		signature:
			'cu22eBqkYDKgIlTpzDXGvaFfz6WGoz7fUDcfT0kkOy42miAh2qyBzk1xEsnk2IpN6-tPid6VrklHkqsGqDqHCdP6O8TTB5dDDItllVo6_1OLPpcbUrhiUSMxbbXUvdvWXzg-UD8biiReQFlfz28zGWVsdiNAUf8ZnyPEgVFn442ZdNqiVJRmBqrYRXe8P_ijQ7p8Vdz0TTrxUeT3lm8d9shnr2lfJT8ImUjvAA2Xez2Mlp8cBE5awDzT0qI0n6uiP1aCN_2_jLAeQTlqRHtfa64QQSUmFAAjVKPbByi7xho0uTOcbH510a6GYmJUAfmWjwZ6oD4ifKo8DYM-X72Eaw',
		key: {
			kty: 'RSA',
			n: 'n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw',
			e: 'AQAB',
		},
	},
	{
		name: 'RFC 7520 4.3',
		alg: 'ES512',
		signed: `eyJhbGciOiJFUzUxMiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.${hobbit}`,
		signature:
			'AE_R_YZCChjn4791jSQCrdPZCNYqHXCTZH0-JZGYNlaAjP2kqaluUIIUnC9qvbu9Plon7KRTzoNEuT4Va2cmL1eJAQy3mtPBu_u_sDDyYjnAMDxXPn7XrT0lw-kvAD890jl8e2puQens_IEKBpHABlsbEPX6sFY8OcGDqoRuBomu9xQ2',
		key: {
			kty: 'EC',
			crv: 'P-521',
			x: 'AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt',
			y: 'AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1',
		},
	},
];

test.each(VECTORS)('$name: the verifier of the sandbox', ({ alg, signed, signature, key }) => {
	const publicKey = crypto.createPublicKey({ key, format: 'jwk' });
	const bytes = Buffer.from(signature, 'base64url');
	expect(isSignedBy(signed, bytes, alg, publicKey)).toBe(true);
	expect(isSignedBy(`${signed.slice(0, -1)}x`, bytes, alg, publicKey)).toBe(false);
	const changed = Buffer.from(bytes);
	changed[9] ^= 1;
	expect(isSignedBy(signed, changed, alg, publicKey)).toBe(false);
	const hash = alg.slice(2) === '256' ? '384' : '256';
	expect(isSignedBy(signed, bytes, alg.slice(0, 2) + hash, publicKey)).toBe(false);
});

interface Verified {
	protectedHeader?: object;
	payload?: Record<string, unknown>;
	refused?: string;
}

const rsa = crypto.generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey;
const KEYS: Array<[string, crypto.KeyObject]> = [
	['ES256', crypto.generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey],
	['ES384', crypto.generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey],
	['ES512', crypto.generateKeyPairSync('ec', { namedCurve: 'secp521r1' }).privateKey],
	...['PS256', 'PS384', 'PS512'].map((alg): [string, crypto.KeyObject] => [alg, rsa]),
];
const privatePem = (key: crypto.KeyObject) =>
	key.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicPem = (key: crypto.KeyObject) =>
	crypto.createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();

test.each(KEYS)(
	'%s: our assertion convinces the sandbox and jose, a forged one neither',
	(alg, key) => {
		const jwt = assertionOf(FACTS, { key, algorithm: alg as SigningAlgorithm });
		const [header, , signature] = jwt.split('.');
		const forged = `${header}.${Buffer.from('{"iss":"other"}').toString('base64url')}.${signature}`;
		const verifies = (text: string) => {
			const jws = readJws(text);
			return jws && isSignedBy(jws.signed, jws.signature, alg, crypto.createPublicKey(key));
		};
		expect([verifies(jwt), verifies(forged)]).toEqual([true, false]);
		const job = { publicKey: publicPem(key), audience: TOKEN_URL, now: NOW };
		const [ours, wrong] = witness<Verified>([
			{ ...job, jwt },
			{ ...job, jwt: forged },
		]);
		expect(ours.protectedHeader).toEqual({ typ: 'JWT', alg, kid: 'certificate' });
		expect(ours.payload).toEqual({
			iss: 'client',
			scope: ['rest_webservices'],
			aud: TOKEN_URL,
			iat: NOW,
			exp: NOW + 300,
			jti: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
		});
		expect(wrong).toEqual({ refused: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
	},
);

test("the sandbox's verifier is convinced by jose", () => {
	const jobs = KEYS.map(([alg, key]) => ({
		claims: { iss: 'x' },
		header: { alg },
		privateKey: privatePem(key),
	}));
	const jwts = witness<string>(jobs);
	const accepted = jwts.map((jwt, at) => {
		const [alg, key] = KEYS[at];
		const jws = readJws(jwt);
		return jws !== null && isSignedBy(jws.signed, jws.signature, alg, crypto.createPublicKey(key));
	});
	expect(accepted).toEqual(KEYS.map(() => true));
});

test('the scope as text, and the form that carries the assertion', () => {
	const [, key] = KEYS[0];
	const jwt = assertionOf({ ...FACTS, scopeForm: 'text' }, readPrivateKey(privatePem(key)));
	expect(readJws(jwt)?.claims.scope).toBe('rest_webservices');
	expect(Object.fromEntries(new URLSearchParams(tokenRequestBody(jwt)))).toEqual({
		grant_type: 'client_credentials',
		client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
		client_assertion: jwt,
	});
});

test('the token URL, which is the audience as well', () => {
	expect(tokenUrlOf('1234567_SB1', '')).toBe(TOKEN_URL);
	expect(tokenUrlOf('x', 'http://127.0.0.1:4010/')).toBe(
		'http://127.0.0.1:4010/services/rest/auth/oauth2/v1/token',
	);
});

test.each(['evil.example/', 'evil.example#', '1234567@evil.example', '', 'a b.c', '1234567:80'])(
	'%j is no account ID, and never part of a host',
	(accountId) => {
		expect(() => tokenUrlOf(accountId, '')).toThrow(/is not a NetSuite account ID/);
	},
);

describe('the answer', () => {
	const problemOf = (status: number, body: unknown): NetSuiteError => {
		try {
			tokenOf({ status, body });
		} catch (error) {
			return error as NetSuiteError;
		}
		throw new Error('It was taken for a token.');
	};

	test('is the token, from an object or from text', () => {
		expect(tokenOf({ status: 200, body: { access_token: 'a.b.c', expires_in: '3600' } })).toBe(
			'a.b.c',
		);
		expect(tokenOf({ status: 200, body: '{"access_token":"a.b.c"}' })).toBe('a.b.c');
	});

	test.each([
		[
			400,
			{ error: 'invalid_grant' },
			/invalid_grant, status 400.*certificate, its key, the user or the role/,
		],
		[
			401,
			{ error: 'invalid_client' },
			/does not know the Client ID, or the integration record is blocked/,
		],
		[400, { error: 'invalid_scope' }, /does not have the scope/],
		[400, { error: 'unauthorized_client' }, /does not have the Client Credentials Grant/],
		[500, { error: 'server_error' }, /wrong Client ID, Certificate ID or key/],
		[400, { error: 'x', error_description: 'said so' }, /\(x: said so, status 400\)/],
		[404, '<html>', /no NetSuite login service answers/],
		[200, {}, /status 200/],
		[200, '', /status 200/],
	])('%d %j is a refusal with its meaning and the checklist', (status, body, message) => {
		const problem = problemOf(status, body);
		expect(problem.code).toBe('NETSUITE_AUTH');
		expect(problem.message).toMatch(message);
		expect(problem.remedy).toBe(CHECKLIST);
		expect(problem.isFatal).toBe(true);
	});

	test.each([
		// Only where waiting did not help is it an error at all, and then it concerns the whole run.
		[429, 'NETSUITE_CONCURRENCY', true],
		[502, 'NETSUITE_UNREACHABLE', false],
		[503, 'NETSUITE_UNREACHABLE', false],
	])('%d says nothing about the login', (status, code, isFatal) => {
		expect(isPassing({ status })).toBe(true);
		expect(problemOf(status, {})).toMatchObject({ code, isFatal, status });
	});

	test('the other form of the scope is tried only where it may help', () => {
		const tried = (status: number, error: string) => mayBeScopeForm({ status, body: { error } });
		expect([tried(400, 'invalid_request'), tried(400, 'invalid_scope')]).toEqual([true, true]);
		expect([tried(400, 'invalid_grant'), tried(500, 'server_error')]).toEqual([false, false]);
	});
});

test('when a token ends', () => {
	const claims = (value: object) =>
		`x.${Buffer.from(JSON.stringify(value)).toString('base64url')}.y`;
	expect(expiryOf(claims({ exp: 100 }))).toBe(100_000);
	expect(expiryOf(claims({ exp: '100' }))).toBe(100_000);
	for (const unknown of [
		claims({}),
		claims({ exp: null }),
		claims({ exp: 'soon' }),
		'opaque',
		'',
	]) {
		expect(expiryOf(unknown)).toBeNull();
	}
});
