// What the documents of settlements moved, and on which account: payments, cash sales and refunds that carry the
// settlement and post. NetSuite adds up, so the number of documents does not matter.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import type { SummaryId } from '../records/ids';
import { linkFields } from '../records/schema';

export interface SettledMoney {
	/** By internal id of the account, debit positive. */
	byAccount: Map<string, Minor>;
	/** The same by the month of the documents, `2026-10`; refunds are negative. */
	byMonth: Map<string, { payments: Map<string, Minor>; refunds: Map<string, Minor> }>;
	/** Payments and cash sales that lie in Undeposited Funds, and the accounts they lie on. */
	undeposited: { count: number; accountIds: string[] };
}

export const nothingSettled = (): SettledMoney => ({
	byAccount: new Map(),
	byMonth: new Map(),
	undeposited: { count: 0, accountIds: [] },
});

/** By settlement record. `currencyOf`: ISO code by settlement record. */
export async function readSettledMoney(
	client: NetSuiteClient,
	currencyOf: ReadonlyMap<SummaryId, string>,
): Promise<Map<SummaryId, SettledMoney>> {
	// B: Not Deposited, of payments and cash sales alone.
	const rows = await queryByKeys(
		client,
		`SELECT d.${linkFields.settlement} AS parent, x.account AS account, d.type AS doc_type,
			TO_CHAR(d.trandate, 'YYYY-MM') AS doc_month,
			CASE WHEN d.type <> 'CustRfnd' AND d.status = 'B' THEN 'T' ELSE 'F' END AS waits,
			SUM(m.foreignamount) AS amount, COUNT(*) AS how_many
			FROM transaction d
			JOIN transactionline m ON m.transaction = d.id AND m.mainline = 'T'
			JOIN transactionaccountingline x ON x.transaction = m.transaction AND x.transactionline = m.id
			WHERE d.type IN ('CustPymt', 'CashSale', 'CustRfnd') AND d.voided = 'F' AND d.posting = 'T'
			AND x.accountingbook = 1 AND d.${linkFields.settlement} IN (:keys)
			GROUP BY d.${linkFields.settlement}, x.account, d.type, TO_CHAR(d.trandate, 'YYYY-MM'),
			CASE WHEN d.type <> 'CustRfnd' AND d.status = 'B' THEN 'T' ELSE 'F' END`,
		currencyOf.keys(),
		'add up what settlements moved',
	);
	const found = new Map<SummaryId, SettledMoney>();
	for (const row of rows) {
		const parent = required(row, 'parent');
		const money = found.get(parent) ?? nothingSettled();
		found.set(parent, money);
		const account = row.account ?? '';
		const amount = toMinor(row.amount, currencyOf.get(parent) ?? '');
		const months = money.byMonth.get(account) ?? { payments: new Map(), refunds: new Map() };
		money.byMonth.set(account, months);
		const side = months[row.doc_type === 'CustRfnd' ? 'refunds' : 'payments'];
		const month = row.doc_month ?? '';
		side.set(month, (side.get(month) ?? 0) + amount);
		money.byAccount.set(account, (money.byAccount.get(account) ?? 0) + amount);
		if (row.waits === 'T') {
			money.undeposited.count += Number(row.how_many ?? 0);
			money.undeposited.accountIds.push(account);
		}
	}
	return found;
}
