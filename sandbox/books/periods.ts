// Accounting periods: calendar years with their quarters and months, made when first needed. Real
// accounts list all three kinds in one table, so a query that forgets to ask for months is found out.
import type { BookRecord } from './record';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface PeriodSpan {
	name: string;
	firstMonth: number;
	months: number;
}

function spansOf(year: number): PeriodSpan[] {
	return [
		{ name: `FY ${year}`, firstMonth: 0, months: 12 },
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
	return spansOf(year).map(({ name, firstMonth, months }) => ({
		name,
		periodName: name,
		startDate: isoDate(year, firstMonth, 1),
		endDate: isoDate(year, firstMonth + months, 0),
		closed: false,
		arLocked: false,
		allLocked: false,
		isQuarter: months === 3,
		isYear: months === 12,
		isInactive: false,
	}));
}

export function isMonth(period: BookRecord): boolean {
	return !period.fields.isQuarter && !period.fields.isYear;
}
