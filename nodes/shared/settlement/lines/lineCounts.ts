// What a settlement counts of its lines as each comes in, so that nobody has to keep them: lines and money
// by label triple, lines by day, and lines by what they say.
import type { Mills } from '../values/money';
import type { Meaning } from '../labels/catalogue';
import { addMoney } from '../values/money';
import type { Line } from './line';

export interface Total {
	lines: number;
	/** Mills. */
	amount: Mills;
}
/** The lines of one label triple. */
export interface RunningTotal extends Total {
	/** The negative amounts alone. */
	negative: Mills;
	/** The first row. */
	row: number;
}

/** Counts a line where its label triple is counted. */
export function countLine(totals: Map<Meaning, RunningTotal>, line: Line): void {
	const { amount, meaning, row } = line;
	let total = totals.get(meaning);
	if (total === undefined) {
		totals.set(meaning, (total = { lines: 0, amount: 0, negative: 0, row }));
	}
	total.lines++;
	total.amount = addMoney(total.amount, amount);
	total.negative = addMoney(total.negative, Math.min(amount, 0));
	total.row = Math.min(total.row, row);
}

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

/**
 * Lines by a hash of what they say. Whole lines need not be kept for it: where the report stands in the
 * file so many times, every count is a multiple, and elsewhere some count is none.
 */
export type LineCounts = Uint32Array;
const COUNT_BITS = 14;

export function noLineCounts(): LineCounts {
	return new Uint32Array(1 << COUNT_BITS);
}

export function countHash(counts: LineCounts, hash: number): void {
	counts[hash >>> (32 - COUNT_BITS)]++;
}
