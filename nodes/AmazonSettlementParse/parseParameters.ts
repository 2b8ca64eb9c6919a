// The parameters of Amazon Settlement Parse, as plain data.
import type { INodeProperties } from 'n8n-workflow';

import { AMOUNT_CLASSES, CLASS_MEANINGS } from '../shared/settlement/labels/amountClasses';
import { shownWith } from '../shared/n8n/parameters/choices';
import { basisProperties } from './basisParameter';

function label(displayName: string, name: string, placeholder: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		description: 'As in the report; * stands for any text, empty for any label',
	};
}

const inputProperty: INodeProperties = {
	displayName: 'Input',
	name: 'input',
	type: 'options',
	default: 'file',
	options: [
		{ name: 'File', value: 'file', description: 'A settlement report as binary data' },
		{ name: 'Text', value: 'text', description: 'The content of a settlement report' },
	],
	description: 'Where the settlement report (Flat File V2, V1, XML or Date Range CSV) comes from',
};

export const parseProperties: INodeProperties[] = [
	inputProperty,
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		typeOptions: { binaryDataProperty: true },
		displayOptions: shownWith(inputProperty, ['file']),
		hint: 'The name of the input field containing the settlement report',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: '',
		typeOptions: { rows: 5 },
		displayOptions: shownWith(inputProperty, ['text']),
		description: 'The whole report, header row first',
	},
	{
		displayName: 'Amazon Account',
		name: 'account',
		type: 'string',
		default: '',
		placeholder: 'e.g. US store',
		description: 'Name of the seller account, shown on the records',
	},
	...basisProperties,
	{
		displayName: 'Label Classes',
		name: 'labelClasses',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Label Class',
		default: {},
		description:
			'What labels mean, where it differs from the catalogue or the catalogue does not know them; the first row that fits wins',
		options: [
			{
				displayName: 'Rule',
				name: 'rule',
				values: [
					label('Transaction Type', 'transactionType', 'e.g. Order'),
					label('Amount Type', 'amountType', 'e.g. ItemFees'),
					label('Amount Description', 'amountDescription', 'e.g. DroneDelivery*'),
					{
						displayName: 'Marketplace',
						name: 'marketplaceName',
						type: 'string',
						default: '',
						placeholder: 'e.g. Amazon.com.mx',
						description:
							'The marketplace the row holds for, as in the report; empty for all. One label may be the tax of the buyer in one country and of the seller in the next.',
					},
					{
						displayName: 'Class',
						name: 'class',
						type: 'options',
						options: AMOUNT_CLASSES.map((value) => ({
							name: value,
							value,
							description: CLASS_MEANINGS[value],
						})),
						default: 'fee/other',
					},
				],
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		placeholder: 'Add Option',
		options: [
			{
				displayName: 'Allow Date Range Reports',
				name: 'letDateRangeThrough',
				type: 'boolean',
				default: false,
				description:
					'Whether to continue with a Date Range report, which has no control total. For looking only: what is posted from it gets other IDs than the same settlement in Flat File V2, so an order could be paid twice.',
			},
			{
				displayName: 'Allow Unbalanced Settlements',
				name: 'letUnbalancedThrough',
				type: 'boolean',
				default: false,
				description:
					'Whether to continue with a settlement whose lines do not add up to its total; every item is marked',
			},
			{
				displayName: 'Count Undecided Labels',
				name: 'countUndecidedLabels',
				type: 'boolean',
				default: false,
				description:
					'Whether a label that nothing decides counts in the figure it had before, so that its order or refund is posted. Off, that order or refund waits as Unapplied (LABEL_UNDECIDED) until Label Classes says what the label is.',
			},
			{
				displayName: 'Include Lines',
				name: 'includeLines',
				type: 'boolean',
				default: true,
				description:
					'Whether each transaction carries its settlement lines. Without them a large report takes about half the memory; they are counted and proven all the same.',
			},
			{
				displayName: 'Include Transactions',
				name: 'includeTransactions',
				type: 'boolean',
				default: true,
				description:
					'Whether to give the transactions. Without them only the summaries and the unreadable rows come out, with every line counted and proven: for a quick look at a large report.',
			},
		],
	},
];
