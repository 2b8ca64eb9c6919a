// The state of a report while it is read, and how one row is taken into it. Used twice: row by row as
// the file comes in, and once more for the rows that were doubtful alone.
import type { FlatRow } from '../file/rows';
import type { BoundFormat, ExpandedRow } from '../formats/format';
import type { RowProblem } from '../formats/rowProblem';
import { isProblem, quantityProblem, widthProblem } from '../formats/rowProblem';
import type { ClassRule } from '../labels/classRules';
import type { Decisions, Evidence } from '../values/evidence';
import { beyondLimit, LIMITS, refuseTooMany } from '../values/limits';
import type { UnreadableRow } from '../values/settlementError';
import { farDate, type Period } from './farDate';
import type { Line, LineDetails, LineReader } from './line';
import { readQuantity } from './line';
import { isScientific, lostKey } from './lostIds';
import type { OpenSettlement } from './settlement';
import { openSettlement, takeLine, transactionOf } from './settlement';
import { isSummaryRow, mergeFacts, noFacts, readFacts, statesFacts } from './settlementFacts';
import { withoutSurplus } from './surplusCells';
import type { Transaction } from './transaction';
import { addTexts, isOfEvent } from './transaction';

/** A format bound to the header row that is in force. */
export interface Header {
	format: BoundFormat;
	readLine: LineReader;
}

/** A report while it is read. */
export interface Reading {
	evidence: Evidence;
	/** The user's own classes for labels. */
	rules: readonly ClassRule[];
	/** Whether transactions keep their lines, or only count them. */
	keepsLines: boolean;
	/** By settlement, where the file is read again with what its end stated. */
	periods?: ReadonlyMap<string, Period>;
	header?: Header;
	/** The lines before the header was found. */
	head: string[];
	rows: number;
	headerRows: number;
	settlements: Map<string, OpenSettlement>;
	current?: OpenSettlement;
	last?: Transaction;
	/** Undefined where the row above was not just a line of a transaction. */
	above?: Above;
	doubtful: KeptRow[];
	/** Whether a spreadsheet saved the file, for certain. */
	isCopy: boolean;
	/** Whether a summary row lacks its empty cells: somebody cut blanks off the ends of rows. */
	isTrimmed: boolean;
	/** Whether the last row has no line end: the file may be cut off inside it. */
	isCutOff: boolean;
	/** The number of the last row so far. */
	lastRow: number;
	/** Rows that a careless copy damaged: the end of the file may mend them. */
	damaged: KeptRow[];
	/** Rows whose bytes are not UTF-8, as Latin-1: the end of the file decides. */
	foreign: KeptRow[];
	sawUtf8: boolean;
	/** Whether cells had more around them than plain blanks. */
	sawMarks: boolean;
	/** What was done that the reader of the summary should know. */
	notes: string[];
	/** What the rows gave to tell, each thing once. */
	rowNotes: Set<string>;
	unreadable: UnreadableRow[];
}

/** What a row may share with the next. */
interface Above {
	readLine: LineReader;
	/** Bits of the columns in which a further line of the same item is like it. */
	fixedColumns: number;
	settlement: OpenSettlement;
	transaction: Transaction;
	details: LineDetails;
}

/** A copy of a row, since the reader overwrites its own. */
export interface KeptRow {
	number: number;
	/** The header in force where it stands. */
	header: Header;
	cells: string[];
	text: string;
	problem: RowProblem;
	/** The settlement the row stands in, for a row that does not tell. */
	settlementId: string;
}

const NO_FACTS = noFacts();

/** Takes a row into its settlement; or tells why it cannot, and leaves everything as it was. */
export function readDataRow(
	reading: Reading,
	number: number,
	cells: readonly string[],
	decisions?: Decisions,
): RowProblem | undefined {
	const { width } = reading.header!.format;
	const fitting = cells.length > width ? withoutSurplus(cells, width, reading.rowNotes) : cells;
	return readFittingRow(reading, number, fitting, decisions);
}

function readFittingRow(
	reading: Reading,
	number: number,
	cells: readonly string[],
	decisions?: Decisions,
): RowProblem | undefined {
	const { format } = reading.header!;
	const rows = format.expand(cells, decisions);
	if (isProblem(rows)) {
		return rows;
	}
	const [{ cells: first }] = rows;
	const isSummary = isSummaryRow(format, first) && cells.length <= format.width;
	if (!isSummary && cells.length !== format.width) {
		return widthProblem(cells.length, format.width);
	}
	const id = first[format.at.settlementId] ?? '';
	if (id !== reading.current?.settlementId && !/^\w[\w-]*$/.test(id)) {
		const reason = id === '' ? 'the settlement id is empty' : `'${id}' is not a settlement id`;
		const damage = isScientific(id) ? 'settlementId' : undefined;
		return { column: format.names.settlementId, reason, doubtful: false, damage };
	}
	const lines = isSummary ? [] : readLines(reading.header!, number, rows, decisions);
	if (isProblem(lines)) {
		return lines;
	}
	const { last } = reading;
	const lost =
		last !== undefined && isOfEvent(last, format.at, first) ? undefined : lostKey(format, first);
	const period = reading.periods?.get(id) ?? reading.settlements.get(id)?.facts;
	const refused = lost ?? farDate(period, lines, format.names.postedDate);
	if (refused !== undefined) {
		return refused;
	}
	reading.isTrimmed ||= isSummary && cells.length < format.width;
	const isStated = isSummary || statesFacts(format, first);
	const facts = isStated ? readFacts(format, first, reading.evidence, decisions) : NO_FACTS;
	if (isProblem(facts)) {
		// The rest of a broken row may look like a short summary row.
		return cells.length === format.width ? facts : { ...facts, damage: 'cellCount' };
	}
	const settlement = settlementOf(reading, id);
	const contradiction = isStated ? mergeFacts(settlement.facts, facts, format.names) : undefined;
	if (contradiction !== undefined) {
		return contradiction;
	}
	if (isSummary) {
		settlement.summaryRows++;
	} else if (lines.length === 0) {
		settlement.rowsWithoutAmount++;
		addUnits(reading, settlement, first);
	}
	for (let i = 0; i < lines.length; i++) {
		const { cells: from } = rows[i];
		const { details } = lines[i];
		const transaction = transactionOf(settlement, format, from, reading.last);
		addTexts(transaction, details.postedDate, format.at, from);
		takeLine(settlement, transaction, lines[i]);
		settlement.furtherAmounts += i === 0 ? 0 : 1;
		reading.last = transaction;
		if (!isStated && format.lineColumns !== undefined) {
			const { readLine } = reading.header!;
			const fixedColumns = ~format.lineColumns;
			reading.above = { readLine, fixedColumns, settlement, transaction, details };
		}
	}
	return undefined;
}

/**
 * Takes a row that says of its event and item what the row above said. Most rows do, and then nothing of
 * what `readDataRow` asks can have another answer. False, with nothing done, for any other row.
 */
export function takeFurtherLine(reading: Reading, row: FlatRow): boolean {
	const { above } = reading;
	if (above === undefined || (row.changed & above.fixedColumns) !== 0) {
		return false;
	}
	const { settlement, transaction } = above;
	const line = above.readLine.readFurther(row, transaction.transactionType, above.details);
	if (line === undefined) {
		return false;
	}
	reading.rows++;
	reading.lastRow = row.number;
	reading.sawUtf8 = row.sawUtf8;
	reading.sawMarks ||= row.sawMarks;
	takeLine(settlement, transaction, line);
	return true;
}

/** All lines of a row, or what is wrong with the first that cannot be read; none without an amount. */
function readLines(
	{ format, readLine }: Header,
	number: number,
	rows: readonly ExpandedRow[],
	decisions: Decisions | undefined,
): Line[] | RowProblem {
	const { at, names, mayLackAmount } = format;
	const [{ cells: first }] = rows;
	if (mayLackAmount && first[at.amount] === '') {
		const units = first[at.quantity];
		return Number.isNaN(readQuantity(units)) ? quantityProblem(names.quantity, units) : [];
	}
	const lines: Line[] = [];
	for (const { cells, amountColumn } of rows) {
		const line = readLine.read(number, cells, decisions);
		if (isProblem(line)) {
			return line.column === names.amount ? { ...line, column: amountColumn } : line;
		}
		lines.push(line);
	}
	return lines;
}

/** Flat File V1 tells the units of an order's item on a row of their own. */
function addUnits(reading: Reading, settlement: OpenSettlement, cells: readonly string[]): void {
	const { format } = reading.header!;
	const units = readQuantity(cells[format.at.quantity]);
	if (units !== 0) {
		reading.last = transactionOf(settlement, format, cells, reading.last);
		reading.last.quantity += units;
	}
}

function settlementOf(reading: Reading, id: string): OpenSettlement {
	if (reading.current?.settlementId !== id) {
		reading.current = reading.settlements.get(id) ?? openSettlement(id, reading.keepsLines);
		reading.settlements.set(id, reading.current);
		refuseTooMany(reading.settlements.size);
		reading.last = undefined;
	}
	return reading.current;
}

export function reportUnreadable(reading: Reading, row: KeptRow, problem: RowProblem): void {
	if (reading.unreadable.length >= LIMITS.unreadableRows) {
		throw beyondLimit(`More than ${LIMITS.unreadableRows} rows of the file cannot be read`);
	}
	const { column, reason } = problem;
	const stated = row.cells[row.header.format.settlementIdAt] ?? '';
	const settlementId = reading.settlements.has(stated) ? stated : row.settlementId;
	const text = row.text.slice(0, LIMITS.rowCharacters);
	reading.unreadable.push({ row: row.number, column, reason, text, settlementId });
}
