// The parameters of NetSuite Refund Create: what the editor shows, and how they are read.
import type { INodeProperties } from 'n8n-workflow';

import { invoiceKeyProperty } from '../shared/n8n/invoiceKeyParameters';
import { mappingParameter, mappingProperty } from '../shared/n8n/mappingParameter';
import type { ItemRules } from '../shared/n8n/parameters/itemLeaves';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import { internalIdAt, withDefault } from '../shared/n8n/parameters/places';
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
import { referenceLabel, referenceProperty, resolveReference } from '../shared/n8n/references';
import { selectionProperties } from '../shared/n8n/selectionParameters';
import type { NetSuiteClient } from '../shared/netsuite/api/client';
import { NetSuiteError } from '../shared/netsuite/api/netSuiteError';
import {
	CREDIT_MEMO_MAPPING,
	PLACEHOLDERS,
	REFUND_LINE_DESCRIPTION,
	REFUND_MAPPING,
} from '../shared/netsuite/posting/documentMappings';
import type { RefundSettings } from '../shared/netsuite/refunds/refundSettings';
import { lineItemsProperty, lineModeProperty, lineSettings } from './refundLineParameters';

const refundAccount = referenceProperty('account', {
	displayName: 'Refund Account',
	name: 'refundAccount',
	description: 'Bank or clearing account that the refund is paid from',
});

export const refundProperties: INodeProperties[] = [
	sourceProperty,
	...selectionProperties,
	dryRunProperty,
	invoiceKeyProperty,
	refundAccount,
	receivableAccountProperty,
	referenceProperty('item', {
		displayName: 'Refund Item',
		name: 'refundItem',
		description: 'Non-inventory item without tax: the line of amount-only memos, moving no stock',
	}),
	lineModeProperty,
	lineItemsProperty,
	transactionDateProperty,
	closedPeriodProperty,
	marketplacesProperty([refundAccount, receivableAccountProperty]),
	segmentsProperty,
	mappingProperty(
		{
			displayName: 'Credit Memo Fields',
			name: 'creditMemoFields',
			description: 'Which value goes to which field of the credit memo',
		},
		CREDIT_MEMO_MAPPING,
	),
	mappingProperty(
		{
			displayName: 'Credit Memo Line Fields',
			name: 'creditMemoLineFields',
			description:
				'Which value goes to which field of each line of the credit memo, beside the segments, which stand on lines as well',
		},
		[],
	),
	mappingProperty(
		{
			displayName: 'Customer Refund Fields',
			name: 'refundFields',
			description: 'Which value goes to which field of the customer refund, such as its method',
		},
		REFUND_MAPPING,
	),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			concurrencyProperty,
			{
				displayName: 'If More Than Was Invoiced',
				name: 'excess',
				type: 'options',
				options: [
					{
						name: 'Refund What Is Left',
						value: 'cap',
						description: 'Partially Applied, with the remainder shown',
					},
					{
						name: 'Refuse',
						value: 'refuse',
						description: 'Nothing is posted: Unapplied, REFUND_EXCEEDS_INVOICE',
					},
				],
				default: 'refuse',
				description: 'How to handle a refund of more than was invoiced, less earlier credits',
			},
			{
				displayName: 'If No Invoice Is Found',
				name: 'noInvoice',
				type: 'options',
				options: [
					{
						name: 'Credit the Customer of the Marketplace',
						value: 'standAlone',
						description: 'The customer in Marketplaces; a marketplace without one is refused',
					},
					{ name: 'Refuse', value: 'refuse', description: 'Unapplied, INVOICE_NOT_FOUND' },
				],
				default: 'refuse',
				description: 'How to handle refunds with no matching order',
			},
			{
				displayName: 'If the Invoice Is Still Open',
				name: 'openInvoice',
				type: 'options',
				options: [
					{
						name: 'Apply the Memo, Refund the Remainder',
						value: 'apply',
						description: 'Only if Amazon will never pay the order as an amount of its own',
					},
					{
						name: 'Refund All of It',
						value: 'refund',
						description: 'The invoice is left to the payment of the order',
					},
				],
				default: 'refund',
				description:
					"Amazon pays the order in full and takes the refund off as a second amount, so 'Refund All of It' keeps receivables and clearing account right",
			},
			{
				displayName: 'Line Description',
				name: 'description',
				type: 'string',
				default: REFUND_LINE_DESCRIPTION,
				description: 'Text on the line of the credit memo, with placeholders such as {orderId}',
			},
			{
				displayName: 'Refund Payment Option Internal ID',
				name: 'paymentOption',
				type: 'string',
				default: '',
				description:
					'Payment option of the customer refund, such as Amazon, where the form of this account takes one',
			},
		],
	},
];

function needed(value: string, label: string, locator: Locator | undefined): string {
	if (value === '') {
		throw new NetSuiteError(
			'CONFIGURATION_INCOMPLETE',
			`${referenceLabel(label, locator)} is empty`,
			`Choose the ${label.toLowerCase()} in the node`,
		);
	}
	return value;
}

export const refundItemRules: ItemRules = {
	perTransaction: [
		'refundAccount',
		'receivableAccount',
		'refundItem',
		'marketplaces',
		'segments',
		'creditMemoFields',
		'creditMemoLineFields',
		'refundFields',
		'options.description',
		'options.paymentOption',
	],
	placeholders: {
		creditMemoFields: PLACEHOLDERS,
		refundFields: PLACEHOLDERS,
		creditMemoLineFields: PLACEHOLDERS,
		'options.description': PLACEHOLDERS,
	},
};

export async function refundSettings(
	parameters: Parameters,
	client: NetSuiteClient,
): Promise<RefundSettings> {
	const option = <T>(name: string) => withDefault<T>(parameters, `options.${name}`);
	const own = {
		...postingSettings(parameters),
		description: option<string>('description'),
		creditMemoFields: mappingParameter(parameters, 'creditMemoFields'),
		creditMemoLineFields: mappingParameter(parameters, 'creditMemoLineFields'),
		refundFields: mappingParameter(parameters, 'refundFields'),
		excess: option<RefundSettings['excess']>('excess'),
		noInvoice: option<RefundSettings['noInvoice']>('noInvoice'),
		openInvoice: option<RefundSettings['openInvoice']>('openInvoice'),
		paymentOptionId: internalIdAt(parameters, 'options.paymentOption'),
	};
	const item = { kind: 'item', label: 'Refund Item' } as const;
	const locator = parameters.get<Locator>('refundItem');
	const places = await placeSettings(parameters, client, ['refundAccount', 'receivableAccount']);
	const account = parameters.get<Locator>('refundAccount');
	needed(places.defaults.refundAccountId, 'Refund Account', account);
	return {
		...own,
		...places,
		itemId: needed(await resolveReference(client, { ...item, locator }), item.label, locator),
		lines: await lineSettings(parameters, client),
	};
}
