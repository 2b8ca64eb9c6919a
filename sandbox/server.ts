// The HTTP side of the sandbox: a request comes in, is admitted, takes one of the account's slots, waits
// the latency, is carried out, and its answer goes out, unless a fault was ordered for it.
import { settle, type Answer, type Call } from './answer';
import { CONTROL_PREFIX } from './control';
import { tooManyRequests, unexpected } from './errors';
import type { Fault } from './faults';
import {
	createServer,
	performanceNow,
	randomBytes,
	sleep,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from './node';

export interface Exchange {
	/** Throws when the request is not signed as it should be. */
	admit(call: IncomingRequest): void;
	faultFor(method: string, path: string): Fault | undefined;
	/** Carries out an admitted request. */
	run(call: Omit<Call, 'books'>): Answer;
	control(request: IncomingRequest): Answer;
	/** Told of every request of NetSuite's once it is over; status 0 when it was cut. */
	count(request: IncomingRequest, status: number): void;
	latencyMs: number;
	concurrencyLimit: number;
	/** The clock that answers show in their header Date. */
	now(): Date;
}

export interface IncomingRequest {
	method: string;
	origin: string;
	/** Path and query, as sent. */
	target: string;
	path: string;
	headers: Record<string, string | undefined>;
	body: string;
}

const REST_PREFIX = '/services/rest/';
const KEEP_ALIVE_MS = 120_000;
const LARGEST_BODY = 100 * 1024 * 1024;

/** A front in between may speak TLS for the sandbox, as one does for a client that cannot do without. */
function schemeOf(headers: IncomingRequest['headers']): string {
	return headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
}

async function readRequest(message: IncomingMessage): Promise<IncomingRequest> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of message as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > LARGEST_BODY) {
			throw new Error('The request body is too large.');
		}
		chunks.push(chunk);
	}
	const target = message.url ?? '/';
	const headers = Object.fromEntries(
		Object.entries(message.headers).map(([name, value]) => [name, value?.toString()]),
	);
	return {
		method: message.method ?? 'GET',
		origin: `${schemeOf(headers)}://${headers.host ?? '127.0.0.1'}`,
		target,
		path: target.split('?', 1)[0],
		headers,
		body: Buffer.concat(chunks).toString('utf8'),
	};
}

function callOf(request: IncomingRequest): Omit<Call, 'books'> {
	const isRest = request.path.startsWith(REST_PREFIX);
	const segments = isRest ? request.path.slice(REST_PREFIX.length).split('/') : [];
	return {
		method: request.method,
		restUrl: `${request.origin}${REST_PREFIX.slice(0, -1)}`,
		segments: segments.filter(Boolean).map(decode),
		query: new URLSearchParams(request.target.split('?')[1] ?? ''),
		headers: request.headers,
		body: request.body,
	};
}

function decode(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

function send(response: ServerResponse, { status, headers = {}, body }: Answer, date: Date): void {
	const text = body === undefined ? '' : JSON.stringify(body);
	const type = text ? { 'content-type': 'application/vnd.oracle.resource+json' } : {};
	response.writeHead(status, { date: date.toUTCString(), ...type, ...headers });
	response.end(text);
}

export function createExchangeServer(exchange: Exchange): Server {
	let inFlight = 0;

	/** Carries out one admitted request inside the account's concurrency limit. */
	const carryOut = async (request: IncomingRequest, fault: Fault | undefined): Promise<Answer> => {
		if (inFlight >= exchange.concurrencyLimit || fault?.kind === 'status429') {
			throw tooManyRequests();
		}
		inFlight += 1;
		const over = performanceNow() + exchange.latencyMs;
		try {
			if (fault?.kind === 'slow') {
				await sleep(fault.delayMs ?? 1000);
			}
			if (fault?.kind === 'status500') {
				throw unexpected(randomBytes(10).toString('hex'));
			}
			return exchange.run(callOf(request));
		} finally {
			// What the work took is part of the latency, not added to it.
			await sleep(Math.max(over - performanceNow(), 0));
			inFlight -= 1;
		}
	};

	const answer = async (request: IncomingRequest, fault: Fault | undefined): Promise<Answer> => {
		const outcome = await new Promise<() => Answer>((resolve) => {
			const started = async () => {
				exchange.admit(request);
				return await carryOut(request, fault);
			};
			started().then(
				(done) => resolve(() => done),
				(problem: unknown) =>
					resolve(() => {
						throw problem;
					}),
			);
		});
		return settle(outcome);
	};

	const server = createServer((message, response) => {
		const respond = async () => {
			const request = await readRequest(message);
			if (request.path.startsWith(CONTROL_PREFIX)) {
				send(response, exchange.control(request), exchange.now());
				return;
			}
			const fault = exchange.faultFor(request.method, request.path);
			if (fault?.kind === 'cut') {
				exchange.count(request, 0);
				message.socket.destroy();
				return;
			}
			const done = await answer(request, fault);
			exchange.count(request, fault?.kind === 'replyLost' ? 0 : done.status);
			if (fault?.kind === 'replyLost') {
				message.socket.destroy();
				return;
			}
			send(response, done, exchange.now());
		};
		respond().catch((problem: unknown) => {
			// A mistake of the sandbox itself: say so loudly instead of looking like NetSuite.
			send(response, { status: 500, body: { sandboxFailure: String(problem) } }, exchange.now());
		});
	});
	// A busy machine must not make idle connections look cut: only ordered faults do that.
	server.keepAliveTimeout = KEEP_ALIVE_MS;
	return server;
}
