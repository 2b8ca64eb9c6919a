// One entry for each month a settlement touches, or one for all: pure. What Amazon owed at the end of a month stands
// on the carried account until the entry of the deposit takes it. Orders and refunds follow the dates of their
// documents, clamped to the months of the settlement; what is on no document stands in the last entry.
import type { Minor } from '../values/money';
import { addMoney } from '../values/money';

/** Sorted, the month of the deposit last: nothing of a settlement is booked after its deposit. */
export function monthsTouched(months: Iterable<string>, depositMonth: string): string[] {
	const touched = new Set([...months].filter((month) => month !== '' && month < depositMonth));
	return [...touched].sort().concat(depositMonth);
}

/** The month itself, the first one or the last one. */
export function clampMonth(month: string, months: readonly string[]): string {
	const last = months[months.length - 1];
	if (month === '') {
		return last;
	}
	return months.find((one) => one >= month) ?? last;
}

/** The money of documents by the month they are booked in; what is left of the whole is in the last. */
export function spreadByMonth(
	whole: Minor,
	documents: ReadonlyMap<string, Minor>,
	months: readonly string[],
): Map<string, Minor> {
	const spread = new Map(months.map((month) => [month, 0]));
	let left = whole;
	for (const [month, amount] of documents) {
		const at = clampMonth(month, months);
		spread.set(at, addMoney(spread.get(at) ?? 0, amount));
		left = addMoney(left, -amount);
	}
	const last = months[months.length - 1];
	return spread.set(last, addMoney(spread.get(last) ?? 0, left));
}

/** `2026-02-28` for `2026-02`. */
export function lastDayOf(month: string): string {
	const [year, number] = month.split('-').map(Number);
	return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
