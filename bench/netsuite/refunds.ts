// Mode "refunds": the work of NetSuite Refund Create from its first request to its last, taking what is
// New from NetSuite itself: a credit memo and a customer refund for each. With the books and records it
// needs, and the proof afterwards, read from the books: which refunds are not given exactly once.
import { query, required } from '../../nodes/shared/netsuite/api/suiteql';
import {
	CREDIT_MEMO_MAPPING,
	REFUND_LINE_DESCRIPTION,
	REFUND_MAPPING,
} from '../../nodes/shared/netsuite/posting/documentMappings';
import { NO_SETTINGS } from '../../nodes/shared/netsuite/posting/marketplaceSettings';
import {
	ALL_OPEN,
	selectTransactions,
} from '../../nodes/shared/netsuite/records/transactionSelection';
import { createRefunds } from '../../nodes/shared/netsuite/refunds/createRefunds';
import { AMOUNT_ONLY } from '../../nodes/shared/netsuite/refunds/refundSettings';
import { REFUND_TYPES } from '../../nodes/shared/settlement/labels/panes';
import { INVOICE_KEYS } from '../../test/support/invoiceKeys';
import type { BooksSeed } from '../../test/support/madeBooks';
import { invoiceOf } from '../../test/support/madeBooks';
import { refund } from '../../test/support/madeSettlement';
import { benchClient } from './benchClient';
import type { Order } from './orders';
import { recordEvents } from './orders';
import type { OwnSandbox } from './ownSandbox';

const field = (name: string) => `custrecord_amzstl_t_${name}`;

/** Each invoice is paid, and half of it goes back. */
const refunded = ({ amount }: Order) => Math.floor(amount / 2);

function booksFor(orders: Order[]): BooksSeed {
	return {
		invoices: orders.map(({ orderId, amount }) => invoiceOf(orderId, amount, { paid: amount })),
	};
}

async function record(sandbox: OwnSandbox, orders: Order[]): Promise<void> {
	await recordEvents(
		sandbox,
		orders.map((order) => refund(order.orderId, refunded(order), 'a')),
	);
}

export async function refundEach(sandbox: OwnSandbox, concurrency: number): Promise<void> {
	const client = benchClient(sandbox, concurrency);
	const idOf = async (sql: string) => {
		const [row] = await query(client, sql, [], 'look up what the node has chosen');
		return required(row, 'id');
	};
	const [refundAccountId, itemId, { ids, transactions }] = await Promise.all([
		idOf("SELECT id FROM account WHERE acctnumber = '1050' ORDER BY id"),
		idOf("SELECT id FROM item WHERE itemid = 'Amazon Refund' ORDER BY id"),
		selectTransactions(client, { ...ALL_OPEN, transactionTypes: REFUND_TYPES }),
	]);
	await createRefunds(client, ids, transactions, {
		keys: INVOICE_KEYS,
		datePolicy: 'posted',
		today: '2026-11-22',
		concurrency,
		isDryRun: false,
		defaults: { ...NO_SETTINGS, refundAccountId },
		marketplaces: [],
		itemId,
		description: REFUND_LINE_DESCRIPTION,
		creditMemoFields: CREDIT_MEMO_MAPPING,
		refundFields: REFUND_MAPPING,
		excess: 'refuse',
		openInvoice: 'refund',
		noInvoice: 'refuse',
		paymentOptionId: '',
		lines: AMOUNT_ONLY,
	});
}

/** Refunds that are not Applied, or whose memo is not over the amount and paid out by one refund. */
async function countLost(sandbox: OwnSandbox, orders: Order[]): Promise<number> {
	const [transactions, memos, refunds] = await Promise.all([
		sandbox.records('customrecord_amzstl_transaction'),
		sandbox.records('creditMemo'),
		sandbox.records('customerRefund'),
	]);
	const transactionOf = new Map(transactions.map((one) => [one[field('order_id')], one]));
	const isRefunded = (order: Order) => {
		const transaction = transactionOf.get(order.orderId);
		const isOwn = (one: Record<string, unknown>) =>
			one.custbody_amzstl_transaction === transaction?.id;
		const [memo, ...otherMemos] = memos.filter(isOwn);
		const [paid, ...otherRefunds] = refunds.filter(isOwn);
		const cents = (value: unknown) => Math.round(Number(value) * 100);
		return (
			transaction?.labels[field('status')] === 'Applied' &&
			otherMemos.length + otherRefunds.length === 0 &&
			cents(memo?.total) === refunded(order) &&
			cents(memo?.open) === 0 &&
			cents(paid?.total) === refunded(order)
		);
	};
	return orders.filter((one) => !isRefunded(one)).length;
}

export const REFUND_WORK = { booksFor, record, countLost };
