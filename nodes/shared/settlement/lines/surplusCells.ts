// Cells behind the last column of the header: a spreadsheet adds empty ones, and they say nothing. One that holds
// something is a tab too many somewhere in the row, which nobody can place.
const SURPLUS_NOTE =
	'Rows have more cells than the header; the surplus ones are empty and were left out';

/** The row as wide as the header, or as it is where a surplus cell holds something. */
export function withoutSurplus(
	cells: readonly string[],
	width: number,
	notes: Set<string>,
): readonly string[] {
	if (cells.slice(width).some((cell) => cell !== '')) {
		return cells;
	}
	notes.add(SURPLUS_NOTE);
	return cells.slice(0, width);
}
