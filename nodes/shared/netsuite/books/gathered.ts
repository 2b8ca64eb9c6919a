// What a deposit gathered: documents of a settlement lay on one account, such as Undeposited Funds, and a deposit moved
// them to the clearing account. Pure. It is no entry of the settlement's journal: it says where documents stand now.
import type { Minor } from '../../settlement/values/money';
import { isOurDeposit } from '../records/externalId';

export interface DepositLine {
	accountId: string;
	/** Debit positive. */
	amount: Minor;
	isMain: boolean;
}

interface Deposit<L> {
	/** NetSuite's: `Deposit`, `Journal`. */
	type: string;
	externalId: string;
	lines: readonly L[];
}

export interface Gathered<L extends DepositLine = DepositLine> {
	/** The account of the deposit. */
	to: string;
	/** What it took, by account. */
	from: Map<string, Minor>;
	/** What it holds besides, such as a fee of the bank. */
	rest: L[];
}

/**
 * null for anything else: a deposit made by hand counts where it went to the clearing account, ours always. One that
 * brings the payout to the bank is an entry like any other. `documentAccounts`: where documents of the settlement stand.
 */
export function gatheredBy<L extends DepositLine>(
	{ type, externalId, lines }: Deposit<L>,
	documentAccounts: Iterable<string>,
	clearingIds: readonly string[],
): Gathered<L> | null {
	const to = lines.find(({ isMain }) => isMain)?.accountId ?? '';
	const counts = isOurDeposit(externalId) || clearingIds.includes(to);
	if (type !== 'Deposit' || to === '' || !counts) {
		return null;
	}
	const places = new Set([...documentAccounts].filter((accountId) => accountId !== to));
	const from = new Map<string, Minor>();
	let taken = 0;
	for (const { accountId, amount, isMain } of lines) {
		if (!isMain && places.has(accountId)) {
			from.set(accountId, (from.get(accountId) ?? 0) - amount);
			taken -= amount;
		}
	}
	const rest = lines
		.filter(({ accountId, isMain }) => isMain || !places.has(accountId))
		.map((line) => (line.isMain ? { ...line, amount: line.amount - taken } : line))
		.filter(({ amount }) => amount !== 0);
	return from.size === 0 ? null : { to, from, rest };
}

/** What stands on accounts once deposits have moved it. */
export function afterGathering(
	byAccount: ReadonlyMap<string, Minor>,
	gathered: readonly Gathered[],
): Map<string, Minor> {
	const standing = new Map(byAccount);
	const add = (accountId: string, amount: Minor) =>
		standing.set(accountId, (standing.get(accountId) ?? 0) + amount);
	for (const { to, from } of gathered) {
		for (const [accountId, amount] of from) {
			add(accountId, -amount);
			add(to, amount);
		}
	}
	return standing;
}
