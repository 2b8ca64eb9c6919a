// A report that somebody opened in a spreadsheet and saved again. It is one for certain when its header
// stands between commas or semicolons, or in quotes: Amazon writes neither. Then its cells are quoted
// text, read by csvRows.ts; a file with Amazon's own header keeps its quotes as letters.
import type { Delimiter } from '../file/csvRows';
import { readCsvRows } from '../file/csvRows';
import type { BoundFormat } from './format';
import { identify } from './formats';
import type { RowProblem } from './rowProblem';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];
const NAMES: Readonly<Record<Delimiter, string>> = {
	',': 'commas',
	';': 'semicolons',
	'\t': 'tabs and in quotes',
};

/** How far into a file its header is looked for; more than any preamble and header take. */
const HEAD_BYTES = 16 * 1024;
const HEAD_LINES_MAX = 15;

/** By the first bytes of a file; undefined for an original, and for what is not a settlement report. */
export function copyDelimiter(head: Uint8Array): Delimiter | undefined {
	const lines = Buffer.from(head.subarray(0, HEAD_BYTES))
		.toString('latin1')
		.split(/\r\n|\n|\r/, HEAD_LINES_MAX);
	for (const line of lines) {
		if (identify(line.split('\t')) !== undefined) {
			return undefined;
		}
		const delimiter = DELIMITERS.find((each) => isCopiedHeader(line, each));
		if (delimiter !== undefined) {
			return delimiter;
		}
	}
	return undefined;
}

function isCopiedHeader(line: string, delimiter: Delimiter): boolean {
	const isQuoted = line.includes('"');
	if (!line.includes(delimiter) || (delimiter === '\t' && !isQuoted)) {
		return false;
	}
	const [header] = readCsvRows(Buffer.from(line, 'latin1'), delimiter);
	return header !== undefined && identify(header.cells) !== undefined;
}

export function copyNote(delimiter: Delimiter): string {
	return `The file is not as Amazon delivered it: a spreadsheet saved it with its cells between ${NAMES[delimiter]}`;
}

/** Columns whose cells are texts: there a line end is a blank. */
const TEXT_COLUMN = /(-type|-description|^sku|^promotion-id)$/;

/**
 * The cells without the line ends inside them. In an id, a date or an amount nobody can tell whether
 * something was lost with the line end, so the row has a problem instead.
 */
export function withoutLineEnds(
	{ header }: BoundFormat,
	cells: readonly string[],
): string[] | RowProblem {
	const at = cells.findIndex(
		(cell, i) => /[\r\n]/.test(cell.trim()) && !TEXT_COLUMN.test(header[i] ?? ''),
	);
	if (at >= 0) {
		const column = header[at] ?? '';
		return { column, reason: `a line end stands inside the ${column}`, doubtful: false };
	}
	return cells.map((cell) =>
		/[\r\n]/.test(cell)
			? cell
					.split(/[\r\n]+/)
					.map((part) => part.trim())
					.filter((part) => part !== '')
					.join(' ')
			: cell.trim(),
	);
}

/** Whether the file breaks off inside its last row. */
export function isCutOff(bytes: Uint8Array): boolean {
	const last = bytes[bytes.length - 1];
	return last !== 10 && last !== 13;
}
