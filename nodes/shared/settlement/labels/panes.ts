// The panes of a settlement summary and which of them a line counts in: money between Amazon and the
// bank is deposits, then the transaction type decides. The General pane holds facts, no money. Every
// line is in exactly one pane, so the panes add up to the settlement.
import type { AmountClass } from './amountClasses';

export const MONEY_PANES = ['deposits', 'orders', 'refunds', 'nonTransaction'] as const;
export type Pane = (typeof MONEY_PANES)[number];

/** Transaction types that pay for an order, in lower case: compare without case. */
export const ORDER_TYPES: readonly string[] = ['order'];

/** Types that send money back to the buyer. Retrocharges only move tax and are none. */
export const REFUND_TYPES: readonly string[] = [
	'refund',
	'chargeback refund',
	'a-to-z guarantee refund',
];

/** Types that move tax between buyer and Amazon and sum to zero: no money goes back to the buyer. */
export const RETROCHARGE_TYPES: readonly string[] = ['order_retrocharge', 'refund_retrocharge'];

export function isOrder(transactionType: string): boolean {
	return ORDER_TYPES.includes(transactionType.toLowerCase());
}

export function isRefund(transactionType: string): boolean {
	return REFUND_TYPES.includes(transactionType.toLowerCase());
}

const DEPOSIT_CLASSES: readonly AmountClass[] = ['reserve', 'deferred', 'balance/transfer'];

export function paneOf(amountClass: AmountClass, transactionType: string): Pane {
	if (DEPOSIT_CLASSES.includes(amountClass)) {
		return 'deposits';
	}
	return transactionGroup(transactionType);
}

/** What a transaction asks for: money from the buyer, money back to the buyer, or only a place in the sum. */
export type TransactionGroup = 'orders' | 'refunds' | 'nonTransaction';

export function transactionGroup(transactionType: string): TransactionGroup {
	if (isOrder(transactionType)) {
		return 'orders';
	}
	return isRefund(transactionType) ? 'refunds' : 'nonTransaction';
}
