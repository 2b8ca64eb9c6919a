// How many requests may be in flight, answer by answer: worked by hand from the rules in throttle.ts.
import type { Throttle } from '../../../nodes/shared/netsuite/api/throttle';
import { answered, blocked, openThrottle } from '../../../nodes/shared/netsuite/api/throttle';

const good = (throttle: Throttle, times: number) =>
	Array.from({ length: times }).reduce<Throttle>((one) => answered(one), throttle);
const bad = (throttle: Throttle) => blocked(throttle, throttle.cuts);

test.each([
	[50, [37, 27, 20, 15, 11, 8, 6, 4, 3, 2, 1, 1]],
	[5, [3, 2, 1, 1]],
	[4, [3, 2, 1, 1]],
	[2, [1, 1]],
	[1, [1, 1]],
])('of %i, one 429 after another leaves %p', (max, expected) => {
	let throttle = openThrottle(max);
	const left = expected.map(() => {
		throttle = bad(throttle);
		return throttle.allowed;
	});
	expect(left).toEqual(expected);
});

test('a burst of 429 is one sign: what was sent before the cut lowers nothing again', () => {
	const once = blocked(openThrottle(8), 0);
	expect(once.allowed).toBe(6);
	expect(blocked(blocked(once, 0), 0)).toEqual(once);
	expect(blocked(once, 1).allowed).toBe(4);
});

test.each([
	['never above what the user allows', (one: Throttle) => good(one, 10_000), 5],
	['not before its patience is over', (one: Throttle) => good(bad(one), 39), 3],
	['one more after 40 good answers', (one: Throttle) => good(bad(one), 40), 4],
	['and another after 40 more', (one: Throttle) => good(bad(one), 80), 5],
	[
		'a raise that is punished costs twice: 79',
		(one: Throttle) => good(bad(good(bad(one), 40)), 79),
		3,
	],
	[
		'a raise that is punished costs twice: 80',
		(one: Throttle) => good(bad(good(bad(one), 40)), 80),
		4,
	],
	['429 forgets the good answers before', (one: Throttle) => good(bad(good(bad(one), 39)), 79), 2],
	['from 1 it comes back too', (one: Throttle) => good(bad(bad(bad(one))), 160), 2],
])('%s', (_, happen, allowed) => {
	expect(happen(openThrottle(5)).allowed).toBe(allowed);
});

test('patience has an end, and shrinks again while raises go well', () => {
	let throttle = openThrottle(2);
	for (let times = 0; times < 20; times += 1) {
		throttle = good(bad(throttle), throttle.patience * 2);
	}
	expect(throttle.patience).toBe(640);
	const low = { ...openThrottle(8), allowed: 1, patience: 640, isRising: false };
	expect(good(low, 640 + 640).allowed).toBe(3);
	expect(good(low, 640 + 640 + 319).allowed).toBe(3);
	expect(good(low, 640 + 640 + 320).allowed).toBe(4);
});
