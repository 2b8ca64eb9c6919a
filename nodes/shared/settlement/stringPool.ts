// A settlement report says the same few thousand strings over and over. The pool turns the bytes of a
// cell into a string and hands out the one it made before where it can: no garbage in the hot loop,
// equal labels share memory, and no string is a slice that would keep a whole chunk alive. It compares
// bytes with bytes, which is several times faster than comparing them with a string, and is small
// enough to stay in the processor's cache.

const SLOTS = 1 << 11;
/** Longer cells (free texts) are rare and made anew. */
const SLOT_BYTES = 64;
const ASCII_MAX = 127;
const utf8 = new TextDecoder('utf-8', { fatal: true });

export interface StringPool {
	/** The text of a cell; undefined when its bytes are not UTF-8. */
	take(bytes: Buffer, start: number, end: number): string | undefined;
}

export function createStringPool(): StringPool {
	const strings = new Array<string>(SLOTS).fill('');
	const lengths = new Uint8Array(SLOTS);
	const known = new Uint8Array(SLOTS * SLOT_BYTES);
	return {
		take(bytes, start, end) {
			const length = end - start;
			let hash = length;
			let bits = 0;
			for (let i = start; i < end; i++) {
				hash = (Math.imul(hash, 31) + bytes[i]) | 0;
				bits |= bytes[i];
			}
			if (bits > ASCII_MAX) {
				return decodeUtf8(bytes, start, end);
			}
			if (length > SLOT_BYTES) {
				return bytes.toString('latin1', start, end);
			}
			const slot = (hash ^ (hash >>> 11) ^ (hash >>> 22)) & (SLOTS - 1);
			const offset = slot * SLOT_BYTES - start;
			let i = lengths[slot] === length ? start : end + 1;
			while (i < end && bytes[i] === known[offset + i]) {
				i++;
			}
			if (i !== end) {
				strings[slot] = bytes.toString('latin1', start, end);
				lengths[slot] = length;
				for (let j = start; j < end; j++) {
					known[offset + j] = bytes[j];
				}
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
