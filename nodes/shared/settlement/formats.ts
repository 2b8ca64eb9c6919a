// The report formats we read. A format is one entry: the columns its header must name, how Amazon writes
// dates and decimals in it, and, where a row is not shaped like one of Flat File V2, how it becomes such
// rows. Columns are bound by name, so their order, their padding and a missing promotion-id do not
// matter. Cells are read one by one (dates.ts, money.ts): the shape of a date does not tell the decimal
// mark. What no entry claims is named in foreignReports.ts.
import { ENGLISH, englishColumns, REQUIRED } from './dateRangeColumns';
import { createDateRangeExpander } from './dateRangeRow';
import { FLAT_FILE_V1 } from './flatFileV1';
import { FLAT_FILE_V2, FLAT_FILE_V2_COLUMNS } from './flatFileV2';
import type { Column } from './flatFileV2';
import type { Decisions, RowProblem } from './line';
import type { DecimalMark } from './money';
import { SHARED_BIT } from './rows';
import { SettlementError } from './settlementError';

export type { Column } from './flatFileV2';

/** How Amazon writes a format. Copies write otherwise, so cells are read by what they are. */
interface Writing {
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

export const FORMATS: readonly Format[] = [
	FLAT_FILE_V2,
	FLAT_FILE_V1,
	{
		name: 'Date Range CSV',
		columns: Object.fromEntries(
			Object.entries(ENGLISH).map(([column, name]) => [column, columnName(name)]),
		),
		optional: Object.keys(ENGLISH).filter((column) => !REQUIRED.some((name) => name === column)),
		translate: (header) => englishColumns(header).map(columnName),
		createExpander: createDateRangeExpander,
		dates: [
			...['Jun 3, 2026 4:02:03 AM PDT', '3 June 2026 8:02:03 pm GMT+9', '03.06.2026 11:02:03 UTC'],
			...['3 giu 2026 11:02:03 UTC', '2026/06/03 20:02:03 JST'],
		],
		decimals: ['.', ','],
		...{ isCsv: true, lacksTotal: true },
	},
];

/** Has elements instead of a header; its rows are made in the shape of Flat File V2. */
export const SETTLEMENT_XML: Writing = {
	name: 'Settlement XML',
	dates: ['2026-06-03T11:02:03+00:00'],
	decimals: ['.'],
};

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

/** The format that claims this header row; undefined when none does. */
export function identify(
	cells: readonly string[],
	{ preamble = [], notes = new Set() }: Partial<HeaderOfFile> = {},
): BoundFormat | undefined {
	const header = cells.map(columnName);
	for (const format of FORMATS) {
		const missing = missingColumns(format, header);
		if (missing.length === 0) {
			return bind(format, {
				names: cells.map((cell) => cell.trim()),
				columns: format.translate?.(header) ?? header,
				preamble: [...preamble],
				notes,
			});
		}
	}
	return undefined;
}

/** The columns a header lacks; the nearer to none, the nearer the header is to the format. */
export function missingColumns(format: Format, header: readonly string[]): string[] {
	const columns = format.translate?.(header) ?? header;
	return Object.keys(format.columns)
		.filter((column) => !format.optional.includes(column))
		.map((column) => format.columns[column])
		.filter((name) => !columns.includes(name));
}

/** `Amount Description`, ` amount_description` and `amount-description` are one column. */
export function columnName(cell: string): string {
	return cell
		.trim()
		.toLowerCase()
		.replace(/[\s_]+/g, '-');
}

/** For rows that are made of elements, not cut from a line: the columns of V2 in their own order. */
export function bindXml(): BoundFormat & {
	rowOf(cells: Partial<Record<Column, string>>): string[];
} {
	const columns = Object.keys(FLAT_FILE_V2_COLUMNS) as Column[];
	const at = positions((_, i) => i);
	return {
		name: SETTLEMENT_XML.name,
		width: columns.length,
		header: Object.values(FLAT_FILE_V2_COLUMNS),
		settlementIdAt: at.settlementId,
		at,
		names: FLAT_FILE_V2_COLUMNS,
		mayLackAmount: false,
		...{ isCsv: false, lacksTotal: false, lineColumns: undefined },
		expand: asItIs,
		rowOf: (cells) => columns.map((column) => cells[column] ?? ''),
	};
}

function bind(format: Format, header: HeaderOfFile): BoundFormat {
	const { columns } = header;
	for (const name of Object.values(format.columns)) {
		if (columns.indexOf(name) !== columns.lastIndexOf(name)) {
			throw new SettlementError(
				'FORMAT_UNKNOWN',
				`The header names the column '${name}' twice`,
				'Download the report again: this copy was edited and it is not certain which column counts',
				{ column: name },
			);
		}
	}
	const { name, createExpander, isCsv = false, lacksTotal = false } = format;
	const inFile = positions((column) => columns.indexOf(FLAT_FILE_V2_COLUMNS[column]));
	const inV2 = positions((_, i) => i);
	const bound = {
		...{ name, isCsv, lacksTotal, names: FLAT_FILE_V2_COLUMNS },
		...{ width: columns.length, header: columns, settlementIdAt: inFile.settlementId },
	};
	return createExpander === undefined
		? {
				...bound,
				...{ at: inFile, lineColumns: lineColumns(inFile), mayLackAmount: false, expand: asItIs },
			}
		: {
				...bound,
				...{ at: inV2, lineColumns: undefined, mayLackAmount: true },
				expand: createExpander(header, inV2),
			};
}

function positions(positionOf: (column: Column, i: number) => number): Record<Column, number> {
	const columns = Object.keys(FLAT_FILE_V2_COLUMNS) as Column[];
	const at = {} as Record<Column, number>;
	columns.forEach((column, i) => {
		at[column] = positionOf(column, i);
	});
	return at;
}

/** Undefined for columns beyond the bits of `Row.changed`. */
function lineColumns({ amountType, amountDescription, amount }: Record<Column, number>) {
	const columns = [amountType, amountDescription, amount];
	return columns.some((column) => column >= SHARED_BIT)
		? undefined
		: columns.reduce((bits, column) => bits | (1 << column), 0);
}

function asItIs(cells: readonly string[]): readonly ExpandedRow[] {
	return [{ cells, amountColumn: FLAT_FILE_V2_COLUMNS.amount }];
}
