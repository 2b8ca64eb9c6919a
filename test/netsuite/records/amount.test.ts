// NetSuite's decimals and ours: exact both ways, for currencies of no, two and three decimals.
import fc from 'fast-check';

import { money, toDecimal, toMinor } from '../../../nodes/shared/netsuite/records/amount';

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
])('%s %s', (value, currency, minor) => {
	expect(Object.is(toMinor(value, currency), minor)).toBe(true);
});

test.each(['', 'abc', '1,5', 'NaN', '1e20', Infinity])('%p is no amount', (value) => {
	if (value === '') {
		// NetSuite leaves empty amounts out of a row; an empty text counts as none.
		expect(toMinor(value, 'USD')).toBe(0);
		return;
	}
	expect(() => toMinor(value, 'USD')).toThrow('is not an amount');
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
