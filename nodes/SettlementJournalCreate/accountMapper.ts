// Accounts by group, to start in minutes: one field for each group, the chart's accounts as its choices, one proposed by
// its name. n8n stores the internal ids with the workflow, the proposed ones too: saving accepts them. A run reads what
// is stored and asks for no name.
import type {
	ILoadOptionsFunctions,
	INodeProperties,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { shownWith } from '../shared/n8n/parameters/choices';
import { refuse } from '../shared/n8n/parameters/checkValue';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import { listClient } from '../shared/n8n/netSuiteTransport';
import { proposedAccounts, readChart } from '../shared/netsuite/journals/proposedAccounts';
import type { AccountKey } from '../shared/settlement/journal/accountKeys';
import type { Accounts } from './accountParameters';
import { accountsOf, accountsProperty, FIELDS } from './accountParameters';

export const accountsFromProperty: INodeProperties = {
	displayName: 'Accounts From',
	name: 'accountsFrom',
	type: 'options',
	noDataExpression: true,
	default: 'selected',
	options: [
		{
			name: 'Each Group, with Proposals',
			value: 'groups',
			description: 'One field for each group; an account of a fitting name is proposed',
		},
		{
			name: 'Selected Here',
			value: 'selected',
			description: 'Add those that the reports need',
		},
		{
			name: 'Short Form, with Proposals',
			value: 'short',
			description: 'Bank, clearing, reserve and one account for all fees',
		},
	],
	description: 'How accounts are selected. Proposals are accepted by saving; look at them first.',
};

export const accountsByGroupProperty: INodeProperties = {
	displayName: 'Accounts by Group',
	name: 'accountsByGroup',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	displayOptions: shownWith(accountsFromProperty, ['groups', 'short']),
	typeOptions: {
		loadOptionsDependsOn: ['accountsFrom'],
		resourceMapper: {
			resourceMapperMethod: 'accountGroups',
			mode: 'map',
			valuesLabel: 'Accounts',
			fieldWords: { singular: 'account', plural: 'accounts' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: false,
		},
	},
};

export const accountProperties: INodeProperties[] = [
	accountsFromProperty,
	accountsByGroupProperty,
	{ ...accountsProperty, displayOptions: shownWith(accountsFromProperty, ['selected']) },
];

const SHORT: ReadonlyArray<AccountKey | 'ALL_FEES'> = ['BANK', 'CLEARING', 'RESERVE', 'ALL_FEES'];

/** `n8n` calls it by this name. */
export const resourceMapping = {
	async accountGroups(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		const chart = await readChart(listClient(this));
		const proposed = proposedAccounts(chart);
		const isShort = this.getCurrentNodeParameter('accountsFrom') === 'short';
		const options = chart.map(({ accountId, name }) => ({ name, value: accountId }));
		const shown = FIELDS.filter(({ key }) => !isShort || SHORT.includes(key));
		return {
			fields: shown.map(
				({ key, name, displayName }): ResourceMapperField => ({
					id: name,
					displayName,
					type: 'options',
					options,
					required: false,
					display: true,
					defaultMatch: false,
					canBeUsedToMatch: false,
					// With accounts of their own, an account for all fees is for what is left.
					defaultValue: key === 'ALL_FEES' && !isShort ? null : (proposed[key] ?? null),
				}),
			),
		};
	},
};

/** Internal ids by group. Refuses anything else: a real run posts to no name. */
export function chosenAccounts(parameters: Parameters): ReturnType<typeof accountsOf> {
	if (parameters.get('accountsFrom') === 'selected') {
		return accountsOf(parameters.get<Accounts>('accounts'));
	}
	const mapped = parameters.get<Record<string, string>>('accountsByGroup');
	const chosen: Accounts = {};
	for (const [name, value] of Object.entries(mapped).filter(([, id]) => id !== '')) {
		const field = FIELDS.find((one) => one.name === name);
		if (field === undefined) {
			refuse(
				"'Accounts by Group'",
				`has '${name}', which is no group`,
				'Open the node, refresh its list of accounts and save it',
			);
		}
		if (!/^\d+$/.test(value)) {
			refuse(
				`'Accounts by Group', '${field.displayName}'`,
				`is '${value}', which is not an internal ID`,
				'Select the account from the list',
			);
		}
		chosen[name] = { mode: 'id', value };
	}
	return accountsOf(chosen);
}
