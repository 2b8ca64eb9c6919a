// The outcome of a demo run as JSON, read from the sandbox's books and request log: what NetSuite
// holds afterwards, not what the nodes say they did. Money is decimal strings.
import { isApproved } from '../sandbox/books/figures';
import type { PlainRecord } from '../sandbox/books/plain';
import type { BookRecord } from '../sandbox/books/record';
import type { RequestCounters } from '../sandbox/requestLog';
import type { Sandbox } from '../sandbox/sandbox';
import { ledgerLines } from '../sandbox/suiteql/lineTable';
import { CLEARING } from './chart';

interface PostedJournal {
	externalId: string;
	/** `YYYY-MM-DD`. */
	date: string;
	currency: string;
	/** False while it waits for approval. */
	posting: boolean;
	/** '' on the other side. */
	lines: Array<{ account: string; debit: string; credit: string }>;
}

interface CountAndTotal {
	count: number;
	total: string;
}

export interface Outcome {
	report: {
		rows: number;
		lines: number;
		unreadable: number;
		settlementId: string;
		currency: string;
		totalAmount: string;
		sumOfLines: string;
		balanced: boolean;
	};
	/** The same for every settlement, when the report holds several. */
	reports: Array<Outcome['report']>;
	transactions: {
		total: number;
		byType: Record<string, number>;
		byStatus: Record<string, number>;
	};
	netsuite: {
		settlementRecords: number;
		transactionRecords: number;
		customerPayments: CountAndTotal & { applied: string };
		creditMemos: CountAndTotal;
		customerRefunds: CountAndTotal;
		openInvoices: CountAndTotal;
	};
	/** As the books have them, whoever posted them. */
	journals: PostedJournal[];
	/** What payments, refunds and journals leave on the clearing account: debits less credits. */
	clearing: { account: string; balance: string };
	unapplied: Array<{ orderId: string; errorCode: string; errorMessage: string }>;
	requests: Omit<RequestCounters, 'put' | 'delete' | 'token'>;
}

const SETTLEMENT = 'customrecord_amzstl_settlement';
const TRANSACTION = 'customrecord_amzstl_transaction';
const MONEY_DIGITS = 2;

/** Decimal strings added up as integers; the result has as many decimals as the longest, two at least. */
function sum(amounts: unknown[]): string {
	const texts = amounts.map((amount) => String(amount ?? '0'));
	const digits = Math.max(MONEY_DIGITS, ...texts.map((text) => (text.split('.')[1] ?? '').length));
	const total = texts.reduce((left, text) => {
		const [whole, fraction = ''] = text.split('.');
		return left + BigInt(whole + fraction.padEnd(digits, '0'));
	}, 0n);
	const padded = String(total < 0n ? -total : total).padStart(digits + 1, '0');
	return `${total < 0n ? '-' : ''}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

function tally(names: string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const name of names.sort()) {
		counts[name] = (counts[name] ?? 0) + 1;
	}
	return counts;
}

function countAndTotal(records: PlainRecord[], amount = 'total'): CountAndTotal {
	return { count: records.length, total: sum(records.map((record) => record[amount])) };
}

const text = (record: PlainRecord, field: string) => String(record[field] ?? '');

function reportOf(record: PlainRecord): Outcome['report'] {
	const of = (name: string) => record[`custrecord_amzstl_s_${name}`];
	return {
		rows: Number(of('rows') ?? 0),
		lines: Number(of('lines') ?? 0),
		unreadable: Number(of('unreadable') ?? 0),
		settlementId: String(of('settlement_id') ?? ''),
		currency: String(of('currency') ?? ''),
		totalAmount: sum([of('total_amount')]),
		sumOfLines: sum([of('sum_of_lines')]),
		balanced: of('balanced') === true,
	};
}

const NO_REPORT: Outcome['report'] = {
	rows: 0,
	lines: 0,
	unreadable: 0,
	settlementId: '',
	currency: '',
	totalAmount: '0.00',
	sumOfLines: '0.00',
	balanced: false,
};

/** Accounts by their name, without their number. */
function accountName(books: Sandbox['books'], id: unknown): string {
	return String(books.get('account', String(id))?.fields.acctName ?? id);
}

function journalOf(books: Sandbox['books'], journal: BookRecord): PostedJournal {
	const { externalId, tranDate, currency } = journal.fields;
	const decimals = books.exponent(journal);
	return {
		externalId: String(externalId ?? ''),
		date: String(tranDate ?? ''),
		currency: String(books.get('currency', String(currency))?.fields.symbol ?? ''),
		posting: isApproved(journal),
		lines: ledgerLines(journal, books).map(({ account, units }) => ({
			account: accountName(books, account),
			debit: units > 0 ? decimalOf(units, decimals) : '',
			credit: units < 0 ? decimalOf(-units, decimals) : '',
		})),
	};
}

/** Integers of the minor unit as a decimal text. */
function decimalOf(units: number, decimals: number): string {
	const digits = String(Math.abs(units)).padStart(decimals + 1, '0');
	const whole = digits.slice(0, digits.length - decimals);
	const sign = units < 0 ? '-' : '';
	return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`;
}

const LINK = 'custbody_amzstl_settlement';
const ON_CLEARING = ['customerPayment', 'cashSale', 'customerRefund', 'journalEntry', 'deposit'];

/** The account that payments of the settlement stand on; the usual one where there are none. */
function clearingId(books: Sandbox['books']): string {
	const [payment] = books.ofType('customerPayment').filter(isOfRun);
	const usual = books.ofType('account').find(({ fields }) => fields.acctName === CLEARING);
	return String(payment?.fields.account ?? usual?.id ?? '');
}

/** Posted since the demo began, or in the books before and taken for the settlement. */
const isOfRun = ({ seeded, fields }: BookRecord) => seeded !== true || fields[LINK] !== undefined;

function clearingOf(books: Sandbox['books']): Outcome['clearing'] {
	const id = clearingId(books);
	const amounts = ON_CLEARING.flatMap((type) => books.ofType(type))
		.filter((record) => isOfRun(record) && isApproved(record))
		.flatMap((record) =>
			ledgerLines(record, books)
				.filter(({ account }) => String(account ?? '') === id)
				.map(({ units }) => decimalOf(units, books.exponent(record))),
		);
	return { account: accountName(books, id), balance: sum(amounts) };
}

/** Documents that stood in the books before are left out; open invoices are all there are. */
export function outcomeOf({ books, requests }: Sandbox): Outcome {
	const settlements = books.records(SETTLEMENT);
	const transactions = books.records(TRANSACTION);
	const ours = (type: string) => books.records(type).filter(({ seeded }) => !seeded);
	const payments = ours('customerPayment');
	const openInvoices = books.records('invoice').filter(({ open }) => Number(open) > 0);
	const status = (record: PlainRecord) => record.labels.custrecord_amzstl_t_status ?? '';
	const reports = settlements.map(reportOf);
	const { total, suiteql, get, post, patch, batch, rejected429 } = requests.counters;
	return {
		report: reports[0] ?? NO_REPORT,
		reports,
		transactions: {
			total: transactions.length,
			byType: tally(transactions.map((record) => text(record, 'custrecord_amzstl_t_type'))),
			byStatus: tally(transactions.map(status)),
		},
		netsuite: {
			settlementRecords: settlements.length,
			transactionRecords: transactions.length,
			customerPayments: {
				...countAndTotal(payments),
				applied: sum(payments.map(({ applied }) => applied)),
			},
			creditMemos: countAndTotal(ours('creditMemo')),
			customerRefunds: countAndTotal(ours('customerRefund')),
			openInvoices: countAndTotal(openInvoices, 'open'),
		},
		journals: books
			.ofType('journalEntry')
			.filter(({ seeded }) => seeded !== true)
			.map((journal) => journalOf(books, journal)),
		clearing: clearingOf(books),
		unapplied: transactions
			.filter((record) => status(record) === 'Unapplied')
			.map((record) => ({
				orderId: text(record, 'custrecord_amzstl_t_order_id'),
				errorCode: text(record, 'custrecord_amzstl_t_error_code'),
				errorMessage: text(record, 'custrecord_amzstl_t_error_message'),
			})),
		requests: { total, suiteql, get, post, patch, batch, rejected429 },
	};
}
