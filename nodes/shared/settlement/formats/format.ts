// What a format is: the columns its header must name, how Amazon writes dates and decimals in it, and,
// where a row is not shaped like one of Flat File V2, how it becomes such rows; and the same bound to the
// header of one file. Those we read are in formats.ts.
import type { Decisions } from '../values/evidence';
import type { DecimalMark } from '../values/money';
import type { Column } from './flatFileV2';
import type { RowProblem } from './rowProblem';

/** How Amazon writes a format. Copies write otherwise, so cells are read by what they are. */
export interface Writing {
	name: string;
	/** A moment in every shape that was seen or is documented: 3 June 2026, 11:02:03 UTC, or its day. */
	dates: readonly string[];
	decimals: readonly DecimalMark[];
}

export interface Format extends Writing {
	/** Our name of a column -> Amazon's name in the header. */
	columns: Readonly<Record<string, string>>;
	/** Columns a report may lack, by our name. */
	optional: readonly string[];
	/** For headers in other languages: their columns by the names in `columns`, where they have one. */
	translate?: (header: readonly string[]) => string[];
	/** For a format whose rows are not shaped like those of V2; `at` is where V2's cells are wanted. */
	createExpander?: (header: HeaderOfFile, at: Readonly<Record<Column, number>>) => RowExpander;
	/** Commas and quotes, where the others have tabs. */
	isCsv?: true;
	/** For a format that declares no total amount of its settlements. */
	lacksTotal?: true;
}

/** The header of one file, and what came before it. */
export interface HeaderOfFile {
	/** As the file has them. */
	names: readonly string[];
	/** By `columnName`. */
	columns: readonly string[];
	preamble: readonly string[];
	/** What the reader of the summary should know of the rows. */
	notes: Set<string>;
}

/** Rows of V2 for a row of the file, or why there are none. */
export type RowExpander = (
	cells: readonly string[],
	decisions?: Decisions,
) => readonly ExpandedRow[] | RowProblem;

/** A row as Flat File V2 would have it. */
export interface ExpandedRow {
	cells: readonly string[];
	/** Where the amount stands in the file, for messages. */
	amountColumn: string;
}

/** A format bound to the header of one file. */
export interface BoundFormat {
	name: string;
	/** Number of cells in every row of the file. */
	width: number;
	/** The header of the file, by Amazon's names. */
	header: readonly string[];
	/** Where a row of the file has its settlement id. */
	settlementIdAt: number;
	/** A row of the file as rows of V2: one for each amount, and one where there is none. */
	expand: RowExpander;
	/** Position of each column in an expanded row; -1 when the file lacks it. */
	at: Readonly<Record<Column, number>>;
	/**
	 * Bits of the columns that tell the lines of an item apart; undefined where a row of the file is not a
	 * row of V2 as it stands.
	 */
	lineColumns: number | undefined;
	/** A row without an amount is no line, but may tell units. */
	mayLackAmount: boolean;
	/** Position -> Amazon's name, for messages. */
	names: Readonly<Record<Column, string>>;
	isCsv: boolean;
	/** Without a total amount nothing proves that the lines are all of a settlement. */
	lacksTotal: boolean;
}
