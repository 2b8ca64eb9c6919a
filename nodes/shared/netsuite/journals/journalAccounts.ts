// The accounts a journal would post to, as the chart has them: what is no account for it is refused by name before
// anything is posted. Never a receivables or payables account: a line without the right customer would make a row in
// the ageing that only a reopened period can mend.
import type { NetSuiteClient } from '../api/client';
import { queryByKeys, required } from '../api/suiteql';
import { JournalBlocked } from './journalResult';

export interface ChartAccount {
	accountId: string;
	name: string;
	type: string;
	isInactive: boolean;
	/** ISO code of a bank account that is kept in one currency; '' for any. */
	currency: string;
}

export async function readAccounts(
	client: NetSuiteClient,
	accountIds: Iterable<string>,
): Promise<Map<string, ChartAccount>> {
	const rows = await queryByKeys(
		client,
		`SELECT a.id AS id, a.accountsearchdisplayname AS name, a.accttype AS type,
			a.isinactive AS isinactive, c.symbol AS symbol FROM account a
			LEFT JOIN currency c ON c.id = a.currency WHERE a.id IN (:keys) ORDER BY a.id`,
		accountIds,
		'read the accounts of journals',
	);
	return new Map(
		rows.map((row) => [
			required(row, 'id'),
			{
				accountId: required(row, 'id'),
				name: row.name ?? '',
				type: row.type ?? '',
				isInactive: row.isinactive === 'T',
				currency: row.symbol ?? '',
			},
		]),
	);
}

const OF_CUSTOMERS_AND_VENDORS = ['AcctRec', 'AcctPay'];

/** `inTransitId`: takes any currency. Throws with JOURNAL_ACCOUNT_UNFIT. */
export function refuseUnfit(
	accountIds: Iterable<string>,
	chart: ReadonlyMap<string, ChartAccount>,
	currency: string,
	inTransitId = '',
): void {
	const isForeign = (account: ChartAccount) =>
		account.currency !== '' && account.currency !== currency && account.accountId !== inTransitId;
	for (const accountId of accountIds) {
		const account = chart.get(accountId);
		const problem =
			account === undefined
				? 'is not in the chart of accounts, or the role may not see it'
				: account.isInactive
					? 'is inactive'
					: OF_CUSTOMERS_AND_VENDORS.includes(account.type)
						? 'is a receivables or payables account'
						: isForeign(account)
							? `is kept in ${account.currency}, the settlement is in ${currency}`
							: '';
		if (problem !== '') {
			throw new JournalBlocked(
				'JOURNAL_ACCOUNT_UNFIT',
				`Account ${account?.name ?? accountId} ${problem}`,
				"Select another account in 'Accounts' or 'Marketplaces' of the node; a deposit in another currency than the bank account goes to one for money in transit",
			);
		}
	}
}
