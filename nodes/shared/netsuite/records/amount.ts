// NetSuite's decimals to integers of the currency's minor unit and back: the border of the NetSuite room.
// SuiteQL hands money over as text such as "-30", ".5" or "35.74", JSON as numbers.
import { currencyExponent, toDecimalString, toJsonNumber } from '../../settlement/values/money';

/** Minor units; a missing value is 0. Rejects what is no amount: nothing is guessed about money. */
export function toMinor(value: string | number | undefined, currency: string): number {
	const minor = Math.round(Number(value ?? 0) * 10 ** currencyExponent(currency));
	if (!Number.isSafeInteger(minor)) {
		throw new Error(`'${value}' is not an amount in ${currency}`);
	}
	// -0 is no amount anybody wants to see.
	return minor === 0 ? 0 : minor;
}

/** The JSON number that NetSuite and n8n items carry. */
export function toDecimal(minor: number, currency: string): number {
	return toJsonNumber(minor, currencyExponent(currency));
}

/** Plain text with all decimals of the currency: `461.04`. */
export function decimalText(minor: number, currency: string): string {
	return toDecimalString(minor, currencyExponent(currency));
}

/** Minor units of text that decimalText wrote, or a person after it; null for anything else. */
export function minorOfText(text: string, currency: string): number | null {
	const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
	const exponent = currencyExponent(currency);
	if (whole === undefined || fraction.length > exponent) {
		return null;
	}
	const minor = Number(`${whole}${fraction.padEnd(exponent, '0')}`);
	return Number.isSafeInteger(minor) ? minor : null;
}

/** As people read it: `461.04 USD`. */
export function money(minor: number, currency: string): string {
	return `${decimalText(minor, currency)} ${currency}`.trim();
}
