// Lines posted on another day than any of their settlement's period: Amazon has them, mostly at its
// borders. Their own dates are kept, since documents are dated by them; the reader is told, because the
// money then belongs to another month than the period suggests.
import type { Settlement } from '../lines/settlement';

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
