// How many requests may be in flight: pure. NetSuite counts all integrations of the account together, so
// what is free changes while we run. A 429 lowers the number by a quarter at once, good answers raise it
// one by one; when a raise is punished, the next one takes twice the patience. It never exceeds what the
// user allows, and never falls below 1.

export interface Throttle {
	/** What the user allows. */
	readonly max: number;
	/** Requests that may be in flight now. */
	readonly allowed: number;
	/** Counts the cuts: a burst of 429 to requests sent before a cut is one sign, not many. */
	readonly cuts: number;
	/** Good answers since the last change. */
	readonly good: number;
	/** Good answers that it takes to raise the number. */
	readonly patience: number;
	/** The last change was a raise. */
	readonly isRising: boolean;
}

const PATIENCE_FIRST = 20;
const PATIENCE_MAX = 640;

export function openThrottle(max: number): Throttle {
	return { max, allowed: max, cuts: 0, good: 0, patience: PATIENCE_FIRST, isRising: false };
}

/** NetSuite answered 429 to a request that was sent when there had been `cutsAtStart` cuts. */
export function blocked(throttle: Throttle, cutsAtStart: number): Throttle {
	if (cutsAtStart < throttle.cuts) {
		return throttle;
	}
	return {
		...throttle,
		allowed: Math.max(1, Math.floor((throttle.allowed * 3) / 4)),
		cuts: throttle.cuts + 1,
		good: 0,
		patience: Math.min(throttle.patience * 2, PATIENCE_MAX),
		isRising: false,
	};
}

/** Any answer but 429. */
export function answered(throttle: Throttle): Throttle {
	if (throttle.allowed === throttle.max) {
		return throttle;
	}
	const good = throttle.good + 1;
	if (good < throttle.patience) {
		return { ...throttle, good };
	}
	const { allowed, isRising } = throttle;
	// A raise that nobody punished: the account has room again.
	const patience = isRising ? Math.max(throttle.patience / 2, PATIENCE_FIRST) : throttle.patience;
	return { ...throttle, allowed: allowed + 1, good: 0, patience, isRising: true };
}
