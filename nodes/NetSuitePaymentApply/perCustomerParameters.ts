// The parameters for one payment of many transactions: what the editor shows, and how they are read.
import type { INodeProperties } from 'n8n-workflow';

import { mappingParameter, mappingProperty } from '../shared/n8n/mappingParameter';
import { shownWith } from '../shared/n8n/parameters/choices';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import type { CombinedSettings } from '../shared/netsuite/payments/plan/paymentSettings';
import { COMBINED_PAYMENT_MAPPING } from '../shared/netsuite/posting/documentMappings';

const INVOICES_DEFAULT = 200;
const INVOICES_MAX = 1000;

export const paymentsProperty: INodeProperties = {
	displayName: 'Payments',
	name: 'payments',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Per Order',
			value: 'perOrder',
			description: 'One customer payment for each settlement transaction',
		},
		{
			name: 'Per Customer',
			value: 'perCustomer',
			description:
				'One customer payment for all invoices of a settlement with the same customer, currency, accounts, date and fields: far fewer requests',
		},
	],
	default: 'perOrder',
	description: 'How many transactions share a customer payment',
};

export const PER_ORDER_ONLY = shownWith(paymentsProperty, ['perOrder']);
const PER_CUSTOMER_ONLY = shownWith(paymentsProperty, ['perCustomer']);

export const invoicesPerPaymentProperty: INodeProperties = {
	displayName: 'Invoices per Payment',
	name: 'invoicesPerPayment',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: INVOICES_MAX, numberPrecision: 0 },
	default: INVOICES_DEFAULT,
	displayOptions: PER_CUSTOMER_ONLY,
	description: 'More invoices than this make a further payment',
};

export const combinedFieldsProperty: INodeProperties = {
	...mappingProperty(
		{
			displayName: 'Payment Fields',
			name: 'combinedPaymentFields',
			description:
				'Which value goes to which field of the customer payment; transactions whose values differ get payments of their own. Placeholders of a single order cannot be used',
		},
		COMBINED_PAYMENT_MAPPING,
	),
	displayOptions: PER_CUSTOMER_ONLY,
};

/** null when every transaction gets a payment of its own. */
export function perCustomerSettings(parameters: Parameters): CombinedSettings | null {
	if (parameters.get('payments') !== 'perCustomer') {
		return null;
	}
	return {
		invoicesMax: parameters.get<number>('invoicesPerPayment'),
		fields: mappingParameter(parameters, 'combinedPaymentFields'),
	};
}
