// Where a request of n8n goes and what it keeps: the options of our nodes, of n8n's HTTP Request node and of
// the credential test, made into one absolute URL. Run again on its own output it changes nothing.
import type { IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

import { signableUrl } from '../nodes/shared/netsuite/api/signableUrl';

/** n8n's HTTP Request node hands legacy options over: `uri` in place of `url`. */
type RequestOptions = IHttpRequestOptions & { uri?: string };

export interface Addressed {
	method: IHttpRequestMethods;
	/** Absolute, with every query parameter in place. */
	url: string;
	/** The options as they are sent, with this Authorization header in place of any before. */
	authorized(authorization: string): IHttpRequestOptions;
}

export function addressed(requestOptions: IHttpRequestOptions, baseUrl: () => string): Addressed {
	const { uri, baseURL, qs, headers, ...rest } = requestOptions as RequestOptions;
	const method = rest.method ?? 'GET';
	const address = uri ?? rest.url ?? '';
	const isAbsolute = /^https?:\/\//i.test(address);
	const url = signableUrl({
		url: address,
		baseUrl: baseURL || (isAbsolute ? '' : baseUrl()),
		query: qs,
	});
	return {
		method,
		url,
		authorized(authorization) {
			const kept = Object.entries(headers ?? {}).filter(
				([name]) => name.toLowerCase() !== 'authorization',
			);
			const options: RequestOptions = {
				...rest,
				method,
				url,
				headers: { ...Object.fromEntries(kept), Authorization: authorization },
			};
			return uri === undefined ? options : ({ ...options, uri: url } as RequestOptions);
		},
	};
}
