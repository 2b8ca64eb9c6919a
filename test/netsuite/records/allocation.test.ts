// The allocation text on a record: what was written is read back, and nothing is guessed.
import { readAllocation, writeAllocation } from '../../../nodes/shared/netsuite/records/allocation';

test('invoices with their amounts, in the decimals of the currency', () => {
	const allocation = [
		{ invoiceId: '1042', amount: 2000 },
		{ invoiceId: '1043', amount: 5 },
	];
	expect(writeAllocation(allocation, 'USD')).toBe('1042:20.00 1043:0.05');
	expect(readAllocation('1042:20.00 1043:0.05', 'USD')).toEqual(allocation);
	expect(writeAllocation([{ invoiceId: '7', amount: 4980 }], 'JPY')).toBe('7:4980');
	expect(readAllocation('', 'USD')).toEqual([]);
});

test.each(['1042', '1042:', '1042:20.005', '1042:20,00', 'x:1.00', '7:1.00 7:1.00', '7:-1.00'])(
	'%s says nothing',
	(text) => {
		expect(readAllocation(text, 'USD')).toBeNull();
	},
);
