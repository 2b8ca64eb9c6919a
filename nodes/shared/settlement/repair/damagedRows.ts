// Rows that a careless copy damaged, looked at again at the end of the file. Mended is only what is
// certain: two neighbours that a line end had parted and that fit together to the cell, cells in quotes
// where a number stands in quotes too, empty cells that a spreadsheet left out at the end of a row, a
// rounded settlement id where the file holds one settlement only. What was done is noted with its rows;
// everything else is unreadable.
import { readCsvRows } from '../file/csvRows';
import { isProblem } from '../formats/rowProblem';
import { withoutLineEnds } from '../formats/spreadsheetCopy';
import { isRounded, lostReason } from '../lines/lostIds';
import type { KeptRow, Reading } from '../lines/reading';
import { readDataRow, reportUnreadable } from '../lines/reading';
import { isSummaryRow } from '../lines/settlementFacts';

const MENDS = {
	joined: 'Rows put together that a line end had broken in two',
	unquoted: 'Rows read without the quotes a spreadsheet had put around cells',
	padded: 'Rows completed with the empty cells a spreadsheet or editor had left out at their end',
	renamed: 'Rows whose settlement id a spreadsheet had rounded, read with the id of the other rows',
} as const;
type Mend = keyof typeof MENDS;

const ROWS_NAMED_MAX = 10;

export function readDamagedRows(reading: Reading): void {
	const mended: Record<Mend, number[]> = { joined: [], unquoted: [], padded: [], renamed: [] };
	const rounded: KeptRow[] = [];
	const rows = reading.damaged;
	const mayPad = reading.isCopy || wereBlanksCut(reading);
	for (let i = 0; i < rows.length; i++) {
		const [row, next] = [rows[i], rows[i + 1] as KeptRow | undefined];
		const joined = next && join(row, next);
		const mend = (kind: Mend, cells: string[] | undefined, text = row.text): boolean => {
			const isRead = cells !== undefined && take(reading, { ...row, text }, cells);
			mended[kind].push(...(isRead ? [row.number] : []));
			return isRead;
		};
		if (joined && mend('joined', joined, `${row.text}\n${next.text}`)) {
			i++;
			reading.rows--; // the halves are one row
		} else if (row.problem.damage === 'settlementId') {
			rounded.push(row);
		} else if (
			!mend('unquoted', unquoted(reading, row)) &&
			!mend('padded', mayPad ? padded(reading, row, next) : undefined)
		) {
			reportUnreadable(reading, row, row.problem);
		}
	}
	mended.renamed = readRounded(reading, rounded);
	for (const [kind, numbers] of Object.entries(mended)) {
		if (numbers.length > 0) {
			reading.notes.push(`${MENDS[kind as Mend]}: ${counted(numbers)}`);
		}
	}
}

/** True when the row was read with these cells, or is only doubtful now. */
function take(reading: Reading, row: KeptRow, cells: string[]): boolean {
	reading.header = row.header;
	const problem = readDataRow(reading, row.number, cells);
	if (problem?.doubtful) {
		reading.doubtful.push({ ...row, cells, problem });
	}
	return problem === undefined || problem.doubtful;
}

/** Both halves lack cells, and together they have them all: the cell the line end broke is one. */
function join(row: KeptRow, next: KeptRow): string[] | undefined {
	const { format } = row.header;
	const isBroken =
		row.problem.damage === 'cellCount' &&
		next.problem.damage !== undefined &&
		next.header === row.header &&
		next.number === row.number + 1 &&
		next.cells.length !== format.width &&
		next.cells[0] !== row.cells[format.settlementIdAt] &&
		row.cells.length + next.cells.length - 1 === format.width;
	if (!isBroken) {
		return undefined;
	}
	const [broken, rest] = [row.cells[row.cells.length - 1], next.cells[0]];
	const cells = [...row.cells.slice(0, -1), `${broken}\n${rest}`, ...next.cells.slice(1)];
	const whole = withoutLineEnds(format, cells);
	return isProblem(whole) ? undefined : whole;
}

/** A row that is no line with its quotes as letters, and one without them: a spreadsheet quoted it. */
function unquoted(reading: Reading, { header, text }: KeptRow): string[] | undefined {
	if (reading.isCopy || !text.includes('"')) {
		return undefined;
	}
	const [row, ...others] = readCsvRows(Buffer.from(text, 'utf8'), '\t');
	if (others.length > 0 || row?.cells.length !== header.format.width) {
		return undefined;
	}
	reading.sawMarks ||= row.sawMarks;
	return row.cells;
}

/**
 * An editor cut the blanks off the ends of rows: a summary row lacks its empty cells, and of the rows
 * that have all cells none ends with an empty one.
 */
function wereBlanksCut({ isTrimmed, header, settlements }: Reading): boolean {
	const { format } = header!;
	const endsWithPromotion = format.header[format.width - 1] === format.names.promotionId;
	return (
		isTrimmed &&
		endsWithPromotion &&
		[...settlements.values()].every(({ transactions }) =>
			[...transactions.values()].every(({ lines }) =>
				lines.every(({ promotionId }) => promotionId !== ''),
			),
		)
	);
}

/** Never the last row of a file cut off, one without its dates, nor one with a stray rest below. */
function padded(
	{ isCopy, isCutOff, lastRow }: Reading,
	{ header, cells, problem, number }: KeptRow,
	next: KeptRow | undefined,
): string[] | undefined {
	const { width, settlementIdAt, at } = header.format;
	const hasRest = next?.number === number + 1 && !/^\d+$/.test(next.cells[settlementIdAt] ?? '');
	const isShort = problem.damage === 'cellCount' && cells.length < width;
	// An item's row that ends with its SKU has lost its units, or the tab before them.
	const isDoubtful = cells.length <= at.postedDateTime || cells.length - 1 === at.sku;
	const mayBeCut = (isCutOff && number === lastRow) || (!isCopy && isDoubtful);
	if (mayBeCut || !isShort || hasRest) {
		return undefined;
	}
	return [...cells, ...new Array<string>(width - cells.length).fill('')];
}

/**
 * Rows whose settlement id is a rounded number belong to the one settlement of the file if its id looks
 * like that when rounded, and if none of them states other facts.
 */
function readRounded(reading: Reading, rows: readonly KeptRow[]): number[] {
	const [whole, ...others] = reading.settlements.keys();
	const numbers: number[] = [];
	let isCertain = others.length === 0 && whole !== undefined;
	const summaryFirst = [...rows].sort((a, b) => Number(isSummary(b)) - Number(isSummary(a)));
	for (const row of summaryFirst) {
		const { format } = row.header;
		const stated = row.cells[format.settlementIdAt];
		const cells = row.cells.map((cell, i) => (i === format.settlementIdAt ? whole : cell));
		if (isCertain && isRounded(whole, stated) && take(reading, row, cells)) {
			numbers.push(row.number);
		} else {
			isCertain &&= !isSummary(row);
			reportUnreadable(reading, row, { ...row.problem, reason: lostReason(stated) });
		}
	}
	return numbers.sort((a, b) => a - b);
}

function isSummary({ header: { format }, cells }: KeptRow): boolean {
	const rows = format.expand(cells);
	return !isProblem(rows) && isSummaryRow(format, rows[0].cells);
}

function counted(numbers: readonly number[]): string {
	const named = numbers.slice(0, ROWS_NAMED_MAX).join(', ');
	return `${numbers.length} (row ${named}${numbers.length > ROWS_NAMED_MAX ? ', ...' : ''})`;
}
