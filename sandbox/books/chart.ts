// What every account has before anything is posted: currencies of Amazon's marketplaces, a small chart
// of accounts, the refund item, and the values of the custom lists.
import type { Books } from './books';
import type { BookRecord, Values } from './record';

export const ACCOUNTS = {
	receivable: 'Accounts Receivable',
	clearing: 'Amazon Clearing',
	undepositedFunds: 'Undeposited Funds',
	sales: 'Sales',
	fees: 'Amazon Fees',
	salesTax: 'Sales Tax Payable',
};

export const REFUND_ITEM = 'Amazon Refund';

const CHART: Array<[name: string, type: string, number: string]> = [
	[ACCOUNTS.receivable, 'AcctRec', '1100'],
	[ACCOUNTS.clearing, 'Bank', '1050'],
	[ACCOUNTS.undepositedFunds, 'OthCurrAsset', '1060'],
	[ACCOUNTS.sales, 'Income', '4000'],
	[ACCOUNTS.fees, 'Expense', '6100'],
	[ACCOUNTS.salesTax, 'OthCurrLiab', '2200'],
];

/** The first currency is the base currency. */
const CURRENCIES: Array<[symbol: string, name: string]> = [
	['USD', 'US Dollar'],
	['CAD', 'Canadian Dollar'],
	['MXN', 'Mexican Peso'],
	['BRL', 'Brazilian Real'],
	['GBP', 'British Pound'],
	['EUR', 'Euro'],
	['SEK', 'Swedish Krona'],
	['PLN', 'Polish Zloty'],
	['TRY', 'Turkish Lira'],
	['AED', 'UAE Dirham'],
	['SAR', 'Saudi Riyal'],
	['EGP', 'Egyptian Pound'],
	['ZAR', 'South African Rand'],
	['INR', 'Indian Rupee'],
	['JPY', 'Japanese Yen'],
	['AUD', 'Australian Dollar'],
	['SGD', 'Singapore Dollar'],
];

function add(books: Books, type: string, fields: Values): BookRecord {
	const { group } = books.types.get(type);
	return books.put({
		type,
		id: books.nextId(group),
		fields: { isInactive: false, ...fields },
		lines: {},
		seeded: true,
	});
}

export function accountNamed(books: Books, name: string): BookRecord {
	const wanted = name.toLowerCase();
	const account = books
		.inGroup('account')
		.find(({ fields }) => [fields.acctName, fields.acctNumber].some((own) => isSame(own, wanted)));
	return account ?? add(books, 'account', { acctName: name, acctType: 'Bank' });
}

function isSame(value: Values[string], wanted: string): boolean {
	return String(value ?? '').toLowerCase() === wanted;
}

/** Puts in what is missing of the above; an account that has it already is left as it is. */
export function furnish(
	books: Books,
	lists: Map<string, Array<{ scriptId: string; name: string }>>,
) {
	if (books.inGroup('currency').length === 0) {
		for (const [symbol, name] of CURRENCIES) {
			add(books, 'currency', { symbol, name, exchangeRate: 1 });
		}
		for (const [acctName, acctType, acctNumber] of CHART) {
			add(books, 'account', { acctName, acctType, acctNumber });
		}
		add(books, 'nonInventorySaleItem', { itemId: REFUND_ITEM, displayName: REFUND_ITEM });
	}
	for (const [list, values] of lists) {
		const known = new Set(books.inGroup(list).map(({ fields }) => fields.scriptId));
		for (const { scriptId, name } of values) {
			// Real accounts show script ids of list values in capitals (unknown for SDF lists).
			if (!known.has(scriptId.toUpperCase())) {
				add(books, list, { scriptId: scriptId.toUpperCase(), name });
			}
		}
	}
}
