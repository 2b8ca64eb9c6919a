// The balance that a settlement leaves on clearing, as Settlement Summary Update reads it from the ledger after the
// journal: in every state the books may be in, and with entries that somebody changed.
import { SettlementSummaryUpdate } from '../../nodes/SettlementSummaryUpdate/SettlementSummaryUpdate.node';
import type { ClearingJson } from '../../nodes/SettlementSummaryUpdate/clearingJson';
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import type { SavedBooks } from '../../sandbox/books/books';
import type { BookRecord } from '../../sandbox/books/record';
import { voidTransaction } from '../../sandbox/books/voiding';
import type { Preferences } from '../../sandbox/books/preferences';
import type { Sandbox } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import { withSandbox } from '../simulate/story';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { balanceOf, DEMO_BOOKS, itemsOfFile, journals } from '../support/journals';
import { runOn } from '../support/sandboxNode';
import { idNamed, settle } from '../support/settle';

let demo: TransactionItem[];
let settled: SavedBooks;

beforeAll(async () => {
	demo = await itemsOfFile('demo/settlement.txt');
	await withSandbox(DEMO_BOOKS, async (sandbox) => {
		await settle(sandbox, demo);
		settled = sandbox.books.saved();
	});
});

const settledDemo = async (
	use: (sandbox: Sandbox) => Promise<void>,
	preferences: Partial<Preferences> = {},
) => {
	const sandbox = await createSandbox({ books: { ...settled, preferences } });
	try {
		await use(sandbox);
	} finally {
		await sandbox.close();
	}
};

async function refreshed(sandbox: Sandbox) {
	const { outputs } = await runOn(sandbox, new SettlementSummaryUpdate(), { source: 'netSuite' });
	const [[{ json }]] = outputs as [[{ json: Record<string, unknown> }]];
	const found = json.disagreements as Array<{ code: string; message: string }>;
	return {
		clearing: json.clearing as ClearingJson,
		found,
		ties: json.ties,
		page: String(json.outcomePage),
	};
}

const journalOf = ({ books }: Sandbox): BookRecord => books.ofType('journalEntry')[0];

describe.each([
	['the usual journal', {}, -106.49],
	['not posted on its own account', { notPosted: 'parked' }, 0],
	['the deposit left to the bank feed', { deposit: 'bankFeed' }, 546.54],
	['charges and credits apart', { layout: 'gross' }, -106.49],
])('%s', (_, options, expected) => {
	test('the balance of the ledger is the expected one', async () => {
		await settledDemo(async (sandbox) => {
			await journals(sandbox, demo, { options });
			const { clearing, found, ties } = await refreshed(sandbox);
			expect(clearing).toMatchObject({
				state: 'posted',
				balance: expected,
				expected,
				difference: 0,
				isJudged: true,
				accountIds: [idNamed(sandbox, 'account', 'Amazon Clearing')],
				journals: [{ internalId: journalOf(sandbox).id, isPosting: true }],
			});
			// The ledger as the test adds it up.
			expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(Math.round(expected * 100));
			expect([found, ties]).toEqual([[], true]);
		});
	});

	test('a line of 1.00 moved off clearing by hand is named', async () => {
		await settledDemo(async (sandbox) => {
			await journals(sandbox, demo, { options });
			const clearingId = idNamed(sandbox, 'account', 'Amazon Clearing');
			const journal = journalOf(sandbox);
			const at = journal.lines.line.findIndex(
				({ account, credit }) => account === clearingId && credit !== undefined,
			);
			const own = journal.lines.line[at];
			const line = [
				...journal.lines.line.filter((one) => one !== own),
				{ ...own, credit: Number(own.credit) - 100 },
				{ ...own, line: 99, credit: 100, account: idNamed(sandbox, 'account', 'Variance') },
			];
			sandbox.books.put({ ...journal, lines: { line } });
			const { clearing, found, ties } = await refreshed(sandbox);
			expect(clearing).toMatchObject({ expected, difference: 1 });
			expect([found.map(({ code }) => code), ties]).toEqual([['CLEARING_DIFFERS'], false]);
			expect(found[0].message).toContain('1.00 USD nothing explains');
		});
	});
});

test('before the journal: the documents, and nothing is judged', async () => {
	await settledDemo(async (sandbox) => {
		const { clearing, found } = await refreshed(sandbox);
		expect(clearing).toMatchObject({
			state: 'none',
			balance: 1049.59,
			expected: 1049.59,
			difference: 0,
			isJudged: false,
			journals: [],
		});
		expect(found).toEqual([]);
	});
});

test('waiting for approval: the documents alone', async () => {
	await settledDemo(
		async (sandbox) => {
			await journals(sandbox, demo);
			const { clearing, found } = await refreshed(sandbox);
			expect(clearing).toMatchObject({
				state: 'awaitingApproval',
				balance: 1049.59,
				expected: 1049.59,
				isJudged: true,
				journals: [{ isPosting: false }],
			});
			expect(found).toEqual([]);
		},
		{ journalApproval: 'pending' },
	);
});

test('voided: as if there were none', async () => {
	await settledDemo(async (sandbox) => {
		await journals(sandbox, demo);
		voidTransaction(sandbox.books, journalOf(sandbox).id);
		const { clearing } = await refreshed(sandbox);
		expect(clearing).toMatchObject({ state: 'none', balance: 1049.59, expected: 1049.59 });
	});
});

test('reversed: the entry and what reverses it are a pair', async () => {
	await settledDemo(async (sandbox) => {
		await journals(sandbox, demo);
		const journal = journalOf(sandbox);
		const fields = { ...journal.fields, reversalDate: '2026-11-01' };
		sandbox.books.put({ ...journal, fields });
		const { clearing, found } = await refreshed(sandbox);
		expect(clearing).toMatchObject({ state: 'none', balance: 1049.59, expected: 1049.59 });
		expect(found).toEqual([]);
	});
});

test('a second entry with the settlement in its field is named, and the journal node names it too', async () => {
	await settledDemo(async (sandbox) => {
		await journals(sandbox, demo);
		const journal = journalOf(sandbox);
		const fields = { ...journal.fields, externalId: undefined, tranId: undefined };
		sandbox.books.put({ ...journal, id: sandbox.books.nextId('transaction'), fields });
		const { clearing, found } = await refreshed(sandbox);
		expect(clearing).toMatchObject({ difference: -1156.08 });
		expect(found.map(({ code }) => code)).toEqual(['CLEARING_DIFFERS']);
		const { results } = await journals(sandbox, demo);
		expect(results).toMatchObject([{ errorCode: 'JOURNAL_DIFFERS' }]);
	});
});

test('a credit memo that an open invoice took is a term of its own', async () => {
	await withSandbox({ invoices: [invoiceOf('111-1', 5000)] }, async (sandbox) => {
		const accountId = idNamed(sandbox, 'account', 'Amazon Clearing');
		// Paid in part, so that the invoice is still open when the refund comes.
		const items = madeSettlement([order('111-1', 3000), refund('111-1', 500, 'a')]);
		await settle(sandbox, items, { openInvoice: 'apply' });
		const { clearing, found } = await refreshed(sandbox);
		expect(clearing).toMatchObject({
			state: 'none',
			accountIds: [accountId],
			balance: 30,
			expected: 30,
			terms: [
				{ name: 'ordersAndRefunds', amount: 25 },
				{ name: 'memosTaken', amount: 5 },
			],
		});
		expect(found).toEqual([]);
	});
});

const SUMMARY = 'customrecord_amzstl_settlement';

/** What the summary in NetSuite has of the journal. */
function recorded({ books }: Sandbox) {
	const [summary] = books.records(SUMMARY);
	const of = (name: string) => summary[`custrecord_amzstl_s_${name}`];
	return {
		journals: of('journals'),
		status: of('journal_status'),
		left: of('clearing'),
		expected: of('clearing_expected'),
		problem: of('journal_problem'),
	};
}

test('the summary has journal, status and balance', async () => {
	await settledDemo(async (sandbox) => {
		await refreshed(sandbox);
		expect(recorded(sandbox)).toEqual({
			journals: undefined,
			status: 'No journal',
			left: '1049.59',
			expected: '1049.59',
			problem: undefined,
		});
		await journals(sandbox, demo);
		await refreshed(sandbox);
		expect(recorded(sandbox)).toEqual({
			journals: journalOf(sandbox).id,
			status: 'Posted',
			left: '-106.49',
			expected: '-106.49',
			problem: undefined,
		});
	});
});

test('what blocks stands on the summary and the page until nothing does', async () => {
	await settledDemo(async (sandbox) => {
		const accounts = { storage: '' };
		await journals(sandbox, demo, { accounts, dryRun: true });
		expect(recorded(sandbox).problem).toBeUndefined();
		await journals(sandbox, demo, { accounts });
		expect(recorded(sandbox).problem).toMatch(/^JOURNAL_ACCOUNT_MISSING: .*STORAGE/);
		const blocked = await refreshed(sandbox);
		expect(blocked.page).toContain('The last run posted no journal.');
		expect(blocked.page).toContain('There is no journal in the books.');
		expect(blocked.page).toContain('STORAGE with \u221227.45 USD');
		await journals(sandbox, demo);
		expect(recorded(sandbox).problem).toBeUndefined();
		expect((await refreshed(sandbox)).page).not.toContain('The last run posted no journal.');
	});
});

test.each([
	['with a journal', true, ['NOT_CHECKED']],
	['without one, where there is nothing to judge', false, []],
])('a ledger that NetSuite refuses to show, %s', async (_, isPosted, codes) => {
	await settledDemo(async (posted) => {
		if (isPosted) {
			await journals(posted, demo);
		}
		const preferences = { absentColumns: ['transaction.reversal'] };
		const sandbox = await createSandbox({ books: { ...posted.books.saved(), preferences } });
		try {
			const { clearing, found } = await refreshed(sandbox);
			expect(clearing).toBeNull();
			expect(found.map(({ code }) => code)).toEqual(codes);
			const { status, left } = recorded(sandbox);
			expect([status, left]).toEqual([undefined, undefined]);
		} finally {
			await sandbox.close();
		}
	});
});

test('with the shipped role', async () => {
	const role = { scriptId: 'customrole_amzstl_settlement', without: [] };
	await settledDemo(
		async (sandbox) => {
			await journals(sandbox, demo);
			expect((await refreshed(sandbox)).clearing).toMatchObject({ balance: -106.49 });
		},
		{ role },
	);
});
