// What older records, from before *Posted Amount*, have on their consolidated payments: the amount from the text on
// the payment, which is written with the money, the invoices from what the payment is applied to. Where that does
// not add up it stays unknown.
import type { PostingResult } from '../../posting/postingResult';
import type { SettledRecords } from '../../posting/settledRecords';
import type { Allocation } from '../../records/allocation';
import { transactionName } from '../../records/externalId';
import type { SettlementTransaction } from '../../records/settlementTransaction';
import type { Left } from './appliedAsMeant';
import { sumOf, takeUpTo } from './appliedAsMeant';
import { readMembership } from './membership';

/** The results of settled records; those that had no posted figure get it, and are to be recorded. */
export function withShares({
	results,
	amended,
	documents,
}: SettledRecords): Map<SettlementTransaction, PostingResult> {
	const completed = new Map(results);
	for (const [paymentId, members] of byPayment(results)) {
		const { membership = '', allocation = [] } = documents.get(paymentId) ?? {};
		const left: Left = new Map(allocation.map(({ invoiceId, amount }) => [invoiceId, amount]));
		for (const [transaction, taken] of allocate(members, left)) {
			const result = results.get(transaction);
			const name = transactionName(transaction).toLowerCase();
			const parts = readMembership(membership, transaction.currency);
			const part = parts?.find((one) => one.name === name);
			if (result !== undefined && part !== undefined && sumOf(taken) === result.applied) {
				const posted = part.applied + part.unapplied;
				completed.set(transaction, { ...result, posted, allocation: taken });
				amended.add(transaction);
			}
		}
	}
	return completed;
}

type Member = [transaction: SettlementTransaction, result: PostingResult];

function byPayment(results: ReadonlyMap<SettlementTransaction, PostingResult>) {
	const groups = new Map<string, Member[]>();
	for (const [transaction, result] of results) {
		const { paymentId } = transaction;
		if (paymentId !== '') {
			groups.set(paymentId, [...(groups.get(paymentId) ?? []), [transaction, result]]);
		}
	}
	return groups;
}

/** First those that their own invoice took whole; a split one then takes what is nobody else's. */
function allocate(members: Member[], left: Left): Map<SettlementTransaction, Allocation[]> {
	for (const [, { allocation }] of members) {
		allocation.forEach(({ invoiceId, amount }) => takeUpTo(amount, [invoiceId], left));
	}
	const older = members.filter(([, { posted }]) => posted === null);
	const isWhole = ([{ toApplyId }, { applied }]: Member) => (left.get(toApplyId) ?? 0) >= applied;
	const whole = new Set(older.filter(isWhole));
	const found = new Map<SettlementTransaction, Allocation[]>();
	for (const [transaction, { applied }] of whole) {
		found.set(transaction, takeUpTo(applied, [transaction.toApplyId], left));
	}
	for (const [transaction, { applied }] of older.filter((one) => !whole.has(one))) {
		const { toApplyId } = transaction;
		const others = new Set(members.map(([member]) => member.toApplyId));
		const free = [...left.keys()].filter((id) => !others.has(id));
		found.set(transaction, takeUpTo(applied, [toApplyId, ...free], left));
	}
	return found;
}
