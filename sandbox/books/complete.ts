// What NetSuite fills in when a record is saved: dates, numbers, currency, period, accounts, line numbers
// and the amounts of applications. It writes into the copy that put() made.
import { applyAutomatically, completeApplications } from './applying';
import type { Books } from './books';
import { ACCOUNTS, accountNamed } from './chart';
import { completeDeposit } from './deposits';
import { amount, customerOf, linesOf, text } from './record';
import type { BookRecord, Value, Values } from './record';

export const ITEM_TYPES = new Set([
	'salesOrder',
	'invoice',
	'cashSale',
	'creditMemo',
	'itemFulfillment',
]);
export const MONEY_TYPES = new Set(['customerPayment', 'cashSale']);

export function isTransaction(record: BookRecord, books: Books): boolean {
	return books.typeOf(record).group === 'transaction';
}

function setDefault(fields: Values, name: string, value: () => Value | undefined): void {
	if (fields[name] === undefined) {
		fields[name] = value();
	}
}

/** The tax that NetSuite's tax set-up adds to a line of a credit memo; a copied line brings its own. */
function taxOf(record: BookRecord, line: Values, books: Books): Values {
	const own = books.get('item', text(line.item))?.fields.sandboxTaxRate;
	const rate = amount(own ?? books.preferences.taxRate);
	const isTaxed =
		record.type === 'creditMemo' &&
		record.seeded !== true &&
		line.taxAmount === undefined &&
		rate !== 0;
	return isTaxed ? { taxAmount: Math.round((amount(line.amount) * rate) / 100) } : {};
}

function completeItemLines(record: BookRecord, books: Books): void {
	let last = Math.max(0, ...linesOf(record, 'item').map((line) => amount(line.line)));
	record.lines.item = linesOf(record, 'item').map((line) => {
		const quantity = amount(line.quantity ?? 1);
		return {
			...line,
			line: line.line ?? ++last,
			quantity,
			...taxOf(record, line, books),
			...(record.type === 'salesOrder'
				? {
						quantityFulfilled: line.quantityFulfilled ?? 0,
						quantityBilled: line.quantityBilled ?? 0,
					}
				: {}),
		};
	});
}

function numberLines(record: BookRecord, sublist: string): void {
	let last = Math.max(0, ...linesOf(record, sublist).map((line) => amount(line.line)));
	record.lines[sublist] = linesOf(record, sublist).map((line) => ({
		...line,
		line: line.line ?? ++last,
	}));
}

/** Whether it posts: at once, or when somebody has approved it. */
function completeApproval(record: BookRecord, before: BookRecord | undefined, books: Books): void {
	const { fields } = record;
	const isWaiting = books.preferences.journalApproval === 'pending' && record.seeded !== true;
	if (before === undefined && fields.isReversal !== true) {
		fields.approvalStatus = isWaiting ? '1' : (fields.approvalStatus ?? '2');
	} else if (fields.approved !== before?.fields.approved) {
		fields.approvalStatus = fields.approved === true ? '2' : '1';
	}
	fields.approved = fields.approvalStatus === '2';
}

/** Where the money of a payment or cash sale lies: an account, or else the undeposited funds. */
function completeMoneyPlace(
	record: BookRecord,
	before: BookRecord | undefined,
	books: Books,
): void {
	const { fields } = record;
	if (before && fields.account !== before.fields.account) {
		fields.undepFunds = 'false';
	}
	setDefault(fields, 'undepFunds', () => (fields.account === undefined ? 'true' : 'false'));
	if (fields.undepFunds === 'true') {
		fields.account = accountNamed(books, ACCOUNTS.undepositedFunds).id;
	}
}

function completeAccounts(record: BookRecord, before: BookRecord | undefined, books: Books): void {
	const receivable = () => {
		const customer = books.get('customer', customerOf(record));
		return customer?.fields.receivablesAccount ?? accountNamed(books, ACCOUNTS.receivable).id;
	};
	if (record.type === 'invoice' || record.type === 'creditMemo') {
		setDefault(record.fields, 'account', receivable);
	} else if (record.type === 'customerPayment' || record.type === 'customerRefund') {
		setDefault(record.fields, 'arAcct', receivable);
	}
	if (MONEY_TYPES.has(record.type)) {
		completeMoneyPlace(record, before, books);
	}
}

/** Fills in what NetSuite fills in when a record is saved. */
export function complete(record: BookRecord, before: BookRecord | undefined, books: Books): void {
	if (!isTransaction(record, books)) {
		return;
	}
	const { fields } = record;
	setDefault(fields, 'tranDate', () => books.now().toISOString().slice(0, 10));
	setDefault(fields, 'tranId', () => books.nextNumber(books.typeOf(record).numberPrefix ?? ''));
	setDefault(fields, 'currency', () => currencyOf(record, books));
	setDefault(fields, 'exchangeRate', () => 1);
	setDefault(
		fields,
		'subsidiary',
		() => books.get('customer', customerOf(record))?.fields.subsidiary,
	);
	if (fields.postingPeriod === undefined || fields.tranDate !== before?.fields.tranDate) {
		fields.postingPeriod =
			fields.postingPeriod !== before?.fields.postingPeriod
				? fields.postingPeriod
				: books.periodOf(text(fields.tranDate)).id;
	}
	completeAccounts(record, before, books);
	if (ITEM_TYPES.has(record.type)) {
		completeItemLines(record, books);
	}
	if (record.type === 'journalEntry') {
		numberLines(record, 'line');
		completeApproval(record, before, books);
	}
	if (record.type === 'deposit') {
		numberLines(record, 'other');
		completeDeposit(record, books);
	}
	completeApplications(record, books);
	if (before === undefined && record.type === 'customerPayment' && fields.autoApply === true) {
		applyAutomatically(record, books);
	}
}

function currencyOf(record: BookRecord, books: Books): Value | undefined {
	const customer = books.get('customer', customerOf(record));
	const base = books.inGroup('currency')[0]?.id;
	return customer?.fields.currency ?? base;
}
