// A date that no line of the settlement can have: a year of another calendar, or a typing mistake. It makes its row
// unreadable; dates that are nearer to the period are kept and noted at the end. Rows may come before the row that
// states the period, so the end of the file asks once more: the order of the rows must not decide.
import type { RowProblem } from '../formats/rowProblem';
import type { Line } from './line';
import type { OpenSettlement } from './settlement';

/** ISO dates, '' where the file does not state them. */
export interface Period {
	startDate: string;
	endDate: string;
}

const YEARS_MAX = 2;
const YEAR_MS = 366 * 24 * 60 * 60 * 1000;
const NO_PERIOD: Period = { startDate: '', endDate: '' };

/** By days, since a posted-date often has no time. */
function isFar(day: string, { startDate, endDate }: Period): boolean {
	// By years first: nearly every row is of the year of its settlement.
	if (
		day === '' ||
		startDate === '' ||
		Math.abs(Number(day.slice(0, 4)) - Number(startDate.slice(0, 4))) < YEARS_MAX
	) {
		return false;
	}
	const [posted, start, end] = [day, startDate, endDate || startDate].map((date) =>
		Date.parse(date.slice(0, 10)),
	);
	return posted < start - YEARS_MAX * YEAR_MS || posted > end + YEARS_MAX * YEAR_MS;
}

export function farDate(
	period: Period = NO_PERIOD,
	lines: readonly Line[],
	column: string,
): RowProblem | undefined {
	const day = lines[0]?.details.postedDay ?? '';
	const reason = `'${day}' is more than two years from the period of its settlement`;
	return isFar(day, period) ? { column, reason, doubtful: false } : undefined;
}

/** All periods, where a line was taken that its period, stated further down, shows to be far; else undefined. */
export function periodsStatedLate(
	settlements: ReadonlyMap<string, OpenSettlement>,
): ReadonlyMap<string, Period> | undefined {
	const open = [...settlements.values()];
	const isLate = open.some(({ facts, linesByDay }) =>
		[...linesByDay.keys()].some((day) => isFar(day, facts)),
	);
	return isLate ? new Map(open.map(({ settlementId, facts }) => [settlementId, facts])) : undefined;
}
