// What is left to post of a journal: pure. The target by account, less what linked entries hold. Nothing is posted
// twice, and nothing that a person changed is changed back unasked: by itself a run posts only the first entry, the
// parts of it that are missing, and what was paid since.
import type { AccountKey } from '../../settlement/journal/accountKeys';
import type { PlannedLine } from '../../settlement/journal/entryLines';
import type { HeldEntry, HeldLine } from './heldEntries';
import { heldLines } from './heldEntries';

type PostedLine = Pick<HeldLine, 'accountId' | 'segments' | 'amount'>;

export type NextStep =
	| { kind: 'none' }
	/** Positions among the parts. */
	| { kind: 'parts'; missing: number[] }
	| { kind: 'adjust'; lines: PlannedLine[]; isLatePosting: boolean };

/** Account and segments as one text. */
const placeOf = ({ accountId, segments }: { accountId: string; segments: string }) =>
	`${accountId} ${segments}`;

/** The same lines, in any order. */
export function hasLines(entry: HeldEntry, lines: readonly PlannedLine[]): boolean {
	const shown = (own: readonly PostedLine[]) =>
		own
			.map((line) => `${placeOf(line)} ${line.amount}`)
			.sort()
			.join('\n');
	const planned = lines.map(({ accountId, segments, debit, credit }) => ({
		accountId,
		segments,
		amount: debit - credit,
	}));
	return shown(entry.lines) === shown(planned);
}

interface Planned {
	parts: readonly PlannedLine[][];
	/** Of the parts, in their order. */
	externalIds: readonly string[];
	currency: string;
	clearingIds: readonly string[];
	/** Of other accounts that late postings move. */
	movedIds: readonly string[];
}

export function nextStep(held: readonly HeldEntry[], planned: Planned): NextStep {
	const { parts, externalIds, currency } = planned;
	const counted = held.filter(({ isVoid }) => !isVoid);
	if (counted.length === 0) {
		return { kind: 'parts', missing: parts.map((_, at) => at) };
	}
	const partOf = (entry: HeldEntry) => externalIds.indexOf(entry.externalId);
	const areParts = counted.every((entry) => {
		const at = partOf(entry);
		return at >= 0 && hasLines(entry, parts[at]);
	});
	if (areParts) {
		const there = new Set(counted.map(partOf));
		const missing = parts.map((_, at) => at).filter((at) => !there.has(at));
		return missing.length === 0 ? { kind: 'none' } : { kind: 'parts', missing };
	}
	const lines = differenceLines(parts.flat(), heldLines(counted, currency));
	const moved = [...planned.clearingIds, ...planned.movedIds];
	return lines.length === 0
		? { kind: 'none' }
		: {
				kind: 'adjust',
				lines,
				isLatePosting: lines.every(({ accountId }) => moved.includes(accountId)),
			};
}

function differenceLines(
	planned: readonly PlannedLine[],
	held: readonly PostedLine[],
): PlannedLine[] {
	const keysOf = (accountId: string): AccountKey[] => [
		...new Set(planned.filter((line) => line.accountId === accountId).flatMap(({ keys }) => keys)),
	];
	const left = new Map<string, PostedLine>();
	const add = ({ accountId, segments, amount }: PostedLine) => {
		const place = placeOf({ accountId, segments });
		const known = left.get(place)?.amount ?? 0;
		left.set(place, { accountId, segments, amount: known + amount });
	};
	planned.forEach(({ debit, credit, ...line }) => add({ ...line, amount: debit - credit }));
	held.forEach((line) => add({ ...line, amount: -line.amount }));
	return [...left.values()]
		.filter(({ amount }) => amount !== 0)
		.map(({ accountId, segments, amount }) => ({
			keys: keysOf(accountId),
			accountId,
			segments,
			part: 'account' as const,
			label: '',
			debit: Math.max(amount, 0),
			credit: Math.max(-amount, 0),
		}))
		.sort((one, other) => Number(one.credit > 0) - Number(other.credit > 0));
}
