// Every date shape of a settlement report, as ISO in UTC: dashes, dots or slashes, year first or last,
// two-digit years of a spreadsheet, with or without time, AM or PM, `UTC` or an offset. Dots always mean day
// first. `09/06/25` may be June or September: it is 'doubtful' until other dates of the file decide.

/** Which part comes first in the file's slashed dates: seen as certain, how often. */
export interface DateEvidence {
	dayFirst: number;
	monthFirst: number;
}
export type DateOrder = 'dayFirst' | 'monthFirst';

/** The order the whole file agrees on; undefined when its dates contradict each other, or tell nothing. */
export function decidedOrder(evidence: DateEvidence): DateOrder | undefined {
	if (evidence.dayFirst > 0 === evidence.monthFirst > 0) {
		return undefined;
	}
	return evidence.dayFirst > 0 ? 'dayFirst' : 'monthFirst';
}

/** ISO `YYYY-MM-DDTHH:mm:ssZ`; 'doubtful' and 'unreadable' are no ISO dates, so one type is enough. */
export type DateReading = string;

const TIME = String.raw`(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?([APap])[Mm])?)?`;
const ZONE = String.raw`(?:\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}${ZONE}$`);
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${TIME}${ZONE}$`);

export function readDate(text: string, evidence: DateEvidence, order?: DateOrder): DateReading {
	if (text === '') {
		return '';
	}
	const plain = readPlainDate(text);
	if (plain !== undefined) {
		return plain;
	}
	const yearFirst = YEAR_FIRST.exec(text);
	if (yearFirst !== null) {
		const [, year, , month, day, ...time] = yearFirst;
		return toIso(Number(year), Number(month), Number(day), time);
	}
	const yearLast = YEAR_LAST.exec(text);
	if (yearLast === null) {
		return 'unreadable';
	}
	const [, first, mark, second, yearText, ...time] = yearLast;
	const year = Number(yearText) + (yearText.length === 2 ? 2000 : 0);
	const [a, b] = [Number(first), Number(second)];
	if (mark === '.') {
		return toIso(year, b, a, time);
	}
	const dayFirst = toIso(year, b, a, time);
	const monthFirst = toIso(year, a, b, time);
	if (dayFirst === monthFirst) {
		return dayFirst;
	}
	if (monthFirst === 'unreadable') {
		evidence.dayFirst++;
		return dayFirst;
	}
	if (dayFirst === 'unreadable') {
		evidence.monthFirst++;
		return monthFirst;
	}
	if (order === undefined) {
		return 'doubtful';
	}
	return order === 'dayFirst' ? dayFirst : monthFirst;
}

const PLAIN = /^\d{4}([-/])\d\d\1\d\d( \d\d:\d\d:\d\d UTC)?$/;

/** The commonest shapes, `2025-06-09` and `2025/06/09 05:23:19 UTC`, without a Date. */
function readPlainDate(text: string): string | undefined {
	const day = Number(text.slice(8, 10));
	// The 28th is a day of every month; the last ones are left to the calendar.
	if (day < 1 || day > 28 || !PLAIN.test(text)) {
		return undefined;
	}
	const month = text.slice(5, 7);
	const time = text.length > 10 ? text.slice(11, 19) : '00:00:00';
	const isReal = month >= '01' && month <= '12' && time < '24' && time[3] < '6' && time[6] < '6';
	return isReal ? `${text.slice(0, 4)}-${month}-${text.slice(8, 10)}T${time}Z` : undefined;
}

/** Slashed with the year last: the shape that may be doubtful. */
export function isSlashed(text: string): boolean {
	return text.charCodeAt(2) === 47 || text.charCodeAt(1) === 47;
}

/** Two cells of one moment: a certain one tells how the doubtful one is to be read. */
export function compareDates(doubtful: string, certainIso: string, evidence: DateEvidence): void {
	const day = certainIso.slice(0, 10);
	const isDayFirst = readDate(doubtful, evidence, 'dayFirst').startsWith(day);
	const isMonthFirst = readDate(doubtful, evidence, 'monthFirst').startsWith(day);
	if (isDayFirst !== isMonthFirst) {
		evidence[isDayFirst ? 'dayFirst' : 'monthFirst']++;
	}
}

/**
 * `time` holds hour, minute, second, A or P for a clock of twelve hours, and zone, each maybe
 * undefined: no time is midnight, no zone UTC.
 */
function toIso(
	year: number,
	month: number,
	day: number,
	time: ReadonlyArray<string | undefined>,
): string {
	const [hours, minute, second] = time.slice(0, 3).map((part) => Number(part ?? 0));
	const hour = hourOfDay(hours, time[3]);
	const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
	const isReal =
		local.getUTCMonth() === month - 1 &&
		local.getUTCDate() === day &&
		local.getUTCHours() === hour &&
		local.getUTCMinutes() === minute &&
		local.getUTCSeconds() === second;
	if (!isReal) {
		return 'unreadable';
	}
	const utc = new Date(local.getTime() - offsetMinutes(time[4]) * 60_000);
	return `${utc.toISOString().slice(0, 19)}Z`;
}

/** NaN, which is no time, for hours a clock of twelve does not have. */
function hourOfDay(hours: number, half: string | undefined): number {
	if (half === undefined) {
		return hours;
	}
	const isOnClock = hours >= 1 && hours <= 12;
	return isOnClock ? (hours % 12) + (half.toUpperCase() === 'P' ? 12 : 0) : NaN;
}

function offsetMinutes(zone: string | undefined): number {
	const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
	if (parts === null) {
		return 0;
	}
	return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3]));
}
