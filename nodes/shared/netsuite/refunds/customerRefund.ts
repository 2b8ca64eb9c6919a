// The customer refund of a credit memo: a transform, so NetSuite itself applies the memo's whole
// amount (section_4267258715); the body sets what differs.
import type { RecordDraft } from '../api/createRecord';
import type { DocumentId } from '../records/ids';

export interface RefundFacts {
	externalId: string;
	creditMemoId: DocumentId;
	date: string;
	/** Internal id of the bank or clearing account. */
	accountId: string;
	/** Internal id of the payment option, '' where the form takes none. */
	paymentOptionId: string;
	fields: Record<string, unknown>;
}

export function customerRefund(facts: RefundFacts): RecordDraft {
	return {
		recordType: 'customerRefund',
		transactionType: 'CustRfnd',
		externalId: facts.externalId,
		path: `creditMemo/${facts.creditMemoId}/!transform/customerRefund`,
		body: {
			...facts.fields,
			account: { id: facts.accountId },
			...(facts.paymentOptionId === '' ? {} : { paymentOption: { id: facts.paymentOptionId } }),
			tranDate: facts.date,
		},
	};
}
