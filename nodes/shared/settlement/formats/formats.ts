// The report formats we read, one entry each (format.ts). Columns are bound by name, so their order, their
// padding and a missing promotion-id do not matter. Cells are read one by one (dates.ts, money.ts): the
// shape of a date does not tell the decimal mark. What no entry claims is named in foreignReports.ts.
import { SHARED_BIT } from '../file/rows';
import { ENGLISH, englishColumns, REQUIRED } from '../labels/dateRangeColumns';
import { SettlementError } from '../values/settlementError';
import { createDateRangeExpander } from './dateRangeRow';
import { FLAT_FILE_V1 } from './flatFileV1';
import type { Column } from './flatFileV2';
import { FLAT_FILE_V2, FLAT_FILE_V2_COLUMNS } from './flatFileV2';
import type { BoundFormat, ExpandedRow, Format, HeaderOfFile, Writing } from './format';

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
			'Jun 3, 2026 4:02:03 AM PDT',
			'3 June 2026 8:02:03 pm GMT+9',
			'03.06.2026 11:02:03 UTC',
			'3 giu 2026 11:02:03 UTC',
			'2026/06/03 20:02:03 JST',
		],
		decimals: ['.', ','],
		isCsv: true,
		lacksTotal: true,
	},
];

/** What has fewer is no header: nearly all that a broken file has of other rows. */
const COLUMNS_MIN = Math.min(
	...FORMATS.map(({ columns, optional }) => Object.keys(columns).length - optional.length),
);

/** Has elements instead of a header; its rows are made in the shape of Flat File V2. */
export const SETTLEMENT_XML: Writing = {
	name: 'Settlement XML',
	dates: ['2026-06-03T11:02:03+00:00'],
	decimals: ['.'],
};

/** The format that claims this header row; undefined when none does. */
export function identify(
	cells: readonly string[],
	{ preamble = [], notes = new Set() }: Partial<HeaderOfFile> = {},
): BoundFormat | undefined {
	const named = withoutEmptyEnd(cells);
	if (named.length < COLUMNS_MIN) {
		return undefined;
	}
	const header = named.map(columnName);
	for (const format of FORMATS) {
		const missing = missingColumns(format, header);
		if (missing.length === 0) {
			return bind(format, {
				names: named.map((cell) => cell.trim()),
				columns: format.translate?.(header) ?? header,
				preamble: [...preamble],
				notes,
			});
		}
	}
	return undefined;
}

/** A spreadsheet adds empty columns behind the last. */
function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
	let end = cells.length;
	while (end > 0 && cells[end - 1].trim() === '') {
		end--;
	}
	return cells.slice(0, end);
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
		isCsv: false,
		lacksTotal: false,
		lineColumns: undefined,
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
		name,
		isCsv,
		lacksTotal,
		names: FLAT_FILE_V2_COLUMNS,
		width: columns.length,
		header: columns,
		settlementIdAt: inFile.settlementId,
	};
	return createExpander === undefined
		? {
				...bound,
				at: inFile,
				lineColumns: lineColumns(inFile),
				mayLackAmount: false,
				expand: asItIs,
			}
		: {
				...bound,
				at: inV2,
				lineColumns: undefined,
				mayLackAmount: true,
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
