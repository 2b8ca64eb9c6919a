// Delimited text with quoting, as spreadsheets and Date Range reports write it: a file's bytes and its
// delimiter -> rows with physical line numbers. Where a stray quote swallowed whole rows, or stays open to the
// end of the file, every line is read alone, so that a quote never costs more than its own row. The file is held
// in memory; Amazon's tab-separated originals, where a quote is a letter, are streamed by rows.ts instead.
import { bareCell, isMarked } from './bareCell';
import { decodedCells, isAsciiOnly } from './csvCells';
import { cutQuoted } from './cutQuoted';
import type { Row } from './rows';
import { decodeUtf8 } from './stringPool';

export type Delimiter = ',' | ';' | '\t';

/** Like a row of rows.ts, but each is an object of its own and may be kept. */
export interface CsvRow extends Row {
	/** The physical line it ends on; beyond `number` where a quoted cell holds line ends. */
	lastLine: number;
}

/** Bytes of a line or row with its line end. */
interface Range {
	start: number;
	end: number;
}

interface Span extends Range {
	cells: string[];
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
/** Lines with quotes are cut together, up to so many bytes. */
const BLOCK_BYTES = 1 << 18;

/** Rows that are not blank, one by one. `bytes` are UTF-8 or any charset that leaves ASCII as it is. */
export function* readCsvRows(bytes: Buffer, delimiter: Delimiter): Generator<CsvRow> {
	const position = { at: 0, line: 1 };
	let sawUtf8 = false;
	let sawMarks = false;
	for (const span of spansOf(bytes, delimiter)) {
		const number = lineAt(bytes, position, span.start);
		const lastLine = lineAt(bytes, position, endOfText(bytes, span));
		const isAscii = isAsciiOnly(bytes, span);
		const decoded = isAscii ? span.cells : decodedCells(span.cells);
		const cells = (decoded ?? span.cells).map(bareCell);
		if (cells.every((cell) => cell === '')) {
			continue;
		}
		const texts = decoded && cells;
		sawMarks ||= cells.some((cell, i) => isMarked((decoded ?? span.cells)[i], cell));
		sawUtf8 ||= !isAscii && texts !== undefined;
		yield {
			number,
			lastLine,
			cells,
			isUtf8: texts !== undefined,
			sawUtf8,
			sawMarks,
			// Read as Latin-1 the row is decoded again later, cell by cell, cut at tabs.
			text: () =>
				texts === undefined ? cells.join('\t') : textOf(bytes, span.start, endOfText(bytes, span)),
		};
	}
}

/** Every row of the file, blank ones too; each byte is in exactly one. */
function* spansOf(bytes: Buffer, delimiter: Delimiter): Generator<Span> {
	const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	let quotedFrom = -1;
	let isOpen = false;
	for (const line of linesOf(bytes, hasMark ? 3 : 0, bytes.length)) {
		const quotes = quotesIn(bytes, line);
		const isLong = line.start - quotedFrom > BLOCK_BYTES;
		if (quotedFrom >= 0 && !isOpen && (quotes === 0 || isLong)) {
			yield* quotedSpans(bytes, { from: quotedFrom, end: line.start }, delimiter);
			quotedFrom = -1;
		}
		if (quotes === 0 && quotedFrom < 0) {
			yield { ...line, cells: cutPlain(bytes, line, delimiter) };
		} else {
			quotedFrom = quotedFrom < 0 ? line.start : quotedFrom;
			isOpen = isOpen !== (quotes % 2 === 1);
		}
	}
	if (quotedFrom >= 0) {
		yield* quotedSpans(bytes, { from: quotedFrom, end: bytes.length }, delimiter);
	}
}

/** Lines with quotes, as many as close them, or all that are left of the file. */
function* quotedSpans(
	bytes: Buffer,
	{ from, end }: { from: number; end: number },
	delimiter: Delimiter,
): Generator<Span> {
	const { rows, isClosed } = cutQuoted(bytes.toString('latin1', from, end), delimiter);
	let start = from;
	for (const { cells, length } of rows) {
		const span = { cells, start, end: from + length };
		start = span.end;
		if (isOneLine(bytes, span) || isOneRow(bytes, span, delimiter)) {
			yield span;
		} else {
			yield* apart(bytes, span, delimiter);
		}
	}
	if (!isClosed) {
		yield* apart(bytes, { start, end }, delimiter);
	}
}

function isOneLine(bytes: Buffer, { start, end }: Range): boolean {
	for (let i = start; i < end - 1; i++) {
		if (isLineEnd(bytes, i)) {
			return false;
		}
	}
	return true;
}

/** Of a row with line ends: whether its quotes are sound, and no line in it looks like a row of its own. */
function isOneRow(bytes: Buffer, { cells, start, end }: Span, delimiter: Delimiter): boolean {
	const { isClosed } = cutQuoted(bytes.toString('latin1', start, end), delimiter, false);
	if (!isClosed) {
		return false;
	}
	for (const line of linesOf(bytes, start, end)) {
		const own = line.start === start ? [] : cutAlone(bytes, line, delimiter);
		if (own.length === cells.length && own[0] === cells[0]) {
			return false;
		}
	}
	return true;
}

/** A physical line as a row; where its quotes do not close, they are letters. */
function cutAlone(bytes: Buffer, line: Range, delimiter: Delimiter): string[] {
	const { rows, isClosed } = cutQuoted(bytes.toString('latin1', line.start, line.end), delimiter);
	return isClosed && rows.length === 1 ? rows[0].cells : cutPlain(bytes, line, delimiter);
}

function cutPlain(bytes: Buffer, line: Range, delimiter: Delimiter): string[] {
	return bytes.toString('latin1', line.start, endOfText(bytes, line)).split(delimiter);
}

function quotesIn(bytes: Buffer, { start, end }: Range): number {
	let quotes = 0;
	for (let i = start; i < end; i++) {
		quotes += bytes[i] === QUOTE ? 1 : 0;
	}
	return quotes;
}

function* apart(bytes: Buffer, { start, end }: Range, delimiter: Delimiter): Generator<Span> {
	for (const line of linesOf(bytes, start, end)) {
		yield { ...line, cells: cutAlone(bytes, line, delimiter) };
	}
}

function* linesOf(bytes: Buffer, start: number, end: number): Generator<Range> {
	let from = start;
	for (let i = start; i < end; i++) {
		if (isLineEnd(bytes, i)) {
			yield { start: from, end: i + 1 };
			from = i + 1;
		}
	}
	if (from < end) {
		yield { start: from, end };
	}
}

/** The last byte of a LF, CR or CRLF. */
function isLineEnd(bytes: Buffer, i: number): boolean {
	return bytes[i] === LF || (bytes[i] === CR && bytes[i + 1] !== LF);
}

/** Asked with places that only grow. */
function lineAt(bytes: Buffer, position: { at: number; line: number }, place: number): number {
	for (; position.at < place; position.at++) {
		position.line += isLineEnd(bytes, position.at) ? 1 : 0;
	}
	return position.line;
}

function endOfText(bytes: Buffer, { start, end }: Range): number {
	let last = end;
	while (last > start && (bytes[last - 1] === LF || bytes[last - 1] === CR)) {
		last--;
	}
	return last;
}

function textOf(bytes: Buffer, start: number, end: number): string {
	return decodeUtf8(bytes, start, end) ?? bytes.toString('latin1', start, end);
}
