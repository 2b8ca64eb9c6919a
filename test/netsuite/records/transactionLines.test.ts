// The report's lines as a Settlement Transaction record holds them: written by one flow, read by another.
import { readLines } from '../../../nodes/shared/netsuite/records/transactionLines';
import { transactionValues } from '../../../nodes/shared/netsuite/settlements/recordValues';
import { refundOf } from '../../support/madeRefund';
import { madeSettlement } from '../../support/madeSettlement';

const [item] = madeSettlement([
	refundOf('111-1', 'a', [{ sku: 'MUG', orderItemCode: '7', principal: 2000, fees: 300 }]),
]);
const text = String(transactionValues(item).lines);

test('what was written is read, in minor units', () => {
	expect(readLines(text, 'USD')).toMatchObject([
		{ amountDescription: 'Principal', amount: -2000, sku: 'MUG', orderItemCode: '7' },
		{ amountDescription: 'Commission', amount: 300, class: 'refund.fee' },
	]);
});

test.each([
	['nothing', ''],
	['cut short', text.slice(0, -9)],
	[
		'lines added up by label',
		'{"columns":["amountType","lines","amount"],"rows":[["ItemPrice",9,-5]]}',
	],
	['another language', '[1]'],
])('%s is no lines', (_, value) => {
	expect(readLines(value, 'USD')).toEqual([]);
});
