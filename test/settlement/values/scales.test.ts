// The scales of money, kept apart by the compiler: each line below it must refuse, or the type check fails.
import { toDecimal, toMinor } from '../../../nodes/shared/netsuite/records/amount';
import type { Decimal, Mills, Minor } from '../../../nodes/shared/settlement/values/money';
import { addMoney } from '../../../nodes/shared/settlement/values/money';

const mills: Mills = 35_740;
const minor: Minor = 35_74;
const decimal: Decimal = 35.74;

test('an amount of one scale is not taken for another', () => {
	// @ts-expect-error -- A report's thousandths are no cents.
	const a: Minor = mills;
	// @ts-expect-error -- What an item shows is no cents.
	const b: Minor = decimal;
	// @ts-expect-error -- Nor are cents what is sent.
	const c: Decimal = minor;
	// @ts-expect-error -- Cents would be converted a second time.
	const d = () => toMinor(minor, 'USD');
	// @ts-expect-error -- Thousandths would come out ten times too high.
	const e = () => toDecimal(mills, 'USD');
	expect([a, b, c, d(), e()]).toEqual([35_740, 35.74, 35_74, 35_74_00, 357.4]);
});

test('the border converts, and what is computed may be declared', () => {
	const sum: Minor = toMinor(decimal, 'USD') + minor;
	const shown: Decimal = toDecimal(sum, 'USD');
	const all: Mills = addMoney(mills, mills);
	expect([sum, shown, all]).toEqual([71_48, 71.48, 71_480]);
});
