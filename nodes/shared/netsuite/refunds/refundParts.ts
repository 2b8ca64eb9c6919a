// What a refund gives back, part by part: pure. The report's lines of one adjustment are joined by order
// item; fees and reserves are no part of it. The parts add up to the refund to the minor unit, or there
// are none: an amount is never made up.
import type { AmountClass } from '../../settlement/labels/amountClasses';
import type { Figure } from '../../settlement/labels/figures';
import { figureOf, INVOICE_FIGURES } from '../../settlement/labels/figures';
import type { Minor } from '../../settlement/values/money';
import { NetSuiteError } from '../api/netSuiteError';
import { money } from '../records/amount';
import type { RefundedLine } from '../records/transactionLines';

export type SplitKind = 'shipping' | 'giftWrap' | 'tax';

export interface RefundPart {
	kind: 'item' | SplitKind;
	/** '' where Amazon names none, and for what is split off. */
	orderItemCode: string;
	sku: string;
	/** Units as the report tells them; 0 where it does not, which is usual. */
	quantity: number;
	/** Minor units, greater than 0. */
	amount: Minor;
	/** What came back for the goods alone, to be compared with prices: without and with tax. */
	goods: Minor[];
}

export interface RefundedTransaction {
	transactionType: string;
	/** Minor units, less than 0. */
	transactionAmount: Minor;
	currency: string;
}

interface Item {
	orderItemCode: string;
	sku: string;
	quantity: number;
	figures: Map<Figure, Minor>;
	/** The price of the goods themselves: no rebate, no fee kept by the seller. */
	principal: Minor;
}

const TAXES: readonly Figure[] = ['tax', 'withheldTax'];

/** Minor units given back: positive. */
function given({ figures }: Item, ...names: readonly Figure[]): Minor {
	return -names.reduce((sum, name) => sum + (figures.get(name) ?? 0), 0);
}

function itemsOf(lines: RefundedLine[], transactionType: string): Item[] {
	const items = new Map<string, Item>();
	for (const line of lines) {
		const figure = figureOf(line.class as AmountClass, { transactionType, ...line });
		if (!INVOICE_FIGURES.includes(figure)) {
			continue;
		}
		const { orderItemCode, sku } = line;
		const key = `${orderItemCode}|${sku}`;
		const item = items.get(key) ?? {
			orderItemCode,
			sku,
			quantity: 0,
			principal: 0,
			figures: new Map<Figure, Minor>(),
		};
		items.set(key, item);
		item.figures.set(figure, (item.figures.get(figure) ?? 0) + line.amount);
		if (figure === 'productCharges' && /principal/i.test(line.amountDescription)) {
			item.principal -= line.amount;
			item.quantity = Math.max(item.quantity, line.quantity);
		}
	}
	return [...items.values()];
}

/**
 * The parts of a refund, `splits` in parts of their own. One that gives back tax alone is one part of
 * the kind tax. Throws with REFUND_LINE_NOT_FOUND when the lines are missing or are not the refund.
 */
export function refundParts(
	transaction: RefundedTransaction,
	lines: RefundedLine[],
	splits: ReadonlySet<SplitKind>,
): RefundPart[] {
	const items = itemsOf(lines, transaction.transactionType);
	const total = items.reduce((sum, item) => sum + given(item, ...INVOICE_FIGURES), 0);
	const amount = -transaction.transactionAmount;
	if (total !== amount) {
		const { currency } = transaction;
		throw new NetSuiteError(
			'REFUND_LINE_NOT_FOUND',
			lines.length === 0
				? 'The settlement transaction holds no lines of the report'
				: `The lines of the settlement transaction add up to ${money(total, currency)}, the refund is over ${money(amount, currency)}`,
			"Keep the lines in Amazon Settlement Parse and its 'Transaction Amount' as it comes, or set 'Credit Memo Lines' to Amount Only",
		);
	}
	const isTaxOnly = items.every(
		(item) => given(item, ...TAXES) === given(item, ...INVOICE_FIGURES),
	);
	if (isTaxOnly) {
		return [splitPart('tax', amount)];
	}
	const kinds: Array<[SplitKind, readonly Figure[]]> = [
		['shipping', ['shipping']],
		['giftWrap', ['giftWrap']],
		['tax', TAXES],
	];
	const split = kinds.filter(([kind]) => splits.has(kind));
	const splitFigures = split.flatMap(([, figures]) => figures);
	const kept = INVOICE_FIGURES.filter((figure) => !splitFigures.includes(figure));
	return withoutNegatives([
		...items.map((item) => itemPart(item, given(item, ...kept))),
		...split.map(([kind, figures]) =>
			splitPart(
				kind,
				items.reduce((sum, item) => sum + given(item, ...figures), 0),
			),
		),
	]);
}

function itemPart(item: Item, amount: Minor): RefundPart {
	const { orderItemCode, sku, quantity, principal } = item;
	const rebates = given(item, 'promotions');
	const taxes = given(item, ...TAXES);
	const goods = [0, rebates, taxes, rebates + taxes].map((more) => principal + more);
	return {
		kind: 'item',
		orderItemCode,
		sku,
		quantity,
		amount,
		goods: principal > 0 ? [...new Set(goods)] : [],
	};
}

function splitPart(kind: SplitKind, amount: Minor): RefundPart {
	return { kind, orderItemCode: '', sku: '', quantity: 0, amount, goods: [] };
}

/** What the seller keeps of one part (a restocking fee, a rebate taken back) comes off the largest. */
function withoutNegatives(parts: RefundPart[]): RefundPart[] {
	const below = parts.reduce((sum, { amount }) => sum + Math.min(amount, 0), 0);
	const above = parts.filter(({ amount }) => amount > 0);
	if (below === 0) {
		return above;
	}
	let owed = -below;
	const left = new Map<RefundPart, Minor>();
	for (const part of [...above].sort((one, other) => other.amount - one.amount)) {
		const taken = Math.min(part.amount, owed);
		owed -= taken;
		left.set(part, part.amount - taken);
	}
	return above
		.map((part) => ({ ...part, amount: left.get(part) ?? 0 }))
		.filter(({ amount }) => amount > 0);
}
