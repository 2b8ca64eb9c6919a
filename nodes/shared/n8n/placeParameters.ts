// Where documents are posted: accounts and segments by default, and what differs for a marketplace.
import type { INodeProperties } from 'n8n-workflow';

import type { NetSuiteClient } from '../netsuite/api/client';
import type { MarketplaceSettings, Segments } from '../netsuite/posting/marketplaceSettings';
import { NO_SETTINGS } from '../netsuite/posting/marketplaceSettings';
import type { Parameters } from './parameters/parameters';
import type { Reference, SegmentKind } from './references';
import { referenceProperty, resolveReference } from './references';

export const receivableAccountProperty: INodeProperties = referenceProperty('account', {
	displayName: 'A/R Account',
	name: 'receivableAccount',
	description:
		"Receivables account; empty for that of the invoice itself, or NetSuite's default on a new invoice",
});

const SEGMENT_KINDS: SegmentKind[] = ['class', 'department', 'location', 'subsidiary'];

const labelOf = (kind: SegmentKind) => `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;

export const SEGMENTS: INodeProperties[] = SEGMENT_KINDS.map((kind) =>
	referenceProperty(kind, {
		displayName: labelOf(kind),
		name: kind,
		description: `Set on every document as its ${kind}; leave empty for NetSuite's default${kind === 'subsidiary' ? ", the customer's" : ''}`,
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
						description:
							'As in the report; case, spaces and dots do not matter, and * at the end stands for anything, as in Non-Amazon*',
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

export type Row = Record<string, Reference['locator']>;

export async function segmentsOf(client: NetSuiteClient, row: Row): Promise<Segments> {
	const ids = await Promise.all(
		SEGMENT_KINDS.map(async (kind): Promise<[string, { id: string }]> => {
			const reference = { kind, label: labelOf(kind), locator: row[kind] };
			return [kind, { id: await resolveReference(client, reference) }];
		}),
	);
	return Object.fromEntries(ids.filter(([, { id }]) => id !== ''));
}

/** What every document gets, by field id. */
export async function segmentsParameter(
	parameters: Parameters,
	client: NetSuiteClient,
): Promise<Segments> {
	return await segmentsOf(client, parameters.get<Row>('segments'));
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
		segments: await segmentsOf(client, row),
	};
}

/** Defaults from the node's own parameters, overrides from its Marketplaces table. */
export async function placeSettings(
	parameters: Parameters,
	client: NetSuiteClient,
	defaultNames: string[],
): Promise<{ defaults: MarketplaceSettings; marketplaces: MarketplaceSettings[] }> {
	const own = Object.fromEntries(
		defaultNames.map((name) => [name, parameters.get<Reference['locator']>(name)]),
	) as Row;
	const segments = parameters.get<Row>('segments');
	const rows = parameters.get<Row[]>('marketplaces.marketplace');
	return {
		defaults: await settingsOf(client, { ...own, ...segments }),
		marketplaces: await Promise.all(rows.map(async (row) => await settingsOf(client, row))),
	};
}
