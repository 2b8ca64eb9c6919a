// The parameters of NetSuite Order Bill that say which sales orders it takes, and how they are read.
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { locatorParameter, referenceProperty, resolveReference } from '../shared/n8n/references';
import { criteriaParameter, criteriaProperties, listOf } from '../shared/n8n/selectionParameters';
import type { NetSuiteClient } from '../shared/netsuite/api/client';
import type { BillingStatus } from '../shared/netsuite/billing/billingPlan';
import type { OrderSelection } from '../shared/netsuite/billing/orderSelection';

const FROM_NETSUITE = { source: ['netSuite'] };
const ONLY_FROM_NETSUITE = { show: { '/source': ['netSuite'] } };

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

const filtersProperty: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	displayOptions: { show: { source: ['netSuite', 'settlement'] } },
	description:
		'What is filtered out is not touched. One of channel, customer, external ID, condition or dataset must say which orders are of Amazon.',
	options: [
		{
			displayName: 'Accounts',
			name: 'accounts',
			type: 'string',
			default: '',
			placeholder: 'e.g. US main, EU',
			description: 'Only orders of these Amazon accounts, with commas',
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
			description: 'Body field of sales orders that tells the sales channel',
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
			typeOptions: { minValue: 1 },
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
			description: 'Only of these marketplaces, with commas; case, spaces and dots do not matter',
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
		displayOptions: { show: { source: ['settlement'] } },
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
		description: 'How far an order must have come',
	},
	...criteriaProperties(
		FROM_NETSUITE,
		'',
		"o is the sales order, for example: o.memo LIKE 'Amazon%'. Orders that cannot be billed are never taken",
	),
	filtersProperty,
];

const filtersOf = (context: IExecuteFunctions) =>
	context.getNodeParameter('filters', 0, {}) as IDataObject;

const text = (value: unknown) => String(value ?? '').trim();
const day = (value: unknown) => text(value).slice(0, 10);

export function billingStatusOf(context: IExecuteFunctions): BillingStatus {
	return context.getNodeParameter('billingStatus', 0, 'pendingBilling') as BillingStatus;
}

/** For *Source: Orders in NetSuite*. */
export async function orderSelection(
	context: IExecuteFunctions,
	client: NetSuiteClient,
): Promise<OrderSelection> {
	const filters = filtersOf(context);
	const customer =
		filters.customer === undefined ? '' : locatorParameter(context, 'filters.customer');
	return {
		...criteriaParameter(context, ''),
		billingStatus: billingStatusOf(context),
		channelField: text(filters.channelField),
		channel: text(filters.channel),
		customerId: await resolveReference(client, {
			kind: 'customer',
			label: 'Customer',
			locator: customer,
		}),
		externalIdPrefix: text(filters.externalIdPrefix),
		orderedFrom: day(filters.orderedFrom),
		orderedTo: day(filters.orderedTo),
		marketplaces: listOf(filters.marketplaces),
		accounts: listOf(filters.accounts),
		limit: Math.max(0, Math.floor(Number(filters.limit ?? 0))),
	};
}
