// Several marketplaces in one settlement: each with accounts and segments of its own, lines of none on the default
// ones; and what one entry cannot hold, refused by name. Amounts are worked out by hand.
import type { INodeParameters } from 'n8n-workflow';

import { NO_SETTINGS } from '../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { Sandbox } from '../../sandbox/sandbox';
import {
	accountParameters,
	balanceOf,
	itemsOfFile,
	JOURNAL_ACCOUNTS,
	journals,
	journalsInBooks,
} from '../support/journals';
import { invoiceOf } from '../support/madeBooks';
import { madeReport } from '../support/madeReport';
import { chosen } from '../support/sandboxNode';
import type { Settings } from '../support/settle';
import { idNamed, settle } from '../support/settle';
import { withSandbox } from './story';

const MEXICO = 'Amazon.com.mx';
const REPORT = madeReport({ total: '135.00' }, [
	'Order 111-1 2026-10-05 ItemPrice|Principal 100.00',
	'Order 111-1 2026-10-05 ItemFees|Commission -15.00',
	`Order 702-1@${MEXICO} 2026-10-06 ItemPrice|Principal 80.00`,
	`Order 702-1@${MEXICO} 2026-10-06 ItemFees|Commission -12.00`,
	`Order 702-1@${MEXICO} 2026-10-06 ItemFees|FBAPerUnitFulfillmentFee -8.00`,
	'FBAFees - 2026-10-06 FBA Inventory Storage Fee|Base fee -10.00',
]);
const BOOKS = {
	accounts: [
		...JOURNAL_ACCOUNTS,
		{ name: 'Clearing Mexico', type: 'Bank' },
		{ name: 'Fees Mexico', type: 'Expense' },
	],
	invoices: [
		invoiceOf('111-1', 10000),
		invoiceOf('702-1', 8000, { externalId: `${MEXICO}_702-1` }),
	],
};

/** Mexico's payments on an account of its own. */
const mexicanPayments = (sandbox: Sandbox): Partial<Settings> => {
	const account = idNamed(sandbox, 'account', 'Clearing Mexico');
	return {
		marketplaces: [{ ...NO_SETTINGS, marketplaceName: MEXICO, paymentAccountId: account }],
	};
};

/** The row of Mexico; names as people spell them. */
const mexico = (
	sandbox: Sandbox,
	accounts: Record<string, string>,
	more: INodeParameters = {},
): INodeParameters => ({
	marketplace: [
		{
			marketplaceName: 'AMAZON COM MX',
			accounts: Object.fromEntries(
				Object.entries(accounts).map(([key, name]) => [
					key,
					chosen('list', idNamed(sandbox, 'account', name)),
				]),
			),
			...more,
		},
	],
});

function newClass(sandbox: Sandbox, name: string): string {
	const id = sandbox.books.nextId('classification');
	sandbox.books.put({ type: 'classification', id, fields: { name, isInactive: false }, lines: {} });
	return id;
}

const OWN = { clearing: 'Clearing Mexico', sellingFees: 'Fees Mexico' };

test('each marketplace on its accounts, storage on the default one; the next run finds it so', async () => {
	const items = await itemsOfFile(REPORT);
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, items, mexicanPayments(sandbox));
		const marketplaces = mexico(sandbox, OWN);
		const accounts = { clearing: 'Amazon Clearing' };
		const { results } = await journals(sandbox, items, { accounts, marketplaces });
		expect(results).toMatchObject([
			{ outcome: 'created', errorCode: '', clearing: { before: 180, after: 0, notPosted: 0 } },
		]);
		expect(journalsInBooks(sandbox)[0].slice(1).sort()).toEqual(
			[
				'Dr Operating Bank 135.00',
				'Dr Selling Fees 15.00',
				'Dr Fees Mexico 12.00',
				'Dr Fulfilment Fees 8.00',
				'Dr Storage 10.00',
				'Cr Amazon Clearing 100.00',
				'Cr Clearing Mexico 80.00',
			].sort(),
		);
		expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(0);
		expect(balanceOf(sandbox, 'Clearing Mexico')).toBe(0);
		const again = await journals(sandbox, items, { accounts, marketplaces });
		expect(again.results).toMatchObject([{ outcome: 'existed', errorCode: '', entries: [] }]);
		// Nobody selected it: the account of the rest is the one that documents moved and no row names.
		const unselected = await journals(sandbox, items, { marketplaces });
		expect(unselected.results).toMatchObject([{ outcome: 'existed', errorCode: '' }]);
	});
});

test('what is not posted is parked from the clearing account it is missing on', async () => {
	const items = await itemsOfFile(REPORT);
	await withSandbox({ ...BOOKS, invoices: BOOKS.invoices.slice(0, 1) }, async (sandbox) => {
		await settle(sandbox, items, mexicanPayments(sandbox));
		const { results } = await journals(sandbox, items, {
			accounts: { clearing: 'Amazon Clearing' },
			marketplaces: mexico(sandbox, OWN),
			options: { notPosted: 'parked' },
		});
		expect(results).toMatchObject([{ outcome: 'created', clearing: { notPosted: 80 } }]);
		expect(journalsInBooks(sandbox)[0]).toContain('Cr Not Posted 80.00');
		expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(0);
		expect(balanceOf(sandbox, 'Clearing Mexico')).toBe(0);
	});
});

test('two months: each clearing account by its own documents', async () => {
	const report = madeReport({ total: '180.00', depositDate: '2026-11-04' }, [
		'Order 111-1 2026-10-05 ItemPrice|Principal 100.00',
		`Order 702-1@${MEXICO} 2026-11-02 ItemPrice|Principal 80.00`,
	]);
	const items = await itemsOfFile(report);
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, items, mexicanPayments(sandbox));
		await journals(sandbox, items, {
			accounts: { clearing: 'Amazon Clearing' },
			marketplaces: mexico(sandbox, OWN),
			options: { splitByMonth: true },
		});
		expect(journalsInBooks(sandbox)).toEqual([
			[
				'AMZ-JE-21000000001-202610 2026-10-31',
				'Dr Amazon Balance Carried 100.00',
				'Cr Amazon Clearing 100.00',
			],
			[
				'AMZ-JE-21000000001-202611 2026-11-04',
				'Dr Operating Bank 180.00',
				'Cr Clearing Mexico 80.00',
				'Cr Amazon Balance Carried 100.00',
			],
		]);
	});
});

test('a class of its own: on its lines alone, and another one is a difference', async () => {
	const items = await itemsOfFile(REPORT);
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, items);
		const [abroad, other] = [newClass(sandbox, 'Abroad'), newClass(sandbox, 'Other')];
		const withClass = (id: string) => ({
			marketplaces: mexico(sandbox, {}, { class: chosen('id', id) }),
		});
		await journals(sandbox, items, withClass(abroad));
		const names = new Map(sandbox.books.records('account').map((one) => [one.id, one.acctName]));
		const [journal] = sandbox.books.records('journalEntry');
		const lines = (journal.line as Array<Record<string, string>>).map(
			(line) =>
				`${String(names.get(line.account))} ${line.debit ?? `-${line.credit}`} ${line.class ?? '-'}`,
		);
		expect(lines.sort()).toEqual(
			[
				'Operating Bank 135.00 -',
				'Storage 10.00 -',
				'Selling Fees 15.00 -',
				`Selling Fees 12.00 ${abroad}`,
				`Fulfilment Fees 8.00 ${abroad}`,
				'Amazon Clearing -100.00 -',
				`Amazon Clearing -80.00 ${abroad}`,
			].sort(),
		);
		const again = await journals(sandbox, items, withClass(abroad));
		expect(again.results).toMatchObject([{ outcome: 'existed', errorCode: '' }]);
		const changed = await journals(sandbox, items, withClass(other));
		expect(changed.results).toMatchObject([{ outcome: 'skipped', errorCode: 'JOURNAL_DIFFERS' }]);
		const options = { adjusts: 'everything' };
		for (const outcome of ['created', 'existed']) {
			const { results } = await journals(sandbox, items, { ...withClass(other), options });
			expect(results).toMatchObject([{ outcome, errorCode: '' }]);
		}
	});
});

describe('refused by name', () => {
	test('documents of one marketplace on the account of another', async () => {
		const items = await itemsOfFile(REPORT);
		await withSandbox(BOOKS, async (sandbox) => {
			await settle(sandbox, items);
			const { results } = await journals(sandbox, items, {
				accounts: { clearing: 'Amazon Clearing' },
				marketplaces: mexico(sandbox, OWN),
			});
			expect(results).toMatchObject([
				{ outcome: 'skipped', errorCode: 'JOURNAL_CLEARING_DIFFERS' },
			]);
			expect(results[0].errorMessage).toContain('by 80.00 USD');
			expect(journalsInBooks(sandbox)).toEqual([]);
		});
	});

	test('marketplaces of different subsidiaries; of the same one it is the subsidiary of the entry', async () => {
		const items = await itemsOfFile(REPORT);
		await withSandbox({ ...BOOKS, subsidiaries: ['US', 'MX'] }, async (sandbox) => {
			await settle(sandbox, items);
			const [us, mx] = sandbox.books.inGroup('subsidiary').map(({ id }) => id);
			const segments = { subsidiary: chosen('id', us) };
			const run = (id: string) =>
				journals(sandbox, items, {
					segments,
					marketplaces: mexico(sandbox, {}, { subsidiary: chosen('id', id) }),
				});
			const { results } = await run(mx);
			expect(results).toMatchObject([
				{ outcome: 'skipped', errorCode: 'JOURNAL_SUBSIDIARIES_DIFFER' },
			]);
			expect(results[0].errorMessage).toContain(`Amazon.com is of ${us}, ${MEXICO} is of ${mx}`);
			expect(journalsInBooks(sandbox)).toEqual([]);
			expect((await run(us)).results).toMatchObject([{ outcome: 'created', errorCode: '' }]);
			expect(sandbox.books.ofType('journalEntry')[0].fields.subsidiary).toBe(us);
		});
	});

	test('a bank account in another currency, unless one for money in transit is selected', async () => {
		const report = madeReport({ total: '75.00', currency: 'EUR', marketplace: 'Amazon.de' }, [
			'Order 303-1 2026-10-05 ItemPrice|Principal 75.00',
		]);
		const items = await itemsOfFile(report);
		const facts = { externalId: 'Amazon.de_303-1', customer: 'Amazon DE', currency: 'EUR' };
		const books = {
			accounts: [
				...JOURNAL_ACCOUNTS,
				{ name: 'Dollar Bank', type: 'Bank', currency: 'USD' },
				{ name: 'In Transit', type: 'OthCurrAsset' },
			],
			invoices: [invoiceOf('303-1', 7500, facts)],
		};
		await withSandbox(books, async (sandbox) => {
			await settle(sandbox, items);
			const accounts = { bank: 'Dollar Bank' };
			const { results } = await journals(sandbox, items, { accounts });
			expect(results).toMatchObject([{ outcome: 'skipped', errorCode: 'JOURNAL_ACCOUNT_UNFIT' }]);
			expect(results[0].errorMessage).toContain('Dollar Bank is kept in USD');
			const inTransit = chosen('list', idNamed(sandbox, 'account', 'In Transit'));
			await journals(sandbox, items, { accounts, options: { inTransit } });
			expect(journalsInBooks(sandbox)[0]).toContain('Dr In Transit 75.00');
			expect(balanceOf(sandbox, 'Dollar Bank')).toBe(0);
		});
	});

	test.each([
		['a row without a name', '', 'is empty'],
		['two rows of one marketplace', 'amazon.com.MX', 'is the same as in row 1'],
	])('%s', async (_, marketplaceName, text) => {
		await withSandbox(BOOKS, async (sandbox) => {
			const [row] = mexico(sandbox, {}).marketplace as INodeParameters[];
			const { run } = await journals(sandbox, [], {
				source: 'netSuite',
				marketplaces: { marketplace: [row, { ...row, marketplaceName }] },
			});
			expect(run.error?.message).toContain(text);
		});
	});
});

test('the deposit goes to the bank account that all marketplaces of the settlement have', async () => {
	const items = await itemsOfFile(REPORT);
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, items);
		const bank = (accountParameters(sandbox, { bank: 'Company Card' }) as INodeParameters).bank;
		const row = (marketplaceName: string) => ({ marketplaceName, accounts: { bank } });
		const planned = async (...names: string[]) => {
			const marketplaces = { marketplace: names.map(row) };
			const { results } = await journals(sandbox, items, { dryRun: true, marketplaces });
			return String(results[0].entries[0].lines[0].account).replace(/^\d+ /, '');
		};
		expect(await planned(MEXICO)).toBe('Operating Bank');
		expect(await planned(MEXICO, 'Amazon.com')).toBe('Company Card');
		expect(await planned('Amazon*')).toBe('Company Card');
	});
});
