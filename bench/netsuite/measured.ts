// What is measured of a mode: its calls, its time, and how near that comes to what the account's limit allows.
import { query } from '../../nodes/shared/netsuite/api/suiteql';
import { cpuSecondsNow, secondsNow } from '../node';
import { benchClient } from './benchClient';
import type { Limits, OwnSandbox } from './ownSandbox';
import type { SlotUse } from './slotUse';
import { slotUse } from './slotUse';

export interface Measured {
	name: string;
	orders: number;
	calls: number;
	callsPerOrder: number;
	seconds: number;
	/** What the calls take at least when every slot of the account is always busy. */
	limitSeconds: number;
	efficiency: number;
	rejected429: number;
	lost: number;
	/** What a trivial request takes here with all slots busy: latency, and what this machine adds. */
	bareCallMs: number;
	/** Processor time of the client; the sandbox is a process of its own. */
	cpuSeconds: number;
	/** null for a mode that another program runs. */
	slots: SlotUse | null;
}

/** The machine's own part: on a busy one no flow can come near the limit. */
async function bareCallMs(sandbox: OwnSandbox, slots: number): Promise<number> {
	const client = benchClient(sandbox, slots);
	const rounds = 12;
	const start = secondsNow();
	await Promise.all(
		Array.from({ length: rounds * slots }, async () => {
			await query(client, 'SELECT id FROM currency ORDER BY id', [], 'read the currencies');
		}),
	);
	return ((secondsNow() - start) * 1000) / rounds;
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/**
 * Runs the work of `orders` orders once and asks the books afterwards how many are not right. `run` gives its
 * own seconds when part of the time is not its work.
 */
export async function measureOn(
	sandbox: OwnSandbox,
	{ name, orders, limits }: { name: string; orders: number; limits: Limits },
	run: () => Promise<number | void>,
	countLost: () => Promise<number>,
): Promise<Measured> {
	const bare = await bareCallMs(sandbox, limits.concurrencyLimit);
	await sandbox.forgetCounters();
	const cpuBefore = cpuSecondsNow();
	const start = secondsNow();
	const own = await run();
	const end = secondsNow();
	const cpuSeconds = cpuSecondsNow() - cpuBefore;
	const seconds = own ?? end - start;
	const { latencyMs, concurrencyLimit } = limits;
	const slots = slotUse(sandbox.sent, { start, end, slots: concurrencyLimit, latencyMs });
	const { total: calls, rejected429 } = await sandbox.counters();
	const limitSeconds = (calls * limits.latencyMs) / 1000 / limits.concurrencyLimit;
	return {
		name,
		orders,
		calls,
		callsPerOrder: rounded(calls / orders),
		seconds: rounded(seconds),
		limitSeconds: rounded(limitSeconds),
		efficiency: rounded(limitSeconds / seconds),
		rejected429,
		lost: await countLost(),
		bareCallMs: rounded(bare),
		cpuSeconds: rounded(cpuSeconds),
		slots,
	};
}
