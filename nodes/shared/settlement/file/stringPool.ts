// A settlement report says the same few thousand strings over and over. The pool turns the bytes of a
// cell into a string and hands out the one it made before where it can: no garbage in the hot loop,
// equal labels share memory, and no string is a slice that would keep a whole chunk alive. It hashes
// and compares four bytes at a time, which is many times faster than comparing strings, and is small
// enough to stay in the processor's cache.

const SLOT_BITS = 11;
const SLOTS = 1 << SLOT_BITS;
/** Longer cells (free texts) are rare and made anew. */
const SLOT_WORDS = 16;
const WORD_BYTES = 4;
const BEYOND_ASCII = 0x80808080;
const utf8 = new TextDecoder('utf-8', { fatal: true });

export interface StringPool {
	/** The text of a cell; undefined when its bytes are not UTF-8. */
	take(start: number, end: number): string | undefined;
}

/** For cells of these bytes, which may change, and must have room for a word behind the last cell. */
export function createStringPool(bytes: Buffer): StringPool {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const strings = new Array<string>(SLOTS).fill('');
	const lengths = new Uint8Array(SLOTS);
	const known = new Int32Array(SLOTS * SLOT_WORDS);
	const words = new Int32Array(SLOT_WORDS);
	return {
		take(start, end) {
			const length = end - start;
			if (length > SLOT_WORDS * WORD_BYTES) {
				return decodeUtf8(bytes, start, end);
			}
			let hash = length;
			let bits = 0;
			let count = 0;
			for (let i = start; i < end; i += WORD_BYTES) {
				const beyond = i + WORD_BYTES - end;
				const word = view.getInt32(i, true) & (beyond > 0 ? -1 >>> (8 * beyond) : -1);
				hash = Math.imul(hash ^ word, 0x9e3779b1);
				hash ^= hash >>> 15;
				bits |= word;
				words[count++] = word;
			}
			if ((bits & BEYOND_ASCII) !== 0) {
				return decodeUtf8(bytes, start, end);
			}
			const slot = hash >>> (32 - SLOT_BITS);
			const offset = slot * SLOT_WORDS;
			let i = lengths[slot] === length ? 0 : count + 1;
			while (i < count && words[i] === known[offset + i]) {
				i++;
			}
			if (i !== count) {
				strings[slot] = bytes.toString('latin1', start, end);
				lengths[slot] = length;
				known.set(words, offset);
			}
			return strings[slot];
		},
	};
}

/** Strict: undefined where the bytes are not UTF-8, never a replacement character. */
export function decodeUtf8(bytes: Buffer, start: number, end: number): string | undefined {
	try {
		return utf8.decode(bytes.subarray(start, end)); // also drops a byte order mark
	} catch {
		return undefined;
	}
}
