// The user's own classes for labels, in front of the catalogue: for a label Amazon invented yesterday, or
// one an accountant books otherwise. The first rule that fits wins. Rules change what a line means, never
// its amount, so a settlement still proves itself.
import { SettlementError } from '../values/settlementError';
import type { AmountClass } from './amountClasses';
import { AMOUNT_CLASSES } from './amountClasses';
import { marketplaceKey } from '../values/marketplaces';
import { ANY, matchesLabel, normalizedPattern } from './labels';

export interface ClassRule {
	/** Normalized patterns of transaction type, amount type and amount description. */
	labels: readonly [string, string, string];
	/** Key of the marketplace the rule is for; '' for all. */
	marketplace: string;
	class: AmountClass;
}

/** As a person writes it; an empty label means any. */
export interface ClassRuleText {
	transactionType?: string;
	amountType?: string;
	amountDescription?: string;
	/** As in the report, such as Amazon.com.mx; empty for all. */
	marketplaceName?: string;
	class?: string;
}

/** Throws CLASS_UNKNOWN for a class that is none, and for a rule that would take every line. */
export function toClassRules(texts: readonly ClassRuleText[]): ClassRule[] {
	return texts.map(
		({ transactionType, amountType, amountDescription, marketplaceName = '', class: name }, i) => {
			const amountClass = AMOUNT_CLASSES.find((each) => each === name);
			if (amountClass === undefined) {
				throw new SettlementError(
					'CLASS_UNKNOWN',
					`Row ${i + 1} of Label Classes: '${name ?? ''}' is not a class`,
					`Choose one of ${AMOUNT_CLASSES.join(', ')}`,
				);
			}
			const labels = [
				pattern(transactionType),
				pattern(amountType),
				pattern(amountDescription),
			] as const;
			if (labels.every((label) => label === ANY)) {
				throw new SettlementError(
					'CLASS_UNKNOWN',
					`Row ${i + 1} of Label Classes names no label, so it would take every line`,
					'Enter at least one of transaction type, amount type and amount description',
				);
			}
			return { labels, marketplace: marketplaceKey(marketplaceName), class: amountClass };
		},
	);
}

function pattern(label = ''): string {
	return normalizedPattern(label.trim()) || ANY;
}

/** Index of the first rule that fits the normalized labels and the marketplace, -1 for none. */
export function findRule(
	rules: readonly ClassRule[],
	labels: readonly string[],
	marketplaceName: string,
): number {
	const marketplace = marketplaceKey(marketplaceName);
	return rules.findIndex(
		(rule) =>
			(rule.marketplace === '' || rule.marketplace === marketplace) && fitsLabels(rule, labels),
	);
}

export function fitsLabels(rule: ClassRule, labels: readonly string[]): boolean {
	return rule.labels.every((label, i) => matchesLabel(label, labels[i]));
}
