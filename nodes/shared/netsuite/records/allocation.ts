// The invoices that the money of one transaction was applied to, as text on its record: pure.
// `1042:20.00 1043:15.74`: internal id and amount of each. With it a payment split over invoices, or one
// share of a consolidated payment, can be compared with what the books say.
import type { Minor } from '../../settlement/values/money';
import { decimalText, minorOfText } from './amount';
import type { DocumentId } from './ids';

export interface Allocation {
	/** Internal id. */
	invoiceId: DocumentId;
	/** Minor units, greater than 0. */
	amount: Minor;
}

export function writeAllocation(allocations: Allocation[], currency: string): string {
	return allocations
		.map(({ invoiceId, amount }) => `${invoiceId}:${decimalText(amount, currency)}`)
		.join(' ');
}

/** null when any of it cannot be read, or an invoice is in it twice: then it says nothing. */
export function readAllocation(text: string, currency: string): Allocation[] | null {
	const words = text.split(/\s+/).filter((word) => word !== '');
	const allocations = words.flatMap((word): Allocation[] => {
		const [, invoiceId, amountText = ''] = /^(\d+):([\d.]+)$/.exec(word) ?? [];
		const amount = minorOfText(amountText, currency);
		return invoiceId === undefined || amount === null ? [] : [{ invoiceId, amount }];
	});
	const ids = new Set(allocations.map(({ invoiceId }) => invoiceId));
	return allocations.length === words.length && ids.size === words.length ? allocations : null;
}
