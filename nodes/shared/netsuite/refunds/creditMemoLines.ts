// The lines of a credit memo from the parts of a refund: pure. They add up to what is credited, each is
// greater than 0, and no line moves stock that did not come back.
import type { Minor } from '../../settlement/values/money';
import { NetSuiteError } from '../api/netSuiteError';
import type { InvoiceLine } from '../books/invoiceLines';
import type { MemoLine } from '../posting/creditMemo';
import { money } from '../records/amount';
import type { Found } from './refundLineMatch';
import { findLine } from './refundLineMatch';
import type { RefundPart, SplitKind } from './refundParts';

/** Internal ids, '' for none. */
export interface RefundItems {
	/** For what no line of the invoice is found for. */
	fallback: string;
	/** For serial, lot and bin items, and for a part of a stock item's price. */
	substitute: string;
	tax: string;
	shipping: string;
	giftWrap: string;
}

const SPLIT_ITEMS: Record<SplitKind, [label: string, option: string]> = {
	tax: ['tax', 'Tax Item'],
	shipping: ['shipping', 'Shipping Item'],
	giftWrap: ['gift wrap', 'Gift Wrap Item'],
};

export function memoLines(
	parts: RefundPart[],
	invoiceLines: InvoiceLine[],
	items: RefundItems,
	currency: string,
): MemoLine[] {
	const taken = new Set<InvoiceLine>();
	const lines = parts.map((part) => {
		if (part.kind !== 'item') {
			return splitLine(part.kind, part.amount, items);
		}
		const hasDefault = items.fallback !== '';
		const found = findLine(part, invoiceLines, taken, hasDefault, currency);
		if (found.line !== undefined) {
			taken.add(found.line);
		}
		return itemLine(part, found, items, currency);
	});
	return joined(lines);
}

function splitLine(kind: SplitKind, amount: Minor, items: RefundItems): MemoLine {
	const [label, option] = SPLIT_ITEMS[kind];
	const itemId = items[kind];
	if (itemId === '') {
		throw new NetSuiteError(
			kind === 'tax' ? 'TAX_ONLY_ITEM_MISSING' : 'REFUND_LINE_NOT_FOUND',
			`The refund gives back ${label}, and no item is chosen for it`,
			`Choose a '${option}' under 'Line Items' in the node (a non-inventory item without tax), then run again`,
		);
	}
	return { itemId, quantity: 1, amount, reason: `${label}: ${label} item` };
}

function itemLine(
	part: RefundPart,
	{ step, line, units }: Found,
	items: RefundItems,
	currency: string,
): MemoLine {
	const { amount } = part;
	const name = part.sku || part.orderItemCode || 'refund';
	if (line === undefined) {
		return { itemId: items.fallback, quantity: 1, amount, reason: `${name}: ${step}` };
	}
	const isPartOfPrice = line.isStock && units === 0;
	if (!line.needsDetail && !isPartOfPrice) {
		const told = part.quantity > 0 && part.quantity <= line.quantity ? part.quantity : units;
		const quantity = Math.max(told, 1);
		return { itemId: line.itemId, quantity, amount, invoiceLine: line, reason: `${name}: ${step}` };
	}
	if (items.substitute === '') {
		throw needsSubstitute(name, line, amount, currency);
	}
	const reason = `${name}: ${step}, substitute item`;
	return { itemId: items.substitute, quantity: 1, amount, reason };
}

function needsSubstitute(
	name: string,
	{ needsDetail, amount, quantity }: InvoiceLine,
	refunded: Minor,
	currency: string,
): NetSuiteError {
	const why = needsDetail
		? `${name} is a serial, lot or bin item, which a credit memo cannot take back without an inventory detail`
		: `${money(refunded, currency)} is not the price of a number of ${name} (${quantity} for ${money(amount, currency)}), so crediting the item would bring stock back that nobody returned`;
	return new NetSuiteError(
		'ITEM_NEEDS_SUBSTITUTE',
		why,
		"Choose a 'Substitute Item' under 'Line Items' in the node (a non-inventory item without tax), then run again",
	);
}

/** Two parts on one line of the invoice are one line of the memo. */
function joined(lines: MemoLine[]): MemoLine[] {
	const all: MemoLine[] = [];
	for (const line of lines) {
		const same = all.find(
			({ invoiceLine }) => invoiceLine !== undefined && invoiceLine === line.invoiceLine,
		);
		if (same === undefined) {
			all.push({ ...line });
		} else {
			same.quantity = Math.min(same.quantity + line.quantity, same.invoiceLine?.quantity ?? 1);
			same.amount += line.amount;
			same.reason = `${same.reason}; ${line.reason}`;
		}
	}
	return all;
}

/** Less is credited than refunded (the invoice bears no more): it comes off the last lines. */
export function cappedLines(lines: MemoLine[], amount: Minor): MemoLine[] {
	let left = amount;
	return lines
		.map((line) => {
			const part = Math.min(line.amount, left);
			left -= part;
			return { ...line, amount: part };
		})
		.filter((line) => line.amount > 0);
}
