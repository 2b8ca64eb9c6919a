// The parameters of NetSuite Payment Apply: what the editor shows, and how they are read.
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { invoiceKeyProperty } from '../shared/n8n/invoiceKeyParameters';
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
import { locatorParameter, referenceProperty, resolveReference } from '../shared/n8n/references';
import { selectionProperties } from '../shared/n8n/selectionParameters';
import type { NetSuiteClient } from '../shared/netsuite/api/client';
import { NetSuiteError } from '../shared/netsuite/api/netSuiteError';
import type { Overpayment } from '../shared/netsuite/payments/paymentPlan';
import type { PaymentSettings } from '../shared/netsuite/payments/paymentSettings';
import type { WriteOff } from '../shared/netsuite/payments/writeOff';
import { PAYMENT_MAPPING } from '../shared/netsuite/posting/documentMappings';
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

const writesOff = { displayOptions: { show: { shortPayment: ['writeOff'] } } };

const shortPaymentProperties: INodeProperties[] = [
	{
		displayName: 'When Amazon Sent Less Than Is Open',
		name: 'shortPayment',
		type: 'options',
		options: [
			{
				name: 'Leave the Rest Open',
				value: 'leave',
				description: 'The rest stays on the invoice and is told on the settlement transaction',
			},
			{
				name: 'Write It Off Within a Tolerance',
				value: 'writeOff',
				description: 'A credit memo closes a small rest once no shipment of the order waits',
			},
		],
		default: 'leave',
	},
	{
		displayName: 'Write-Off Tolerance',
		name: 'writeOffTolerance',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0.05,
		...writesOff,
		description: "The largest rest that is written off, in the settlement's currency",
	},
	referenceProperty('item', {
		displayName: 'Write-Off Item',
		name: 'writeOffItem',
		...writesOff,
		description: 'Item without tax on the credit memo; its income account takes the loss',
	}),
];

async function writeOffParameter(
	context: IExecuteFunctions,
	client: NetSuiteClient,
): Promise<WriteOff | null> {
	if (context.getNodeParameter('shortPayment', 0, 'leave') !== 'writeOff') {
		return null;
	}
	const locator = locatorParameter(context, 'writeOffItem');
	const label = 'Write-Off Item';
	const itemId = await resolveReference(client, { kind: 'item', label, locator });
	if (itemId === '') {
		throw new NetSuiteError(
			'CONFIGURATION_INCOMPLETE',
			`'${label}' is empty`,
			'Choose it in the node; a rest cannot be written off without it',
		);
	}
	return { tolerance: context.getNodeParameter('writeOffTolerance', 0) as number, itemId };
}

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
	...shortPaymentProperties,
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
		writeOff: await writeOffParameter(context, client),
		fields: mappingParameter(context, 'paymentFields'),
		perCustomer: perCustomerSettings(context),
	};
}
