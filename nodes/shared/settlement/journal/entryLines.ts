// Postings become the lines of an entry: one line per account and segments, or charges and credits apart per label. The deposit
// line is never merged with another, since the bank's statement has one line too; the reserve always has two, what is
// held and what is released. A line of nothing is no line.
import type { Minor } from '../values/money';
import { addMoney } from '../values/money';
import type { AccountKey } from './accountKeys';

export type Layout = 'perAccount' | 'gross';

/** What a posting is part of, where its account alone does not say it. */
export type PostingPart =
	| 'deposit'
	| 'payments'
	| 'refunds'
	| 'bankFeed'
	| 'notPosted'
	| 'booked'
	| 'held'
	| 'released'
	| 'carriedIn'
	| 'carriedOut'
	| 'balancing'
	| 'label';

export interface Posting {
	key: AccountKey;
	/** Internal id, '' where none is chosen. */
	accountId: string;
	part: PostingPart;
	/** Amazon's words, '' where it is of no label. */
	label: string;
	/** What its line is marked with, such as a class: a key that is only compared; '' for nothing of its own. */
	segments: string;
	/** On the debit side positive. */
	amount: Minor;
}

export interface PlannedLine {
	keys: AccountKey[];
	accountId: string;
	/** `account`: all that is booked to it. */
	part: PostingPart | 'account';
	label: string;
	segments: string;
	debit: Minor;
	credit: Minor;
}

export function linesOf(postings: readonly Posting[], layout: Layout): PlannedLine[] {
	const lines = new Map<string, { first: Posting; keys: Set<AccountKey>; amount: Minor }>();
	for (const posting of postings) {
		const name = JSON.stringify([
			posting.accountId === '' ? posting.key : posting.accountId,
			posting.segments,
			...lineOf(posting, layout),
		]);
		const line = lines.get(name);
		if (line === undefined) {
			const { key, amount } = posting;
			lines.set(name, { first: posting, keys: new Set([key]), amount });
		} else {
			line.keys.add(posting.key);
			line.amount = addMoney(line.amount, posting.amount);
		}
	}
	return [...lines.values()]
		.filter(({ amount }) => amount !== 0)
		.map(
			({ first, keys, amount }): PlannedLine => ({
				keys: [...keys],
				accountId: first.accountId,
				part: isApart(first) || layout === 'gross' ? first.part : 'account',
				label: layout === 'gross' ? first.label : '',
				segments: first.segments,
				debit: Math.max(amount, 0),
				credit: Math.max(-amount, 0),
			}),
		)
		.sort((one, other) => rankOf(one) - rankOf(other));
}

const isApart = ({ part }: Posting) => part === 'deposit' || part === 'held' || part === 'released';

/** What keeps a posting on a line of its own. */
function lineOf(posting: Posting, layout: Layout): string[] {
	const { part, label, amount } = posting;
	if (isApart(posting)) {
		return [part];
	}
	if (layout === 'perAccount') {
		return [];
	}
	return part === 'label'
		? [part, label, amount < 0 ? 'credit' : 'debit']
		: [part, part === 'booked' ? label : ''];
}

/** The deposit, debits, credits; of each side clearing first. */
function rankOf({ part, keys, debit }: PlannedLine): number {
	const side = debit > 0 ? 1 : 3;
	return part === 'deposit' ? 0 : keys.includes('CLEARING') ? side : side + 1;
}

export function totalOf(lines: readonly PlannedLine[]): { debit: Minor; credit: Minor } {
	return lines.reduce(
		(sum, { debit, credit }) => ({
			debit: addMoney(sum.debit, debit),
			credit: addMoney(sum.credit, credit),
		}),
		{ debit: 0, credit: 0 },
	);
}
