// Seeds and saved books: what comes into being, what is refused and how the error says so, and that
// books come back from a file exactly as they went.
import { fs, os, path } from '../support/node';
import { createSandbox, type SandboxOptions } from '../../sandbox/sandbox';
import { CLEARING, openClient, SMALL_BOOKS } from './client';

const planted = async (books: unknown) => {
	const sandbox = await createSandbox({ books: books as SandboxOptions['books'] });
	await sandbox.close();
	return sandbox.books;
};
const LINE = { item: 'MUG', quantity: 1, amount: 10 };
const INVOICE = { customer: 'Shop', tranDate: '2026-01-02', currency: 'EUR', lines: [LINE] };

test('customers and items that are only named come into being', async () => {
	const books = await planted({ invoices: [INVOICE] });
	expect(books.records('customer')).toMatchObject([{ entityId: 'Shop' }]);
	expect(books.records('inventoryItem')).toMatchObject([{ itemId: 'MUG' }]);
	expect(books.records('invoice')).toMatchObject([
		{ currency: 'EUR', total: '10.00', seeded: true },
	]);
});

test('a numeric id becomes the internal id, and a customer is found by id or name', async () => {
	const books = await planted({
		customers: [{ id: 57, entityId: 'Shop', currency: 'EUR' }],
		invoices: [INVOICE, { ...INVOICE, id: '2005', customer: 57 }],
	});
	expect(books.records('customer')).toMatchObject([{ id: '57' }]);
	expect(books.records('invoice')).toMatchObject([{ entity: '57' }, { id: '2005', entity: '57' }]);
});

test('what was paid before is a payment of its own, marked as seeded', async () => {
	const books = await planted({ invoices: [{ ...INVOICE, amountPaid: '4.5' }] });
	expect(books.records('invoice')).toMatchObject([{ total: '10.00', open: '5.50' }]);
	expect(books.records('customerPayment')).toMatchObject([{ total: '4.50', seeded: true }]);
});

test.each([
	['Pending Fulfillment', 'B'],
	['Pending Billing', 'F'],
	['Billed', 'G'],
])('an order that is %s has status %s', async (status, letter) => {
	const books = await planted({ salesOrders: [{ ...INVOICE, status }] });
	expect(books.records('salesOrder')).toMatchObject([{ status: letter }]);
});

test('every account has currencies, a chart of accounts, a refund item and list values', async () => {
	const books = await planted(undefined);
	const names = (type: string, field: string) => books.records(type).map((one) => one[field]);
	expect(names('currency', 'symbol').sort()).toEqual(
		'AED AUD BRL CAD EGP EUR GBP INR JPY MXN PLN SAR SEK SGD TRY USD ZAR'.split(' '),
	);
	expect(names('account', 'acctName')).toEqual(
		expect.arrayContaining(['Accounts Receivable', 'Amazon Clearing', 'Undeposited Funds']),
	);
	expect(names('nonInventorySaleItem', 'itemId')).toEqual(['Amazon Refund']);
	expect(names('customlist_amzstl_status', 'name')).toContain('Partially Applied');
});

test.each([
	[
		'an amount that is none',
		{ invoices: [{ ...INVOICE, lines: [{ ...LINE, amount: '1,5' }] }] },
		'invoices[0].lines[0].amount: ',
	],
	['an unknown key', { invoices: [{ ...INVOICE, amuontPaid: 1 }] }, 'amuontPaid'],
	['an unknown status', { salesOrders: [{ ...INVOICE, status: 'Open' }] }, 'salesOrders[0].status'],
	[
		'an order that does not exist',
		{ invoices: [{ ...INVOICE, createdFrom: 'SO-9' }] },
		'invoices[0]: Error: createdFrom: there is no sales order SO-9',
	],
	[
		'the same external id twice',
		{
			invoices: [
				{ ...INVOICE, externalId: 'A' },
				{ ...INVOICE, externalId: 'a' },
			],
		},
		'invoices[1]: ',
	],
	['more paid than owed', { invoices: [{ ...INVOICE, amountPaid: 11 }] }, 'invoices[0]: '],
	[
		'an id taken',
		{
			customers: [
				{ id: 5, currency: 'USD' },
				{ id: 5, entityId: 'B', currency: 'USD' },
			],
		},
		'customers[1]: ',
	],
	[
		'an unknown currency',
		{ invoices: [{ ...INVOICE, currency: 'XXX' }] },
		'there is no currency XXX',
	],
])('%s is named by its place', async (_, books, message) => {
	await expect(planted(books)).rejects.toThrow(message);
});

test('saved books come back as they went, and go on from there', async () => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'books-'));
	const file = path.join(folder, 'books.json');
	const first = await openClient({ books: SMALL_BOOKS });
	const apply = { items: [{ doc: first.invoiceId('Amazon.com_111-1'), amount: 30.8 }] };
	const body = { externalId: 'P-1', customer: first.customerId, account: CLEARING, apply };
	await first.post('customerPayment', body);
	await first.sandbox.save(file);
	await first.sandbox.close();

	const books = JSON.parse(fs.readFileSync(file, 'utf8')) as SandboxOptions['books'];
	const second = await openClient({ books });
	for (const type of ['invoice', 'salesOrder', 'customerPayment', 'customer', 'accountingPeriod']) {
		expect(second.sandbox.books.records(type)).toEqual(first.sandbox.books.records(type));
	}
	expect((await second.post('customerPayment', body)).status).toBe(400);
	const [{ u }] = await second.rows(
		"SELECT foreignamountunpaid u FROM transaction WHERE externalid = 'Amazon.com_111-1'",
	);
	expect(u).toBe('400');
	const taken = first.sandbox.books.records('customerPayment').map(({ id }) => id);
	await second.post('customerPayment', { ...body, externalId: 'P-2' });
	expect(taken).not.toContain(second.sandbox.books.records('customerPayment').at(-1)?.id);
	await second.sandbox.close();
	fs.rmSync(folder, { recursive: true });
});
