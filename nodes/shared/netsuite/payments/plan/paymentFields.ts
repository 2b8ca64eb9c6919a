// The fields of a customer payment that a user may fill, and those that the flow keeps to itself: checked for all
// transactions of a run before the first payment is made.
import { NetSuiteError } from '../../api/netSuiteError';
import { reservedAccount, reservedOfDocument } from '../../posting/documentFields';
import { linksTo } from '../../posting/documentMappings';
import { refuseLineRows } from '../../posting/lineFields';
import { settingsFor } from '../../posting/marketplaceSettings';
import { settingsOf } from '../../posting/ownSettings';
import type { PostingJob } from '../../posting/postingJobs';
import { templateValues } from '../../posting/postingResult';
import { fillFields } from '../../records/fieldMapping';
import type { Reserved } from '../../records/reservedFields';
import { freeRows, refuseReserved, reserve, reservedAmounts } from '../../records/reservedFields';
import type { SettlementTransaction } from '../../records/settlementTransaction';
import type { PaymentSettings } from './paymentSettings';

/** The placeholders of a payment of many transactions: what does not tell one order from another. */
function sharedValues(transaction: SettlementTransaction): Record<string, unknown> {
	const { settlementId, settlementRecordId, account, currency, transactionType } = transaction;
	const { marketplaceName, fulfillment, postedDate, depositDate, endDate } = transaction;
	return {
		settlementId,
		settlementRecordId: settlementRecordId ?? '',
		account,
		currency,
		transactionType,
		marketplaceName,
		fulfillment,
		postedDate,
		depositDate,
		endDate,
	};
}

function reservedOfPayment(job: PostingJob, settings: PaymentSettings): Reserved {
	const { transaction } = job;
	const own = settingsOf(settings, transaction);
	const place = settingsFor(transaction.marketplaceName, own);
	const { transactionAmount } = templateValues(transaction);
	const isWhole = own.overpayment !== 'cap' && own.perCustomer === null;
	return {
		...reservedOfDocument(job, 'PMT', settings),
		...reservedAmounts(
			isWhole ? [transactionAmount] : [],
			"Remove the row and choose what is paid in 'If Overpaid'",
		),
		...reservedAccount('account', place.paymentAccountId, 'Payment Account'),
		...reservedAccount('arAcct', place.receivableAccountId, 'A/R Account'),
		...reserve(
			['undepFunds'],
			place.paymentAccountId === '' ? ['true', 'T'] : ['false', 'F'],
			"Remove the row and choose the account in 'Payment Account'; empty stands for undeposited funds",
		),
	};
}

const NOT_LOOKED_UP = new NetSuiteError('INVOICE_NOT_FOUND', 'Nothing is looked up yet');

/** Whether a row enters a field of ours at all: then only the invoices can tell whether it says the same. */
export function nameReserved(
	transactions: SettlementTransaction[],
	settings: PaymentSettings,
): boolean {
	return transactions.some((transaction) => {
		const { fields, perCustomer, writeOff } = settingsOf(settings, transaction);
		const reserved = reservedOfPayment({ transaction, match: NOT_LOOKED_UP }, settings);
		const free = freeRows(perCustomer?.fields ?? fields, reserved);
		const hasLines = (writeOff?.lineFields ?? []).length > 0;
		return hasLines || free.length < (perCustomer?.fields ?? fields).length;
	});
}

/** Throws with FIELD_RESERVED, which ends the run. */
export function refusePaymentRows(jobs: PostingJob[], settings: PaymentSettings): void {
	for (const job of jobs) {
		const { transaction } = job;
		const { fields, perCustomer, writeOff } = settingsOf(settings, transaction);
		const reserved = reservedOfPayment(job, settings);
		refuseLineRows(writeOff?.lineFields, templateValues(transaction), 'Write-Off Line Fields');
		if (perCustomer === null) {
			refuseReserved(fields, templateValues(transaction), reserved, 'Payment Fields');
		} else {
			refuseReserved(perCustomer.fields, sharedValues(transaction), reserved, 'Payment Fields');
		}
	}
}

/** What the user fills, and the links. */
export function paymentFields(job: PostingJob, settings: PaymentSettings): Record<string, unknown> {
	const { transaction } = job;
	const { fields } = settingsOf(settings, transaction);
	const free = freeRows(fields, reservedOfPayment(job, settings));
	return { ...fillFields(free, templateValues(transaction)), ...linksTo(transaction) };
}

/** What the user fills of a payment of many transactions. */
export function combinedFields(
	job: PostingJob,
	settings: PaymentSettings,
): Record<string, unknown> {
	const rows = settings.perCustomer?.fields ?? [];
	const free = freeRows(rows, reservedOfPayment(job, settings));
	return fillFields(free, sharedValues(job.transaction), 'no payment of many orders');
}
