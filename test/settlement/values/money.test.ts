// Amounts: every decimal style, what is ambiguous, and back to decimals.
import { fc } from '../../support/fastCheck';
import type { DecimalMark } from '../../../nodes/shared/settlement/values/money';
import {
	addMoney,
	decidedMark,
	readAmount,
	toDecimalString,
	toJsonNumber,
} from '../../../nodes/shared/settlement/values/money';
import { writeAmount } from '../writeReport';

const read = (text: string, mark?: DecimalMark) => readAmount(text, { '.': 0, ',': 0 }, mark);

describe('an amount', () => {
	it.each([
		['10.00', 10_000],
		['1141,18', 1_141_180],
		['-9.63', -9_630],
		['5,05', 5_050],
		['95,0', 95_000],
		['3980', 3_980_000],
		['0', 0],
		['-0.00', 0],
		['(55.00)', -55_000],
		['+7.5', 7_500],
		['.5', 500],
		['+,5', 500],
		['1,234.56', 1_234_560],
		['1.234,56', 1_234_560],
		['-1,052.64', -1_052_640],
		['1 135,72', 1_135_720],
		['1\u00a0135,72', 1_135_720],
		["1'135.72", 1_135_720],
		['1,234,567', 1_234_567_000],
		['1,23,456.78', 123_456_780],
		['\u22124.20', -4_200],
		['0.500', 500],
		['12.3400', 12_340],
		['1234.500', 1_234_500],
	])('%s is read', (text, mills) => {
		expect(read(text)).toBe(mills);
	});

	it.each([
		['1.234', '.', 1_234],
		['1.234', ',', 1_234_000],
		['2,500', ',', 2_500],
		['2,500', '.', 2_500_000],
		['-1.234', ',', -1_234_000],
	] as const)('%s is doubtful until the file decides for %s', (text, mark, mills) => {
		expect(read(text)).toBe('doubtful');
		expect(read(text, mark)).toBe(mills);
	});

	it.each([
		'',
		'-',
		'.',
		',',
		'12.',
		'1.2.3',
		'1.23,4',
		'1,50.00',
		'12,34,56',
		'1..2',
		'USD 5',
		'12.3x',
		'21.O0',
		'1.42E+14',
		'--5',
		'(-5)',
		'12.34567',
		'99999999999999',
		'5 5',
		'１２',
	])('%s is unreadable', (text) => {
		expect(read(text)).toBe('unreadable');
	});

	it('is the same in every style', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }),
				fc.constantFrom<DecimalMark>('.', ','),
				fc.boolean(),
				(cents, decimal, thousands) => {
					const style = { dates: 'dashes', newline: '\n', bom: false } as const;
					const text = writeAmount(cents, { ...style, decimal, thousands });
					expect(read(text)).toBe(cents * 10);
					expect(toDecimalString(cents, 2)).toBe(
						writeAmount(cents, { ...style, decimal: '.', thousands: false }),
					);
					expect(toJsonNumber(cents * 10, 3)).toBe(Number(toDecimalString(cents, 2)));
				},
			),
		);
	});

	it('tells the file which mark it used', () => {
		const evidence = { '.': 0, ',': 0 };
		readAmount('5', evidence);
		expect(decidedMark(evidence)).toBeUndefined();
		readAmount('5,05', evidence);
		readAmount('1.205,05', evidence);
		expect(evidence).toEqual({ '.': 0, ',': 2 });
		expect(decidedMark(evidence)).toBe(',');
		readAmount('5.05', evidence);
		expect(decidedMark(evidence)).toBeUndefined();
		// A mark at the very start is one as well.
		readAmount('.5', evidence);
		expect(evidence).toEqual({ '.': 2, ',': 2 });
	});
});

it.each([
	[0, 2, '0.00'],
	[-5, 2, '-0.05'],
	[-123456, 2, '-1234.56'],
	[12909, 0, '12909'],
	[1, 3, '0.001'],
])('%d with exponent %d is printed as %s', (minor, exponent, text) => {
	expect(toDecimalString(minor, exponent)).toBe(text);
});

it('a sum beyond the safe integers is refused', () => {
	expect(() => addMoney(Number.MAX_SAFE_INTEGER, 1)).toThrow(RangeError);
});
