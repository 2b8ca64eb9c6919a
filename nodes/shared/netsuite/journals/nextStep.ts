// What is left to post of a journal: pure. The target by account, less what linked entries hold. Nothing is posted
// twice, and nothing that a person changed is changed back unasked: by itself a run posts only the first entry, the
// parts of it that are missing, and what was paid since.
import type { AccountKey } from '../../settlement/journal/accountKeys';
import type { PlannedLine } from '../../settlement/journal/entryLines';
import type { Minor } from '../../settlement/values/money';
import type { HeldEntry } from './heldEntries';
import { heldByAccount } from './heldEntries';

export type NextStep =
	| { kind: 'none' }
	/** Positions among the parts. */
	| { kind: 'parts'; missing: number[] }
	| { kind: 'adjust'; lines: PlannedLine[]; isLatePosting: boolean };

export function targetByAccount(lines: readonly PlannedLine[]): Map<string, Minor> {
	const target = new Map<string, Minor>();
	for (const { accountId, debit, credit } of lines) {
		target.set(accountId, (target.get(accountId) ?? 0) + debit - credit);
	}
	return target;
}

/** The same lines, in any order. */
export function hasLines(entry: HeldEntry, lines: readonly PlannedLine[]): boolean {
	const shown = (own: Array<{ accountId: string; amount: Minor }>) =>
		own
			.map(({ accountId, amount }) => `${accountId} ${amount}`)
			.sort()
			.join('\n');
	const planned = lines.map(({ accountId, debit, credit }) => ({
		accountId,
		amount: debit - credit,
	}));
	return shown(entry.lines) === shown(planned);
}

interface Planned {
	parts: readonly PlannedLine[][];
	/** Of the parts, in their order. */
	externalIds: readonly string[];
	currency: string;
	clearingId: string;
	notPostedId: string;
}

export function nextStep(held: readonly HeldEntry[], planned: Planned): NextStep {
	const { parts, externalIds, currency } = planned;
	const counted = held.filter(({ isVoid }) => !isVoid);
	if (counted.length === 0) {
		return { kind: 'parts', missing: parts.map((_, at) => at) };
	}
	const placeOf = (entry: HeldEntry) => externalIds.indexOf(entry.externalId);
	const areParts = counted.every((entry) => {
		const at = placeOf(entry);
		return at >= 0 && hasLines(entry, parts[at]);
	});
	if (areParts) {
		const there = new Set(counted.map(placeOf));
		const missing = parts.map((_, at) => at).filter((at) => !there.has(at));
		return missing.length === 0 ? { kind: 'none' } : { kind: 'parts', missing };
	}
	const lines = differenceLines(parts.flat(), heldByAccount(counted, currency));
	const moved = [planned.clearingId, planned.notPostedId];
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
	held: ReadonlyMap<string, Minor>,
): PlannedLine[] {
	const target = targetByAccount(planned);
	const keysOf = (accountId: string): AccountKey[] => [
		...new Set(planned.filter((line) => line.accountId === accountId).flatMap(({ keys }) => keys)),
	];
	return [...new Set([...target.keys(), ...held.keys()])]
		.map((accountId) => ({
			accountId,
			amount: (target.get(accountId) ?? 0) - (held.get(accountId) ?? 0),
		}))
		.filter(({ amount }) => amount !== 0)
		.map(({ accountId, amount }) => ({
			keys: keysOf(accountId),
			...{ accountId, part: 'account' as const, label: '' },
			debit: Math.max(amount, 0),
			credit: Math.max(-amount, 0),
		}))
		.sort((one, other) => Number(one.credit > 0) - Number(other.credit > 0));
}
