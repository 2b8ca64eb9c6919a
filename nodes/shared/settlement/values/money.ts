// Money without floats. Inside the room an amount is an integer of mills, thousandths of the unit:
// the finest minor unit any currency has, since the currency may stand in a later row than the amount.
// Reads every decimal style Amazon and spreadsheets write, cell by cell (one report may hold `5,05`
// and `5.05`), and says when a cell can be read two ways.

/**
 * Three scales, which the compiler keeps apart: an amount declared as one is not taken for another. What is
 * computed is a plain number and may become any, so amounts that are kept are declared.
 */
export type Mills = number & { readonly unit?: 'mills' };
/** The currency's own smallest unit: cents, yen, fils. */
export type Minor = number & { readonly unit?: 'minor' };
/** As people and JSON write it, such as 35.74: read, shown and sent, never computed with. */
export type Decimal = number & { readonly unit?: 'decimal' };

export const MILL_DIGITS = 3;
/** Ten billion: beyond it a cell is a mistake, and sums could leave the safe integers. */
const MILLS_MAX = 10_000_000_000_000;

/** Minor-unit digits where they are not two (ISO 4217). */
const EXPONENTS: Readonly<Record<string, number>> = {
	BIF: 0,
	CLP: 0,
	DJF: 0,
	GNF: 0,
	ISK: 0,
	JPY: 0,
	KMF: 0,
	KRW: 0,
	PYG: 0,
	RWF: 0,
	UGX: 0,
	VND: 0,
	VUV: 0,
	XAF: 0,
	XOF: 0,
	XPF: 0,
	BHD: 3,
	IQD: 3,
	JOD: 3,
	KWD: 3,
	LYD: 3,
	OMR: 3,
	TND: 3,
};

export function currencyExponent(currency: string): number {
	return EXPONENTS[currency] ?? 2;
}

export type DecimalMark = '.' | ',';
/** `none` of a currency without a smaller coin: what looks like three decimals is a thousand. */
export type DecidedMark = DecimalMark | 'none';

/** How often the file used a mark certainly as its decimal mark. */
export type DecimalEvidence = Record<DecimalMark, number>;

/** The mark the whole file agrees on; undefined when it uses both, or none. */
export function decidedMark(evidence: DecimalEvidence): DecimalMark | undefined {
	if (evidence['.'] > 0 === evidence[','] > 0) {
		return undefined;
	}
	return evidence['.'] > 0 ? '.' : ',';
}

/** Mills; 'doubtful' for `1.234`, which only the file can decide; 'unreadable' for all else. */
export type AmountReading = Mills | 'doubtful' | 'unreadable';

/**
 * Reads the plain shape (sign, digits, a mark with one or two digits) in one pass; that is nearly
 * every cell. `decimalMark` decides a mark followed by three digits.
 */
export function readAmount(
	text: string,
	evidence: DecimalEvidence,
	decimalMark?: DecidedMark,
): AmountReading {
	const start = text.charCodeAt(0) === 45 ? 1 : 0; // -
	let value = 0;
	let markAt = -1;
	for (let i = start; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code >= 48 && code <= 57) {
			value = value * 10 + code - 48;
		} else if ((code === 46 || code === 44) && markAt < 0) {
			markAt = i;
		} else {
			return readRareAmount(text, evidence, decimalMark);
		}
	}
	const decimals = markAt < 0 ? 0 : text.length - markAt - 1;
	if (text.length === start || (markAt >= 0 && (decimals < 1 || decimals > 2))) {
		return readRareAmount(text, evidence, decimalMark);
	}
	if (markAt >= 0) {
		evidence[text.charCodeAt(markAt) === 46 ? '.' : ',']++;
	}
	return signed(start === 1, value * (decimals === 0 ? 1000 : decimals === 1 ? 100 : 10));
}

/** As old accounting programs write it: `12.34-`. */
const TRAILING_MINUS = /^(\d[\d.,'’ \u00a0]*)-$/;
/** No amount comes near, and longer cells would only keep the patterns below busy. */
const CELL_LENGTH_MAX = 64;

/** Any blank but a line end, which tells that the cell is broken. */
const GROUPED_BY_BLANK = /^\d{1,3}(?:[^\S\r\n]\d{3}|['’]\d{3})+(?=[.,]|$)/;

/** Thousands marks, brackets for minus, three and more decimals. */
function readRareAmount(
	text: string,
	evidence: DecimalEvidence,
	decimalMark: DecidedMark | undefined,
): AmountReading {
	if (text.length > CELL_LENGTH_MAX) {
		return 'unreadable';
	}
	const written = text.replace(/\u2212/g, '-');
	const bracketed = /^\(([^-+()]+)\)$/.exec(written) ?? TRAILING_MINUS.exec(written);
	const plain = bracketed ? `-${bracketed[1]}` : written;
	const parts = /^([-+]?)\s*(\S.*)$/.exec(plain);
	if (parts === null) {
		return 'unreadable';
	}
	const negative = parts[1] === '-';
	const isBlankGrouped = GROUPED_BY_BLANK.test(parts[2]);
	const digits = isBlankGrouped ? parts[2].replace(/[\s'’]/g, '') : parts[2];
	if (!/^[\d.,]*\d$/.test(digits)) {
		return 'unreadable';
	}
	const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
	if (last < 0) {
		return signed(negative, Number(digits) * 1000);
	}
	const mark = digits[last] as DecimalMark;
	const other: DecimalMark = mark === '.' ? ',' : '.';
	const whole = digits.slice(0, last);
	const fraction = digits.slice(last + 1);
	if (whole.includes(other)) {
		// Two marks: the last is the decimal.
		if (whole.includes(mark) || !isGrouped(whole, other)) {
			return 'unreadable';
		}
		evidence[mark]++;
		return signed(negative, decimal(whole.split(other).join(''), fraction));
	}
	if (whole.includes(mark)) {
		const isNumber = isGrouped(digits, mark);
		return isNumber ? signed(negative, Number(digits.split(mark).join('')) * 1000) : 'unreadable';
	}
	if (fraction.length !== 3 || isBlankGrouped || !isGrouped(digits, mark)) {
		return signed(negative, decimal(whole, fraction));
	}
	if (decimalMark === undefined) {
		return 'doubtful';
	}
	const value = decimalMark === mark ? decimal(whole, fraction) : Number(whole + fraction) * 1000;
	return signed(negative, value);
}

/** Groups of three; India writes groups of two before the last three. */
function isGrouped(digits: string, mark: DecimalMark): boolean {
	const [first, ...groups] = digits.split(mark);
	const last = groups.pop() ?? '';
	const size = groups.length > 0 && groups[0].length === 2 ? 2 : 3;
	return (
		/^[1-9]\d{0,2}$/.test(first) &&
		first.length <= size &&
		groups.every((group) => group.length === size) &&
		last.length === 3
	);
}

/** NaN when the fraction is finer than a mill. */
function decimal(whole: string, fraction: string): number {
	const mills = fraction.slice(0, MILL_DIGITS).padEnd(MILL_DIGITS, '0');
	const isExact = /^0*$/.test(fraction.slice(MILL_DIGITS));
	return isExact && fraction !== '' ? Number(whole) * 1000 + Number(mills) : NaN;
}

function signed(negative: boolean, mills: number): AmountReading {
	if (!(mills <= MILLS_MAX)) {
		return 'unreadable';
	}
	return negative && mills !== 0 ? -mills : mills;
}

/** Mills in the smallest coin of a currency: an amount that is no multiple of it cannot be real. */
export function millsPerMinorUnit(currency: string): number {
	return 10 ** (MILL_DIGITS - currencyExponent(currency));
}

/** A sum that can no longer be exact must not pass for a proof. */
export function addMoney(a: number, b: number): number {
	const sum = a + b;
	if (!Number.isSafeInteger(sum)) {
		throw new RangeError(`The sum of ${a} and ${b} is beyond the safe integers`);
	}
	return sum;
}

/** 1234567, 2 -> '12345.67' */
export function toDecimalString(minor: Minor | Mills, exponent: number): string {
	const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
	const cut = digits.length - exponent;
	const fraction = exponent === 0 ? '' : `.${digits.slice(cut)}`;
	return `${minor < 0 ? '-' : ''}${digits.slice(0, cut)}${fraction}`;
}

/** One division of integers: the result is the double nearest to the decimal, like its literal. */
export function toJsonNumber(minor: Minor | Mills, exponent: number): Decimal {
	return minor / 10 ** exponent;
}
