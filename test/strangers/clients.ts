// NetSuite clients that other people wrote, each behind the same few deeds, as far as it has them. They are
// loaded unmodified from the cache that setUp.mjs fills. What a client cannot do is left out, and listed.
import {
	childProcess,
	crypto,
	execPath,
	http,
	nodeRequire,
	path,
	replaceFetch,
	ROOT,
} from '../support/node';
import { makeCertificate } from '../../sandbox/certificates';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox';

export interface Page {
	items: Array<Record<string, unknown>>;
	next?: string;
}

/** What a refused request comes to: status, and the words the client passes on. */
export interface Refused {
	status: number;
	words: string;
}

export interface Stranger {
	/** Returns the internal id. */
	create(type: string, body: object): Promise<string>;
	read(type: string, id: string): Promise<Record<string, unknown>>;
	patch(type: string, id: string, body: object): Promise<void>;
	upsert(type: string, externalId: string, body: object): Promise<void>;
	/** All rows, and how many pages they came in. */
	pages(q: string, size: number): Promise<{ rows: Array<Record<string, unknown>>; pages: number }>;
	refused(type: string, body: object): Promise<Refused>;
	/** Whether each record was made. */
	batch?(type: string, items: object[]): Promise<boolean[]>;
}

const SET_UP = path.join(ROOT, 'test', 'strangers', 'setUp.mjs');
const RECORDS = 'services/rest/record/v1';
const COLLECTION = {
	prefer: 'respond-async',
	'content-type': 'application/vnd.oracle.resource+json; type=collection',
};

type Load = (name: string) => unknown;

function loaded(): Load {
	const { stdout, status } = childProcess.spawnSync(execPath, [SET_UP], { encoding: 'utf8' });
	const folder = stdout.trim().split('\n').at(-1) ?? '';
	if (status !== 0) {
		throw new Error(`The strangers' clients are not installed: ${stdout}`);
	}
	return nodeRequire(path.join(folder, 'package.json'));
}

function idIn(location: unknown): string {
	return String(location).split('/').at(-1) ?? '';
}

function nextIn(links: unknown): string | undefined {
	return (links as Array<{ rel: string; href: string }>).find(({ rel }) => rel === 'next')?.href;
}

async function allPages(first: string, read: (address: string) => Promise<Page>) {
	const rows: Page['items'] = [];
	let pages = 0;
	for (let next: string | undefined = first; next !== undefined; pages += 1) {
		const page: Page = await read(next);
		rows.push(...page.items);
		next = page.next;
	}
	return { rows, pages };
}

function wordsIn(body: unknown): string {
	const { 'o:errorDetails': details = [] } = (body ?? {}) as {
		'o:errorDetails'?: Array<{ detail: string }>;
	};
	return details[0]?.detail ?? '';
}

interface Reply {
	status: number;
	headers: Record<string, unknown>;
	data: unknown;
}

type Send = (
	method: string,
	path: string,
	body?: object,
	headers?: Record<string, string>,
) => Promise<Reply>;

async function tasksOf(send: Send, location: string): Promise<boolean[]> {
	for (;;) {
		const { data } = await send('GET', location);
		if ((data as { completed: boolean }).completed) {
			const tasks = (await send('GET', `${location}/task`)).data as {
				items: Array<{ progress: string }>;
			};
			return tasks.items.map(({ progress }) => progress === 'succeeded');
		}
	}
}

/** All deeds of a client that sends any request and hands back status, headers and body. */
function bySending(send: Send, url: string): Required<Stranger> {
	const at = (rest: string) => `${url}/${RECORDS}/${rest}`;
	const body = ({ data }: Reply) => data as Record<string, unknown>;
	return {
		create: async (type, record) => idIn((await send('POST', at(type), record)).headers.location),
		read: async (type, id) => body(await send('GET', at(`${type}/${id}`))),
		patch: async (type, id, change) => void (await send('PATCH', at(`${type}/${id}`), change)),
		upsert: async (type, key, record) => void (await send('PUT', at(`${type}/eid:${key}`), record)),
		pages: async (q, size) =>
			await allPages(
				`${url}/services/rest/query/v1/suiteql?limit=${size}&offset=0`,
				async (address) => {
					const page = body(await send('POST', address, { q }, { prefer: 'transient' }));
					return { items: page.items as Page['items'], next: nextIn(page.links) };
				},
			),
		refused: async (type, record) => {
			const { status, data } = await send('POST', at(type), record);
			return { status, words: wordsIn(data) };
		},
		batch: async (type, items) => {
			const { headers } = await send('POST', at(type), { items }, COLLECTION);
			return await tasksOf(send, String(headers.location));
		},
	};
}

function withoutBatch(stranger: Stranger): Stranger {
	return { ...stranger, batch: undefined };
}

function axiosClient(load: Load, { url, account }: Sandbox): Stranger {
	const { default: axios } = load('axios') as { default: (request: object) => Promise<Reply> };
	const send: Send = async (method, address, data, headers = {}) => {
		const authorization = signedByOAuth1(load, account, method, address);
		return await axios({
			url: address,
			method,
			data,
			validateStatus: () => true,
			headers: { 'content-type': 'application/json', ...headers, ...authorization },
		});
	};
	return bySending(send, url);
}

function signedByOAuth1(
	load: Load,
	account: Sandbox['account'],
	method: string,
	url: string,
): Record<string, string> {
	const OAuth = load('oauth-1.0a') as new (options: object) => {
		authorize(request: object, token: object): object;
		toHeader(signed: object): Record<string, string>;
	};
	const oauth = new OAuth({
		realm: account.accountId,
		signature_method: 'HMAC-SHA256',
		consumer: { key: account.consumerKey, secret: account.consumerSecret },
		hash_function: (base: string, key: string) =>
			crypto.createHmac('sha256', key).update(base).digest('base64'),
	});
	const token = { key: account.tokenId, secret: account.tokenSecret };
	return oauth.toHeader(oauth.authorize({ url, method }, token));
}

function netsuiteRest(load: Load, { url, account }: Sandbox): Stranger {
	interface GotReply {
		statusCode: number;
		headers: Record<string, unknown>;
		data: unknown;
	}
	const Client = load('netsuite-rest') as new (options: object) => {
		request(request: object): Promise<GotReply>;
	};
	const client = new Client({
		consumer_key: account.consumerKey,
		consumer_secret_key: account.consumerSecret,
		token: account.tokenId,
		token_secret: account.tokenSecret,
		realm: account.accountId,
		base_url: url,
	});
	const send: Send = async (method, address, data, heads = {}) => {
		const body = data === undefined ? '' : JSON.stringify(data);
		const request = { method, path: address.slice(`${url}/services/rest/`.length), body, heads };
		try {
			const { statusCode: status, headers, data: answer } = await client.request(request);
			return { status, headers, data: answer };
		} catch (problem) {
			// It throws on every refusal, with the reply in the error.
			const { response } = problem as { response?: { statusCode: number; body: string } };
			if (response === undefined) {
				throw problem as Error;
			}
			return { status: response.statusCode, headers: {}, data: JSON.parse(response.body) };
		}
	};
	return {
		...withoutBatch(bySending(send, url)),
		// It copies the reply and so loses the headers: the new record is found by its external id.
		create: async (type, record) => {
			await send('POST', `${url}/${RECORDS}/${type}`, record);
			const { externalId } = record as { externalId: string };
			const { data } = await send('GET', `${url}/${RECORDS}/${type}/eid:${externalId}`);
			return (data as { id: string }).id;
		},
	};
}

function fye(load: Load, { url, account }: Sandbox): Stranger {
	interface FyeReply {
		statusCode: number;
		headers: Record<string, unknown>;
		body: Record<string, unknown>;
	}
	const { makeRequest } = load('@fye/netsuite-rest-api') as {
		makeRequest(config: object, request: object): Promise<FyeReply>;
	};
	const config = {
		testEnv: true,
		netsuiteApiHost: url.slice('http://'.length),
		consumerKey: account.consumerKey,
		consumerSecret: account.consumerSecret,
		netsuiteAccountId: account.accountId,
		netsuiteTokenKey: account.tokenId,
		netsuiteTokenSecret: account.tokenSecret,
	};
	const send: Send = async (method, address, query) => {
		const request = { method, requestType: 'record', path: address.slice(url.length + 1), query };
		const { statusCode: status, headers, body } = await makeRequest(config, request);
		return { status, headers, data: body };
	};
	return {
		...withoutBatch(bySending(send, url)),
		pages: async (query, size) =>
			await allPages('', async (nextUrl) => {
				const { body } = await makeRequest(
					{ ...config, netsuiteQueryLimit: size },
					{ query, method: 'POST', requestType: 'suiteql', nextUrl: nextUrl || undefined },
				);
				const next = body.hasMore ? nextIn(body.links) : undefined;
				return { items: body.items as Page['items'], next };
			}),
	};
}

/** The SDK speaks to Oracle's own hosts only: its fetch goes to the sandbox, as through a front with TLS. */
function throughFront(url: string): typeof fetch {
	return async (input, { method = 'GET', headers, body } = {}) => {
		const address = new URL(String(input));
		const plain = Object.fromEntries(new Headers(headers));
		const passed = { ...plain, host: address.host, 'x-forwarded-proto': 'https' };
		return await new Promise<Response>((resolve, reject) => {
			const path = address.pathname + address.search;
			const request = http.request(url + path, { method, headers: passed }, (message) => {
				const chunks: Buffer[] = [];
				message.on('data', (chunk: Buffer) => chunks.push(chunk));
				message.on('end', () => {
					const status = message.statusCode ?? 0;
					const text = status === 204 ? null : Buffer.concat(chunks).toString('utf8');
					resolve(new Response(text, { status, headers: message.headers as HeadersInit }));
				});
			});
			request.on('error', reject);
			request.end(body as string | undefined);
		});
	};
}

function brokenRubik(load: Load, { url, account }: Sandbox, privateKey: string): Stranger {
	interface Sdk {
		createRecord(type: string, body: object): Promise<{ id: string }>;
		getRecord(type: string, id: string): Promise<Record<string, unknown>>;
		updateRecord(type: string, id: string, body: object): Promise<unknown>;
		upsertRecord(type: string, externalId: string, body: object): Promise<unknown>;
		suiteql(
			q: string,
			options: object,
		): Promise<{ items: Array<Record<string, unknown>>; hasMore: boolean }>;
		batchCreate(
			type: string,
			items: object[],
		): Promise<{ wait(options: object): Promise<{ results: Array<{ success: boolean }> }> }>;
	}
	const { NetSuiteClient } = load('@brokenrubik/netsuite-sdk') as {
		NetSuiteClient: new (options: object) => Sdk;
	};
	replaceFetch(throughFront(url));
	const client = new NetSuiteClient({
		accountId: account.accountId,
		clientId: OAUTH2.clientId,
		privateKey,
		certificateId: OAUTH2.certificateId,
		maxRetries: 0,
	});
	return {
		create: async (type, body) => (await client.createRecord(type, body)).id,
		read: async (type, id) => await client.getRecord(type, id),
		patch: async (type, id, body) => void (await client.updateRecord(type, id, body)),
		upsert: async (type, key, body) => void (await client.upsertRecord(type, key, body)),
		pages: async (q, size) => {
			const rows: Array<Record<string, unknown>> = [];
			let pages = 0;
			for (let hasMore = true; hasMore; pages += 1) {
				const page = await client.suiteql(q, { limit: size, offset: pages * size });
				rows.push(...page.items);
				hasMore = page.hasMore;
			}
			return { rows, pages };
		},
		refused: async (type, body) => {
			const problem = await client.createRecord(type, body).then(
				() => new Error('it was not refused'),
				(error: Error) => error,
			);
			const { status = 0 } = problem as { status?: number };
			return { status, words: JSON.stringify(problem) + problem.message };
		},
		batch: async (type, items) => {
			const job = await client.batchCreate(type, items);
			const { results } = await job.wait({ pollInterval: 10 });
			return results.map(({ success }) => success);
		},
	};
}

const OAUTH2 = { clientId: 'client-of-a-stranger', certificateId: 'certificate-of-a-stranger' };
const DAY_MS = 86_400_000;

/** The sandbox that all of them talk to, by keys and tokens alike. */
export async function strangersSandbox(): Promise<{ sandbox: Sandbox; privateKey: string }> {
	const now = Date.now();
	const validity = { from: new Date(now - DAY_MS), to: new Date(now + DAY_MS) };
	const login = makeCertificate({ type: 'rsa', modulusLength: 3072 }, validity);
	const { clientId, certificateId } = OAUTH2;
	const sandbox = await createSandbox({
		oauth2: { clientId, mappings: [{ certificateId, certificate: login.certificate }] },
	});
	return { sandbox, privateKey: login.privateKey };
}

/** By name; those that replace fetch come last. */
export function strangers(sandbox: Sandbox, privateKey: string): Record<string, Stranger> {
	const load = loaded();
	return {
		'axios with oauth-1.0a': axiosClient(load, sandbox),
		'netsuite-rest': netsuiteRest(load, sandbox),
		'@fye/netsuite-rest-api': fye(load, sandbox),
		'@brokenrubik/netsuite-sdk': brokenRubik(load, sandbox, privateKey),
	};
}
