// A proxy in front of the embedded NetSuite that alters one reply, chosen by its place since start(), so that
// an assumption does not hold. The Host header goes along, so signatures stay valid.
import { http, type net } from '../support/node';

interface Passed {
	status: number;
	headers: Record<string, string>;
	text: string;
}

export type Alteration = (reply: Passed) => Passed;

export interface AlteringProxy {
	url: string;
	/** Counts anew; from then on the reply at this place is altered. */
	start(at?: number, alter?: Alteration): void;
	/** Requests since start(). */
	seen(): number;
	close(): Promise<void>;
}

type Json = unknown;

function mapLeaves(value: Json, leaf: (value: Json) => Json, name = (key: string) => key): Json {
	if (Array.isArray(value)) {
		return value.map((one) => mapLeaves(one, leaf, name));
	}
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([key, one]) => [name(key), mapLeaves(one, leaf, name)]),
		);
	}
	return leaf(value);
}

function inBody(change: (body: Json) => Json): Alteration {
	return (reply) => {
		const text = reply.text === '' ? '' : JSON.stringify(change(JSON.parse(reply.text)));
		return { ...reply, text };
	};
}

const OTHER_VALUE = (value: Json): Json =>
	typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : 'altered';

const REFUSAL = { 'o:errorDetails': [{ detail: 'Altered.', 'o:errorCode': 'USER_ERROR' }] };

/** Refused becomes done, done becomes refused, values become others, nothing is found, names are shouted. */
export const ALTERATIONS: Alteration[] = [
	() => ({ status: 204, headers: {}, text: '' }),
	() => ({ status: 400, headers: {}, text: JSON.stringify(REFUSAL) }),
	inBody((body) => mapLeaves(body, OTHER_VALUE)),
	inBody((body) =>
		mapLeaves(
			body,
			(value) => value,
			(key) => key.toUpperCase(),
		),
	),
	inBody((body) => ({ ...(body as object), items: [], count: 0, totalResults: 0 })),
	inBody((body) => {
		const { items = [] } = body as { items?: object[] };
		return { ...(body as object), items: items.map((item) => ({ ...item, missing: null })) };
	}),
];

function texts(headers: http.IncomingHttpHeaders): Record<string, string> {
	const kept = Object.entries(headers).filter(
		([name]) => !['content-length', 'connection', 'transfer-encoding'].includes(name),
	);
	return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

export async function alteringProxy(target: string): Promise<AlteringProxy> {
	let count = 0;
	let place: number | undefined;
	let change: Alteration | undefined;
	const pass = async (
		method: string,
		address: string,
		headers: http.IncomingHttpHeaders,
		body: Buffer,
	) =>
		await new Promise<Passed>((resolve, reject) => {
			const request = http.request(target + address, { method, headers }, (response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						headers: texts(response.headers),
						text: Buffer.concat(chunks).toString('utf8'),
					}),
				);
			});
			request.on('error', reject);
			request.end(body);
		});
	const server = http.createServer((message, response) => {
		const chunks: Buffer[] = [];
		message.on('data', (chunk: Buffer) => chunks.push(chunk));
		message.on('end', () => {
			const at = count++;
			const { method = 'GET', url = '/', headers } = message;
			void pass(method, url, headers, Buffer.concat(chunks)).then((reply) => {
				const sent = change !== undefined && at === place ? change(reply) : reply;
				response.writeHead(sent.status, sent.headers);
				response.end(sent.status === 204 ? '' : sent.text);
			});
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
		start: (at, alter) => {
			[count, place, change] = [0, at, alter];
		},
		seen: () => count,
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
			});
		},
	};
}
