// Mode "journal": what Settlement Journal Create asks of NetSuite for one settlement, however many orders it has: its
// summary, the proof, the documents and the entry. The proof that it posted: one entry over the deposit.
import { settlementsNamed } from '../../nodes/shared/netsuite/journals/journalSettlements';
import { postJournals } from '../../nodes/shared/netsuite/journals/postJournals';
import { loadStatusIds } from '../../nodes/shared/netsuite/records/settlementTransaction';
import { updateSummaries } from '../../nodes/shared/netsuite/settlements/updateSummaries';
import type { BooksSeed } from '../../test/support/madeBooks';
import { order, SETTLEMENT_ID } from '../../test/support/madeSettlement';
import { benchClient } from './benchClient';
import type { Order } from './orders';
import { booksFor, recordEvents } from './orders';
import type { OwnSandbox } from './ownSandbox';
import { applyAll, PER_CUSTOMER } from './paymentApply';

/** Minor units, of each order. */
const FEE = 100;
const ACCOUNTS = [
	{ name: 'Operating Bank', type: 'Bank' },
	{ name: 'Selling Fees', type: 'Expense' },
];
const line = (amountType: string, amountDescription: string, kind: string, amount: number) => ({
	amountType,
	amountDescription,
	class: kind,
	amount,
	sku: 'MUG',
	orderItemCode: '1',
	quantity: 1,
});

async function accountId(sandbox: OwnSandbox, name: string): Promise<string> {
	const found = (await sandbox.records('account')).find(({ acctName }) => acctName === name);
	return found?.id ?? '';
}

export const JOURNAL_WORK = {
	booksFor: (orders: Order[]): BooksSeed => ({ ...booksFor(orders), accounts: ACCOUNTS }),
	record: async (sandbox: OwnSandbox, orders: Order[]) => {
		await recordEvents(
			sandbox,
			orders.map(({ orderId, amount }) =>
				order(orderId, amount, {
					fees: -FEE,
					lines: [
						line('ItemPrice', 'Principal', 'order.principal', amount),
						line('ItemFees', 'Commission', 'order.fee', -FEE),
					],
				}),
			),
		);
		const clearingId = await accountId(sandbox, 'Amazon Clearing');
		await applyAll(sandbox, 5, PER_CUSTOMER, clearingId);
	},
	/** Orders that the entry leaves out: all, where it is missing, twice or over another deposit. */
	countLost: async (sandbox: OwnSandbox, orders: Order[]) => {
		const entries = await sandbox.records('journalEntry');
		const lines = entries.flatMap((entry) => entry.line as Array<Record<string, string>>);
		const bankId = await accountId(sandbox, 'Operating Bank');
		const [deposit, ...more] = lines.filter(({ account }) => account === bankId);
		const wanted = orders.reduce((sum, { amount }) => sum + amount - FEE, 0);
		const isRight = Math.round(Number(deposit?.debit ?? 0) * 100) === wanted && more.length === 0;
		return entries.length === 1 && isRight ? 0 : orders.length;
	},
};

export async function postJournal(sandbox: OwnSandbox, concurrency: number): Promise<void> {
	const client = benchClient(sandbox, concurrency);
	const BANK = await accountId(sandbox, 'Operating Bank');
	const settlements = await settlementsNamed(client, [SETTLEMENT_ID]);
	const [{ disagreements }] = await updateSummaries(client, await loadStatusIds(client), {
		createdSince: '9999-12-31',
		settlementIds: [SETTLEMENT_ID],
		now: '2026-11-22T00:00:00Z',
		isDryRun: true,
	});
	const [named] = disagreements;
	await postJournals(
		client,
		settlements,
		{
			accounts: { BANK },
			feeAccountId: await accountId(sandbox, 'Selling Fees'),
			layout: 'perAccount',
			notPosted: 'onClearing',
			deposit: 'inEntry',
			feeTax: { mode: 'asInFile' },
			isSplitByMonth: false,
			datePolicy: 'deposit',
			periodPolicy: 'refuse',
			today: '2026-11-22',
			memo: '',
			segments: {},
			marketplaces: [],
			inTransitId: '',
			bookings: [],
			tolerance: 0,
			waitAbove: null,
			isDryRun: false,
			letsDisagreementsThrough: false,
			postsAnyway: false,
			adjusts: 'latePostings',
		},
		new Map(named === undefined ? [] : [[SETTLEMENT_ID, named.message]]),
	);
}
