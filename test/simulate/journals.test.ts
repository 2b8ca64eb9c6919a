// Journals worked out by hand, from the report to the books: across two months, negative and the one after it, zero,
// euros with tax on fees in three ways, transaction amounts with fees in them. And journals that break off, lose their
// answer or are posted by two runs at once: one entry, whatever happened.
import { GROSS_FIGURES, INVOICE_FIGURES } from '../../nodes/shared/settlement/labels/figures';
import { settlementsNamed } from '../../nodes/shared/netsuite/journals/journalSettlements';
import { postJournals } from '../../nodes/shared/netsuite/journals/postJournals';
import type { NetSuiteClient } from '../../nodes/shared/netsuite/api/client';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround, crashingClient } from '../support/crash';
import {
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
import { idNamed, settle } from '../support/settle';
import { withSandbox } from './story';

const order = (id: string, amount: number, fees: Array<[string, number]>, day = '2026-10-05') => [
	`Order ${id} ${day} ItemPrice|Principal ${amount.toFixed(2)}`,
	...fees.map(([label, fee]) => `Order ${id} ${day} ItemFees|${label} ${fee.toFixed(2)}`),
];
const other = (labels: string, amount: number, type = 'other-transaction', day = '2026-10-06') =>
	`${type} - ${day} ${labels} ${amount.toFixed(2)}`;
const ads = (amount: number, day = '2026-10-06') =>
	other('Cost of Advertising|TransactionTotalAmount', amount, 'ServiceFee', day);
const storage = (amount: number, day = '2026-10-06') =>
	other('FBA Inventory Storage Fee|Base fee', amount, 'FBAFees', day);
const FBA = 'FBAPerUnitFulfillmentFee';
const books = (...invoices: Array<[string, number]>) => ({
	accounts: JOURNAL_ACCOUNTS,
	invoices: invoices.map(([id, cents]) => invoiceOf(id, cents)),
});

/** The only entry in the books, without its head. */
const entryOf = (sandbox: Sandbox, at = 0) => journalsInBooks(sandbox)[at].slice(1).sort();

test('two months in one entry', async () => {
	const report = madeReport({ total: '257.10', depositDate: '2026-11-09' }, [
		other('other-transaction|Previous Reserve Amount Balance', 100, undefined, '2026-10-24'),
		...order(
			'111-A',
			200,
			[
				['Commission', -30],
				[FBA, -10],
			],
			'2026-10-27',
		),
		ads(-40, '2026-10-30'),
		...order(
			'111-B',
			50,
			[
				['Commission', -7.5],
				[FBA, -5],
			],
			'2026-11-01',
		),
		...order(
			'111-C',
			300,
			[
				['Commission', -45],
				[FBA, -15],
			],
			'2026-11-03',
		),
		'Refund 111-A 2026-11-04 ItemPrice|Principal -80.00',
		'Refund 111-A 2026-11-04 ItemFees|Commission 12.00',
		'Refund 111-A 2026-11-04 ItemFees|RefundCommission -2.40',
		storage(-20, '2026-11-05'),
		other('other-transaction|Current Reserve Amount', -150, undefined, '2026-11-07'),
	]);
	const items = await itemsOfFile(report);
	const invoices = books(['111-A', 20000], ['111-B', 5000], ['111-C', 30000]);
	await withSandbox(invoices, async (sandbox) => {
		await settle(sandbox, items);
		const { results } = await journals(sandbox, items);
		expect(results).toMatchObject([{ outcome: 'created', errorCode: '' }]);
		expect(journalsInBooks(sandbox)[0][0]).toBe('AMZ-JE-21000000001 2026-11-09');
		expect(entryOf(sandbox)).toEqual(
			[
				'Dr Operating Bank 257.10',
				'Dr Selling Fees 72.90',
				'Dr Fulfilment Fees 30.00',
				'Dr Advertising 40.00',
				'Dr Storage 20.00',
				'Dr Amazon Reserve 150.00',
				'Cr Amazon Clearing 470.00',
				'Cr Amazon Reserve 100.00',
			].sort(),
		);
		expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(0);
	});
});

test('a negative settlement, then the one where a card was charged', async () => {
	const negative = await itemsOfFile(
		madeReport({ total: '-62.31' }, [
			...order('111-1', 20, [
				['Commission', -3],
				[FBA, -4.75],
			]),
			ads(-54.57),
			storage(-19.99),
		]),
	);
	const next = await itemsOfFile(
		madeReport({ total: '80.00', settlementId: '21000000002', depositDate: '2026-10-31' }, [
			other('other-transaction|Payable to Amazon', -62.31),
			other('other-transaction|Successful charge', 62.31),
			...order('111-2', 100, [
				['Commission', -15],
				[FBA, -5],
			]),
		]),
	);
	await withSandbox(books(['111-1', 2000], ['111-2', 10000]), async (sandbox) => {
		await settle(sandbox, negative);
		await journals(sandbox, negative);
		expect(entryOf(sandbox)).toEqual(
			[
				'Dr Selling Fees 3.00',
				'Dr Fulfilment Fees 4.75',
				'Dr Advertising 54.57',
				'Dr Storage 19.99',
				'Cr Amazon Clearing 20.00',
				'Cr Amazon Balance Carried 62.31',
			].sort(),
		);
		await settle(sandbox, next);
		await journals(sandbox, next);
		expect(entryOf(sandbox, 1)).toEqual(
			[
				'Dr Operating Bank 80.00',
				'Dr Selling Fees 15.00',
				'Dr Fulfilment Fees 5.00',
				'Dr Amazon Balance Carried 62.31',
				'Cr Amazon Clearing 100.00',
				'Cr Company Card 62.31',
			].sort(),
		);
		expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(0);
		expect(balanceOf(sandbox, 'Amazon Balance Carried')).toBe(0);
	});
});

describe('what is booked of a negative settlement already', () => {
	const lines = [...order('111-1', 20, [['Commission', -3]]), ads(-79.31)];
	const report = () => itemsOfFile(madeReport({ total: '-62.31' }, lines));

	test.each([
		['a deposit below zero', 'deposit', 'Operating Bank', -6231, true],
		['a journal that credits the bank', 'journalEntry', 'Operating Bank', -6231, true],
		['a journal on the wrong side', 'journalEntry', 'Operating Bank', 6231, true],
		['a journal that charges the card', 'journalEntry', 'Company Card', -6231, true],
		['another amount', 'journalEntry', 'Operating Bank', -6230, false],
		['another account', 'journalEntry', 'Amazon Reserve', -6231, false],
	])('%s', async (_, type, account, cents, isFound) => {
		const items = await report();
		await withSandbox(books(['111-1', 2000]), async (sandbox) => {
			await settle(sandbox, items);
			const { books: ledger } = sandbox;
			const [on, against] = [account, 'Variance'].map((name) => idNamed(sandbox, 'account', name));
			const side = (amount: number) => (amount > 0 ? { debit: amount } : { credit: -amount });
			const journal = [
				{ account: on, ...side(cents) },
				{ account: against, ...side(-cents) },
			];
			ledger.put({
				type,
				id: ledger.nextId('transaction'),
				seeded: true,
				fields: { account: on, tranDate: '2026-10-18', currency: '1' },
				lines:
					type === 'deposit' ? { other: [{ account: against, amount: cents }] } : { line: journal },
			});
			const { results } = await journals(sandbox, items, { dryRun: true });
			expect(results[0].errorCode).toBe(isFound ? 'JOURNAL_BOOKED_ALREADY' : '');
			const options = { postAnyway: true };
			const anyway = await journals(sandbox, items, { dryRun: true, options });
			expect(anyway.results[0].errorCode).toBe('');
		});
	});
});

test('after a negative settlement, where no card was charged', async () => {
	const items = await itemsOfFile(
		madeReport({ total: '17.69' }, [
			other('other-transaction|Payable to Amazon', -62.31),
			...order('111-2', 100, [
				['Commission', -15],
				[FBA, -5],
			]),
		]),
	);
	await withSandbox(books(['111-2', 10000]), async (sandbox) => {
		await settle(sandbox, items);
		await journals(sandbox, items);
		expect(entryOf(sandbox)).toEqual(
			[
				'Dr Operating Bank 17.69',
				'Dr Selling Fees 15.00',
				'Dr Fulfilment Fees 5.00',
				'Dr Amazon Balance Carried 62.31',
				'Cr Amazon Clearing 100.00',
			].sort(),
		);
	});
});

test('a settlement of nothing', async () => {
	const items = await itemsOfFile(
		madeReport({ total: '0.00' }, [
			...order('111-1', 30, [['Commission', -4.5]]),
			other('other-transaction|Current Reserve Amount', -25.5),
		]),
	);
	await withSandbox(books(['111-1', 3000]), async (sandbox) => {
		await settle(sandbox, items);
		await journals(sandbox, items);
		expect(entryOf(sandbox)).toEqual(
			['Dr Selling Fees 4.50', 'Dr Amazon Reserve 25.50', 'Cr Amazon Clearing 30.00'].sort(),
		);
		expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(0);
	});
});

describe('euros, 19 % VAT on fees', () => {
	const report = madeReport({ total: '891.35', currency: 'EUR', marketplace: 'Amazon.de' }, [
		...order('303-1', 1190, [
			['Commission', -178.5],
			[FBA, -59.5],
		]),
		...order('303-2', 100, [['Commission', -17.85]]),
		'Order 303-2 2026-10-05 ItemPrice|Tax 19.00',
		'Order 303-2 2026-10-05 ItemWithheldTax|MarketplaceFacilitatorVAT-Principal -19.00',
		storage(-20),
		other('FBA Inventory Storage Fee|Tax on fee', -3.8, 'FBAFees'),
		ads(-100),
		other('Cost of Advertising|TaxAmount', -19, 'ServiceFee'),
	]);
	const clearing = 'Cr Amazon Clearing 1290.00';
	const bank = 'Dr Operating Bank 891.35';

	test.each([
		[
			'asInFile',
			[
				'Dr Selling Fees 196.35',
				'Dr Fulfilment Fees 59.50',
				'Dr Storage 20.00',
				'Dr Advertising 100.00',
				'Dr VAT on Fees 22.80',
			],
		],
		[
			'splitByRate',
			[
				'Dr Selling Fees 165.00',
				'Dr Fulfilment Fees 50.00',
				'Dr Storage 20.00',
				'Dr Advertising 100.00',
				'Dr VAT on Fees 63.65',
			],
		],
		['byInvoice', ['Dr Awaiting Invoice 398.65']],
	])('%s', async (feeTax, lines) => {
		const items = await itemsOfFile(report);
		const euro = { customer: 'Amazon DE', currency: 'EUR' };
		const invoices = [invoiceOf('303-1', 119000), invoiceOf('303-2', 10000)];
		const seed = {
			accounts: JOURNAL_ACCOUNTS,
			invoices: invoices.map((one) => ({
				...one,
				...euro,
				externalId: String(one.externalId).replace('Amazon.com', 'Amazon.de'),
			})),
		};
		await withSandbox(seed, async (sandbox) => {
			await settle(sandbox, items);
			const taxRates = { rate: [{ marketplaceName: 'amazon.de', percent: 19 }] };
			const { results } = await journals(sandbox, items, { feeTax, taxRates });
			expect(results).toMatchObject([{ outcome: 'created', errorCode: '', errorMessage: '' }]);
			expect(entryOf(sandbox)).toEqual([bank, clearing, ...lines].sort());
			expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(0);
			expect(sandbox.books.records('journalEntry')[0].currency).toBe('EUR');
		});
	});
});

describe('euros, other ways', () => {
	const euroBooks = (...invoices: Array<[string, number]>) => ({
		accounts: JOURNAL_ACCOUNTS,
		invoices: invoices.map(([id, cents]) =>
			invoiceOf(id, cents, {
				externalId: `Amazon.de_${id}`,
				customer: 'Amazon DE',
				currency: 'EUR',
			}),
		),
	});
	const second = [
		'Order 303-2 2026-10-05 ItemPrice|Tax 19.00',
		'Order 303-2 2026-10-05 ItemWithheldTax|MarketplaceFacilitatorVAT-Principal -19.00',
	];
	const head = { currency: 'EUR', marketplace: 'Amazon.de' };

	test('reverse charge: the file is net', async () => {
		const report = madeReport({ ...head, total: '955.00' }, [
			...order('303-1', 1190, [
				['Commission', -150],
				[FBA, -50],
			]),
			...order('303-2', 100, [['Commission', -15]]),
			...second,
			storage(-20),
			ads(-100),
		]);
		const items = await itemsOfFile(report);
		await withSandbox(euroBooks(['303-1', 119000], ['303-2', 10000]), async (sandbox) => {
			await settle(sandbox, items);
			await journals(sandbox, items);
			expect(entryOf(sandbox)).toEqual(
				[
					'Dr Operating Bank 955.00',
					'Dr Selling Fees 165.00',
					'Dr Fulfilment Fees 50.00',
					'Dr Storage 20.00',
					'Dr Advertising 100.00',
					'Cr Amazon Clearing 1290.00',
				].sort(),
			);
			expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(0);
		});
	});

	test('transaction amounts gross of the tax that Amazon remits', async () => {
		const report = madeReport({ ...head, total: '891.35' }, [
			...order('303-1', 1190, [
				['Commission', -178.5],
				[FBA, -59.5],
			]),
			...order('303-2', 100, [['Commission', -17.85]]),
			...second,
			storage(-20),
			other('FBA Inventory Storage Fee|Tax on fee', -3.8, 'FBAFees'),
			ads(-100),
			other('Cost of Advertising|TaxAmount', -19, 'ServiceFee'),
		]);
		const items = await itemsOfFile(report, GROSS_FIGURES);
		await withSandbox(euroBooks(['303-1', 119000], ['303-2', 11900]), async (sandbox) => {
			await settle(sandbox, items);
			await journals(sandbox, items);
			expect(entryOf(sandbox)).toEqual(
				[
					'Dr Operating Bank 891.35',
					'Dr Selling Fees 196.35',
					'Dr Fulfilment Fees 59.50',
					'Dr Storage 20.00',
					'Dr Advertising 100.00',
					'Dr VAT on Fees 22.80',
					'Dr Sales Tax Payable 19.00',
					'Cr Amazon Clearing 1309.00',
				].sort(),
			);
			expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(0);
		});
	});
});

test('transaction amounts with fees in them: those fees are on clearing, with their orders', async () => {
	const report = madeReport({ total: '75.00' }, [
		...order('111-1', 100, [
			['Commission', -15],
			[FBA, -5],
		]),
		storage(-5),
	]);
	const items = await itemsOfFile(report, [...INVOICE_FIGURES, 'fees']);
	await withSandbox(books(['111-1', 8000]), async (sandbox) => {
		await settle(sandbox, items);
		await journals(sandbox, items);
		expect(entryOf(sandbox)).toEqual(
			['Dr Operating Bank 75.00', 'Dr Storage 5.00', 'Cr Amazon Clearing 80.00'].sort(),
		);
		expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(0);
	});
});

describe('one entry, whatever happens', () => {
	const report = madeReport({ total: '75.00' }, [
		...order('111-1', 100, [
			['Commission', -15],
			[FBA, -5],
		]),
		storage(-5),
	]);
	const run = async (sandbox: Sandbox, client: NetSuiteClient = sandboxClient(sandbox)) => {
		const settlements = await settlementsNamed(client, ['21000000001']);
		return await postJournals(client, settlements, journalSettingsOf(sandbox), new Map());
	};
	const ENTRY = [
		'Dr Operating Bank 75.00',
		'Dr Selling Fees 15.00',
		'Dr Fulfilment Fees 5.00',
		'Dr Storage 5.00',
		'Cr Amazon Clearing 100.00',
	].sort();
	const withSettled = async (use: (sandbox: Sandbox) => Promise<void>) => {
		const items = await itemsOfFile(report);
		await withSandbox(books(['111-1', 10000]), async (sandbox) => {
			await settle(sandbox, items);
			await use(sandbox);
			expect(journalsInBooks(sandbox)).toHaveLength(1);
			expect(entryOf(sandbox)).toEqual(ENTRY);
		});
	};

	test('a crash at any request, then the run again', async () => {
		await withSettled(async (sandbox) => {
			for (let requests = 1; requests <= 12; requests += 1) {
				const crashing = crashingClient(sandbox, requests);
				await run(sandbox, crashing).catch(() => undefined);
				const whole = await run(sandbox);
				expect(whole.results).toMatchObject([{ errorCode: '' }]);
				const [journal, second] = sandbox.books.ofType('journalEntry');
				expect([entryOf(sandbox), second]).toEqual([ENTRY, undefined]);
				sandbox.books.remove(journal);
			}
			await run(sandbox);
		});
	});

	test('the answer to the entry is lost', async () => {
		await withSettled(async (sandbox) => {
			let isLost = false;
			const losing = clientAround(sandbox, (send) => async (request) => {
				const answer = await send(request);
				if (request.path.endsWith('/journalEntry') && !isLost) {
					isLost = true;
					throw new Error('socket hang up');
				}
				return answer;
			});
			const { results } = await run(sandbox, losing);
			expect(results).toMatchObject([{ outcome: 'created', errorCode: '' }]);
			expect(isLost).toBe(true);
		});
	});

	test('two runs at once', async () => {
		await withSettled(async (sandbox) => {
			const both = await Promise.all([run(sandbox), run(sandbox)]);
			expect(both.map(({ results }) => results[0].errorCode)).toEqual(['', '']);
			const outcomes = both.map(({ results }) => results[0].outcome).sort();
			expect(outcomes).toContain('created');
		});
	});

	test('NetSuite saves other lines than were sent: it says so, and posts nothing more', async () => {
		await withSettled(async (sandbox) => {
			const changing = clientAround(sandbox, (send) => async (request) => {
				const answer = await send(request);
				if (request.path.endsWith('/journalEntry')) {
					const [journal] = sandbox.books.ofType('journalEntry');
					const [first, ...others] = journal.lines.line;
					const fee = journal.lines.line.find(({ credit }) => credit === undefined) ?? first;
					const line = [
						{ ...fee, account: idNamed(sandbox, 'account', 'Variance') },
						...[first, ...others].filter((one) => one !== fee),
					];
					sandbox.books.put({ ...journal, lines: { line } });
				}
				return answer;
			});
			const { results } = await run(sandbox, changing);
			expect(results).toMatchObject([{ outcome: 'failed', errorCode: 'JOURNAL_DIFFERS' }]);
			const again = await run(sandbox);
			expect(again.results).toMatchObject([{ outcome: 'skipped', errorCode: 'JOURNAL_DIFFERS' }]);
			sandbox.books.remove(sandbox.books.ofType('journalEntry')[0]);
			await run(sandbox);
		});
	});
});
