// Payments and cash sales that lie in Undeposited Funds: the operation Deposit moves each of them to the clearing account
// once, whatever happens on the way, and then the journal of the settlement is what it would have been without.
import { SettlementSummaryUpdate } from '../../nodes/SettlementSummaryUpdate/SettlementSummaryUpdate.node';
import { SettlementJournalCreate } from '../../nodes/SettlementJournalCreate/SettlementJournalCreate.node';
import type { NetSuiteClient } from '../../nodes/shared/netsuite/api/client';
import { depositPayments } from '../../nodes/shared/netsuite/journals/depositPayments';
import { settlementsNamed } from '../../nodes/shared/netsuite/journals/journalSettlements';
import { NO_SETTINGS } from '../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import type { SavedBooks } from '../../sandbox/books/books';
import type { Preferences } from '../../sandbox/books/preferences';
import type { Sandbox } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import { clientAround, crashingClient } from '../support/crash';
import {
	accountParameters,
	balanceOf,
	itemsOfFile,
	JOURNAL_ACCOUNTS,
	journals,
	journalSettingsOf,
	journalsInBooks,
} from '../support/journals';
import { invoiceOf } from '../support/madeBooks';
import { madeReport } from '../support/madeReport';
import { sandboxClient } from '../support/sandboxClient';
import { asItems, runOn, writesOf } from '../support/sandboxNode';
import { idNamed, settle } from '../support/settle';
import { withSandbox } from './story';

/** 100 payments of 10.00 and one cash sale of 7.50, a fee of 2.00 each: 1,007.50 less 202.00. */
const ORDERS = Array.from({ length: 101 }, (_, at) => `111-${at + 1}`);
const amountOf = (at: number) => (at === 100 ? 750 : 1000);
const REPORT = madeReport(
	{ total: '805.50' },
	ORDERS.flatMap((id, at) => [
		`Order ${id} 2026-10-05 ItemPrice|Principal ${(amountOf(at) / 100).toFixed(2)}`,
		`Order ${id} 2026-10-05 ItemFees|Commission -2.00`,
	]),
);
const ENTRY = [
	'Dr Operating Bank 805.50',
	'Dr Selling Fees 202.00',
	'Cr Amazon Clearing 1007.50',
].sort();

let items: TransactionItem[];
let settled: SavedBooks;

beforeAll(async () => {
	items = await itemsOfFile(REPORT);
	const books = {
		accounts: JOURNAL_ACCOUNTS,
		invoices: ORDERS.slice(0, 100).map((id, at) => invoiceOf(id, amountOf(at))),
		cashSales: [invoiceOf(ORDERS[100], amountOf(100))],
	};
	await withSandbox(books, async (sandbox) => {
		await settle(sandbox, items, { defaults: NO_SETTINGS });
		settled = sandbox.books.saved();
	});
}, 120_000);

async function onSettled(
	use: (sandbox: Sandbox) => Promise<void>,
	preferences: Partial<Preferences> = {},
): Promise<void> {
	const sandbox = await createSandbox({ books: { ...settled, preferences } });
	try {
		await use(sandbox);
	} finally {
		await sandbox.close();
	}
}

const waiting = (sandbox: Sandbox) =>
	[...sandbox.books.records('customerPayment'), ...sandbox.books.records('cashSale')].filter(
		({ status }) => status === 'B',
	).length;

/** `AMZ-DEP-1 2026-10-17 1007.50 (101)`, on Amazon Clearing. */
const deposits = (sandbox: Sandbox) =>
	sandbox.books
		.records('deposit')
		.map(({ externalId, tranDate, total, payment, account }) =>
			[
				externalId,
				tranDate,
				total,
				`(${(payment as unknown[]).length})`,
				account === idNamed(sandbox, 'account', 'Amazon Clearing') ? '' : 'elsewhere',
			]
				.join(' ')
				.trim(),
		);
const WHOLE = ['AMZ-DEP-21000000001 2026-10-17 1007.50 (101)'];

async function depositing(sandbox: Sandbox, parameters = {}) {
	const accounts = accountParameters(sandbox, { clearing: 'Amazon Clearing' });
	const run = await runOn(
		sandbox,
		new SettlementJournalCreate(),
		{ operation: 'deposit', accounts, ...parameters },
		asItems(items),
	);
	const [outputs = [], blocked = []] = run.outputs;
	return {
		hint: run.hints[0]?.message ?? '',
		results: outputs.map(({ json }) => json.deposit as Record<string, unknown>),
		blocked: blocked.length,
	};
}

const clearing = { clearing: 'Amazon Clearing' };

/** As Settlement Summary Update reads it from the ledger. */
async function clearingOf(sandbox: Sandbox): Promise<Record<string, unknown>> {
	const { outputs } = await runOn(sandbox, new SettlementSummaryUpdate(), { source: 'netSuite' });
	const [[{ json }]] = outputs as [[{ json: Record<string, unknown> }]];
	return { ...(json.clearing as object), disagreements: json.disagreements };
}

test('the journal is refused with the list; after the deposit it is posted, and clearing is at zero', async () => {
	await onSettled(async (sandbox) => {
		expect(waiting(sandbox)).toBe(101);
		const refused = await journals(sandbox, items, { accounts: clearing });
		expect(refused.results).toMatchObject([{ errorCode: 'JOURNAL_UNDEPOSITED' }]);
		expect(refused.results[0].errorMessage).toMatch(/101 payments.*PYMT\d+ 10\.00 USD.*81 more/);
		const { results, hint, blocked } = await depositing(sandbox);
		expect(results).toMatchObject([
			{ outcome: 'created', deposits: [{ count: 101, amount: 1007.5 }] },
		]);
		expect([hint, blocked]).toEqual(['1 settlements: 1 deposits posted, 0 blocked', 0]);
		expect([deposits(sandbox), waiting(sandbox)]).toEqual([WHOLE, 0]);
		expect(await clearingOf(sandbox)).toMatchObject({
			state: 'none',
			balance: 1007.5,
			journals: [],
		});
		const { results: posted } = await journals(sandbox, items, { accounts: clearing });
		expect(posted).toMatchObject([{ outcome: 'created', errorCode: '', clearing: { after: 0 } }]);
		expect(journalsInBooks(sandbox).map(([, ...lines]) => lines.sort())).toEqual([ENTRY]);
		expect(await clearingOf(sandbox)).toMatchObject({
			state: 'posted',
			balance: 0,
			expected: 0,
			isJudged: true,
			disagreements: [],
		});
		// The ledger as the test adds it up.
		expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(0);
		// But for the cash sale, which was there before and is left out of the sum.
		expect(balanceOf(sandbox, 'Undeposited Funds')).toBe(-amountOf(100));
		const again = await journals(sandbox, items, { accounts: clearing });
		expect(again.results).toMatchObject([{ outcome: 'existed', errorCode: '' }]);
	});
});

test('the deposit of the node is found without a clearing account chosen', async () => {
	await onSettled(async (sandbox) => {
		await depositing(sandbox);
		const { results } = await journals(sandbox, items);
		expect(results).toMatchObject([{ outcome: 'created', errorCode: '', clearing: { after: 0 } }]);
	});
});

test('a dry run writes nothing; a second run finds nothing to deposit', async () => {
	await onSettled(async (sandbox) => {
		sandbox.requests.reset();
		const { results, hint } = await depositing(sandbox, { dryRun: true });
		expect(results).toMatchObject([
			{ outcome: 'planned', isDryRun: true, deposits: [{ count: 101 }] },
		]);
		expect(hint).toContain('1 deposits planned');
		expect([writesOf(sandbox), deposits(sandbox), waiting(sandbox)]).toEqual([0, [], 101]);
		await depositing(sandbox);
		sandbox.requests.reset();
		const again = await depositing(sandbox);
		expect(again.results).toMatchObject([{ outcome: 'existed', deposits: [] }]);
		expect([writesOf(sandbox), deposits(sandbox)]).toEqual([0, WHOLE]);
	});
});

describe('whatever happens', () => {
	const run = async (sandbox: Sandbox, client: NetSuiteClient = sandboxClient(sandbox)) => {
		const settlements = await settlementsNamed(client, ['21000000001']);
		return (await depositPayments(client, settlements, journalSettingsOf(sandbox))).results[0];
	};

	test('a crash at any request, then the run again: one deposit', async () => {
		await onSettled(async (sandbox) => {
			for (let requests = 1; requests <= 12; requests += 1) {
				await run(sandbox, crashingClient(sandbox, requests)).catch(() => undefined);
				expect(await run(sandbox)).toMatchObject({ errorCode: '' });
				expect([deposits(sandbox), waiting(sandbox)]).toEqual([WHOLE, 0]);
				sandbox.books.remove(sandbox.books.ofType('deposit')[0]);
			}
		});
	});

	test('the answer is lost: it is looked up', async () => {
		await onSettled(async (sandbox) => {
			let posts = 0;
			const losing = clientAround(sandbox, (send) => async (request) => {
				const answer = await send(request);
				if (request.method === 'POST' && request.path.endsWith('/deposit')) {
					posts += 1;
					throw new Error('socket hang up');
				}
				return answer;
			});
			expect(await run(sandbox, losing)).toMatchObject({ outcome: 'created', errorCode: '' });
			expect([posts, deposits(sandbox)]).toEqual([1, WHOLE]);
		});
	});

	test('two runs at once: one deposit', async () => {
		await onSettled(async (sandbox) => {
			const both = await Promise.all([run(sandbox), run(sandbox)]);
			expect(both.map(({ errorCode }) => errorCode)).toEqual(['', '']);
			expect([deposits(sandbox), waiting(sandbox)]).toEqual([WHOLE, 0]);
		});
	});

	test.each(['refused', 'ignored'] as const)(
		'a payment is deposited by hand between look and deposit (%s): none twice, and the next run does the others',
		async (depositNotListed) => {
			await onSettled(
				async (sandbox) => {
					let isDone = false;
					const racing = clientAround(sandbox, (send) => async (request) => {
						if (request.method === 'POST' && request.path.endsWith('/deposit') && !isDone) {
							isDone = true;
							byHand(sandbox, 'Amazon Clearing');
						}
						return await send(request);
					});
					const first = await run(sandbox, racing);
					expect(first.errorCode).not.toBe('');
					await run(sandbox);
					expect(waiting(sandbox)).toBe(0);
					const cents = sandbox.books
						.records('deposit')
						.reduce((sum, { total }) => sum + Math.round(Number(total) * 100), 0);
					expect(cents).toBe(100750);
				},
				{ depositNotListed },
			);
		},
	);

	test('more than a deposit holds: several, and a crash between them is completed', async () => {
		await onSettled(async (sandbox) => {
			const [payment] = sandbox.books.ofType('customerPayment').filter(({ seeded }) => !seeded);
			for (let more = 0; more < 120; more += 1) {
				const fields = { ...payment.fields, externalId: undefined, tranId: undefined };
				const id = sandbox.books.nextId('transaction');
				sandbox.books.put({ ...payment, id, fields, lines: { apply: [] } });
			}
			let posts = 0;
			const broken = clientAround(sandbox, (send, crash) => async (request) => {
				posts += request.method === 'POST' && request.path.endsWith('/deposit') ? 1 : 0;
				if (posts === 2) {
					crash();
					throw new Error('crashed');
				}
				return await send(request);
			});
			await run(sandbox, broken).catch(() => undefined);
			expect([deposits(sandbox).length, waiting(sandbox)]).toEqual([1, 21]);
			await run(sandbox);
			expect(deposits(sandbox).map((one) => one.split(' ')[0])).toEqual([
				'AMZ-DEP-21000000001',
				'AMZ-DEP-21000000001-2',
			]);
			expect(waiting(sandbox)).toBe(0);
		});
	});
});

/** The first payment that waits, deposited by a person. */
function byHand(sandbox: Sandbox, accountName: string, settlement?: string): void {
	const { books } = sandbox;
	const [payment] = books.ofType('customerPayment').filter((one) => !one.seeded);
	books.put({
		type: 'deposit',
		id: books.nextId('transaction'),
		fields: {
			account: idNamed(sandbox, 'account', accountName),
			tranDate: '2026-10-10',
			custbody_amzstl_settlement: settlement,
		},
		lines: { payment: [{ id: payment.id, deposit: true }] },
	});
}

const summaryId = (sandbox: Sandbox) =>
	sandbox.books.records('customrecord_amzstl_settlement')[0].id;

describe('a payment deposited by hand already', () => {
	test('to the clearing account, with the link: the others are deposited, and the journal is posted', async () => {
		await onSettled(async (sandbox) => {
			byHand(sandbox, 'Amazon Clearing', summaryId(sandbox));
			const { results } = await depositing(sandbox);
			expect(results).toMatchObject([
				{ outcome: 'created', deposits: [{ count: 100, amount: 997.5 }] },
			]);
			const { results: posted } = await journals(sandbox, items, { accounts: clearing });
			expect(posted).toMatchObject([{ outcome: 'created', errorCode: '', clearing: { after: 0 } }]);
		});
	});

	test.each([
		['to the clearing account, without the link', 'Amazon Clearing', false],
		['to another account, with the link', 'Operating Bank', true],
	])('%s: the journal is blocked, and says what to do', async (_, account, isLinked) => {
		await onSettled(async (sandbox) => {
			byHand(sandbox, account, isLinked ? summaryId(sandbox) : undefined);
			expect((await depositing(sandbox)).results).toMatchObject([{ outcome: 'created' }]);
			const { results } = await journals(sandbox, items, { accounts: clearing });
			expect(results).toMatchObject([{ errorCode: 'JOURNAL_CLEARING_DIFFERS' }]);
			expect(results[0].errorMessage).toContain('fill its field Amazon Settlement');
			expect(journalsInBooks(sandbox)).toEqual([]);
		});
	});
});

describe('what a deposit is refused for', () => {
	const without = (sandbox: Sandbox, account: string) =>
		accountParameters(sandbox, account === '' ? {} : { clearing: account });

	test.each([
		['no clearing account is known', '', 'JOURNAL_ACCOUNT_MISSING'],
		['it is where the payments wait', 'Undeposited Funds', 'JOURNAL_ACCOUNT_MISSING'],
		['it is a receivables account', 'Accounts Receivable', 'JOURNAL_ACCOUNT_UNFIT'],
	])('%s', async (_, account, errorCode) => {
		await onSettled(async (sandbox) => {
			const { results, blocked } = await depositing(sandbox, {
				accounts: without(sandbox, account),
			});
			expect(results).toMatchObject([{ outcome: 'skipped', errorCode }]);
			expect([blocked, deposits(sandbox)]).toEqual([1, []]);
		});
	});

	test('a closed period, unless the first open day is taken', async () => {
		await onSettled(async (sandbox) => {
			const period = sandbox.books.periodOf('2026-10-01');
			sandbox.books.put({ ...period, fields: { ...period.fields, closed: true } });
			const { results } = await depositing(sandbox);
			expect(results).toMatchObject([{ outcome: 'failed', errorCode: 'PERIOD_CLOSED' }]);
			await depositing(sandbox, { periodPolicy: 'firstOpen' });
			expect(deposits(sandbox)).toEqual(['AMZ-DEP-21000000001 2026-11-01 1007.50 (101)']);
		});
	});

	test('a payment dated after it: Undeposited Funds never goes below what lies there', async () => {
		await onSettled(async (sandbox) => {
			const [payment] = sandbox.books.ofType('customerPayment').filter(({ seeded }) => !seeded);
			sandbox.books.put({ ...payment, fields: { ...payment.fields, tranDate: '2026-10-20' } });
			const { results } = await depositing(sandbox);
			const [{ date, dateNote }] = results[0].deposits as Array<Record<string, string>>;
			expect([date, dateNote]).toEqual([
				'2026-10-20',
				'Dated 2026-10-20, the day of the last payment in it',
			]);
		});
	});
});
