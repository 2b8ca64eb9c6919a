// What NetSuite did with a payment decides its status, not what was sent: a payment that is saved but not
// applied, applied to less, or does not post is Unapplied, keeps its id and amount, and is never made again.
import type { NetSuiteAnswer, NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import type { PostingResult } from '../../nodes/shared/netsuite/posting/postingResult';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { perCustomer, settle } from '../support/settle';
import { withSandbox } from './story';

const BOOKS = {
	invoices: [invoiceOf('111-1', 1000), invoiceOf('111-2', 1000), invoiceOf('111-3', 1000)],
};
const ITEMS = madeSettlement([order('111-1', 1000), order('111-2', 1000), order('111-3', 1000)]);

const isPayment = ({ method, path }: NetSuiteRequest) =>
	method === 'POST' && path.endsWith('/customerPayment');

interface ApplyBody {
	payment: number;
	apply: { items: Array<{ doc: { id: string }; amount: number }> };
}

/** A NetSuite that saves payments otherwise than they were sent. */
function altering(sandbox: Sandbox, change: (body: ApplyBody) => object) {
	return clientAround(sandbox, (send) => async (request) => {
		return await send(
			isPayment(request) ? { ...request, body: change(request.body as ApplyBody) } : request,
		);
	});
}

const told = (posted: Map<string, PostingResult>) =>
	[...posted.values()].map(({ errorCode, status, posted: sum, applied }) => ({
		is: errorCode || status,
		posted: sum,
		applied,
	}));
const recorded = (sandbox: Sandbox) =>
	sandbox.books.records('customrecord_amzstl_transaction').map((one) => ({
		is: String(one.custrecord_amzstl_t_error_code ?? one.labels.custrecord_amzstl_t_status),
		hasPayment: one.custrecord_amzstl_t_payment !== undefined,
		posted: one.custrecord_amzstl_t_posted,
		applied: one.custrecord_amzstl_t_applied,
	}));

const NOT_APPLIED = { is: 'PAYMENT_NOT_APPLIED', posted: 1000, applied: 0 };
const APPLIED = { is: 'Applied', posted: 1000, applied: 1000 };

test('per order: a payment that is saved and not applied is named, and never made again', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const second = sandbox.books.records('invoice')[1].id;
		const client = altering(sandbox, (body) =>
			body.apply.items[0].doc.id === second ? { ...body, apply: { items: [] } } : body,
		);
		const { posted } = await settle(sandbox, ITEMS, {}, client);
		expect(told(posted)).toEqual([APPLIED, NOT_APPLIED, APPLIED]);
		expect([...posted.values()][1].errorMessage).toMatch(
			/^Payment PYMT\d+ is posted, but 0\.00 USD of it is applied to invoice INV\d+, which has 10\.00 USD open\. .*set this settlement transaction to New/,
		);
		expect(recorded(sandbox)[1]).toEqual({
			is: 'PAYMENT_NOT_APPLIED',
			hasPayment: true,
			posted: '10.00',
			applied: '0.00',
		});
		expect(told((await settle(sandbox, ITEMS)).posted)).toEqual([APPLIED, NOT_APPLIED, APPLIED]);
		expect(sandbox.books.records('customerPayment')).toHaveLength(3);
	});
});

test('per customer: only those whose invoice got nothing are named, now and in the next run', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const client = altering(sandbox, (body) => ({
			...body,
			apply: { items: body.apply.items.slice(0, 1) },
		}));
		// The first payment of its kind: what is wrong with it stops the kind, too.
		const wrong = { ...NOT_APPLIED, is: 'DOCUMENT_DIFFERS' };
		const expected = [APPLIED, wrong, wrong];
		expect(told((await settle(sandbox, ITEMS, perCustomer(), client)).posted)).toEqual(expected);
		expect(told((await settle(sandbox, ITEMS, perCustomer())).posted)).toEqual(expected);
		expect(sandbox.books.records('customerPayment')).toHaveLength(1);
	});
});

test('a person applies it: the next run records that', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const items = madeSettlement([order('111-1', 1000)]);
		const client = altering(sandbox, (body) => ({ ...body, apply: { items: [] } }));
		await settle(sandbox, items, {}, client);
		const [payment] = sandbox.books.ofType('customerPayment');
		const [invoice] = sandbox.books.ofType('invoice');
		sandbox.books.put({
			...payment,
			lines: { ...payment.lines, apply: [{ doc: invoice.id, amount: 1000 }] },
		});
		expect(told((await settle(sandbox, items)).posted)).toEqual([APPLIED]);
		expect(recorded(sandbox)[0]).toMatchObject({ is: 'Applied', applied: '10.00' });
	});
});

test('a person finds it right as it is and sets the transaction to New: it is taken so', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const items = madeSettlement([order('111-1', 1000)]);
		const client = altering(sandbox, (body) => ({ ...body, apply: { items: [] } }));
		await settle(sandbox, items, {}, client);
		const [record] = sandbox.books.ofType('customrecord_amzstl_transaction');
		const fields = { ...record.fields, custrecord_amzstl_t_status: '1' };
		sandbox.books.put({ ...record, fields });
		const taken = { is: 'Partially Applied', posted: 1000, applied: 0 };
		expect(told((await settle(sandbox, items)).posted)).toEqual([taken]);
		expect(told((await settle(sandbox, items)).posted)).toEqual([taken]);
		expect(sandbox.books.records('customerPayment')).toHaveLength(1);
	});
});

/** A NetSuite that answers the read back otherwise. */
function answering(sandbox: Sandbox, change: (row: Record<string, unknown>) => object) {
	return clientAround(sandbox, (send) => async (request): Promise<NetSuiteAnswer> => {
		const answer = await send(request);
		const isRead = JSON.stringify(request.body ?? '').includes('applied_line');
		const body = answer.body as { items: Array<Record<string, unknown>> };
		return isRead ? { ...answer, body: { ...body, items: body.items.map(change) } } : answer;
	});
}

test.each([
	['does not post', { posting: 'F' }, 'PAYMENT_NOT_APPLIED', /does not post/],
	['lies on another account', { account: '999' }, 'DOCUMENT_DIFFERS', /on account 999, not \d+/],
	['is over another amount', { total: '11.00' }, 'DOCUMENT_DIFFERS', /over 11\.00 USD, not 10\.00/],
	['is in another currency', { symbol: 'CAD' }, 'DOCUMENT_DIFFERS', /in CAD, not USD/],
])('a payment that %s is named', async (_, change, code, message) => {
	await withSandbox(BOOKS, async (sandbox) => {
		const client = answering(sandbox, (row) => ({ ...row, ...change }));
		const { posted } = await settle(sandbox, madeSettlement([order('111-1', 1000)]), {}, client);
		const [result] = posted.values();
		expect(result).toMatchObject({ status: 'Unapplied', errorCode: code });
		expect(result.errorMessage).toMatch(message);
		expect(result.paymentId).not.toBe('');
	});
});

test('a payment that cannot be read back is not told as applied', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const hiding = clientAround(sandbox, (send) => async (request): Promise<NetSuiteAnswer> => {
			const isRead = JSON.stringify(request.body ?? '').includes('applied_line');
			const answer = await send(request);
			return isRead ? { ...answer, body: { items: [], hasMore: false, totalResults: 0 } } : answer;
		});
		const { posted } = await settle(sandbox, ITEMS, {}, hiding);
		expect(told(posted).map(({ is }) => is)).toEqual(ITEMS.map(() => 'PAYMENT_NOT_APPLIED'));
		expect(told((await settle(sandbox, ITEMS)).posted)).toEqual(ITEMS.map(() => APPLIED));
		expect(sandbox.books.records('customerPayment')).toHaveLength(3);
	});
});
