// What keeps a journal from being posted: groups without an account, each with its money, its labels and the account
// that is usual for it; and a report that does not add up.
import type { Minor } from '../values/money';
import { addMoney } from '../values/money';
import type { AccountKey } from './accountKeys';
import { KEY_MEANINGS } from './accountKeys';
import type { Posting } from './entryLines';
import type { LabelTotal } from './labelTotals';
import { sumOfTotals } from './labelTotals';

export interface JournalBlock {
	/** What blocks; null where the report does not add up. */
	key: AccountKey | null;
	/** As the file signs it. */
	amount: Minor;
	/** Amazon's words. */
	labels: string[];
	/** The usual account, '' where there is none. */
	suggestion: string;
}

export function blocksOf(
	postings: readonly Posting[],
	{ deposit, totals }: { deposit: Minor; totals: readonly LabelTotal[] },
	tolerance: Minor,
): JournalBlock[] {
	const byKey = new Map<AccountKey, { amount: Minor; labels: Set<string> }>();
	// Money that was not released yet belongs in no journal, whatever account is named for it.
	const isBlocked = ({ accountId, key }: Posting) => accountId === '' || key === 'NEVER_POSTED';
	for (const { key, amount, label } of postings.filter(isBlocked)) {
		const known = byKey.get(key) ?? { amount: 0, labels: new Set<string>() };
		byKey.set(key, known);
		known.amount = addMoney(known.amount, -amount);
		if (label !== '') {
			known.labels.add(label);
		}
	}
	const blocks = [...byKey]
		.filter(([, { amount }]) => amount !== 0)
		.map(([key, { amount, labels }]) => ({
			key,
			amount,
			labels: [...labels],
			suggestion: KEY_MEANINGS[key].account,
		}));
	const difference = addMoney(sumOfTotals(totals), -deposit);
	return Math.abs(difference) > tolerance
		? [...blocks, { key: null, amount: difference, labels: [], suggestion: '' }]
		: blocks;
}
