// Accounts and segments that differ for a marketplace: a row for each, what it leaves out is as in the node.
import type { INodeProperties } from 'n8n-workflow';

import { refuse } from '../shared/n8n/parameters/checkValue';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import type { Row } from '../shared/n8n/placeParameters';
import { SEGMENTS, segmentsOf } from '../shared/n8n/placeParameters';
import type { NetSuiteClient } from '../shared/netsuite/api/client';
import type { JournalRow } from '../shared/netsuite/journals/journalSettings';
import { sameMarketplace } from '../shared/netsuite/records/marketplaceName';
import type { Accounts } from './accountParameters';
import { accountsOf, accountsProperty } from './accountParameters';

export const marketplacesProperty: INodeProperties = {
	displayName: 'Marketplaces',
	name: 'marketplaces',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Marketplace',
	default: {},
	description:
		'Accounts and segments that differ for a marketplace; lines without a marketplace take those above',
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
					placeholder: 'e.g. Amazon.de',
					description:
						'As in the report; case, spaces and dots do not matter, and * at the end stands for anything, as in Non-Amazon*',
				},
				{
					...accountsProperty,
					description: 'Those that differ; all others are as selected above',
				},
				...SEGMENTS,
			],
		},
	],
};

/** Refuses a row without a name and a second row of the same one. */
export async function marketplaceRows(
	parameters: Parameters,
	client: NetSuiteClient,
): Promise<JournalRow[]> {
	const rows = parameters.get<Array<Record<string, unknown>>>('marketplaces.marketplace');
	const names = rows.map((row) => sameMarketplace(String(row.marketplaceName)));
	names.forEach((name, at) => {
		const label = `'Marketplaces', row ${at + 1}, 'Marketplace Name'`;
		if (name === '') {
			refuse(label, 'is empty', 'Enter the marketplace as the report names it, or remove the row');
		}
		if (names.indexOf(name) !== at) {
			refuse(label, `is the same as in row ${names.indexOf(name) + 1}`, 'Remove one of the rows');
		}
	});
	return await Promise.all(
		rows.map(async (row) => ({
			marketplaceName: String(row.marketplaceName).trim(),
			...accountsOf(row.accounts as Accounts),
			segments: await segmentsOf(client, row as Row),
		})),
	);
}
