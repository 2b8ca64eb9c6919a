// What became of one transaction in a posting flow, success or not, in one shape.
import { isOrder } from '../../settlement/labels/panes';
import type { ErrorCode } from '../api/netSuiteError';
import { NetSuiteError } from '../api/netSuiteError';
import { toDecimal } from '../records/amount';
import type { Status } from '../records/schema';
import type { RecordedTransaction } from '../records/settlementTransaction';
import type { Difference } from './differences';

/** `planned`: a dry run would have created it. `skipped`: there was nothing to do. */
export type Outcome = 'created' | 'existed' | 'skipped' | 'planned' | 'failed';

export interface PostingResult {
	status: Status;
	outcome: Outcome;
	errorCode: ErrorCode | '';
	/** What happened and what to do next. */
	errorMessage: string;
	matchedBy: string;
	invoices: Array<{ internalId: string; number: string }>;
	/** Minor units: total of the payment, or of the refund. */
	posted: number;
	/** Minor units: applied to invoices, or refunded. */
	applied: number;
	/** Minor units Amazon sent that no invoice could take. */
	rest: number;
	/** Minor units the invoice keeps open. */
	short: number;
	/** Minor units of the open rest that a credit memo closed. */
	writtenOff: number;
	/** Why the amount and what was open differed; undefined where they did not. */
	difference?: Difference;
	/** Internal ids of what was posted, '' for none. */
	paymentId: string;
	creditMemoId: string;
	refundId: string;
	/** Minor units of a credit memo that open invoices took, so that they were not paid out. */
	creditedOnInvoice?: number;
	/** Internal id of the cash sale that settles it: it was there before, nothing is posted. */
	cashSaleId: string;
	/** `YYYY-MM-DD`, the day of what this run posted, '' for nothing. */
	date: string;
	/** Why it is another day than asked for, '' when it is not. */
	dateNote: string;
	/** The lines of a credit memo and how the item of each was found; of those posted by this run. */
	refundLines?: string;
}

export const NOTHING_POSTED: PostingResult = {
	status: 'New',
	outcome: 'skipped',
	errorCode: '',
	errorMessage: '',
	matchedBy: '',
	invoices: [],
	posted: 0,
	applied: 0,
	rest: 0,
	short: 0,
	writtenOff: 0,
	paymentId: '',
	creditMemoId: '',
	refundId: '',
	cashSaleId: '',
	date: '',
	dateNote: '',
};

/** `rest`: minor units that Amazon sent and no invoice could take. */
export function statusFor(rest: number): Extract<Status, 'Applied' | 'Partially Applied'> {
	return rest > 0 ? 'Partially Applied' : 'Applied';
}

/** A transaction that an earlier run settled: its record tells, nothing is asked or sent. */
export function settledBefore(transaction: RecordedTransaction): PostingResult {
	const { status, applied, rest, short, writtenOff } = transaction;
	const { paymentId, creditMemoId, refundId } = transaction;
	// Only a cash sale settles an order's amount without anything posted.
	const isByCashSale =
		isOrder(transaction.transactionType) &&
		status === 'Applied' &&
		paymentId === '' &&
		transaction.transactionAmount !== 0;
	const cashSaleId = isByCashSale ? transaction.toApplyId : '';
	const ids = { paymentId, creditMemoId, refundId, cashSaleId };
	const outcome = Object.values(ids).every((id) => id === '') ? 'skipped' : 'existed';
	// What is unapplied stays on the payment unless it was capped; the record does not tell which.
	// The rest of a refund was never booked.
	return {
		...NOTHING_POSTED,
		...ids,
		status,
		outcome,
		posted: creditMemoId === '' ? applied + rest : applied,
		applied,
		rest,
		short,
		writtenOff,
	};
}

/** What happened and what to do next, as people read it. */
export function sentence({ message, remedy }: NetSuiteError): string {
	return [message, remedy].filter((part) => part !== '').join('. ');
}

/**
 * The result of a transaction that could not be posted. An error that concerns the whole run, or is
 * a mistake of ours, is thrown on.
 */
export function failed(error: unknown, reached: Partial<PostingResult> = {}): PostingResult {
	if (!(error instanceof NetSuiteError) || error.isFatal) {
		throw error;
	}
	return {
		...NOTHING_POSTED,
		...reached,
		status: 'Unapplied',
		outcome: 'failed',
		errorCode: error.code,
		errorMessage: sentence(error),
	};
}

/** The placeholders of field templates: the transaction, with amounts as decimals. */
export function templateValues(transaction: RecordedTransaction): Record<string, unknown> {
	const { currency, transactionAmount, netAmount } = transaction;
	return {
		...transaction,
		transactionAmount: toDecimal(transactionAmount, currency),
		netAmount: toDecimal(netAmount, currency),
	};
}
