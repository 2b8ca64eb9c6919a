// `any.fee` of an order is `order.fee`: what a label means stays, whose it is the transaction type says.
import { AMOUNT_CLASSES } from './amountClasses';
import type { AmountClass } from './amountClasses';
import { transactionGroup } from './panes';

const OWNERS = { orders: 'order', refunds: 'refund', nonTransaction: 'any' } as const;

export function classOfType(amountClass: AmountClass, transactionType: string): AmountClass {
	const [, kind] = amountClass.split('.');
	const named = `${OWNERS[transactionGroup(transactionType)]}.${kind}`;
	return AMOUNT_CLASSES.find((each) => each === named) ?? amountClass;
}
