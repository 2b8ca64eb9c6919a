// Transactions whose record says that they are settled, but by a document that somebody has voided or deleted
// since. It counts for nothing, so they are open again: told as settled they would be a failure that looks like
// success.
import { isRefund } from '../../settlement/labels/panes';
import type { NetSuiteClient } from '../api/client';
import { queryByKeys, required } from '../api/suiteql';
import type { RecordedTransaction } from '../records/settlementTransaction';
import { settledBefore } from './postingResult';

/** Internal ids of what settled the transaction. A memo beside a payment only wrote a rest off. */
function settlersOf(transaction: RecordedTransaction): string[] {
	const { paymentId, cashSaleId, creditMemoId, refundId } = settledBefore(transaction);
	const own = isRefund(transaction.transactionType)
		? [creditMemoId, refundId]
		: [paymentId, cashSaleId];
	return own.filter((id) => id !== '');
}

/** NetSuite empties the field that names a transaction when that is deleted. */
function isWithoutDocument(
	{ transactionAmount }: RecordedTransaction,
	settlers: string[],
): boolean {
	return settlers.length === 0 && transactionAmount !== 0;
}

const SETTLED = new Set<RecordedTransaction['status']>(['Applied', 'Partially Applied']);

/** One query for a thousand settled transactions; none where no transaction is settled. */
export async function voidedSince(
	client: NetSuiteClient,
	transactions: RecordedTransaction[],
): Promise<Set<RecordedTransaction>> {
	const settled = transactions
		.filter(({ status }) => SETTLED.has(status))
		.map((transaction) => ({ transaction, settlers: settlersOf(transaction) }));
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id FROM transaction t
			WHERE t.voided = 'T' AND t.id IN (:keys) ORDER BY t.id`,
		settled.flatMap(({ settlers }) => settlers),
		'look up documents that were voided',
	);
	const voided = new Set(rows.map((row) => required(row, 'id')));
	const isOpenAgain = ({ transaction, settlers }: (typeof settled)[number]) =>
		isWithoutDocument(transaction, settlers) || settlers.some((id) => voided.has(id));
	return new Set(settled.filter(isOpenAgain).map(({ transaction }) => transaction));
}
