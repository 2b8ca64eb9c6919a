// The table of a node that says which value goes to which NetSuite field: rows filled in, editable,
// expressions allowed.
import type { INodeProperties } from 'n8n-workflow';

import type { MappedField } from '../netsuite/records/fieldMapping';
import { refuse } from './parameters/checkValue';
import type { Parameters } from './parameters/parameters';
import { labelAt } from './parameters/places';

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

/** The rows that are filled in. Refuses one without a field, and a field that comes twice. */
export function mappingParameter(parameters: Parameters, name: string): MappedField[] {
	const rows = parameters.get<Array<{ field: string; value: string }>>(`${name}.fields`);
	const label = labelAt(parameters, name);
	const seen = new Set<string>();
	return rows.flatMap(({ field, value }, at) => {
		const id = field.trim();
		if (id === '' && value.trim() === '') {
			return [];
		}
		if (id === '' || seen.has(id.toLowerCase())) {
			const problem = id === '' ? 'has no field' : `names the field ${id} again`;
			refuse(
				`${label}, row ${at + 1}`,
				problem,
				'Enter the ID of a field, each once, or remove the row',
			);
		}
		seen.add(id.toLowerCase());
		return [{ field: id, template: value, row: at + 1 }];
	});
}
