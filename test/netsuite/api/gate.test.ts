// One line for an account: two executions in one process share its slots, pauses after 429 belong to all of them,
// and several processes that know nothing of each other end near what the account allows.
import type { NetSuiteAnswer, Transport } from '../../../nodes/shared/netsuite/api/client';
import { BUSY_MAX_MS, createClient, RECORD_PATH } from '../../../nodes/shared/netsuite/api/client';
import { createConnection } from '../../../nodes/shared/netsuite/api/connection';
import type { Gate } from '../../../nodes/shared/netsuite/api/gate';
import { createGate } from '../../../nodes/shared/netsuite/api/gate';
import type { VirtualTime } from '../../support/virtualTime';
import { virtualTime } from '../../support/virtualTime';

const READ = { method: 'GET' as const, path: `${RECORD_PATH}/currency/1` };
const SLOTS = 5;
const LATENCY_MS = 300;

/** An account: so many slots, an answer after the latency, 429 at once when all are taken. */
function account(time: VirtualTime, slots = SLOTS) {
	const seen = { asked: 0, refused: 0, most: 0 };
	let busy = 0;
	const send = async (): Promise<NetSuiteAnswer> => {
		seen.asked += 1;
		if (busy >= slots) {
			seen.refused += 1;
			await time.sleep(10);
			return { status: 429, headers: {}, body: undefined };
		}
		busy += 1;
		seen.most = Math.max(seen.most, busy);
		await time.sleep(LATENCY_MS * (0.9 + 0.2 * time.random()));
		busy -= 1;
		return { status: 200, headers: {}, body: {} };
	};
	return { seen, send };
}

function clientOn(time: VirtualTime, send: Transport['send'], gate: Gate, concurrency = 4) {
	const { sleep, random } = time;
	return createClient({ send, sleep, random, isCancelled: () => false }, concurrency, {
		connection: createConnection(),
		gate: async () => await Promise.resolve(gate),
	});
}

async function asking(client: ReturnType<typeof clientOn>, count: number) {
	return await Promise.all(
		Array.from({ length: count }, async () => await client.call(READ, true)),
	);
}

test('two executions in one process stay within the smallest Concurrency, and are never refused', async () => {
	const time = virtualTime(1);
	const { seen, send } = account(time);
	const gate = createGate(time.now);
	const [small, large] = [clientOn(time, send, gate, 3), clientOn(time, send, gate, 8)];
	await time.until(Promise.all([asking(small, 60), asking(large, 30)]));
	expect(seen).toEqual({ asked: 90, refused: 0, most: 3 });
	await time.until(time.sleep(11_000));
	// The smaller one has gone: the other may use what its own user allows.
	await time.until(asking(large, 60));
	expect(seen.most).toBe(SLOTS);
});

test('after a 429 nobody of the account knocks before the pause is over', async () => {
	const time = virtualTime(2);
	const gate = createGate(time.now);
	const asked: number[] = [];
	const send = async (): Promise<NetSuiteAnswer> => {
		asked.push(time.now());
		await time.sleep(10);
		return asked.length === 1
			? { status: 429, headers: { 'retry-after': '7' }, body: undefined }
			: { status: 200, headers: {}, body: {} };
	};
	const [one, other] = [clientOn(time, send, gate), clientOn(time, send, gate)];
	await time.until(
		Promise.all([
			asking(one, 3),
			(async () => {
				await time.sleep(100);
				return await asking(other, 3);
			})(),
		]),
	);
	expect(asked[0]).toBe(0);
	expect(Math.min(...asked.slice(1))).toBeGreaterThanOrEqual(7000);
});

test.each([
	['no Retry-After', undefined],
	['a Retry-After of 0', '0'],
	['a Retry-After of an hour', '3600'],
])('429 without end, %s: the run stops after minutes, with few requests', async (_, after) => {
	const time = virtualTime(3);
	let asked = 0;
	const send = async (): Promise<NetSuiteAnswer> => {
		asked += 1;
		const headers: Record<string, string> = after === undefined ? {} : { 'retry-after': after };
		return await Promise.resolve({ status: 429, headers, body: undefined });
	};
	const client = clientOn(time, send, createGate(time.now));
	const asks = Array.from({ length: 20 }, async () => await client.call(READ, true));
	const ends = await time.until(Promise.allSettled(asks));
	expect(
		ends.map((end) => end.status === 'rejected' && (end.reason as { code: string }).code),
	).toEqual(asks.map(() => 'NETSUITE_CONCURRENCY'));
	expect(time.now()).toBeGreaterThan(BUSY_MAX_MS * 0.9);
	expect(time.now()).toBeLessThan(BUSY_MAX_MS * 1.3);
	expect(asked).toBeLessThan(80);
	await expect(client.toFinish.call(READ, true)).rejects.toThrow('no room');
});

/** Separate processes, each with a gate of its own, 330 requests each. */
async function crowd(processes: number, seed: number) {
	const time = virtualTime(seed);
	const { seen, send } = account(time);
	const clients = Array.from({ length: processes }, () =>
		clientOn(time, send, createGate(time.now)),
	);
	await time.until(Promise.all(clients.map(async (client) => await asking(client, 330))));
	const limitMs = (processes * 330 * LATENCY_MS) / SLOTS;
	return { ratio: time.now() / limitMs, refused: seen.refused / seen.asked };
}

// Measured before the pause belonged to the gate: 2.6 times the limit for two, 89 % refused for ten.
test.each([
	[2, 1.5, 0.05],
	[10, 1.6, 0.12],
])(
	'%i processes end within %f of the limit, at most %f of answers 429',
	async (count, most, refusals) => {
		for (const seed of [1, 2, 3]) {
			const { ratio, refused } = await crowd(count, seed);
			expect(ratio).toBeLessThan(most);
			expect(refused).toBeLessThan(refusals);
		}
	},
);
