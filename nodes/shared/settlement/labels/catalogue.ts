// From a line's three labels to what it means. Labels are compared without case and punctuation
// (`GiftWrapChargeback` is `GiftwrapChargeback`); a rule of the user's comes first, then the most
// specific row of the table wins. Each triple is looked up once, however many lines carry it.
import { AMOUNT_CATALOGUE, MEANINGS } from './amountCatalogue';
import type { UsualSign } from './amountCatalogue';
import type { AmountClass } from './amountClasses';
import { findRule } from './classRules';
import type { ClassRule } from './classRules';
import { DATE_RANGE_CATALOGUE } from './dateRangeLabels';
import { figureOf } from './figures';
import type { Figure, Labels } from './figures';
import { ANY, matchesLabel, normalized } from './labels';
import { paneOf } from './panes';
import type { Pane } from './panes';

/** A label triple and what it means: one object for all lines of a report that carry it. */
export interface Meaning extends Labels {
	class: AmountClass;
	figure: Figure;
	pane: Pane;
	usualSign: UsualSign;
	/** In plain words; '' where the label says it all. */
	words: string;
	/** Amazon repeats the quantity on every line of an item: only its price counts units. */
	countsUnits: boolean;
	/** The user's rule that gave the class, -1 for none. */
	rule: number;
}

interface Pattern {
	labels: readonly [string, string, string];
	class: AmountClass;
	usualSign: UsualSign;
	words: string;
	specificity: number;
}

const PATTERNS: readonly Pattern[] = [...AMOUNT_CATALOGUE, ...DATE_RANGE_CATALOGUE]
	.flatMap(([transactionType, amountType, amountClass, usualSign, descriptions]) =>
		descriptions.map((description) => {
			const labels = [
				normalized(transactionType),
				normalized(amountType),
				normalized(description),
			] as const;
			return {
				labels,
				class: amountClass,
				usualSign,
				words: MEANINGS[description] ?? '',
				specificity: labels.reduce((sum, label) => sum + specificityOf(label), 0),
			};
		}),
	)
	.sort((a, b) => b.specificity - a.specificity);

const isLiteral = (pattern: Pattern): boolean => !pattern.labels.some((l) => l.endsWith(ANY));
const LITERAL = new Map(PATTERNS.filter(isLiteral).map((p) => [p.labels.join('|'), p]));
const WITH_WILDCARDS = PATTERNS.filter((pattern) => !isLiteral(pattern));

/** A lookup with a memory; one for each report, since free texts make the labels endless. */
export function createClassifier(
	rules: readonly ClassRule[] = [],
): (transactionType: string, amountType: string, amountDescription: string) => Meaning {
	// By description, which nearly tells the triple: one look-up, and a short list to compare.
	const known = new Map<string, Meaning[]>();
	return (transactionType, amountType, amountDescription) => {
		let alike = known.get(amountDescription);
		if (alike === undefined) {
			known.set(amountDescription, (alike = []));
		}
		for (const meaning of alike) {
			if (meaning.amountType === amountType && meaning.transactionType === transactionType) {
				return meaning;
			}
		}
		const meaning = classify({ transactionType, amountType, amountDescription }, rules);
		alike.push(meaning);
		return meaning;
	};
}

export function classify(labels: Labels, rules: readonly ClassRule[] = []): Meaning {
	const wanted = [labels.transactionType, labels.amountType, labels.amountDescription].map(
		normalized,
	);
	const pattern =
		LITERAL.get(wanted.join('|')) ??
		WITH_WILDCARDS.find((candidate) =>
			candidate.labels.every((label, i) => matchesLabel(label, wanted[i])),
		);
	const rule = findRule(rules, wanted);
	const amountClass = rules[rule]?.class ?? pattern?.class ?? 'unclassified';
	return {
		...labels,
		class: amountClass,
		figure: figureOf(amountClass, labels),
		pane: paneOf(amountClass, labels.transactionType),
		usualSign: pattern?.usualSign ?? '+/-',
		words: pattern?.words ?? '',
		countsUnits: wanted[1] === 'itemprice' && wanted[2] === 'principal',
		rule,
	};
}

function specificityOf(pattern: string): number {
	if (pattern === ANY) {
		return 0;
	}
	return pattern.endsWith(ANY) ? 1 : 2;
}
