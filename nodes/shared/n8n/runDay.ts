// The day of a run and days counted from it, in UTC: the only clock of the nodes.
import { DateTime } from 'luxon';

/** `YYYY-MM-DD`. */
export function today(): string {
	return DateTime.utc().toISODate();
}

/** `YYYY-MM-DD`; the last day of a shorter month stands for days it does not have. */
export function monthsAgo(months: number): string {
	return DateTime.utc().minus({ months }).toISODate();
}

/** `YYYY-MM-DD`. */
export function daysAgo(days: number): string {
	return DateTime.utc().minus({ days }).toISODate();
}

/** ISO time without fractions. */
export function now(): string {
	return DateTime.utc().toISO({ suppressMilliseconds: true });
}
