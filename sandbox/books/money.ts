// Money as integers of the minor unit, read and printed without ever adding decimals together.
// Decimals beyond the currency's are rounded half away from zero, as NetSuite does (inferred).

const CURRENCIES_WITHOUT_DECIMALS = new Set(['JPY', 'KRW', 'CLP', 'VND']);

/** CURRENCY fields of custom records carry no currency; NetSuite keeps two decimals (inferred). */
export const DEFAULT_EXPONENT = 2;

export function exponentOf(currency: string): number {
	return CURRENCIES_WITHOUT_DECIMALS.has(currency) ? 0 : DEFAULT_EXPONENT;
}

/** `35.74` (number or text) as 3574; null when it is no decimal number. */
export function toMinorUnits(value: number | string, exponent: number): number | null {
	const plain = typeof value === 'number' && /e/i.test(String(value)) ? value.toFixed(10) : value;
	const parts = /^(-?)(\d*)(?:\.(\d*))?$/.exec(String(plain).trim());
	if (!parts || `${parts[2]}${parts[3] ?? ''}` === '') {
		return null;
	}
	const [, sign, whole, fraction = ''] = parts;
	const kept = fraction.slice(0, exponent).padEnd(exponent, '0');
	const roundUp = (fraction[exponent] ?? '0') >= '5' ? 1 : 0;
	const units = Number(`${whole || '0'}${kept}`) + roundUp;
	return sign && units !== 0 ? -units : units;
}

/** 3574 as `35.74`. */
export function toDecimal(units: number, exponent: number): string {
	const digits = String(Math.abs(units)).padStart(exponent + 1, '0');
	const sign = units < 0 ? '-' : '';
	if (exponent === 0) {
		return sign + digits;
	}
	return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
