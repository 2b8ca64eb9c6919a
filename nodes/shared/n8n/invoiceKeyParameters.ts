// The parameter that says how an Amazon order is called in this NetSuite account: keys, tried in order.
import type { INodeProperties } from 'n8n-workflow';

import { NetSuiteError } from '../netsuite/api/netSuiteError';
import type { InvoiceKey } from '../netsuite/books/invoiceKeys';
import { invoiceKeys } from '../netsuite/books/invoiceKeys';
import { shownWith } from './parameters/choices';
import type { Parameters } from './parameters/parameters';
import { labelOfCell } from './parameters/places';

interface KeyRow {
	column?: 'externalid' | 'otherrefnum' | 'bodyField';
	bodyField?: string;
	template?: string;
	orders?: InvoiceKey['orders'];
}

const ROWS_DEFAULT: KeyRow[] = [
	{ column: 'externalid', template: '{marketplace}_{orderId}' },
	{ column: 'otherrefnum', template: '{orderId}' },
];

const columnProperty: INodeProperties = {
	displayName: 'Column',
	name: 'column',
	type: 'options',
	options: [
		{ name: 'Custom Body Field', value: 'bodyField' },
		{ name: 'External ID', value: 'externalid' },
		{ name: 'PO Number', value: 'otherrefnum' },
	],
	default: 'externalid',
};

export const invoiceKeyProperty: INodeProperties = {
	displayName: 'Invoice Keys',
	name: 'invoiceKeys',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Key',
	default: { keys: ROWS_DEFAULT.map((row) => ({ ...row })) },
	description:
		'How the invoice or sales order of an Amazon order is found, tried in this order; the first key with one clear answer wins',
	options: [
		{
			displayName: 'Key',
			name: 'keys',
			values: [
				columnProperty,
				{
					displayName: 'Field ID',
					name: 'bodyField',
					type: 'string',
					default: '',
					placeholder: 'e.g. custbody_amazon_order',
					displayOptions: shownWith(columnProperty, ['bodyField']),
					description: 'ID of the custom body field on invoices or sales orders',
				},
				{
					displayName: 'For',
					name: 'orders',
					type: 'options',
					options: [
						{ name: 'All Orders', value: 'all' },
						{ name: 'Amazon Orders', value: 'amazon' },
						{
							name: 'Non-Amazon Orders',
							value: 'nonAmazon',
							description:
								'Orders of another shop that Amazon only ships: marketplace Non-Amazon, order IDs that start with S01-',
						},
					],
					default: 'all',
					description: 'Which orders are looked up by this key',
				},
				{
					displayName: 'Value',
					name: 'template',
					type: 'string',
					default: '',
					placeholder: 'e.g. {marketplace}_{orderId}',
					description:
						'Text, such as a prefix, with placeholders: {marketplace}, {orderId}, {merchantOrderId}, {shipmentId}, {account}',
				},
			],
		},
	],
};

export function invoiceKeyParameter(parameters: Parameters): InvoiceKey[] {
	const rows = parameters.get<Array<Required<KeyRow>>>('invoiceKeys.keys');
	return rows.flatMap(({ column, bodyField, template, orders }, at) => {
		const isOwnField = column === 'bodyField';
		try {
			return invoiceKeys([{ column: isOwnField ? bodyField : column, template, orders }]);
		} catch (error) {
			const isOfColumn = isOwnField && (error as Error).message.startsWith(`'${bodyField}'`);
			const cell = isOfColumn ? 'bodyField' : 'template';
			return refuseKey(labelOfCell(parameters, ['invoiceKeys', 'keys', at, cell]), error as Error);
		}
	});
}

function refuseKey(label: string, error: Error): never {
	throw error instanceof NetSuiteError
		? new NetSuiteError('SETTING_INVALID', `${label}: ${error.message}`, error.remedy)
		: error;
}
