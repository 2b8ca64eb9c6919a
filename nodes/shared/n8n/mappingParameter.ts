// The table of a node that says which value goes to which NetSuite field: rows filled in, editable,
// expressions allowed.
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { MappedField } from '../netsuite/records/fieldMapping';

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
