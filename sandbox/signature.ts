// OAuth 1.0a signatures after RFC 5849 section 3.4, with HMAC-SHA256. Written for the sandbox alone:
// it shares no line with the signer of the nodes, so that the two check each other.
import { createHmac } from './node';

export type Parameter = [name: string, value: string];

/** RFC 3986: everything but letters, digits and `-._~` is encoded. */
export function percentEncode(value: string): string {
	return encodeURIComponent(value).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

function compare(left: string, right: string): number {
	return left < right ? -1 : left > right ? 1 : 0;
}

/** The base string; `url` is without its query, `parameters` are decoded and include the query's. */
export function baseString(method: string, url: string, parameters: Parameter[]): string {
	const normalized = parameters
		.map(([name, value]): Parameter => [percentEncode(name), percentEncode(value)])
		.sort(([n1, v1], [n2, v2]) => compare(n1, n2) || compare(v1, v2))
		.map(([name, value]) => `${name}=${value}`)
		.join('&');
	return [method.toUpperCase(), url, normalized].map(percentEncode).join('&');
}

export function sign(text: string, consumerSecret: string, tokenSecret: string): string {
	const key = `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;
	return createHmac('sha256', key).update(text).digest('base64');
}

/** The query as it was sent, decoded: a plus sign is a space, as in a form (RFC 5849 3.4.1.3.1). */
export function queryParameters(query: string): Parameter[] {
	return [...new URLSearchParams(query)];
}
