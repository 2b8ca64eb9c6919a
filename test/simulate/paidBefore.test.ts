// Orders whose payment is in the books already, made by hand or by a run whose trace was lost: it is named,
// taken as the order's payment when it carries the link, and never paid a second time.
import type { NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientCrashingAfter } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { settle } from '../support/settle';
import type { Story } from './story';
import { auditStory, withSandbox } from './story';

const STORY: Story = {
	books: { invoices: [invoiceOf('111-1', 1000)] },
	events: [order('111-1', 1000)],
	invoices: { '111-1': ['Amazon.com_111-1'] },
};
const ITEMS = madeSettlement(STORY.events);
const TRANSACTION = 'customrecord_amzstl_transaction';

/** A payment of the first invoice that a person makes in NetSuite. */
function payByHand(sandbox: Sandbox, fields: Record<string, string | number> = {}): string {
	const invoice = sandbox.books.ofType('invoice')[0];
	const { entity, currency } = invoice.fields;
	const amount = Number(fields.payment ?? 1000);
	const id = sandbox.books.nextId('transaction');
	const { length } = sandbox.books.ofType('customerPayment');
	sandbox.books.put({
		type: 'customerPayment',
		id,
		fields: {
			customer: entity,
			currency,
			tranDate: '2026-10-03',
			payment: amount,
			externalId: `HAND-${length}`,
			tranId: `PYMT${length}`,
			...fields,
		},
		lines: { apply: [{ doc: invoice.id, amount: Math.min(amount, 1000) }] },
	});
	return id;
}

function change(sandbox: Sandbox, type: string, id: string, fields: Record<string, string>): void {
	const record = sandbox.books.ofType(type).find((one) => one.id === id);
	if (record === undefined) {
		throw new Error(`There is no ${type} ${id}.`);
	}
	sandbox.books.put({ ...record, fields: { ...record.fields, ...fields } });
}

function links(sandbox: Sandbox): Record<string, string> {
	const [record] = sandbox.books.records(TRANSACTION);
	return {
		custbody_amzstl_transaction: record.id,
		custbody_amzstl_settlement: String(record.custrecord_amzstl_t_settlement),
	};
}

async function outcome(sandbox: Sandbox, items = ITEMS) {
	sandbox.requests.reset();
	const { posted } = await settle(sandbox, items);
	return [...posted.values()];
}

test('it is named with its number and amount, and taken once it carries the link', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const id = payByHand(sandbox, { tranId: 'PYMT77' });
		const [refused] = await outcome(sandbox);
		expect(refused).toMatchObject({ status: 'Unapplied', errorCode: 'INVOICE_ALREADY_PAID' });
		expect(refused.errorMessage).toMatch(
			/paid by payment PYMT77 \(10\.00 USD\).*If one of them is this very Amazon money, enter/,
		);
		change(sandbox, 'customerPayment', id, links(sandbox));
		const [taken] = await outcome(sandbox);
		expect(taken).toMatchObject({ status: 'Applied', outcome: 'existed', paymentId: id });
		expect(sandbox.requests.counters.post).toBe(0);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test('one that names the order, but is over more than was paid of it, is left to a person', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		payByHand(sandbox, { memo: 'marketplace order 111-1', tranId: 'PYMT77', payment: 1200 });
		const [refused] = await outcome(sandbox);
		expect(refused).toMatchObject({ status: 'Unapplied', errorCode: 'INVOICE_ALREADY_PAID' });
		expect(refused.errorMessage).toMatch(
			/paid by payment PYMT77 \(10\.00 USD\).*PYMT77 names the order/,
		);
	});
});

test('a payment of ours that lost its external ID is not made again, though the invoice has a rest', async () => {
	const story: Story = { ...STORY, books: { invoices: [invoiceOf('111-1', 2500)] } };
	await withSandbox(story.books, async (sandbox) => {
		const isPayment = ({ method, path }: NetSuiteRequest) =>
			method === 'POST' && path.endsWith('/customerPayment');
		const broken = settle(sandbox, ITEMS, {}, clientCrashingAfter(sandbox, isPayment));
		await expect(broken).rejects.toMatchObject({ code: 'CANCELLED' });
		const [payment] = sandbox.books.records('customerPayment');
		change(sandbox, 'customerPayment', payment.id, { externalId: 'changed-by-somebody' });
		expect(await outcome(sandbox)).toMatchObject([
			{ status: 'Applied', outcome: 'existed', paymentId: payment.id, applied: 1000 },
		]);
		expect(auditStory(sandbox, story)).toEqual([]);
	});
});

test.each([
	['over more than Amazon sent', 1200, {}, /over 12\.00 USD and Amazon sent 10\.00 USD/],
	['of another settlement', 1000, { custbody_amzstl_settlement: '' }, /not its settlement/],
])('a payment with the link, but %s, is not taken', async (_, payment, wrong, reason) => {
	await withSandbox(STORY.books, async (sandbox) => {
		const id = payByHand(sandbox, { payment });
		await outcome(sandbox);
		change(sandbox, 'customerPayment', id, { ...links(sandbox), ...wrong });
		const [refused] = await outcome(sandbox);
		expect(refused).toMatchObject({ status: 'Unapplied', errorCode: 'INVOICE_ALREADY_PAID' });
		expect(refused.errorMessage).toMatch(reason);
		expect(sandbox.requests.counters.post).toBe(0);
	});
});

test('two payments with the same link, as a copy makes them, are both named', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const ids = ['PYMT1', 'PYMT2'].map((tranId) => payByHand(sandbox, { tranId, payment: 500 }));
		await outcome(sandbox);
		ids.forEach((id) => change(sandbox, 'customerPayment', id, links(sandbox)));
		const [refused] = await outcome(sandbox);
		expect(refused.errorCode).toBe('INVOICE_ALREADY_PAID');
		expect(refused.errorMessage).toMatch(/PYMT1 and PYMT2 both name/);
		expect(sandbox.requests.counters.post).toBe(0);
	});
});

test("another transaction's payment is named, but not offered for taking", async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		await settle(sandbox, ITEMS);
		const later = madeSettlement([order('111-1', 400, { shipmentId: 'S2' })], {
			settlementId: '18906543299',
		});
		const [refused] = await outcome(sandbox, later);
		const [payment] = sandbox.books.records('customerPayment');
		expect(refused.errorCode).toBe('INVOICE_ALREADY_PAID');
		expect(refused.errorMessage).toContain(`paid by payment ${String(payment.tranId)}`);
		expect(refused.errorMessage).not.toContain('link fields');
	});
});
