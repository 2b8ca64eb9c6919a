// The parameters of NetSuite Payment Apply: what the editor shows, and how they are read.
import type { INodeProperties } from 'n8n-workflow';

import { invoiceKeyProperty } from '../shared/n8n/invoiceKeyParameters';
import { mappingParameter, mappingProperty } from '../shared/n8n/mappingParameter';
import { shownWith } from '../shared/n8n/parameters/choices';
import type { ItemRules } from '../shared/n8n/parameters/itemLeaves';
import type { Parameters } from '../shared/n8n/parameters/parameters';
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
import type { Locator } from '../shared/n8n/references';
import { referenceProperty, resolveReference } from '../shared/n8n/references';
import { selectionProperties } from '../shared/n8n/selectionParameters';
import type { NetSuiteClient } from '../shared/netsuite/api/client';
import { NetSuiteError } from '../shared/netsuite/api/netSuiteError';
import type { Overpayment } from '../shared/netsuite/payments/plan/paymentPlan';
import type { PaymentSettings } from '../shared/netsuite/payments/plan/paymentSettings';
import type { WriteOff } from '../shared/netsuite/payments/plan/writeOff';
import {
	PAYMENT_MAPPING,
	PLACEHOLDERS,
	SHARED_PLACEHOLDERS,
} from '../shared/netsuite/posting/documentMappings';
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

const shortPaymentProperty: INodeProperties = {
	displayName: 'If Underpaid',
	name: 'shortPayment',
	type: 'options',
	options: [
		{
			name: 'Leave the Remainder Open',
			value: 'leave',
			description: 'The remainder stays on the invoice and is shown on the settlement transaction',
		},
		{
			name: 'Write Off up to a Tolerance',
			value: 'writeOff',
			description:
				'A credit memo closes a small remainder once no shipment of the order is pending',
		},
	],
	default: 'leave',
};

const writesOff = { displayOptions: shownWith(shortPaymentProperty, ['writeOff']) };

const shortPaymentProperties: INodeProperties[] = [
	shortPaymentProperty,
	{
		displayName: 'Write-Off Tolerance',
		name: 'writeOffTolerance',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0.05,
		...writesOff,
		description: "The largest remainder to write off, in the settlement's currency",
	},
	referenceProperty('item', {
		displayName: 'Write-Off Item',
		name: 'writeOffItem',
		...writesOff,
		description: 'Item without tax on the credit memo; its income account takes the loss',
	}),
	{
		...mappingProperty(
			{
				displayName: 'Write-Off Line Fields',
				name: 'writeOffLineFields',
				description:
					'Which value goes to which field of the line of that credit memo, beside the segments, which stand on it as well',
			},
			[],
		),
		...writesOff,
	},
];

const overpaymentProperty: INodeProperties = {
	displayName: 'If Overpaid',
	name: 'overpayment',
	type: 'options',
	options: [
		{
			name: 'Keep the Remainder Unapplied',
			value: 'leave',
			description: 'The payment is for the whole amount, so the books agree with the deposit',
		},
		{
			name: 'Pay Only the Open Amount',
			value: 'cap',
			description: 'The remainder is not booked; the settlement transaction shows it',
		},
		{
			name: 'Reject if Above Tolerance',
			value: 'refuse',
			description:
				'Nothing is posted if the remainder is larger; a smaller one stays on the payment, unapplied',
		},
	],
	default: 'leave',
};

async function writeOffParameter(
	parameters: Parameters,
	client: NetSuiteClient,
): Promise<WriteOff | null> {
	if (parameters.get('shortPayment') !== 'writeOff') {
		return null;
	}
	const locator = parameters.get<Locator>('writeOffItem');
	const label = 'Write-Off Item';
	const itemId = await resolveReference(client, { kind: 'item', label, locator });
	if (itemId === '') {
		throw new NetSuiteError(
			'CONFIGURATION_INCOMPLETE',
			`'${label}' is empty`,
			'Choose it in the node; a rest cannot be written off without it',
		);
	}
	return {
		tolerance: parameters.get<number>('writeOffTolerance'),
		itemId,
		lineFields: mappingParameter(parameters, 'writeOffLineFields'),
	};
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
	overpaymentProperty,
	{
		displayName: 'Tolerance',
		name: 'tolerance',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		displayOptions: shownWith(overpaymentProperty, ['refuse']),
		description: "The largest remainder to post, in the settlement's currency",
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

/** A payment of many transactions has no item of its own. */
export const paymentItemRules: ItemRules = {
	perTransaction: [
		'paymentAccount',
		'receivableAccount',
		'marketplaces',
		'segments',
		'paymentFields',
		'writeOffLineFields',
	],
	placeholders: {
		paymentFields: PLACEHOLDERS,
		combinedPaymentFields: SHARED_PLACEHOLDERS,
		writeOffLineFields: PLACEHOLDERS,
	},
};

export async function paymentSettings(
	parameters: Parameters,
	client: NetSuiteClient,
): Promise<PaymentSettings> {
	const own = {
		...postingSettings(parameters),
		overpayment: parameters.get<Overpayment>('overpayment'),
		tolerance: parameters.get<number>('tolerance'),
		fields: mappingParameter(parameters, 'paymentFields'),
		perCustomer: perCustomerSettings(parameters),
	};
	return {
		...own,
		...(await placeSettings(parameters, client, ['paymentAccount', 'receivableAccount'])),
		writeOff: await writeOffParameter(parameters, client),
	};
}
