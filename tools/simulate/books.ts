// The books before a story, as a seed of the sandbox; and the books as they stand, read over HTTP.
import type { Order, Story } from './truth';
import { decimal } from './truth';
import type { SandboxOptions } from '../../sandbox/sandbox';

export type Seed = Exclude<NonNullable<SandboxOptions['books']>, { format: string }>;

export const ACCOUNTS = {
	bank: 'Operating Bank',
	reserve: 'Amazon Reserve',
	fees: 'Selling Fees',
	fba: 'Fulfilment Fees',
	advertising: 'Advertising',
	reimbursements: 'Reimbursements',
	carried: 'Amazon Balance Carried',
	clearing: 'Amazon Clearing',
};
const CHART: NonNullable<Seed['accounts']> = [
	{ name: ACCOUNTS.bank, type: 'Bank' },
	{ name: ACCOUNTS.reserve, type: 'OthCurrAsset' },
	{ name: ACCOUNTS.fees, type: 'Expense' },
	{ name: ACCOUNTS.fba, type: 'COGS' },
	{ name: ACCOUNTS.advertising, type: 'Expense' },
	{ name: ACCOUNTS.reimbursements, type: 'OthIncome' },
	{ name: ACCOUNTS.carried, type: 'OthCurrAsset' },
];

/** By marketplace; one may buy for two. */
export const CUSTOMERS: Record<string, string> = {
	'Amazon.com': 'Amazon US',
	'Amazon.ca': 'Amazon CA',
	'Amazon.de': 'Amazon DE',
	'Amazon.fr': 'Amazon FR',
	'Amazon.it': 'Amazon DE',
	'Amazon.co.uk': 'Amazon UK',
	'Amazon.co.jp': 'Amazon JP',
};

export const nameOf = ({ marketplace, orderId }: Order) => `${marketplace}_${orderId}`;

/** Whatever it is that stands in the books of a customer, he is known. */
function customersOf(orders: Order[]): NonNullable<Seed['customers']> {
	const currencies = new Map(
		orders.map(({ marketplace, currency }) => [CUSTOMERS[marketplace], currency]),
	);
	return [...currencies].map(([name, currency]) => ({ id: name, entityId: name, currency }));
}

export function seedOf({ orders }: Story): Seed {
	const of = (...ways: Array<Order['billed']>) => orders.filter((one) => ways.includes(one.billed));
	const line = ({ total, digits }: Order) => ({
		item: 'Widget',
		quantity: 1,
		amount: decimal(total, digits),
	});
	const head = (order: Order) => ({
		customer: CUSTOMERS[order.marketplace],
		currency: order.currency,
		tranDate: order.day,
		lines: [line(order)],
	});
	const bill = (order: Order) => ({
		...head(order),
		externalId: order.billed === 'poNumber' ? null : nameOf(order),
		otherRefNum: order.billed === 'poNumber' ? order.orderId : null,
		amountPaid: decimal(order.paidBefore, order.digits),
	});
	return {
		accounts: CHART,
		customers: customersOf(orders),
		preferences: { role: { without: [] } },
		invoices: of('invoice', 'poNumber').map(bill),
		cashSales: of('cashSale').map(bill),
		salesOrders: of('toBill').map((order) => ({
			...head(order),
			externalId: nameOf(order),
			otherRefNum: order.orderId,
			status: 'Pending Billing',
		})),
	};
}

/** A record as `/sandbox/books/{type}` shows it. */
export interface Rec {
	[field: string]: unknown;
	id: string;
	type: string;
	externalId: string;
	seeded: boolean;
	voided: boolean;
	labels: Record<string, string>;
}

export interface Ledger {
	of(type: string): Rec[];
	/** All that stands in the books but moments, as one text: two of them are the same or not. */
	fingerprint(): string;
	/** In a few words, what is otherwise in another state of the books. */
	changes(after: Ledger): string;
}

const READ = [
	'invoice',
	'cashSale',
	'customerPayment',
	'creditMemo',
	'customerRefund',
	'journalEntry',
	'salesOrder',
	'account',
	'accountingPeriod',
	'customrecord_amzstl_transaction',
	'customrecord_amzstl_settlement',
	'customrecord_amzstl_run',
];
/** Moments, and what a query that takes long may differ in. */
const MOMENTS = /^(lastModified|created|custrecord_amzstl_s_(updated|last_run)\w*)/;

export async function readLedger(url: string): Promise<Ledger> {
	const all = new Map<string, Rec[]>();
	for (const type of READ) {
		const answer = await fetch(`${url}/sandbox/books/${type}`);
		if (!answer.ok) {
			throw new Error(`The books cannot be read: ${await answer.text()}`);
		}
		all.set(type, ((await answer.json()) as { items: Rec[] }).items);
	}
	return ledgerOf(all);
}

const still = (records: unknown) =>
	JSON.stringify(records, (name, value: unknown) => (MOMENTS.test(name) ? undefined : value));

export function ledgerOf(all: ReadonlyMap<string, Rec[]>): Ledger {
	const of = (type: string) => all.get(type) ?? [];
	const told = (ledger: Ledger, type: string) =>
		new Set(ledger.of(type).map((one) => `${type} ${one.id} ${still(one)}`));
	const ledger: Ledger = {
		of,
		fingerprint: () => still([...all]),
		changes: (after) =>
			[...all.keys()]
				.flatMap((type) => {
					const [old, fresh] = [told(ledger, type), told(after, type)];
					return [
						...[...old].filter((one) => !fresh.has(one)).map((one) => `- ${one}`),
						...[...fresh].filter((one) => !old.has(one)).map((one) => `+ ${one}`),
					];
				})
				.join('\n')
				.slice(0, 4000),
	};
	return ledger;
}
