// Settlement Journal Create on n8n's engine against a sandbox: the worked journals, and every state a journal may be
// found in on the next run.
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import { voidTransaction } from '../../sandbox/books/voiding';
import type { SavedBooks } from '../../sandbox/books/books';
import type { Preferences } from '../../sandbox/books/preferences';
import type { Sandbox } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import { balanceOf, DEMO_BOOKS, itemsOfFile, journals, journalsInBooks } from '../support/journals';
import { writesOf } from '../support/sandboxNode';
import { settle } from '../support/settle';
import { withSandbox } from '../simulate/story';

let demo: TransactionItem[];
let settled: SavedBooks;

beforeAll(async () => {
	demo = await itemsOfFile('demo/settlement.txt');
	await withSandbox(DEMO_BOOKS, async (sandbox) => {
		await settle(sandbox, demo);
		settled = sandbox.books.saved();
	});
});

const DEFAULT = [
	'AMZ-JE-18906543210 2026-10-17',
	'Dr Operating Bank 653.03',
	'Dr Selling Fees 212.51',
	'Dr Fulfilment Fees 71.25',
	'Dr Advertising 145.49',
	'Dr Storage 27.45',
	'Dr Amazon Reserve 310.55',
	'Cr Amazon Clearing 1156.08',
	'Cr Reimbursements 14.20',
	'Cr Amazon Reserve 250.00',
].sort();

const sorted = (sandbox: Sandbox) => journalsInBooks(sandbox).map((lines) => [...lines].sort());

/** The demo settled, payments and refunds posted. */
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

test('the journal of the demo, and again: nothing', async () => {
	await settledDemo(async (sandbox) => {
		const { results, blocked, hint } = await journals(sandbox, demo);
		expect(results).toMatchObject([
			{
				outcome: 'created',
				errorCode: '',
				errorMessage: '',
				totalsFrom: 'summary',
				clearing: { account: '1050 Amazon Clearing', before: 1049.59, after: -106.49 },
			},
		]);
		expect(results[0].clearing).toMatchObject({ notPosted: 106.49 });
		expect(blocked).toEqual([]);
		expect(hint).toBe('1 settlements: 1 journals posted, 0 existed, 0 blocked');
		expect(sorted(sandbox)).toEqual([DEFAULT]);
		expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(-10649);
		sandbox.requests.reset();
		const again = await journals(sandbox, demo);
		expect(again.results).toMatchObject([{ outcome: 'existed', errorCode: '', entries: [] }]);
		expect([writesOf(sandbox), sorted(sandbox)]).toEqual([0, [DEFAULT]]);
	});
});

test('a dry run shows the same journal and writes nothing', async () => {
	await settledDemo(async (sandbox) => {
		sandbox.requests.reset();
		const { results } = await journals(sandbox, demo, { dryRun: true });
		expect(results).toMatchObject([
			{ outcome: 'planned', isDryRun: true, entries: [{ externalId: 'AMZ-JE-18906543210' }] },
		]);
		const lines = results[0].entries[0].lines.map(
			({ account, debit, credit }) =>
				`${debit === '' ? 'Cr' : 'Dr'} ${String(account).replace(/^\d+ /, '')} ${String(debit || credit)}`,
		);
		expect(['AMZ-JE-18906543210 2026-10-17', ...lines].sort()).toEqual(DEFAULT);
		expect([writesOf(sandbox), journalsInBooks(sandbox)]).toEqual([0, []]);
	});
});

test('before anything is recorded a dry run plans it from the items', async () => {
	await withSandbox(DEMO_BOOKS, async (sandbox) => {
		const accounts = { clearing: 'Amazon Clearing' };
		const { results } = await journals(sandbox, demo, { dryRun: true, accounts });
		expect(results).toMatchObject([{ outcome: 'planned', totalsFrom: 'items' }]);
		expect(results[0].entries[0].lines).toHaveLength(9);
		const { run } = await journals(sandbox, demo, { accounts });
		expect(run.error?.message).toContain('SETTLEMENT_NOT_RECORDED');
	});
});

test('charges and credits apart, the deposit left to the bank feed', async () => {
	await settledDemo(async (sandbox) => {
		await journals(sandbox, demo, { options: { layout: 'gross', deposit: 'bankFeed' } });
		const [[, ...lines]] = journalsInBooks(sandbox);
		expect(lines).toContain('Cr Amazon Clearing 1264.58');
		expect(lines).toContain('Dr Amazon Clearing 108.50');
		expect(lines).toContain('Dr Amazon Clearing 653.03');
		expect(lines).toContain('Dr Selling Fees 185.54');
		expect(lines).toContain('Cr Selling Fees 16.28');
		// 546.54 wait for the bank line of 653.03.
		expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(54654);
	});
});

describe('what is not posted, on an account of its own', () => {
	const options = { notPosted: 'parked' };

	test('is taken back by an adjusting entry when it is posted', async () => {
		await settledDemo(async (sandbox) => {
			await journals(sandbox, demo, { options });
			expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(0);
			expect(balanceOf(sandbox, 'Not Posted')).toBe(-10649);
			payLate(sandbox, 2700);
			const letDisagreementsThrough = true;
			const late = await journals(sandbox, demo, {
				options: { ...options, letDisagreementsThrough },
			});
			expect(late.results).toMatchObject([{ outcome: 'created', errorCode: '' }]);
			expect(journalsInBooks(sandbox)[1]).toEqual([
				'AMZ-JE-18906543210-A1 2026-10-17',
				'Dr Not Posted 27.00',
				'Cr Amazon Clearing 27.00',
			]);
			expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(0);
			expect(balanceOf(sandbox, 'Not Posted')).toBe(-7949);
		});
	});
});

/** A payment of the settlement that comes after its journal, cents. */
function payLate(sandbox: Sandbox, amount: number): void {
	const { books: ledger } = sandbox;
	const [{ id: settlement }] = sandbox.books.records('customrecord_amzstl_settlement');
	const [payment] = ledger.ofType('customerPayment').filter(({ seeded }) => !seeded);
	ledger.put({
		...payment,
		id: ledger.nextId('transaction'),
		fields: {
			...payment.fields,
			externalId: undefined,
			tranId: undefined,
			payment: amount,
			custbody_amzstl_settlement: settlement,
			custbody_amzstl_transaction: undefined,
		},
		lines: { apply: [] },
	});
}

describe('what blocks', () => {
	test('an account that is missing, with its money; one for all fees mends it', async () => {
		await settledDemo(async (sandbox) => {
			const accounts = { storage: '', sellingFees: '', advertising: '' };
			const { results, blocked } = await journals(sandbox, demo, { accounts });
			expect(blocked).toEqual(results);
			expect(results).toMatchObject([{ outcome: 'skipped', errorCode: 'JOURNAL_ACCOUNT_MISSING' }]);
			expect(results[0].errorMessage).toContain('STORAGE with -27.45 USD');
			expect(results[0].errorMessage).toContain('Amazon Storage (Expense)');
			expect(journalsInBooks(sandbox)).toEqual([]);
			const allFees = { ...accounts, allFees: 'Amazon Fees' };
			await journals(sandbox, demo, { accounts: allFees });
			// 212.51 + 27.45 + 145.49.
			expect(journalsInBooks(sandbox)[0]).toContain('Dr Amazon Fees 385.45');
		});
	});

	test.each([
		['a receivables account', { storage: 'Accounts Receivable' }, 'receivables'],
		[
			'another clearing account than the documents have',
			{ clearing: 'Operating Bank' },
			'stand on',
		],
	])('%s', async (_, accounts, text) => {
		await settledDemo(async (sandbox) => {
			const { results } = await journals(sandbox, demo, { accounts });
			expect(results[0]).toMatchObject({ outcome: 'skipped' });
			expect(results[0].errorMessage).toContain(text);
			expect(journalsInBooks(sandbox)).toEqual([]);
		});
	});

	test('a disagreement of the proof, unless it is let through', async () => {
		await settledDemo(async (sandbox) => {
			payLate(sandbox, 2700);
			const { results } = await journals(sandbox, demo);
			expect(results).toMatchObject([{ outcome: 'skipped', errorCode: 'JOURNAL_DISPUTED' }]);
			const options = { letDisagreementsThrough: true };
			expect((await journals(sandbox, demo, { options })).results).toMatchObject([
				{ outcome: 'created' },
			]);
		});
	});

	test('money that is not posted, where the journal waits for it', async () => {
		await settledDemo(async (sandbox) => {
			const { results } = await journals(sandbox, demo, { options: { waitAbove: 106.48 } });
			expect(results).toMatchObject([{ errorCode: 'JOURNAL_WAITS' }]);
			await journals(sandbox, demo, { options: { waitAbove: 106.49 } });
			expect(journalsInBooks(sandbox)).toHaveLength(1);
		});
	});

	test.each([
		['2026-10-14', 'planned'],
		['2026-10-15', 'blocked'],
		['2026-10-27', 'blocked'],
		['2026-10-28', 'planned'],
	])('a deposit of the same amount on %s: %s', async (tranDate, expected) => {
		await settledDemo(async (sandbox) => {
			const { books: ledger } = sandbox;
			const id = (name: string) =>
				String(sandbox.books.records('account').find(({ acctName }) => acctName === name)?.id);
			ledger.put({
				type: 'deposit',
				id: ledger.nextId('transaction'),
				fields: { account: id('Operating Bank'), tranDate, currency: '1' },
				lines: { other: [{ account: id('Sales'), amount: 65303 }] },
			});
			const { results } = await journals(sandbox, demo, { dryRun: true });
			expect(results[0].errorCode).toBe(expected === 'blocked' ? 'JOURNAL_BOOKED_ALREADY' : '');
			const options = { postAnyway: true };
			const anyway = await journals(sandbox, demo, { dryRun: true, options });
			expect(anyway.results[0].errorCode).toBe('');
		});
	});

	test('a closed period, unless the first open day is taken; a lock of receivables does not matter', async () => {
		const books = { ...DEMO_BOOKS, lockedPeriods: ['2026-10'] };
		await withSandbox(books, async (sandbox) => {
			await settle(sandbox, demo, { periodPolicy: 'firstOpen' });
			const period = sandbox.books.periodOf('2026-10-01');
			const { results } = await journals(sandbox, demo, { dryRun: true });
			expect(results[0]).toMatchObject({ errorCode: '', entries: [{ date: '2026-10-17' }] });
			sandbox.books.put({ ...period, fields: { ...period.fields, closed: true } });
			const closed = await journals(sandbox, demo);
			expect(closed.results).toMatchObject([{ outcome: 'failed', errorCode: 'PERIOD_CLOSED' }]);
			await journals(sandbox, demo, { periodPolicy: 'firstOpen' });
			expect(journalsInBooks(sandbox)[0][0]).toBe('AMZ-JE-18906543210 2026-11-01');
		});
	});
});

describe('what a journal is found as', () => {
	test('waiting for approval: not in the books, and nothing is posted twice', async () => {
		await settledDemo(
			async (sandbox) => {
				for (const outcome of ['created', 'existed']) {
					const { results } = await journals(sandbox, demo);
					expect(results).toMatchObject([{ outcome, errorCode: 'JOURNAL_NOT_APPROVED' }]);
				}
				expect(journalsInBooks(sandbox)).toHaveLength(1);
				const [journal] = sandbox.books.ofType('journalEntry');
				sandbox.books.put({ ...journal, fields: { ...journal.fields, approved: true } });
				const { results } = await journals(sandbox, demo);
				expect(results).toMatchObject([{ outcome: 'existed', errorCode: '' }]);
			},
			{ journalApproval: 'pending' },
		);
	});

	test.each(['rejected', 'voided', 'deleted'])('%s: the whole entry again', async (state) => {
		await settledDemo(async (sandbox) => {
			await journals(sandbox, demo);
			const [journal] = sandbox.books.ofType('journalEntry');
			if (state === 'deleted') {
				sandbox.books.remove(journal);
			} else if (state === 'voided') {
				voidTransaction(sandbox.books, journal.id);
			} else {
				const fields = { ...journal.fields, approvalStatus: '3', approved: true };
				sandbox.books.put({ ...journal, fields });
			}
			const { results } = await journals(sandbox, demo);
			expect(results).toMatchObject([{ outcome: 'created', errorCode: '' }]);
			const name = `AMZ-JE-18906543210${state === 'deleted' ? '' : '-A1'} 2026-10-17`;
			const [last] = sorted(sandbox).slice(-1);
			expect(last).toEqual([name, ...DEFAULT.slice(1)].sort());
			expect((await journals(sandbox, demo)).results).toMatchObject([{ outcome: 'existed' }]);
		});
	});

	test('reversed: shown, and posted again only when asked', async () => {
		await settledDemo(async (sandbox) => {
			await journals(sandbox, demo);
			const [journal] = sandbox.books.ofType('journalEntry');
			const fields = { ...journal.fields, reversalDate: '2026-11-01' };
			sandbox.books.put({ ...journal, fields });
			const { results } = await journals(sandbox, demo);
			expect(results).toMatchObject([{ outcome: 'skipped', errorCode: 'JOURNAL_DIFFERS' }]);
			expect(journalsInBooks(sandbox)).toHaveLength(2);
			const options = { adjusts: 'everything' };
			await journals(sandbox, demo, { options });
			expect(balanceOf(sandbox, 'Operating Bank')).toBe(65303);
			expect((await journals(sandbox, demo)).results).toMatchObject([{ outcome: 'existed' }]);
		});
	});

	test('edited by hand: taken as it is, the difference is shown', async () => {
		await settledDemo(async (sandbox) => {
			await journals(sandbox, demo);
			edit(sandbox, 'Storage', 'Variance');
			const { results } = await journals(sandbox, demo);
			expect(results).toMatchObject([{ outcome: 'skipped', errorCode: 'JOURNAL_DIFFERS' }]);
			expect(results[0].errorMessage).toContain('Storage debit 27.45 USD');
			expect(results[0].errorMessage).toContain('Variance credit 27.45 USD');
			expect(journalsInBooks(sandbox)).toHaveLength(1);
		});
	});

	test('another account is selected: an adjusting entry when asked, once', async () => {
		await settledDemo(async (sandbox) => {
			await journals(sandbox, demo);
			const accounts = { storage: 'Amazon Fees' };
			const shown = await journals(sandbox, demo, { accounts });
			expect(shown.results).toMatchObject([{ errorCode: 'JOURNAL_DIFFERS' }]);
			const options = { adjusts: 'everything' };
			for (const outcome of ['created', 'existed']) {
				const { results } = await journals(sandbox, demo, { accounts, options });
				expect(results).toMatchObject([{ outcome, errorCode: '' }]);
			}
			expect(journalsInBooks(sandbox).slice(1)).toEqual([
				['AMZ-JE-18906543210-A1 2026-10-17', 'Dr Amazon Fees 27.45', 'Cr Storage 27.45'],
			]);
		});
	});

	test('made by hand and linked: it counts', async () => {
		await settledDemo(async (sandbox) => {
			await journals(sandbox, demo);
			const [journal] = sandbox.books.ofType('journalEntry');
			sandbox.books.put({ ...journal, fields: { ...journal.fields, externalId: undefined } });
			const { results } = await journals(sandbox, demo);
			expect(results).toMatchObject([{ outcome: 'existed', errorCode: '', entries: [] }]);
			expect(journalsInBooks(sandbox)).toHaveLength(1);
		});
	});

	test('a copy of it that carries the settlement too is shown, never taken back unasked', async () => {
		await settledDemo(async (sandbox) => {
			await journals(sandbox, demo);
			const [journal] = sandbox.books.ofType('journalEntry');
			const fields = { ...journal.fields, externalId: undefined, tranId: undefined };
			sandbox.books.put({ ...journal, id: sandbox.books.nextId('transaction'), fields });
			const { results } = await journals(sandbox, demo);
			expect(results).toMatchObject([{ outcome: 'skipped', errorCode: 'JOURNAL_DIFFERS' }]);
		});
	});

	test('payments in Undeposited Funds: refused with their number', async () => {
		await settledDemo(async (sandbox) => {
			const [payment] = sandbox.books.ofType('customerPayment').filter(({ seeded }) => !seeded);
			const fields = { ...payment.fields, undepFunds: 'true' };
			sandbox.books.put({ ...payment, fields });
			const options = { letDisagreementsThrough: true };
			const { results } = await journals(sandbox, demo, { options });
			expect(results).toMatchObject([{ outcome: 'skipped', errorCode: 'JOURNAL_UNDEPOSITED' }]);
			expect(results[0].errorMessage).toContain('1 payments or cash sales');
		});
	});
});

function edit(sandbox: Sandbox, from: string, to: string): void {
	const id = (name: string) =>
		sandbox.books.records('account').find(({ acctName }) => acctName === name)?.id;
	const [journal] = sandbox.books.ofType('journalEntry');
	const line = journal.lines.line.map((one) =>
		one.account === id(from) ? { ...one, account: id(to) } : one,
	);
	sandbox.books.put({ ...journal, lines: { line } });
}

test('older records: the lines are read, and it says so', async () => {
	await settledDemo(async (sandbox) => {
		const [summary] = sandbox.books.ofType('customrecord_amzstl_settlement');
		const fields = { ...summary.fields, custrecord_amzstl_s_label_totals: undefined };
		sandbox.books.put({ ...summary, fields });
		const { results } = await journals(sandbox, demo);
		expect(results).toMatchObject([{ outcome: 'created', totalsFrom: 'lines' }]);
		expect(sorted(sandbox)).toEqual([DEFAULT]);
	});
});

test('a summary whose totals were changed posts nothing', async () => {
	await settledDemo(async (sandbox) => {
		const [summary] = sandbox.books.ofType('customrecord_amzstl_settlement');
		const text = String(summary.fields.custrecord_amzstl_s_label_totals).replace('-2745', '-2746');
		const fields = { ...summary.fields, custrecord_amzstl_s_label_totals: text };
		sandbox.books.put({ ...summary, fields });
		const { results } = await journals(sandbox, demo);
		expect(results).toMatchObject([{ outcome: 'skipped', errorCode: 'JOURNAL_TOTALS_DIFFER' }]);
	});
});

test('all recent settlements of NetSuite, with the shipped role', async () => {
	const role = { scriptId: 'customrole_amzstl_settlement', without: [] };
	await settledDemo(
		async (sandbox) => {
			const { results } = await journals(sandbox, [], { source: 'netSuite' });
			expect(results).toMatchObject([{ outcome: 'created' }]);
			expect(sorted(sandbox)).toEqual([DEFAULT]);
		},
		{ role },
	);
});
