// What the reader of the summary should know of ids that a spreadsheet took for numbers (lostIds.ts) and
// that nothing in the file brings back.
import { ITEM_COLUMNS } from '../lines/lostIds';
import type { Settlement } from '../lines/settlement';

/** Numbers beyond 15 digits are rounded by spreadsheets; Amazon's order ids have hyphens. */
const ROUNDED_ORDER_ID = /^\d{16,}$/;

export function noteLostIds({ settlementId, transactions, lostIds }: Settlement): string[] {
	const notes: string[] = [];
	const orders = transactions.filter(({ orderId }) => ROUNDED_ORDER_ID.test(orderId));
	if (orders.length > 0) {
		notes.push(
			`Settlement ${settlementId}: ${orders.length} transactions have an order-id that a spreadsheet turned into a number (${orders[0].orderId}); no invoice can be found by it`,
		);
	}
	for (const [name, column] of ITEM_COLUMNS) {
		const lost = lostIds.get(column) ?? 0;
		if (lost > 0) {
			notes.push(
				`Settlement ${settlementId}: the ${name} of ${lost} lines was turned into a number by a spreadsheet and is lost; their amounts and orders are not touched`,
			);
		}
	}
	return notes;
}
