// The rows of catalogue and kinds as patterns, the most specific first, and which of them fits three labels.
import type { AccountGroup } from './accountGroups';
import { AMOUNT_CATALOGUE, MEANINGS } from './amountCatalogue';
import type { CatalogueRow, UsualSign } from './amountCatalogue';
import type { AmountClass } from './amountClasses';
import { AMOUNT_KINDS } from './amountKinds';
import { DATE_RANGE_CATALOGUE } from './dateRangeLabels';
import type { Matcher } from './labels';
import { ANY, matcherOf, normalizedPattern, specificityOf } from './labels';

export interface Pattern {
	labels: readonly [string, string, string];
	/** One for each label. */
	fits: readonly Matcher[];
	class: AmountClass;
	group: AccountGroup;
	usualSign: UsualSign;
	words: string;
	isKind: boolean;
	specificity: number;
}

function patternsOf(rows: readonly CatalogueRow[], isKind: boolean): Pattern[] {
	return rows.flatMap(([type, amountType, amountClass, group, usualSign, descriptions]) =>
		descriptions.map((description) => {
			const labels = [
				normalizedPattern(type),
				normalizedPattern(amountType),
				normalizedPattern(description),
			] as const;
			const [first, ...others] = labels.map(specificityOf);
			return {
				labels,
				class: amountClass,
				group,
				usualSign,
				isKind,
				fits: labels.map(matcherOf),
				words: MEANINGS[description] ?? '',
				// The transaction type says most: a retrocharge of tax is no tax.
				specificity: 10 * first + others.reduce((sum, each) => sum + each, 0),
			};
		}),
	);
}

const PATTERNS: readonly Pattern[] = [
	...patternsOf([...AMOUNT_CATALOGUE, ...DATE_RANGE_CATALOGUE], false),
	...patternsOf(AMOUNT_KINDS, true),
].sort((a, b) => b.specificity - a.specificity);

const isLiteral = (pattern: Pattern): boolean => !pattern.labels.some((l) => l.includes(ANY));
const LITERAL = new Map(PATTERNS.filter(isLiteral).map((p) => [p.labels.join('|'), p]));
const WITH_WILDCARDS = PATTERNS.filter((pattern) => !isLiteral(pattern));

const REMEMBERED_MAX = 500;
const BY_TYPE = new Map<string, readonly Pattern[]>();
const BY_AMOUNT_TYPE = new Map<string, readonly Pattern[]>();

/** The patterns with wildcards that fit the types: few types carry endless descriptions. */
function candidatesFor(type: string, amountType: string): readonly Pattern[] {
	const ofType = () =>
		remembered(BY_TYPE, type, () => WITH_WILDCARDS.filter(({ fits }) => fits[0](type)));
	return remembered(BY_AMOUNT_TYPE, `${type}|${amountType}`, () =>
		ofType().filter(({ fits }) => fits[1](amountType)),
	);
}

/** A file made of new types must not fill the memory. */
function remembered(
	memory: Map<string, readonly Pattern[]>,
	key: string,
	find: () => readonly Pattern[],
): readonly Pattern[] {
	const known = memory.get(key);
	if (known !== undefined) {
		return known;
	}
	if (memory.size >= REMEMBERED_MAX) {
		memory.clear();
	}
	const found = find();
	memory.set(key, found);
	return found;
}

/** The most specific row that fits the normalized labels. */
export function findPattern(wanted: readonly [string, string, string]): Pattern | undefined {
	return (
		LITERAL.get(wanted.join('|')) ??
		candidatesFor(wanted[0], wanted[1]).find(({ fits }) => fits[2](wanted[2]))
	);
}
