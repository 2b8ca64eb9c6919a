// The shape of a books seed, checked before anything is planted: an error names the place in the JSON
// and what is wrong there. Numbers may be texts where they are ids or amounts.
import { z } from 'zod';
import { preferencesShape } from '../books/preferences';

const name = z.union([z.string().min(1), z.number()]).transform(String);
const decimal = z.union([
	z.number(),
	z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a decimal number such as 12.34'),
]);
const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO currency code such as USD');
const day = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}/, 'must be a date such as 2026-01-31')
	.transform((date) => date.slice(0, 10));

const month = z.string().regex(/^\d{4}-\d{2}$/, 'must be a month such as 2026-09');

const line = z
	.object({
		item: name,
		quantity: z.number().default(1),
		/** Amazon's order item id, in a custom column of the line. */
		orderItem: z.string().optional(),
		/** The line's total, not the price of one. */
		amount: decimal,
		tax: decimal.optional(),
	})
	.strict();

const orderLine = line
	.extend({
		/** How much of it has shipped; what the order's status says unless given. */
		fulfilled: z.number().optional(),
		closed: z.boolean().default(false),
	})
	.strict();

const fulfilment = z
	.object({
		tranDate: day,
		/** Positions of order lines, from 1. */
		lines: z.array(z.object({ line: z.number().int(), quantity: z.number() }).strict()).min(1),
	})
	.strict();

const header = {
	id: name.optional(),
	externalId: z.string().nullish(),
	otherRefNum: z.string().nullish(),
	memo: z.string().nullish(),
	customer: name,
	tranDate: day,
	currency,
	lines: z.array(line).min(1),
};

const salesOrder = z
	.object({
		...header,
		lines: z.array(orderLine).min(1),
		status: z.enum([
			'Pending Approval',
			'Pending Fulfillment',
			'Partially Fulfilled',
			'Pending Billing/Partially Fulfilled',
			'Pending Billing',
			'Billed',
			'Closed',
			'Cancelled',
		]),
		/** Item fulfilments of their own. Without them shipped quantities stand on the order only. */
		fulfilments: z.array(fulfilment).default([]),
		form: z.enum(['Standard Sales Order - Invoice', 'Standard Sales Order - Cash Sale']).optional(),
		hold: z.enum(['workflow', 'payment']).optional(),
	})
	.strict();

const bill = z
	.object({
		...header,
		/** The external id of the sales order. */
		createdFrom: z.string().nullish(),
		/** Voided by hand since: it stays in the books, over nothing. */
		voided: z.boolean().default(false),
		/** Waits for approval, or was rejected: it does not post and cannot be paid. */
		approval: z.enum(['pending', 'rejected']).optional(),
		/** Name of the receivables account; the usual one unless given. */
		account: z.string().min(1).optional(),
		/** Name; the customer's unless given. */
		subsidiary: z.string().optional(),
		amountPaid: decimal.default(0),
	})
	.strict();

const payment = z
	.object({
		id: name.optional(),
		externalId: z.string().nullish(),
		memo: z.string().nullish(),
		customer: name,
		tranDate: day,
		currency,
		amount: decimal,
		/** Which invoices of the seed it is applied to; the rest is unapplied. */
		apply: z
			.array(
				z
					.object({
						/** External id. */
						invoice: z.string().min(1),
						amount: decimal,
					})
					.strict(),
			)
			.default([]),
		/** Voided by hand since: it is over nothing, and its invoices are open again. */
		voided: z.boolean().default(false),
	})
	.strict();

/** Items with a mark of their own; all others come into being as lines name them. */
const item = z
	.object({
		itemId: name,
		kind: z
			.enum(['inventoryItem', 'nonInventorySaleItem', 'serviceSaleItem', 'otherChargeSaleItem'])
			.default('inventoryItem'),
		serial: z.boolean().default(false),
		lot: z.boolean().default(false),
		bins: z.boolean().default(false),
		/** Percent that NetSuite adds to a line made over REST. */
		taxRate: z.number().optional(),
	})
	.strict();

const account = z
	.object({
		id: name.optional(),
		name: z.string().min(1),
		/** As SuiteQL spells it: Bank, OthCurrAsset, OthCurrLiab, CredCard, Income, COGS, Expense and so on. */
		type: z.string().min(1),
		number: z.string().optional(),
		/** Of a bank account that is kept in one currency. */
		currency: currency.optional(),
		inactive: z.boolean().default(false),
	})
	.strict();

const shape = z
	.object({
		/** Names; with any the account is a OneWorld account, and the first is that of all customers. */
		subsidiaries: z.array(z.string().min(1)).default([]),
		customers: z
			.array(
				z
					.object({
						id: name,
						entityId: name.optional(),
						currency,
						subsidiary: z.string().optional(),
						inactive: z.boolean().default(false),
					})
					.strict(),
			)
			.default([]),
		items: z.array(item).default([]),
		/** Beside those that every account has. */
		accounts: z.array(account).default([]),
		salesOrders: z.array(salesOrder).default([]),
		invoices: z.array(bill).default([]),
		cashSales: z.array(bill).default([]),
		/** Beside those that `amountPaid` of an invoice makes. */
		payments: z.array(payment).default([]),
		preferences: preferencesShape.optional(),
		closedPeriods: z.array(month).default([]),
		/** Months locked for receivables, not closed. */
		lockedPeriods: z.array(month).default([]),
		/** SuiteAnalytics datasets, each as a SuiteQL text. */
		datasets: z
			.array(z.object({ id: name, name: name, query: z.string().min(1) }).strict())
			.default([]),
	})
	.strict();

export type BooksSeed = z.input<typeof shape>;
export type CheckedSeed = z.output<typeof shape>;
export type ItemSeed = z.output<typeof item>;
export type OrderSeed = z.output<typeof salesOrder>;
export type BillSeed = z.output<typeof bill>;
export type PaymentSeed = z.output<typeof payment>;
export type AccountSeed = z.output<typeof account>;
export type LineSeed = z.output<typeof line>;

export function readSeed(seed: unknown): CheckedSeed {
	const result = shape.safeParse(seed);
	if (result.success) {
		return result.data;
	}
	const problems = result.error.issues.slice(0, 5).map(({ path, message }) => {
		const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`));
		return `${place.join('').replace(/^\./, '') || 'the whole'}: ${message}`;
	});
	throw new Error(`The books seed cannot be read. ${problems.join('; ')}`);
}
