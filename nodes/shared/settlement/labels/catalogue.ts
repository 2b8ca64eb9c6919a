// From a line's three labels to what it means. Labels are compared without case and punctuation
// (`GiftWrapChargeback` is `GiftwrapChargeback`); a rule of the user's comes first, then the most specific row of
// catalogue and kinds wins; whose a withheld tax is, the marketplace decides with them. Each triple is looked up once,
// however many lines carry it.
import type { AccountGroup } from './accountGroups';
import { groupOf } from './accountGroups';
import type { UsualSign } from './amountCatalogue';
import type { AmountClass } from './amountClasses';
import { classOfType } from './classOfType';
import { findRule, fitsLabels } from './classRules';
import type { ClassRule } from './classRules';
import { figureOf, figureOfAmountType } from './figures';
import type { Figure, Labels } from './figures';
import { ANY, normalized } from './labels';
import { paneOf, transactionGroup } from './panes';
import type { Pane } from './panes';
import type { Pattern } from './patterns';
import { findPattern } from './patterns';
import { taxOwner } from './withheldTaxes';

/**
 * Whether the figure of a line is what it is for sure. `cancels`: an unknown withheld tax, which is the buyer's only
 * where it cancels the tax that its transaction collected. `unknown`: nothing says what it is.
 */
export type Certainty = 'certain' | 'cancels' | 'unknown';

/** A label triple and what it means: one object for all lines of a report that carry it. */
export interface Meaning extends Labels {
	class: AmountClass;
	/** How an accountant books it. */
	group: AccountGroup;
	figure: Figure;
	pane: Pane;
	usualSign: UsualSign;
	/** In plain words; '' where the label says it all. */
	words: string;
	/** Amazon repeats the quantity on every line of an item: only its price counts units. */
	countsUnits: boolean;
	/** Tax that the buyer paid, or a discount on it. */
	isCollectedTax: boolean;
	/** Whether the labels are known only by what their types say. */
	isByKind: boolean;
	certainty: Certainty;
	/** Whether the end of the settlement has to look at its lines again. */
	isWatched: boolean;
	/** The user's rule that gave the class, -1 for none. */
	rule: number;
}

/** Types that one description has in real reports. */
const ALIKE_MAX = 16;

export type Classifier = (
	transactionType: string,
	amountType: string,
	amountDescription: string,
	marketplaceName: string,
) => Meaning;

interface KnownLabels {
	meaning: Meaning;
	/** Where the marketplace decides too, by its name. */
	byMarketplace: Map<string, Meaning> | undefined;
}

/** A lookup with a memory; one for each report, since free texts make the labels endless. */
export function createClassifier(rules: readonly ClassRule[] = []): Classifier {
	// By description, which nearly tells the triple: one look-up, and a short list to compare.
	const known = new Map<string, KnownLabels[]>();
	// What a list has no room for, so that a file of endless types under one description is read as fast.
	const others = new Map<string, KnownLabels>();
	const find = (transactionType: string, amountType: string, amountDescription: string) => {
		let alike = known.get(amountDescription);
		if (alike === undefined) {
			known.set(amountDescription, (alike = []));
		}
		for (const one of alike) {
			const { meaning } = one;
			if (meaning.amountType === amountType && meaning.transactionType === transactionType) {
				return one;
			}
		}
		const labels = { transactionType, amountType, amountDescription };
		if (alike.length < ALIKE_MAX) {
			const one = knownLabels(labels, rules);
			alike.push(one);
			return one;
		}
		const key = JSON.stringify([transactionType, amountType, amountDescription]);
		const one = others.get(key) ?? knownLabels(labels, rules);
		others.set(key, one);
		return one;
	};
	return (transactionType, amountType, amountDescription, marketplaceName) => {
		const { meaning, byMarketplace } = find(transactionType, amountType, amountDescription);
		return byMarketplace === undefined
			? meaning
			: ofMarketplace(byMarketplace, meaning, rules, marketplaceName);
	};
}

function knownLabels(labels: Labels, rules: readonly ClassRule[]): KnownLabels {
	const meaning = classify(labels, rules);
	const isOfMarketplace = dependsOnMarketplace(meaning, normalizedLabels(labels), rules);
	return { meaning, byMarketplace: isOfMarketplace ? new Map([['', meaning]]) : undefined };
}

function ofMarketplace(
	byMarketplace: Map<string, Meaning>,
	labels: Labels,
	rules: readonly ClassRule[],
	marketplaceName: string,
): Meaning {
	let meaning = byMarketplace.get(marketplaceName);
	if (meaning === undefined) {
		const { transactionType, amountType, amountDescription } = labels;
		const triple = { transactionType, amountType, amountDescription };
		meaning = classify(triple, rules, marketplaceName);
		byMarketplace.set(marketplaceName, meaning);
	}
	return meaning;
}

export function classify(
	labels: Labels,
	rules: readonly ClassRule[] = [],
	marketplaceName = '',
): Meaning {
	const wanted = normalizedLabels(labels);
	const pattern = findPattern(wanted);
	const rule = findRule(rules, wanted, marketplaceName);
	const own = knownClass(pattern, labels);
	const owner = mayBeWithheld(own, wanted)
		? taxOwner(wanted[1], wanted[2], marketplaceName)
		: undefined;
	const decided = owner === undefined ? own : taxClass(own, owner, labels.transactionType);
	const amountClass = rules[rule]?.class ?? decided;
	const certainty = certaintyOf(amountClass, labels, {
		isDecided: rule >= 0 || owner !== undefined,
		isWithheld: wanted[1] === 'itemwithheldtax',
		isNamed: pattern !== undefined && pattern.labels[2] !== ANY,
	});
	const isKept = amountClass === own && pattern !== undefined;
	const { transactionType, amountType, amountDescription } = labels;
	// Spelt out: a spread makes it many times slower, and a file may be nothing but new labels.
	const meaning = {
		transactionType,
		amountType,
		amountDescription,
		class: amountClass,
		group: groupOf(amountClass, labels.transactionType, isKept ? pattern.group : undefined),
		figure: figureOf(amountClass, labels),
		pane: paneOf(amountClass, labels.transactionType),
		usualSign: pattern?.usualSign ?? ('+/-' as const),
		words: pattern?.words ?? '',
		countsUnits: wanted[1] === 'itemprice' && wanted[2] === 'principal',
		isCollectedTax: false,
		isByKind: amountClass !== 'unclassified' && rule < 0 && pattern?.isKind !== false,
		certainty,
		isWatched: false,
		rule,
	};
	meaning.isCollectedTax =
		meaning.figure === 'tax' || (wanted[1] === 'promotion' && wanted[2].includes('tax'));
	meaning.isWatched =
		certainty !== 'certain' ||
		(marketplaceName === '' && dependsOnMarketplace(meaning, wanted, rules));
	return meaning;
}

function normalizedLabels(labels: Labels): [string, string, string] {
	return [
		normalized(labels.transactionType),
		normalized(labels.amountType),
		normalized(labels.amountDescription),
	];
}

/** A kind says what a label is; whose, the transaction type. */
function knownClass(pattern: Pattern | undefined, labels: Labels): AmountClass {
	if (pattern === undefined) {
		return 'unclassified';
	}
	return pattern.isKind ? classOfType(pattern.class, labels.transactionType) : pattern.class;
}

/** Whether what Amazon withholds is the buyer's tax or the seller's is not for the label alone to say. */
function mayBeWithheld(amountClass: AmountClass, [, amountType]: readonly string[]): boolean {
	return (
		/\.(withheldTax|taxCredit)$/.test(amountClass) ||
		(amountClass === 'unclassified' && amountType === 'itemwithheldtax')
	);
}

function taxClass(
	amountClass: AmountClass,
	owner: 'facilitator' | 'seller',
	transactionType: string,
): AmountClass {
	const kind = owner === 'seller' ? 'taxCredit' : 'withheldTax';
	if (amountClass === 'unclassified') {
		return classOfType(`any.${kind}`, transactionType);
	}
	const whose = amountClass.split('.')[0] as 'order' | 'refund' | 'any';
	return `${whose}.${kind}`;
}

/** Of orders and refunds alone: nothing is posted from other transactions. */
function certaintyOf(
	amountClass: AmountClass,
	labels: Labels,
	{ isDecided, isWithheld, isNamed }: Record<'isDecided' | 'isWithheld' | 'isNamed', boolean>,
): Certainty {
	if (isDecided || transactionGroup(labels.transactionType) === 'nonTransaction') {
		return 'certain';
	}
	if (isWithheld) {
		return isNamed ? 'certain' : 'cancels';
	}
	const isKnown = amountClass !== 'unclassified' || figureOfAmountType(labels) !== undefined;
	return isKnown ? 'certain' : 'unknown';
}

function dependsOnMarketplace(
	meaning: Meaning,
	wanted: [string, string, string],
	rules: readonly ClassRule[],
): boolean {
	return (
		mayBeWithheld(meaning.class, wanted) ||
		rules.some((rule) => rule.marketplace !== '' && fitsLabels(rule, wanted))
	);
}
