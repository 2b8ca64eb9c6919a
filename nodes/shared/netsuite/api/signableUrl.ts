// One absolute URL out of url, base URL and query object: exactly the text that is signed and sent.
// Left to the HTTP library, arrays become `ids[0]=1` and blanks `+`, and the signature no longer fits.
import { percentEncode } from './oauth1';

export interface UrlParts {
	url: string;
	baseUrl: string;
	/** Arrays become repeated keys; null and undefined are left out. */
	query?: object;
}

function joined(baseUrl: string, url: string): string {
	if (/^https?:\/\//i.test(url)) {
		return url;
	}
	return `${baseUrl.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
}

function queryText(query: object): string[] {
	return Object.entries(query).flatMap(([name, value]: [string, unknown]) =>
		(Array.isArray(value) ? value : [value])
			.filter((one) => one !== null && one !== undefined)
			.map((one) => `${percentEncode(name)}=${percentEncode(String(one))}`),
	);
}

/** Parameters already in the url stay first; a fragment is dropped, it is never sent. */
export function signableUrl({ url, baseUrl, query = {} }: UrlParts): string {
	const [address, existing = ''] = joined(baseUrl, url)
		.replace(/#.*$/, '')
		.split(/\?(.*)/s);
	const parameters = [...existing.split('&').filter((part) => part !== ''), ...queryText(query)];
	return parameters.length === 0 ? address : `${address}?${parameters.join('&')}`;
}
