// The field mappings we fill in for invoices, payments, credit memos and refunds, a memo a person understands,
// which users edit and extend in the node; and the links that lead back to the settlement, which they do not:
// later runs, and the proof of the settlement, read them.
import type { MappedField } from '../records/fieldMapping';
import type { SummaryId } from '../records/ids';
import { linkFields } from '../records/schema';
import type { SettlementTransaction } from '../records/settlementTransaction';

/** The placeholders that people use most; any key of a transaction works. */
export const PLACEHOLDERS = [
	'orderId',
	'merchantOrderId',
	'shipmentId',
	'adjustmentId',
	'transactionType',
	'marketplaceName',
	'fulfillment',
	'postedDate',
	'depositDate',
	'endDate',
	'currency',
	'transactionAmount',
	'netAmount',
	'account',
	'settlementId',
	'recordId',
];

/** Those that do not tell one order from another. */
export const SHARED_PLACEHOLDERS = [
	'settlementId',
	'account',
	'currency',
	'transactionType',
	'marketplaceName',
	'fulfillment',
	'postedDate',
	'depositDate',
	'endDate',
];

type Links = Record<string, { id: string }>;

/** Over whatever the mapping says. None to a planned transaction, whose documents are never sent. */
export function linksTo({ recordId, settlementRecordId }: SettlementTransaction): Links {
	return recordId === null
		? {}
		: { [linkFields.transaction]: { id: recordId }, ...settlementLink(settlementRecordId) };
}

/** Of a document of many transactions. */
export function settlementLink(settlementRecordId: SummaryId | null): Links {
	return settlementRecordId === null ? {} : { [linkFields.settlement]: { id: settlementRecordId } };
}

export const PAYMENT_MAPPING: MappedField[] = [
	{ field: 'memo', template: 'Amazon order {orderId}, settlement {settlementId}' },
];

/** Of a payment of many transactions; what links it to them is not for editing. */
export const COMBINED_PAYMENT_MAPPING: MappedField[] = [
	{ field: 'memo', template: 'Amazon settlement {settlementId}' },
];

export const CREDIT_MEMO_MAPPING: MappedField[] = [
	{
		field: 'memo',
		template: 'Amazon {transactionType} of order {orderId}, settlement {settlementId}',
	},
];

export const REFUND_MAPPING: MappedField[] = CREDIT_MEMO_MAPPING;

export const BILL_PLACEHOLDERS = [
	'orderId',
	'marketplaceName',
	'account',
	'merchantOrderId',
	'shipmentId',
];

export const BILL_MAPPING: MappedField[] = [{ field: 'memo', template: 'Amazon order {orderId}' }];

export const WRITE_OFF_MAPPING: MappedField[] = [
	{
		field: 'memo',
		template: 'Short payment written off, Amazon order {orderId}, settlement {settlementId}',
	},
];

export const WRITE_OFF_LINE_DESCRIPTION = 'Short payment of Amazon order {orderId}';

export const REFUND_LINE_DESCRIPTION = 'Amazon {transactionType} of order {orderId}';
