// The order in which groups of a kind are tried: pure.
import type { Candidate } from './canaries';
import { placeOf } from './canaries';

/**
 * The groups in an order that tries another marketplace or day second for each kind: else as they were.
 * `candidateOf`: of the first job of a group.
 */
export function withOthersEarly<Group>(
	groups: Group[],
	candidateOf: (group: Group) => Candidate | null,
): Group[] {
	const first = new Map<string, { place: string; hasOther: boolean }>();
	const front: Group[] = [];
	const rest: Group[] = [];
	for (const group of groups) {
		const candidate = candidateOf(group);
		const key = candidate === null ? '' : `${candidate.transaction.settlementId} ${candidate.kind}`;
		const known = first.get(key);
		const place = candidate === null ? '' : placeOf(candidate.transaction);
		const isOther = known !== undefined && !known.hasOther && known.place !== place;
		if (candidate !== null && (known === undefined || isOther)) {
			first.set(key, { place: known?.place ?? place, hasOther: known !== undefined });
			front.push(group);
		} else {
			rest.push(group);
		}
	}
	return [...front, ...rest];
}
