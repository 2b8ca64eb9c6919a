// The outcome of a demo run as JSON, read from the sandbox's books and request log: what NetSuite
// holds afterwards, not what the nodes say they did. Money is decimal strings.
import type { PlainRecord } from '../sandbox/books/plain';
import type { RequestCounters } from '../sandbox/requestLog';
import type { Sandbox } from '../sandbox/sandbox';

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
	...{ rows: 0, lines: 0, unreadable: 0, settlementId: '', currency: '' },
	...{ totalAmount: '0.00', sumOfLines: '0.00', balanced: false },
};

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
