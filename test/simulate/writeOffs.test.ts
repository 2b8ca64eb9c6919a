// Short payments written off, under misfortune: crashes between payment, credit memo and status, lost replies,
// two runs at once, NetSuite refusing, other shipments still to come. The rest is closed once, or told.
import type { NetSuiteClient, NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientCrashingAfter, clientWithEvent } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { settle } from '../support/settle';
import type { Story } from './story';
import { auditStory, rulesOf, withSandbox } from './story';

const STORY: Story = {
	books: { invoices: [invoiceOf('111-1', 5000), invoiceOf('111-2', 800), invoiceOf('111-3', 700)] },
	events: [
		order('111-1', 3000, { shipmentId: 'S1' }),
		order('111-1', 1998, { shipmentId: 'S2' }),
		order('111-2', 800),
		order('111-3', 690),
	],
	invoices: Object.fromEntries(['111-1', '111-2', '111-3'].map((id) => [id, [`Amazon.com_${id}`]])),
	writeOff: 5,
};
const ITEMS = madeSettlement(STORY.events);
const RULES = rulesOf(STORY);

const posts = (ending: string) => (request: NetSuiteRequest) =>
	request.method === 'POST' && request.path.endsWith(ending);
const body = (request: NetSuiteRequest) => JSON.stringify(request.body ?? '');
const asks = (text: string) => (request: NetSuiteRequest) => body(request).includes(text);
const writesStatus = (request: NetSuiteRequest) =>
	request.method === 'PATCH' && body(request).includes('custrecord_amzstl_t_status');
const readsWriteOffsBack = (request: NetSuiteRequest) =>
	request.method === 'POST' && asks('AMZ-WO-')(request) && request.path.endsWith('/suiteql');

async function told(sandbox: Sandbox, rules = RULES, client?: NetSuiteClient, items = ITEMS) {
	const { posted } = await settle(sandbox, items, rules, client);
	return [...posted.values()];
}

const count = (sandbox: Sandbox) => ({
	payments: sandbox.books.records('customerPayment').length,
	creditMemos: sandbox.books.records('creditMemo').length,
});

test('the last shipment tells and writes off what both left open, and the summary has it', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const { posted, summaries } = await settle(sandbox, ITEMS, RULES);
		const [memo] = sandbox.books.records('creditMemo');
		expect([...posted.values()]).toMatchObject([
			{ status: 'Applied', short: 0, writtenOff: 0, creditMemoId: '' },
			{ status: 'Applied', short: 0, writtenOff: 2, creditMemoId: memo.id },
			{ status: 'Applied', short: 0, writtenOff: 0 },
			{ status: 'Applied', short: 10, writtenOff: 0 },
		]);
		expect(memo).toMatchObject({ total: '0.02', open: '0.00', tranDate: '2026-10-05' });
		expect(summaries[0].figures).toMatchObject({ short: 10, writtenOff: 2 });
		expect(summaries[0].figures.equation).toMatchObject({
			paid: 6488,
			notPosted: 0,
			difference: 0,
		});
		expect(auditStory(sandbox, STORY)).toEqual([]);
		// The auditor would see it, were less allowed, or were the larger rest within what is.
		expect(auditStory(sandbox, { ...STORY, writeOff: 1 })).toHaveLength(1);
		expect(auditStory(sandbox, { ...STORY, writeOff: 10 })).toHaveLength(1);
	});
});

test('a dry run plans it; a run again changes nothing and tells the same', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const figures = async (rules: typeof RULES) =>
			(await told(sandbox, rules)).map(({ status, applied, short, writtenOff }) => ({
				status,
				applied,
				short,
				writtenOff,
			}));
		const planned = await figures({ ...RULES, isDryRun: true });
		expect(count(sandbox)).toEqual({ payments: 0, creditMemos: 0 });
		const first = await figures(RULES);
		expect(first).toEqual(planned);
		sandbox.requests.reset();
		expect(await figures(RULES)).toEqual(first);
		expect(sandbox.requests.counters.post).toBe(0);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test.each([
	['the first payment', posts('/customerPayment')],
	['the credit memo', posts('/creditMemo')],
	['the credit memo was read back', readsWriteOffsBack],
	['the statuses', writesStatus],
])('a crash right after %s is made good by the next run', async (_, isLast) => {
	await withSandbox(STORY.books, async (sandbox) => {
		const broken = settle(sandbox, ITEMS, RULES, clientCrashingAfter(sandbox, isLast));
		await expect(broken).rejects.toMatchObject({ code: 'CANCELLED' });
		await told(sandbox);
		expect(count(sandbox)).toEqual({ payments: 4, creditMemos: 1 });
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test.each([
	['right before our first payment', posts('/customerPayment')],
	['before we look who waits', asks('AS order_id FROM')],
	['right before our credit memo', posts('/creditMemo')],
	['before we write statuses', writesStatus],
])('a second run that overtakes us %s writes nothing off twice', async (_, isMoment) => {
	await withSandbox(STORY.books, async (sandbox) => {
		const overtaken = clientWithEvent(sandbox, isMoment, async () => {
			await told(sandbox);
		});
		await told(sandbox, RULES, overtaken);
		// Where we saw an open rest that the other run closed, the next run puts the telling right.
		await told(sandbox);
		expect(count(sandbox)).toEqual({ payments: 4, creditMemos: 1 });
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test('payments per customer write off alike, after a crash too', async () => {
	const story: Story = { ...STORY, invoicesPerPayment: 10 };
	await withSandbox(story.books, async (sandbox) => {
		const crashing = clientCrashingAfter(sandbox, posts('/creditMemo'));
		await expect(settle(sandbox, ITEMS, rulesOf(story), crashing)).rejects.toMatchObject({
			code: 'CANCELLED',
		});
		const [, second] = await told(sandbox, rulesOf(story));
		expect(second).toMatchObject({ status: 'Applied', outcome: 'existed', writtenOff: 2 });
		expect(count(sandbox)).toEqual({ payments: 1, creditMemos: 1 });
		expect(auditStory(sandbox, story)).toEqual([]);
	});
});

test('a lost reply is looked up, not posted again', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const match = { method: 'POST', path: /creditMemo/ };
		sandbox.faults.add({ kind: 'replyLost', times: 1, match });
		await told(sandbox);
		expect(count(sandbox).creditMemos).toBe(1);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

const WRONG_ITEM = { ...RULES, writeOff: { tolerance: 0.05, itemId: '987654' } };

test('refused: the payment stands, the transaction is taken again and completed', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const [, refused] = await told(sandbox, WRONG_ITEM);
		expect(refused).toMatchObject({
			status: 'Unapplied',
			errorCode: 'WRITE_OFF_FAILED',
			applied: 1998,
			short: 2,
			writtenOff: 0,
			creditMemoId: '',
		});
		expect(refused.errorMessage).toMatch(
			new RegExp(`Payment ${refused.paymentId} is posted.*rest of 0\\.02 USD is not written off`),
		);
		expect(count(sandbox)).toEqual({ payments: 4, creditMemos: 0 });
		const [, completed] = await told(sandbox);
		expect(completed).toMatchObject({ status: 'Applied', outcome: 'existed', writtenOff: 2 });
		expect(count(sandbox)).toEqual({ payments: 4, creditMemos: 1 });
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test('refused, then run without writing off: the rest stays open and is told', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		await told(sandbox, WRONG_ITEM);
		const [, left] = await told(sandbox, { ...RULES, writeOff: null });
		expect(left).toMatchObject({ status: 'Applied', errorCode: '', short: 2, writtenOff: 0 });
		expect(auditStory(sandbox, { ...STORY, writeOff: undefined })).toEqual([]);
	});
});

test('a credit memo that is over more than the rest is told until somebody corrects it', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const crashing = clientCrashingAfter(sandbox, posts('/creditMemo'));
		await expect(settle(sandbox, ITEMS, RULES, crashing)).rejects.toMatchObject({
			code: 'CANCELLED',
		});
		// As a taxable item would make it.
		const [memo] = sandbox.books.ofType('creditMemo');
		const [line] = memo.lines.item;
		sandbox.books.put({ ...memo, lines: { ...memo.lines, item: [{ ...line, amount: 3 }] } });
		const [, wrong] = await told(sandbox);
		expect(wrong).toMatchObject({ status: 'Unapplied', errorCode: 'WRITE_OFF_FAILED' });
		expect(wrong.errorMessage).toMatch(/over 0\.03 USD has 0\.01 USD that no invoice took/);
		sandbox.books.put({ ...memo, lines: { ...memo.lines, item: [line] } });
		await told(sandbox);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test('nothing is written off while a shipment of another settlement waits', async () => {
	const books = { invoices: [invoiceOf('111-1', 5000)] };
	const rules = { ...RULES, writeOff: { tolerance: 25, itemId: '' } };
	await withSandbox(books, async (sandbox) => {
		const ours = madeSettlement([order('111-1', 3000)]);
		const later = madeSettlement([order('111-1', 1999)], { settlementId: '18906543299' });
		// Recorded and left waiting: its period is closed.
		const closed = { ...rules, datePolicy: 'end' as const };
		const period = sandbox.books.periodOf('2026-10-15');
		sandbox.books.put({ ...period, fields: { ...period.fields, closed: true } });
		await told(sandbox, closed, undefined, later);
		sandbox.books.put({ ...period, fields: { ...period.fields, closed: false } });
		expect(await told(sandbox, rules, undefined, ours)).toMatchObject([{ short: 2000 }]);
		expect(count(sandbox)).toEqual({ payments: 1, creditMemos: 0 });
		expect(await told(sandbox, rules, undefined, later)).toMatchObject([
			{ short: 0, writtenOff: 1 },
		]);
		expect(count(sandbox)).toEqual({ payments: 2, creditMemos: 1 });
	});
});

test('what was written off is no refund: the whole invoice may still be refunded', async () => {
	const books = { invoices: [invoiceOf('111-1', 1000)] };
	await withSandbox(books, async (sandbox) => {
		const items = madeSettlement([order('111-1', 998), refund('111-1', 1000, 'a')]);
		expect((await told(sandbox, RULES, undefined, items)).map(({ status }) => status)).toEqual([
			'Applied',
			'Applied',
		]);
		expect(count(sandbox)).toEqual({ payments: 1, creditMemos: 2 });
	});
});

test('it costs one request for each credit memo, and four queries in all', async () => {
	const orders = (rest: number) =>
		madeSettlement(Array.from({ length: 30 }, (_, at) => order(`111-${at}`, 1000 - rest)));
	const books = { invoices: Array.from({ length: 30 }, (_, at) => invoiceOf(`111-${at}`, 1000)) };
	const requests = async (rest: number) =>
		await withSandbox(books, async (sandbox) => {
			await told(sandbox, RULES, undefined, orders(rest));
			const { post, suiteql } = sandbox.requests.counters;
			return { post, suiteql };
		});
	const [exact, short] = [await requests(0), await requests(1)];
	expect(short.post - exact.post).toBe(30);
	expect(short.suiteql - exact.suiteql).toBeLessThanOrEqual(4);
});
