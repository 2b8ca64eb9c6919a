// Lines posted on another day than any of their settlement's period: Amazon has them, mostly at its
// borders. Their own dates are kept, since documents are dated by them; the reader is told, because the
// money then belongs to another month than the period suggests.
import type { Settlement } from './settlement';

/** How many lines of a settlement are posted on which day, `2026-06-03`; '' for none. */
export type LinesByDay = Map<string, { lines: number }>;

export function countDay(days: LinesByDay, day: string): void {
	const known = days.get(day);
	if (known === undefined) {
		days.set(day, { lines: 1 });
	} else {
		known.lines++;
	}
}

export function notePostedDates(settlement: Settlement): string[] {
	const { settlementId, startDate, endDate, linesByDay } = settlement;
	if (startDate === '' || endDate === '') {
		return [];
	}
	// By days, since a posted-date often has no time. ISO dates compare as texts.
	const firstDay = startDate.slice(0, 10);
	const lastDay = endDate.slice(0, 10);
	let outside = 0;
	for (const [day, { lines }] of linesByDay) {
		outside += day !== '' && (day < firstDay || day > lastDay) ? lines : 0;
	}
	return outside === 0
		? []
		: [
				`Settlement ${settlementId}: ${outside} lines are posted before its first or after its last day; their own dates are kept`,
			];
}
