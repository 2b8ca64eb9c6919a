// The credential against the sandbox, which verifies every signature with its own code: options of our
// nodes, of n8n's HTTP Request node, of the credential test, and its own output signed again.
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { NetSuiteTbaApi } from '../../credentials/NetSuiteTbaApi.credentials';
import { sharedSandbox } from '../support/sharedSandbox';

const sandbox = sharedSandbox({ lockAfterFailures: 0 });
const credential = new NetSuiteTbaApi();
const authenticate = credential.authenticate as (
	values: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
) => Promise<IHttpRequestOptions>;

type Options = Partial<IHttpRequestOptions> & { uri?: string };

async function signed(options: Options, changes: Record<string, string> = {}): Promise<Options> {
	const { account, url } = sandbox();
	const values = { ...account, baseUrl: url, ...changes };
	return (await authenticate(values, options as IHttpRequestOptions)) as Options;
}

const RECORD = '/services/rest/record/v1';

/** Sends exactly what was signed: no query object, no base URL, nothing left to a library. */
async function statusOf({ method, url, headers, body }: Options): Promise<number> {
	const response = await fetch(url ?? '', {
		method,
		headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
		body: body as string | undefined,
	});
	await response.text();
	return response.status;
}

const relative = { url: `${RECORD}/currency/1` };

const accepted: Array<[title: string, options: () => Options]> = [
	['a relative url on the base URL of the credential', () => ({ ...relative, method: 'GET' })],
	['no method is a GET', () => relative],
	['a relative url on its own baseURL', () => ({ ...relative, baseURL: `${sandbox().url}/` })],
	[
		'an absolute url, which wins over baseURL',
		() => ({ url: sandbox().url + relative.url, baseURL: 'http://127.0.0.1:1' }),
	],
	['legacy options of the HTTP Request node', () => ({ uri: sandbox().url + relative.url })],
	['parameters in the url', () => ({ url: `${RECORD}/currency?limit=5` })],
	['parameters in qs', () => ({ url: `${RECORD}/currency`, qs: { limit: 5, offset: 0 } })],
	['parameters in both', () => ({ url: `${RECORD}/currency?limit=5`, qs: { offset: 5 } })],
	[
		'signs, blanks and quotes that encoders disagree about',
		() => ({ url: `${RECORD}/currency`, qs: { q: `name IS "a b+c'(d)*!~%&é=?/"` } }),
	],
	[
		'arrays as repeated keys, nothing for undefined and null',
		() => ({
			url: `${RECORD}/metadata-catalog`,
			qs: { select: ['customer', 'invoice'], gone: undefined, none: null },
		}),
	],
];

describe('the sandbox accepts the signature of', () => {
	test.each(accepted)('%s', async (_, options) => {
		expect(await statusOf(await signed(options()))).toBe(200);
	});

	test('a POST with a body and a query', async () => {
		const options: Options = {
			method: 'POST',
			url: '/services/rest/query/v1/suiteql',
			qs: { limit: 10, offset: 0 },
			headers: { Prefer: 'transient' },
			body: JSON.stringify({ q: 'SELECT id FROM currency ORDER BY id' }),
		};
		const result = await signed(options);
		expect(result.headers).toMatchObject({ Prefer: 'transient' });
		expect(await statusOf(result)).toBe(200);
	});

	test.each(['1234567_SB1', '1234567-sb1', ' 1234567 sb1 '])('account id %p', async (accountId) => {
		expect(await statusOf(await signed(relative, { accountId }))).toBe(200);
	});

	test('its own output, again and again, with a new nonce each time', async () => {
		const once = await signed({ url: `${RECORD}/currency`, qs: { limit: 5, q: 'name IS "a b"' } });
		const twice = await signed(once);
		const thrice = await signed(twice);
		expect([await statusOf(once), await statusOf(twice), await statusOf(thrice)]).toEqual([
			200, 200, 200,
		]);
		expect(thrice.url).toBe(once.url);
		const headers = [once, twice, thrice].map((one) => one.headers?.Authorization);
		expect(new Set(headers).size).toBe(3);
	});
});

test('the same signature twice is refused: nonces count', async () => {
	const once = await signed(relative);
	expect([await statusOf(once), await statusOf(once)]).toEqual([200, 401]);
});

test.each(['consumerKey', 'consumerSecret', 'tokenId', 'tokenSecret'])(
	'a wrong %s: 401',
	async (name) => {
		expect(await statusOf(await signed(relative, { [name]: 'wrong' }))).toBe(401);
	},
);

test('a new object: qs and baseURL are gone, what was handed in is untouched', async () => {
	const options: Options = {
		url: `${RECORD}/currency?limit=5`,
		baseURL: sandbox().url,
		qs: { offset: 5, tag: ['a b', 'c'], gone: undefined },
		headers: { Accept: 'application/json', authorization: 'old', AUTHORIZATION: 'older' },
		json: true,
	};
	const before = JSON.stringify(options);
	const result = await signed(options);
	expect(JSON.stringify(options)).toBe(before);
	expect(result).not.toHaveProperty('qs');
	expect(result).not.toHaveProperty('baseURL');
	expect(result.url).toBe(`${sandbox().url}${RECORD}/currency?limit=5&offset=5&tag=a%20b&tag=c`);
	expect(Object.keys(result.headers ?? {})).toEqual(['Accept', 'Authorization']);
	expect(result.headers?.Authorization).toMatch(/^OAuth realm="1234567_SB1", /);
	expect(result.json).toBe(true);
});

test('legacy options keep uri and gain url, both what is sent', async () => {
	const result = await signed({ uri: `${sandbox().url}${RECORD}/currency`, qs: { limit: 1 } });
	expect(result.uri).toBe(`${sandbox().url}${RECORD}/currency?limit=1`);
	expect(result.url).toBe(result.uri);
});

test("without a base URL it is the account's own host", async () => {
	const result = await signed(relative, { baseUrl: '' });
	expect(result.url).toBe(
		'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/currency/1',
	);
});

describe('the credential test', () => {
	test('asks something that the sandbox answers', async () => {
		const options = credential.test.request as Options;
		expect(await statusOf(await signed(options))).toBe(200);
	});

	test('a failed login has a rule that says what to check', async () => {
		const options = credential.test.request as Options;
		const status = await statusOf(await signed(options, { tokenSecret: 'wrong' }));
		const rule = credential.test.rules?.find(
			({ type, properties }) => type === 'responseCode' && properties.value === status,
		);
		expect(JSON.stringify(rule)).toMatch(/account ID.*clock.*Login Audit Trail/);
	});
});

test('secrets are hidden in the editor', () => {
	const hidden = credential.properties
		.filter(({ typeOptions }) => typeOptions?.password === true)
		.map(({ name }) => name);
	expect(hidden).toEqual(expect.arrayContaining(['consumerSecret', 'tokenSecret']));
});
