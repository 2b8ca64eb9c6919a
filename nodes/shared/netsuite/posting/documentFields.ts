// The fields that no row of a table may decide on any payment, credit memo or refund: what it is found again by, whose
// it is, when and in which currency, and the links that lead back to the settlement.
import { NetSuiteError } from '../api/netSuiteError';
import type { RecordKind } from '../records/externalId';
import { transactionExternalId } from '../records/externalId';
import type { Reserved } from '../records/reservedFields';
import { reserve, reservedAnywhere } from '../records/reservedFields';
import { linkFields } from '../records/schema';
import { settingsFor } from './marketplaceSettings';
import { settingsOf } from './ownSettings';
import { postingDate } from './postingDate';
import type { PostingJob, PostingSettings } from './postingJobs';

/** Of a document for one transaction. */
export function reservedOfDocument(
	{ transaction, match }: PostingJob,
	kind: Exclude<RecordKind, 'STL' | 'TXN' | 'RUN'>,
	settings: PostingSettings,
): Reserved {
	const { recordId, settlementRecordId, currency } = transaction;
	const own = settingsOf(settings, transaction);
	const { customerId } = settingsFor(transaction.marketplaceName, own);
	const invoices = match instanceof NetSuiteError ? [] : match.invoices;
	const customers = [customerId, ...invoices.map((invoice) => invoice.customerId)];
	const currencies = [currency, ...invoices.map(({ currencyId }) => currencyId)];
	const link = 'Remove the row: the links are always written';
	return {
		...reservedAnywhere(transactionExternalId(kind, transaction)),
		...reserve(
			['customer', 'entity'],
			customers.filter((id) => id !== ''),
			"The customer is the invoice's; set 'Customer' in 'Marketplaces' to choose among invoices",
		),
		...reserve(
			['currency'],
			currencies.filter((id) => id !== ''),
			"Remove the row: the currency is the settlement's and the invoice's",
		),
		...reserve(
			['tranDate'],
			[postingDate(transaction, own.datePolicy, own.today)],
			"Remove the row and choose the day in 'Transaction Date' and 'Closed Period'",
		),
		...reserve([linkFields.transaction], [recordId ?? ''], link),
		...reserve([linkFields.settlement], [settlementRecordId ?? ''], link),
		...reserve([linkFields.transactions], [], link),
	};
}

/** An account that a setting decides; where the setting is empty, a row may name it. */
export function reservedAccount(field: string, accountId: string, setting: string): Reserved {
	return accountId === ''
		? {}
		: reserve([field], [accountId], `Remove the row and choose the account in '${setting}'`);
}
