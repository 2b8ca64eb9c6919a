// The nodes' NetSuite client without n8n: plain HTTP over kept connections and real pauses, as n8n's transport
// has them. Every request is noted, so that it can be told what the account's slots did meanwhile.
import type { NetSuiteClient, Transport } from '../../nodes/shared/netsuite/api/client';
import { createClient } from '../../nodes/shared/netsuite/api/client';
import { authorization } from '../../nodes/shared/netsuite/api/oauth1';
import { signableUrl } from '../../nodes/shared/netsuite/api/signableUrl';
import { keptConnections, nonce, secondsNow, send, sleep } from '../node';
import type { OwnSandbox } from './ownSandbox';

const connections = keptConnections();

export function benchClient(sandbox: OwnSandbox, concurrency: number): NetSuiteClient {
	const transport: Transport = {
		async send({ method, path, query, headers, body }) {
			const start = secondsNow();
			const url = signableUrl({ url: path, baseUrl: sandbox.url, query });
			const timestamp = String(Math.floor(Date.now() / 1000));
			const signed = authorization(sandbox.account, { method, url, nonce: nonce(), timestamp });
			const answer = await send(connections, url, {
				method,
				headers: { 'content-type': 'application/json', ...headers, authorization: signed },
				body: body === undefined ? '' : JSON.stringify(body),
			});
			sandbox.sent.push({
				isPosting: method === 'POST' && !path.includes('/query/'),
				start,
				end: secondsNow(),
			});
			return {
				status: answer.status,
				headers: answer.headers,
				body: answer.text === '' ? undefined : (JSON.parse(answer.text) as unknown),
			};
		},
		sleep,
		random: () => Math.random(),
		isCancelled: () => false,
	};
	return createClient(transport, concurrency);
}
