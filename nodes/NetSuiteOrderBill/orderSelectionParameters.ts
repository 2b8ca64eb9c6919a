// The parameters of NetSuite Order Bill that say which sales orders it takes, and how they are read.
import type { INodeProperties } from 'n8n-workflow';

import { shownWith } from '../shared/n8n/parameters/choices';
import { refuse } from '../shared/n8n/parameters/checkValue';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import { labelAt, namesAt } from '../shared/n8n/parameters/places';
import type { Locator } from '../shared/n8n/references';
import { referenceProperty, resolveReference } from '../shared/n8n/references';
import { criteriaParameter, criteriaProperties } from '../shared/n8n/selectionParameters';
import type { NetSuiteClient } from '../shared/netsuite/api/client';
import type { BillingStatus } from '../shared/netsuite/billing/billingPlan';
import type { OrderSelection } from '../shared/netsuite/billing/orderSelection';

const sourceProperty: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Input Items',
			value: 'items',
			description: 'Settlement transactions that come in, or items with salesOrderId or orderId',
		},
		{
			name: 'Orders in NetSuite',
			value: 'netSuite',
			description: 'The sales orders that the selection below finds',
		},
		{
			name: 'Orders of a Settlement',
			value: 'settlement',
			description: 'Only the sales orders that New or Unapplied settlement transactions wait for',
		},
	],
	default: 'netSuite',
	description: 'Where the orders come from',
};

const ONLY_FROM_NETSUITE = shownWith(sourceProperty, ['netSuite'], '/source');

const filtersProperty: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	displayOptions: shownWith(sourceProperty, ['netSuite', 'settlement']),
	description:
		'Other transactions are left alone. One of channel, customer, external ID, condition or dataset must say which orders are of Amazon.',
	options: [
		{
			displayName: 'Accounts',
			name: 'accounts',
			type: 'string',
			default: '',
			placeholder: 'e.g. US main, EU',
			description: 'Only orders of these Amazon accounts, comma-separated',
		},
		{
			displayName: 'Channel',
			name: 'channel',
			type: 'string',
			default: '',
			placeholder: 'e.g. Amazon',
			displayOptions: ONLY_FROM_NETSUITE,
			description: 'What the channel field shows for orders of Amazon; case does not matter',
		},
		{
			displayName: 'Channel Field ID',
			name: 'channelField',
			type: 'string',
			default: '',
			placeholder: 'e.g. custbody_channel',
			displayOptions: ONLY_FROM_NETSUITE,
			description: 'Body field of sales orders that holds the sales channel',
		},
		referenceProperty('customer', {
			displayName: 'Customer',
			name: 'customer',
			displayOptions: ONLY_FROM_NETSUITE,
			description: 'Only orders of this customer',
		}),
		{
			displayName: 'External ID Starts With',
			name: 'externalIdPrefix',
			type: 'string',
			default: '',
			placeholder: 'e.g. Amazon',
			displayOptions: ONLY_FROM_NETSUITE,
			description: 'First letters of the external ID of the sales orders; case does not matter',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 50,
			displayOptions: ONLY_FROM_NETSUITE,
			description: 'Max number of results to return',
		},
		{
			displayName: 'Marketplaces',
			name: 'marketplaces',
			type: 'string',
			default: '',
			placeholder: 'e.g. Amazon.com, Amazon.ca',
			description: 'Only these marketplaces, comma-separated; case, spaces and dots do not matter',
		},
		{
			displayName: 'Ordered From',
			name: 'orderedFrom',
			type: 'dateTime',
			default: '',
			displayOptions: ONLY_FROM_NETSUITE,
			description: 'Only sales orders dated this day or later',
		},
		{
			displayName: 'Ordered Until',
			name: 'orderedTo',
			type: 'dateTime',
			default: '',
			displayOptions: ONLY_FROM_NETSUITE,
			description: 'Only sales orders dated this day or earlier',
		},
	],
};

export const orderSelectionProperties: INodeProperties[] = [
	sourceProperty,
	{
		displayName: 'Settlement ID',
		name: 'settlementId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 18906543210',
		displayOptions: shownWith(sourceProperty, ['settlement']),
		description:
			'Takes only the orders of this settlement, or of several separated by commas; leave empty for all',
	},
	{
		displayName: 'Bill Orders That Are',
		name: 'billingStatus',
		type: 'options',
		options: [
			{
				name: 'Pending Billing',
				value: 'pendingBilling',
				description: 'What has shipped and is not billed; recommended',
			},
			{
				name: 'Pending Fulfillment',
				value: 'pendingFulfillment',
				description:
					'All that is not billed, also before it ships; the account must invoice in advance of fulfillment',
			},
		],
		default: 'pendingBilling',
		description: 'Which status an order must have',
	},
	...criteriaProperties(
		shownWith(sourceProperty, ['netSuite']),
		'',
		"o is the sales order, for example: o.memo LIKE 'Amazon%'. Orders that cannot be billed are never taken",
	),
	filtersProperty,
];

/** What was entered of a filter; '' without it. Refuses one that was added and is empty. */
function textAt(parameters: Parameters, path: string): string {
	const text = parameters.get<string | undefined>(path)?.trim();
	return text === ''
		? refuse(labelAt(parameters, path), 'is empty', 'Enter what to look for, or remove the filter')
		: (text ?? '');
}

/** For *Source: Orders in NetSuite*. */
export async function orderSelection(
	parameters: Parameters,
	client: NetSuiteClient,
): Promise<OrderSelection> {
	const day = (path: string) => parameters.get<string | undefined>(path) ?? '';
	const own = {
		...criteriaParameter(parameters),
		billingStatus: parameters.get<BillingStatus>('billingStatus'),
		channelField: textAt(parameters, 'filters.channelField'),
		channel: textAt(parameters, 'filters.channel'),
		externalIdPrefix: textAt(parameters, 'filters.externalIdPrefix'),
		orderedFrom: day('filters.orderedFrom'),
		orderedTo: day('filters.orderedTo'),
		marketplaces: namesAt(parameters, 'filters.marketplaces'),
		accounts: namesAt(parameters, 'filters.accounts'),
		limit: parameters.get<number | undefined>('filters.limit') ?? 0,
	};
	const locator = parameters.get<Locator | undefined>('filters.customer');
	const customerId = await resolveReference(client, {
		kind: 'customer',
		label: 'Customer',
		locator,
	});
	return locator !== undefined && customerId === ''
		? refuse(
				labelAt(parameters, 'filters.customer'),
				'is empty',
				'Choose the customer, or remove the filter',
			)
		: { ...own, customerId };
}
