// What a transform copies from its source: fields of the body, and lines for all or part of a quantity.
import { amount, type BookRecord, type Values } from './books/record';

const CARRIED_OVER = [
	'subsidiary',
	'currency',
	'otherRefNum',
	'memo',
	'location',
	'department',
	'class',
];

export function carriedOver(source: BookRecord): Values {
	return Object.fromEntries(CARRIED_OVER.map((name) => [name, source.fields[name]]));
}

/** A copy of an order's or invoice's line for part of its quantity, bound to the line it came from. */
export function copiedLine(line: Values, quantity: number, links: Values): Values {
	const share = quantity / (amount(line.quantity) || 1);
	return {
		...Object.fromEntries(
			['item', 'rate', 'price', 'description', 'location', 'department', 'class'].map((name) => [
				name,
				line[name],
			]),
		),
		quantity,
		amount: Math.round(amount(line.amount) * share),
		...(line.taxAmount === undefined
			? {}
			: { taxAmount: Math.round(amount(line.taxAmount) * share) }),
		orderLine: line.line,
		...links,
	};
}
