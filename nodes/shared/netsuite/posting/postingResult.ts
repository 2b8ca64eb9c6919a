// What became of one transaction in a posting flow, success or not, in one shape.
import type { Minor } from '../../settlement/values/money';
import type { ErrorCode } from '../api/netSuiteError';
import { NetSuiteError } from '../api/netSuiteError';
import type { Allocation } from '../records/allocation';
import { readAllocation } from '../records/allocation';
import { toDecimal } from '../records/amount';
import type { Disagreement } from '../records/disagreement';
import type { DocumentId } from '../records/ids';
import type { Status } from '../records/schema';
import type { SettlementTransaction } from '../records/settlementTransaction';
import { isUndecided, LABEL_UNDECIDED } from '../records/undecidedLabels';
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
	invoices: Array<{ internalId: DocumentId; number: string }>;
	/**
	 * Minor units, what moved the clearing side: total of the payment, cash sale or customer refund, 0 where a
	 * credit memo alone was posted; null: unknown, an older record without this figure.
	 */
	posted: Minor | null;
	/** What of it went to which invoice. */
	allocation: Allocation[];
	/** Internal id of the account that the read-back found; undefined where nothing was read back. */
	bookedAccount?: string;
	/** Minor units: applied to invoices, or refunded. */
	applied: Minor;
	/** Minor units Amazon sent that no invoice could take. */
	rest: Minor;
	/** Minor units the invoice keeps open. */
	short: Minor;
	/** Minor units of the open rest that a credit memo closed. */
	writtenOff: Minor;
	/** Why the amount and what was open differed; undefined where they did not. */
	difference?: Difference;
	/** Internal ids of what was posted, '' for none. */
	paymentId: DocumentId;
	creditMemoId: DocumentId;
	refundId: DocumentId;
	/** Minor units of a credit memo that open invoices took, so that they were not paid out. */
	creditedOnInvoice?: Minor;
	/** Internal id of the cash sale that settles it: it was there before, nothing is posted. */
	cashSaleId: DocumentId;
	/** `YYYY-MM-DD`, the day of what this run posted, '' for nothing. */
	date: string;
	/** Why it is another day than asked for, '' when it is not. */
	dateNote: string;
	/** What the record said otherwise and this run put right, and what stopped a kind of documents. */
	mended?: Disagreement[];
	/** The kinds of what this run posted, see documentKinds.ts. */
	kinds?: string[];
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
	allocation: [],
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
export function statusFor(rest: Minor): Extract<Status, 'Applied' | 'Partially Applied'> {
	return rest > 0 ? 'Partially Applied' : 'Applied';
}

/** A transaction that an earlier run settled: its recorded result is reused. */
export function settledBefore(transaction: SettlementTransaction): PostingResult {
	if (isUndecided(transaction)) {
		return {
			...NOTHING_POSTED,
			status: 'Unapplied',
			outcome: 'failed',
			errorCode: LABEL_UNDECIDED,
			errorMessage: transaction.errorMessage,
		};
	}
	const { status, posted, applied, rest, short, writtenOff, currency } = transaction;
	const { paymentId, creditMemoId, refundId, cashSaleId } = transaction;
	const ids = { paymentId, creditMemoId, refundId, cashSaleId };
	const outcome = Object.values(ids).every((id) => id === '') ? 'skipped' : 'existed';
	return {
		...NOTHING_POSTED,
		...ids,
		status,
		outcome,
		posted: outcome === 'skipped' ? 0 : posted,
		allocation: readAllocation(transaction.allocation, currency) ?? [],
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
export function templateValues(transaction: SettlementTransaction): Record<string, unknown> {
	const { currency, transactionAmount, netAmount, recordId, settlementRecordId } = transaction;
	return {
		...transaction,
		recordId: recordId ?? '',
		settlementRecordId: settlementRecordId ?? '',
		transactionAmount: toDecimal(transactionAmount, currency),
		netAmount: toDecimal(netAmount, currency),
	};
}
