// Drawn lots of a seed: the same seed draws the same, whatever machine. Each purpose gets lots of its own, so that what
// one part of a story draws does not shift what the others draw.
export interface Lots {
	/** A whole number, both ends included. */
	between(least: number, most: number): number;
	chance(probability: number): boolean;
	pick<Thing>(things: readonly Thing[]): Thing;
	shuffled<Thing>(things: readonly Thing[]): Thing[];
	/** Lots for another purpose. */
	own(purpose: string): Lots;
}

/** FNV-1a: spreads a text over 32 bits. */
function hashed(text: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at += 1) {
		hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	}
	return hash >>> 0;
}

/** SplitMix32. */
function sequence(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x9e3779b9) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
		mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
		return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
	};
}

export function lotsOf(seed: number, purpose = 'story'): Lots {
	const draw = sequence(hashed(`${seed}/${purpose}`));
	const between = (least: number, most: number) => least + Math.floor(draw() * (most - least + 1));
	return {
		between,
		chance: (probability) => draw() < probability,
		pick: (things) => things[between(0, things.length - 1)],
		shuffled: (things) =>
			things
				.map((thing) => ({ thing, lot: draw() }))
				.sort((one, other) => one.lot - other.lot)
				.map(({ thing }) => thing),
		own: (name) => lotsOf(seed, `${purpose}/${name}`),
	};
}
