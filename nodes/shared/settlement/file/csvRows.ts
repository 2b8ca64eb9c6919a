// Delimited text with quoting, as spreadsheets and Date Range reports write it: a file's bytes and its
// delimiter -> rows with physical line numbers. csv-parse cuts the cells wherever there are quotes. Where
// a stray one swallowed whole rows, or stays open to the end of the file, every line is read alone, so
// that a quote never costs more than its own row. The file is held in memory; Amazon's tab-separated
// originals, where a quote is a letter, are streamed by rows.ts instead.
import { parse } from '../../vendor';
import { beyondLimit, LIMITS } from '../values/limits';
import { bareCell, isMarked } from './bareCell';
import { decodedCells, isAsciiOnly } from './csvCells';
import type { Row } from './rows';
import { decodeUtf8 } from './stringPool';

export type Delimiter = ',' | ';' | '\t';

/** Like a row of rows.ts, but each is an object of its own and may be kept. */
export interface CsvRow extends Row {
	/** The physical line it ends on; beyond `number` where a quoted cell holds line ends. */
	lastLine: number;
}

interface Span {
	cells: string[];
	/** Bytes of the row with its line end. */
	start: number;
	end: number;
}

/** How many lines may still be cut by themselves. */
interface Budget {
	left: number;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
/** Lines with quotes are given to csv-parse together, up to so many bytes. */
const BLOCK_BYTES = 1 << 18;

/** Rows that are not blank. `bytes` are UTF-8 or any charset that leaves ASCII as it is. */
export function readCsvRows(bytes: Buffer, delimiter: Delimiter): CsvRow[] {
	const rows: CsvRow[] = [];
	const position = { at: 0, line: 1 };
	let sawUtf8 = false;
	let sawMarks = false;
	for (const span of spansOf(bytes, delimiter, { left: LIMITS.linesCutAlone })) {
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
		rows.push({
			...{ number, lastLine, cells, isUtf8: texts !== undefined, sawUtf8, sawMarks },
			// Read as Latin-1 the row is decoded again later, cell by cell, cut at tabs.
			text: () =>
				texts === undefined ? cells.join('\t') : textOf(bytes, span.start, endOfText(bytes, span)),
		});
	}
	return rows;
}

/** Every row of the file, blank ones too; each byte is in exactly one. */
function spansOf(bytes: Buffer, delimiter: Delimiter, budget: Budget): Span[] {
	const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	const spans: Span[] = [];
	let quotedFrom = -1;
	let isOpen = false;
	const takeQuoted = (end: number) => {
		for (const span of quotedSpans(bytes, { from: quotedFrom, end }, delimiter, budget)) {
			spans.push(span);
		}
		quotedFrom = -1;
	};
	for (const line of linesOf(bytes, hasMark ? 3 : 0, bytes.length)) {
		const quotes = quotesIn(bytes, line);
		const isLong = line.start - quotedFrom > BLOCK_BYTES;
		if (quotedFrom >= 0 && !isOpen && (quotes === 0 || isLong)) {
			takeQuoted(line.start);
		}
		if (quotes === 0 && quotedFrom < 0) {
			spans.push({ ...line, cells: cutPlain(bytes, line, delimiter) });
		} else {
			quotedFrom = quotedFrom < 0 ? line.start : quotedFrom;
			isOpen = isOpen !== (quotes % 2 === 1);
		}
	}
	if (quotedFrom >= 0) {
		takeQuoted(bytes.length);
	}
	return spans;
}

/** Lines with quotes, as many as close them, or all that are left of the file. */
function quotedSpans(
	bytes: Buffer,
	{ from, end }: { from: number; end: number },
	delimiter: Delimiter,
	budget: Budget,
): Span[] {
	const { rows, isClosed } = cut(bytes.subarray(from, end), delimiter);
	let start = from;
	const spans = rows.map(({ cells, length }) => {
		const span = { cells, start, end: from + length };
		start = span.end;
		return span;
	});
	const sure = spans.flatMap((span) => {
		const lines = linesOf(bytes, span.start, span.end);
		const isSure = lines.length === 1 || isOneRow(bytes, span, lines, [delimiter, budget]);
		return isSure ? [span] : apart(bytes, lines, delimiter, budget);
	});
	return isClosed
		? sure
		: [...sure, ...apart(bytes, linesOf(bytes, start, end), delimiter, budget)];
}

/** Of a row with line ends: whether its quotes are sound, and no line in it looks like a row of its own. */
function isOneRow(
	bytes: Buffer,
	{ cells, start, end }: Span,
	lines: readonly Span[],
	[delimiter, budget]: readonly [Delimiter, Budget],
): boolean {
	const { isClosed } = cut(bytes.subarray(start, end), delimiter, false);
	return (
		isClosed &&
		!lines.slice(1).some((line) => {
			const own = cutAlone(bytes, line, delimiter, budget);
			return own.length === cells.length && own[0] === cells[0];
		})
	);
}

interface Cut {
	rows: Array<{ cells: string[]; /** Bytes up to the end of the row. */ length: number }>;
	/** False when a quote is open at the end, or out of place: then only the rows before it are here. */
	isClosed: boolean;
}

function cut(text: Buffer, delimiter: Delimiter, mayBeStray = true): Cut {
	const rows: Cut['rows'] = [];
	try {
		parse(text, {
			delimiter,
			encoding: 'latin1',
			record_delimiter: ['\r\n', '\n', '\r'],
			relax_column_count: true,
			relax_quotes: mayBeStray,
			on_record: (cells: string[], { bytes }) => {
				rows.push({ cells, length: bytes });
				return null; // nothing is gathered twice
			},
		});
		return { rows, isClosed: true };
	} catch {
		return { rows, isClosed: false }; // quotes are all csv-parse can find wrong with these options
	}
}

/** A physical line as a row; where its quotes do not close, they are letters. */
function cutAlone(bytes: Buffer, line: Span, delimiter: Delimiter, budget: Budget): string[] {
	if (budget.left-- <= 0) {
		throw beyondLimit(
			'The quotes of the file are broken in more rows than can be looked at one by one',
		);
	}
	const { rows, isClosed } = cut(bytes.subarray(line.start, line.end), delimiter);
	return isClosed && rows.length === 1 ? rows[0].cells : cutPlain(bytes, line, delimiter);
}

function cutPlain(bytes: Buffer, line: Span, delimiter: Delimiter): string[] {
	return bytes.toString('latin1', line.start, endOfText(bytes, line)).split(delimiter);
}

function quotesIn(bytes: Buffer, { start, end }: Span): number {
	let quotes = 0;
	for (let i = start; i < end; i++) {
		quotes += bytes[i] === QUOTE ? 1 : 0;
	}
	return quotes;
}

function apart(
	bytes: Buffer,
	lines: readonly Span[],
	delimiter: Delimiter,
	budget: Budget,
): Span[] {
	return lines.map((line) => ({ ...line, cells: cutAlone(bytes, line, delimiter, budget) }));
}

function linesOf(bytes: Buffer, start: number, end: number): Span[] {
	const lines: Span[] = [];
	let from = start;
	for (let i = start; i < end; i++) {
		if (isLineEnd(bytes, i)) {
			lines.push({ cells: [], start: from, end: i + 1 });
			from = i + 1;
		}
	}
	if (from < end) {
		lines.push({ cells: [], start: from, end });
	}
	return lines;
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

function endOfText(bytes: Buffer, { start, end }: Span): number {
	let last = end;
	while (last > start && (bytes[last - 1] === LF || bytes[last - 1] === CR)) {
		last--;
	}
	return last;
}

function textOf(bytes: Buffer, start: number, end: number): string {
	return decodeUtf8(bytes, start, end) ?? bytes.toString('latin1', start, end);
}
