// The one concurrency budget of an account: requests of all executions and nodes of this n8n process wait here
// until one may be sent, first come, first served. Its size is the smallest that one of those running allows;
// how much of it is used is decided in throttle.ts from the answers. After a 429 everybody pauses, not the
// refused request alone: whoever knocks on after a 429 takes the slots that other integrations need.
import type { Throttle } from './throttle';
import { answered, blocked, inFlightMax, OPEN, paceMs } from './throttle';

/** What a client hands in with each request. */
export interface Visitor {
	/** Requests in flight that its user allows. */
	max: number;
	sleep(ms: number): Promise<void>;
	/** 0 <= random() < 1. */
	random(): number;
}

/** What one request ended with: null when NetSuite had room, else the pause that it asked for. */
export type TurnedAway = { retryAfterMs: number } | null;

export interface Gate {
	/** Runs `send` once a slot is free. */
	pass<Result>(
		visitor: Visitor,
		send: () => Promise<Result>,
		turnedAway: (result: Result) => TurnedAway,
	): Promise<Result>;
	/** Milliseconds of pauses since NetSuite last had room. */
	pausedMs(): number;
}

const PAUSE_FIRST_MS = 300;
const PAUSE_MAX_MS = 8_000;
const RETRY_AFTER_MAX_MS = 60_000;
const LATENCY_FIRST_MS = 300;
const RUNNING_MS = 10_000;

export function createGate(now: () => number = () => Date.now()): Gate {
	let throttle: Throttle = OPEN;
	let inFlight = 0;
	let latencyMs = LATENCY_FIRST_MS;
	let pausedMs = 0;
	let isPausing = false;
	const waiting: Array<{ visitor: Visitor; enter: () => void }> = [];
	/** By what their users allow: how many wait or are in flight, and when one was last here. */
	const running = new Map<number, { count: number; seenAt: number }>();

	const count = ({ max }: Visitor, by: number) => {
		running.set(max, { count: (running.get(max)?.count ?? 0) + by, seenAt: now() });
	};

	/** An execution that has sent nothing for a while is over, or has no need of its slots. */
	const smallest = () => {
		for (const [max, { count: pending, seenAt }] of running) {
			if (pending === 0 && now() - seenAt > RUNNING_MS) {
				running.delete(max);
			}
		}
		return Math.min(...running.keys());
	};

	const letIn = () => {
		while (!isPausing && waiting.length > 0 && inFlight < inFlightMax(throttle, smallest())) {
			inFlight += 1;
			waiting.shift()?.enter();
		}
	};

	const pause = async (visitor: Visitor, ms: number) => {
		isPausing = true;
		await visitor.sleep(ms);
		isPausing = false;
		letIn();
	};

	const pauseAfter429 = ({ random }: Visitor, { retryAfterMs }: { retryAfterMs: number }) => {
		const ceiling = Math.min(PAUSE_FIRST_MS * 2 ** (throttle.inARow - 1), PAUSE_MAX_MS);
		// Half fixed, half random: clients that were refused together must not come back together.
		const own = Math.max(ceiling, paceMs(throttle, latencyMs)) * (0.5 + random() / 2);
		// "0" must not make us knock without a pause, "3600" not keep a run waiting for an hour.
		return Math.max(own, Math.min(retryAfterMs, RETRY_AFTER_MAX_MS));
	};

	const learn = (visitor: Visitor, away: TurnedAway, cuts: number, tookMs: number) => {
		const before = throttle.cuts;
		if (away === null) {
			latencyMs += (tookMs - latencyMs) / 8;
			pausedMs = 0;
			throttle = answered(throttle, visitor.max, now());
		} else {
			throttle = blocked(throttle, cuts, smallest(), now());
		}
		const isNewCut = away !== null && throttle.cuts > before;
		const ms = isNewCut ? pauseAfter429(visitor, away) : paceMs(throttle, latencyMs);
		if (isPausing || ms <= 0) {
			return;
		}
		pausedMs += isNewCut ? ms : 0;
		void pause(visitor, ms);
	};

	return {
		pausedMs: () => pausedMs,
		async pass(visitor, send, turnedAway) {
			count(visitor, 1);
			await new Promise<void>((enter) => {
				waiting.push({ visitor, enter });
				letIn();
			});
			const { cuts } = throttle;
			const start = now();
			try {
				const result = await send();
				learn(visitor, turnedAway(result), cuts, now() - start);
				return result;
			} finally {
				inFlight -= 1;
				count(visitor, -1);
				letIn();
			}
		},
	};
}
