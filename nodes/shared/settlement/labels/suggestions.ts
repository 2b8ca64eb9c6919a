// A class for labels that the catalogue does not know: that of the known label of the same amount type that looks most
// alike, or the one nearly all labels of that type have. Where the amount type gives the figure for certain, no class
// of another figure is suggested; an amount type nobody knows may look like any. Only shown, never applied: a person
// decides, and writes a rule (classRules.ts).
import { AMOUNT_CATALOGUE } from './amountCatalogue';
import type { AmountClass } from './amountClasses';
import { classOfType } from './classOfType';
import { figureOf, figureOfAmountType } from './figures';
import type { Labels } from './figures';
import { ANY, normalized, normalizedPattern } from './labels';

export interface Suggestion {
	class: AmountClass;
	/** In words, for the person who decides. */
	because: string;
}

interface Known extends Labels {
	class: AmountClass;
	/** Normalized, `*` for any. */
	type: string;
	kind: string;
	pairs: Map<string, number>;
}

/** Share of letter pairs that two labels must have in common to be called alike. */
const ALIKE_MIN = 0.6;
/** Share of an amount type's labels that must have one class to speak for a new label. */
const USUAL_MIN = 0.8;

const KNOWN: readonly Known[] = AMOUNT_CATALOGUE.flatMap(
	([transactionType, amountType, amountClass, , , descriptions]) =>
		descriptions.map((amountDescription) => ({
			transactionType,
			amountType,
			amountDescription,
			class: amountClass,
			type: normalizedPattern(transactionType),
			kind: normalizedPattern(amountType),
			pairs: pairsOf(amountDescription),
		})),
);

export function suggestClass(labels: Labels): Suggestion | null {
	return likeAnother(labels) ?? usualOfType(labels);
}

/** What is withheld and does not cancel the tax its order collected is more likely the seller's own tax. */
export function suggestUndecided(labels: Labels): Suggestion | null {
	const isWithheld = normalized(labels.amountType) === 'itemwithheldtax';
	return (
		suggestClass(labels) ??
		(isWithheld
			? {
					class: classOfType('any.taxCredit', labels.transactionType),
					because: 'it does not cancel the tax that was collected',
				}
			: null)
	);
}

/** `Shipping` is a price, a fee and a promotion: only labels of the same amount type say which. */
function likeAnother(labels: Labels): Suggestion | null {
	const pairs = pairsOf(labels.amountDescription);
	let best: Known | undefined;
	let bestShare = ALIKE_MIN;
	for (const known of candidatesFor(labels)) {
		const share = shareInCommon(known.pairs, pairs);
		if (share > bestShare || (share === bestShare && best === undefined)) {
			best = known;
			bestShare = share;
		}
	}
	if (best === undefined) {
		return null;
	}
	const { transactionType, amountType, amountDescription } = best;
	const like = [transactionType, amountType, amountDescription].filter((label) => label !== ANY);
	const amountClass = classOfType(best.class, labels.transactionType);
	return { class: amountClass, because: `looks like ${like.join(' / ')}` };
}

function candidatesFor(labels: Labels): readonly Known[] {
	const figure = figureOfAmountType(labels);
	const amountType = normalized(labels.amountType);
	const ofAmountType = KNOWN.filter(({ kind }) => kind === amountType);
	const sameType = sameTypeAs(labels);
	const nearest: readonly Known[] =
		[sameType, ofAmountType, KNOWN].find((known) => known.length > 0) ?? [];
	return figure === undefined
		? nearest
		: nearest.filter((known) => figureOf(known.class, labels) === figure);
}

function usualOfType(labels: Labels): Suggestion | null {
	const counts = new Map<AmountClass, number>();
	const sameType = sameTypeAs(labels);
	for (const known of sameType) {
		const amountClass = classOfType(known.class, labels.transactionType);
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

function sameTypeAs(labels: Labels): Known[] {
	const [type, kind] = [labels.transactionType, labels.amountType].map(normalized);
	return KNOWN.filter(
		(known) => known.kind === kind && (known.type === ANY || known.type === type),
	);
}

/** Every two neighbouring letters, with how often they occur. */
function pairsOf(label: string): Map<string, number> {
	const text = normalized(label);
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
