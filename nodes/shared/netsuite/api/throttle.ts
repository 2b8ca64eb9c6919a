// How many requests may be in flight: pure. NetSuite counts all integrations of the account together, so
// what is free changes while we run. A 429 lowers the share by a quarter at once, time without one raises it again.
// A raise that is punished makes the next one take twice the patience; a quiet minute makes that forgotten.
// Below one in flight the share is a pace: at 0.5 a client waits as long as an answer takes between two requests.

export interface Throttle {
	/** Requests that may be in flight, at most what users allow; Infinity while nobody was turned away. */
	readonly share: number;
	/** Counts the cuts: a burst of 429 to requests sent before a cut is one sign, not many. */
	readonly cuts: number;
	/** Cuts since the last good answer. */
	readonly inARow: number;
	/** Milliseconds without a 429 that it takes to raise the share. */
	readonly patienceMs: number;
	/** The last change was a raise. */
	readonly isRising: boolean;
	/** When the share last changed, in milliseconds of any clock. */
	readonly changedAt: number;
	/** When it was last turned away. */
	readonly cutAt: number;
}

const PATIENCE_FIRST_MS = 1_000;
const PATIENCE_MAX_MS = 4_000;
const RAISE_BELOW_ONE = 1.5;
const QUIET_MS = 60_000;
/** A client that comes last still sends a request now and then. */
const SHARE_MIN = 1 / 32;

export const OPEN: Throttle = {
	share: Infinity,
	cuts: 0,
	inARow: 0,
	patienceMs: PATIENCE_FIRST_MS,
	isRising: false,
	changedAt: -Infinity,
	cutAt: -Infinity,
};

/** Requests in flight, when users allow `max`. */
export function inFlightMax({ share }: Throttle, max: number): number {
	return Math.max(1, Math.floor(Math.min(share, max)));
}

/** How long to wait before the next request, below one in flight, when an answer takes `latencyMs`. */
export function paceMs({ share }: Throttle, latencyMs: number): number {
	return share >= 1 ? 0 : latencyMs * (1 / share - 1);
}

/** NetSuite answered 429 to a request that was sent when there had been `cutsAtStart` cuts. */
export function blocked(
	throttle: Throttle,
	cutsAtStart: number,
	max: number,
	now: number,
): Throttle {
	if (cutsAtStart < throttle.cuts) {
		return throttle;
	}
	const { share, isRising, patienceMs } = throttle;
	const used = share < 1 ? share : inFlightMax(throttle, max);
	const lower = (used * 3) / 4;
	return {
		share: Math.max(SHARE_MIN, lower >= 1 ? Math.floor(lower) : lower),
		cuts: throttle.cuts + 1,
		inARow: throttle.inARow + 1,
		patienceMs: isRising ? Math.min(patienceMs * 2, PATIENCE_MAX_MS) : patienceMs,
		isRising: false,
		changedAt: now,
		cutAt: now,
	};
}

/** Any answer but 429. */
export function answered(throttle: Throttle, max: number, now: number): Throttle {
	const { share, cuts, changedAt, cutAt } = throttle;
	if (share >= max) {
		return share === Infinity ? throttle : { ...OPEN, cuts };
	}
	const patienceMs = now - cutAt >= QUIET_MS ? PATIENCE_FIRST_MS : throttle.patienceMs;
	if (now - changedAt < patienceMs) {
		return { ...throttle, patienceMs, inARow: 0 };
	}
	return {
		share: share < 1 ? Math.min(1, share * RAISE_BELOW_ONE) : share + 1,
		cuts,
		cutAt,
		// A raise that nobody punished: the account has room again.
		patienceMs: throttle.isRising ? Math.max(patienceMs / 2, PATIENCE_FIRST_MS) : patienceMs,
		inARow: 0,
		isRising: true,
		changedAt: now,
	};
}
