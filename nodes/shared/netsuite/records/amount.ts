// NetSuite's decimals to integers of the currency's minor unit and back: the border of the NetSuite room.
// SuiteQL hands money over as text such as "-30", ".5" or "35.74", JSON as numbers.
import type { Decimal, Minor } from '../../settlement/values/money';
import { currencyExponent, toDecimalString, toJsonNumber } from '../../settlement/values/money';
import { NetSuiteError } from '../api/netSuiteError';

/** Sign, digits and a point; at least one digit. No exponent, no hexadecimal, no blanks. */
const DECIMAL = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?$/;

/** Minor units, read digit by digit; null for what is not an amount in this currency, such as 35.745 USD. */
export function readMinor(value: string | Decimal, currency: string): Minor | null {
	const [, sign, whole = '', fraction = ''] = DECIMAL.exec(String(value)) ?? [];
	const exponent = currencyExponent(currency);
	if (sign === undefined || /[1-9]/.test(fraction.slice(exponent))) {
		return null;
	}
	const minor = Number(`${whole}${fraction.slice(0, exponent).padEnd(exponent, '0')}`);
	if (!Number.isSafeInteger(minor)) {
		return null;
	}
	// -0 is not an amount anybody wants to see.
	return sign === '-' && minor !== 0 ? -minor : minor;
}

/** Minor units; what NetSuite leaves out is 0. Throws what is not an amount: nothing is guessed about money. */
export function toMinor(value: string | Decimal | undefined, currency: string): Minor {
	const minor = readMinor(value ?? 0, currency);
	if (minor === null) {
		throw new NetSuiteError(
			'AMOUNT_UNREADABLE',
			`'${value}' is not an amount in ${currency || 'this currency'}`,
			'Correct the amount in NetSuite, or the currency of the settlement or document, then run again',
		);
	}
	return minor;
}

/** Minor units of a limit that a person set, cut off: a tolerance of 0.005 USD tolerates nothing. */
export function limitOf(decimal: Decimal, currency: string): Minor {
	return Math.floor(Number((decimal * 10 ** currencyExponent(currency)).toFixed(6)));
}

/** The JSON number that NetSuite and n8n items carry. */
export function toDecimal(minor: Minor, currency: string): Decimal {
	return toJsonNumber(minor, currencyExponent(currency));
}

/** Plain text with all decimals of the currency: `461.04`. */
export function decimalText(minor: Minor, currency: string): string {
	return toDecimalString(minor, currencyExponent(currency));
}

/** Minor units of text that decimalText wrote, or a person after it; null for anything else. */
export function minorOfText(text: string, currency: string): Minor | null {
	const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
	const exponent = currencyExponent(currency);
	if (whole === undefined || fraction.length > exponent) {
		return null;
	}
	const minor = Number(`${whole}${fraction.padEnd(exponent, '0')}`);
	return Number.isSafeInteger(minor) ? minor : null;
}

/** As people read it: `461.04 USD`. */
export function money(minor: Minor, currency: string): string {
	return `${decimalText(minor, currency)} ${currency}`.trim();
}
