// May a request be sent again, and when? A pure decision on what came back, one reason a branch.
// Delays are milliseconds. Oracle asks for growing, unsynchronised delays (bridgehead_1509974866).

/** What one attempt ended with: an HTTP status, or no answer at all (timeout, connection lost). */
export type Attempt =
	| { kind: 'answer'; status: number; retryAfterSeconds: number | null }
	| { kind: 'noAnswer'; mayBeSent: boolean };

export interface RetryLimits {
	/** Attempts in all, the first included. */
	attemptsMax: number;
	/** Attempts in all when NetSuite says that too many requests are in flight (429). */
	attemptsMax429: number;
	delayFirstMs: number;
	delayMaxMs: number;
	/** The longest pause that Retry-After can ask for; the shortest is our own. */
	retryAfterMaxMs: number;
}

export const RETRY_LIMITS: RetryLimits = {
	attemptsMax: 5,
	attemptsMax429: 60,
	delayFirstMs: 300,
	delayMaxMs: 8_000,
	retryAfterMaxMs: 60_000,
};

/**
 * The delay before the next attempt, or null when there must be none.
 * `repeatable`: sending the request twice does the same as sending it once. `random`: 0 <= r < 1.
 */
export function nextDelayMs(
	attempt: Attempt,
	attemptsDone: number,
	repeatable: boolean,
	random: number,
	limits: RetryLimits = RETRY_LIMITS,
): number | null {
	if (!mayRepeat(attempt, attemptsDone, repeatable, limits)) {
		return null;
	}
	const ceiling = Math.min(limits.delayFirstMs * 2 ** (attemptsDone - 1), limits.delayMaxMs);
	// Half fixed, half random: the requests of one burst must not come back as one burst.
	const own = Math.round(ceiling / 2 + (ceiling / 2) * random);
	const asked = attempt.kind === 'answer' ? (attempt.retryAfterSeconds ?? 0) * 1000 : 0;
	// "0" must not make us knock without a pause, "3600" not keep a run waiting for an hour.
	return Math.max(own, Math.min(asked, limits.retryAfterMaxMs));
}

function mayRepeat(
	attempt: Attempt,
	attemptsDone: number,
	repeatable: boolean,
	limits: RetryLimits,
): boolean {
	if (attempt.kind === 'answer' && attempt.status === 429) {
		// NetSuite blocked it before it did anything, so even a POST may go again.
		return attemptsDone < limits.attemptsMax429;
	}
	// 408: a gateway has waited long enough; NetSuite may be at it still.
	if (attempt.kind === 'answer' && attempt.status < 500 && attempt.status !== 408) {
		return false;
	}
	if (attempt.kind === 'noAnswer' && !attempt.mayBeSent) {
		return attemptsDone < limits.attemptsMax;
	}
	// 5xx or silence: whether it was done is unknown. Whoever sent it must look before sending again.
	return repeatable && attemptsDone < limits.attemptsMax;
}
