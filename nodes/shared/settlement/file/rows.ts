// Bytes in, rows out: the only file of this room that reads a stream. Cells are cut at tabs, rows at
// LF, CRLF or CR; Amazon escapes nothing, so a quote is a letter like any other. Holds one piece and
// the unfinished row before it, never the file. Rows are pushed, not awaited: an await for each row
// would cost more than reading it. A test proves the cells equal to csv-parse's.
import { SettlementError } from '../values/settlementError';
import { bareCell, isMarked, mayBeMarked } from './bareCell';
import { createStringPool, decodeUtf8 } from './stringPool';

/** Valid until the callback returns: the next row is written into the same object. */
export interface Row {
	/** Physical line number, from 1, blank lines counted. */
	number: number;
	/** Without blanks and text marks around them. */
	readonly cells: string[];
	/** Whether every byte of the row was UTF-8; cells that were not are read as Latin-1. */
	isUtf8: boolean;
	/** Whether any row so far held letters beyond ASCII that are UTF-8. */
	sawUtf8: boolean;
	/** Whether any cell so far had more around it than plain blanks. */
	sawMarks: boolean;
	/** The row as it stands in the file. */
	text(): string;
}

/** A row that tells what it repeats. */
export interface FlatRow extends Row {
	/** Bit i is 0 only where cell i is that of the row before, be it blank or not. */
	changed: number;
}

/** The bit of `changed` for all cells that have none of their own. */
export const SHARED_BIT = 31;
const ALL_CELLS = -1;
const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const NUL = 0;
const CTRL_Z = 26;
const VT = 11;
const FF = 12;
const WORD_BYTES = 4;
/** A larger chunk, such as a file kept in memory, is taken in pieces of this size. */
const PIECE_BYTES = 1 << 18;
/** No row of a report comes near; a file without line ends must not be gathered up in memory. */
const ROW_BYTES_MAX = 1 << 20;

export async function readRows(
	chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	onRow: (row: FlatRow) => void,
): Promise<void> {
	// One room for the whole file: an unfinished row moves to its start, the next piece comes behind.
	const bytes = Buffer.allocUnsafe(ROW_BYTES_MAX + PIECE_BYTES + WORD_BYTES);
	const split = createSplitter(bytes, onRow);
	let length = 0;
	for await (const chunk of chunks) {
		for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
			const piece = chunk.subarray(from, from + PIECE_BYTES);
			bytes.set(piece, length);
			length += piece.length;
			const used = split(length);
			bytes.copyWithin(0, used, length);
			length -= used;
			if (length > ROW_BYTES_MAX) {
				throw new SettlementError(
					'FORMAT_UNKNOWN',
					'The file is not a settlement report: it holds a line of more than 1 MB',
					'Download the settlement as Flat File V2 from Reports > Payments and use that file',
				);
			}
		}
	}
	if (length > 0) {
		bytes[length] = LF;
		split(length + 1);
	}
}

/** Takes all complete rows of the first `length` bytes and tells how many bytes that were. */
type Splitter = (length: number) => number;

function createSplitter(bytes: Buffer, onRow: (row: FlatRow) => void): Splitter {
	const pool = createStringPool(bytes);
	const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	// Where the cells of this row end and, from the cell in hand on, still those of the row above.
	const ends: number[] = [];
	const cells: string[] = [];
	let rowStart = 0;
	let followsCr = false;
	const row: FlatRow = {
		number: 0,
		cells,
		changed: ALL_CELLS,
		isUtf8: true,
		sawUtf8: false,
		sawMarks: false,
		text() {
			const end = ends[cells.length - 1];
			return decodeUtf8(bytes, rowStart, end) ?? bytes.toString('latin1', rowStart, end);
		},
	};

	function readCell(from: number, to: number): string {
		let start = from;
		let end = to;
		while (start < end && isPadding(bytes[start])) {
			start++;
		}
		while (end > start && isPadding(bytes[end - 1])) {
			end--;
		}
		if (start === end) {
			return '';
		}
		const text = pool.take(start, end);
		row.isUtf8 &&= text !== undefined;
		if (text === undefined) {
			return bytes.toString('latin1', start, end);
		}
		const isBeyondAscii = text.length < end - start;
		row.sawUtf8 ||= isBeyondAscii;
		if (!isBeyondAscii && !mayBeMarked(bytes[start])) {
			return text;
		}
		const bare = bareCell(text);
		row.sawMarks ||= isMarked(text, bare);
		return bare;
	}

	/** How far the bytes repeat those `distance` before them: eight at a time, then one by one. */
	function repeatedUntil(from: number, distance: number, limit: number): number {
		let i = from;
		while (
			i + 2 * WORD_BYTES <= limit &&
			words.getInt32(i, true) === words.getInt32(i - distance, true) &&
			words.getInt32(i + WORD_BYTES, true) === words.getInt32(i + WORD_BYTES - distance, true)
		) {
			i += 2 * WORD_BYTES;
		}
		while (i < limit && bytes[i] === bytes[i - distance]) {
			i++;
		}
		return i;
	}

	/** Gives the row away; tells how many of its cells the next row may be compared with. */
	function endRow(count: number, changed: number): number {
		row.number++;
		row.changed = changed;
		if (cells.length !== count) {
			cells.length = count;
			row.changed = ALL_CELLS;
		}
		if (cells[0] !== '' || cells.some((cell) => cell !== '')) {
			onRow(row);
		}
		const isComparable = row.isUtf8;
		row.isUtf8 = true;
		return isComparable ? count : 0;
	}

	return (length) => {
		rowStart = followsCr && bytes[0] === LF ? 1 : 0; // the second half of a CRLF
		followsCr = false;
		let cellStart = rowStart;
		let startAbove = 0;
		let count = 0;
		let comparable = 0;
		let changed = 0;
		for (;;) {
			if (count < comparable) {
				// Most cells repeat those above, many at a stretch: their strings stay as they are.
				// A stretch ends with the row, lest equal rows be compared over and over.
				const distance = cellStart - startAbove;
				const limit = Math.min(length, ends[comparable - 1] + distance + 1);
				const end = repeatedUntil(cellStart, distance, limit);
				for (; count < comparable && ends[count] + distance < end; count++) {
					ends[count] += distance;
					cellStart = ends[count] + 1;
				}
			}
			if (count === 0 || bytes[cellStart - 1] === TAB) {
				let end = cellStart;
				while (end < length && !isEnd(bytes[end])) {
					end++;
				}
				if (end === length) {
					return rowStart;
				}
				cells[count] = readCell(cellStart, end);
				changed |= 1 << Math.min(count, SHARED_BIT);
				startAbove = count < comparable ? ends[count] + 1 : 0;
				ends[count] = end;
				cellStart = end + 1;
				count++;
			}
			const mark = bytes[cellStart - 1];
			if (mark !== TAB) {
				comparable = endRow(count, changed);
				changed = comparable === 0 ? ALL_CELLS : 0;
				followsCr = mark === CR && cellStart === length;
				cellStart += mark === CR && cellStart < length && bytes[cellStart] === LF ? 1 : 0;
				startAbove = rowStart;
				rowStart = cellStart;
				count = 0;
			}
		}
	};
}

/** Blanks, and what old systems fill a file up with; nearly all bytes are beyond. */
function isPadding(byte: number): boolean {
	return (
		byte <= SPACE &&
		(byte === SPACE || byte === NUL || byte === CTRL_Z || byte === VT || byte === FF)
	);
}

/** Tab, LF or CR; nearly all bytes are beyond all three. */
function isEnd(byte: number): boolean {
	return byte <= CR && (byte === TAB || byte === LF || byte === CR);
}
