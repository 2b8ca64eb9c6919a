// The invoice or cash sale of a sales order as a transform (help section_159795520083). NetSuite copies
// customer, items, prices and taxes from the order; the body says only what differs. An empty list of
// lines bills all that is billable; `replace=item` keeps only the lines that are named.
import type { RecordDraft } from '../api/createRecord';
import type { SalesOrder } from '../books/salesOrders';
import type { BillingPlan } from './billingPlan';

export type BillType = 'invoice' | 'cashSale';

/** As SuiteQL spells them. */
export const BILL_TYPES = { invoice: 'CustInvc', cashSale: 'CashSale' } as const;

export interface BillFacts {
	externalId: string;
	/** `YYYY-MM-DD`. */
	date: string;
	/** Internal id of the A/R account of an invoice, the bank account of a cash sale; '' for NetSuite's own. */
	accountId: string;
	/** Internal id of the form, '' for NetSuite's own. */
	formId: string;
	/** Mapped fields and segments, by NetSuite field id. */
	fields: Record<string, unknown>;
	/** On each line that is billed. */
	lineFields: Record<string, unknown>;
	/** The lines of the order that a bill of all of it has, as far as they are known. */
	openLines: number[];
}

const reference = (field: string, id: string) => (id === '' ? {} : { [field]: { id } });

/** A bill of the whole order names its lines only to fill their fields: NetSuite keys them by `orderLine`. */
function linesOf(
	plan: Exclude<BillingPlan, { kind: 'none' }>,
	{ lineFields, openLines }: Pick<BillFacts, 'lineFields' | 'openLines'>,
): Record<string, unknown> {
	const isFilled = Object.keys(lineFields).length > 0;
	const ofAll = isFilled ? openLines.map((orderLine) => ({ orderLine })) : [];
	const lines = plan.kind === 'part' ? plan.lines : ofAll;
	return lines.length === 0
		? {}
		: { item: { items: lines.map((line) => ({ ...lineFields, ...line })) } };
}

export function orderBill(
	type: BillType,
	order: SalesOrder,
	plan: Exclude<BillingPlan, { kind: 'none' }>,
	facts: BillFacts,
): RecordDraft {
	const isPart = plan.kind === 'part';
	return {
		recordType: type,
		transactionType: BILL_TYPES[type],
		externalId: facts.externalId,
		path: `salesOrder/${order.internalId}/!transform/${type}`,
		...(isPart ? { query: { replace: 'item' } } : {}),
		body: {
			...facts.fields,
			...reference('account', facts.accountId),
			...reference('customForm', facts.formId),
			tranDate: facts.date,
			...linesOf(plan, facts),
		},
	};
}
