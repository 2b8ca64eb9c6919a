// Bytes in, rows out: the only file of this room that reads a stream. Cells are cut at tabs, rows at
// LF, CRLF or CR; Amazon escapes nothing, so a quote is a letter like any other. Holds one chunk and
// the unfinished row before it, never the file. Rows are pushed, not awaited: an await for each row
// would cost more than reading it. A test proves the cells equal to csv-parse's.
import { createStringPool, decodeUtf8 } from './stringPool';
import { SettlementError } from './settlementError';

/** Valid until the callback returns: the next row is written into the same object. */
export interface Row {
	/** Physical line number, from 1, blank lines counted. */
	number: number;
	/** Trimmed of blanks. */
	cells: string[];
	/** Whether every byte of the row was UTF-8; cells that were not are read as Latin-1. */
	isUtf8: boolean;
	/** Whether any row so far held letters beyond ASCII that are UTF-8. */
	sawUtf8: boolean;
	/** The row as it stands in the file. */
	text(): string;
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
/** No row of a report comes near; a file without line ends must not be gathered up in memory. */
const ROW_BYTES_MAX = 1 << 20;
const CELLS_COMPARED_MAX = 64;

export async function readRows(
	chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	onRow: (row: Row) => void,
): Promise<void> {
	const splitter = createSplitter(onRow);
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const bytes = rest.length === 0 ? asBuffer(chunk) : Buffer.concat([rest, chunk]);
		const used = splitter.split(bytes);
		rest = Buffer.from(bytes.subarray(used)); // a copy: a view would keep the chunk
		if (rest.length > ROW_BYTES_MAX) {
			throw new SettlementError(
				'FORMAT_UNKNOWN',
				'The file is no settlement report: it holds a line of more than 1 MB',
				'Download the settlement as Flat File V2 from Reports > Payments and use that file',
			);
		}
	}
	if (rest.length > 0) {
		splitter.split(Buffer.concat([rest, Buffer.from('\n')]));
	}
}

function asBuffer(chunk: Uint8Array): Buffer {
	return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

/** `split` takes all complete rows of a chunk and tells how many bytes that were. */
function createSplitter(onRow: (row: Row) => void): { split(chunk: Buffer): number } {
	const pool = createStringPool();
	const starts = new Int32Array(CELLS_COMPARED_MAX);
	const ends = new Int32Array(CELLS_COMPARED_MAX);
	let bytes: Buffer = Buffer.alloc(0);
	let rowStart = 0;
	let rowEnd = 0;
	let followsCr = false;
	const row: Row = {
		number: 0,
		cells: [],
		isUtf8: true,
		sawUtf8: false,
		text: () => decodeUtf8(bytes, rowStart, rowEnd) ?? bytes.toString('latin1', rowStart, rowEnd),
	};

	function readCell(from: number, to: number): string {
		let start = from;
		let end = to;
		while (start < end && bytes[start] === SPACE) {
			start++;
		}
		while (end > start && bytes[end - 1] === SPACE) {
			end--;
		}
		if (start === end) {
			return '';
		}
		const text = pool.take(bytes, start, end);
		row.isUtf8 &&= text !== undefined;
		row.sawUtf8 ||= text !== undefined && text.length < end - start;
		return text ?? bytes.toString('latin1', start, end);
	}

	/** Gives the row away; tells how many of its cells the next row may be compared with. */
	function endRow(count: number, filled: boolean): number {
		row.number++;
		if (row.cells.length !== count) {
			row.cells.length = count;
		}
		if (filled) {
			onRow(row);
		}
		const isComparable = row.isUtf8;
		row.isUtf8 = true;
		return isComparable ? Math.min(count, CELLS_COMPARED_MAX) : 0;
	}

	return {
		split(chunk) {
			bytes = chunk;
			rowStart = 0;
			const { cells } = row;
			const { length } = chunk;
			let count = 0;
			let comparable = 0;
			let filled = false;
			let cellStart = 0;
			for (let i = 0; i < length; i++) {
				// Most cells repeat the cell above: then its string is this one's too.
				const distance = count < comparable ? cellStart - starts[count] : 0;
				while (distance > 0 && i < length && chunk[i] > CR && chunk[i] === chunk[i - distance]) {
					i++;
				}
				const matched = i;
				while (i < length && !isEnd(chunk[i])) {
					i++;
				}
				if (i === length) {
					break;
				}
				if (chunk[i] === LF && followsCr && i === rowStart) {
					followsCr = false; // the second half of a CRLF, maybe in the next chunk
					rowStart = i + 1;
					cellStart = rowStart;
					continue;
				}
				if (i === cellStart) {
					cells[count] = '';
				} else if (distance === 0 || i !== matched || i - distance !== ends[count]) {
					cells[count] = readCell(cellStart, i);
				}
				filled ||= cells[count] !== '';
				starts[count] = cellStart;
				ends[count] = i;
				count++;
				cellStart = i + 1;
				if (chunk[i] !== TAB) {
					rowEnd = i;
					comparable = endRow(count, filled);
					followsCr = chunk[i] === CR;
					rowStart = cellStart;
					count = 0;
					filled = false;
				}
			}
			return rowStart;
		},
	};
}

/** Tab, LF or CR; nearly all bytes are beyond all three. */
function isEnd(byte: number): boolean {
	return byte <= CR && (byte === TAB || byte === LF || byte === CR);
}
