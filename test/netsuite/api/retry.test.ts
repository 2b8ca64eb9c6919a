// The retry decision as a truth table: what came back, how often it was tried, may it be repeated.
import type { Attempt } from '../../../nodes/shared/netsuite/api/retry';
import { nextDelayMs, RETRY_LIMITS } from '../../../nodes/shared/netsuite/api/retry';

const answer = (status: number): Attempt => ({ kind: 'answer', status });
const noAnswer: Attempt = { kind: 'noAnswer', mayBeSent: true };
const notSent: Attempt = { kind: 'noAnswer', mayBeSent: false };

test.each([
	['200 is done', answer(200), true, false],
	['400 is our mistake', answer(400), true, false],
	['401 is never repeated: five failures lock the token', answer(401), true, false],
	['404 will not come to be', answer(404), true, false],
	['408 on a read', answer(408), true, true],
	['408 on a POST may have been executed', answer(408), false, false],
	['409 is for whoever knows what collided', answer(409), true, false],
	['500 on a read', answer(500), true, true],
	['503 on a read', answer(503), true, true],
	['500 on a POST may have been executed', answer(500), false, false],
	['silence on a read', noAnswer, true, true],
	['silence on a POST may have been executed', noAnswer, false, false],
	['a POST that never left goes again', notSent, false, true],
])('%s', (_, attempt, repeatable, again) => {
	expect(nextDelayMs(attempt, 1, repeatable, 0.5) !== null).toBe(again);
});

test('attempts are limited', () => {
	expect(nextDelayMs(answer(500), RETRY_LIMITS.attemptsMax, true, 0)).toBeNull();
	expect(nextDelayMs(notSent, RETRY_LIMITS.attemptsMax, false, 0)).toBeNull();
});

test('delays grow, stay below their limit, and differ by chance', () => {
	const delays = [1, 2, 3, 4].map((done) => nextDelayMs(answer(500), done, true, 0) ?? 0);
	expect(delays).toEqual([150, 300, 600, 1200]);
	expect(nextDelayMs(answer(500), 1, true, 0.99)).toBeGreaterThan(150);
	expect(nextDelayMs(answer(500), RETRY_LIMITS.attemptsMax - 1, true, 0.999)).toBeLessThanOrEqual(
		RETRY_LIMITS.delayMaxMs,
	);
});
