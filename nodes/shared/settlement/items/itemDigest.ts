// The digest of a transaction item: made by the Parse node, checked before the item is recorded, so that what
// changed in between is noticed. It covers all that the money depends on, and what the report as a whole says.
import { createHash } from 'crypto';

import type { Figure, Figures } from '../labels/figures';
import { FIGURES } from '../labels/figures';

const DIGEST_LENGTH = 32;

export interface DigestedItem {
	transactionKey: string;
	transactionType: string;
	orderId: string;
	marketplaceName: string;
	currency: string;
	quantity: number;
	basis: string;
	transactionAmount: number;
	netAmount: number;
	amounts: Figures;
	/** Labels it waits for. */
	undecided: ReadonlyArray<{ amountType: string; amountDescription: string; amount: number }>;
	settlement: {
		settlementId: string;
		currency: string;
		transactions: number;
		totalAmount: number | null;
		sumOfLines: number;
	};
}

/** Runs for every transaction of a report: facts are pushed one by one, since spreads took half of its time. */
export function itemDigest(item: DigestedItem): string {
	const { settlement, amounts, undecided } = item;
	const facts: Array<string | number | null> = [
		item.transactionKey,
		item.transactionType,
		item.orderId,
		item.marketplaceName,
		item.currency,
		item.quantity,
		item.basis,
		item.transactionAmount,
		item.netAmount,
	];
	for (const figure of FIGURES) {
		facts.push(amounts[figure]);
	}
	facts.push(settlement.settlementId, settlement.currency, settlement.transactions);
	facts.push(settlement.totalAmount, settlement.sumOfLines);
	for (const { amountType, amountDescription, amount } of undecided) {
		facts.push(amountType, amountDescription, amount);
	}
	return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, DIGEST_LENGTH);
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
