// What a seed names comes into being: customers and items, once each, found again by the seed's own name.
import type { Books } from '../books/books';
import { text, type BookRecord } from '../books/record';
import type { AccountSeed, ItemSeed } from './seedShape';

/** Where a seed's own names lead: `customers[].id` may be anything, internal ids are numbers. */
export interface Planting {
	books: Books;
	customers: Map<string, BookRecord>;
	items: Map<string, BookRecord>;
	billedOrders: string[];
}

export function put(
	books: Books,
	type: string,
	draft: Partial<BookRecord>,
	id?: string,
): BookRecord {
	const { group } = books.types.get(type);
	const isInternalId = id !== undefined && /^\d+$/.test(id);
	if (isInternalId && books.get(group, id)) {
		throw new Error(`the id ${id} is taken`);
	}
	return books.put({
		type,
		fields: {},
		lines: {},
		...draft,
		id: isInternalId ? id : books.nextId(group),
		seeded: true,
	});
}

export function currencyId(books: Books, symbol: string): string {
	const currency = books.inGroup('currency').find(({ fields }) => fields.symbol === symbol);
	if (!currency) {
		throw new Error(`there is no currency ${symbol}`);
	}
	return currency.id;
}

/** The receivables account of that name; it comes into being. */
export function receivables(books: Books, name: string): BookRecord {
	const found = books.inGroup('account').find(({ fields }) => fields.acctName === name);
	const fields = { acctName: name, acctType: 'AcctRec', isInactive: false };
	return found ?? put(books, 'account', { fields });
}

/** The subsidiary of that name, or the first; nothing where the account has none. */
export function ofSubsidiary(books: Books, name?: string): { subsidiary?: string } {
	const all = books.inGroup('subsidiary');
	const found = name === undefined ? all[0] : all.find(({ fields }) => fields.name === name);
	if (name !== undefined && !found) {
		throw new Error(`there is no subsidiary ${name}`);
	}
	return found ? { subsidiary: found.id } : {};
}

interface NewCustomer {
	name: string;
	currency: string;
	id?: string;
	subsidiary?: string;
	inactive?: boolean;
}

export function plantCustomer(
	planting: Planting,
	{ name, currency, id, subsidiary, inactive = false }: NewCustomer,
): BookRecord {
	const customer = put(
		planting.books,
		'customer',
		{
			fields: {
				entityId: name,
				companyName: name,
				currency: currencyId(planting.books, currency),
				isInactive: inactive,
				isPerson: false,
				...ofSubsidiary(planting.books, subsidiary),
			},
		},
		id,
	);
	planting.customers.set(name.toLowerCase(), customer);
	if (id !== undefined) {
		planting.customers.set(id.toLowerCase(), customer);
	}
	return customer;
}

export function customerNamed(planting: Planting, name: string, currency: string): BookRecord {
	return planting.customers.get(name.toLowerCase()) ?? plantCustomer(planting, { name, currency });
}

export function itemNamed({ books, items }: Planting, name: string): BookRecord {
	const known = items.get(name.toLowerCase());
	if (known) {
		return known;
	}
	const item = put(books, 'inventoryItem', {
		fields: { itemId: name, displayName: name, isInactive: false },
	});
	items.set(name.toLowerCase(), item);
	return item;
}

export function plantItem({ books, items }: Planting, seed: ItemSeed): void {
	const { itemId, kind, serial, lot, bins, taxRate } = seed;
	const item = put(books, kind, {
		fields: {
			itemId,
			displayName: itemId,
			isInactive: false,
			isSerialItem: serial,
			isLotItem: lot,
			useBins: bins,
			...(taxRate === undefined ? {} : { sandboxTaxRate: taxRate }),
		},
	});
	items.set(itemId.toLowerCase(), item);
}

export function startPlanting(books: Books): Planting {
	const byName = (group: string, name: string) =>
		new Map(books.inGroup(group).map((one) => [text(one.fields[name]).toLowerCase(), one]));
	return {
		books,
		customers: byName('customer', 'entityId'),
		items: byName('item', 'itemId'),
		billedOrders: [],
	};
}

export function plantAccount(books: Books, seed: AccountSeed): void {
	const known = new Set(Object.keys(books.types.get('account').fields.find(isType)?.options ?? {}));
	if (!known.has(seed.type)) {
		throw new Error(`there is no account type ${seed.type}`);
	}
	put(
		books,
		'account',
		{
			fields: {
				acctName: seed.name,
				acctType: seed.type,
				isInactive: seed.inactive,
				...(seed.number === undefined ? {} : { acctNumber: seed.number }),
				...(seed.currency === undefined ? {} : { currency: currencyId(books, seed.currency) }),
			},
		},
		seed.id,
	);
}

const isType = ({ name }: { name: string }) => name === 'acctType';
