// Large settlements run in batches that keep orders whole: whatever the size, the books are those of a run
// without batches. And where a batch boundary does go through an order or an invoice, as between two
// settlements, the later batch sees what the earlier one paid, and the auditor finds nothing.
import { fc, SEED } from '../support/fastCheck';

import { orderBatches } from '../../nodes/shared/n8n/orderBatches';
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import type { Sandbox } from '../../sandbox/sandbox';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { env } from '../support/node';
import { settle, settleInBatches } from '../support/settle';
import { balancesOf, booksOf } from './booksOf';
import type { Story } from './story';
import { auditStory, rulesOf, withSandbox } from './story';
import { stories } from './storyGenerator';

const RUNS = Number(env.RUNS ?? 10);
const TIME_MAX_MS = 90_000 + RUNS * 2_000;
const LAWS = {
	seed: SEED,
	numRuns: RUNS,
	interruptAfterTimeLimit: env.RUNS === undefined ? 45_000 : undefined,
	endOnFailure: env.SHRINK === undefined,
};

const inBatches = (items: TransactionItem[], size: number) =>
	orderBatches(items, size).map((batch) => batch.map((index) => items[index]));

test(
	'batches leave the books of one run: payments, write-offs, refunds, statuses',
	async () => {
		const modes = fc.constantFrom(undefined, undefined, 1, 3, 200);
		const sizes = fc.constantFrom(1, 2, 3, 5, 8);
		const law = fc.asyncProperty(stories, modes, sizes, async (told, invoicesPerPayment, size) => {
			const story: Story = { ...told, invoicesPerPayment };
			const items = madeSettlement(story.events);
			// Payments per customer are cut at the end of a batch: their number differs, nothing else.
			const read = invoicesPerPayment === undefined ? booksOf : balancesOf;
			const expected = await withSandbox(story.books, async (sandbox) => {
				await settle(sandbox, items, rulesOf(story));
				return read(sandbox);
			});
			await withSandbox(story.books, async (sandbox) => {
				await settleInBatches(sandbox, inBatches(items, size), rulesOf(story));
				expect(read(sandbox)).toEqual(expected);
				expect(auditStory(sandbox, story)).toEqual([]);
				sandbox.requests.reset();
				await settleInBatches(sandbox, inBatches(items, size), rulesOf(story));
				expect(sandbox.requests.counters.post).toBe(0);
			});
		});
		await fc.assert(law, LAWS);
	},
	TIME_MAX_MS,
);

test(
	'also torn apart, every transaction a batch of its own, all is paid and refunded exactly once',
	async () => {
		const law = fc.asyncProperty(stories, async (story) => {
			const items = madeSettlement(story.events);
			await withSandbox(story.books, async (sandbox) => {
				await settleInBatches(
					sandbox,
					items.map((item) => [item]),
					rulesOf(story),
				);
				expect(auditStory(sandbox, story)).toEqual([]);
			});
		});
		await fc.assert(law, LAWS);
	},
	TIME_MAX_MS,
);

/** Two orders on one invoice, found by a PO number: both carry it as their merchant's order. */
const SHARED: Story = {
	books: { invoices: [invoiceOf('', 5000, { externalId: 'INV-7', poNumber: 'M-7' })] },
	events: [
		order('111-1', 3000, { merchantOrderId: 'M-7' }),
		order('111-2', 1000, { merchantOrderId: 'M-8' }),
		order('111-3', 1998, { merchantOrderId: 'M-7' }),
	],
	invoices: { '111-1': ['INV-7'], '111-3': ['INV-7'] },
	writeOff: 5,
};

test.each([
	{ how: 'kept together', cut: (items: TransactionItem[]) => inBatches(items, 1), batches: 2 },
	{ how: 'torn apart', cut: (items: TransactionItem[]) => items.map((one) => [one]), batches: 3 },
])('two orders on one invoice, $how: paid, and the two cents left are written off', async (way) => {
	const batches = way.cut(madeSettlement(SHARED.events));
	expect(batches).toHaveLength(way.batches);
	await withSandbox(SHARED.books, async (sandbox) => {
		const keys = [{ column: 'otherrefnum', template: '{merchantOrderId}' }];
		await settleInBatches(sandbox, batches, { ...rulesOf(SHARED), keys });
		expect(auditStory(sandbox, SHARED)).toEqual([]);
		const [invoice] = sandbox.books.records('invoice');
		expect(invoice).toMatchObject({ total: '50.00', open: '0.00' });
		const totals = sandbox.books.records('customerPayment').map(({ total }) => total);
		expect(totals.sort()).toEqual(['19.98', '30.00']);
		expect(sandbox.books.records('creditMemo')).toMatchObject([{ total: '0.02' }]);
		expect(statusesOf(sandbox)).toEqual([
			['111-1', 'Applied', '0.00', '0.00'],
			['111-2', 'Unapplied', '0.00', '0.00'],
			['111-3', 'Applied', '0.00', '0.02'],
		]);
	});
});

test('a refund that the report tells before its order still finds the invoice paid', async () => {
	const story: Story = {
		books: { invoices: [invoiceOf('111-1', 3000), invoiceOf('111-2', 800)] },
		events: [refund('111-1', 1000, 'a'), order('111-2', 800), order('111-1', 3000)],
		invoices: { '111-1': ['Amazon.com_111-1'], '111-2': ['Amazon.com_111-2'] },
	};
	await withSandbox(story.books, async (sandbox) => {
		const items = madeSettlement(story.events);
		// With this setting a memo goes to the invoice while that is open: then the payment would be too much.
		await settleInBatches(sandbox, inBatches(items, 1), { openInvoice: 'apply' });
		expect(auditStory(sandbox, story)).toEqual([]);
		expect(sandbox.books.records('customerRefund')).toMatchObject([{ total: '10.00' }]);
		expect(statusesOf(sandbox).map(([, status]) => status)).toEqual(items.map(() => 'Applied'));
	});
});

/** Order, status, short and written off, by order. */
function statusesOf(sandbox: Sandbox): string[][] {
	return sandbox.books
		.records('customrecord_amzstl_transaction')
		.map((one) =>
			[
				one.custrecord_amzstl_t_order_id,
				one.labels.custrecord_amzstl_t_status,
				one.custrecord_amzstl_t_short || '0.00',
				one.custrecord_amzstl_t_written_off || '0.00',
			].map(String),
		)
		.sort();
}
