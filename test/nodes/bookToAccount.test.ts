// Book to account, on the demo's settlement: what was paid elsewhere (21.99) leaves clearing for an account with a note,
// before the journal and after it, and comes back. Clearing is at -106.49 without it.
import { standing } from '../../nodes/shared/netsuite/records/disagreement';
import { loadStatusIds } from '../../nodes/shared/netsuite/records/settlementTransaction';
import {
	ALL_OPEN,
	selectTransactions,
} from '../../nodes/shared/netsuite/records/transactionSelection';
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import { updateSummaries } from '../../nodes/shared/netsuite/settlements/updateSummaries';
import type { SavedBooks } from '../../sandbox/books/books';
import type { Sandbox } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import { balanceOf, DEMO_BOOKS, itemsOfFile, journals, journalsInBooks } from '../support/journals';
import { sandboxClient } from '../support/sandboxClient';
import { chosen, writesOf } from '../support/sandboxNode';
import { idNamed, settle } from '../support/settle';
import { withSandbox } from '../simulate/story';

const TXN = 'customrecord_amzstl_transaction';

let demo: TransactionItem[];
let settled: SavedBooks;

beforeAll(async () => {
	demo = await itemsOfFile('demo/settlement.txt');
	await withSandbox(DEMO_BOOKS, async (sandbox) => {
		await settle(sandbox, demo);
		settled = sandbox.books.saved();
	});
});

const settledDemo = async (use: (sandbox: Sandbox) => Promise<void>) => {
	const sandbox = await createSandbox({ books: settled });
	try {
		await use(sandbox);
	} finally {
		await sandbox.close();
	}
};

const recordOf = (sandbox: Sandbox, amount: string) => {
	const found = sandbox.books.records(TXN).find((one) => one.custrecord_amzstl_t_amount === amount);
	if (found === undefined) {
		throw new Error(`no transaction of ${amount}`);
	}
	return found;
};

const NOTE = 'paid by hand in September';
const row = (sandbox: Sandbox, account = 'Variance', note = NOTE) => ({
	transaction: [
		{
			recordId: recordOf(sandbox, '21.99').id,
			account: chosen('list', account === '' ? '' : idNamed(sandbox, 'account', account)),
			note,
		},
	],
});

/** What the proof says, and which orders and refunds are open. */
async function proven(sandbox: Sandbox) {
	const client = sandboxClient(sandbox);
	const ids = await loadStatusIds(client);
	const [{ open, disagreements, clearing }] = await updateSummaries(client, ids, {
		createdSince: '2026-09-22',
		settlementIds: [],
		now: '2026-11-22T00:00:00Z',
		isDryRun: true,
	});
	const taken = await selectTransactions(client, { ...ALL_OPEN, transactionTypes: [] });
	return {
		codes: standing(disagreements).map(({ code }) => code),
		open: open.map(({ transactionAmount }) => transactionAmount),
		taken: taken.transactions.map(({ transactionAmount }) => transactionAmount),
		clearing: [clearing?.balance, clearing?.expected],
	};
}

test('before the journal: its entry has it on the account, and nothing takes the order any more', async () => {
	await settledDemo(async (sandbox) => {
		expect((await proven(sandbox)).open).toContain(2199);
		const { results } = await journals(sandbox, demo, { bookToAccount: row(sandbox) });
		expect(results).toMatchObject([
			{ outcome: 'created', errorCode: '', clearing: { after: -84.5, notPosted: 84.5 } },
		]);
		const [lines] = journalsInBooks(sandbox);
		// 1156.08 less 21.99.
		expect(lines).toContain('Cr Amazon Clearing 1134.09');
		expect(lines).toContain('Cr Variance 21.99');
		expect(recordOf(sandbox, '21.99')).toMatchObject({
			custrecord_amzstl_t_booked_to: idNamed(sandbox, 'account', 'Variance'),
			custrecord_amzstl_t_booked_note: NOTE,
		});
		const after = await proven(sandbox);
		expect(after).toMatchObject({ codes: [], clearing: [-8450, -8450] });
		expect(after.open).not.toContain(2199);
		expect(after.taken).not.toContain(2199);
		// The workflow again, from the items: the order stays without a payment.
		const payments = sandbox.books.records('customerPayment').length;
		await settle(sandbox, demo);
		expect(sandbox.books.records('customerPayment')).toHaveLength(payments);
	});
});

test('after the journal: an adjusting entry; taken back: another one', async () => {
	await settledDemo(async (sandbox) => {
		await journals(sandbox, demo);
		for (const outcome of ['created', 'existed']) {
			const { results } = await journals(sandbox, demo, { bookToAccount: row(sandbox) });
			expect(results).toMatchObject([{ outcome, errorCode: '' }]);
		}
		// The records say it: without the row as well.
		expect((await journals(sandbox, demo)).results).toMatchObject([{ outcome: 'existed' }]);
		expect(balanceOf(sandbox, 'Variance')).toBe(-2199);
		const back = { bookToAccount: row(sandbox, '', '') };
		for (const outcome of ['created', 'existed']) {
			const { results } = await journals(sandbox, demo, back);
			expect(results).toMatchObject([{ outcome, errorCode: '' }]);
		}
		expect(journalsInBooks(sandbox).slice(1)).toEqual([
			['AMZ-JE-18906543210-A1 2026-10-17', 'Dr Amazon Clearing 21.99', 'Cr Variance 21.99'],
			['AMZ-JE-18906543210-A2 2026-10-17', 'Dr Variance 21.99', 'Cr Amazon Clearing 21.99'],
		]);
		const after = await proven(sandbox);
		expect(after).toMatchObject({ codes: [], clearing: [-10649, -10649] });
		expect(after.open).toContain(2199);
		expect(after.taken).toContain(2199);
	});
});

test('on the record and not in the entry yet: the proof names it, the next run posts it', async () => {
	await settledDemo(async (sandbox) => {
		await journals(sandbox, demo);
		const { id } = recordOf(sandbox, '21.99');
		const [record] = sandbox.books.ofType(TXN).filter((one) => one.id === id);
		const custrecord_amzstl_t_booked_to = idNamed(sandbox, 'account', 'Variance');
		sandbox.books.put({ ...record, fields: { ...record.fields, custrecord_amzstl_t_booked_to } });
		expect(await proven(sandbox)).toMatchObject({
			codes: ['CLEARING_DIFFERS'],
			clearing: [-10649, -8450],
		});
		expect((await journals(sandbox, demo)).results).toMatchObject([{ outcome: 'created' }]);
		expect(await proven(sandbox)).toMatchObject({ codes: [], clearing: [-8450, -8450] });
	});
});

test('a refund, kept apart from what is parked', async () => {
	await settledDemo(async (sandbox) => {
		const [transaction] = row(sandbox).transaction;
		const recordId = recordOf(sandbox, '-16.00').id;
		await journals(sandbox, demo, {
			bookToAccount: { transaction: [{ ...transaction, recordId }] },
			options: { notPosted: 'parked' },
		});
		expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(0);
		// 106.49 without the refund of -16.00.
		expect(balanceOf(sandbox, 'Not Posted')).toBe(-12249);
		expect(balanceOf(sandbox, 'Variance')).toBe(1600);
		expect(await proven(sandbox)).toMatchObject({ codes: [], clearing: [0, 0] });
	});
});

test('a dry run shows it and writes nothing', async () => {
	await settledDemo(async (sandbox) => {
		sandbox.requests.reset();
		const bookToAccount = row(sandbox);
		const { results } = await journals(sandbox, demo, { dryRun: true, bookToAccount });
		expect(results).toMatchObject([{ outcome: 'planned', clearing: { after: -84.5 } }]);
		expect([writesOf(sandbox), journalsInBooks(sandbox)]).toEqual([0, []]);
	});
});

test.each([
	[
		'a receivables account is refused before the record says so',
		'receivables',
		'Accounts Receivable',
		{},
	],
	['no note', "'Note' is empty", 'Variance', { note: ' ' }],
	['no id', 'is not an internal ID', 'Variance', { recordId: '111-1' }],
	['another record', 'no Amazon Settlement Transaction', 'Variance', { recordId: '999999' }],
])('%s', async (_, text, account, changes) => {
	await settledDemo(async (sandbox) => {
		const [transaction] = row(sandbox, account).transaction;
		const bookToAccount = { transaction: [{ ...transaction, ...changes }] };
		const { run, results } = await journals(sandbox, demo, { bookToAccount });
		expect(`${run.error?.message ?? ''}${results[0]?.errorMessage ?? ''}`).toContain(text);
		expect(recordOf(sandbox, '21.99').custrecord_amzstl_t_booked_to).toBeUndefined();
		expect(journalsInBooks(sandbox)).toEqual([]);
	});
});
