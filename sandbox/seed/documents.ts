// The documents of a seed: sales orders, invoices and cash sales as they stand before a settlement. What was
// paid by then is in payments.ts.
import type { Books } from '../books/books';
import { exponentOf, toMinorUnits } from '../books/money';
import { linesOf, type BookRecord, type Values } from '../books/record';
import { voidTransaction } from '../books/voiding';
import { ORDER_ITEM_COLUMN } from '../transactionTypes';
import { currencyId, customerNamed, itemNamed, ofSubsidiary, put } from './planting';
import { receivables, type Planting } from './planting';
import type { BillSeed, LineSeed, OrderSeed } from './seedShape';

function linesFrom(planting: Planting, seeds: LineSeed[], exponent: number): Values[] {
	return seeds.map(({ item, quantity, amount: total, tax, orderItem }, position) => {
		const units = toMinorUnits(total, exponent) ?? 0;
		const taxUnits = tax === undefined ? undefined : (toMinorUnits(tax, exponent) ?? 0);
		return {
			line: position + 1,
			item: itemNamed(planting, item).id,
			quantity,
			amount: units,
			rate: quantity === 0 ? 0 : units / 10 ** exponent / quantity,
			...(taxUnits ? { taxAmount: taxUnits } : {}),
			...(orderItem === undefined ? {} : { [ORDER_ITEM_COLUMN]: orderItem }),
		};
	});
}

function headerFrom(planting: Planting, seed: OrderSeed | BillSeed): Values {
	const customer = customerNamed(planting, seed.customer, seed.currency);
	return {
		entity: customer.id,
		currency: currencyId(planting.books, seed.currency),
		tranDate: seed.tranDate,
		...(seed.externalId ? { externalId: seed.externalId } : {}),
		...(seed.otherRefNum ? { otherRefNum: seed.otherRefNum } : {}),
		...(seed.memo ? { memo: seed.memo } : {}),
	};
}

const FULFILLED = new Set(['Pending Billing', 'Billed']);
const ORDER_STATUS: Record<string, string> = { 'Pending Approval': 'A', Cancelled: 'C' };

function orderLinesFrom(planting: Planting, seed: OrderSeed): Values[] {
	const isFulfilled = FULFILLED.has(seed.status) && seed.fulfilments.length === 0;
	return linesFrom(planting, seed.lines, exponentOf(seed.currency)).map((line, at) => ({
		...line,
		quantityFulfilled: seed.lines[at].fulfilled ?? (isFulfilled ? line.quantity : 0),
		quantityBilled: 0,
		isClosed: seed.status === 'Closed' || seed.lines[at].closed,
	}));
}

export function plantOrder(planting: Planting, seed: OrderSeed): void {
	const { form, hold, status } = seed;
	const order = put(
		planting.books,
		'salesOrder',
		{
			fields: {
				...headerFrom(planting, seed),
				orderStatus: ORDER_STATUS[status] ?? 'B',
				...(form ? { customForm: form } : {}),
				...(hold ? { sandboxHold: hold } : {}),
			},
			lines: { item: orderLinesFrom(planting, seed) },
		},
		seed.id,
	);
	for (const fulfilment of seed.fulfilments) {
		plantFulfilment(planting, order, fulfilment);
	}
	if (status === 'Billed') {
		planting.billedOrders.push(order.id);
	}
}

function plantFulfilment(
	{ books }: Planting,
	order: BookRecord,
	{ tranDate, lines }: OrderSeed['fulfilments'][number],
): void {
	const { entity, currency } = order.fields;
	const item = lines.map(({ line, quantity }) => {
		const ordered = linesOf(order, 'item').find((one) => one.line === line);
		if (!ordered) {
			throw new Error(`fulfilments: the order has no line ${line}`);
		}
		return { item: ordered.item, quantity, orderLine: line, orderDoc: order.id };
	});
	put(books, 'itemFulfillment', {
		fields: { entity, currency, tranDate, createdFrom: order.id },
		lines: { item },
	});
}

/** Binds each line of a bill to a line of its order: the same item, else the same place. */
function boundLines(lines: Values[], order: BookRecord): Values[] {
	const free = [...linesOf(order, 'item')];
	return lines.map((line, position) => {
		const found = free.findIndex((candidate) => candidate.item === line.item);
		const [ordered] = found >= 0 ? free.splice(found, 1) : linesOf(order, 'item').slice(position);
		return ordered ? { ...line, orderDoc: order.id, orderLine: ordered.line } : line;
	});
}

const APPROVALS = { pending: '1', rejected: '3' };

export function plantBill(
	planting: Planting,
	type: 'invoice' | 'cashSale',
	seed: BillSeed,
): BookRecord {
	const { books } = planting;
	const lines = linesFrom(planting, seed.lines, exponentOf(seed.currency));
	const order = seed.createdFrom ? books.byExternalId('transaction', seed.createdFrom) : undefined;
	if (seed.createdFrom && order?.type !== 'salesOrder') {
		throw new Error(`createdFrom: there is no sales order ${seed.createdFrom}`);
	}
	const bill = put(
		books,
		type,
		{
			fields: {
				...headerFrom(planting, seed),
				...(order ? { createdFrom: order.id } : {}),
				...(seed.approval ? { approvalStatus: APPROVALS[seed.approval] } : {}),
				...(seed.account === undefined ? {} : { account: receivables(books, seed.account).id }),
				...(seed.subsidiary === undefined ? {} : ofSubsidiary(books, seed.subsidiary)),
			},
			lines: { item: order ? boundLines(lines, order) : lines },
		},
		seed.id,
	);
	return seed.voided ? voidTransaction(books, bill.id) : bill;
}

/** An order seeded as Billed is billed even when its bill is not in the seed. */
export function billFully(books: Books, id: string): void {
	const order = books.get('transaction', id);
	const item = linesOf(order, 'item').map((line) => ({ ...line, quantityBilled: line.quantity }));
	if (order) {
		books.put({ ...order, lines: { item } });
	}
}
