// May a request be sent again, and when? A pure decision on what came back, one reason a branch; 429 concerns all
// requests and is the gate's affair.
// Delays are milliseconds. Oracle asks for growing, unsynchronised delays (bridgehead_1509974866).

/** What one attempt ended with: an HTTP status, or no answer at all (timeout, connection lost). */
export type Attempt = { kind: 'answer'; status: number } | { kind: 'noAnswer'; mayBeSent: boolean };

export interface RetryLimits {
	/** Attempts in all, the first included. */
	attemptsMax: number;
	delayFirstMs: number;
	delayMaxMs: number;
}

export const RETRY_LIMITS: RetryLimits = {
	attemptsMax: 5,
	delayFirstMs: 300,
	delayMaxMs: 8_000,
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
	return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

function mayRepeat(
	attempt: Attempt,
	attemptsDone: number,
	repeatable: boolean,
	limits: RetryLimits,
): boolean {
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
