// Which line of the invoice a refunded item is: pure. Amazon names another order item in a refund than in
// the order every so often, so the id is only the first of five ways; which one told is reported.
import { NetSuiteError } from '../api/netSuiteError';
import type { InvoiceLine } from '../books/invoiceLines';
import { money } from '../records/amount';
import type { RefundPart } from './refundParts';

export const STEPS = [
	'order item ID',
	'SKU and price',
	'SKU',
	'only line',
	'default item',
] as const;
export type Step = (typeof STEPS)[number];

export interface Found {
	step: Step;
	/** None where the default item stands in. */
	line?: InvoiceLine;
	/** Whole units that came back; 0 when the amount is not the price of any number of them. */
	units: number;
}

/** How many units of the line the goods of the part are the price of; 0 for none. */
function unitsOf({ goods }: RefundPart, { quantity, amount }: InvoiceLine): number {
	for (let units = 1; units <= quantity; units += 1) {
		if (goods.includes(Math.round((amount * units) / quantity))) {
			return units;
		}
	}
	return 0;
}

/**
 * Lines that an earlier part of the same refund took come last. Throws with REFUND_LINE_NOT_FOUND
 * unless there is a default item.
 */
export function findLine(
	part: RefundPart,
	lines: InvoiceLine[],
	taken: ReadonlySet<InvoiceLine>,
	hasDefault: boolean,
	currency: string,
): Found {
	const inOrder = [...lines].sort(
		(one, other) => Number(taken.has(one)) - Number(taken.has(other)),
	);
	const sku = part.sku.trim().toLowerCase();
	const isOfItem = (line: InvoiceLine) =>
		part.orderItemCode !== '' && line.orderItemCode === part.orderItemCode;
	const isOfSku = (line: InvoiceLine) => sku !== '' && line.skus.includes(sku);
	const ways: Array<[Step, (line: InvoiceLine) => boolean]> = [
		['order item ID', isOfItem],
		['SKU and price', (line) => isOfSku(line) && unitsOf(part, line) > 0],
		['SKU', isOfSku],
		['only line', () => lines.length === 1],
	];
	for (const [step, isLine] of ways) {
		const line = inOrder.find(isLine);
		if (line !== undefined) {
			return { step, line, units: unitsOf(part, line) };
		}
	}
	if (hasDefault) {
		return { step: 'default item', units: 0 };
	}
	throw notFound(part, lines, currency);
}

function notFound(part: RefundPart, lines: InvoiceLine[], currency: string): NetSuiteError {
	const searched = [
		part.orderItemCode === '' ? '' : `order item ${part.orderItemCode}`,
		part.sku === '' ? '' : `SKU ${part.sku}`,
	].filter((text) => text !== '');
	const present = lines.map(
		({ skus, amount }) => `${skus[0] ?? '(no name)'} ${money(amount, currency)}`,
	);
	return new NetSuiteError(
		'REFUND_LINE_NOT_FOUND',
		`No line of the invoice is ${searched.join(', ') || 'named in the report'} of the ${money(part.amount, currency)} refunded; the invoice has ${present.join(', ') || 'no item lines'}`,
		"Choose a 'Default Item' under 'Line Items' in the node, or correct the item of the invoice, then run again",
	);
}
