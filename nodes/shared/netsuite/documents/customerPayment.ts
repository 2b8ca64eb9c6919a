// The customer payment of one Order transaction, or of many, as a REST body (Oracle's article_0224093711).
// A payment above the sum of its apply lines keeps the rest unapplied.
import type { Minor } from '../../settlement/values/money';
import type { RecordDraft } from '../api/createRecord';
import type { ApplyLine } from '../posting/applyLines';
import { applyItems } from '../posting/applyLines';
import { toDecimal } from '../records/amount';

export interface PaymentAmounts {
	/** At least one. */
	applyLines: ApplyLine[];
	/** Minor units: the total; what no line takes stays unapplied. */
	payment: Minor;
}

export interface PaymentFacts {
	externalId: string;
	currency: string;
	/** `YYYY-MM-DD`. */
	date: string;
	/** Internal id of the bank or clearing account; '' for undeposited funds. */
	accountId: string;
	/** Internal id of the A/R account; '' leaves it to NetSuite. */
	receivableAccountId: string;
	/** Mapped fields, segments and links, by NetSuite field id. */
	fields: Record<string, unknown>;
}

function optionalReference(field: string, id: string): Record<string, { id: string }> {
	return id === '' ? {} : { [field]: { id } };
}

export function customerPayment(plan: PaymentAmounts, facts: PaymentFacts): RecordDraft {
	const [{ invoice }] = plan.applyLines;
	// The user's own mapping may name the account too.
	const isUndeposited = facts.accountId === '' && facts.fields.account === undefined;
	return {
		recordType: 'customerPayment',
		transactionType: 'CustPymt',
		externalId: facts.externalId,
		body: {
			// Beside an account it is left out, as in Oracle's own sample, and where the money went is read back.
			// Without one it has to say undeposited funds, in the account's own spelling: undepositedFunds.ts.
			...(isUndeposited ? { undepFunds: { id: 'true' } } : {}),
			...facts.fields,
			customer: { id: invoice.customerId },
			...optionalReference('currency', invoice.currencyId),
			...optionalReference('account', facts.accountId),
			...optionalReference('arAcct', facts.receivableAccountId),
			tranDate: facts.date,
			payment: toDecimal(plan.payment, facts.currency),
			// Without it NetSuite may spread the rest over other invoices of the customer.
			autoApply: false,
			apply: { items: applyItems(plan.applyLines, facts.currency) },
		},
	};
}
