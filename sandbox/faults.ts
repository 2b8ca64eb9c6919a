// Faults on order: "answer 429 to the next two", "commit, then cut the connection". A fault is used up
// after `times` requests; one with a probability draws from a seeded generator, so a run can be replayed.

export type FaultKind = 'status429' | 'status500' | 'replyLost' | 'cut' | 'slow';

export interface Fault {
	kind: FaultKind;
	match?: { method?: string; path?: RegExp };
	/** How many requests it hits; without it every one that matches. */
	times?: number;
	/** Chance that a matching request is hit, 0 to 1. */
	probability?: number;
	seed?: number;
	/** For `slow`: how long the request is held before it is carried out. */
	delayMs?: number;
}

export interface Faults {
	add(fault: Fault): void;
	clear(): void;
	/** The first fault that hits this request, if any; it counts as used. */
	next(method: string, path: string): Fault | undefined;
	pending(): Fault[];
}

export const FAULT_KINDS: FaultKind[] = ['status429', 'status500', 'replyLost', 'cut', 'slow'];

/** Mulberry32: small, seeded, good enough to draw lots. */
function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

export function createFaults(): Faults {
	let ordered: Array<{ fault: Fault; left: number; random: () => number }> = [];
	const hits = ({ match }: Fault, method: string, path: string) =>
		(!match?.method || match.method.toUpperCase() === method) &&
		(!match?.path || match.path.test(path));
	return {
		add: (fault) => {
			ordered.push({
				fault,
				left: fault.times ?? Infinity,
				random: seededRandom(fault.seed ?? 1),
			});
		},
		clear: () => {
			ordered = [];
		},
		next: (method, path) => {
			const found = ordered.find(
				({ fault, random }) =>
					hits(fault, method, path) &&
					(fault.probability === undefined || random() < fault.probability),
			);
			if (found) {
				found.left -= 1;
				ordered = ordered.filter(({ left }) => left > 0);
			}
			return found?.fault;
		},
		pending: () => ordered.map(({ fault, left }) => ({ ...fault, times: left })),
	};
}
