// Voiding by hand: what stays in the books, what is open again, what is refused before and after. Expected
// figures are worked by hand from the small books: invoice 430.80, order of two lines 40.00 and 15.50.
import { idOf, detailOf, CLEARING, openClient, SMALL_BOOKS, type Client } from './client';

let client: Client;

beforeEach(async () => {
	client = await openClient();
});

afterEach(async () => {
	await client.sandbox.close();
});

const EXACT = 'Amazon.com_111-1';

const voidByHand = async (id: string) => {
	const response = await fetch(`${client.sandbox.url}/sandbox/voids`, {
		method: 'POST',
		body: JSON.stringify({ id }),
	});
	const text = await response.text();
	return { status: response.status, text };
};

const pay = async (amount: number, externalId = 'P-1') =>
	idOf(
		await client.post('customerPayment', {
			externalId,
			customer: { id: client.customerId },
			account: CLEARING,
			apply: { items: [{ doc: { id: client.invoiceId(EXACT) }, amount }] },
		}),
	);

const facts = async (id: string) => {
	const [row] = await client.rows(
		`SELECT t.voided, t.status, t.externalid, t.foreigntotal AS total,
			t.foreignamountunpaid AS unpaid, t.foreignpaymentamountunused AS unused
			FROM transaction t WHERE t.id = ?`,
		[id],
	);
	return row;
};

test('a voided payment stays, over nothing, and its invoice is open again', async () => {
	const id = await pay(430.8);
	expect(await facts(client.invoiceId(EXACT))).toMatchObject({ status: 'B', unpaid: '0' });
	expect(await voidByHand(id)).toEqual({ status: 204, text: '' });
	// Whether a payment has a letter of its own for Voided is unknown: it keeps the one it had.
	expect(await facts(id)).toEqual({
		voided: 'T',
		status: 'C',
		externalid: 'P-1',
		total: '0',
		unused: '0',
	});
	expect(await facts(client.invoiceId(EXACT))).toMatchObject({
		voided: 'F',
		status: 'A',
		unpaid: '430.8',
	});
	const links = await client.rows(
		"SELECT nextdoc FROM NextTransactionLineLink WHERE linktype = 'Payment' AND nextdoc = ?",
		[id],
	);
	expect(links).toEqual([]);
	expect((await client.send(`/record/v1/customerPayment/${id}`)).body).toMatchObject({
		id,
		externalId: 'P-1',
		payment: 0,
		applied: 0,
		unapplied: 0,
	});
	const payments = client.sandbox.books.records('customerPayment').filter((one) => !one.seeded);
	expect(payments).toMatchObject([{ id, voided: true, total: '0.00', apply: [] }]);
});

test('its external ID stays taken, until somebody changes it', async () => {
	const id = await pay(430.8);
	await voidByHand(id);
	const body = { externalId: 'P-1', customer: client.customerId, account: CLEARING, payment: 5 };
	expect((await client.post('customerPayment', body)).status).toBe(400);
	const renamed = await client.patch(`/record/v1/customerPayment/${id}`, {
		externalId: 'P-1-VOID',
	});
	expect(renamed.status).toBe(204);
	expect((await client.post('customerPayment', body)).status).toBe(204);
	expect(
		client.sandbox.books.records('customerPayment').find((one) => one.id === id),
	).toMatchObject({ voided: true, externalId: 'P-1-VOID' });
});

test.each([
	['its amount', { payment: 5 }],
	['its date', { tranDate: '2026-01-30' }],
	['what it pays', { apply: { items: [{ doc: '$invoice', amount: 5 }] } }],
])('it can no longer be changed where the ledger shows it: %s', async (_, change) => {
	const id = await pay(430.8);
	await voidByHand(id);
	const body = JSON.stringify(change).replace('$invoice', client.invoiceId(EXACT));
	const reply = await client.patch(
		`/record/v1/customerPayment/${id}`,
		JSON.parse(body) as typeof change,
	);
	expect(reply.status).toBe(400);
	expect(
		client.sandbox.books.records('customerPayment').find((one) => one.id === id),
	).toMatchObject({ voided: true, total: '0.00', apply: [] });
});

test('a voided invoice takes nothing, and its order waits to be billed again', async () => {
	const order = client.sandbox.books
		.records('salesOrder')
		.find(({ externalId }) => externalId === 'SO-2');
	const bill = idOf(
		await client.send(`/record/v1/salesOrder/${order?.id}/!transform/invoice`, {
			method: 'POST',
			body: { externalId: 'INV-2' },
		}),
	);
	expect(await facts(order?.id ?? '')).toMatchObject({ status: 'G' });
	expect(await facts(bill)).toMatchObject({ total: '57.5', unpaid: '57.5' });
	expect((await voidByHand(bill)).status).toBe(204);
	expect(await facts(order?.id ?? '')).toMatchObject({ status: 'F' });
	expect(await facts(bill)).toMatchObject({ voided: 'T', status: 'V', total: '0', unpaid: '0' });
	const paid = await client.post('customerPayment', {
		customer: client.customerId,
		account: CLEARING,
		apply: { items: [{ doc: bill, amount: 1 }] },
	});
	expect(detailOf(paid).detail).toMatch(/more than the amount due/);
	const again = await client.send(`/record/v1/salesOrder/${order?.id}/!transform/invoice`, {
		method: 'POST',
		body: { externalId: 'INV-2B' },
	});
	expect(again.status).toBe(204);
});

test('a voided refund gives its credit memo back, which can be voided then', async () => {
	const memo = idOf(
		await client.post('creditMemo', {
			entity: { id: client.customerId },
			item: { items: [{ item: { refName: 'Amazon Refund' }, quantity: 1, amount: 10 }] },
		}),
	);
	const refund = idOf(
		await client.send(`/record/v1/creditMemo/${memo}/!transform/customerRefund`, {
			method: 'POST',
			body: { account: CLEARING },
		}),
	);
	expect((await voidByHand(memo)).text).toContain('other transactions are applied to it');
	expect((await voidByHand(refund)).status).toBe(204);
	expect(await facts(refund)).toMatchObject({ voided: 'T', status: 'V', total: '0' });
	expect(await facts(memo)).toMatchObject({ status: 'A', unused: '10' });
	expect((await voidByHand(memo)).status).toBe(204);
	expect(await facts(memo)).toMatchObject({ voided: 'T', status: 'V', unused: '0' });
});

test.each([
	['what is paid', async () => (await pay(30), client.invoiceId(EXACT)), 'applied to it'],
	[
		'what is voided',
		async () => {
			const id = await pay(30);
			await voidByHand(id);
			return id;
		},
		'voided already',
	],
	['what cannot be', async () => client.sandbox.books.records('salesOrder')[0].id, 'can be voided'],
	['what is not there', async () => '999999', 'no transaction 999999'],
])('refused: %s', async (_, made, reason) => {
	const answer = await voidByHand(await made());
	expect(answer.status).toBe(400);
	expect(answer.text).toContain(reason);
});

test('what lies in a closed period stays as it is', async () => {
	const id = await pay(430.8);
	const { books } = client.sandbox;
	const payment = books.get('transaction', id);
	const period = books.periodOf(String(payment?.fields.tranDate));
	books.put({ ...period, fields: { ...period.fields, closed: true } });
	const answer = await voidByHand(id);
	expect(answer).toMatchObject({ status: 400 });
	expect(answer.text).toContain('period');
	expect(await facts(client.invoiceId(EXACT))).toMatchObject({ unpaid: '0' });
});

test('a seed plants payments, applied, partly applied and voided', async () => {
	const header = { customer: 'amazon', currency: 'USD', tranDate: '2026-01-05' };
	const seeded = await openClient({
		books: {
			...(SMALL_BOOKS as object),
			payments: [
				{
					...header,
					externalId: 'P-1',
					amount: '100.00',
					apply: [{ invoice: EXACT, amount: '30.80' }],
				},
				{
					...header,
					externalId: 'P-2',
					amount: 400,
					voided: true,
					apply: [{ invoice: EXACT, amount: 400 }],
				},
			],
		},
	});
	const { books } = seeded.sandbox;
	expect(books.records('invoice').find((one) => one.externalId === EXACT)).toMatchObject({
		open: '400.00',
	});
	const planted = books.records('customerPayment').filter(({ externalId }) => externalId !== '');
	expect(planted).toMatchObject([
		{ externalId: 'P-1', total: '100.00', unapplied: '69.20', voided: false, seeded: true },
		{ externalId: 'P-2', total: '0.00', unapplied: '0.00', voided: true, seeded: true },
	]);
	await seeded.sandbox.close();
	const payments = [{ ...header, amount: 1, apply: [{ invoice: 'no such', amount: 1 }] }];
	await expect(openClient({ books: { ...(SMALL_BOOKS as object), payments } })).rejects.toThrow(
		'payments[0]: Error: apply: there is no invoice no such',
	);
});

test('in an account whose voids keep the total, nothing of it is open or unapplied', async () => {
	const preferences = { voidedTotal: 'kept' as const };
	await client.sandbox.close();
	client = await openClient({ books: { ...(SMALL_BOOKS as object), preferences } });
	const id = await pay(430.8);
	expect((await voidByHand(id)).status).toBe(204);
	expect(await facts(id)).toMatchObject({ voided: 'T', total: '430.8', unused: '0' });
	expect(await facts(client.invoiceId(EXACT))).toMatchObject({ status: 'A', unpaid: '430.8' });
});
