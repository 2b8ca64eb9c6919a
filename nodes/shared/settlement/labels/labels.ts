// How labels of Amazon's are compared: without case and punctuation, since Amazon itself spells them
// `ShipmentFees` and `Shipment-Fees`. In a pattern `*` stands for any text, at its start, end or between.

export const ANY = '*';

/** Letters and digits, lower-case. */
export function normalized(label: string): string {
	return label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** As `normalized`, with its `*`. */
export function normalizedPattern(pattern: string): string {
	return pattern.split(ANY).map(normalized).join(ANY).replace(/\*+/g, ANY);
}

/** Whether a normalized label fits. */
export type Matcher = (label: string) => boolean;

/** Of a normalized pattern. Each part is looked for behind the one before: never more than one way through the label. */
export function matcherOf(pattern: string): Matcher {
	const [first, ...others] = pattern.split(ANY);
	const last = others.pop();
	if (last === undefined) {
		return (label) => label === pattern;
	}
	return (label) => {
		if (!label.startsWith(first) || label.length < first.length + last.length) {
			return false;
		}
		let at = first.length;
		for (const part of others) {
			const found = label.indexOf(part, at);
			if (found < 0) {
				return false;
			}
			at = found + part.length;
		}
		return label.length - last.length >= at && label.endsWith(last);
	};
}

const MATCHERS = new Map<string, Matcher>();

/** Both normalized. Patterns are few, labels may be many. */
export function matchesLabel(pattern: string, label: string): boolean {
	let matcher = MATCHERS.get(pattern);
	if (matcher === undefined) {
		MATCHERS.set(pattern, (matcher = matcherOf(pattern)));
	}
	return matcher(label);
}

/** How much a pattern says: any text nothing, `*fee*` less than `fee*`, a whole label most. */
export function specificityOf(pattern: string): number {
	if (pattern === ANY) {
		return 0;
	}
	return pattern.includes(ANY) ? (pattern.startsWith(ANY) ? 1 : 2) : 3;
}
