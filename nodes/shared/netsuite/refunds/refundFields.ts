// The fields of credit memos and customer refunds that a user may fill, and those that the flow keeps to itself:
// checked for all refunds of a run before the first memo is made.
import { reservedAccount, reservedOfDocument } from '../posting/documentFields';
import { linksTo } from '../posting/documentMappings';
import { refuseLineRows } from '../posting/lineFields';
import { settingsFor } from '../posting/marketplaceSettings';
import { settingsOf } from '../posting/ownSettings';
import type { PostingJob } from '../posting/postingJobs';
import { templateValues } from '../posting/postingResult';
import { fillFields } from '../records/fieldMapping';
import type { Reserved } from '../records/reservedFields';
import { freeRows, refuseReserved, reserve, reservedAmounts } from '../records/reservedFields';
import type { RefundSettings } from './refundSettings';

const AMOUNT =
	"Remove the row: the amount is the refund's; 'If More Than Was Invoiced' and 'Credit Memo Lines' decide how it is credited";

function reservedOfMemo(job: PostingJob, settings: RefundSettings): Reserved {
	const { transaction } = job;
	const place = settingsFor(transaction.marketplaceName, settingsOf(settings, transaction));
	return {
		...reservedOfDocument(job, 'CM', settings),
		...reservedAmounts([], AMOUNT),
		...reservedAccount('account', place.receivableAccountId, 'A/R Account'),
		// Earlier credits of the order are found by it.
		...reserve(
			['otherRefNum'],
			[transaction.orderId],
			"Remove the row: the PO number is the order's; put a text of your own into 'memo' or a custom field",
		),
	};
}

function reservedOfRefund(job: PostingJob, settings: RefundSettings): Reserved {
	const { transaction } = job;
	const own = settingsOf(settings, transaction);
	const place = settingsFor(transaction.marketplaceName, own);
	return {
		...reservedOfDocument(job, 'RF', settings),
		...reservedAmounts([], AMOUNT),
		...reservedAccount('account', place.refundAccountId, 'Refund Account'),
		...(own.paymentOptionId === ''
			? {}
			: reserve(
					['paymentOption'],
					[own.paymentOptionId],
					"Remove the row and enter it in 'Refund Payment Option Internal ID'",
				)),
	};
}

/** Throws with FIELD_RESERVED, which ends the run. */
export function refuseRefundRows(jobs: PostingJob[], settings: RefundSettings): void {
	for (const job of jobs) {
		const own = settingsOf(settings, job.transaction);
		const { creditMemoFields, creditMemoLineFields, refundFields } = own;
		const values = templateValues(job.transaction);
		const ofMemo = reservedOfMemo(job, settings);
		refuseReserved(creditMemoFields, values, ofMemo, 'Credit Memo Fields');
		refuseLineRows(creditMemoLineFields, values, 'Credit Memo Line Fields');
		const ofRefund = reservedOfRefund(job, settings);
		refuseReserved(refundFields, values, ofRefund, 'Customer Refund Fields');
	}
}

/** What the user fills of the memo, and the links. */
export function memoFields(job: PostingJob, settings: RefundSettings): Record<string, unknown> {
	const { creditMemoFields } = settingsOf(settings, job.transaction);
	const free = freeRows(creditMemoFields, reservedOfMemo(job, settings));
	return { ...fillFields(free, templateValues(job.transaction)), ...linksTo(job.transaction) };
}

/** What the user fills of the refund, and the links. */
export function refundBodyFields(
	job: PostingJob,
	settings: RefundSettings,
): Record<string, unknown> {
	const { refundFields } = settingsOf(settings, job.transaction);
	const free = freeRows(refundFields, reservedOfRefund(job, settings));
	return { ...fillFields(free, templateValues(job.transaction)), ...linksTo(job.transaction) };
}
