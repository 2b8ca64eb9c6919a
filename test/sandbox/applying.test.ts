// Money over HTTP: payments, credit memos and refunds, what stays open, and what is refused.
import { CLEARING, detailOf, idOf, openClient, SMALL_BOOKS, type Client } from './client';

let client: Client;

beforeEach(async () => {
	client = await openClient();
});

afterEach(async () => {
	await client.sandbox.close();
});

const invoice = (externalId: string) =>
	client.sandbox.books.records('invoice').find((one) => one.externalId === externalId);
const payment = (apply: unknown[], more: Record<string, unknown> = {}) => ({
	customer: { id: client.customerId },
	account: CLEARING,
	tranDate: '2026-01-31',
	apply: { items: apply },
	...more,
});
const EXACT = 'Amazon.com_111-1';
const PART_PAID = 'Amazon.com_111-9';
const refundItem = { refName: 'Amazon Refund' };
const memo = (amount: number, more: Record<string, unknown> = {}) => ({
	entity: { id: client.customerId },
	item: { items: [{ item: refundItem, quantity: 1, amount }] },
	...more,
});

describe('a customer payment', () => {
	test('the sum of its lines is its amount, and the invoice is paid in full', async () => {
		const doc = { id: client.invoiceId(EXACT) };
		const reply = await client.post(
			'customerPayment',
			payment([{ doc, apply: true, amount: 430.8 }]),
		);
		expect(reply.status).toBe(204);
		expect(invoice(EXACT)).toMatchObject({ status: 'B', open: '0.00', applied: '430.80' });
		const [paid] = client.sandbox.books.records('customerPayment').filter((one) => !one.seeded);
		expect(paid).toMatchObject({
			total: '430.80',
			applied: '430.80',
			unapplied: '0.00',
			apply: [{ doc: doc.id, amount: '430.80' }],
		});
	});

	test('what is not applied stays unapplied when it is asked for', async () => {
		const doc = Number(client.invoiceId(EXACT));
		const body = payment([{ doc, apply: true, amount: 430.8 }], {
			payment: 461.04,
			autoApply: false,
		});
		const id = idOf(await client.post('customerPayment', body));
		const { body: view } = await client.send(`/record/v1/customerPayment/${id}`);
		expect(view).toMatchObject({ payment: 461.04, applied: 430.8, unapplied: 30.24 });
	});

	test('otherwise it pays the oldest open invoices of the customer, as far as it goes', async () => {
		// 430.80 and 28.00 are open, in this order of their dates.
		const post = async (amount: number, more: object = {}) =>
			await client.post('customerPayment', payment([], { payment: amount, ...more }));
		await post(400);
		expect(invoice(EXACT)).toMatchObject({ open: '30.80' });
		expect(invoice(PART_PAID)).toMatchObject({ open: '28.00' });
		await post(40);
		expect(invoice(EXACT)).toMatchObject({ open: '0.00' });
		expect(invoice(PART_PAID)).toMatchObject({ open: '18.80' });
		await post(20, { autoApply: true });
		expect(invoice(PART_PAID)).toMatchObject({ open: '0.00' });
		expect(client.sandbox.books.records('customerPayment').pop()).toMatchObject({
			total: '20.00',
			applied: '18.80',
			unapplied: '1.20',
		});
		// Yen are another customer's, and another currency.
		expect(invoice('Amazon.co.jp_249-1')).toMatchObject({ open: '1280' });
	});

	test('in an account where it must be asked for, only then', async () => {
		const preferences = { autoApply: 'whenAsked' as const };
		const other = await openClient({ books: { ...(SMALL_BOOKS as object), preferences } });
		const open = () =>
			other.sandbox.books.records('invoice').find((one) => one.externalId === EXACT)?.open;
		const body = { customer: { id: other.customerId }, account: CLEARING, payment: 30.8 };
		await other.post('customerPayment', body);
		expect(open()).toBe('430.80');
		await other.post('customerPayment', { ...body, autoApply: true });
		expect(open()).toBe('400.00');
		await other.sandbox.close();
	});

	test('a line without an amount takes what is open', async () => {
		await client.post(
			'customerPayment',
			payment([{ doc: client.invoiceId(PART_PAID), apply: true }]),
		);
		// 35.74 and 2.50 tax, less 10.24 paid before.
		expect(client.sandbox.books.records('customerPayment').at(-1)).toMatchObject({
			total: '28.00',
		});
		expect(invoice(PART_PAID)).toMatchObject({ open: '0.00' });
	});

	test('never more than is open', async () => {
		const doc = { id: client.invoiceId(PART_PAID) };
		const reply = await client.post('customerPayment', payment([{ doc, amount: 28.01 }]));
		expect(reply.status).toBe(400);
		expect(invoice(PART_PAID)).toMatchObject({ open: '28.00' });
		expect((await client.post('customerPayment', payment([{ doc, amount: 28 }]))).status).toBe(204);
		expect((await client.post('customerPayment', payment([{ doc, amount: 0.01 }]))).status).toBe(
			400,
		);
	});

	test('never more applied than paid', async () => {
		const doc = { id: client.invoiceId(EXACT) };
		const body = payment([{ doc, amount: 10 }], { payment: 9.99 });
		expect((await client.post('customerPayment', body)).status).toBe(400);
	});

	test('only documents of the same customer and currency', async () => {
		const doc = { id: client.invoiceId('Amazon.co.jp_249-1') };
		expect((await client.post('customerPayment', payment([{ doc, amount: 5 }]))).status).toBe(400);
		const japanese = invoice('Amazon.co.jp_249-1')?.entity;
		const inDollars = payment([{ doc, amount: 5 }], {
			customer: { id: japanese },
			currency: { refName: 'US Dollar' },
		});
		expect((await client.post('customerPayment', inDollars)).status).toBe(400);
	});

	test('amounts in yen have no decimals', async () => {
		const doc = client.invoiceId('Amazon.co.jp_249-1');
		const customer = { id: invoice('Amazon.co.jp_249-1')?.entity };
		await client.post('customerPayment', payment([{ doc, amount: 1279 }], { customer }));
		expect(invoice('Amazon.co.jp_249-1')).toMatchObject({ total: '1280', open: '1' });
	});

	test.each([
		['apply: false', { apply: false }],
		['an amount of 0', { amount: 0 }],
	])('%s takes the application back and opens the invoice', async (_, change) => {
		const doc = { id: client.invoiceId(EXACT) };
		const id = idOf(await client.post('customerPayment', payment([{ doc, amount: 400 }])));
		const path = `/record/v1/customerPayment/${id}`;
		expect((await client.patch(path, { apply: { items: [{ doc, ...change }] } })).status).toBe(204);
		expect(invoice(EXACT)).toMatchObject({ open: '430.80', status: 'A' });
		expect((await client.send(path)).body).toMatchObject({ applied: 0, unapplied: 400 });
	});

	test('PATCH changes the amount of the line of the same document', async () => {
		const doc = { id: client.invoiceId(EXACT) };
		const id = idOf(await client.post('customerPayment', payment([{ doc, amount: 400 }])));
		await client.patch(`/record/v1/customerPayment/${id}`, {
			apply: { items: [{ doc, amount: 10 }] },
		});
		expect(invoice(EXACT)).toMatchObject({ open: '420.80' });
	});

	test('replace=apply drops the lines nobody named, null drops all', async () => {
		const [first, second] = [EXACT, PART_PAID].map((one) => ({ id: client.invoiceId(one) }));
		const lines = [
			{ doc: first, amount: 1 },
			{ doc: second, amount: 2 },
		];
		const id = idOf(await client.post('customerPayment', payment(lines)));
		const path = `/record/v1/customerPayment/${id}`;
		await client.patch(`${path}?replace=apply`, { apply: { items: [lines[1]] } });
		expect(invoice(EXACT)).toMatchObject({ open: '430.80' });
		expect(invoice(PART_PAID)).toMatchObject({ open: '26.00' });
		await client.patch(path, { apply: { items: null } });
		expect(invoice(PART_PAID)).toMatchObject({ open: '28.00' });
	});

	test('deleting it opens the invoice; an invoice with payments cannot be deleted', async () => {
		const doc = { id: client.invoiceId(EXACT) };
		const id = idOf(await client.post('customerPayment', payment([{ doc, amount: 400 }])));
		const paid = `/record/v1/invoice/${doc.id}`;
		expect((await client.send(paid, { method: 'DELETE' })).status).toBe(400);
		await client.send(`/record/v1/customerPayment/${id}`, { method: 'DELETE' });
		expect(invoice(EXACT)).toMatchObject({ open: '430.80' });
		expect((await client.send(paid, { method: 'DELETE' })).status).toBe(204);
	});

	test('an invoice cannot shrink below what is paid on it', async () => {
		const path = `/record/v1/invoice/${client.invoiceId(PART_PAID)}`;
		const reply = await client.patch(path, { item: { items: [{ line: 1, amount: 7 }] } });
		expect(reply.status).toBe(400);
		expect(invoice(PART_PAID)).toMatchObject({ total: '38.24' });
	});

	test('a closed period refuses it', async () => {
		const body = payment([], { payment: 5, tranDate: '2025-12-31' });
		const reply = await client.post('customerPayment', body);
		expect(detailOf(reply).detail).toContain('period');
	});

	test('an A/R account is no place for money', async () => {
		const body = payment([], { payment: 5, account: { refName: 'Accounts Receivable' } });
		expect((await client.post('customerPayment', body)).status).toBe(400);
	});
});

describe('credit memo and customer refund', () => {
	test('the transform refunds the whole memo', async () => {
		const credit = await client.post('creditMemo', memo(4.2, { externalId: 'AMZ-CM-1' }));
		const reply = await client.send(`${credit.headers.get('location')}/!transform/customerRefund`, {
			method: 'POST',
			body: { externalId: 'AMZ-RF-1', account: CLEARING, tranDate: '2026-01-31' },
		});
		expect(reply.status).toBe(204);
		expect(reply.headers.get('location')).toContain('/customerRefund/');
		expect(client.sandbox.books.records('customerRefund')).toMatchObject([
			{ total: '4.20', externalId: 'AMZ-RF-1', tranDate: '2026-01-31' },
		]);
		expect(client.sandbox.books.records('creditMemo')).toMatchObject([
			{ open: '0.00', status: 'B' },
		]);
		const again = await client.send(`${credit.headers.get('location')}/!transform/customerRefund`, {
			method: 'POST',
			body: { account: CLEARING },
		});
		expect(again.status).toBe(400);
	});

	test('a refund by POST takes no more than the memo has', async () => {
		const doc = { id: idOf(await client.post('creditMemo', memo(4.2))) };
		const refund = (amount: number) => ({
			customer: { id: client.customerId },
			account: CLEARING,
			apply: { items: [{ doc, line: 1, apply: true, amount }] },
		});
		expect((await client.post('customerRefund', refund(4.21))).status).toBe(400);
		expect((await client.post('customerRefund', refund(3))).status).toBe(204);
		expect((await client.post('customerRefund', refund(1.21))).status).toBe(400);
		expect((await client.post('customerRefund', refund(1.2))).status).toBe(204);
	});

	test('a memo can be applied to an invoice, and only its rest refunded', async () => {
		const apply = { items: [{ doc: { id: client.invoiceId(EXACT) }, amount: 3 }] };
		const reply = await client.post('creditMemo', memo(4.2, { apply }));
		expect(invoice(EXACT)).toMatchObject({ open: '427.80' });
		await client.send(`${reply.headers.get('location')}/!transform/customerRefund`, {
			method: 'POST',
			body: { account: CLEARING },
		});
		expect(client.sandbox.books.records('customerRefund')).toMatchObject([{ total: '1.20' }]);
	});

	test('an empty memo or refund is refused', async () => {
		expect((await client.post('creditMemo', { entity: client.customerId })).status).toBe(400);
		const refund = { customer: client.customerId, account: CLEARING };
		expect((await client.post('customerRefund', refund)).status).toBe(400);
	});
});

test('rate times quantity is the amount of a line', async () => {
	const line = { item: refundItem, quantity: 3, rate: 1.115 };
	const id = idOf(await client.post('creditMemo', { ...memo(0), item: { items: [line] } }));
	const path = `/record/v1/creditMemo/${id}`;
	expect((await client.send(path)).body).toMatchObject({ total: 3.35 });
	await client.patch(path, { item: { items: [{ line: 1, quantity: 2 }] } });
	expect((await client.send(path)).body).toMatchObject({ total: 2.23 });
	await client.patch(path, { item: { items: [{ item: refundItem, amount: 1 }] } });
	expect((await client.send(path)).body).toMatchObject({ total: 3.23 });
});

test('a journal entry must balance', async () => {
	const [bank, fees] = [CLEARING, { refName: 'Amazon Fees' }];
	const journal = (credit: number) => ({
		line: {
			items: [
				{ account: bank, debit: 187.05 },
				{ account: fees, credit },
			],
		},
	});
	expect((await client.post('journalEntry', journal(187))).status).toBe(400);
	expect((await client.post('journalEntry', journal(187.05))).status).toBe(204);
	expect(client.sandbox.books.records('journalEntry')).toMatchObject([{ total: '187.05' }]);
});
