// A date that no line of the settlement can have: a year of another calendar, or a typing mistake. It makes its row
// unreadable; dates that are nearer to the period are kept and noted at the end.
import type { RowProblem } from '../formats/rowProblem';
import type { Line } from './line';
import type { SettlementFacts } from './settlementFacts';

const YEARS_MAX = 2;
const YEAR_MS = 366 * 24 * 60 * 60 * 1000;

/** A year of another calendar, or a typing mistake: nearer dates are kept and noted. */
export function farDate(
	facts: SettlementFacts | undefined,
	lines: readonly Line[],
	column: string,
): RowProblem | undefined {
	const { startDate = '', endDate = '' } = facts ?? {};
	const date = lines[0]?.details.postedDate ?? '';
	const year = Number(date.slice(0, 4));
	// By years first: nearly every row is of the year of its settlement.
	if (
		date === '' ||
		startDate === '' ||
		Math.abs(year - Number(startDate.slice(0, 4))) < YEARS_MAX
	) {
		return undefined;
	}
	const posted = Date.parse(date);
	const isFar =
		posted < Date.parse(startDate) - YEARS_MAX * YEAR_MS ||
		posted > Date.parse(endDate || startDate) + YEARS_MAX * YEAR_MS;
	const reason = `'${date.slice(0, 10)}' is more than two years from the period of its settlement`;
	return isFar ? { column, reason, doubtful: false } : undefined;
}
