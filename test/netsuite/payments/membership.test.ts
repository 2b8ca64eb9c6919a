// The list on a combined payment: what is written is read back to the cent, what a person garbled is not
// guessed at.
import {
	readMembership,
	writeMembership,
} from '../../../nodes/shared/netsuite/payments/existing/membership';
import { minorOfText } from '../../../nodes/shared/netsuite/records/amount';

test('each transaction with what is applied and what is left, in the decimals of the currency', () => {
	const parts = [
		{ name: '111-1-9f2c0a1b2c3d', applied: 3574, unapplied: 0 },
		{ name: '111-2-0c4d5e6f7a8b', applied: 43080, unapplied: 3024 },
	];
	const text = '111-1-9f2c0a1b2c3d:35.74 111-2-0c4d5e6f7a8b:430.80+30.24';
	expect(writeMembership(parts, 'USD')).toBe(text);
	expect(readMembership(text, 'USD')).toEqual(parts);
	expect(writeMembership([{ name: 'a', applied: 4980, unapplied: 20 }], 'JPY')).toBe('a:4980+20');
	expect(readMembership('a:4980+20', 'JPY')).toEqual([{ name: 'a', applied: 4980, unapplied: 20 }]);
});

test('line breaks and fewer decimals read alike, names in any case', () => {
	expect(readMembership('\n A-1:5\n\tB_2:.5', 'USD')).toBeNull();
	expect(readMembership('\n A-1:5\n\tB_2:0.5 ', 'USD')).toEqual([
		{ name: 'a-1', applied: 500, unapplied: 0 },
		{ name: 'b_2', applied: 50, unapplied: 0 },
	]);
	expect(readMembership('', 'USD')).toEqual([]);
});

test.each([
	['no amount', 'a'],
	['an empty amount', 'a:'],
	['a word', 'a:1.00 and b:2.00'],
	['three decimals', 'a:1.005'],
	['decimals in yen', 'a:1.0', 'JPY'],
	['a sign', 'a:-1.00'],
	['two points', 'a:1.0.0'],
	['a comma', 'a:1,00'],
	['the same twice', 'a:1.00 A:2.00'],
	['nothing after the plus', 'a:1.00+'],
	['a number past all bounds', 'a:99999999999999999'],
])('%s: nothing is read', (_, text, currency = 'USD') => {
	expect(readMembership(text, currency)).toBeNull();
});

test.each([
	['35.74', 'USD', 3574],
	['0', 'USD', 0],
	['5', 'JPY', 5],
	['1e3', 'USD', null],
	[' 1', 'USD', null],
])('%p in %s is %p', (text, currency, minor) => {
	expect(minorOfText(text, currency)).toBe(minor);
});
