// The end of a run, where the last payments, a batch of statuses, single statuses and the proof are under way
// at once: it may break off anywhere there, or NetSuite may fail on any of the writes, and the books end
// as after one clean run.
import { crashingClient } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { settle } from '../support/settle';
import { balancesOf } from './booksOf';
import type { Story } from './story';
import { auditStory, withSandbox } from './story';

const CONCURRENCY = 4;
const orderIds = Array.from({ length: 15 }, (_, at) => `111-${at}`);
const STORY: Story = {
	books: {
		// The last one keeps a rest, so that its status waits until all is paid.
		invoices: orderIds.map((orderId, at) => invoiceOf(orderId, at === 14 ? 1500 : 1000)),
	},
	events: [
		...orderIds.map((orderId) => order(orderId, 1000)),
		...orderIds.slice(0, 9).map((orderId) => refund(orderId, 400, 'r')),
	],
	invoices: Object.fromEntries(orderIds.map((orderId) => [orderId, [`Amazon.com_${orderId}`]])),
};
const ITEMS = madeSettlement(STORY.events);
const SETTINGS = { concurrency: CONCURRENCY };
/** The requests of a run from about the middle of its payments on. */
const FROM_THE_END = 44;

async function cleanRun(): Promise<{ requests: number; balances: string[] }> {
	return await withSandbox(STORY.books, async (sandbox) => {
		await settle(sandbox, ITEMS, SETTINGS);
		expect(auditStory(sandbox, STORY)).toEqual([]);
		// One batch of records, then one of each flow, and single writes at the end of both.
		expect(sandbox.requests.counters.batch).toBe(3);
		expect(sandbox.requests.counters.patch).toBeGreaterThan(4);
		return { requests: sandbox.requests.counters.total, balances: balancesOf(sandbox) };
	});
}

test('a run that breaks off among its last requests, at every other one, is completed by the next', async () => {
	const { requests, balances } = await cleanRun();
	for (let sent = requests - FROM_THE_END; sent < requests; sent += 2) {
		await withSandbox(STORY.books, async (sandbox) => {
			const dying = crashingClient(sandbox, sent, CONCURRENCY);
			await settle(sandbox, ITEMS, SETTINGS, dying).catch(() => undefined);
			await settle(sandbox, ITEMS, SETTINGS);
			const told = `after ${sent} of ${requests} requests`;
			expect([told, ...auditStory(sandbox, STORY)]).toEqual([told]);
			expect([told, ...balancesOf(sandbox)]).toEqual([told, ...balances]);
			expect(sandbox.books.records('customerPayment')).toHaveLength(orderIds.length);
		});
	}
}, 240_000);

test.each(['replyLost', 'status500', 'status429', 'cut'] as const)(
	'every second status write meets %s: all statuses are written all the same',
	async (kind) => {
		await withSandbox(STORY.books, async (sandbox) => {
			const match = { method: 'PATCH', path: /customrecord_amzstl_transaction/ };
			sandbox.faults.add({ kind, match, probability: 0.5, seed: 7 });
			await settle(sandbox, ITEMS, SETTINGS);
			sandbox.faults.clear();
			expect(auditStory(sandbox, STORY)).toEqual([]);
			const shown = sandbox.books.records('customrecord_amzstl_transaction');
			expect(new Set(shown.map((one) => one.labels.custrecord_amzstl_t_status))).toEqual(
				new Set(['Applied']),
			);
		});
	},
	60_000,
);

test('two runs at once end as one', async () => {
	const { balances } = await cleanRun();
	await withSandbox(STORY.books, async (sandbox) => {
		await Promise.all([settle(sandbox, ITEMS, SETTINGS), settle(sandbox, ITEMS, SETTINGS)]);
		expect(auditStory(sandbox, STORY)).toEqual([]);
		expect(balancesOf(sandbox)).toEqual(balances);
	});
}, 60_000);
