// The TBA signature (OAuth 1.0a, HMAC-SHA256): strings in, Authorization header out. Pure; clock and
// nonce are arguments. Source: Oracle help section_1534941088 and RFC 5849 section 3.4.
import { createHmac } from 'crypto';

import { NetSuiteError } from './netSuiteError';

export interface TbaTokens {
	/** Any spelling of the account id: `1234567_SB1`, `1234567-sb1`, an account URL. */
	accountId: string;
	consumerKey: string;
	consumerSecret: string;
	tokenId: string;
	tokenSecret: string;
}

export interface SignedRequest {
	method: string;
	/** Absolute, with every query parameter in place: exactly what goes over the wire. */
	url: string;
	nonce: string;
	/** Seconds since 1970. */
	timestamp: string;
}

type Pair = [name: string, value: string];

/** RFC 3986: encodeURIComponent leaves `! ' ( ) *` bare, OAuth does not. */
export function percentEncode(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/** The first host label of a pasted account URL, else the text itself. */
function accountName(accountId: string): string {
	const host = /^(?:https?:\/\/)?([^./\s]+)\.[^\s]*netsuite\.com/i.exec(accountId.trim());
	return host === null ? accountId.trim() : host[1];
}

/** `1234567_SB1`: the realm is upper case with underscores (Oracle help section_1546938065). */
export function realmOf(accountId: string): string {
	return accountName(accountId)
		.replace(/[\s-]+/g, '_')
		.toUpperCase();
}

/**
 * `https://1234567-sb1.suitetalk.api.netsuite.com`: the host is lower case with hyphens. Throws for any text
 * that is more than a name, because it would send the login to another host.
 */
export function hostOf(accountId: string): string {
	const label = accountName(accountId)
		.replace(/[\s_]+/g, '-')
		.toLowerCase();
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(label)) {
		throw new NetSuiteError(
			'CONFIGURATION_INCOMPLETE',
			`'${accountId}' is not a NetSuite account ID`,
			"Enter 'Account ID' as it stands in NetSuite under Setup > Company > Company Information, such as 1234567 or 1234567_SB1",
		);
	}
	return `https://${label}.suitetalk.api.netsuite.com`;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Query values are signed decoded and encoded again, so `%20` and `+` cannot be taken for each other. */
function queryPairs(query: string): Pair[] {
	return query
		.split('&')
		.filter((part) => part !== '')
		.map((part) => {
			const at = part.indexOf('=');
			return at < 0
				? [decoded(part), '']
				: [decoded(part.slice(0, at)), decoded(part.slice(at + 1))];
		});
}

function compare(left: string, right: string): number {
	return left < right ? -1 : left > right ? 1 : 0;
}

/** RFC 5849 3.4.1. The default port is left out, any other stays; realm and JSON bodies are never signed. */
export function baseString(method: string, url: string, oauth: Pair[]): string {
	const parsed = /^(https?):\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?/i.exec(url);
	if (parsed === null) {
		throw new Error(`'${url}' is not an absolute http(s) URL`);
	}
	const scheme = parsed[1].toLowerCase();
	const host = parsed[2].toLowerCase().replace(scheme === 'https' ? /:443$/ : /:80$/, '');
	const parameters = [...queryPairs(parsed[4] ?? ''), ...oauth]
		.map(([name, value]): Pair => [percentEncode(name), percentEncode(value)])
		.sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
		.map(([name, value]) => `${name}=${value}`)
		.join('&');
	const resource = `${scheme}://${host}${parsed[3] || '/'}`;
	return [method.toUpperCase(), percentEncode(resource), percentEncode(parameters)].join('&');
}

export function signature(base: string, consumerSecret: string, tokenSecret: string): string {
	const key = `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;
	return createHmac('sha256', key).update(base).digest('base64');
}

/** The value of the Authorization header for one attempt; a retry needs a new nonce and timestamp. */
export function authorization(tokens: TbaTokens, request: SignedRequest): string {
	const oauth: Pair[] = [
		['oauth_token', tokens.tokenId],
		['oauth_consumer_key', tokens.consumerKey],
		['oauth_nonce', request.nonce],
		['oauth_timestamp', request.timestamp],
		['oauth_signature_method', 'HMAC-SHA256'],
		['oauth_version', '1.0'],
	];
	const signed = signature(
		baseString(request.method, request.url, oauth),
		tokens.consumerSecret,
		tokens.tokenSecret,
	);
	const fields: Pair[] = [
		['realm', realmOf(tokens.accountId)],
		...oauth,
		['oauth_signature', signed],
	];
	return `OAuth ${fields.map(([name, value]) => `${name}="${percentEncode(value)}"`).join(', ')}`;
}
