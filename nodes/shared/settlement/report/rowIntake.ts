// One row into the reading: it is a header, joins its settlement as lines or facts, or is kept aside for
// the end of the file: because it can be read two ways, is not UTF-8, or was damaged by a careless copy.
import type { Delimiter } from '../file/csvRows';
import { readCsvRows } from '../file/csvRows';
import type { Row } from '../file/rows';
import { identify } from '../formats/formats';
import type { RowProblem } from '../formats/rowProblem';
import { isProblem } from '../formats/rowProblem';
import { copyNote, isCutOff, withoutLineEnds } from '../formats/spreadsheetCopy';
import { createLineReader } from '../lines/line';
import type { KeptRow, Reading } from '../lines/reading';
import { readDataRow, reportUnreadable } from '../lines/reading';
import { beyondLimit, LIMITS } from '../values/limits';
import { refuse } from './foreignReports';

const NOT_UTF8: RowProblem = {
	column: '',
	reason: 'the row holds bytes that are not UTF-8',
	doubtful: false,
};
/** A header stands at the top; a short preamble is borne. */
const HEAD_ROWS_MAX = 15;
const HEAD_CHARACTERS_MAX = 10_000;

/** A spreadsheet's copy, held as a whole. */
export function takeCopy(reading: Reading, bytes: Buffer, delimiter: Delimiter): void {
	reading.isCopy = true;
	reading.isCutOff = isCutOff(bytes);
	reading.notes.push(copyNote(delimiter));
	for (const row of readCsvRows(bytes, delimiter)) {
		const { header } = reading;
		const isBroken = header !== undefined && row.lastLine > row.number;
		const cells = isBroken ? withoutLineEnds(header.format, row.cells) : row.cells;
		if (isProblem(cells)) {
			reading.rows++;
			reportUnreadable(reading, keep(reading, row, cells), cells);
		} else {
			takeRow(reading, { ...row, cells });
		}
	}
}

export function takeRow(reading: Reading, row: Row, headRowsMax = HEAD_ROWS_MAX): void {
	reading.rows++;
	reading.lastRow = row.number;
	reading.above = undefined;
	const { header, current } = reading;
	if (header === undefined) {
		return findHeader(reading, row, headRowsMax);
	}
	const id = row.cells[header.format.settlementIdAt] ?? '';
	if (id !== current?.settlementId && !/^\d*$/.test(id) && takeHeader(reading, row)) {
		return;
	}
	reading.sawUtf8 = row.sawUtf8;
	reading.sawMarks ||= row.sawMarks;
	const problem = row.isUtf8 ? readDataRow(reading, row.number, row.cells) : NOT_UTF8;
	if (problem !== undefined) {
		const kept = keep(reading, row, problem);
		if (problem === NOT_UTF8) {
			reading.foreign.push(kept);
		} else if (problem.doubtful) {
			reading.doubtful.push(kept);
		} else if (problem.damage !== undefined || kept.text.includes('"')) {
			reading.damaged.push(kept);
		} else {
			reportUnreadable(reading, kept, problem);
		}
	}
}

function keep(reading: Reading, row: Row, problem: RowProblem): KeptRow {
	const header = reading.header!;
	const { doubtful, damaged, foreign } = reading;
	for (const [count, max] of [
		[damaged.length, LIMITS.damagedRows],
		[doubtful.length + damaged.length + foreign.length, LIMITS.keptRows],
	]) {
		if (count >= max) {
			throw beyondLimit(`Something is wrong with more than ${max} rows of the file`);
		}
	}
	const settlementId = reading.current?.settlementId ?? '';
	const { number } = row;
	return { number, header, cells: [...row.cells], text: row.text(), problem, settlementId };
}

function findHeader(reading: Reading, row: Row, headRowsMax: number): void {
	if (!takeHeader(reading, row)) {
		reading.headerRows++;
		reading.head.push(row.text().slice(0, HEAD_CHARACTERS_MAX));
		if (reading.head.length === headRowsMax) {
			throw refuse(reading.head);
		}
	}
}

/** Also in the middle: reports put together in one file bring their headers with them. */
function takeHeader(reading: Reading, row: Row): boolean {
	const format = identify(row.cells, { preamble: reading.head, notes: reading.rowNotes });
	if (format !== undefined) {
		reading.headerRows++;
		reading.header = {
			format,
			readLine: createLineReader(format, reading.evidence, reading.rules),
		};
	}
	return format !== undefined;
}
