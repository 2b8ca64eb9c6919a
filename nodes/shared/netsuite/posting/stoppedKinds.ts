// Kinds of documents that are stopped: what is told of those that were not tried, and once, with their number,
// of what stopped them.
import { NetSuiteError } from '../api/netSuiteError';
import type { Disagreement } from '../records/disagreement';
import type { DocumentId } from '../records/ids';
import type { SettlementTransaction } from '../records/settlementTransaction';
import type { DocumentType } from './documentKinds';
import { KIND_WORDS } from './documentKinds';
import type { PostingResult } from './postingResult';
import { failed, NOTHING_POSTED, sentence } from './postingResult';

export interface Stop {
	/** Told to those that are not tried. */
	error: NetSuiteError;
	code: 'DOCUMENT_DIFFERS' | 'KIND_REFUSED';
	type: DocumentType;
	message: string;
	documentId: DocumentId;
	transaction: SettlementTransaction;
}

/** What becomes of a transaction whose kind is stopped: it stays as it was. */
export function untried(
	{ status }: SettlementTransaction,
	error: NetSuiteError,
	reached: Partial<PostingResult> = {},
): PostingResult {
	return {
		...NOTHING_POSTED,
		...reached,
		status: status === 'Unapplied' ? 'Unapplied' : 'New',
		outcome: 'skipped',
		errorCode: error.code,
		errorMessage: sentence(error),
	};
}

/** It says nothing of the transaction itself: that it is not tried now. */
export function isUntried({ code }: NetSuiteError): boolean {
	return code === 'KIND_STOPPED' || code === 'SETTLEMENT_BUSY';
}

/** The result of what was not posted: tried and refused, or not tried at all. */
export function failedOrUntried(
	transaction: SettlementTransaction,
	error: unknown,
	reached: Partial<PostingResult>,
): PostingResult {
	return error instanceof NetSuiteError && isUntried(error)
		? untried(transaction, error, reached)
		: failed(error, reached);
}

/** One message with the count, on the result of the document itself, or of the first that was not tried. */
export function tellStop(stop: Stop, results: Map<SettlementTransaction, PostingResult>): void {
	const message = sentence(stop.error);
	const left = [...results].filter(
		([, { errorCode, errorMessage }]) => errorCode === 'KIND_STOPPED' && errorMessage === message,
	);
	const [transaction] = results.has(stop.transaction)
		? [stop.transaction]
		: left.map(([one]) => one);
	const result = transaction === undefined ? undefined : results.get(transaction);
	if (transaction === undefined || result === undefined) {
		return;
	}
	const { settlementId, orderId, recordId } = stop.transaction;
	const words = KIND_WORDS[stop.type];
	const count =
		left.length === 0
			? ''
			: `. ${left.length} more ${left.length === 1 ? words.one : words.many} of its kind ${left.length === 1 ? 'was' : 'were'} not tried`;
	const told: Disagreement = {
		code: stop.code,
		settlementId,
		orderId,
		recordId: recordId ?? '',
		documentId: stop.documentId,
		message: `${stop.message}${count}`,
		state: 'stands',
	};
	results.set(transaction, { ...result, mended: [...(result.mended ?? []), told] });
}
