// Whether the deposit of a settlement may be booked already: journals and deposits on its bank account with the same
// amount on either side, around the day the money comes, that carry no settlement. A settlement that is owed is found
// as well, booked as a deposit below zero or as a journal.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { query, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import type { DocumentId } from '../records/ids';
import { linkFields } from '../records/schema';

export interface BankEntry {
	internalId: DocumentId;
	number: string;
	type: string;
	/** `YYYY-MM-DD`. */
	date: string;
	/** What it has on the account, debit positive. */
	amount: Minor;
}

/** Money arrives days after the day Amazon names, and a person may date it a little before. */
const DAYS_BEFORE = 2;
const DAYS_AFTER = 10;

function moved(day: string, days: number): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}

/** Of the same amount, whichever side it stands on, in the same currency. */
export async function findBankEntries(
	client: NetSuiteClient,
	{
		accountIds,
		day,
		amount,
		currency,
	}: {
		accountIds: string[];
		/** `YYYY-MM-DD`. */
		day: string;
		amount: Minor;
		currency: string;
	},
): Promise<BankEntry[]> {
	const rows = await query(
		client,
		`SELECT DISTINCT t.id AS id, t.tranid AS tranid, t.type AS type, l.foreignamount AS amount,
			TO_CHAR(t.trandate, 'YYYY-MM-DD') AS day FROM transaction t
			JOIN currency c ON c.id = t.currency
			JOIN transactionaccountingline x ON x.transaction = t.id AND x.accountingbook = 1
			JOIN transactionline l ON l.transaction = x.transaction AND l.id = x.transactionline
			WHERE t.type IN ('Journal', 'Deposit') AND t.voided = 'F' AND t.${linkFields.settlement} IS NULL
			AND x.account IN (${accountIds.map(() => '?').join(', ')}) AND c.symbol = ? AND TO_CHAR(t.trandate, 'YYYY-MM-DD') >= ?
			AND TO_CHAR(t.trandate, 'YYYY-MM-DD') <= ? ORDER BY t.id`,
		[...accountIds, currency, moved(day, -DAYS_BEFORE), moved(day, DAYS_AFTER)],
		'look for the deposit among what is booked already',
	);
	return rows
		.filter((row) => Math.abs(toMinor(row.amount, currency)) === Math.abs(amount))
		.map((row) => ({
			internalId: required(row, 'id'),
			number: row.tranid ?? '',
			type: row.type ?? '',
			date: row.day ?? '',
			amount: toMinor(row.amount, currency),
		}));
}
