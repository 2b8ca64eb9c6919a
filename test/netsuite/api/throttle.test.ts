// How many requests may be in flight, answer by answer: worked by hand from the rules in throttle.ts.
import type { Throttle } from '../../../nodes/shared/netsuite/api/throttle';
import {
	answered,
	blocked,
	inFlightMax,
	OPEN,
	paceMs,
} from '../../../nodes/shared/netsuite/api/throttle';

const MAX = 8;
const cut = (throttle: Throttle, at: number, max = MAX) =>
	blocked(throttle, throttle.cuts, max, at);

test.each([
	[50, [37, 27, 20, 15, 11, 8, 6, 4, 3, 2, 1]],
	[5, [3, 2, 1, 1]],
	[4, [3, 2, 1, 1]],
	[1, [1, 1]],
])('of %i, one 429 after another leaves %p in flight', (max, expected) => {
	let throttle = OPEN;
	const left = expected.map((_, at) => {
		throttle = cut(throttle, at, max);
		return inFlightMax(throttle, max);
	});
	expect(left).toEqual(expected);
});

test('below one in flight it paces itself: 3/4, 9/16, and never stops wholly', () => {
	let throttle = cut(OPEN, 0, 1);
	expect(throttle.share).toBe(0.75);
	expect(paceMs(throttle, 300)).toBeCloseTo(100);
	throttle = cut(throttle, 1, 1);
	expect(throttle.share).toBe(0.5625);
	for (let at = 2; at < 100; at += 1) {
		throttle = cut(throttle, at, 1);
	}
	expect(paceMs(throttle, 300)).toBeCloseTo(300 * 31);
	expect(paceMs(OPEN, 300)).toBe(0);
});

test('a burst of 429 is one sign: what was sent before the cut lowers nothing again', () => {
	const once = blocked(OPEN, 0, MAX, 0);
	expect(once.share).toBe(6);
	expect(blocked(blocked(once, 0, MAX, 1), 0, MAX, 2)).toEqual(once);
	expect(blocked(once, 1, MAX, 1).share).toBe(4);
});

test('one more after a second without a 429, and another a second later', () => {
	const first = cut(OPEN, 0);
	expect(answered(first, MAX, 999).share).toBe(6);
	const raised = answered(first, MAX, 1000);
	expect(raised.share).toBe(7);
	expect(answered(raised, MAX, 1999).share).toBe(7);
	expect(answered(raised, MAX, 2000).share).toBe(8);
	expect(answered(answered(raised, MAX, 2000), MAX, 2001).share).toBe(Infinity);
});

test('only a punished raise costs patience, and a quiet minute forgets it', () => {
	const twice = cut(cut(OPEN, 0), 10);
	expect(twice.patienceMs).toBe(1000);
	const punished = cut(answered(twice, MAX, 1010), 1020);
	expect(punished.patienceMs).toBe(2000);
	expect(answered(punished, MAX, 3019).share).toBe(punished.share);
	expect(answered(punished, MAX, 3020).share).toBe(punished.share + 1);
	const again = { ...punished, patienceMs: 4000 };
	expect(cut({ ...again, isRising: true }, 5000).patienceMs).toBe(4000);
	expect(answered(again, MAX, 1020 + 60_000).patienceMs).toBe(1000);
});

test('never more than users allow, and a smaller user lowers it for all', () => {
	expect(inFlightMax(OPEN, 4)).toBe(4);
	expect(inFlightMax({ ...OPEN, share: 6 }, 2)).toBe(2);
});
