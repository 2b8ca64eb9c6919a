// Deposits of the sandbox: they take payments and cash sales out of Undeposited Funds, each once, and give them back.
import { voidTransaction } from '../../sandbox/books/voiding';
import { CLEARING, detailOf, idOf, openClient, SMALL_BOOKS, type Client } from './client';

let client: Client;

afterEach(async () => {
	await client.sandbox.close();
});

/** A payment of 12.50 and a cash sale of 7.50, both undeposited. */
async function open(preferences = {}): Promise<[payment: string, sale: string]> {
	client = await openClient({ books: { ...SMALL_BOOKS, preferences } });
	const customer = { id: client.customerId };
	const payment = await client.post('customerPayment', { customer, payment: 12.5 });
	const item = { items: [{ item: { refName: 'Amazon Refund' }, amount: 7.5 }] };
	const sale = await client.post('cashSale', { entity: customer, item });
	return [idOf(payment), idOf(sale)];
}

const deposit = async (...ids: string[]) =>
	await client.post('deposit', {
		account: CLEARING,
		payment: { items: ids.map((id) => ({ id, deposit: true })) },
	});

const statuses = async () =>
	(
		await client.rows(
			"SELECT t.type || ' ' || t.status AS shown FROM transaction t WHERE t.type IN ('CustPymt', 'CashSale') AND t.id > ? ORDER BY t.type",
			[0],
		)
	)
		.map(({ shown }) => shown)
		.filter((shown, at, all) => all.indexOf(shown) === at);

test('takes them out of Undeposited Funds, and gives them back when it goes', async () => {
	const both = await open();
	const before = await statuses();
	expect(before).toEqual(expect.arrayContaining(['CashSale B', 'CustPymt B']));
	const id = idOf(await deposit(...both));
	const lines = await client.rows(
		`SELECT a.acctname AS account, l.foreignamount AS amount, l.mainline AS main
			FROM transactionaccountingline x
			JOIN transactionline l ON l.transaction = x.transaction AND l.id = x.transactionline
			JOIN account a ON a.id = x.account WHERE x.transaction = ? ORDER BY x.transactionline`,
		[id],
	);
	expect(lines.map(({ account, amount, main }) => `${account} ${amount} ${main}`)).toEqual([
		'Amazon Clearing 20 T',
		'Undeposited Funds -12.5 F',
		'Undeposited Funds -7.5 F',
	]);
	expect(await statuses()).not.toContain('CashSale B');
	await client.send(`/record/v1/deposit/${id}`, { method: 'DELETE' });
	expect(await statuses()).toEqual(before);
});

test('what is in another deposit is refused, or passed over', async () => {
	const [payment, sale] = await open();
	await deposit(payment);
	const refused = await deposit(payment, sale);
	expect([refused.status, JSON.stringify(detailOf(refused))]).toEqual([
		400,
		expect.stringContaining('Invalid Field Value'),
	]);
	await client.sandbox.close();
	const [first, second] = await open({ depositNotListed: 'ignored' });
	await deposit(first);
	const id = idOf(await deposit(first, second));
	const made = client.sandbox.books.records('deposit').find((one) => one.id === id);
	expect(made).toMatchObject({ total: '7.50' });
});

test('what was deposited keeps its money, and cannot be deleted or voided', async () => {
	const [payment] = await open();
	await deposit(payment);
	const path = `/record/v1/customerPayment/${payment}`;
	expect((await client.patch(path, { memo: 'fine' })).status).toBe(204);
	expect((await client.patch(path, { payment: 13 })).status).toBe(400);
	expect((await client.send(path, { method: 'DELETE' })).status).toBe(400);
	expect(() => voidTransaction(client.sandbox.books, payment)).toThrow('deposited');
});

test('a deposit of nothing is refused', async () => {
	await open();
	expect((await deposit()).status).toBe(400);
});
