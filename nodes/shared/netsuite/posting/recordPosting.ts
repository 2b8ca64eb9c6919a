// The fields of a Settlement Transaction record that tell what became of it.
import { writeAllocation } from '../records/allocation';
import { toDecimal } from '../records/amount';
import { transactionRecord } from '../records/schema';
import type { RecordedTransaction } from '../records/settlementTransaction';
import { differenceInWords } from './differences';
import { writeKinds } from './documentKinds';
import type { PostingResult } from './postingResult';
import type { RecordedStatus } from './statusRecorder';

/** NetSuite's own limits of a text and a long text field. */
const TEXT_MAX = 300;
const TEXTAREA_MAX = 4_000;

const reference = (id: string | undefined) => (id ? { id } : null);

/** Of a record that was settled before: only what the books say otherwise now. */
export function amendedStatus(
	{ recordId, currency }: RecordedTransaction,
	result: PostingResult,
): RecordedStatus {
	const { fields } = transactionRecord;
	return {
		recordId,
		status: result.status,
		fields: {
			[fields.posted]: result.posted === null ? null : toDecimal(result.posted, currency),
			[fields.allocation]: writeAllocation(result.allocation, currency) || null,
			[fields.applied]: toDecimal(result.applied, currency),
			[fields.rest]: toDecimal(result.rest, currency),
			[fields.short]: toDecimal(result.short, currency),
			[fields.errorCode]: result.errorCode || null,
			[fields.errorMessage]: result.errorMessage.slice(0, TEXTAREA_MAX) || null,
		},
	};
}

export function statusOf(transaction: RecordedTransaction, result: PostingResult): RecordedStatus {
	const { fields } = transactionRecord;
	const { currency } = transaction;
	return {
		recordId: transaction.recordId,
		status: result.status,
		fields: {
			[fields.toApply]: reference(result.invoices[0]?.internalId ?? result.cashSaleId),
			[fields.matchedBy]: result.matchedBy.slice(0, TEXT_MAX) || null,
			[fields.payment]: reference(result.paymentId),
			[fields.creditMemo]: reference(result.creditMemoId),
			[fields.refund]: reference(result.refundId),
			[fields.cashSale]: reference(result.cashSaleId),
			[fields.bookedAccount]: result.bookedAccount || null,
			[fields.posted]: result.posted === null ? null : toDecimal(result.posted, currency),
			[fields.allocation]: writeAllocation(result.allocation, currency) || null,
			[fields.applied]: toDecimal(result.applied, currency),
			[fields.rest]: toDecimal(result.rest, currency),
			[fields.short]: toDecimal(result.short, currency),
			[fields.writtenOff]: toDecimal(result.writtenOff, currency),
			[fields.difference]:
				result.difference === undefined
					? null
					: differenceInWords(result.difference, currency).slice(0, TEXTAREA_MAX),
			...(result.kinds === undefined
				? {}
				: { [fields.kinds]: writeKinds(result.kinds).slice(0, TEXT_MAX) || null }),
			...(result.refundLines === undefined
				? {}
				: { [fields.refundLines]: result.refundLines.slice(0, TEXTAREA_MAX) || null }),
			[fields.errorCode]: result.errorCode || null,
			[fields.errorMessage]: result.errorMessage.slice(0, TEXTAREA_MAX) || null,
		},
	};
}
