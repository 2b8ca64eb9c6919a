// The parameters of NetSuite Payment Apply: what the editor shows, and how they are read.
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { mappingParameter, mappingProperty } from '../shared/n8n/mappingParameter';
import {
	marketplacesProperty,
	placeSettings,
	receivableAccountProperty,
	segmentsProperty,
} from '../shared/n8n/placeParameters';
import {
	closedPeriodProperty,
	concurrencyProperty,
	dryRunProperty,
	postingSettings,
	sourceProperty,
	transactionDateProperty,
} from '../shared/n8n/properties';
import { selectionProperties } from '../shared/n8n/selectionParameters';
import { referenceProperty } from '../shared/n8n/references';
import type { NetSuiteClient } from '../shared/netsuite/client';
import type { PaymentSettings } from '../shared/netsuite/flows/applyPayments';
import { PAYMENT_MAPPING } from '../shared/netsuite/documentMappings';
import type { Overpayment } from '../shared/netsuite/paymentPlan';
import { invoiceKeyProperty } from '../shared/n8n/invoiceKeyParameters';
import {
	combinedFieldsProperty,
	invoicesPerPaymentProperty,
	PER_ORDER_ONLY,
	paymentsProperty,
	perCustomerSettings,
} from './perCustomerParameters';

const paymentAccount = referenceProperty('account', {
	displayName: 'Payment Account',
	name: 'paymentAccount',
	description: 'Bank or clearing account that takes the money; empty for undeposited funds',
});

export const paymentProperties: INodeProperties[] = [
	sourceProperty,
	...selectionProperties,
	dryRunProperty,
	invoiceKeyProperty,
	paymentsProperty,
	invoicesPerPaymentProperty,
	paymentAccount,
	receivableAccountProperty,
	transactionDateProperty,
	closedPeriodProperty,
	{
		displayName: 'When Amazon Sent More Than Is Open',
		name: 'overpayment',
		type: 'options',
		options: [
			{
				name: 'Leave the Rest Unapplied on the Payment',
				value: 'leave',
				description: 'The payment has the whole amount, so the books agree with the deposit',
			},
			{
				name: 'Pay Only What Is Open',
				value: 'cap',
				description: 'The rest is not booked; it stays visible on the settlement transaction',
			},
			{
				name: 'Refuse Beyond a Tolerance',
				value: 'refuse',
				description:
					'Nothing is posted when the rest is larger; a smaller one stays on the payment',
			},
		],
		default: 'leave',
	},
	{
		displayName: 'Tolerance',
		name: 'tolerance',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		displayOptions: { show: { overpayment: ['refuse'] } },
		description: "The largest rest that is posted, in the settlement's currency",
	},
	marketplacesProperty([paymentAccount, receivableAccountProperty]),
	segmentsProperty,
	{
		...mappingProperty(
			{
				displayName: 'Payment Fields',
				name: 'paymentFields',
				description: 'Which value goes to which field of the customer payment',
			},
			PAYMENT_MAPPING,
		),
		displayOptions: PER_ORDER_ONLY,
	},
	combinedFieldsProperty,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [concurrencyProperty],
	},
];

export async function paymentSettings(
	context: IExecuteFunctions,
	client: NetSuiteClient,
): Promise<PaymentSettings> {
	return {
		...postingSettings(context),
		...(await placeSettings(context, client, ['paymentAccount', 'receivableAccount'])),
		overpayment: context.getNodeParameter('overpayment', 0) as Overpayment,
		tolerance: context.getNodeParameter('tolerance', 0, 0) as number,
		fields: mappingParameter(context, 'paymentFields'),
		perCustomer: perCustomerSettings(context),
	};
}
