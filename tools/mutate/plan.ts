// Which tests are run for a mutant, and in which order the mutants come: pure. The fastest tests that reach a mutant
// go first, as many as fit into the time that one mutant gets; the order is chosen by a seed, so that a run that
// ends early is a fair sample and can be repeated.
import type { Mutant } from './mutants';

/** One test of one file, as the run without mutants saw it. */
export interface Reach {
	file: string;
	name: string;
	ms: number;
	mutants: number[];
}

export interface Chosen {
	files: string[];
	names: string[];
	ms: number;
	/** Tests that reach it, but did not fit. */
	left: number;
}

export function testsFor({ id }: Mutant, reach: Reach[], msMax: number): Chosen {
	const reaching = reach
		.filter(({ mutants }) => mutants.includes(id))
		.sort((one, other) => one.ms - other.ms || one.name.localeCompare(other.name));
	const chosen: Reach[] = [];
	let ms = 0;
	for (const test of reaching) {
		if (chosen.length === 0 || ms + test.ms <= msMax) {
			chosen.push(test);
			ms += test.ms;
		}
	}
	return {
		files: [...new Set(chosen.map(({ file }) => file))],
		names: [...new Set(chosen.map(({ name }) => name))],
		ms,
		left: reaching.length - chosen.length,
	};
}

/** The same seed, the same order (mulberry32 and Fisher-Yates). */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
	const order = [...items];
	let state = seed >>> 0;
	const random = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	for (let last = order.length - 1; last > 0; last -= 1) {
		const at = Math.floor(random() * (last + 1));
		[order[last], order[at]] = [order[at], order[last]];
	}
	return order;
}

/** A pattern for jest's -t that takes exactly these tests. */
export function patternOf(names: string[]): string {
	const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return `^(${escaped.join('|')})$`;
}
