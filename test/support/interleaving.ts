// Several runs on hosts of their own, whose requests reach NetSuite one at a time in an order that a seed decides.
// Any request may be held before it reaches NetSuite and its answer after it, while time passes; only what n8n's
// own time limit forbids does not happen: an answer that takes longer than that, or a document that is posted later.
import type {
	NetSuiteAnswer,
	NetSuiteClient,
	NetSuiteRequest,
} from '../../nodes/shared/netsuite/api/client';
import { createClient } from '../../nodes/shared/netsuite/api/client';
import type { Sandbox } from '../../sandbox/sandbox';
import { wait } from './node';
import { sandboxClient } from './sandboxClient';

export interface Interleaving {
	/** A client on a host whose clock is off by so much, and which dies when it has sent so many requests. */
	client(skewMs?: number, requestsMax?: number): NetSuiteClient;
	/** Lets the requests of all runs out until the runs are over. */
	until<Result>(runs: Array<Promise<Result>>): Promise<Array<PromiseSettledResult<Result>>>;
	/** Time passes for NetSuite and for all hosts. */
	pass(seconds: number): void;
}

interface Held {
	host: number;
	/** A time limit is running: since when, by the time that has passed. */
	limitedSince: number | null;
	go(): void;
}

/** n8n breaks a request off after this. */
const LIMIT_MS = 120_000;

export function isDocument({ method, path }: NetSuiteRequest): boolean {
	return method === 'POST' && /\/record\/v1\/(customerPayment|creditMemo)$/.test(path);
}

export function interleaving(
	sandbox: Sandbox,
	random: () => number,
	/** Seconds that pass at once, at most; 0: no time passes. */
	jumpMax = 0,
	/** How likely a host goes on at once where it could: a quick one, then a slow one, breaks two steps that look safe. */
	isQuick = 0.85,
): Interleaving {
	const held: Held[] = [];
	let passedMs = 0;
	let hosts = 0;
	const pass = (seconds: number) => {
		passedMs += seconds * 1000;
		sandbox.clock.forward(seconds);
	};
	const hold = async (host: number, limitedSince: number | null) =>
		await new Promise<void>((go) => {
			held.push({ host, limitedSince, go });
		});
	const mayPass = (seconds: number) =>
		held.every(
			({ limitedSince }) =>
				limitedSince === null || passedMs + seconds * 1000 - limitedSince <= LIMIT_MS,
		);
	const step = (last: number): number => {
		const seconds = Math.ceil(random() * jumpMax);
		if (jumpMax > 0 && random() < 0.2 && mayPass(seconds)) {
			pass(seconds);
		}
		const own = held.filter(({ host }) => host === last);
		const among = own.length > 0 && random() < isQuick ? own : held;
		const [next] = among.splice(Math.floor(random() * among.length), 1);
		const at = held.indexOf(next);
		if (at >= 0) {
			held.splice(at, 1);
		}
		next.go();
		return next.host;
	};
	return {
		pass,
		client(skewMs = 0, requestsMax = Infinity) {
			hosts += 1;
			const host = hosts;
			const { transport } = sandboxClient(sandbox, 2);
			let sent = 0;
			const send = async (request: NetSuiteRequest): Promise<NetSuiteAnswer> => {
				sent += 1;
				const since = isDocument(request) ? passedMs : null;
				await hold(host, since);
				const arrived = passedMs;
				const answer = await transport.send(request);
				await hold(host, since ?? arrived);
				return answer;
			};
			const now = () => Date.now() + passedMs + skewMs;
			const isCancelled = () => sent >= requestsMax;
			const client = createClient({ ...transport, send, now, random, isCancelled }, 2);
			const dying: NetSuiteClient = {
				...client,
				get toFinish() {
					return requestsMax === Infinity ? client.toFinish : dying;
				},
			};
			return dying;
		},
		async until(runs) {
			let left = runs.length;
			const all = Promise.allSettled(runs.map(async (run) => await run.finally(() => (left -= 1))));
			let last = 0;
			for (let idle = 0; left > 0; ) {
				// All that can go on by itself does, until every run waits for a request.
				await wait(0);
				if (held.length === 0) {
					idle += 1;
				} else if (idle > 0 || random() < 0.5) {
					idle = 0;
					last = step(last);
				} else {
					idle += 1;
				}
			}
			return await all;
		},
	};
}
