// The state of a report while it is read, and how one row is taken into it. Used twice: row by row as
// the file comes in, and once more for the rows that were doubtful alone.
import type { BoundFormat } from './formats';
import { isProblem } from './line';
import type { Decisions, Evidence, LineReader, RowProblem } from './line';
import { openSettlement, transactionOf } from './settlement';
import type { OpenSettlement } from './settlement';
import type { UnreadableRow } from './settlementError';
import { isSummaryRow, mergeFacts, readFacts, statesFacts } from './settlementFacts';
import { addLine } from './transaction';
import type { Transaction } from './transaction';

/** A format bound to the header row that is in force. */
export interface Header {
	format: BoundFormat;
	readLine: LineReader;
}

/** A report while it is read. */
export interface Reading {
	evidence: Evidence;
	header?: Header;
	/** The lines before the header was found. */
	head: string[];
	rows: number;
	headerRows: number;
	settlements: Map<string, OpenSettlement>;
	current?: OpenSettlement;
	last?: Transaction;
	doubtful: KeptRow[];
	unreadable: UnreadableRow[];
}

/** A copy of a row, since the reader overwrites its own. */
export interface KeptRow {
	number: number;
	cells: string[];
	text: string;
	problem: RowProblem;
	/** The settlement the row stands in, for a row that does not tell. */
	settlementId: string;
}

/** Takes a row into its settlement; or tells why it cannot, and leaves everything as it was. */
export function readDataRow(
	reading: Reading,
	number: number,
	cells: readonly string[],
	decisions?: Decisions,
): RowProblem | undefined {
	const { format, readLine } = reading.header!;
	const isSummary = isSummaryRow(format, cells);
	if (!isSummary && cells.length !== format.width) {
		const reason = `the row has ${cells.length} cells, the header ${format.width}`;
		return { column: '', reason, doubtful: false };
	}
	const id = cells[format.at.settlementId] ?? '';
	if (id !== reading.current?.settlementId && !/^\w[\w-]*$/.test(id)) {
		const reason = id === '' ? 'the settlement id is empty' : `'${id}' is no settlement id`;
		return { column: format.names.settlementId, reason, doubtful: false };
	}
	const line = isSummary ? undefined : readLine(number, cells, decisions);
	if (line !== undefined && isProblem(line)) {
		return line;
	}
	const settlement = settlementOf(reading, id);
	if (isSummary || statesFacts(format, cells)) {
		const facts = readFacts(format, cells, reading.evidence, decisions);
		const problem = isProblem(facts) ? facts : mergeFacts(settlement.facts, facts, format.names);
		if (problem !== undefined) {
			return problem;
		}
	}
	if (line === undefined) {
		settlement.summaryRows++;
	} else {
		settlement.lines++;
		reading.last = transactionOf(settlement, format, cells, reading.last);
		addLine(reading.last, line, format.at, cells);
	}
	return undefined;
}

function settlementOf(reading: Reading, id: string): OpenSettlement {
	if (reading.current?.settlementId !== id) {
		reading.current = reading.settlements.get(id) ?? openSettlement(id);
		reading.settlements.set(id, reading.current);
		reading.last = undefined;
	}
	return reading.current;
}

export function reportUnreadable(reading: Reading, row: KeptRow, problem: RowProblem): void {
	const { column, reason } = problem;
	const stated = row.cells[reading.header!.format.at.settlementId] ?? '';
	const settlementId = reading.settlements.has(stated) ? stated : row.settlementId;
	reading.unreadable.push({ row: row.number, column, reason, text: row.text, settlementId });
}
