// Parameters that several nodes share, so that they are called and explained alike.
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { NO_SETTINGS } from '../netsuite/flows/marketplaceSettings';
import type { MarketplaceSettings } from '../netsuite/flows/marketplaceSettings';
import type { MappedField } from '../netsuite/fieldMapping';
import type { NetSuiteClient } from '../netsuite/client';
import type { PostingSettings } from '../netsuite/flows/postingJobs';
import type { DatePolicy } from '../netsuite/postingDate';
import { invoiceKeyParameter } from './invoiceKeyParameters';
import { today } from './runDay';
import type { Reference } from './references';
import { referenceProperty, resolveReference } from './references';

/** Below the account's lowest tier of 5, so that one slot stays free for others. */
const CONCURRENCY_DEFAULT = 4;

export const sourceProperty: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Input Items',
			value: 'items',
			description: 'The transactions that come in, as part of the whole settlement workflow',
		},
		{
			name: 'NetSuite',
			value: 'netSuite',
			description: 'All transactions in NetSuite that are New or Unapplied, to run this step alone',
		},
	],
	default: 'items',
	description: 'Where the transactions come from',
};

export const dryRunProperty: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to plan everything and write nothing to NetSuite',
};

export const settlementIdProperty: INodeProperties = {
	displayName: 'Settlement ID',
	name: 'settlementId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 18906543210',
	displayOptions: { show: { source: ['netSuite'] } },
	description: 'Takes only the transactions of this settlement; leave empty for all',
};

export const transactionDateProperty: INodeProperties = {
	displayName: 'Transaction Date',
	name: 'datePolicy',
	type: 'options',
	options: [
		{ name: 'Deposit Date', value: 'deposit', description: 'The day Amazon plans to pay' },
		{
			name: 'Posted Date',
			value: 'posted',
			description: 'The day of the event, as Amazon reports it',
		},
		{ name: 'Run Date', value: 'today', description: 'The day this workflow runs' },
		{ name: 'Settlement End Date', value: 'end', description: 'The last day of the settlement' },
	],
	default: 'posted',
	description: 'Which day the documents are dated, in UTC',
};

export const concurrencyProperty: INodeProperties = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50 },
	default: CONCURRENCY_DEFAULT,
	description:
		'Requests in flight at once; NetSuite counts all integrations of the account together, and its lowest tier allows 5',
};

export function mappingProperty(
	property: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
	defaults: MappedField[],
): INodeProperties {
	return {
		...property,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Field',
		default: { fields: defaults.map(({ field, template }) => ({ field, value: template })) },
		options: [
			{
				displayName: 'Fields',
				name: 'fields',
				values: [
					{
						displayName: 'Field ID',
						name: 'field',
						type: 'string',
						default: '',
						placeholder: 'e.g. memo',
						description: 'ID of the field in NetSuite',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. Amazon order {orderId}',
						description: 'Text with placeholders such as {orderId}, or an expression',
					},
				],
			},
		],
	};
}

export function mappingParameter(context: IExecuteFunctions, name: string): MappedField[] {
	const rows = context.getNodeParameter(`${name}.fields`, 0, []) as Array<{
		field: string;
		value: unknown;
	}>;
	return rows
		.filter(({ field }) => field.trim() !== '')
		.map(({ field, value }) => ({ field: field.trim(), template: String(value ?? '') }));
}

const SEGMENTS: INodeProperties[] = ['class', 'department', 'location', 'subsidiary'].map(
	(name): INodeProperties => ({
		displayName: `${name.charAt(0).toUpperCase()}${name.slice(1)} Internal ID`,
		name,
		type: 'string',
		default: '',
		description: `Set on every document as its ${name}; leave empty for NetSuite's default`,
	}),
);

/** Overrides of one marketplace; `accounts` are the account parameters the node has. */
export function marketplacesProperty(accounts: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Marketplaces',
		name: 'marketplaces',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Marketplace',
		default: {},
		description: 'Customer, accounts and segments that differ for a marketplace',
		options: [
			{
				displayName: 'Marketplace',
				name: 'marketplace',
				values: [
					{
						displayName: 'Marketplace Name',
						name: 'marketplaceName',
						type: 'string',
						default: '',
						placeholder: 'e.g. Amazon.com',
						description: 'As in the report, upper or lower case',
					},
					referenceProperty('customer', {
						displayName: 'Customer',
						name: 'customer',
						description: 'Takes only invoices of this customer; leave empty for any',
					}),
					...accounts,
					...SEGMENTS,
				],
			},
		],
	};
}

export const segmentsProperty: INodeProperties = {
	displayName: 'Segments',
	name: 'segments',
	type: 'collection',
	placeholder: 'Add Segment',
	default: {},
	options: SEGMENTS,
	description: 'Set on every document that is created',
};

type Row = Record<string, Reference['locator']>;

function segmentsOf(row: Row): Record<string, string> {
	const names = SEGMENTS.map(({ name }) => [name, String(row[name] ?? '').trim()]);
	return Object.fromEntries(names.filter(([, value]) => value !== '')) as Record<string, string>;
}

async function settingsOf(client: NetSuiteClient, row: Row): Promise<MarketplaceSettings> {
	const account = async (name: string, label: string) =>
		await resolveReference(client, { kind: 'account', label, locator: row[name] });
	return {
		...NO_SETTINGS,
		marketplaceName: String(row.marketplaceName ?? '').trim(),
		customerId: await resolveReference(client, {
			kind: 'customer',
			label: 'Customer',
			locator: row.customer,
		}),
		paymentAccountId: await account('paymentAccount', 'Payment Account'),
		receivableAccountId: await account('receivableAccount', 'A/R Account'),
		refundAccountId: await account('refundAccount', 'Refund Account'),
		segments: segmentsOf(row),
	};
}

/** Defaults from the node's own parameters, overrides from its Marketplaces table. */
export async function placeSettings(
	context: IExecuteFunctions,
	client: NetSuiteClient,
	defaultNames: string[],
): Promise<{ defaults: MarketplaceSettings; marketplaces: MarketplaceSettings[] }> {
	const own = Object.fromEntries(
		defaultNames.map((name) => [name, context.getNodeParameter(name, 0, '')]),
	) as Row;
	const segments = context.getNodeParameter('segments', 0, {}) as IDataObject;
	const rows = context.getNodeParameter('marketplaces.marketplace', 0, []) as Row[];
	return {
		defaults: await settingsOf(client, { ...own, ...(segments as Row) }),
		marketplaces: await Promise.all(rows.map(async (row) => await settingsOf(client, row))),
	};
}

/** The settings that payments and refunds share. */
export function postingSettings(
	context: IExecuteFunctions,
): Pick<PostingSettings, 'keys' | 'datePolicy' | 'today' | 'concurrency' | 'isDryRun'> {
	return {
		keys: invoiceKeyParameter(context),
		datePolicy: context.getNodeParameter('datePolicy', 0) as DatePolicy,
		today: today(),
		concurrency: concurrencyParameter(context),
		isDryRun: context.getNodeParameter('dryRun', 0, false) as boolean,
	};
}

export function concurrencyParameter(context: IExecuteFunctions): number {
	const options = context.getNodeParameter('options', 0, {}) as { concurrency?: number };
	return Math.max(1, Math.floor(options.concurrency ?? CONCURRENCY_DEFAULT));
}
