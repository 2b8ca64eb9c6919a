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

/** Both normalized. Each part is looked for behind the one before: never more than one way through the label. */
export function matchesLabel(pattern: string, label: string): boolean {
	if (!pattern.includes(ANY)) {
		return pattern === label;
	}
	const parts = partsOf(pattern);
	const [first, last] = [parts[0], parts[parts.length - 1]];
	if (!label.startsWith(first) || label.length < first.length + last.length) {
		return false;
	}
	let at = first.length;
	for (const part of parts.slice(1, -1)) {
		const found = label.indexOf(part, at);
		if (found < 0) {
			return false;
		}
		at = found + part.length;
	}
	return label.length - last.length >= at && label.endsWith(last);
}

const PARTS = new Map<string, readonly string[]>();

/** Patterns are few, labels may be many. */
function partsOf(pattern: string): readonly string[] {
	const parts = PARTS.get(pattern) ?? pattern.split(ANY);
	PARTS.set(pattern, parts);
	return parts;
}

/** How much a pattern says: any text nothing, `*fee*` less than `fee*`, a whole label most. */
export function specificityOf(pattern: string): number {
	if (pattern === ANY) {
		return 0;
	}
	return pattern.includes(ANY) ? (pattern.startsWith(ANY) ? 1 : 2) : 3;
}
