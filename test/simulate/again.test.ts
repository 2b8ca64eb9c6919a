// The same settlement again: after success, after a crash at the worst moment, beside a second run, as a
// dry run, re-issued. Whatever happened, nothing is posted twice and the auditor finds nothing.
import type { NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import { clientCrashingAfter, clientWithEvent } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { settle } from '../support/settle';
import type { Story } from './story';
import { auditStory, withSandbox } from './story';

const STORY: Story = {
	books: { invoices: [invoiceOf('111-1', 5000), invoiceOf('111-2', 800)] },
	events: [
		order('111-1', 3000, { shipmentId: 'S1' }),
		order('111-1', 2000, { shipmentId: 'S2' }),
		order('111-2', 1000),
		refund('111-1', 700, 'a'),
		order('111-9', 1),
	],
	invoices: { '111-1': ['Amazon.com_111-1'], '111-2': ['Amazon.com_111-2'] },
};
const ITEMS = madeSettlement(STORY.events);

const posts = (ending: string) => (request: NetSuiteRequest) =>
	request.method === 'POST' && request.path.endsWith(ending);
const asks =
	(text: string) =>
	({ body }: NetSuiteRequest) =>
		JSON.stringify(body ?? '').includes(text);
const writesStatus = ({ method, path }: NetSuiteRequest) =>
	method === 'PATCH' && path.includes('customrecord_amzstl_transaction');

test('the same settlement again posts nothing', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const first = await settle(sandbox, ITEMS);
		expect(first.added.map(({ outcome }) => outcome)).toEqual(ITEMS.map(() => 'created'));
		sandbox.requests.reset();
		const second = await settle(sandbox, ITEMS);
		expect(second.added.map(({ outcome }) => outcome)).toEqual(ITEMS.map(() => 'existed'));
		expect([...second.posted.values()].map(({ outcome }) => outcome)).toEqual([
			'existed',
			'existed',
			'existed',
			'failed',
			'existed',
		]);
		expect(sandbox.requests.counters.post).toBe(0);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test('a settled transaction tells again what it told at first', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const money = (settled: Awaited<ReturnType<typeof settle>>) =>
			[...settled.posted].map(([key, result]) => ({
				key,
				status: result.status,
				posted: result.posted,
				applied: result.applied,
				rest: result.rest,
				short: result.short,
				payment: result.paymentId,
				memo: result.creditMemoId,
				refund: result.refundId,
			}));
		const first = money(await settle(sandbox, ITEMS));
		expect(money(await settle(sandbox, ITEMS))).toEqual(first);
	});
});

test.each([
	['the first payment', posts('/customerPayment')],
	['the credit memo, before its refund', posts('/creditMemo')],
	['the customer refund', posts('!transform/customerRefund')],
	['the statuses', writesStatus],
	['the summary', posts('/customrecord_amzstl_settlement')],
])('a crash right after %s is made good by the next run', async (_, isLast) => {
	await withSandbox(STORY.books, async (sandbox) => {
		const broken = settle(sandbox, ITEMS, {}, clientCrashingAfter(sandbox, isLast));
		await expect(broken).rejects.toMatchObject({ code: 'CANCELLED' });
		await settle(sandbox, ITEMS);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test.each([
	['right before our first payment', posts('/customerPayment')],
	['right before our credit memo', posts('/creditMemo')],
	['right before our customer refund', posts('!transform/customerRefund')],
	['before we read the periods', asks('FROM accountingperiod')],
	['before we look for invoices', asks('d.externalid IN')],
	['before we look for what was posted', asks('AS unused')],
	['before we look for earlier credit memos', asks("t.type = 'CustCred'")],
])('a second run that overtakes us %s changes nothing', async (_, isMoment) => {
	await withSandbox(STORY.books, async (sandbox) => {
		const overtaken = clientWithEvent(sandbox, isMoment, async () => {
			await settle(sandbox, ITEMS);
		});
		const { posted } = await settle(sandbox, ITEMS, {}, overtaken);
		const told = [...posted.values()].map(({ errorCode, status }) => errorCode || status);
		expect(told).toEqual([
			'Applied',
			'Applied',
			'Partially Applied',
			'INVOICE_NOT_FOUND',
			'Applied',
		]);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test('a payment that a run beside us made counts as it is, not as we would have made it', async () => {
	const story: Story = {
		books: { invoices: [invoiceOf('111-1', 5000), invoiceOf('111-2', 900)] },
		events: [order('111-1', 3000), order('111-2', 1000)],
		invoices: { '111-1': ['Amazon.com_111-1'], '111-2': ['Amazon.com_111-2'] },
	};
	await withSandbox(story.books, async (sandbox) => {
		const items = madeSettlement(story.events);
		const [invoice] = sandbox.books.records('invoice');
		const overtaken = clientWithEvent(sandbox, posts('/customerPayment'), async () => {
			// Somebody pays most of the invoice by hand, then the other run takes the rest.
			const customer = String(invoice.entity);
			const currency = sandbox.books.ofType('invoice')[0].fields.currency;
			sandbox.books.put({
				type: 'customerPayment',
				id: sandbox.books.nextId('transaction'),
				fields: { customer, currency, tranDate: '2026-10-03', payment: 4000 },
				lines: { apply: [{ doc: invoice.id, amount: 4000 }] },
				seeded: true,
			});
			await settle(sandbox, items);
		});
		const { posted } = await settle(sandbox, items, {}, overtaken);
		const [result] = posted.values();
		expect(result).toMatchObject({
			status: 'Partially Applied',
			outcome: 'existed',
			posted: 3000,
			applied: 1000,
			rest: 2000,
			short: 0,
		});
		const paidByHand = { ...story, books: { invoices: [] } };
		expect(auditStory(sandbox, paidByHand)).toEqual([]);
	});
});

test('what a run beside us took of the invoice is not counted on for the next shipment', async () => {
	const books = { invoices: [invoiceOf('111-1', 1000)] };
	await withSandbox(books, async (sandbox) => {
		const items = madeSettlement([
			order('111-1', 600, { shipmentId: 'S1' }),
			order('111-1', 500, { shipmentId: 'S2' }),
		]);
		const overtaken = clientWithEvent(sandbox, posts('/customerPayment'), async () => {
			// Somebody pays 6.00 by hand, so the other run finds 4.00 for the first shipment, and nothing for the second.
			const [{ id, fields }] = sandbox.books.ofType('invoice');
			sandbox.books.put({
				type: 'customerPayment',
				id: sandbox.books.nextId('transaction'),
				fields: {
					customer: fields.entity,
					currency: fields.currency,
					tranDate: '2026-10-03',
					payment: 600,
				},
				lines: { apply: [{ doc: id, amount: 600 }] },
				seeded: true,
			});
			await settle(sandbox, items);
		});
		const { posted } = await settle(sandbox, items, {}, overtaken);
		expect([...posted.values()]).toMatchObject([
			{ status: 'Partially Applied', outcome: 'existed', posted: 600, applied: 400, rest: 200 },
			{ status: 'Unapplied', errorCode: 'INVOICE_ALREADY_PAID' },
		]);
		// Planned on 4.00 that were gone, the second one would have been sent.
		const sent = sandbox.requests.entries.filter(
			({ method, path }) => method === 'POST' && path.endsWith('/customerPayment'),
		);
		expect(sent).toHaveLength(2);
	});
});

test('what failed is taken again once its cause is gone', async () => {
	const story: Story = {
		books: { invoices: [invoiceOf('111-1', 100, { currency: 'CAD', customer: 'CA' })] },
		events: [order('111-1', 100)],
		invoices: {},
	};
	await withSandbox(story.books, async (sandbox) => {
		const items = madeSettlement(story.events);
		await settle(sandbox, items);
		expect(auditStory(sandbox, story)).toEqual([]);
		const invoice = sandbox.books.ofType('invoice')[0];
		const usd = sandbox.books.records('currency').find(({ symbol }) => symbol === 'USD');
		sandbox.books.put({ ...invoice, fields: { ...invoice.fields, currency: usd?.id } });
		await settle(sandbox, items);
		const fixed = { ...story, invoices: { '111-1': ['Amazon.com_111-1'] } };
		expect(auditStory(sandbox, fixed)).toEqual([]);
	});
});

test('a re-issued report is refused and nothing is written', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		await settle(sandbox, ITEMS);
		const before = JSON.stringify(sandbox.books.saved().records);
		const other = madeSettlement([order('111-1', 4000), ...STORY.events.slice(1)]);
		await expect(settle(sandbox, other)).rejects.toMatchObject({ code: 'SETTLEMENT_CHANGED' });
		expect(JSON.stringify(sandbox.books.saved().records)).toBe(before);
	});
});

test.each([
	['a transaction is missing', ITEMS.slice(1)],
	['a transaction came twice', [...ITEMS, ITEMS[0]]],
])('an incomplete settlement is refused and nothing is written: %s', async (_, items) => {
	await withSandbox(STORY.books, async (sandbox) => {
		await expect(settle(sandbox, items)).rejects.toMatchObject({ code: 'SETTLEMENT_INCOMPLETE' });
		const { post, patch, batch } = sandbox.requests.counters;
		expect({ post, patch, batch }).toEqual({ post: 0, patch: 0, batch: 0 });
	});
});
