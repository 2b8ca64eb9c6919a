// The accounting of idle slots, on runs drawn by hand: two slots, a latency of one second.
import { slotUse } from '../../bench/netsuite/slotUse';

const LIMITS = { slots: 2, latencyMs: 1000 };
const asked = (start: number, end: number) => ({ start, end, isPosting: false });
const posted = (start: number, end: number) => ({ start, end, isPosting: true });

test('slots that are always busy are never idle', () => {
	const sent = [asked(0, 1), asked(0, 1), posted(1, 2), posted(1, 2)];
	expect(slotUse(sent, { ...LIMITS, start: 0, end: 2 })).toEqual({
		idleBefore: 0,
		idleWhile: 0,
		idleAfter: 0,
		beyondLatency: 0,
	});
});

test('one look-up alone, a gap between the payments, one status alone at the end', () => {
	// A   look-up . pays . . . . . status .
	// B   . . . . . pays . . pays . . . . .
	const sent = [asked(0, 1), posted(1, 2), posted(1, 2), posted(2.5, 3.5), asked(3.5, 4.5)];
	expect(slotUse(sent, { ...LIMITS, start: 0, end: 5 })).toEqual({
		// 1 of the look-up's second; 2 x 0.5 between the payments; 5 slot-seconds from 2.5 on, 2 of them used.
		idleBefore: 1,
		idleWhile: 1,
		idleAfter: 3,
		beyondLatency: 0,
	});
});

test('a machine that makes requests longer makes no slot idle', () => {
	const sent = [posted(0, 1.25), posted(0, 1.25)];
	expect(slotUse(sent, { ...LIMITS, start: 0, end: 1.25 })).toEqual({
		idleBefore: 0,
		idleWhile: 0,
		idleAfter: 0,
		beyondLatency: 0.5,
	});
});

test('a run that posted nothing has no parts', () => {
	expect(slotUse([asked(0, 1)], { ...LIMITS, start: 0, end: 1 })).toBeNull();
});
