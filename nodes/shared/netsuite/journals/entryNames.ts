// The external ids of a settlement's journal: pure. The first entry has the settlement's own, its further parts and
// adjusting entries are numbered; a name that something carries already is not used again.
import { journalExternalId } from '../records/externalId';
import type { SettlementId } from '../records/ids';
import type { HeldEntry } from './heldEntries';

/**
 * One name for each part. `months`: of each part in its order, `2026-10`, '' where they are not split. Of a first entry
 * that was voided or rejected the name is taken: the next one is an adjusting entry's.
 */
export function partNames(
	settlementId: SettlementId,
	months: readonly string[],
	held: readonly HeldEntry[],
): string[] {
	const isFree = (name: string) => !held.some((one) => one.isVoid && one.externalId === name);
	const names = (...more: string[]) =>
		months.map((month, at) => {
			const place = at - months.indexOf(month);
			const part = place === 0 ? '' : `P${place + 1}`;
			return journalExternalId(settlementId, month.replace('-', ''), ...more, part);
		});
	let own = names();
	for (let number = 1; !own.every(isFree); number += 1) {
		own = names(`A${number}`);
	}
	return own;
}

export function adjustingName(settlementId: SettlementId, held: readonly HeldEntry[]): string {
	const taken = new Set(held.map(({ externalId }) => externalId));
	let number = 1;
	while (taken.has(journalExternalId(settlementId, `A${number}`))) {
		number += 1;
	}
	return journalExternalId(settlementId, `A${number}`);
}
