// How labels of Amazon's are compared: without case and punctuation, since Amazon itself spells them
// `ShipmentFees` and `Shipment-Fees`. A pattern may end in `*`, which stands for any rest.

export const ANY = '*';

/** Letters and digits, lower-case; a closing `*` stays. */
export function normalized(label: string): string {
	const bare = label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
	return label.endsWith(ANY) ? bare + ANY : bare;
}

/** Both normalized. */
export function matchesLabel(pattern: string, label: string): boolean {
	return pattern.endsWith(ANY) ? label.startsWith(pattern.slice(0, -1)) : pattern === label;
}
