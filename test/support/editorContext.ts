// As far as n8n's own context of the editor is used here: a signed request with its whole answer, and the parameters of
// the node that is open.
import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { NetSuiteTbaApi } from '../../credentials/NetSuiteTbaApi.credentials';
import type { Sandbox } from '../../sandbox/sandbox';

interface Request {
	method: string;
	headers: Record<string, string>;
	body: string;
}

export function editorContext(
	of: Sandbox,
	parameters: Record<string, string> = {},
): ILoadOptionsFunctions {
	const { account, url: baseUrl } = of;
	const credential = new NetSuiteTbaApi();
	const httpRequestWithAuthentication = async (
		type: string,
		options: Request & { url: string },
	) => {
		expect(type).toBe(credential.name);
		const authenticate = credential.authenticate as unknown as (
			values: object,
			given: object,
		) => Promise<Request & { url: string }>;
		const { url, headers } = await authenticate({ ...account, baseUrl }, options);
		const { method, body } = options;
		const response = await fetch(url, { method, headers, body });
		return {
			statusCode: response.status,
			headers: Object.fromEntries(response.headers),
			body: await response.text(),
		};
	};
	return {
		helpers: { httpRequestWithAuthentication },
		getCredentials: async () => ({ ...account, baseUrl }),
		getCurrentNodeParameter: (name: string) => parameters[name] ?? 'tba',
	} as unknown as ILoadOptionsFunctions;
}
