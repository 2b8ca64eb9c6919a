// What should become of an order, worked out of the truth and the choices alone: what stays open on its invoice, what is
// given back, and whether something of it must be said to be open.
import type { Choices, Order } from './truth';
import { sum } from './truth';

export interface Expected {
	/** Minor units; null: there is no invoice. */
	open: number | null;
	/** Minor units on credit memos. */
	refunded: number;
	/** Whether it must be said to be open; undefined where that depends on which part comes first. */
	isOpen: boolean | undefined;
}

export function expectedOf(order: Order, choices: Choices): Expected {
	const { billed, total, paidBefore, sent } = order;
	const paid = sum(sent.map(({ amount }) => Math.max(amount, 0)));
	const back = -sum(sent.map(({ amount }) => Math.min(amount, 0)));
	if (billed === 'nothing') {
		const refunded = choices.noInvoice === 'standAlone' ? back : 0;
		return { open: null, refunded, isOpen: paid > 0 || refunded < back ? true : undefined };
	}
	if (billed === 'cashSale') {
		return { open: null, refunded: 0, isOpen: false };
	}
	const due = total - paidBefore;
	if (choices.overpayment === 'refuse' && paid > due) {
		return { open: due, refunded: back, isOpen: true };
	}
	const taken = choices.openInvoice === 'apply' ? back : 0;
	const rest = Math.max(due - paid - taken, 0);
	const isWrittenOff = choices.writeOff !== null && rest <= choices.writeOff;
	return {
		open: isWrittenOff ? 0 : rest,
		refunded: back,
		isOpen:
			paid > due
				? choices.overpayment === 'leave'
					? true
					: undefined
				: isPlain(order, choices)
					? false
					: undefined,
	};
}

/**
 * Whether every part of it fits, whichever comes first, and all of it stands on payments and refunds: what an open
 * invoice takes of a refund does not.
 */
export function isPlain(order: Order, { openInvoice }: Choices): boolean {
	const { sent, total, paidBefore } = order;
	const parts = sent.filter(({ type }) => type === 'Order');
	const isShort = total - paidBefore > sum(parts.map(({ amount }) => amount));
	const isRefunded = parts.length < sent.length;
	return openInvoice === 'refund' || (parts.length === 1 && !(isShort && isRefunded));
}

/** Whether a settlement must say that something of the order is open in it; undefined where that depends. */
export function isOpenIn(
	order: Order,
	settlementId: string,
	choices: Choices,
): boolean | undefined {
	const own = order.sent.filter((one) => one.settlementId === settlementId);
	if (own.some(({ type }) => type === 'Order')) {
		return expectedOf(order, choices).isOpen;
	}
	if (order.billed === 'nothing') {
		return choices.noInvoice === 'refuse';
	}
	return isPlain(order, choices) ? false : undefined;
}
