// The OAuth 2.0 credential against the sandbox, which verifies assertions with its own code: tokens are made, put
// on requests of every kind, sent to NetSuite alone, and what is wrong with the credential is said in words.
import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { NetSuiteOAuth2Api } from '../../credentials/NetSuiteOAuth2Api.credentials';
import { checkCertificate, readPrivateKey } from '../../nodes/shared/netsuite/api/privateKey';
import { makeCertificate } from '../../sandbox/certificates';
import type { Sandbox, SandboxOptions } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import { crypto } from '../support/node';
import { oauth2ValuesOf } from '../support/sandboxNode';
import { sharedSandbox } from '../support/sharedSandbox';

const sandbox = sharedSandbox();
const credential = new NetSuiteOAuth2Api();
const DAY = 86_400_000;

type Options = Partial<IHttpRequestOptions> & { uri?: string };
type Values = ICredentialDataDecryptedObject;

/** As far as n8n's own request function is used here. */
const helpers = {
	httpRequest: async ({ method, url, headers, body }: IHttpRequestOptions) => {
		const sent = { method, headers: headers as Record<string, string>, body: body as string };
		const response = await fetch(url, sent);
		return { statusCode: response.status, body: await response.text() };
	},
} as unknown as IHttpRequestHelper['helpers'];

async function tokenFor(values: Values): Promise<string> {
	const made = await credential.preAuthentication.call({ helpers } as IHttpRequestHelper, values);
	expect(Object.keys(made)).toEqual(['accessToken']);
	return String(made.accessToken);
}

async function problemOf(values: Values): Promise<{ message: string; description: string }> {
	return await tokenFor(values).then(
		() => {
			throw new Error('A token was made.');
		},
		(error: { message: string; description: string }) => error,
	);
}

async function authorized(options: Options, changes: Values = {}): Promise<Options> {
	const values = { ...oauth2ValuesOf(sandbox()), accessToken: 'token', ...changes };
	const authenticate = credential.authenticate as unknown as (
		given: Values,
		request: Options,
	) => Promise<Options>;
	return await authenticate(values, options);
}

async function withSandbox(options: SandboxOptions, run: (own: Sandbox) => Promise<void>) {
	const own = await createSandbox(options);
	try {
		await run(own);
	} finally {
		await own.close();
	}
}

test('a token is made and opens NetSuite, for the credential test as well', async () => {
	const accessToken = await tokenFor(oauth2ValuesOf(sandbox()));
	const { url, headers } = await authorized(credential.test.request as Options, { accessToken });
	expect(headers).toEqual({ Authorization: `Bearer ${accessToken}` });
	const response = await fetch(url ?? '', { headers: headers as Record<string, string> });
	expect(response.status).toBe(200);
});

test.each(['array', 'text'] as const)('NetSuite may want the scope as %s', async (scopeForm) => {
	await withSandbox({ oauth2: { scopeForm, expiresIn: 'text' } }, async (own) => {
		await tokenFor(oauth2ValuesOf(own));
		expect(own.requests.counters.token).toBe(scopeForm === 'array' ? 1 : 2);
	});
});

test('blanks around what is pasted do no harm, nor does a slash after the base URL', async () => {
	const { url, oauth2 } = sandbox();
	await tokenFor({
		...oauth2ValuesOf(sandbox()),
		clientId: ` ${oauth2.clientId}\n`,
		certificateId: `${oauth2.certificateId} `,
		baseUrl: `${url}/`,
	});
});

describe('requests', () => {
	const RECORD = '/services/rest/record/v1/currency/1';
	test.each<[string, () => Options]>([
		['relative', () => ({ url: RECORD })],
		['absolute', () => ({ url: sandbox().url + RECORD })],
		['with a base URL of their own', () => ({ url: RECORD, baseURL: sandbox().url })],
	])('%s', async (_, options) => {
		const { url, method, headers, qs } = await authorized({ ...options(), qs: { limit: 1 } });
		expect(url).toBe(`${sandbox().url}${RECORD}?limit=1`);
		expect([method, qs, headers]).toEqual(['GET', undefined, { Authorization: 'Bearer token' }]);
	});

	test('of the HTTP Request node keep uri and gain url', async () => {
		const { url, uri } = await authorized({ uri: sandbox().url + RECORD });
		expect([url, uri]).toEqual([sandbox().url + RECORD, sandbox().url + RECORD]);
	});

	test('authenticated twice carry the newer token only', async () => {
		const once = await authorized({ url: RECORD, headers: { authorization: 'Bearer old' } });
		const twice = await authorized(once, { accessToken: 'newer' });
		expect(twice.headers).toEqual({ Authorization: 'Bearer newer' });
	});

	test.each([
		'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/x',
		'https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=6',
	])('go to %s', async (url) => {
		expect((await authorized({ url }, { baseUrl: '' })).url).toBe(url);
	});

	test.each([
		'https://example.com/services/rest/x',
		'https://7654321.suitetalk.api.netsuite.com/x',
		'http://1234567-sb1.suitetalk.api.netsuite.com/x',
		'https://1234567-sb1.suitetalk.api.netsuite.com.example.com/x',
		'https://1234567-sb1.example.com/netsuite.com',
	])('never go to %s', async (url) => {
		await expect(authorized({ url }, { baseUrl: '' })).rejects.toThrow(/is not sent to/);
	});
});

describe('what is wrong is said before NetSuite is asked', () => {
	const pair = (from: number, to: number) =>
		makeCertificate(
			{ type: 'ec', namedCurve: 'prime256v1' },
			{ from: new Date(Date.now() + from * DAY), to: new Date(Date.now() + to * DAY) },
		);
	test.each<[string, () => Values, RegExp]>([
		['no Certificate ID', () => ({ certificateId: ' ' }), /is incomplete/],
		[
			'another account ID',
			() => ({ accountId: 'evil.example/', baseUrl: '' }),
			/is not a NetSuite account/,
		],
		[
			'a certificate in place of the key',
			() => ({ privateKey: sandbox().oauth2.certificate }),
			/holds the certificate/,
		],
		[
			'the certificate of another key',
			() => ({ certificate: pair(-1, 9).certificate }),
			/do not belong together/,
		],
		[
			'a key in place of the certificate',
			() => ({ certificate: sandbox().oauth2.privateKey }),
			/holds no certificate/,
		],
		[
			'an expired certificate',
			() => ({ ...pair(-731, -1) }),
			/The certificate ended on \d{4}-\d\d-\d\d/,
		],
	])('%s', async (_, changes, message) => {
		const problem = await problemOf({ ...oauth2ValuesOf(sandbox()), ...changes() });
		expect(problem.message).toMatch(message);
		expect(sandbox().requests.counters.total).toBe(0);
	});

	test('the days a certificate has left', () => {
		const { privateKey, certificate } = pair(-1, 100.5);
		const { key } = readPrivateKey(privateKey);
		expect(checkCertificate(certificate.split('\n').join(' '), key, Date.now()).daysLeft).toBe(100);
	});
});

describe('what NetSuite refuses is said with the checklist', () => {
	const another = crypto.generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
	const privateKey = another.export({ type: 'pkcs8', format: 'pem' }).toString();
	test.each<[string, Values, RegExp]>([
		['another key', { privateKey }, /invalid_grant, status 400/],
		[
			'another client',
			{ clientId: 'x' },
			/invalid_client, status 401.*does not know the Client ID/,
		],
		['the Application ID', { clientId: 'EXAMPLE-APPLICATION-ID' }, /server_error, status 500/],
		['another certificate', { certificateId: 'x' }, /server_error, status 500/],
	])('%s', async (_, changes, message) => {
		const problem = await problemOf({ ...oauth2ValuesOf(sandbox()), ...changes });
		expect(problem.message).toMatch(message);
		expect(problem.description).toMatch(/Client ID.*Certificate ID.*Login Audit Trail/);
		expect(sandbox().requests.counters).toMatchObject({ token: 1, total: 1 });
	});
});

test('secrets are hidden in the editor, and the key has room for its lines', () => {
	const hidden = credential.properties
		.filter(({ typeOptions }) => typeOptions?.password === true)
		.map(({ name }) => name);
	expect(hidden).toEqual(expect.arrayContaining(['privateKey', 'accessToken']));
	const key = credential.properties.find(({ name }) => name === 'privateKey');
	expect(key?.typeOptions?.rows).toBe(4);
	// n8n fills the field only when it is '', not when it is missing.
	expect(credential.properties.find(({ name }) => name === 'accessToken')?.default).toBe('');
});
