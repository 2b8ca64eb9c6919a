// Templates: a lone placeholder keeps its type, text is filled in, an unknown name is an error.
import { fillFields, fillTemplate } from '../../../nodes/shared/netsuite/records/fieldMapping';

const values = {
	orderId: '111-2',
	amount: 12.5,
	balanced: false,
	empty: '',
	amounts: { fees: -3 },
};

test.each([
	['{orderId}', '111-2'],
	[' {amount} ', 12.5],
	['{balanced}', false],
	['{amounts.fees}', -3],
	['Order {orderId}: {amount}', 'Order 111-2: 12.5'],
	['no placeholder', 'no placeholder'],
	['{', '{'],
])('%s', (template, expected) => {
	expect(fillTemplate(template, values)).toBe(expected);
});

test('an empty value leaves the field out, zero and false do not', () => {
	const mapping = [
		{ field: 'a', template: '{empty}' },
		{ field: 'b', template: '{balanced}' },
		{ field: 'c', template: '{zero}' },
	];
	expect(fillFields(mapping, { ...values, zero: 0 })).toEqual({ b: false, c: 0 });
});

test('a name no transaction has is refused and the known ones are listed', () => {
	expect(() => fillTemplate('{ordrId}', values)).toThrow("'{ordrId}' names {ordrId}");
	expect(() => fillTemplate('x {amounts.nope}', values)).toThrow('amounts.nope');
});
