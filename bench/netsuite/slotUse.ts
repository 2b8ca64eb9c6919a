// What the account's slots did during a run: where they were idle, in slot-seconds (5 slots idle for a second
// are 5). Noise of the machine makes requests longer, it does not make slots idle: this shows which part of the
// distance to the limit is the flow's own.

/** Seconds on the wall, of any start. */
export interface SentRequest {
	start: number;
	end: number;
	/** Creates a record; look-ups, status writes and questions about jobs do not. */
	isPosting: boolean;
}

/** Slot-seconds, all of them. */
export interface SlotUse {
	/** Idle until the first posting request left, from then until the last one left, and after that. */
	idleBefore: number;
	idleWhile: number;
	idleAfter: number;
	/** What requests took beyond the latency. */
	beyondLatency: number;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** Of a run from `start` to `end`; null when it posted nothing through a client of the bench. */
export function slotUse(
	sent: SentRequest[],
	{
		start,
		end,
		slots,
		latencyMs,
	}: { start: number; end: number; slots: number; latencyMs: number },
): SlotUse | null {
	const postings = sent.filter(({ isPosting }) => isPosting);
	if (postings.length === 0) {
		return null;
	}
	const starts = postings.map((one) => one.start).sort((left, right) => left - right);
	const [first, last] = [starts[0], starts[starts.length - 1]];
	const idle = (from: number, to: number) => {
		const busy = sent.map((one) => Math.min(one.end, to) - Math.max(one.start, from));
		return slots * (to - from) - sum(busy.filter((seconds) => seconds > 0));
	};
	return {
		idleBefore: idle(start, first),
		idleWhile: idle(first, last),
		idleAfter: idle(last, end),
		beyondLatency: sum(sent.map((one) => one.end - one.start - latencyMs / 1000)),
	};
}
