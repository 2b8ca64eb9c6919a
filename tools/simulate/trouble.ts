// What goes wrong around a run: requests that fail, a run that dies between two requests, a clock that is off, and
// something that somebody does in NetSuite at a chosen moment. A dead run finishes nothing.
import type { NetSuiteClient } from '../../nodes/shared/netsuite/api/client';
import { createClient } from '../../nodes/shared/netsuite/api/client';
import type { FaultKind } from '../../sandbox/faults';
import type { Sandbox } from '../../sandbox/sandbox';
import { sandboxClient } from '../../test/support/sandboxClient';

export interface Trouble {
	/** The run dies when it has sent so many requests. */
	crashAfter?: number;
	/** How far its clock is off. */
	skewMs?: number;
	/** By the number of the request that it precedes. */
	happenings?: Array<{ before: number; act: () => Promise<void> }>;
}

export interface TroubledRun {
	client: NetSuiteClient;
	/** Whether it died. */
	isDead(): boolean;
	/** What was to happen and had no moment: it happens now. */
	rest(): Promise<void>;
}

export function troubledRun(
	sandbox: Sandbox,
	concurrency: number,
	trouble: Trouble = {},
): TroubledRun {
	const { crashAfter = Infinity, skewMs = 0 } = trouble;
	const { transport } = sandboxClient(sandbox, concurrency);
	let waiting = [...(trouble.happenings ?? [])];
	let sent = 0;
	const happen = async (isDue: (before: number) => boolean) => {
		const due = waiting.filter(({ before }) => isDue(before));
		waiting = waiting.filter((one) => !due.includes(one));
		for (const { act } of due) {
			await act();
		}
	};
	const client = createClient(
		{
			...transport,
			send: async (request) => {
				sent += 1;
				const number = sent;
				await happen((before) => before <= number);
				return await transport.send(request);
			},
			random: () => 0.5,
			now: () => Date.now() + skewMs,
			isCancelled: () => sent >= crashAfter,
		},
		concurrency,
	);
	const dying: NetSuiteClient = {
		...client,
		get toFinish() {
			return dying;
		},
	};
	return {
		client: crashAfter === Infinity ? client : dying,
		isDead: () => sent >= crashAfter,
		rest: async () => await happen(() => true),
	};
}

/** An order to the sandbox over its control paths. */
export async function order(url: string, path: string, body: unknown): Promise<string> {
	const answer = await fetch(`${url}/sandbox/${path}`, {
		method: 'POST',
		body: JSON.stringify(body),
	});
	return answer.ok ? '' : await answer.text();
}

export interface OrderedFault {
	kind: FaultKind;
	probability: number;
	seed: number;
}

/** Not more of them than a run can outlive with patience. */
export async function orderFault(url: string, fault: OrderedFault): Promise<void> {
	await order(url, 'faults', { ...fault, times: 12, ...(fault.kind === 'slow' && { delayMs: 4 }) });
}

export async function clearFaults(url: string): Promise<void> {
	await fetch(`${url}/sandbox/faults`, { method: 'DELETE' });
}

/** Faults that were used up, of those ordered. */
export async function faultsLeft(url: string): Promise<Array<{ kind: string; times: number }>> {
	const answer = await fetch(`${url}/sandbox/faults`);
	return ((await answer.json()) as { items: Array<{ kind: string; times: number }> }).items;
}

/** A month is closed for everybody, or open again. */
export async function setPeriod(url: string, id: string, isClosed: boolean): Promise<string> {
	return await order(url, 'periods', { id, closed: isClosed });
}

export async function takeAway(url: string, without: string[]): Promise<void> {
	await order(url, 'permissions', { without });
}

/** Marks of runs that died have ended after that. */
export async function passTime(url: string, seconds: number): Promise<void> {
	await order(url, 'clock', { seconds });
}
