// Whether a file is delimited text with quoting: some line of its head is a header of ours once it is
// cut at commas or semicolons. The preamble before it may have any length that fits in the head. The
// header is full of letters beyond ASCII, so it also tells the charset of the file.
import type { Charset } from '../file/charset';
import { decodeAs } from '../file/charset';
import type { Delimiter } from '../file/csvRows';
import { readCsvRows } from '../file/csvRows';
import { identify } from '../formats/formats';

export interface CsvHead {
	delimiter: Delimiter;
	charset: Charset;
}

/** Bytes of a file in which its header is looked for. */
export const HEAD_BYTES = 64 * 1024;
const DELIMITERS = [',', ';'] as const;
const CHARSETS = ['utf-8', 'shift_jis', 'windows-1252'] as const;
/** Fewer and the line is no header; spares cutting the lines of other files. */
const CELLS_MIN = 8;

/** Undefined for the tab-separated originals and for files that are no report. */
export function findCsvHead(head: Uint8Array): CsvHead | undefined {
	for (const line of linesOf(Buffer.from(head.subarray(0, HEAD_BYTES)))) {
		for (const delimiter of DELIMITERS) {
			const charset = charsetOfHeader(line, delimiter);
			if (charset !== undefined) {
				return { delimiter, charset };
			}
		}
	}
	return undefined;
}

function charsetOfHeader(line: Buffer, delimiter: Delimiter): Charset | undefined {
	if (line.filter((byte) => byte === delimiter.charCodeAt(0)).length < CELLS_MIN) {
		return undefined;
	}
	return CHARSETS.find((charset) => {
		const text = textOf(line, charset);
		const [row] = text === undefined ? [] : readCsvRows(Buffer.from(text), delimiter);
		return row !== undefined && identify(row.cells)?.isCsv === true;
	});
}

/** The file in UTF-8; lines that are not in its charset stay as they are, and are told as such later. */
export function toUtf8(bytes: Buffer, charset: Charset): Buffer {
	if (charset === 'utf-8') {
		return bytes;
	}
	const lines = linesOf(bytes).map((line) => {
		const text = textOf(line, charset);
		return text === undefined ? line : Buffer.from(text);
	});
	return Buffer.concat(lines);
}

function textOf(bytes: Buffer, charset: Charset): string | undefined {
	return decodeAs(new TextDecoder(charset, { fatal: true }), charset, bytes);
}

/** With their line ends; in no charset of ours is a line end part of a letter. */
function linesOf(bytes: Buffer): Buffer[] {
	const lines: Buffer[] = [];
	let start = 0;
	for (let i = 0; i < bytes.length; i++) {
		if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) {
			lines.push(bytes.subarray(start, i + 1));
			start = i + 1;
		}
	}
	lines.push(bytes.subarray(start));
	return lines;
}
