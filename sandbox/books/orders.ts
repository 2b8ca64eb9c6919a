// How far sales orders have come: how much of each order line its invoices and cash sales have billed and
// its item fulfilments have shipped. The quantities stand on the order's lines, and the order's status
// follows from them (figures.ts).
import { amount, linesOf, text, type BookRecord, type Values } from './record';

type Progress = 'quantityBilled' | 'quantityFulfilled';
type ByLine = Map<number, Partial<Record<Progress, number>>>;

/** Which quantity of the order a document of this type moves. */
const MOVES: Record<string, Progress> = {
	invoice: 'quantityBilled',
	cashSale: 'quantityBilled',
	itemFulfillment: 'quantityFulfilled',
};

function addMoved(
	moved: Map<string, ByLine>,
	record: BookRecord | undefined,
	factor: 1 | -1,
): void {
	// A voided bill bills nothing: its order is open again.
	const isVoided = record?.fields.voided === true;
	const progress = MOVES[record?.type ?? ''];
	for (const line of progress === undefined || isVoided ? [] : linesOf(record, 'item')) {
		if (line.orderDoc === undefined) {
			continue;
		}
		const order = text(line.orderDoc);
		const lines: ByLine = moved.get(order) ?? new Map();
		moved.set(order, lines);
		const orderLine = amount(line.orderLine);
		const before = lines.get(orderLine) ?? {};
		const quantity = (before[progress] ?? 0) + factor * amount(line.quantity);
		lines.set(orderLine, { ...before, [progress]: quantity });
	}
}

/** What replacing one document by another changes on the lines of the orders behind them. */
export function orderChanges(
	before: BookRecord | undefined,
	after: BookRecord | undefined,
): Map<string, ByLine> {
	const moved = new Map<string, ByLine>();
	addMoved(moved, before, -1);
	addMoved(moved, after, 1);
	return moved;
}

/** The order with these quantities added to what has been billed and shipped of it. */
export function moveOrder(order: BookRecord, changes: ByLine): BookRecord {
	const move = (line: Values): Values => {
		const { quantityBilled = 0, quantityFulfilled = 0 } = changes.get(amount(line.line)) ?? {};
		return {
			...line,
			quantityBilled: amount(line.quantityBilled) + quantityBilled,
			quantityFulfilled: amount(line.quantityFulfilled) + quantityFulfilled,
		};
	};
	return { ...order, lines: { ...order.lines, item: linesOf(order, 'item').map(move) } };
}
