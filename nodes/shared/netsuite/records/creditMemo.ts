// The credit memo of one refund as a REST body (section_0404042133): stand-alone, one line on a
// refund item that moves no stock. `createdFrom` is read-only over REST, so the order is named in the
// PO number and the link fields lead to the settlement transaction.
import { toDecimal, toMinor } from '../amount';
import type { NetSuiteClient } from '../client';
import type { RecordDraft } from '../createRecord';
import { NetSuiteError } from '../netSuiteError';
import type { ApplyLine } from '../paymentPlan';
import { getRecord } from '../recordService';

export interface CreditMemoFacts {
	externalId: string;
	customerId: string;
	/** Internal id, '' for the customer's own currency. */
	currencyId: string;
	currency: string;
	/** Minor units, greater than 0. */
	amount: number;
	/** What open invoices take of it. */
	applyLines: ApplyLine[];
	date: string;
	/** '' for a refund without an order. */
	orderId: string;
	/** Internal id of the refund item. */
	itemId: string;
	description: string;
	receivableAccountId: string;
	fields: Record<string, unknown>;
}

export function creditMemo(facts: CreditMemoFacts): RecordDraft {
	const { currency, applyLines } = facts;
	const amount = toDecimal(facts.amount, currency);
	const apply = applyLines.map((line) => ({
		doc: { id: line.invoice.internalId },
		apply: true,
		amount: toDecimal(line.amount, currency),
	}));
	return {
		recordType: 'creditMemo',
		transactionType: 'CustCred',
		externalId: facts.externalId,
		body: {
			...(facts.orderId === '' ? {} : { otherRefNum: facts.orderId }),
			...facts.fields,
			entity: { id: facts.customerId },
			...(facts.currencyId === '' ? {} : { currency: { id: facts.currencyId } }),
			...(facts.receivableAccountId === '' ? {} : { account: { id: facts.receivableAccountId } }),
			tranDate: facts.date,
			item: {
				items: [
					{
						item: { id: facts.itemId },
						quantity: 1,
						rate: amount,
						amount,
						description: facts.description,
					},
				],
			},
			...(apply.length === 0 ? {} : { apply: { items: apply } }),
		},
	};
}

/** Minor units, positive: the total, and what is neither refunded nor applied to an invoice. */
export async function totalOfCreditMemo(
	client: NetSuiteClient,
	internalId: string,
	currency: string,
): Promise<{ total: number; unused: number }> {
	const body = await getRecord(client, 'creditMemo', internalId, ['total', 'unapplied']);
	const { total, unapplied } = body;
	if (typeof total !== 'number' || typeof unapplied !== 'number') {
		throw new NetSuiteError(
			'NETSUITE_PERMISSION',
			`NetSuite does not show the total of credit memo ${internalId}`,
			'Give the role of the access token permission to see the total of credit memos',
		);
	}
	return {
		total: Math.abs(toMinor(total, currency)),
		unused: Math.abs(toMinor(unapplied, currency)),
	};
}
