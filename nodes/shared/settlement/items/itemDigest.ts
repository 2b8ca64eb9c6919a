// The digest of a transaction item: made by the Parse node, checked before the item is recorded, so that what
// changed in between is noticed. It covers all that the money depends on, and what the report as a whole says.
import type { Decimal } from '../values/money';
import type { Figure, Figures } from '../labels/figures';
import { FIGURES } from '../labels/figures';
import type { Words } from '../values/words';
import { mixDecimal, mixText, noWords } from '../values/words';

const DIGITS = '0123456789abcdef';

export interface DigestedItem {
	transactionKey: string;
	transactionType: string;
	orderId: string;
	marketplaceName: string;
	currency: string;
	quantity: number;
	basis: string;
	transactionAmount: Decimal;
	netAmount: Decimal;
	amounts: Figures<Decimal>;
	/** Labels it waits for. */
	undecided: ReadonlyArray<{ amountType: string; amountDescription: string; amount: Decimal }>;
	settlement: {
		settlementId: string;
		currency: string;
		transactions: number;
		totalAmount: Decimal | null;
		sumOfLines: Decimal;
	};
}

/** Runs for every transaction of a report: a hash of the library would take a sixth of reading it. */
export function itemDigest(item: DigestedItem): string {
	const { settlement, amounts, undecided } = item;
	const words = noWords();
	mixText(words, item.transactionKey);
	mixText(words, item.transactionType);
	mixText(words, item.orderId);
	mixText(words, item.marketplaceName);
	mixText(words, item.currency);
	mixText(words, item.basis);
	mixText(words, settlement.settlementId);
	mixText(words, settlement.currency);
	mixDecimal(words, item.quantity);
	mixDecimal(words, item.transactionAmount);
	mixDecimal(words, item.netAmount);
	for (const figure of FIGURES) {
		mixDecimal(words, amounts[figure]);
	}
	mixDecimal(words, settlement.transactions);
	mixText(words, settlement.totalAmount === null ? 'none' : '');
	mixDecimal(words, settlement.totalAmount ?? 0);
	mixDecimal(words, settlement.sumOfLines);
	for (const { amountType, amountDescription, amount } of undecided) {
		mixText(words, amountType);
		mixText(words, amountDescription);
		mixDecimal(words, amount);
	}
	return inLetters(words);
}

/** 16 hexadecimal digits in one piece: put together of two, a million items would keep three texts each. */
function inLetters({ a, b }: Words): string {
	const codes: number[] = [];
	for (let shift = 28; shift >= 0; shift -= 4) {
		codes.push(DIGITS.charCodeAt((a >>> shift) & 15));
	}
	for (let shift = 28; shift >= 0; shift -= 4) {
		codes.push(DIGITS.charCodeAt((b >>> shift) & 15));
	}
	return String.fromCharCode(...codes);
}

/** All items of a report share one. */
const WRITTEN = new WeakMap<readonly Figure[], string>();

/** The figures that make up a transaction amount, as text. */
export function writeBasis(basis: readonly Figure[]): string {
	let text = WRITTEN.get(basis);
	if (text === undefined) {
		text = FIGURES.filter((figure) => basis.includes(figure)).join(' ');
		WRITTEN.set(basis, text);
	}
	return text;
}

/** null for a text that names anything but figures, or nothing. */
export function readBasis(text: string): Figure[] | null {
	const words = text.split(/\s+/).filter((word) => word !== '');
	const basis = FIGURES.filter((figure) => words.includes(figure));
	return words.length > 0 && basis.length === words.length ? basis : null;
}
