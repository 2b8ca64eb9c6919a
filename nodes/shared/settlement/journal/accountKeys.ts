// Which account a part of a settlement is booked to: its name in the mapping. What orders and refunds move inside
// their transaction amount stands on clearing, because their documents moved it there; all else goes to the account
// of its group. A name here is a place in the mapping, never an account that is posted to unasked.
import type { AccountGroup } from '../labels/accountGroups';
import { GROUP_MEANINGS } from '../labels/accountGroups';
import type { Figure } from '../labels/figures';
import { transactionGroup } from '../labels/panes';
import type { LabelTotal } from './labelTotals';

/** Beside the groups of the labels. */
const MORE_KEYS = {
	OUTSIDE: [
		'Price, tax and discounts of orders and refunds that the transaction amount leaves out',
		'',
	],
	NOT_POSTED: [
		'Orders and refunds that are on no document yet, if they are kept apart',
		'Amazon Not Posted (Other Current Asset)',
	],
	AWAITING_INVOICE: [
		"Fees that wait for Amazon's invoice",
		'Amazon Fees Awaiting Invoice (Other Current Asset)',
	],
	VARIANCE: [
		'What a report that does not add up is short of, within the tolerance',
		'Amazon Variance (Expense)',
	],
} as const;

export type AccountKey = Exclude<AccountGroup, 'CLEARING_OR_FACILITATOR'> | keyof typeof MORE_KEYS;

interface KeyMeaning {
	meaning: string;
	/** A name for the account and its type; '' where there is none to propose. */
	account: string;
}

/** Of the groups, then of the other keys. */
export const KEY_MEANINGS = Object.fromEntries([
	...Object.entries(GROUP_MEANINGS).filter(([group]) => group !== 'CLEARING_OR_FACILITATOR'),
	...Object.entries(MORE_KEYS).map(([key, [meaning, account]]) => [key, { meaning, account }]),
]) as Readonly<Record<AccountKey, KeyMeaning>>;

export const ACCOUNT_KEYS = Object.keys(KEY_MEANINGS) as AccountKey[];

/** What Amazon charges for: what an invoice of Amazon's lists, and what input tax is on. */
export const FEE_KEYS: readonly AccountKey[] = [
	'SELLING',
	'FBA',
	'STORAGE',
	'INBOUND',
	'REMOVAL',
	'SHIPPING_BOUGHT',
	'ADVERTISING',
	'PROMO',
	'LIQUIDATION_FEE',
];

/** Whether documents of orders and refunds move this money. */
export function isOnClearing(
	{ transactionType, figure }: Pick<LabelTotal, 'transactionType' | 'figure'>,
	basis: readonly Figure[],
): boolean {
	return transactionGroup(transactionType) !== 'nonTransaction' && basis.includes(figure);
}

export function accountKeyOf(total: LabelTotal, basis: readonly Figure[]): AccountKey {
	if (isOnClearing(total, basis)) {
		return 'CLEARING';
	}
	switch (total.group) {
		case 'CLEARING':
			return 'OUTSIDE';
		case 'CLEARING_OR_FACILITATOR':
			return 'FACILITATOR';
		default:
			return total.group;
	}
}
