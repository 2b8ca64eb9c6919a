// Where documents are posted: accounts and segments by default, and what differs for a marketplace.
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { NetSuiteClient } from '../netsuite/client';
import type { MarketplaceSettings } from '../netsuite/flows/marketplaceSettings';
import { NO_SETTINGS } from '../netsuite/flows/marketplaceSettings';
import type { Reference } from './references';
import { referenceProperty, resolveReference } from './references';

export const receivableAccountProperty: INodeProperties = referenceProperty('account', {
	displayName: 'A/R Account',
	name: 'receivableAccount',
	description: "Receivables account of the invoices; empty for NetSuite's default",
});

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
