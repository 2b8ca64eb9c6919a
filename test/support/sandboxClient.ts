// Our NetSuite client on plain fetch, so that the flows run against the sandbox without n8n around
// them. Pauses are shortened and counted: a test waits for nothing it does not have to.
import type { NetSuiteClient, Transport } from '../../nodes/shared/netsuite/api/client';
import { createClient } from '../../nodes/shared/netsuite/api/client';
import { authorization } from '../../nodes/shared/netsuite/api/oauth1';
import { signableUrl } from '../../nodes/shared/netsuite/api/signableUrl';
import type { Sandbox } from '../../sandbox/sandbox';
import { crypto, wait } from './node';

export interface SandboxClient extends NetSuiteClient {
	/** Every pause the client asked for, in milliseconds. */
	pauses: number[];
	/** Nothing is sent any more, as after a cancel or a crash. */
	cancel(): void;
}

const PAUSE_MAX_MS = 5;

export function sandboxClient(
	sandbox: Pick<Sandbox, 'url' | 'account'>,
	concurrency = 4,
): SandboxClient {
	const pauses: number[] = [];
	let isCancelled = false;
	const transport: Transport = {
		async send({ method, path, query, headers, body }) {
			const url = signableUrl({ url: path, baseUrl: sandbox.url, query });
			const response = await fetch(url, {
				method,
				headers: {
					'content-type': 'application/json',
					...headers,
					authorization: authorization(sandbox.account, {
						method,
						url,
						nonce: crypto.randomUUID(),
						timestamp: String(Math.floor(Date.now() / 1000)),
					}),
				},
				body: body === undefined ? undefined : JSON.stringify(body),
			});
			const text = await response.text();
			return {
				status: response.status,
				headers: Object.fromEntries(response.headers),
				body: text === '' ? undefined : (JSON.parse(text) as unknown),
			};
		},
		async sleep(ms) {
			pauses.push(ms);
			await wait(Math.min(ms, PAUSE_MAX_MS));
		},
		random: () => Math.random(),
		origin: async () => await Promise.resolve(sandbox.url),
		isCancelled: () => isCancelled,
	};
	const client = createClient(transport, concurrency);
	return {
		...client,
		pauses,
		cancel() {
			isCancelled = true;
		},
	};
}
