// Token-based authentication over HTTP: what is let in, and the one answer for everything that is not.
import { openClient, type Client } from './client';
import type { SignedRequest } from '../support/signedFetch';

const CATALOG = '/record/v1/metadata-catalog?select=customer';

let client: Client;
let time = Date.now();

beforeEach(async () => {
	time = Date.now();
	client = await openClient({ now: () => new Date(time) });
});

afterEach(async () => {
	await client.sandbox.close();
});

const lastDetail = () => client.sandbox.auditTrail.at(-1)?.detail;
const secondsFromNow = (seconds: number) => String(Math.floor(Date.now() / 1000) + seconds);

test('a signed request is let in, with a signed query that needs encoding', async () => {
	const { status } = await client.send('/record/v1/invoice?q=memo%20IS%20%22a%20b!*%22&limit=5');
	expect(status).toBe(200);
});

test('a signed OPTIONS is answered 204', async () => {
	expect((await client.send('/*', { method: 'OPTIONS' })).status).toBe(204);
});

test('the catalogue lists the record types asked for', async () => {
	const { status, body } = await client.send(CATALOG);
	expect(status).toBe(200);
	expect(body).toMatchObject({ items: [{ name: 'customer' }] });
});

test.each<[string, string, SignedRequest]>([
	['a wrong signature', 'InvalidSignature', { signature: 'AAAA' }],
	['another algorithm', 'UnknownAlgorithm', { oauth: { oauth_signature_method: 'HMAC-SHA1' } }],
	['another version', 'VersionRejected', { oauth: { oauth_version: '2.0' } }],
	['an unknown consumer key', 'consumer_key_unknown', { oauth: { oauth_consumer_key: 'x' } }],
	['an unknown token', 'token_rejected', { oauth: { oauth_token: 'x' } }],
	['the realm of another account', 'token_rejected', { oauth: { realm: '7654321' } }],
	['the realm as the host spells it', 'token_rejected', { oauth: { realm: '1234567-sb1' } }],
	[
		'a clock six minutes late',
		'InvalidTimestamp',
		{ oauth: { oauth_timestamp: secondsFromNow(-360) } },
	],
	[
		'a clock six minutes early',
		'InvalidTimestamp',
		{ oauth: { oauth_timestamp: secondsFromNow(360) } },
	],
	['a nonce of five characters', 'nonce_rejected', { oauth: { oauth_nonce: 'abcde' } }],
	['a missing nonce', 'MissingTokenPassportRequiredFields', { oauth: { oauth_nonce: undefined } }],
	['no OAuth at all', 'MissingTokenPassportRequiredFields', { header: () => 'Basic x' }],
	[
		'a parameter sent twice',
		'parameter_rejected',
		{ header: (header) => `${header}, oauth_version="1.0"` },
	],
	[
		'an empty parameter',
		'parameter_rejected',
		{ header: (header) => header.replace('oauth_version="1.0"', 'oauth_version=""') },
	],
])('%s is refused like any other, and logged as %s', async (_, detail, request) => {
	const { status, headers, body } = await client.send(CATALOG, request);
	expect(status).toBe(401);
	expect(headers.get('www-authenticate')).toBe(
		'OAuth realm="1234567_SB1", error="token_rejected", error_description="Invalid login attempt."',
	);
	expect(body).toMatchObject({
		type: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.2',
		title: 'Unauthorized',
		status: 401,
		'o:errorDetails': [{ 'o:errorCode': 'INVALID_LOGIN' }],
	});
	expect(lastDetail()).toBe(detail);
});

test('a nonce is good for one request', async () => {
	const oauth = { oauth_nonce: 'only-once', oauth_timestamp: secondsFromNow(0) };
	expect((await client.send(CATALOG, { oauth })).status).toBe(200);
	expect((await client.send(CATALOG, { oauth })).status).toBe(401);
	expect(lastDetail()).toBe('nonce_used');
});

test('five failures lock the token for half an hour', async () => {
	for (let attempt = 0; attempt < 5; attempt += 1) {
		await client.send(CATALOG, { signature: 'AAAA' });
	}
	expect((await client.send(CATALOG)).status).toBe(401);
	expect(lastDetail()).toBe('temporary_locked');
	time += 31 * 60_000;
	expect((await client.send(CATALOG)).status).toBe(200);
});
