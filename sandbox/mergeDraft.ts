// Lays a draft over a record: given fields replace, null clears, lines find their line by the sublist's
// key or are appended, `replace` drops the lines nobody matched (help section_1545295601).
import { toMinorUnits } from './books/money';
import { amount, type BookRecord, type Values } from './books/record';
import type { RecordType } from './fields';
import type { Draft, LineDraft } from './readBody';

export interface MergeOptions {
	/** Sublists whose unmatched lines go. */
	replace?: Set<string>;
	/** In a transform item lines are keyed by the line of the source. */
	itemKey?: string[];
	/** A last look at the record before it is booked. */
	adjust?: (record: BookRecord) => BookRecord;
}

function overlay(values: Values, draft: LineDraft): Values {
	const merged: Values = { ...values };
	for (const [name, value] of Object.entries(draft)) {
		merged[name] = value ?? undefined;
	}
	return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

interface MergedLine {
	before: Values;
	draft: LineDraft;
	line: Values;
}

/** Quantity times rate is the amount, unless the amount itself is given: then the rate follows. */
function priced({ line, draft }: MergedLine, exponent: number): Values {
	const quantity = amount(line.quantity ?? 1);
	if (draft.amount !== undefined) {
		const rate = quantity === 0 ? 0 : amount(line.amount) / 10 ** exponent / quantity;
		return { ...line, rate: draft.rate ?? rate };
	}
	const isRepriced = draft.rate !== undefined || draft.quantity !== undefined;
	if (!isRepriced || line.rate === undefined) {
		return line;
	}
	const cost = Number((amount(line.rate) * quantity).toFixed(8));
	return { ...line, amount: toMinorUnits(cost, exponent) ?? 0 };
}

/** The tax of a line grows and shrinks with its amount. */
function priceLine(merged: MergedLine, exponent: number): Values {
	const line = priced(merged, exponent);
	const [tax, earlier] = [amount(line.taxAmount), amount(merged.before.amount)];
	return tax === 0 || earlier === 0
		? line
		: { ...line, taxAmount: Math.round((tax * amount(line.amount)) / earlier) };
}

/** Compares the key fields a draft carries; a transform's lines still have open ones. */
function matches(line: Values, draft: LineDraft, key: string[]): boolean {
	const given = key.filter((name) => draft[name] !== undefined);
	return given.length > 0 && given.every((name) => (line[name] ?? draft[name]) === draft[name]);
}

function mergeLines(
	lines: Values[],
	drafts: LineDraft[],
	key: string[],
	dropUnmatched: boolean,
): MergedLine[] {
	const merged: MergedLine[] = lines.map((line) => ({ before: line, draft: {}, line }));
	const matched = new Set<number>();
	for (const draft of drafts) {
		const position = merged.findIndex(({ line }) => matches(line, draft, key));
		if (position >= 0) {
			const { before, line } = merged[position];
			merged[position] = { before, draft, line: overlay(line, draft) };
			matched.add(position);
		} else {
			matched.add(merged.push({ before: {}, draft, line: overlay({}, draft) }) - 1);
		}
	}
	return merged.filter((line, position) => !dropUnmatched || matched.has(position));
}

/** A line that is not applied, or with nothing, is taken off; the others keep no `apply` mark. */
function keepApplied(lines: Values[]): Values[] {
	return lines
		.filter((line) => line.apply !== false && line.amount !== 0)
		.map((line) => Object.fromEntries(Object.entries(line).filter(([name]) => name !== 'apply')));
}

export function mergeDraft(
	record: BookRecord,
	draft: Draft,
	type: RecordType,
	{ replace = new Set(), itemKey, adjust = (merged) => merged }: MergeOptions = {},
): BookRecord {
	const lines = { ...record.lines };
	for (const { name, key } of type.sublists) {
		const drafts = draft.sublists[name];
		if (drafts === null) {
			lines[name] = [];
		} else if (drafts !== undefined) {
			const lineKey = name === 'item' && itemKey ? itemKey : key;
			const merged = mergeLines(lines[name] ?? [], drafts, lineKey, replace.has(name));
			lines[name] = merged.map((one) =>
				name === 'item' ? priceLine(one, draft.exponent) : one.line,
			);
		}
		if (name === 'apply') {
			lines[name] = keepApplied(lines[name] ?? []);
		}
	}
	return adjust({ ...record, fields: overlay(record.fields, draft.fields), lines });
}
