// Accounting periods: calendar years with their quarters, months and an adjustment period, made when first
// needed. Real
// accounts list all kinds in one table, so a query that forgets to ask for months is found out.
import type { BookRecord } from './record';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface PeriodSpan {
	name: string;
	firstMonth: number;
	months: number;
	/** For the year's closing entries: across the last month, and closed. */
	isAdjust?: boolean;
}

function spansOf(year: number): PeriodSpan[] {
	return [
		{ name: `FY ${year}`, firstMonth: 0, months: 12 },
		{ name: `Adj ${year}`, firstMonth: 11, months: 1, isAdjust: true },
		...[0, 1, 2, 3].flatMap((quarter) => [
			{ name: `Q${quarter + 1} ${year}`, firstMonth: quarter * 3, months: 3 },
			...[0, 1, 2].map((month) => ({
				name: `${MONTHS[quarter * 3 + month]} ${year}`,
				firstMonth: quarter * 3 + month,
				months: 1,
			})),
		]),
	];
}

function isoDate(year: number, month: number, day: number): string {
	return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

/** The periods of a year, without ids. */
export function periodsOfYear(year: number): Array<BookRecord['fields']> {
	return spansOf(year).map(({ name, firstMonth, months, isAdjust = false }) => ({
		name,
		periodName: name,
		startDate: isoDate(year, firstMonth, 1),
		endDate: isoDate(year, firstMonth + months, 0),
		closed: isAdjust,
		arLocked: false,
		allLocked: false,
		isQuarter: months === 3,
		isYear: months === 12,
		isAdjust,
		isInactive: false,
	}));
}

export function isMonth(period: BookRecord): boolean {
	const { isQuarter, isYear, isAdjust } = period.fields;
	return !isQuarter && !isYear && !isAdjust;
}
