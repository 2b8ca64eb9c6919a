// A small TBA client for tests, written from RFC 5849 and independent of both the nodes' signer and the
// sandbox's: three implementations that have to agree.
import { crypto } from './node';

export interface Keys {
	accountId: string;
	consumerKey: string;
	consumerSecret: string;
	tokenId: string;
	tokenSecret: string;
}

export interface SignedRequest {
	method?: string;
	headers?: Record<string, string>;
	body?: unknown;
	/** OAuth parameters to send instead of the right ones; undefined leaves one out. */
	oauth?: Record<string, string | undefined>;
	/** Written as the signature instead of the right one. */
	signature?: string;
	/** Changes the finished Authorization header. */
	header?: (header: string) => string;
}

export interface Reply {
	status: number;
	headers: Headers;
	body: unknown;
}

function encode(value: string): string {
	return Array.from(Buffer.from(value, 'utf8'), (byte) => {
		const character = String.fromCharCode(byte);
		return /[A-Za-z0-9\-._~]/.test(character)
			? character
			: `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
	}).join('');
}

export function authorizationFor(
	keys: Keys,
	method: string,
	address: string,
	changed: Record<string, string | undefined> = {},
	wrongSignature?: string,
): string {
	const url = new URL(address);
	const oauth = Object.entries({
		oauth_consumer_key: keys.consumerKey,
		oauth_token: keys.tokenId,
		oauth_signature_method: 'HMAC-SHA256',
		oauth_timestamp: String(Math.floor(Date.now() / 1000)),
		oauth_nonce: crypto.randomUUID().replace(/-/g, ''),
		oauth_version: '1.0',
		...changed,
	}).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[0] !== 'realm');
	const pairs = [...url.searchParams, ...oauth].map((pair) => pair.map(encode));
	pairs.sort((one, other) => (one.join('\u0000') < other.join('\u0000') ? -1 : 1));
	const query = pairs.map((pair) => pair.join('=')).join('&');
	const base = [method, `${url.protocol}//${url.host}${url.pathname}`, query].map(encode).join('&');
	const key = [keys.consumerSecret, keys.tokenSecret].map(encode).join('&');
	const signature =
		wrongSignature ?? crypto.createHmac('sha256', key).update(base).digest('base64');
	const realm = changed.realm ?? keys.accountId;
	const parameters = [...oauth, ['oauth_signature', signature]];
	return `OAuth realm="${realm}", ${parameters
		.map(([name, value]) => `${name}="${encode(value)}"`)
		.join(', ')}`;
}

export async function signedFetch(
	keys: Keys,
	address: string,
	{ method = 'GET', headers = {}, body, oauth, signature, header = String }: SignedRequest = {},
): Promise<Reply> {
	const authorization = header(authorizationFor(keys, method, address, oauth, signature));
	const response = await fetch(address, {
		method,
		headers: { authorization, 'content-type': 'application/json', ...headers },
		body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
	});
	const text = await response.text();
	return {
		status: response.status,
		headers: response.headers,
		body: text === '' ? undefined : (JSON.parse(text) as unknown),
	};
}
