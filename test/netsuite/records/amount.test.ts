// NetSuite's decimals and ours: exact both ways, for currencies of no, two and three decimals.
import { fc } from '../../support/fastCheck';

import { limitOf, money, toDecimal, toMinor } from '../../../nodes/shared/netsuite/records/amount';

test.each([
	['35.74', 'USD', 3574],
	['-30', 'USD', -3000],
	['.5', 'USD', 50],
	['-.05', 'EUR', -5],
	['1234', 'JPY', 1234],
	['1234.00', 'JPY', 1234],
	['1.005', 'BHD', 1005],
	['0.1', '', 10],
	[0.07, 'USD', 7],
	[undefined, 'USD', 0],
	['-0', 'USD', 0],
	['35.740', 'USD', 3574],
	['35.7400000', 'USD', 3574],
	['35.', 'USD', 3500],
	['+1', 'USD', 100],
])('%s %s', (value, currency, minor) => {
	expect(Object.is(toMinor(value, currency), minor)).toBe(true);
});

test.each([
	'',
	'.',
	'-',
	'abc',
	'1,5',
	'NaN',
	'1e2',
	'1e20',
	'0x10',
	' 5',
	'5 ',
	'--5',
	'1.2.3',
	'1_000',
	'35.745',
	'0.001',
	'99999999999999999',
	Infinity,
	35.745,
	1e21,
	1e-7,
])('%p is not an amount in USD', (value) => {
	expect(() => toMinor(value, 'USD')).toThrow('is not an amount');
});

test('what is not an amount in one currency may be one in another', () => {
	expect(() => toMinor('10.50', 'JPY')).toThrow("'10.50' is not an amount in JPY");
	expect(toMinor('10.00', 'JPY')).toBe(10);
	expect(toMinor('35.745', 'BHD')).toBe(35745);
	expect(() => toMinor('35.7451', 'BHD')).toThrow('is not an amount in BHD');
});

test.each([
	[0.05, 'USD', 5],
	[0.005, 'USD', 0],
	[0.29, 'USD', 29],
	[1.5, 'JPY', 1],
	[0, 'USD', 0],
])('a limit of %p %s is %p', (decimal, currency, minor) => {
	expect(limitOf(decimal, currency)).toBe(minor);
});

test('law: what goes out as a decimal comes back as the same integer', () => {
	const minors = fc.integer({ min: -(10 ** 12), max: 10 ** 12 });
	fc.assert(
		fc.property(minors, fc.constantFrom('USD', 'JPY', 'BHD'), (minor, currency) => {
			const decimal = toDecimal(minor, currency);
			expect(toMinor(decimal, currency)).toBe(minor);
			expect(toMinor(String(decimal), currency)).toBe(minor);
			expect(toMinor(JSON.parse(JSON.stringify(decimal)) as number, currency)).toBe(minor);
		}),
	);
});

test('as people read it', () => {
	expect(money(46104, 'USD')).toBe('461.04 USD');
	expect(money(-5, 'USD')).toBe('-0.05 USD');
	expect(money(1234, 'JPY')).toBe('1234 JPY');
	expect(money(1005, 'BHD')).toBe('1.005 BHD');
	expect(money(1, '')).toBe('0.01');
});
