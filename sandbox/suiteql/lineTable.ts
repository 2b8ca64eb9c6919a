// The rows of transactionline: a main line, then items, tax, the other side of a payment or refund; of a journal its
// lines alone, the first of which is the main line (I). Amounts stand on the side
// of the ledger they post to, debit positive: an invoice's item lines are negative (public queries).
import type { Books } from '../books/books';
import { ACCOUNTS, accountNamed } from '../books/chart';
import { isApproved } from '../books/figures';
import { DEFAULT_EXPONENT } from '../books/money';
import { amount, customerOf, linesOf, sum, text } from '../books/record';
import type { BookRecord, Value, Values } from '../books/record';
import { ORDER_ITEM_COLUMN } from '../transactionTypes';
import { column, decimal, flag, id, type SqlValue } from './columns';

/** Types whose main line, and so whose total, is a credit. */
export const NEGATIVE_TOTALS = new Set(['creditMemo', 'customerRefund']);

export const LINE_COLUMNS = [
	column('transaction', 'number', { target: 'transaction' }),
	column('id', 'number'),
	column('linesequencenumber', 'number'),
	column('mainline'),
	column('taxline'),
	column('iscogs'),
	column('item', 'number', { target: 'item' }),
	column('quantity', 'number'),
	column('rate', 'number'),
	column('foreignamount', 'number'),
	column('netamount', 'number'),
	column('createdfrom', 'number', { target: 'transaction' }),
	column('entity', 'number', { target: 'customer' }),
	column('expenseaccount', 'number', { target: 'account' }),
	column('location', 'number', { target: 'location' }),
	column('department', 'number', { target: 'department' }),
	column('class', 'number', { target: 'classification' }),
	column('memo'),
	column('quantityshiprecv', 'number'),
	column('quantitybilled', 'number'),
	column('isclosed'),
	column(ORDER_ITEM_COLUMN),
];

/** Only OneWorld accounts have it, and on lines only. */
export const SUBSIDIARY_COLUMN = column('subsidiary', 'number', { target: 'subsidiary' });

/** What differs from line to line; all else is the same for the whole transaction. */
interface LedgerLine {
	number: number;
	/** On the debit side positive. */
	units: number;
	values: Values;
	isMain?: boolean;
	isTax?: boolean;
	item?: SqlValue;
	quantity?: number;
	memo?: Value;
	account?: SqlValue;
	entity?: SqlValue;
}

/** Item lines post to the income account of their item. */
function incomeAccount(line: Values, books: Books): SqlValue {
	const own = books.get('item', text(line.item))?.fields.incomeAccount;
	return id(own ?? accountNamed(books, ACCOUNTS.sales).id);
}

export const ACCOUNTING_COLUMNS = [
	column('transaction', 'number', { target: 'transaction' }),
	column('transactionline', 'number'),
	column('accountingbook', 'number'),
	column('account', 'number', { target: 'account' }),
	column('amount', 'number'),
	column('debit', 'number'),
	column('credit', 'number'),
	column('posting'),
];

/**
 * transactionaccountingline: each line with its account, what does not post included. Amounts are in the base currency,
 * at the rate of the transaction.
 */
export function accountingRows(record: BookRecord, books: Books): SqlValue[][] {
	const exponent = books.exponent(record);
	const posts = record.type !== 'salesOrder' && isApproved(record);
	return ledgerLines(record, books).map((line) => {
		const value = decimal(inBase(record, line.units, exponent), DEFAULT_EXPONENT);
		const account = line.item === undefined ? line.account : incomeAccount(line.values, books);
		return [
			Number(record.id),
			line.number,
			1,
			account ?? null,
			value,
			value > 0 ? value : null,
			value < 0 ? -value : null,
			flag(posts),
		];
	});
}

/** The base currency has two decimals; half a unit is rounded away from zero. */
function inBase({ fields }: BookRecord, units: number, exponent: number): number {
	const rate = fields.exchangeRate === undefined ? 1 : Number(fields.exchangeRate);
	const size = Math.round(Math.abs(units) * rate * 10 ** (DEFAULT_EXPONENT - exponent));
	return units < 0 && size !== 0 ? -size : size;
}

/** The account of each line's main side is on the document; its other side is receivables. */
const AGAINST_RECEIVABLES = new Set(['customerPayment', 'customerRefund']);

/** Both sides of a document in its own currency, debit positive. */
export function ledgerLines(record: BookRecord, books: Books): LedgerLine[] {
	const mainSign = NEGATIVE_TOTALS.has(record.type) ? -1 : 1;
	const items = linesOf(record, 'item');
	const tax = sum(items.map((line) => amount(line.taxAmount)));
	const afterItems = Math.max(0, ...items.map((line) => amount(line.line))) + 1;
	const main: LedgerLine = {
		number: 0,
		units: mainSign * books.figures(record).total,
		values: record.fields,
		isMain: true,
		memo: record.fields.memo,
		account: id(record.fields.account),
	};
	const itemLines = items.map((line) => ({
		number: amount(line.line),
		units: -mainSign * amount(line.amount),
		values: line,
		item: id(line.item),
		quantity: -mainSign * amount(line.quantity),
		memo: line.description,
	}));
	const taxLines: LedgerLine[] =
		tax === 0
			? []
			: [
					{
						number: afterItems,
						units: -mainSign * tax,
						values: {},
						isTax: true,
						account: id(accountNamed(books, ACCOUNTS.salesTax).id),
					},
				];
	const journalLines = linesOf(record, 'line').map((line, at) => ({
		number: amount(line.line),
		isMain: at === 0,
		units: amount(line.debit) - amount(line.credit),
		values: line,
		memo: line.memo,
		account: id(line.account),
		entity: id(line.entity),
	}));
	if (record.type === 'journalEntry') {
		return journalLines;
	}
	const otherSide: LedgerLine[] = AGAINST_RECEIVABLES.has(record.type)
		? [{ number: 1, units: -main.units, values: {}, account: id(record.fields.arAcct) }]
		: [];
	const deposited = linesOf(record, 'other').map((line) => ({
		number: amount(line.line),
		units: -amount(line.amount),
		values: line,
		memo: line.memo,
		account: id(line.account),
	}));
	const last = Math.max(0, ...deposited.map(({ number }) => number));
	const gathered = linesOf(record, 'payment').map((line, at) => ({
		number: last + at + 1,
		units: -amount(line.paymentAmount),
		values: line,
		account: id(books.get('transaction', text(line.id))?.fields.account),
	}));
	return [main, ...itemLines, ...taxLines, ...otherSide, ...deposited, ...gathered];
}

/** In the order of LINE_COLUMNS, then the subsidiary in OneWorld accounts. */
export function lineRows(record: BookRecord, books: Books): SqlValue[][] {
	const exponent = books.exponent(record);
	const transaction = Number(record.id);
	const isOneWorld = books.types.find('subsidiary') !== undefined;
	const createdFrom = id(record.fields.createdFrom);
	const customer = id(customerOf(record));
	return ledgerLines(record, books).map((line) => {
		const value = decimal(line.units, exponent);
		const base = decimal(inBase(record, line.units, exponent), DEFAULT_EXPONENT);
		return [
			transaction,
			line.number,
			line.number,
			flag(line.isMain),
			flag(line.isTax),
			flag(false),
			line.item ?? null,
			line.quantity ?? null,
			line.isMain ? null : ((line.values.rate as SqlValue | undefined) ?? null),
			value,
			base,
			createdFrom,
			line.entity ?? customer,
			line.account ?? null,
			id(line.values.location),
			id(line.values.department),
			id(line.values.class),
			(line.memo as SqlValue | undefined) ?? null,
			(line.values.quantityFulfilled as SqlValue | undefined) ?? null,
			(line.values.quantityBilled as SqlValue | undefined) ?? null,
			flag(line.values.isClosed),
			(line.values[ORDER_ITEM_COLUMN] as SqlValue | undefined) ?? null,
			...(isOneWorld ? [id(record.fields.subsidiary)] : []),
		];
	});
}
