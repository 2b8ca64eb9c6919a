// A settlement story: books before, events of a settlement, and which invoices belong to which order. It
// is told to the flows as items and to the auditor as plain facts, each in its own words.
import type { Sandbox } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import type { BooksSeed } from '../support/madeBooks';
import type { MadeEvent } from '../support/madeSettlement';
import { keyOf, SETTLEMENT_ID } from '../support/madeSettlement';
import type { Settings } from '../support/settle';
import { perCustomer } from '../support/settle';
import type { AuditedSettlement } from './auditor';
import { audit, minorOf } from './auditor';

export interface Story {
	books: BooksSeed;
	events: MadeEvent[];
	/**
	 * External ids of the invoices that an order may be paid on, or a refund be taken from, by order id or
	 * by transaction key (which wins); what is not named must not be posted.
	 */
	invoices: Record<string, string[]>;
	/** External ids of the cash sales that an order was billed as, by order id. */
	cashSales?: Record<string, string[]>;
	currency?: string;
	/** Name of the account of payments, where it is not the clearing account. */
	paymentAccount?: string;
	digits?: number;
	overpayment?: 'leave' | 'cap' | 'refuse';
	/** Minor units that may be too much when it is refused otherwise. */
	tolerance?: number;
	periodPolicy?: Settings['periodPolicy'];
	/** Payments per customer, with so many invoices at most; without it per order. */
	invoicesPerPayment?: number;
	/** Minor units of an open rest that are written off; without it the rest stays open. */
	writeOff?: number;
	/** Minor units that invoices had open before, by external id, where earlier runs or people changed that. */
	openBefore?: Record<string, number>;
	/** Orders whose shipments compete for one invoice: who gets the rest depends on who comes first. */
	contested?: string[];
}

const isRefund = ({ transactionType = 'Order' }: MadeEvent) =>
	['Refund', 'Chargeback Refund', 'A-to-z Guarantee Refund'].includes(transactionType);
const isOrder = ({ transactionType = 'Order' }: MadeEvent) => transactionType === 'Order';

/** The node settings that a story asks for. */
export function rulesOf(story: Story): Partial<Settings> {
	const { overpayment = 'leave', tolerance = 0, digits = 2, writeOff } = story;
	const { periodPolicy, invoicesPerPayment } = story;
	const decimal = (minor: number) => minor / 10 ** digits;
	return {
		overpayment,
		tolerance: decimal(tolerance),
		periodPolicy,
		// The item is the sandbox's own: settle.ts fills it in.
		writeOff: writeOff === undefined ? null : { tolerance: decimal(writeOff), itemId: '' },
		...(invoicesPerPayment === undefined ? {} : perCustomer(invoicesPerPayment)),
	};
}

export function toAudit(story: Story): AuditedSettlement {
	const { events, invoices, cashSales = {}, books } = story;
	const { digits = 2, overpayment = 'leave', tolerance, writeOff } = story;
	return {
		settlementId: SETTLEMENT_ID,
		account: 'Amazon Clearing',
		paymentAccount: story.paymentAccount,
		digits,
		overpayment,
		tolerance,
		writeOff,
		keys: events.map((event) => keyOf(event)),
		sumOfLines: events.reduce((sum, { amount, fees = 0 }) => sum + amount + fees, 0),
		events: events
			.filter((event) => isOrder(event) || isRefund(event))
			.map((event) => ({
				key: keyOf(event),
				kind: isOrder(event) ? ('order' as const) : ('refund' as const),
				orderId: event.orderId,
				amount: Math.abs(event.amount),
				signed: event.amount,
				invoices: invoices[keyOf(event)] ?? invoices[event.orderId] ?? [],
				cashSales: cashSales[event.orderId] ?? [],
			})),
		openBefore: new Map(
			(books.invoices ?? [])
				.filter(({ externalId, voided }) => externalId && voided !== true)
				.map(({ externalId, lines, amountPaid }) => [
					String(externalId),
					story.openBefore?.[String(externalId)] ??
						lines.reduce((sum, { amount }) => sum + minorOf(amount, digits), 0) -
							minorOf(amountPaid ?? 0, digits),
				]),
		),
	};
}

/** What is wrong with the books after the story; empty when nothing is. */
export function auditStory(sandbox: Sandbox, story: Story): string[] {
	return audit(sandbox.books, toAudit(story));
}

export async function withSandbox<Result>(
	books: BooksSeed,
	run: (sandbox: Sandbox) => Promise<Result>,
): Promise<Result> {
	const sandbox = await createSandbox({ books });
	try {
		return await run(sandbox);
	} finally {
		await sandbox.close();
	}
}
