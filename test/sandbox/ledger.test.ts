// The ledger over HTTP: journals and deposits with their lines, both sides of every document, base currency, approval
// and reversal, and what a journal is refused for.
import { CLEARING, detailOf, idOf, openClient, SMALL_BOOKS, type Client } from './client';

let client: Client;
const ACCOUNTS = [
	{ name: 'Operating Bank', type: 'Bank', number: '1000', currency: 'USD' },
	{ name: 'Euro Bank', type: 'Bank', currency: 'EUR' },
	{ name: 'Company Card', type: 'CredCard' },
];

const open = async (preferences = {}) => {
	client = await openClient({ books: { ...SMALL_BOOKS, accounts: ACCOUNTS, preferences } });
};

afterEach(async () => {
	await client.sandbox.close();
});

const bank = { refName: 'Operating Bank' };
const fees = { refName: 'Amazon Fees' };
const line = (account: unknown, debit: number, credit = 0) => ({
	account,
	...(debit === 0 ? { credit } : { debit }),
});
const journal = (lines: unknown[], more = {}) => ({
	currency: { id: '1' },
	tranDate: '2026-01-31',
	line: { items: lines },
	...more,
});
const usual = [line(bank, 100), line(fees, 20), line(CLEARING, 0, 120)];

/** `Amazon Clearing -120 -120 T`: foreign, base, posting. */
const ledgerOf = async (id: string) => {
	const rows = await client.rows(
		`SELECT a.acctname AS account, l.foreignamount AS foreign_amount, x.amount AS base, x.posting AS posting
			FROM transactionaccountingline x
			JOIN transactionline l ON l.transaction = x.transaction AND l.id = x.transactionline
			JOIN account a ON a.id = x.account WHERE x.transaction = ? ORDER BY x.transactionline`,
		[id],
	);
	return rows.map((row) => `${row.account} ${row.foreign_amount} ${row.base} ${row.posting}`);
};

test('a journal has its lines and no more, each on its account', async () => {
	await open();
	const id = idOf(await client.post('journalEntry', journal(usual)));
	expect(await ledgerOf(id)).toEqual([
		'Operating Bank 100 100 T',
		'Amazon Fees 20 20 T',
		'Amazon Clearing -120 -120 T',
	]);
	const [sum] = await client.rows(
		'SELECT COUNT(*) AS lines, SUM(foreignamount) AS amount FROM transactionline WHERE transaction = ?',
		[id],
	);
	expect(sum).toEqual({ lines: '3', amount: '0' });
});

test('payments and refunds have both sides', async () => {
	await open();
	const invoice = { id: client.invoiceId('Amazon.com_111-1') };
	const payment = idOf(
		await client.post('customerPayment', {
			customer: { id: client.customerId },
			account: CLEARING,
			payment: 430.8,
			apply: { items: [{ doc: invoice, apply: true, amount: 430.8 }] },
		}),
	);
	expect(await ledgerOf(payment)).toEqual([
		'Amazon Clearing 430.8 430.8 T',
		'Accounts Receivable -430.8 -430.8 T',
	]);
});

test('a deposit brings money to the bank', async () => {
	await open();
	const items = [{ account: CLEARING, amount: 653.03 }];
	const id = idOf(await client.post('deposit', { account: bank, other: { items } }));
	expect(await ledgerOf(id)).toEqual([
		'Operating Bank 653.03 653.03 T',
		'Amazon Clearing -653.03 -653.03 T',
	]);
});

test('amounts of the ledger are in the base currency, at the rate of the entry', async () => {
	await open();
	const [euro] = await client.rows("SELECT id FROM currency WHERE symbol = 'EUR'");
	const lines = [line({ refName: 'Euro Bank' }, 100), line(fees, 0, 100)];
	const more = { currency: { id: euro.id }, exchangeRate: 1.085 };
	const id = idOf(await client.post('journalEntry', journal(lines, more)));
	expect(await ledgerOf(id)).toEqual(['Euro Bank 100 108.5 T', 'Amazon Fees -100 -108.5 T']);
});

test.each([
	['one line', [line(bank, 100)], 'two lines'],
	['unequal sides', [line(bank, 100), line(fees, 0, 99.99)], 'balance'],
	['a line without an amount', [...usual, { account: fees }], 'debit or a credit'],
	['201 lines', Array.from({ length: 201 }, () => line(fees, 1)), '200 lines'],
	[
		'a bank account of another currency',
		[line({ refName: 'Euro Bank' }, 1), line(fees, 0, 1)],
		'account',
	],
	['a closed period', usual, 'closed'],
])('a journal with %s is refused', async (name, lines, text) => {
	await open();
	const more = name === 'a closed period' ? { tranDate: '2025-12-31' } : {};
	const reply = await client.post('journalEntry', journal(lines, more));
	expect([reply.status, JSON.stringify(detailOf(reply))]).toEqual([
		400,
		expect.stringContaining(text),
	]);
});

test('a journal of a OneWorld account names its subsidiary', async () => {
	const books = { ...SMALL_BOOKS, accounts: ACCOUNTS, subsidiaries: ['US'] };
	client = await openClient({ books });
	const reply = await client.post('journalEntry', journal(usual));
	expect([reply.status, JSON.stringify(detailOf(reply))]).toEqual([
		400,
		expect.stringContaining('Subsidiary'),
	]);
	const more = { subsidiary: { refName: 'US' } };
	expect((await client.post('journalEntry', journal(usual, more))).status).toBe(204);
});

test('where journals need an approval, one waits and posts when it is approved', async () => {
	await open({ journalApproval: 'pending' });
	const id = idOf(await client.post('journalEntry', journal(usual, { approved: true })));
	const state = async () =>
		await client.rows('SELECT status, posting, approvalstatus FROM transaction WHERE id = ?', [id]);
	expect(await state()).toEqual([{ status: 'A', posting: 'F', approvalstatus: '1' }]);
	expect((await ledgerOf(id))[0]).toBe('Operating Bank 100 100 F');
	await client.patch(`/record/v1/journalEntry/${id}`, { approved: true });
	expect(await state()).toEqual([{ status: 'B', posting: 'T', approvalstatus: '2' }]);
	await client.patch(`/record/v1/journalEntry/${id}`, { approvalStatus: { id: '3' } });
	expect(await state()).toEqual([{ status: 'C', posting: 'F', approvalstatus: '3' }]);
});

test('a reversal mirrors its entry, follows it, cannot be edited and goes with the date', async () => {
	await open();
	const more = { reversalDate: '2026-02-01' };
	const id = idOf(await client.post('journalEntry', journal(usual, more)));
	const reversals = async () =>
		await client.rows(
			`SELECT r.id AS id, r.isreversal AS isreversal, TO_CHAR(r.trandate, 'YYYY-MM-DD') AS day
				FROM transaction t JOIN transaction r ON r.id = t.reversal WHERE t.id = ?`,
			[id],
		);
	const [reversal] = await reversals();
	expect(reversal).toMatchObject({ isreversal: 'T', day: '2026-02-01' });
	expect(await ledgerOf(reversal.id)).toEqual([
		'Operating Bank -100 -100 T',
		'Amazon Fees -20 -20 T',
		'Amazon Clearing 120 120 T',
	]);
	const path = `/record/v1/journalEntry/${reversal.id}`;
	expect((await client.patch(path, { memo: 'mine' })).status).toBe(400);
	await client.patch(`/record/v1/journalEntry/${id}`, { reversalDate: null });
	expect(await reversals()).toEqual([]);
	expect(client.sandbox.books.records('journalEntry')).toHaveLength(1);
});
