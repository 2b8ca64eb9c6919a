// What a document takes off open invoices, line by line: the same on a customer payment and on a credit
// memo, here and in a REST body.
import type { OrderDocument } from '../books/invoices';
import { toDecimal } from '../records/amount';

export interface ApplyLine {
	invoice: OrderDocument;
	/** Minor units, greater than 0. */
	amount: number;
}

/** The `apply` lines of a REST body. */
export function applyItems(
	lines: ApplyLine[],
	currency: string,
): Array<{ doc: { id: string }; apply: true; amount: number }> {
	return lines.map(({ invoice, amount }) => ({
		doc: { id: invoice.internalId },
		apply: true,
		amount: toDecimal(amount, currency),
	}));
}
