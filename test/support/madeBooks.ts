// Books before a settlement, in few words: invoices, sales orders and cash sales of one customer, amounts
// in minor units. What it makes is the sandbox's own seed.
import type { SandboxOptions } from '../../sandbox/sandbox';

/** What a sandbox takes as its books, other than books it saved itself. */
export type BooksSeed = Exclude<NonNullable<SandboxOptions['books']>, { format: string }>;
type Invoices = NonNullable<BooksSeed['invoices']>;
type SalesOrders = NonNullable<BooksSeed['salesOrders']>;

interface Facts {
	externalId?: string;
	poNumber?: string;
	createdFrom?: string;
	paid?: number;
	currency?: string;
	/** Minor-unit digits of the currency. */
	digits?: number;
	customer?: string;
	tranDate?: string;
	voided?: boolean;
	/** Name of the receivables account. */
	account?: string;
	/** Name, in a OneWorld account. */
	subsidiary?: string;
	/** A line of its own, so that a bill can name one line of its order. */
	item?: string;
}

export const CUSTOMER = 'Amazon US';

/** An invoice or a cash sale. */
export function bill(total: number, facts: Facts): Invoices[number] {
	const decimal = (minor: number) => minor / 10 ** (facts.digits ?? 2);
	return {
		externalId: facts.externalId ?? null,
		otherRefNum: facts.poNumber ?? null,
		createdFrom: facts.createdFrom ?? null,
		customer: facts.customer ?? CUSTOMER,
		currency: facts.currency ?? 'USD',
		tranDate: facts.tranDate ?? '2026-10-02',
		...(facts.voided === true ? { voided: true } : {}),
		...(facts.account === undefined ? {} : { account: facts.account }),
		...(facts.subsidiary === undefined ? {} : { subsidiary: facts.subsidiary }),
		amountPaid: decimal(facts.paid ?? 0),
		lines: [{ item: facts.item ?? 'Widget', quantity: 1, amount: decimal(total) }],
	};
}

/** The invoice of an order, under the external id that the nodes look for by default. */
export function invoiceOf(orderId: string, total: number, facts: Facts = {}): Invoices[number] {
	return bill(total, { externalId: `Amazon.com_${orderId}`, ...facts });
}

export function salesOrder(
	totals: number[],
	status: SalesOrders[number]['status'],
	facts: Facts,
): SalesOrders[number] {
	return {
		externalId: facts.externalId ?? null,
		otherRefNum: facts.poNumber ?? null,
		customer: facts.customer ?? CUSTOMER,
		currency: facts.currency ?? 'USD',
		tranDate: '2026-10-01',
		status,
		lines: totals.map((total, at) => ({ item: `Widget ${at}`, quantity: 1, amount: total / 100 })),
	};
}
