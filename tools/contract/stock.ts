// What the writing probes need and make themselves: a customer, an item, invoices, payments, memos, all with
// this run's prefix. A sandbox account says which accounts and subsidiary there are.
import type { Account } from './account';

export interface Stock {
	customer: string;
	item: string;
	clearing: string;
	/** In the body of a new customer, and of documents where the account has subsidiaries. */
	place: { subsidiary?: { id: string } };
}

const stocks = new WeakMap<Account, Promise<Stock>>();

async function subsidiaryOf(account: Account): Promise<Stock['place']> {
	const { status, body } = await account.query('SELECT id FROM subsidiary ORDER BY id');
	const id = status === 200 ? (body.items?.[0]?.id as string | undefined) : undefined;
	return id === undefined ? {} : { subsidiary: { id } };
}

async function laidIn(account: Account): Promise<Stock> {
	const place = await subsidiaryOf(account);
	const [bank] = await account.rows(
		"SELECT id FROM account WHERE accttype = 'Bank' AND isinactive = 'F' ORDER BY id",
	);
	if (bank === undefined) {
		throw new Error('the account has no active bank account');
	}
	const customer = await account.make('customer', {
		...{ companyName: account.name(), isPerson: false, ...place },
	});
	const item = await account.make('nonInventorySaleItem', {
		...{ itemId: account.name(), ...(place.subsidiary ? { subsidiary: place } : {}) },
	});
	return { customer, item, clearing: bank.id, place };
}

/** Made once for each run. */
export async function stockOf(account: Account): Promise<Stock> {
	const laid = stocks.get(account) ?? laidIn(account);
	stocks.set(account, laid);
	return await laid;
}

export interface Invoice {
	id: string;
	externalId: string;
}

export async function anInvoice(account: Account, amount: number): Promise<Invoice> {
	const { customer, item } = await stockOf(account);
	const externalId = account.name();
	const id = await account.make('invoice', {
		...{ externalId, entity: { id: customer }, otherRefNum: externalId },
		item: { items: [{ item: { id: item }, quantity: 1, amount }] },
	});
	return { id, externalId };
}

/** The body of a payment of an invoice; `more` wins. */
export async function paymentBody(
	account: Account,
	invoice: Invoice,
	amount: number,
	more: object = {},
): Promise<object> {
	const { customer, clearing } = await stockOf(account);
	return {
		...{ customer: { id: customer }, account: { id: clearing }, payment: amount, autoApply: false },
		apply: { items: [{ doc: { id: invoice.id }, apply: true, amount }] },
		...more,
	};
}

export async function memoBody(
	account: Account,
	amount: number,
	more: object = {},
): Promise<object> {
	const { customer, item } = await stockOf(account);
	return {
		...{ entity: { id: customer }, externalId: account.name() },
		item: { items: [{ item: { id: item }, quantity: 1, amount }] },
		...more,
	};
}

export const SETTLEMENT = 'customrecord_amzstl_settlement';
export const TRANSACTION = 'customrecord_amzstl_transaction';

export function settlementBody(account: Account): { externalId: string; name: string } {
	const externalId = account.name();
	return {
		...{ externalId, name: externalId, custrecord_amzstl_s_settlement_id: externalId },
	};
}
