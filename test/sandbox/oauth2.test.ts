// OAuth 2.0 over HTTP: assertions that are taken and refused, tokens that are good for an hour, and what keeps a
// role out. Assertions come from the tests' own signer.
import { makeCertificate, type KeyKind } from '../../sandbox/certificates';
import type { OAuth2Setup } from '../../sandbox/oauth2';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox';
import { assertionFor, getWith, requestToken, type Assertion } from '../support/bearer';
import { crypto, fs, os, path, ROOT } from '../support/node';

let sandbox: Sandbox;

async function open(options: SandboxOptions = {}): Promise<Sandbox> {
	await sandbox?.close();
	sandbox = await createSandbox(options);
	return sandbox;
}

beforeEach(async () => await open());
afterAll(async () => await sandbox.close());

const lastDetail = () => sandbox.auditTrail.at(-1)?.detail;
const seconds = () => Math.floor(sandbox.clock.now().getTime() / 1000);
const bearer = async () => `Bearer ${(await requestToken(sandbox)).body.access_token}`;

const DAY = 86_400_000;
const fromNow = (days: number) => new Date(Date.now() + days * DAY);

/** A sandbox whose mapping has a certificate of this kind; returns its private key. */
async function openWith(kind: KeyKind, from = fromNow(-1), to = fromNow(729)): Promise<string> {
	const { privateKey, certificate } = makeCertificate(kind, { from, to });
	await open({ oauth2: { mappings: [{ certificateId: 'own', certificate }] } });
	return privateKey;
}

test('a token is made and opens the REST services', async () => {
	const { status, body } = await requestToken(sandbox);
	expect(status).toBe(200);
	expect(body).toMatchObject({ expires_in: 3600, token_type: 'bearer' });
	expect((await getWith(sandbox, `Bearer ${body.access_token}`)).status).toBe(200);
	const claims = JSON.parse(
		Buffer.from(String(body.access_token).split('.')[1], 'base64url').toString(),
	) as Record<string, unknown>;
	expect(claims).toMatchObject({ sub: '1042;42', scope: ['rest_webservices'] });
	expect(claims.aud).toContain('EXAMPLE-APPLICATION-ID;1234567_SB1');
	expect(sandbox.requests.counters).toMatchObject({ token: 1, get: 1, post: 0, total: 2 });
	expect(sandbox.tokens.made()).toBe(1);
});

test.each<[string, KeyKind, string]>([
	['P-256', { type: 'ec', namedCurve: 'prime256v1' }, 'ES256'],
	['P-384', { type: 'ec', namedCurve: 'secp384r1' }, 'ES384'],
	['P-521', { type: 'ec', namedCurve: 'secp521r1' }, 'ES512'],
	['RSA 3072', { type: 'rsa', modulusLength: 3072 }, 'PS256'],
	['RSA 3072', { type: 'rsa', modulusLength: 3072 }, 'PS384'],
	['RSA 3072', { type: 'rsa', modulusLength: 3072 }, 'PS512'],
])('%s %#: its algorithm is taken, another of the same hash is not', async (_, kind, alg) => {
	const privateKey = await openWith(kind);
	const header = { kid: 'own', alg };
	expect((await requestToken(sandbox, { header, privateKey })).status).toBe(200);
	// The right signature under a wrong name.
	const text = assertionFor(sandbox, { header, privateKey });
	const [, claims, signature] = text.split('.');
	const wrong = { ...header, typ: 'JWT', alg: alg.startsWith('PS') ? 'RS256' : 'ES999' };
	const renamed = `${Buffer.from(JSON.stringify(wrong)).toString('base64url')}.${claims}.${signature}`;
	const reply = await requestToken(sandbox, { header, privateKey, assertion: () => renamed });
	expect(reply).toEqual({ status: 500, body: { error: 'server_error' } });
});

describe('refused', () => {
	const other = () =>
		crypto
			.generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
			.privateKey.export({ type: 'pkcs8', format: 'pem' })
			.toString();
	const swapped = (text: string) => {
		const [header, , signature] = text.split('.');
		const claims = { iss: sandbox.oauth2.clientId, scope: 'restlets' };
		return `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
	};

	test.each<[string, () => Assertion, number, string, string]>([
		['another key', () => ({ privateKey: other() }), 400, 'invalid_grant', 'InvalidSignature'],
		['other claims', () => ({ assertion: swapped }), 400, 'invalid_grant', 'InvalidSignature'],
		[
			'an unknown certificate',
			() => ({ header: { kid: 'x' } }),
			500,
			'server_error',
			'ClientAuthenticationFailed',
		],
		[
			'the Application ID in place of the Client ID',
			() => ({ claims: { iss: 'EXAMPLE-APPLICATION-ID' } }),
			500,
			'server_error',
			'UnknownIntegration',
		],
		[
			'an unknown client',
			() => ({ claims: { iss: 'x' } }),
			401,
			'invalid_client',
			'UnknownIntegration',
		],
		[
			'another audience',
			() => ({
				claims: {
					aud: 'https://1234567.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token',
				},
			}),
			400,
			'invalid_grant',
			'TokenRejected',
		],
		['already over', () => ({ claims: { exp: seconds() } }), 400, 'invalid_grant', 'TokenRejected'],
		[
			'longer than an hour',
			() => ({ claims: { exp: seconds() + 3601 } }),
			400,
			'invalid_grant',
			'TokenRejected',
		],
		[
			'made in the future',
			() => ({ claims: { iat: seconds() + 120, exp: seconds() + 300 } }),
			400,
			'invalid_grant',
			'TokenRejected',
		],
		['no times', () => ({ claims: { iat: undefined } }), 400, 'invalid_request', 'TokenRejected'],
		[
			'another scope',
			() => ({ claims: { scope: ['restlets'] } }),
			400,
			'invalid_scope',
			'ScopeMismatched',
		],
		[
			'no assertion',
			() => ({ form: (form) => ({ ...form, client_assertion: '' }) }),
			400,
			'invalid_request',
			'ClientAuthenticationFailed',
		],
		[
			'no JWT',
			() => ({ assertion: () => 'abc' }),
			400,
			'invalid_request',
			'ClientAuthenticationFailed',
		],
		[
			'another grant',
			() => ({ form: (form) => ({ ...form, grant_type: 'authorization_code' }) }),
			400,
			'unsupported_grant_type',
			'TokenRejected',
		],
		[
			'a body that is no form',
			() => ({ headers: { 'content-type': 'application/json' } }),
			400,
			'invalid_request',
			'TokenRejected',
		],
	])('%s', async (_, given, status, error, detail) => {
		expect(await requestToken(sandbox, given())).toEqual({ status, body: { error } });
		expect(lastDetail()).toBe(detail);
		expect(sandbox.tokens.made()).toBe(0);
	});

	test.each<[string, Partial<OAuth2Setup>, number, string]>([
		['a blocked integration', { isBlocked: true }, 401, 'invalid_client'],
		['the grant switched off', { isGrantOn: false }, 400, 'unauthorized_client'],
		['no scope for REST', { scopes: ['restlets'] }, 400, 'invalid_scope'],
		['an array where text is wanted', { scopeForm: 'text' }, 400, 'invalid_request'],
		[
			'any refusal as 401, if NetSuite should do so',
			{ isGrantOn: false, refusalStatus: 401 },
			401,
			'unauthorized_client',
		],
	])('%s', async (_, oauth2, status, error) => {
		await open({ oauth2 });
		expect(await requestToken(sandbox)).toEqual({ status, body: { error } });
	});

	test('a revoked certificate', async () => {
		const [mapping] = [
			makeCertificate(
				{ type: 'ec', namedCurve: 'prime256v1' },
				{ from: fromNow(-1), to: fromNow(9) },
			),
		];
		await open({
			oauth2: {
				mappings: [{ certificateId: 'own', certificate: mapping.certificate, isRevoked: true }],
			},
		});
		const given = { header: { kid: 'own' }, privateKey: mapping.privateKey };
		expect((await requestToken(sandbox, given)).body).toEqual({ error: 'invalid_grant' });
	});

	test('a certificate once its two years are over', async () => {
		expect((await requestToken(sandbox)).status).toBe(200);
		sandbox.clock.forward(731 * 86_400);
		expect((await requestToken(sandbox)).body).toEqual({ error: 'invalid_grant' });
	});

	test('a certificate of RSA 2048', async () => {
		const privateKey = await openWith({ type: 'rsa', modulusLength: 2048 });
		const header = { kid: 'own', alg: 'PS256' };
		expect((await requestToken(sandbox, { header, privateKey })).status).toBe(500);
	});

	test('an assertion used twice, where the seed says so', async () => {
		const twice = async () => {
			const text = assertionFor(sandbox);
			const given = { assertion: () => text };
			await requestToken(sandbox, given);
			return (await requestToken(sandbox, given)).status;
		};
		expect(await twice()).toBe(200);
		await open({ oauth2: { replay: 'refused' } });
		expect(await twice()).toBe(400);
	});

	test.each(['ADMI_LOGIN_OAUTH2', 'ADMI_RESTWEBSERVICES'])(
		'a role without %s',
		async (permission) => {
			const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'objects-'));
			fs.cpSync(path.join(ROOT, 'netsuite/src/Objects'), folder, { recursive: true });
			const file = path.join(folder, 'customrole_amzstl_settlement.xml');
			const xml = fs.readFileSync(file, 'utf8');
			expect(xml).toContain(`<permkey>${permission}</permkey>`);
			fs.writeFileSync(
				file,
				xml.replace(`<permkey>${permission}</permkey>`, '<permkey>X</permkey>'),
			);
			await open({ objectsDir: folder });
			expect((await requestToken(sandbox)).body).toEqual({ error: 'invalid_grant' });
			expect(lastDetail()).toBe('EntityOrRoleDisabled');
			fs.rmSync(folder, { recursive: true });
		},
	);
});

describe('tokens', () => {
	test('end after an hour', async () => {
		const authorization = await bearer();
		sandbox.clock.forward(3599);
		expect((await getWith(sandbox, authorization)).status).toBe(200);
		sandbox.clock.forward(1);
		expect(await getWith(sandbox, authorization)).toEqual({
			status: 401,
			challenge:
				'Bearer realm="1234567_SB1", error="invalid_token", error_description="Invalid login attempt."',
		});
		expect(lastDetail()).toBe('AccessTokenExpired');
	});

	test('are revoked all at once by a control path, which needs no login', async () => {
		const authorization = await bearer();
		await fetch(`${sandbox.url}/sandbox/tokens`, { method: 'DELETE' });
		expect((await getWith(sandbox, authorization)).status).toBe(401);
		expect(await (await fetch(`${sandbox.url}/sandbox/tokens`)).json()).toEqual({ made: 1 });
	});

	test('of another sandbox are not taken, and several of the same live side by side', async () => {
		const [one, other] = [await bearer(), await bearer()];
		expect((await getWith(sandbox, one)).status).toBe(200);
		expect((await getWith(sandbox, other)).status).toBe(200);
		await open();
		expect((await getWith(sandbox, one)).status).toBe(401);
	});

	test('changed by a letter are not taken', async () => {
		const authorization = await bearer();
		const [head, claims, signature] = authorization.split('.');
		const longer = Buffer.from(claims, 'base64url')
			.toString()
			.replace(/"exp":\d+/, '"exp":9999999999');
		const forged = `${head}.${Buffer.from(longer).toString('base64url')}.${signature}`;
		expect((await getWith(sandbox, forged)).status).toBe(401);
	});

	test('in a malformed header are a bad request', async () => {
		const { status, challenge } = await getWith(sandbox, 'Bearer a b');
		expect(status).toBe(400);
		expect(challenge).toContain('error="invalid_request"');
	});
});

test('the clock is moved by a control path and shown in every answer', async () => {
	const moved = await fetch(`${sandbox.url}/sandbox/clock`, {
		method: 'POST',
		body: JSON.stringify({ seconds: 7200 }),
	});
	expect(moved.status).toBe(204);
	const { headers } = await fetch(`${sandbox.url}/services/rest/record/v1/currency`);
	expect(Math.abs(Date.parse(headers.get('date') ?? '') - Date.now() - 7_200_000)).toBeLessThan(
		5000,
	);
	const wrong = await fetch(`${sandbox.url}/sandbox/clock`, {
		method: 'POST',
		body: '{"seconds":-1}',
	});
	expect(wrong.status).toBe(400);
});
