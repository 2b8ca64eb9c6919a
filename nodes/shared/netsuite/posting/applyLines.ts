// What a document takes off open invoices, line by line: the same on a customer payment and on a credit
// memo, here and in a REST body.
import type { Decimal, Minor } from '../../settlement/values/money';
import type { OrderDocument } from '../books/invoices';
import type { Allotment } from '../books/receivables';
import type { Allocation } from '../records/allocation';
import { toDecimal } from '../records/amount';

export interface ApplyLine extends Allotment {
	invoice: OrderDocument;
}

/** One invoice after the other, each up to what it has open; what none can take is in no line. Minor units. */
export function allocateTo(amount: Minor, invoices: OrderDocument[]): ApplyLine[] {
	const lines: ApplyLine[] = [];
	let left = amount;
	for (const invoice of invoices) {
		const part = Math.min(left, Math.max(invoice.open, 0));
		if (part > 0) {
			lines.push({ invoice, amount: part });
			left -= part;
		}
	}
	return lines;
}

/** As a transaction's record keeps them. */
export function allocationOf(lines: ApplyLine[]): Allocation[] {
	return lines.map(({ invoice, amount }) => ({ invoiceId: invoice.internalId, amount }));
}

/** The `apply` lines of a REST body. */
export function applyItems(
	lines: ApplyLine[],
	currency: string,
): Array<{ doc: { id: string }; apply: true; amount: Decimal }> {
	return lines.map(({ invoice, amount }) => ({
		doc: { id: invoice.internalId },
		apply: true,
		amount: toDecimal(amount, currency),
	}));
}
