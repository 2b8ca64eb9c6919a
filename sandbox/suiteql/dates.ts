// Dates and numbers as Oracle reads and writes them. Inside, a date is `2026-01-31` or, with a time,
// `2026-01-31 10:00:00`; outside it has the account's format, 1/31/2026.

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const FORMAT_PARTS = /YYYY|MONTH|MON|MM|DD|HH24|HH12|HH|MI|SS|AM|PM|D|YY/gi;

function isoOf(moment: Date, withTime: boolean): string {
	const iso = moment.toISOString();
	return withTime ? iso.slice(0, 19).replace('T', ' ') : iso.slice(0, 10);
}

function momentOf(value: string): Date {
	return new Date(`${value.replace(' ', 'T')}${value.length > 10 ? 'Z' : 'T00:00:00Z'}`);
}

/** 1/31/2026: no leading zeros, no time. */
export function accountDate(value: string): string {
	const [year, month, day] = value.slice(0, 10).split('-').map(Number);
	return `${month}/${day}/${year}`;
}

export function toChar(value: string, format: string): string {
	const moment = momentOf(value);
	const two = (number: number) => String(number).padStart(2, '0');
	const hour = moment.getUTCHours();
	const parts: Record<string, string> = {
		YYYY: String(moment.getUTCFullYear()),
		YY: two(moment.getUTCFullYear() % 100),
		MON: MONTHS[moment.getUTCMonth()],
		MM: two(moment.getUTCMonth() + 1),
		DD: two(moment.getUTCDate()),
		D: String(moment.getUTCDay() + 1),
		HH24: two(hour),
		HH12: two(hour % 12 || 12),
		HH: two(hour % 12 || 12),
		MI: two(moment.getUTCMinutes()),
		SS: two(moment.getUTCSeconds()),
		AM: hour < 12 ? 'AM' : 'PM',
		PM: hour < 12 ? 'AM' : 'PM',
	};
	return format
		.split(/"([^"]*)"/)
		.map((piece, position) =>
			position % 2 === 1
				? piece
				: piece.replace(FORMAT_PARTS, (part) => parts[part.toUpperCase()] ?? part),
		)
		.join('');
}

/** TO_DATE; throws, as Oracle does, when the text does not fit the format. */
export function toDate(value: string, format: string): string {
	const names: string[] = [];
	const pattern = format
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replace(/YYYY|MM|DD|HH24|MI|SS/gi, (part) => {
			names.push(part.toUpperCase());
			return part.toUpperCase() === 'YYYY' ? '(\\d{4})' : '(\\d{1,2})';
		});
	const found = new RegExp(`^${pattern}$`).exec(value);
	if (!found || !['YYYY', 'MM', 'DD'].every((name) => names.includes(name))) {
		throw new Error(`'${value}' is not a date of the format ${format}`);
	}
	const part = (name: string) => Number(found[names.indexOf(name) + 1] ?? 0);
	const time = (name: string) => (names.includes(name) ? part(name) : 0);
	const moment = new Date(
		Date.UTC(part('YYYY'), part('MM') - 1, part('DD'), time('HH24'), time('MI'), time('SS')),
	);
	if (moment.getUTCMonth() + 1 !== part('MM') || moment.getUTCDate() !== part('DD')) {
		throw new Error(`'${value}' is not a date`);
	}
	return isoOf(moment, names.includes('HH24'));
}

/** A text compared with a date is read in the account's format, and in no other. */
export function asDate(value: string): string {
	return toDate(value, 'MM/DD/YYYY');
}

export function addDays(value: string, days: number): string {
	return isoOf(new Date(momentOf(value).getTime() + days * 86_400_000), value.length > 10);
}

export function daysBetween(later: string, earlier: string): number {
	return (momentOf(later).getTime() - momentOf(earlier).getTime()) / 86_400_000;
}

/** The same day so many months on; the last day of a month stays the last. */
export function addMonths(value: string, months: number): string {
	const moment = momentOf(value);
	const [year, month, day] = [moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()];
	const lengthOf = (at: number) => new Date(Date.UTC(year, at + 1, 0)).getUTCDate();
	const wasLast = day === lengthOf(month);
	const target = month + Math.trunc(months);
	const kept = wasLast ? lengthOf(target) : Math.min(day, lengthOf(target));
	moment.setUTCFullYear(year, target, kept);
	return isoOf(moment, value.length > 10);
}

export function lastDay(value: string): string {
	const moment = momentOf(value);
	return isoOf(new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1, 0)), false);
}

/** `-30`, `.5`, `35.74`: no trailing zeros and no zero before the point. */
export function numberText(value: number): string {
	const plain = Number.isInteger(value) ? String(value) : String(Number(value.toFixed(8)));
	return plain.replace(/^(-?)0\./, '$1.').replace(/^-0$/, '0');
}
