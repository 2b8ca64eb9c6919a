// An account without Multiple Currencies: no table, no field and no column of currencies, and perhaps no `foreign...`
// columns. A whole settlement goes through in the company's currency; what is in another one is refused by name.
import type { NetSuiteClient } from '../../nodes/shared/netsuite/api/client';
import { createClient } from '../../nodes/shared/netsuite/api/client';
import type { Sandbox } from '../../sandbox/sandbox';
import type { BooksSeed } from '../../sandbox/seed/seedShape';
import {
	balanceOf,
	itemsOfFile,
	JOURNAL_ACCOUNTS,
	journals,
	journalsInBooks,
} from '../support/journals';
import { invoiceOf } from '../support/madeBooks';
import { madeReport } from '../support/madeReport';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import type { Settings } from '../support/settle';
import { perCustomer, settle } from '../support/settle';
import { sandboxClient } from '../support/sandboxClient';
import { withSandbox } from './story';

const booksOf = (foreignColumns: 'shown' | 'hidden'): BooksSeed => ({
	invoices: ['111-1', '111-2', '111-3'].map((id) => invoiceOf(id, 1000)),
	preferences: { features: { multipleCurrencies: false }, foreignColumns },
});
/** 111-2 is a cent short, which is written off; 111-1 comes back in part. */
const EVENTS = [
	order('111-1', 1000),
	order('111-2', 999),
	order('111-3', 1000),
	refund('111-1', 400, 'R-1'),
];
const ITEMS = madeSettlement(EVENTS);
const WRITE_OFF = { writeOff: { tolerance: 0.05, itemId: '' } };

const codes = (results: Map<string, { status: string; errorCode: string }>) =>
	[...results.values()].map(({ status, errorCode }) => errorCode || status);
const totals = ({ books }: Sandbox, type: string) =>
	books
		.records(type)
		.filter(({ seeded }) => !seeded)
		.map(({ total }) => String(total))
		.sort();

/** As of a credential that names the company's currency. */
function clientIn(sandbox: Sandbox, code: string): NetSuiteClient {
	const { transport } = sandboxClient(sandbox);
	return createClient(
		{ ...transport, companyCurrency: async () => await Promise.resolve(code) },
		4,
	);
}

test.each<['shown' | 'hidden', Partial<Settings>]>([
	['shown', {}],
	['hidden', {}],
	['shown', perCustomer()],
	['hidden', perCustomer()],
])('foreign columns %s: all is posted and shown as posted', async (foreignColumns, mode) => {
	await withSandbox(booksOf(foreignColumns), async (sandbox) => {
		const { posted, summaries } = await settle(sandbox, ITEMS, { ...WRITE_OFF, ...mode });
		expect(codes(posted)).toEqual(['Applied', 'Applied', 'Applied', 'Applied']);
		const paid = mode.perCustomer === undefined ? ['10.00', '10.00', '9.99'] : ['29.99'];
		expect(totals(sandbox, 'customerPayment')).toEqual(paid);
		expect(totals(sandbox, 'creditMemo')).toEqual(['0.01', '4.00']);
		expect(totals(sandbox, 'customerRefund')).toEqual(['4.00']);
		expect(sandbox.books.records('invoice').map(({ open }) => open)).toEqual([
			'0.00',
			'0.00',
			'0.00',
		]);
		expect(summaries.map(({ disagreements }) => disagreements)).toEqual([[]]);
		// A second run finds all of it and adds nothing.
		expect(codes((await settle(sandbox, ITEMS, { ...WRITE_OFF, ...mode })).posted)).toEqual(
			codes(posted),
		);
		expect(totals(sandbox, 'customerPayment')).toEqual(paid);
	});
});

test("settlements in two currencies: nothing is posted, for one of them is not the company's", async () => {
	await withSandbox(booksOf('shown'), async (sandbox) => {
		await settle(sandbox, ITEMS);
		const euros = madeSettlement([order('111-3', 1000)], { settlementId: '22', currency: 'EUR' });
		await expect(settle(sandbox, euros)).rejects.toMatchObject({
			code: 'CONFIGURATION_INCOMPLETE',
			message: expect.stringContaining('settlements are in EUR and USD') as string,
		});
		expect(totals(sandbox, 'customerPayment')).toHaveLength(3);
	});
});

test("the credential names the company's currency: other settlements are refused, each order by name", async () => {
	await withSandbox(booksOf('shown'), async (sandbox) => {
		const euros = madeSettlement([order('111-3', 1000)], { settlementId: '22', currency: 'EUR' });
		const { posted } = await settle(sandbox, euros, {}, clientIn(sandbox, 'USD'));
		expect(codes(posted)).toEqual(['CURRENCY_MISMATCH']);
		expect([...posted.values()][0].errorMessage).toMatch(/EUR.*USD|USD.*EUR/);
		expect(totals(sandbox, 'customerPayment')).toEqual([]);
	});
});

test.each(['shown', 'hidden'] as const)(
	'foreign columns %s: the journal is posted, and clearing is even',
	async (foreignColumns) => {
		const report = madeReport({ total: '170.00' }, [
			'Order 111-A 2026-10-05 ItemPrice|Principal 200.00',
			'Order 111-A 2026-10-05 ItemFees|Commission -30.00',
		]);
		const books = {
			...booksOf(foreignColumns),
			accounts: JOURNAL_ACCOUNTS,
			invoices: [invoiceOf('111-A', 20000)],
		};
		await withSandbox(books, async (sandbox) => {
			const items = await itemsOfFile(report);
			expect(codes((await settle(sandbox, items)).posted)).toEqual(['Applied']);
			const { results } = await journals(sandbox, items);
			expect(results.map(({ errorCode, outcome }) => errorCode || outcome)).toEqual(['created']);
			expect(journalsInBooks(sandbox)[0].slice(1).sort()).toEqual([
				'Cr Amazon Clearing 200.00',
				'Dr Operating Bank 170.00',
				'Dr Selling Fees 30.00',
			]);
			expect(balanceOf(sandbox, 'Amazon Clearing')).toBe(0);
			// It is found again, and nothing is booked twice.
			const again = await journals(sandbox, items);
			expect(again.results.map(({ outcome }) => outcome)).toEqual(['existed']);
			const { summaries } = await settle(sandbox, items);
			expect(summaries[0].disagreements).toEqual([]);
			expect(summaries[0].clearing).toMatchObject({ isJudged: true, balance: 0, difference: 0 });
		});
	},
);
