// The work every mode gets: one invoice per order in the books, one Order transaction each, recorded as
// New. And the proof afterwards, read from the books: which orders are not settled exactly once.
import { query } from '../../nodes/shared/netsuite/api/suiteql';
import { loadStatusIds } from '../../nodes/shared/netsuite/records/settlementTransaction';
import { addSettlements } from '../../nodes/shared/netsuite/settlements/addSettlements';
import {
	SUMMARY_MAPPING,
	TRANSACTION_MAPPING,
} from '../../nodes/shared/netsuite/settlements/recordValues';
import type { BooksSeed } from '../../test/support/madeBooks';
import { invoiceOf } from '../../test/support/madeBooks';
import type { MadeEvent } from '../../test/support/madeSettlement';
import { madeSettlement, order } from '../../test/support/madeSettlement';
import { benchClient } from './benchClient';
import type { OwnSandbox } from './ownSandbox';

const TRANSACTION = 'customrecord_amzstl_transaction';
const field = (name: string) => `custrecord_amzstl_t_${name}`;

const QUERIED = [
	'transaction',
	'transactionline',
	'NextTransactionLineLink',
	'item',
	'currency',
	'accountingperiod',
	TRANSACTION,
];

/**
 * Before the clock starts: the sandbox fills a query table when it is first asked for, and NetSuite does not.
 */
export async function fillQueryTables(sandbox: OwnSandbox): Promise<void> {
	const client = benchClient(sandbox, 2);
	await Promise.all(
		QUERIED.map(
			async (table) =>
				await query(client, `SELECT COUNT(*) AS rows_in FROM ${table}`, [], 'fill a query table'),
		),
	);
}

export interface Order {
	orderId: string;
	/** Minor units. */
	amount: number;
}

export function ordersOf(count: number): Order[] {
	return Array.from({ length: count }, (_, at) => ({
		orderId: `111-${String(4_200_000 + at)}-${String(8_100_000 + at)}`,
		amount: 1_000 + ((at * 37) % 9_000),
	}));
}

export function booksFor(orders: Order[]): BooksSeed {
	return { invoices: orders.map(({ orderId, amount }) => invoiceOf(orderId, amount)) };
}

/** Before the clock starts: what the settlement import leaves behind. */
export async function recordOrders(sandbox: OwnSandbox, orders: Order[]): Promise<void> {
	await recordEvents(
		sandbox,
		orders.map(({ orderId, amount }) => order(orderId, amount)),
	);
}

export async function recordEvents(sandbox: OwnSandbox, events: MadeEvent[]): Promise<void> {
	const client = benchClient(sandbox, 5);
	const items = madeSettlement(events);
	await addSettlements(client, await loadStatusIds(client), items, {
		summaryFields: SUMMARY_MAPPING,
		transactionFields: TRANSACTION_MAPPING,
		isDryRun: false,
	});
	await fillQueryTables(sandbox);
}

interface Line {
	doc: string;
	amount: string;
}

/** Orders that are not Applied, or not paid in full by the one payment their record names. */
export async function countLost(sandbox: OwnSandbox, orders: Order[]): Promise<number> {
	const [transactions, payments, invoices] = await Promise.all([
		sandbox.records(TRANSACTION),
		sandbox.records('customerPayment'),
		sandbox.records('invoice'),
	]);
	const transactionOf = new Map(transactions.map((one) => [one[field('order_id')], one]));
	const paymentOf = new Map(payments.map((one) => [one.id, one]));
	const invoiceNamed = new Map(invoices.map((one) => [one.externalId, one]));
	const lines = payments.flatMap(({ apply }) => (apply ?? []) as Line[]);
	const linesTo = new Map<string, number>();
	for (const { doc } of lines) {
		linesTo.set(doc, (linesTo.get(doc) ?? 0) + 1);
	}
	const isSettled = ({ orderId, amount }: Order) => {
		const transaction = transactionOf.get(orderId);
		const invoice = invoiceNamed.get(`Amazon.com_${orderId}`);
		const payment = paymentOf.get(String(transaction?.[field('payment')] ?? ''));
		const own = ((payment?.apply ?? []) as Line[]).filter(({ doc }) => doc === invoice?.id);
		return (
			transaction?.labels[field('status')] === 'Applied' &&
			Number(invoice?.open) === 0 &&
			linesTo.get(String(invoice?.id)) === 1 &&
			own.length === 1 &&
			Math.round(Number(own[0].amount) * 100) === amount
		);
	};
	return orders.filter((one) => !isSettled(one)).length;
}
