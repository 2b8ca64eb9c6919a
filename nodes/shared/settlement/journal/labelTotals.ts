// A settlement added up by what an accountant books apart: transaction type, label triple, class, marketplace and
// month. Integers of the currency's minor unit, signed as in the report, charges and credits kept apart, so that a
// journal of any number of orders needs a few dozen numbers. Written as text on the summary, read back the same.
import { z } from '../../vendor';
import type { AccountGroup } from '../labels/accountGroups';
import { ACCOUNT_GROUPS } from '../labels/accountGroups';
import type { Figure, Labels } from '../labels/figures';
import { FIGURES } from '../labels/figures';
import type { Minor } from '../values/money';
import { addMoney } from '../values/money';

export interface LabelTotal extends Labels {
	marketplaceName: string;
	/** `2026-10` in the time zone of the totals, '' where the lines have no date. */
	month: string;
	group: AccountGroup;
	figure: Figure;
	lines: number;
	/** The positive amounts, and the negative ones. */
	credits: Minor;
	charges: Minor;
}

export interface LabelTotals {
	/** Of the months, such as `UTC` or `America/Los_Angeles`. */
	timeZone: string;
	totals: LabelTotal[];
}

export const amountOf = ({ credits, charges }: Pick<LabelTotal, 'credits' | 'charges'>): Minor =>
	credits + charges;

export function sumOfTotals(totals: readonly LabelTotal[]): Minor {
	return totals.reduce((sum, total) => addMoney(sum, amountOf(total)), 0);
}

/** One total for each of what is booked apart, in the order in which they first come. */
export function mergeTotals(totals: Iterable<LabelTotal>): LabelTotal[] {
	const merged = new Map<string, LabelTotal>();
	for (const total of totals) {
		const key = keyOf(total);
		const known = merged.get(key);
		if (known === undefined) {
			merged.set(key, { ...total });
		} else {
			known.lines += total.lines;
			known.credits = addMoney(known.credits, total.credits);
			known.charges = addMoney(known.charges, total.charges);
		}
	}
	return [...merged.values()];
}

function keyOf(total: LabelTotal): string {
	const { transactionType, amountType, amountDescription, marketplaceName } = total;
	return JSON.stringify([
		transactionType,
		amountType,
		amountDescription,
		marketplaceName,
		total.month,
		total.group,
		total.figure,
	]);
}

const COLUMNS = [
	'transactionType',
	'amountType',
	'amountDescription',
	'marketplaceName',
	'month',
	'group',
	'figure',
	'lines',
	'credits',
	'charges',
] as const satisfies ReadonlyArray<keyof LabelTotal>;

const integer = z.number().int();
const textSchema = z.object({
	timeZone: z.string().min(1),
	columns: z.tuple(COLUMNS.map((name) => z.literal(name)) as unknown as [z.ZodLiteral<string>]),
	rows: z.array(
		z.tuple([
			z.string(),
			z.string(),
			z.string(),
			z.string(),
			z.string().regex(/^(\d{4}-\d{2})?$/),
			z.enum(ACCOUNT_GROUPS as [AccountGroup, ...AccountGroup[]]),
			z.enum(FIGURES),
			integer,
			integer,
			integer,
		]),
	),
});

/** NetSuite's limit of a long text (CLOB) field is 1,000,000 characters. */
export const TOTALS_TEXT_MAX = 990_000;

/** '' where the text would be too long for its field: then the lines are read instead. */
export function writeTotals({ timeZone, totals }: LabelTotals): string {
	const rows = totals.map((total) => COLUMNS.map((name) => total[name]));
	const text = JSON.stringify({ timeZone, columns: COLUMNS, rows });
	return text.length <= TOTALS_TEXT_MAX ? text : '';
}

/** null for a text that writeTotals did not write. */
export function readTotals(text: string): LabelTotals | null {
	const read = textSchema.safeParse(parsed(text));
	if (!read.success) {
		return null;
	}
	const { timeZone, rows } = read.data;
	const totals = rows.map(
		(row) =>
			Object.fromEntries(COLUMNS.map((name, at) => [name, row[at]])) as unknown as LabelTotal,
	);
	return { timeZone, totals };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
