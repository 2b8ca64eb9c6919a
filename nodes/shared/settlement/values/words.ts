// A running fingerprint in two words of 32 bits: texts and numbers are mixed in one after the other, and their order
// counts. Many times faster than a hash of the library, and no seal: it tells apart what differs by accident.

/** Two words of 32 bits, mixed with different constants. */
export interface Words {
	a: number;
	b: number;
}

export function noWords(): Words {
	return { a: 0, b: 0 };
}

export function mixText(words: Words, text: string): void {
	let { a, b } = words;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		a = Math.imul(a ^ code, 0x9e3779b1);
		b = Math.imul(b ^ code, 0x5f356495) + 1;
		a ^= a >>> 15;
		b ^= b >>> 13;
	}
	words.a = a;
	words.b = b;
	mixNumber(words, text.length);
}

export function mixWords(words: Words, next: Words): void {
	mixNumber(words, next.a);
	mixNumber(words, next.b);
}

/** Each word takes the number in, then stirs the other, so that no order of texts gives another's. */
export function mixNumber(words: Words, number: number): void {
	words.a = Math.imul(words.a ^ number ^ (words.b >>> 16), 0x85ebca6b);
	words.b = (Math.imul(words.b ^ number ^ (words.a >>> 13), 0xc2b2ae35) + 0x27d4eb2f) | 0;
}

export function mixNumbers(words: Words, numbers: readonly number[]): void {
	for (let i = 0; i < numbers.length; i++) {
		mixNumber(words, numbers[i]);
	}
}

const FLOAT = new Float64Array(1);
const BITS = new Int32Array(FLOAT.buffer);

/** Every bit of a number with decimals, but for the sign of zero, which JSON loses. */
export function mixDecimal(words: Words, number: number): void {
	FLOAT[0] = number + 0;
	mixNumber(words, BITS[0]);
	mixNumber(words, BITS[1]);
}
