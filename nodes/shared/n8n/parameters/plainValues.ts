// Numbers, days and text as they come from a field, a list or an expression, read strictly: undefined for what is
// none. An empty text is not a number, a decimal comma is none, and a list is no text.
import { DateTime } from 'luxon';

const DECIMAL = /^[+-]?\d+(?:\.\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}/;

export function numberOf(value: unknown): number | undefined {
	const isDecimal = typeof value === 'string' && DECIMAL.test(value.trim());
	const number = typeof value === 'number' ? value : isDecimal ? Number(value) : NaN;
	return Number.isFinite(number) ? number : undefined;
}

/** `YYYY-MM-DD`; a time is taken in its own zone. */
export function dayOf(value: unknown): string | undefined {
	const text = value instanceof Date ? value.toISOString() : textOf(value);
	const isDay = text !== undefined && DAY.test(text.trim());
	const day = isDay ? DateTime.fromISO(text.trim(), { setZone: true }) : undefined;
	return day?.isValid === true ? (day.toISODate() ?? undefined) : undefined;
}

export function textOf(value: unknown): string | undefined {
	if (typeof value === 'string') {
		return value;
	}
	if (DateTime.isDateTime(value)) {
		return value.toString();
	}
	const isPlain =
		typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
	return isPlain ? String(value) : undefined;
}

const SHOWN_MAX = 60;

/** A value as a person recognises it: `'posting date'`, `empty`, `a list`. */
export function wordFor(value: unknown): string {
	if (value === undefined || value === null) {
		return 'nothing';
	}
	if (value === '') {
		return 'empty';
	}
	if (typeof value === 'object') {
		return Array.isArray(value) ? 'a list' : 'an object';
	}
	const text = String(value);
	const shown = text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}...` : text;
	return typeof value === 'string' ? `'${shown}'` : shown;
}
