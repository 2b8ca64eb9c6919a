// A class for labels that the catalogue does not know: that of the known label that looks most alike, or
// the one nearly all labels of the same amount type have. Only told, never applied: a person decides, and
// writes a rule (classRules.ts).
import { AMOUNT_CATALOGUE } from './amountCatalogue';
import { AMOUNT_CLASSES } from './amountClasses';
import type { AmountClass } from './amountClasses';
import type { Labels } from './figures';
import { ANY, normalized } from './labels';
import { transactionGroup } from './panes';

export interface Suggestion {
	class: AmountClass;
	/** In words, for the person who decides. */
	because: string;
}

interface Known extends Labels {
	class: AmountClass;
	pairs: Map<string, number>;
}

/** Share of letter pairs that two labels must have in common to be called alike. */
const ALIKE_MIN = 0.6;
/** Share of an amount type's labels that must have one class to speak for a new label. */
const USUAL_MIN = 0.8;

const KNOWN: readonly Known[] = AMOUNT_CATALOGUE.flatMap(
	([transactionType, amountType, amountClass, , descriptions]) =>
		descriptions.map((amountDescription) => ({
			transactionType,
			amountType,
			amountDescription,
			class: amountClass,
			pairs: pairsOf(amountDescription),
		})),
);

export function suggestClass(labels: Labels): Suggestion | null {
	return likeAnother(labels) ?? usualOfType(labels);
}

/** Among labels of the same amount type first, since `Shipping` is a price, a fee and a promotion. */
function likeAnother(labels: Labels): Suggestion | null {
	const pairs = pairsOf(labels.amountDescription);
	const sameType = KNOWN.filter((known) => isSameType(known, labels));
	for (const candidates of [sameType, KNOWN]) {
		let best: Known | undefined;
		let bestShare = ALIKE_MIN;
		for (const known of candidates) {
			const share = shareInCommon(known.pairs, pairs);
			if (share > bestShare || (share === bestShare && best === undefined)) {
				best = known;
				bestShare = share;
			}
		}
		if (best !== undefined) {
			const { transactionType, amountType, amountDescription } = best;
			const like = [transactionType, amountType, amountDescription].filter(
				(label) => label !== ANY,
			);
			const amountClass = forType(best.class, labels.transactionType);
			return { class: amountClass, because: `looks like ${like.join(' / ')}` };
		}
	}
	return null;
}

function usualOfType(labels: Labels): Suggestion | null {
	const counts = new Map<AmountClass, number>();
	const sameType = KNOWN.filter((known) => isSameType(known, labels));
	for (const known of sameType) {
		const amountClass = forType(known.class, labels.transactionType);
		counts.set(amountClass, (counts.get(amountClass) ?? 0) + 1);
	}
	const [usual] = [...counts].sort(([, a], [, b]) => b - a);
	if (usual === undefined || usual[1] < USUAL_MIN * sameType.length) {
		return null;
	}
	const [amountClass, count] = usual;
	return {
		class: amountClass,
		because: `${count} of ${sameType.length} known labels of ${labels.transactionType} / ${labels.amountType} are`,
	};
}

/** `any.fee` of an order is `order.fee`: what the label means stays, whose it is the type tells. */
function forType(amountClass: AmountClass, transactionType: string): AmountClass {
	const [, kind] = amountClass.split('.');
	const whose = { orders: 'order', refunds: 'refund', nonTransaction: 'any' } as const;
	const named = `${whose[transactionGroup(transactionType)]}.${kind}`;
	return AMOUNT_CLASSES.find((each) => each === named) ?? amountClass;
}

function isSameType(known: Labels, labels: Labels): boolean {
	const isType = (pattern: string, label: string) =>
		pattern === ANY || normalized(pattern) === normalized(label);
	return (
		known.amountType !== ANY &&
		isType(known.transactionType, labels.transactionType) &&
		isType(known.amountType, labels.amountType)
	);
}

/** Every two neighbouring letters, with how often they occur. */
function pairsOf(label: string): Map<string, number> {
	const text = normalized(label).replace(ANY, '');
	const pairs = new Map<string, number>();
	for (let i = 0; i + 1 < text.length; i++) {
		const pair = text.slice(i, i + 2);
		pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
	}
	return pairs;
}

/** Dice's coefficient, from 0 (nothing in common) to 1 (the same letters). */
function shareInCommon(one: Map<string, number>, other: Map<string, number>): number {
	const size = (pairs: Map<string, number>) => [...pairs.values()].reduce((sum, n) => sum + n, 0);
	const common = [...one].reduce((sum, [pair, n]) => sum + Math.min(n, other.get(pair) ?? 0), 0);
	const total = size(one) + size(other);
	return total === 0 ? 0 : (2 * common) / total;
}
