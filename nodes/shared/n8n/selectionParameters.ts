// The parameters that say which settlement transactions a posting node takes.
import type { INodeProperties } from 'n8n-workflow';

import { NetSuiteError } from '../netsuite/api/netSuiteError';
import type {
	TransactionFilter,
	TransactionSelection,
} from '../netsuite/records/transactionSelection';
import { DEFAULT_CONDITION } from '../netsuite/records/transactionSelection';
import { shownWith } from './parameters/choices';
import type { Parameters } from './parameters/parameters';
import { namesAt } from './parameters/places';
import { sourceProperty } from './properties';
import { daysAgo } from './runDay';

const FROM_NETSUITE = shownWith(sourceProperty, ['netSuite']);
const FILTERS_NETSUITE = shownWith(sourceProperty, ['netSuite'], '/source');

const settlementIdProperty: INodeProperties = {
	displayName: 'Settlement ID',
	name: 'settlementId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 18906543210',
	displayOptions: FROM_NETSUITE,
	description:
		'Takes only the transactions of this settlement, or of several separated by commas; leave empty for all',
};

const selectByProperty: INodeProperties = {
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
	description: 'How the records are chosen, beside the filters below',
};

/** How a node that reads records from NetSuite lets its user say which; hidden when `hide` holds. */
export function criteriaProperties(
	{ hide }: NonNullable<INodeProperties['displayOptions']>,
	condition: string,
	conditionHint: string,
): INodeProperties[] {
	const by = (choice: string) => ({
		hide: { ...hide, ...shownWith(selectByProperty, [choice]).hide },
	});
	return [
		{ ...selectByProperty, displayOptions: { hide } },
		{
			displayName: 'Condition',
			name: 'condition',
			type: 'string',
			typeOptions: { rows: 3 },
			default: condition,
			displayOptions: by('condition'),
			description: 'SuiteQL, added to the query with AND; leave empty for no condition',
			hint: conditionHint,
		},
		{
			displayName: 'Dataset ID',
			name: 'datasetId',
			type: 'string',
			default: '',
			placeholder: 'e.g. custdataset_open_orders',
			displayOptions: by('dataset'),
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
	description: 'Other transactions are left alone',
	options: [
		{
			displayName: 'Accounts',
			name: 'accounts',
			type: 'string',
			default: '',
			placeholder: 'e.g. US main, EU',
			description: 'Only these accounts, as entered in Amazon Settlement Parse, comma-separated',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 50,
			displayOptions: FILTERS_NETSUITE,
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
			displayName: 'Recorded in the Last (Days)',
			name: 'recordedWithinDays',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 36500, numberPrecision: 0 },
			default: 60,
			displayOptions: FILTERS_NETSUITE,
			description: 'Only transactions recorded within this many days',
		},
		{
			displayName: 'Recorded More Than (Days) Ago',
			name: 'recordedBeforeDays',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 36500, numberPrecision: 0 },
			default: 1,
			displayOptions: FILTERS_NETSUITE,
			description: 'Only transactions recorded more than this many days ago',
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

/** For the items that come in. */
export function filterParameter(parameters: Parameters): TransactionFilter {
	return {
		accounts: namesAt(parameters, 'filters.accounts'),
		marketplaces: namesAt(parameters, 'filters.marketplaces'),
	};
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
export function criteriaParameter(parameters: Parameters): {
	condition: string;
	datasetId: string;
} {
	return parameters.get('selectBy') === 'dataset'
		? { condition: '', datasetId: needed(parameters.get<string>('datasetId')) }
		: { condition: parameters.get<string>('condition'), datasetId: '' };
}

/** For *Source: NetSuite*. */
export function selectionParameter(
	parameters: Parameters,
	transactionTypes: readonly string[],
): TransactionSelection {
	const day = (path: string) => {
		const days = parameters.get<number | undefined>(path);
		return days === undefined ? '' : daysAgo(days);
	};
	return {
		transactionTypes,
		settlementIds: namesAt(parameters, 'settlementId'),
		...criteriaParameter(parameters),
		...filterParameter(parameters),
		limit: parameters.get<number | undefined>('filters.limit') ?? 0,
		recordedSince: day('filters.recordedWithinDays'),
		recordedBefore: day('filters.recordedBeforeDays'),
	};
}
