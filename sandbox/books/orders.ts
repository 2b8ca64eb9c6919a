// Billing of sales orders: how much of each order line its invoices and cash sales have billed. The
// quantities stand on the order's lines, and the order's status follows from them (figures.ts).
import { amount, linesOf, text, type BookRecord, type Values } from './record';

type BilledByOrder = Map<string, Map<number, number>>;

function addBilled(billed: BilledByOrder, record: BookRecord | undefined, factor: 1 | -1): void {
	for (const line of linesOf(record, 'item')) {
		if (line.orderDoc === undefined) {
			continue;
		}
		const order = text(line.orderDoc);
		const lines = billed.get(order) ?? new Map<number, number>();
		billed.set(order, lines);
		const orderLine = amount(line.orderLine);
		lines.set(orderLine, (lines.get(orderLine) ?? 0) + factor * amount(line.quantity));
	}
}

/** What replacing one bill by another changes on the lines of the orders behind them. */
export function billingChanges(
	before: BookRecord | undefined,
	after: BookRecord | undefined,
): BilledByOrder {
	const billed: BilledByOrder = new Map();
	addBilled(billed, before, -1);
	addBilled(billed, after, 1);
	return billed;
}

/** The order with these quantities added to what has been billed of it. */
export function billOrder(order: BookRecord, quantities: Map<number, number>): BookRecord {
	const bill = (line: Values): Values => ({
		...line,
		quantityBilled: amount(line.quantityBilled) + (quantities.get(amount(line.line)) ?? 0),
	});
	return { ...order, lines: { ...order.lines, item: linesOf(order, 'item').map(bill) } };
}
