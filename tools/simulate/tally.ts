// What a simulation counts, and how it is printed.
export interface Tally {
	seeds: number;
	settlements: number;
	transactions: number;
	faults: Record<string, number>;
	crashes: number;
	deeds: Record<string, number>;
	violations: Array<{ seed: number; law: string; detail: string }>;
}

export function emptyTally(): Tally {
	return {
		seeds: 0,
		settlements: 0,
		transactions: 0,
		faults: {},
		crashes: 0,
		deeds: {},
		violations: [],
	};
}

export function count(counters: Record<string, number>, kind: string, times = 1): void {
	if (times > 0) {
		counters[kind] = (counters[kind] ?? 0) + times;
	}
}
