// What older records, from before *Posted Amount*, have on their consolidated payments: taken from the text on
// the payment, which is written with the money.
import type { PostingResult } from '../posting/postingResult';
import type { SettledRecords } from '../posting/settledRecords';
import { transactionName } from '../records/externalId';
import type { RecordedTransaction } from '../records/settlementTransaction';
import { readMembership } from './membership';

/** The results of settled records; those that had no posted figure get it, and are to be recorded. */
export function withShares({
	results,
	amended,
	documents,
}: SettledRecords): Map<RecordedTransaction, PostingResult> {
	const completed = new Map(results);
	for (const [transaction, result] of results) {
		const { membership = '' } = documents.get(transaction.paymentId) ?? {};
		if (result.posted !== null || membership === '') {
			continue;
		}
		const name = transactionName(transaction).toLowerCase();
		const part = readMembership(membership, transaction.currency)?.find((one) => one.name === name);
		if (part !== undefined) {
			completed.set(transaction, { ...result, posted: part.applied + part.unapplied });
			amended.add(transaction);
		}
	}
	return completed;
}
