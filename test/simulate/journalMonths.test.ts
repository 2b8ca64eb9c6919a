// A settlement that crosses the end of a month, one entry for each: worked out by hand, from the report to the books,
// and on the next run, after a crash, in a closed month.
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import type { Sandbox } from '../../sandbox/sandbox';
import {
	balanceOf,
	itemsOfFile,
	JOURNAL_ACCOUNTS,
	journals,
	journalsInBooks,
} from '../support/journals';
import { invoiceOf } from '../support/madeBooks';
import { madeReport } from '../support/madeReport';
import type { Settings } from '../support/settle';
import { settle } from '../support/settle';
import { withSandbox } from './story';

const FBA = 'FBAPerUnitFulfillmentFee';
const REPORT = madeReport({ total: '257.10', depositDate: '2026-11-09' }, [
	'other-transaction - 2026-10-24 other-transaction|Previous Reserve Amount Balance 100.00',
	'Order 111-A 2026-10-27 ItemPrice|Principal 200.00',
	'Order 111-A 2026-10-27 ItemFees|Commission -30.00',
	`Order 111-A 2026-10-27 ItemFees|${FBA} -10.00`,
	'ServiceFee - 2026-10-30 Cost of Advertising|TransactionTotalAmount -40.00',
	'Order 111-B 2026-11-01 ItemPrice|Principal 50.00',
	'Order 111-B 2026-11-01 ItemFees|Commission -7.50',
	`Order 111-B 2026-11-01 ItemFees|${FBA} -5.00`,
	'Order 111-C 2026-11-03 ItemPrice|Principal 300.00',
	'Order 111-C 2026-11-03 ItemFees|Commission -45.00',
	`Order 111-C 2026-11-03 ItemFees|${FBA} -15.00`,
	'Refund 111-A 2026-11-04 ItemPrice|Principal -80.00',
	'Refund 111-A 2026-11-04 ItemFees|Commission 12.00',
	'Refund 111-A 2026-11-04 ItemFees|RefundCommission -2.40',
	'FBAFees - 2026-11-05 FBA Inventory Storage Fee|Base fee -20.00',
	'other-transaction - 2026-11-07 other-transaction|Current Reserve Amount -150.00',
]);

const ALL = [invoiceOf('111-A', 20000), invoiceOf('111-B', 5000), invoiceOf('111-C', 30000)];
const OCTOBER = [
	'AMZ-JE-21000000001-202610 2026-10-31',
	'Cr Amazon Clearing 200.00',
	'Cr Amazon Reserve 100.00',
	'Dr Advertising 40.00',
	'Dr Amazon Balance Carried 220.00',
	'Dr Fulfilment Fees 10.00',
	'Dr Selling Fees 30.00',
];
const NOVEMBER = [
	'AMZ-JE-21000000001-202611 2026-11-09',
	'Cr Amazon Balance Carried 220.00',
	'Cr Amazon Clearing 270.00',
	'Dr Amazon Reserve 150.00',
	'Dr Fulfilment Fees 20.00',
	'Dr Operating Bank 257.10',
	'Dr Selling Fees 42.90',
	'Dr Storage 20.00',
];
const SPLIT = { splitByMonth: true };

let items: TransactionItem[];

beforeAll(async () => {
	items = await itemsOfFile(REPORT);
});

async function settled(
	use: (sandbox: Sandbox) => Promise<void>,
	{ invoices = ALL, ...settings }: Partial<Settings> & { invoices?: typeof ALL } = {},
) {
	await withSandbox({ accounts: JOURNAL_ACCOUNTS, invoices }, async (sandbox) => {
		await settle(sandbox, items, settings);
		await use(sandbox);
	});
}

/** A payment of the settlement that comes after its journal, cents. */
function payLate({ books }: Sandbox, amount: number, tranDate: string): void {
	const [payment] = books.ofType('customerPayment').filter(({ seeded }) => !seeded);
	const fields = { ...payment.fields, externalId: undefined, tranId: undefined, tranDate };
	const id = books.nextId('transaction');
	const unlinked = { custbody_amzstl_transaction: undefined };
	books.put({
		...payment,
		id,
		fields: { ...fields, payment: amount, ...unlinked },
		lines: { apply: [] },
	});
}

/** Each entry with its head first and its lines sorted. */
const entries = (sandbox: Sandbox) =>
	journalsInBooks(sandbox).map(([head, ...lines]) => [head, ...lines.sort()]);

test('an entry for each month, what Amazon owed at its end carried; again: nothing', async () => {
	await settled(async (sandbox) => {
		const { results } = await journals(sandbox, items, { options: SPLIT });
		expect(results).toMatchObject([
			{ outcome: 'created', errorCode: '', clearing: { before: 470, after: 0 } },
		]);
		expect(entries(sandbox)).toEqual([OCTOBER, NOVEMBER]);
		const accounts = ['Amazon Clearing', 'Amazon Balance Carried'];
		expect(accounts.map((name) => balanceOf(sandbox, name))).toEqual([0, 0]);
		const again = await journals(sandbox, items, { options: SPLIT });
		expect(again.results).toMatchObject([{ outcome: 'existed', errorCode: '', entries: [] }]);
		expect(entries(sandbox)).toHaveLength(2);
	});
});

test('a dry run shows both, with their days', async () => {
	await settled(async (sandbox) => {
		const { results } = await journals(sandbox, items, { options: SPLIT, dryRun: true });
		expect(results[0].entries.map(({ externalId, date }) => [externalId, date])).toEqual([
			['AMZ-JE-21000000001-202610', '2026-10-31'],
			['AMZ-JE-21000000001-202611', '2026-11-09'],
		]);
		expect(entries(sandbox)).toEqual([]);
	});
});

test('charges and credits apart', async () => {
	await settled(async (sandbox) => {
		await journals(sandbox, items, { options: { ...SPLIT, layout: 'gross' } });
		expect(entries(sandbox)[1]).toEqual([
			'AMZ-JE-21000000001-202611 2026-11-09',
			'Cr Amazon Balance Carried 220.00',
			'Cr Amazon Clearing 350.00',
			'Cr Selling Fees 12.00',
			'Dr Amazon Clearing 80.00',
			'Dr Amazon Reserve 150.00',
			'Dr Fulfilment Fees 20.00',
			'Dr Operating Bank 257.10',
			'Dr Selling Fees 2.40',
			'Dr Selling Fees 52.50',
			'Dr Storage 20.00',
		]);
	});
});

test('orders and refunds follow the days of their documents', async () => {
	await settled(
		async (sandbox) => {
			await journals(sandbox, items, { options: SPLIT });
			const [october, november] = entries(sandbox);
			expect(october.slice(1)).toEqual([
				'Cr Amazon Reserve 100.00',
				'Dr Advertising 40.00',
				'Dr Amazon Balance Carried 20.00',
				'Dr Fulfilment Fees 10.00',
				'Dr Selling Fees 30.00',
			]);
			expect(november).toContain('Cr Amazon Clearing 470.00');
			expect(november).toContain('Cr Amazon Balance Carried 20.00');
		},
		{ datePolicy: 'deposit' },
	);
});

test('what is not posted stands in the last entry, and what is paid since changes none', async () => {
	const invoices = ALL.filter(({ externalId }) => externalId !== ALL[0].externalId);
	await settled(
		async (sandbox) => {
			await journals(sandbox, items, { options: SPLIT });
			const before = entries(sandbox);
			// Orders of October are on no document: all of it is in November.
			expect(before[0]).not.toContainEqual(expect.stringContaining('Clearing'));
			expect(before[1]).toContain('Cr Amazon Clearing 470.00');
			payLate(sandbox, 20000, '2026-10-27');
			const options = { ...SPLIT, letDisagreementsThrough: true };
			const again = await journals(sandbox, items, { options });
			expect(again.results).toMatchObject([{ outcome: 'existed', errorCode: '' }]);
			expect(entries(sandbox)).toEqual(before);
			expect(again.results[0].clearing).toMatchObject({ after: 80 });
		},
		{ invoices },
	);
});

test('what broke off between two months is completed', async () => {
	await settled(async (sandbox) => {
		await journals(sandbox, items, { options: SPLIT });
		const last = sandbox.books.ofType('journalEntry')[1];
		sandbox.books.remove(last);
		const { results } = await journals(sandbox, items, { options: SPLIT });
		expect(results).toMatchObject([
			{ outcome: 'created', entries: [{ externalId: 'AMZ-JE-21000000001-202611' }] },
		]);
		expect(entries(sandbox)).toEqual([OCTOBER, NOVEMBER]);
	});
});

describe('October is closed', () => {
	function close({ books }: Sandbox): void {
		const period = books.periodOf('2026-10-15');
		books.put({ ...period, fields: { ...period.fields, closed: true } });
	}

	test('before the first entry: refused, or on the first open day under its own name', async () => {
		await settled(async (sandbox) => {
			close(sandbox);
			const refused = await journals(sandbox, items, { options: SPLIT });
			expect(refused.results).toMatchObject([{ outcome: 'failed', errorCode: 'PERIOD_CLOSED' }]);
			expect(entries(sandbox)).toEqual([]);
			await journals(sandbox, items, { options: SPLIT, periodPolicy: 'firstOpen' });
			expect(entries(sandbox)).toEqual([
				['AMZ-JE-21000000001-202610 2026-11-01', ...OCTOBER.slice(1)],
				NOVEMBER,
			]);
		});
	});

	test('after it: another account is adjusted on the day of the deposit', async () => {
		await settled(async (sandbox) => {
			await journals(sandbox, items, { options: SPLIT });
			close(sandbox);
			const accounts = { advertising: 'Storage' };
			const options = { ...SPLIT, adjusts: 'everything' };
			await journals(sandbox, items, { options, accounts });
			expect(entries(sandbox)).toEqual([
				OCTOBER,
				NOVEMBER,
				['AMZ-JE-21000000001-A1 2026-11-09', 'Cr Advertising 40.00', 'Dr Storage 40.00'],
			]);
		});
	});
});

test('what is carried needs an account, though it nets to nothing', async () => {
	await settled(async (sandbox) => {
		const { results } = await journals(sandbox, items, {
			options: SPLIT,
			accounts: { carried: '' },
		});
		expect(results).toMatchObject([{ errorCode: 'JOURNAL_ACCOUNT_MISSING' }]);
		expect(results[0].errorMessage).toContain('CARRIED with -220.00 USD');
		expect(entries(sandbox)).toEqual([]);
	});
});

test('split later: entries that hold the same are left as they are', async () => {
	await settled(async (sandbox) => {
		await journals(sandbox, items);
		const { results } = await journals(sandbox, items, { options: SPLIT });
		expect(results).toMatchObject([{ outcome: 'existed', errorCode: '', entries: [] }]);
		expect(entries(sandbox)).toHaveLength(1);
	});
});
