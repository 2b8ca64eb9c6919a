// Where documents stand once deposits have moved them, and the entries that are left when those deposits are taken out:
// pure. What a deposit moved counts in the month of the deposit, when it came to the clearing account.
import type { Gathered } from '../books/gathered';
import { afterGathering, gatheredBy } from '../books/gathered';
import type { HeldEntry } from './heldEntries';
import type { SettledMoney } from './settledMoney';

export interface Standing {
	settled: SettledMoney;
	/** Without what deposits moved. */
	held: HeldEntry[];
	/** Internal ids of those deposits. */
	depositIds: string[];
}

/** `clearingIds`: the accounts chosen. */
export function afterDeposits(
	settled: SettledMoney,
	held: readonly HeldEntry[],
	clearingIds: readonly string[],
): Standing {
	const moves: Move[] = [];
	const depositIds: string[] = [];
	const kept = held.flatMap((entry) => {
		const gathered = entry.isVoid ? null : gatheredBy(entry, settled.byAccount.keys(), clearingIds);
		if (gathered === null) {
			return [entry];
		}
		depositIds.push(entry.internalId);
		moves.push({ ...gathered, month: entry.date.slice(0, 7) });
		return gathered.rest.length === 0 ? [] : [{ ...entry, lines: gathered.rest }];
	});
	const byAccount = afterGathering(settled.byAccount, moves);
	const byMonth = monthsAfter(settled.byMonth, moves);
	return { settled: { ...settled, byAccount, byMonth }, held: kept, depositIds };
}

type Move = Gathered & { month: string };
type Months = SettledMoney['byMonth'];

/** What is left on an account that deposits emptied keeps no month: the journal stops for it in any case. */
function monthsAfter(byMonth: Months, moves: readonly Move[]): Months {
	const emptied = new Set(moves.flatMap(({ from }) => [...from.keys()]));
	const after: Months = new Map(
		[...byMonth].map(([accountId, { payments, refunds }]) => [
			accountId,
			{ refunds, payments: emptied.has(accountId) ? new Map() : new Map(payments) },
		]),
	);
	for (const { to, from, month } of moves) {
		const there = after.get(to) ?? { payments: new Map(), refunds: new Map() };
		after.set(to, there);
		for (const amount of from.values()) {
			there.payments.set(month, (there.payments.get(month) ?? 0) + amount);
		}
	}
	return after;
}
