// The parameters of NetSuite Refund Create: what the editor shows, and how they are read.
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
	concurrencyProperty,
	dryRunProperty,
	postingSettings,
	sourceProperty,
	transactionDateProperty,
} from '../shared/n8n/properties';
import { selectionProperties } from '../shared/n8n/selectionParameters';
import { locatorParameter, referenceProperty, resolveReference } from '../shared/n8n/references';
import type { NetSuiteClient } from '../shared/netsuite/client';
import {
	CREDIT_MEMO_MAPPING,
	REFUND_LINE_DESCRIPTION,
	REFUND_MAPPING,
} from '../shared/netsuite/documentMappings';
import type { RefundSettings } from '../shared/netsuite/flows/createRefunds';
import { NetSuiteError } from '../shared/netsuite/netSuiteError';

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
		description: 'Non-inventory item without tax on the line of the credit memo; no stock is moved',
	}),
	transactionDateProperty,
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
				displayName: 'Line Description',
				name: 'description',
				type: 'string',
				default: REFUND_LINE_DESCRIPTION,
				description: 'Text on the line of the credit memo, with placeholders such as {orderId}',
			},
		],
	},
];

function needed(value: string, label: string): string {
	if (value === '') {
		throw new NetSuiteError(
			'CONFIGURATION_INCOMPLETE',
			`'${label}' is empty`,
			`Choose the ${label.toLowerCase()} in the node`,
		);
	}
	return value;
}

export async function refundSettings(
	context: IExecuteFunctions,
	client: NetSuiteClient,
): Promise<RefundSettings> {
	const options = context.getNodeParameter('options', 0, {}) as { description?: string };
	const item = { kind: 'item', label: 'Refund Item' } as const;
	const locator = locatorParameter(context, 'refundItem');
	const places = await placeSettings(context, client, ['refundAccount', 'receivableAccount']);
	needed(places.defaults.refundAccountId, 'Refund Account');
	return {
		...postingSettings(context),
		...places,
		itemId: needed(await resolveReference(client, { ...item, locator }), 'Refund Item'),
		description: options.description ?? REFUND_LINE_DESCRIPTION,
		creditMemoFields: mappingParameter(context, 'creditMemoFields'),
		refundFields: mappingParameter(context, 'refundFields'),
	};
}
