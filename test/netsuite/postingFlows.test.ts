// Corners of the posting flows that no story tells: a sibling that fails, documents changed by people,
// long refusals, errors that end the run.
import type { NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import { adopt } from '../../nodes/shared/netsuite/books/postedDocuments';
import type { Story } from '../simulate/story';
import { auditStory, withSandbox } from '../simulate/story';
import { clientAround, clientCrashingAfter } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { codeOr } from '../support/orderFacts';
import { settle } from '../support/settle';

const posts = (ending: string) => (request: NetSuiteRequest) =>
	request.method === 'POST' && request.path.endsWith(ending);
const SHIPMENTS: Story = {
	books: { invoices: [invoiceOf('111-1', 5000)] },
	events: [order('111-1', 3000, { shipmentId: 'S1' }), order('111-1', 1500, { shipmentId: 'S2' })],
	invoices: { '111-1': ['Amazon.com_111-1'] },
};
const ITEMS = madeSettlement(SHIPMENTS.events);
const refusal = (detail: string, status = 403) => ({
	status,
	headers: {},
	body: { 'o:errorDetails': [{ detail }] },
});

test('the first shipment is refused: the second is paid all the same, the first by the next run', async () => {
	await withSandbox(SHIPMENTS.books, async (sandbox) => {
		let refused = 0;
		const client = clientAround(
			sandbox,
			(send) => async (request) =>
				posts('/customerPayment')(request) && refused++ === 0
					? refusal('Not now.')
					: await send(request),
		);
		const { posted } = await settle(sandbox, ITEMS, {}, client);
		const told = [...posted.values()].map(({ status, errorCode, short }) => [
			status,
			errorCode,
			short,
		]);
		expect(told).toEqual([
			['Unapplied', 'NETSUITE_PERMISSION', 0],
			['Applied', '', 3500],
		]);
		await settle(sandbox, ITEMS);
		expect(auditStory(sandbox, SHIPMENTS)).toEqual([]);
	});
});

test('two shipments on one invoice tell its open rest once', async () => {
	await withSandbox(SHIPMENTS.books, async (sandbox) => {
		const { posted, summaries } = await settle(sandbox, ITEMS);
		expect([...posted.values()].map(({ short }) => short)).toEqual([0, 500]);
		expect(summaries[0].figures.short).toBe(500);
	});
});

test('a payment is recognised after a crash though its invoice was renamed meanwhile', async () => {
	await withSandbox(SHIPMENTS.books, async (sandbox) => {
		const items = madeSettlement([order('111-1', 5000)]);
		const broken = settle(
			sandbox,
			items,
			{},
			clientCrashingAfter(sandbox, posts('/customerPayment')),
		);
		await expect(broken).rejects.toMatchObject({ code: 'CANCELLED' });
		const [invoice] = sandbox.books.ofType('invoice');
		sandbox.books.put({ ...invoice, fields: { ...invoice.fields, externalId: 'renamed' } });
		const { posted } = await settle(sandbox, items);
		expect([...posted.values()]).toMatchObject([
			{ status: 'Applied', outcome: 'existed', applied: 5000, rest: 0 },
		]);
		expect(sandbox.books.records('customerPayment')).toHaveLength(1);
	});
});

test('a payment that a person took off its invoice is not posted again', async () => {
	await withSandbox(SHIPMENTS.books, async (sandbox) => {
		const items = madeSettlement([order('111-1', 5000)]);
		const crash = clientCrashingAfter(sandbox, posts('/customerPayment'));
		await expect(settle(sandbox, items, {}, crash)).rejects.toBeDefined();
		const [payment] = sandbox.books.ofType('customerPayment');
		sandbox.books.put({ ...payment, lines: { apply: [] } });
		const { posted } = await settle(sandbox, items);
		expect([...posted.values()]).toMatchObject([
			{
				status: 'Unapplied',
				errorCode: 'PAYMENT_NOT_APPLIED',
				posted: 5000,
				applied: 0,
				rest: 5000,
			},
		]);
		expect(sandbox.books.records('customerPayment')).toHaveLength(1);
	});
});

test('a voided document, or one of another kind, is never adopted', () => {
	const payment = {
		internalId: '7',
		externalId: 'AMZ-PMT-1',
		type: 'CustPymt',
		isVoided: false,
		total: '-10.5',
		unused: '.5',
	};
	expect(adopt(payment, 'CustPymt', 'USD')).toEqual({ total: 1050, unused: 50 });
	const voided = { ...payment, isVoided: true };
	expect(codeOr(() => adopt(voided, 'CustPymt', 'USD'))).toBe('EXTERNAL_ID_TAKEN');
	expect(codeOr(() => adopt(payment, 'CustCred', 'USD'))).toBe('EXTERNAL_ID_TAKEN');
});

test('a credit memo that somebody applied elsewhere is not paid out', async () => {
	const books = { invoices: [invoiceOf('111-1', 5000), invoiceOf('111-2', 400)] };
	await withSandbox(books, async (sandbox) => {
		const items = madeSettlement([refund('111-1', 1000, 'a')]);
		const crash = clientCrashingAfter(sandbox, posts('/creditMemo'));
		await expect(settle(sandbox, items, {}, crash)).rejects.toBeDefined();
		const [memo] = sandbox.books.ofType('creditMemo');
		const [, other] = sandbox.books.ofType('invoice');
		const apply = [{ doc: other.id, amount: 400 }];
		sandbox.books.put({ ...memo, lines: { ...memo.lines, apply } });
		const { posted } = await settle(sandbox, items);
		expect([...posted.values()]).toMatchObject([
			{ errorCode: 'CREDIT_MEMO_WITHOUT_REFUND', creditMemoId: memo.id, refundId: '' },
		]);
		expect([...posted.values()][0].errorMessage).toContain('only 6.00 USD of 10.00 USD');
		expect(sandbox.books.records('customerRefund')).toEqual([]);
	});
});

test('a taxable refund item makes another total: the memo is kept, not paid out, and named', async () => {
	await withSandbox(SHIPMENTS.books, async (sandbox) => {
		const client = clientAround(sandbox, (send) => async (request) => {
			const body = request.body as { item?: { items: Array<Record<string, unknown>> } };
			const [line] = body?.item?.items ?? [];
			return await send(
				posts('/creditMemo')(request)
					? { ...request, body: { ...body, item: { items: [{ ...line, amount: 10.7 }] } } }
					: request,
			);
		});
		const items = madeSettlement([refund('111-1', 1000, 'a')]);
		const { posted } = await settle(sandbox, items, {}, client);
		const [result] = posted.values();
		expect(result.errorCode).toBe('DOCUMENT_DIFFERS');
		expect(result.errorMessage).toContain('total 10.70 USD, not 10.00 USD');
		expect(sandbox.books.records('customerRefund')).toEqual([]);
	});
});

test('a refusal longer than the field that takes it is recorded shortened', async () => {
	await withSandbox(SHIPMENTS.books, async (sandbox) => {
		const client = clientAround(
			sandbox,
			(send) => async (request) =>
				posts('/customerPayment')(request) ? refusal('long '.repeat(2_000)) : await send(request),
		);
		await settle(sandbox, ITEMS, {}, client);
		const [record] = sandbox.books.records('customrecord_amzstl_transaction');
		expect(record.labels.custrecord_amzstl_t_status).toBe('Unapplied');
		const recorded = String(record.custrecord_amzstl_t_error_message);
		expect(recorded).toContain('long long');
		expect(recorded.length).toBeLessThanOrEqual(4000);
	});
});

test('a login that fails in the middle ends the run, and the next one makes good', async () => {
	await withSandbox(SHIPMENTS.books, async (sandbox) => {
		let paid = 0;
		const client = clientAround(
			sandbox,
			(send) => async (request) =>
				posts('/customerPayment')(request) && paid++ > 0
					? refusal('Invalid login attempt.', 401)
					: await send(request),
		);
		await expect(settle(sandbox, ITEMS, {}, client)).rejects.toMatchObject({
			code: 'NETSUITE_AUTH',
		});
		const statuses = sandbox.books
			.records('customrecord_amzstl_transaction')
			.map(({ labels }) => labels.custrecord_amzstl_t_status);
		// After a refused login nothing more is asked, not even what the first payment was applied to.
		expect(statuses).toEqual(['New', 'New']);
		await settle(sandbox, ITEMS);
		expect(auditStory(sandbox, SHIPMENTS)).toEqual([]);
	});
});
