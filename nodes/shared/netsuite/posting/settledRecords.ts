// Settlement transactions whose record says that they are settled, compared with the documents the record
// names. A document that is deleted or voided counts for nothing, so the transaction is open again. One that
// exists is never replaced and never applied again by us: applied to less, or elsewhere, it is for a person.
import { isRefund } from '../../settlement/labels/panes';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { BookedDocument } from '../books/bookedDocuments';
import { nameOf, readBooked } from '../books/bookedDocuments';
import { money } from '../records/amount';
import type { Disagreement, DisagreementCode } from '../records/disagreement';
import type { DocumentId } from '../records/ids';
import type { SettlementTransaction } from '../records/settlementTransaction';
import { notApplied } from './notApplied';
import type { PostingResult } from './postingResult';
import { failed, settledBefore } from './postingResult';
import { compareShares } from './settledShares';

export interface SettledRecords {
	/** What became of those that stay as they are, or that a person has to look at. */
	results: Map<SettlementTransaction, PostingResult>;
	/** The same, where the record has to say something else than it does. */
	amended: Set<SettlementTransaction>;
	/** Open again, each with what was found. */
	reopened: Map<SettlementTransaction, Disagreement>;
	/** By internal id: what the records name. */
	documents: Documents;
}

type Documents = ReadonlyMap<DocumentId, BookedDocument>;

const SETTLED = new Set<SettlementTransaction['status']>(['Applied', 'Partially Applied']);

/** Internal ids of the documents that a settled record names. */
function settlersOf(transaction: SettlementTransaction): DocumentId[] {
	const { paymentId, cashSaleId, creditMemoId, refundId } = transaction;
	return [paymentId, cashSaleId, creditMemoId, refundId].filter((id) => id !== '');
}

/** One query for a thousand documents or applications; none where no transaction is settled. */
export async function checkSettled(
	client: NetSuiteClient,
	transactions: SettlementTransaction[],
): Promise<SettledRecords> {
	const settled = [...new Set(transactions)].filter(({ status }) => SETTLED.has(status));
	const documents = await readBooked(
		client,
		settled.flatMap(settlersOf),
		'read the documents of settled transactions',
	);
	const found: SettledRecords = {
		results: new Map(),
		amended: new Set(),
		reopened: new Map(),
		documents,
	};
	const standing: SettlementTransaction[] = [];
	for (const transaction of settled) {
		const gone = whatIsGone(transaction, documents);
		if (gone === null) {
			standing.push(transaction);
		} else {
			found.reopened.set(transaction, gone);
		}
	}
	const shares = compareShares(standing, documents);
	for (const transaction of standing) {
		const before = settledBefore(transaction);
		const result = judged(transaction, documents, shares.get(transaction) ?? before);
		found.results.set(transaction, result);
		if (differs(before, result)) {
			found.amended.add(transaction);
		}
	}
	return found;
}

/** Why the record's documents count for nothing any more; null while all of them stand. */
function whatIsGone(transaction: SettlementTransaction, documents: Documents): Disagreement | null {
	if (isNameless(transaction)) {
		return found(transaction, 'DOCUMENT_MISSING', '', 'names no document any more');
	}
	for (const id of settlersOf(transaction)) {
		const document = documents.get(id);
		if (document === undefined) {
			return found(transaction, 'DOCUMENT_MISSING', id, `transaction ${id} is deleted`);
		}
		if (document.isVoided) {
			return found(transaction, 'DOCUMENT_VOIDED', id, `${wordsOf(document)} is voided`);
		}
		if (isEdited(transaction, document)) {
			const now = money(document.total, document.currency);
			return found(transaction, 'DOCUMENT_CHANGED', id, `${wordsOf(document)} is over ${now} now`);
		}
	}
	return null;
}

/** NetSuite empties the field that names a transaction when that is deleted. */
function isNameless(transaction: SettlementTransaction): boolean {
	const { transactionType, transactionAmount, posted, writtenOff } = transaction;
	const { paymentId, cashSaleId, creditMemoId, refundId } = transaction;
	if (transactionAmount === 0) {
		return false;
	}
	return isRefund(transactionType)
		? creditMemoId === '' || ((posted ?? 0) !== 0 && refundId === '')
		: (paymentId === '' && cashSaleId === '') || (writtenOff > 0 && creditMemoId === '');
}

/** Cash sales and write-offs are judged again by those who took or made them. */
function isEdited(transaction: SettlementTransaction, document: BookedDocument): boolean {
	if (document.type === 'CashSale') {
		return document.total !== transaction.transactionAmount;
	}
	const isWriteOff = document.type === 'CustCred' && !isRefund(transaction.transactionType);
	return isWriteOff && (document.total !== transaction.writtenOff || document.unused > 0);
}

const WORDS: Record<string, string> = {
	CustPymt: 'payment',
	CustCred: 'credit memo',
	CustRfnd: 'customer refund',
	CashSale: 'cash sale',
};

const wordsOf = (document: BookedDocument) =>
	`${WORDS[document.type] ?? 'transaction'} ${nameOf(document)}`;

function found(
	{ settlementId, orderId, recordId, status }: SettlementTransaction,
	code: DisagreementCode,
	documentId: DocumentId,
	what: string,
): Disagreement {
	const message = `The record of order ${orderId || '(none)'} said ${status}, but ${what}`;
	const named = { settlementId, orderId, recordId: recordId ?? '', documentId };
	return { code, ...named, message, state: 'mended' };
}

function judged(
	transaction: SettlementTransaction,
	documents: Documents,
	share: PostingResult | NetSuiteError,
): PostingResult {
	if (share instanceof NetSuiteError) {
		return failed(share, keptOf(transaction, documents));
	}
	const silent = settlersOf(transaction)
		.map((id) => documents.get(id))
		.find((document) => document?.isPosting === false);
	if (silent !== undefined) {
		const reason = 'it does not post: it waits for an approval or is on hold';
		return failed(notApplied(silent, reason), keptOf(transaction, documents));
	}
	return isRefund(transaction.transactionType)
		? judgedRefund(transaction, documents, share)
		: share;
}

/** A refund stands on two documents, and nothing of its memo may be left. */
function judgedRefund(
	transaction: SettlementTransaction,
	documents: Documents,
	result: PostingResult,
): PostingResult {
	const { creditMemoId, refundId, currency, posted } = transaction;
	const memo = documents.get(creditMemoId);
	const refund = documents.get(refundId);
	const reached = keptOf(transaction, documents);
	if (memo !== undefined && memo.unused > 0) {
		const reason = `${money(memo.unused, currency)} of it is neither refunded nor applied`;
		return failed(notApplied(memo, reason), reached);
	}
	const total = refund?.total ?? 0;
	if (refund !== undefined && posted !== null && total < posted) {
		const reason = `it is over ${money(total, currency)}, and ${money(posted, currency)} were refunded`;
		return failed(notApplied(refund, reason), reached);
	}
	return { ...result, posted: posted ?? total };
}

/** What the record keeps when a person has to look: the documents, and what of them counts now. */
function keptOf(transaction: SettlementTransaction, documents: Documents): Partial<PostingResult> {
	const before = settledBefore(transaction);
	const { paymentId, refundId, cashSaleId, currency } = transaction;
	const mover = documents.get(paymentId) ?? documents.get(refundId) ?? documents.get(cashSaleId);
	const isShared = (mover?.membership ?? '') !== '';
	const posted = before.posted ?? (isShared ? null : (mover?.total ?? 0));
	const payment = documents.get(paymentId);
	if (payment === undefined || isShared || payment.currency !== currency) {
		return { ...before, posted };
	}
	const applied = payment.total - payment.unused;
	const rest = Math.max(transaction.transactionAmount - applied, 0);
	return { ...before, posted, applied, rest, short: 0, allocation: payment.allocation };
}

function differs(before: PostingResult, after: PostingResult): boolean {
	return (
		before.status !== after.status ||
		before.posted !== after.posted ||
		before.applied !== after.applied ||
		before.rest !== after.rest
	);
}

/** The result of a transaction that was open again: healed only where it is settled now. */
export function withMended(
	transaction: SettlementTransaction,
	result: PostingResult,
	{ reopened }: SettledRecords,
): PostingResult {
	const was = reopened.get(transaction);
	if (was === undefined || !SETTLED.has(result.status)) {
		return result;
	}
	const { outcome, paymentId, creditMemoId, refundId, cashSaleId } = result;
	const ids = [paymentId, cashSaleId, creditMemoId, refundId].filter((id) => id !== '');
	const how =
		outcome === 'existed'
			? `the books hold transaction ${ids.join(' and ')} for it, which it names now`
			: outcome === 'planned'
				? 'it would be posted anew'
				: `it was posted anew (${ids.join(', ')})`;
	return { ...result, mended: [{ ...was, message: `${was.message}; ${how}` }] };
}
