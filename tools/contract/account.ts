// The account that probes look at: signed requests, queries, and records made with a prefix of this run's own,
// all of which are deleted at the end. Only NetSuite sandbox accounts and test drives are let in.
import { authorization, hostOf, realmOf } from '../../nodes/shared/netsuite/api/oauth1';

export interface Keys {
	accountId: string;
	consumerKey: string;
	consumerSecret: string;
	tokenId: string;
	tokenSecret: string;
}

export interface Ask {
	method?: string;
	headers?: Record<string, string>;
	body?: unknown;
	/** Instead of the right ones, for probes of the login. */
	nonce?: string;
	timestamp?: string;
	keys?: Keys;
}

export interface Reply {
	status: number;
	headers: Headers;
	/** Parsed where it is JSON. */
	body: Json;
	/** The detail of the first error, '' where there is none. */
	detail: string;
	/** The code of the first error, '' where there is none. */
	code: string;
	/** The internal id at the end of Location, '' where there is none. */
	id: string;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer may have any shape; probes say what they saw of it
export type Json = any;

const TEST_ACCOUNT = /^(\d+_SB\d+|TSTDRV\d+)$/;
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/;
const REFUSED =
	'The contract runs against a NetSuite sandbox account (1234567_SB1) or a test drive (TSTDRV1234567) only: it writes.';

/** The address of the account; throws for a production account before anything is sent. */
export function addressOf(accountId: string, baseUrl = ''): string {
	if (!TEST_ACCOUNT.test(realmOf(accountId))) {
		throw new Error(`${REFUSED} '${accountId}' is neither.`);
	}
	if (baseUrl !== '' && !LOOPBACK.test(baseUrl)) {
		throw new Error('A base URL of its own is for an imitation on this machine only.');
	}
	return baseUrl === '' ? hostOf(accountId) : baseUrl;
}

export type Rows = Array<Record<string, string>>;

export interface Account {
	/** All that this run makes begins with it. */
	prefix: string;
	/** A path behind /services/rest, or a whole address of a link. */
	ask(path: string, ask?: Ask): Promise<Reply>;
	query(q: string, params?: string[], page?: string): Promise<Reply>;
	/** The rows of a query that is a means, not what is looked at; throws when it fails. */
	rows(q: string, params?: string[]): Promise<Rows>;
	post(type: string, body: object, headers?: Record<string, string>): Promise<Reply>;
	/** Makes a record that is a means; throws when it is not made. */
	make(type: string, body: object): Promise<string>;
	/** A name or external id that nobody has used. */
	name(): string;
	/** Deletes all that was made, the latest first; names what could not be deleted. */
	cleanUp(): Promise<string[]>;
}

function jsonIn(text: string): Json {
	try {
		return text === '' ? {} : JSON.parse(text);
	} catch {
		return {};
	}
}

function replyFrom(response: Response, text: string): Reply {
	const body = jsonIn(text);
	const [first] = (body['o:errorDetails'] ?? []) as Array<Record<string, string>>;
	return {
		status: response.status,
		headers: response.headers,
		body,
		detail: first?.detail ?? '',
		code: first?.['o:errorCode'] ?? '',
		id: /\/record\/v1\/\w+\/(\d+)$/.exec(response.headers.get('location') ?? '')?.[1] ?? '',
	};
}

export function createAccount(keys: Keys, url: string): Account {
	const prefix = `AMZCT-${Date.now().toString(36)}`;
	const made: Array<[type: string, id: string]> = [];
	let names = 0;

	const ask = async (path: string, asked: Ask = {}): Promise<Reply> => {
		const { method = 'GET', headers = {}, body } = asked;
		const address = path.startsWith('http') ? path : `${url}/services/rest${path}`;
		const signed = authorization(asked.keys ?? keys, {
			method,
			url: address,
			nonce: asked.nonce ?? crypto.randomUUID(),
			timestamp: asked.timestamp ?? String(Math.floor(Date.now() / 1000)),
		});
		const response = await fetch(address, {
			method,
			headers: { 'content-type': 'application/json', ...headers, authorization: signed },
			body: body === undefined ? undefined : JSON.stringify(body),
			redirect: 'manual',
		});
		return replyFrom(response, await response.text());
	};
	const query = async (q: string, params?: string[], page = '') =>
		await ask(`/query/v1/suiteql${page}`, {
			method: 'POST',
			headers: { prefer: 'transient' },
			body: { q, params },
		});
	const noted = (type: string, reply: Reply): Reply => {
		if (reply.id !== '') {
			made.push([type, reply.id]);
		}
		return reply;
	};
	const post = async (type: string, body: object, headers?: Record<string, string>) => {
		const reply = await ask(`/record/v1/${type}`, { method: 'POST', body, headers });
		// A transform makes a record of another type than its path begins with.
		return noted(type.split('/').pop() ?? type, reply);
	};
	return {
		prefix,
		ask,
		query,
		post,
		rows: async (q, params) => {
			const { status, body, detail } = await query(q, params);
			if (status !== 200) {
				throw new Error(`a query was refused (${status}): ${detail}`);
			}
			return body.items as Rows;
		},
		make: async (type, body) => {
			const { status, id, detail } = await post(type, body);
			if (id === '') {
				throw new Error(`a ${type} could not be made (${status}): ${detail}`);
			}
			return id;
		},
		name: () => `${prefix}-${++names}`,
		cleanUp: async () => {
			const left: string[] = [];
			for (const [type, id] of made.splice(0).reverse()) {
				const { status, detail } = await ask(`/record/v1/${type}/${id}`, { method: 'DELETE' });
				if (status !== 204 && status !== 404) {
					left.push(`${type} ${id}: ${detail || status}`);
				}
			}
			return left;
		},
	};
}
