// Runs that break off: a client that sends so many requests and then no more, as after a crash, and one
// on which something happens right before or after a chosen request.
import type {
	NetSuiteClient,
	NetSuiteRequest,
	Transport,
} from '../../nodes/shared/netsuite/api/client';
import { createClient } from '../../nodes/shared/netsuite/api/client';
import type { Sandbox } from '../../sandbox/sandbox';
import { sandboxClient } from './sandboxClient';

type Send = Transport['send'];

/** The client of the sandbox with another way of sending around its own; `cancel` is a crash: nothing is sent after it. */
export function clientAround(
	sandbox: Sandbox,
	around: (send: Send, cancel: () => void) => Send,
	concurrency = 4,
): NetSuiteClient {
	let isCancelled = false;
	const { transport } = sandboxClient(sandbox, concurrency);
	const send = around(transport.send, () => {
		isCancelled = true;
	});
	const client = createClient({ ...transport, send, isCancelled: () => isCancelled }, concurrency);
	// A crash finishes nothing.
	const dying: NetSuiteClient = {
		...client,
		get toFinish() {
			return dying;
		},
	};
	return dying;
}

/** Nothing is sent any more after so many requests; what is on its way still arrives. */
export function crashingClient(
	sandbox: Sandbox,
	requestsMax: number,
	concurrency = 4,
): NetSuiteClient {
	let sent = 0;
	return clientAround(
		sandbox,
		(send, cancel) => async (request) => {
			sent += 1;
			if (sent >= requestsMax) {
				cancel();
			}
			return await send(request);
		},
		concurrency,
	);
}

/** Cancelled as soon as the answer to the first request of this kind is there. */
export function clientCrashingAfter(
	sandbox: Sandbox,
	isLast: (request: NetSuiteRequest) => boolean,
): NetSuiteClient {
	return clientAround(sandbox, (send, cancel) => async (request) => {
		const answer = await send(request);
		if (isLast(request)) {
			cancel();
		}
		return answer;
	});
}

/** `before` runs once, right before the first request of this kind leaves. */
export function clientWithEvent(
	sandbox: Sandbox,
	isMoment: (request: NetSuiteRequest) => boolean,
	before: () => Promise<unknown>,
): NetSuiteClient {
	let isOver = false;
	return clientAround(sandbox, (send) => async (request) => {
		if (!isOver && isMoment(request)) {
			isOver = true;
			await before();
		}
		return await send(request);
	});
}
