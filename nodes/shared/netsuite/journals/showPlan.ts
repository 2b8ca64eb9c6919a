// The plan of a journal as its result shows it, whatever becomes of it: the lines, and clearing before and after.
import type { DocumentDay } from '../posting/postingDate';
import { partsOfMonths, planOnly } from './entryParts';
import type { HeldEntry } from './heldEntries';
import { heldByAccount } from './heldEntries';
import type { JournalResult } from './journalResult';
import type { PlannedJournal } from './planned';
import type { SettledMoney } from './settledMoney';

/** What is planned, and the clearing account of this settlement before and after it. */
export function showPlan(
	result: JournalResult,
	planned: PlannedJournal,
	settled: SettledMoney,
	held: HeldEntry[],
	day: DocumentDay,
): void {
	const { clearingIds, notPosted, entries } = planned;
	const inEntries = heldByAccount(held, result.currency);
	const on = (money: ReadonlyMap<string, number>) =>
		clearingIds.reduce((sum, id) => sum + (money.get(id) ?? 0), 0);
	const documents = on(settled.byAccount);
	const target = entries
		.flatMap(({ lines }) => lines)
		.filter(({ accountId, keys }) => clearingIds.includes(accountId) && keys.includes('CLEARING'))
		.reduce((sum, { debit, credit }) => sum + debit - credit, 0);
	Object.assign(result, {
		outcome: 'planned',
		clearingIds,
		clearingBefore: documents + on(inEntries),
		clearingAfter: documents + target,
		notPosted,
		earlierIds: held.map(({ internalId }) => internalId),
		entries: partsOfMonths(planned, day).map((part) =>
			planOnly({ externalId: '', lines: part.lines }, part.day),
		),
	});
	if (held.some(({ isVoid }) => !isVoid)) {
		result.outcome = 'existed';
	}
}
