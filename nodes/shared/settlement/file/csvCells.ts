// The cells of delimited text, cut as Latin-1: whether they need to be decoded, and what they are in UTF-8.
import { decodeUtf8 } from './stringPool';

const ASCII_MAX = 127;

export function isAsciiOnly(
	bytes: Buffer,
	{ start, end }: { start: number; end: number },
): boolean {
	let bits = 0;
	for (let i = start; i < end; i++) {
		bits |= bytes[i];
	}
	return bits <= ASCII_MAX;
}

export function decodedCells(cells: readonly string[]): string[] | undefined {
	const texts = cells.map((cell) => {
		const bytes = Buffer.from(cell, 'latin1');
		return decodeUtf8(bytes, 0, bytes.length);
	});
	return texts.every((text) => text !== undefined) ? texts : undefined;
}
