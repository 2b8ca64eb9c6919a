// The parameters that say which settlement transactions a posting node takes.
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { NetSuiteError } from '../netsuite/api/netSuiteError';
import type {
	TransactionFilter,
	TransactionSelection,
} from '../netsuite/records/transactionSelection';
import { DEFAULT_CONDITION } from '../netsuite/records/transactionSelection';
import { daysAgo } from './runDay';

const FROM_NETSUITE = { source: ['netSuite'] };

const settlementIdProperty: INodeProperties = {
	displayName: 'Settlement ID',
	name: 'settlementId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 18906543210',
	displayOptions: { show: FROM_NETSUITE },
	description:
		'Takes only the transactions of this settlement, or of several separated by commas; leave empty for all',
};

/** How a node that reads records from NetSuite lets its user say which; shown when `show` holds. */
export function criteriaProperties(
	show: Record<string, string[]>,
	condition: string,
	conditionHint: string,
): INodeProperties[] {
	return [
		{
			displayName: 'Select By',
			name: 'selectBy',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Condition',
					value: 'condition',
					description: 'A SuiteQL condition, written here',
				},
				{
					name: 'Dataset',
					value: 'dataset',
					description: 'A SuiteAnalytics dataset, whose criteria are edited in NetSuite',
				},
			],
			default: 'condition',
			displayOptions: { show },
			description: 'How the records are chosen, beside the filters below',
		},
		{
			displayName: 'Condition',
			name: 'condition',
			type: 'string',
			typeOptions: { rows: 3 },
			default: condition,
			displayOptions: { show: { ...show, selectBy: ['condition'] } },
			description: 'SuiteQL, added to the query with AND; leave empty for no condition',
			hint: conditionHint,
		},
		{
			displayName: 'Dataset ID',
			name: 'datasetId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. custdataset_open_orders',
			displayOptions: { show: { ...show, selectBy: ['dataset'] } },
			description: 'ID of the dataset; it must have the Internal ID of the record as a column',
		},
	];
}

const filtersProperty: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'What is filtered out is not touched',
	options: [
		{
			displayName: 'Accounts',
			name: 'accounts',
			type: 'string',
			default: '',
			placeholder: 'e.g. US main, EU',
			description: 'Only of these accounts, as entered in Amazon Settlement Parse, with commas',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			displayOptions: { show: { '/source': ['netSuite'] } },
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
			displayName: 'Recorded in the Last Days',
			name: 'recordedWithinDays',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			displayOptions: { show: { '/source': ['netSuite'] } },
			description: 'Only what was recorded in NetSuite so many days ago or later',
		},
		{
			displayName: 'Recorded More Than Days Ago',
			name: 'recordedBeforeDays',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 1,
			displayOptions: { show: { '/source': ['netSuite'] } },
			description: 'Only what was recorded in NetSuite longer ago than so many days',
		},
	],
};

export const selectionProperties: INodeProperties[] = [
	...criteriaProperties(
		FROM_NETSUITE,
		DEFAULT_CONDITION,
		't is the Amazon Settlement Transaction, s its Amazon Settlement Summary. What is Applied is never taken again',
	),
	settlementIdProperty,
	filtersProperty,
];

/** The parts of a text with commas, or of a list. */
export function listOf(value: unknown): string[] {
	const texts = Array.isArray(value) ? value.map(String) : String(value ?? '').split(',');
	return texts.map((text) => text.trim()).filter((text) => text !== '');
}

const filtersOf = (context: IExecuteFunctions) =>
	context.getNodeParameter('filters', 0, {}) as IDataObject;

/** For the items that come in. */
export function filterParameter(context: IExecuteFunctions): TransactionFilter {
	const { accounts, marketplaces } = filtersOf(context);
	return { accounts: listOf(accounts), marketplaces: listOf(marketplaces) };
}

function needed(datasetId: string): string {
	if (datasetId.trim() === '') {
		throw new NetSuiteError(
			'SELECTION_INVALID',
			"'Dataset ID' is empty",
			"Enter the dataset's ID in the node, or set 'Select By' to Condition",
		);
	}
	return datasetId;
}

/** Either a condition or a dataset, as `criteriaProperties` ask for. */
export function criteriaParameter(
	context: IExecuteFunctions,
	condition: string,
): { condition: string; datasetId: string } {
	const isDataset = context.getNodeParameter('selectBy', 0, 'condition') === 'dataset';
	const text = (name: string, byDefault: string) =>
		String(context.getNodeParameter(name, 0, byDefault) ?? '');
	return isDataset
		? { condition: '', datasetId: needed(text('datasetId', '')) }
		: { condition: text('condition', condition), datasetId: '' };
}

/** For *Source: NetSuite*. */
export function selectionParameter(
	context: IExecuteFunctions,
	transactionTypes: readonly string[],
): TransactionSelection {
	const { limit, recordedWithinDays, recordedBeforeDays } = filtersOf(context);
	const day = (days: unknown) => (days === undefined ? '' : daysAgo(Number(days)));
	return {
		transactionTypes,
		settlementIds: listOf(context.getNodeParameter('settlementId', 0, '')),
		...criteriaParameter(context, DEFAULT_CONDITION),
		...filterParameter(context),
		limit: Math.max(0, Math.floor(Number(limit ?? 0))),
		recordedSince: day(recordedWithinDays),
		recordedBefore: day(recordedBeforeDays),
	};
}
