// How a sales order comes along: shipped by item fulfilments, billed by transforms as far as its status,
// its form and the account's preferences allow.
import type { BooksSeed } from '../support/madeBooks';
import { detailOf, idOf, openClient, type Client } from './client';

type OrderSeed = NonNullable<BooksSeed['salesOrders']>[number];

const LINES = [
	{ item: 'MUG', quantity: 4, amount: 40, tax: 2 },
	{ item: 'POT', quantity: 1, amount: '15.50' },
];

function seeded(facts: Partial<OrderSeed>): OrderSeed {
	return {
		externalId: 'SO-1',
		otherRefNum: '111-1',
		customer: 'Amazon US',
		currency: 'USD',
		tranDate: '2026-01-01',
		status: 'Pending Fulfillment',
		lines: LINES,
		...facts,
	};
}

let client: Client;

async function open(facts: Partial<OrderSeed>, more: Partial<BooksSeed> = {}): Promise<void> {
	client = await openClient({ books: { salesOrders: [seeded(facts)], ...more } });
}

afterEach(async () => {
	await client.sandbox.close();
});

const order = () => client.sandbox.books.records('salesOrder')[0];
const transform = async (target: string, body: unknown = {}, query = '') =>
	await client.send(`/record/v1/salesOrder/${order().id}/!transform/${target}${query}`, {
		method: 'POST',
		body,
	});
const line = (orderLine: number, quantity: number) => ({ orderLine, quantity });
const refusal = async (target: string, body?: unknown) =>
	detailOf(await transform(target, body)).detail;

test.each<[status: OrderSeed['status'], letter: string]>([
	['Pending Approval', 'A'],
	['Pending Fulfillment', 'B'],
	['Cancelled', 'C'],
	['Pending Billing', 'F'],
	['Billed', 'G'],
	['Closed', 'H'],
])('an order that is %s has status %s', async (status, letter) => {
	await open({ status });
	expect(order().status).toBe(letter);
	expect(await client.rows('SELECT BUILTIN.DF(status) s FROM transaction')).toEqual([
		{ s: `Sales Order : ${status}` },
	]);
});

test('shipped and billed in parts it goes B, E, D, F, G', async () => {
	await open({});
	const letters = [order().status];
	const step = async (target: string, body?: unknown) => {
		expect((await transform(target, body)).status).toBe(204);
		letters.push(order().status);
	};
	await step('itemFulfillment', { item: { items: [line(1, 3), line(2, 0)] } });
	await step('invoice');
	await step('itemFulfillment');
	await step('invoice');
	expect(letters).toEqual(['B', 'E', 'D', 'F', 'G']);
	const totals = client.sandbox.books.records('invoice').map(({ total }) => total);
	// 3 of 4 mugs with their tax, then the last mug and the pot: 57.50 in all.
	expect(totals).toEqual(['31.50', '26.00']);
	expect((await transform('itemFulfillment')).status).toBe(400);
});

test('what has shipped and what is billed stands on its lines, for REST and SuiteQL', async () => {
	await open({
		status: 'Partially Fulfilled',
		lines: [{ ...LINES[0], closed: true }, LINES[1]],
		fulfilments: [{ tranDate: '2026-01-05', lines: [line(2, 1)].map(asSeed) }],
	});
	await transform('invoice');
	const rows = await client.rows(
		`SELECT id, ABS(quantity) q, quantityshiprecv s, quantitybilled b, isclosed c
			FROM transactionline WHERE transaction = ? AND mainline = 'F' AND taxline = 'F' ORDER BY id`,
		[order().id],
	);
	expect(rows).toEqual([
		{ id: '1', q: '4', s: '0', b: '0', c: 'T' },
		{ id: '2', q: '1', s: '1', b: '1', c: 'F' },
	]);
	const links = await client.rows(
		`SELECT l.linktype k, l.previousline p, TO_CHAR(d.trandate, 'YYYY-MM-DD') day, d.type t
			FROM NextTransactionLineLink l JOIN transaction d ON d.id = l.nextdoc
			WHERE l.previousdoc = ? AND d.type = 'ItemShip'`,
		[order().id],
	);
	expect(links).toEqual([{ k: 'ShipRcpt', p: '2', day: '2026-01-05', t: 'ItemShip' }]);
	expect(order().status).toBe('G');
});

function asSeed({ orderLine, quantity }: ReturnType<typeof line>) {
	return { line: orderLine, quantity };
}

test.each<[why: string, facts: Partial<OrderSeed>, text: RegExp]>([
	['not approved', { status: 'Pending Approval' }, /must be approved/],
	['closed', { status: 'Closed' }, /is closed/],
	['held', { status: 'Pending Billing', hold: 'payment' }, /on hold/],
	['locked', { status: 'Pending Billing', hold: 'workflow' }, /locked by a user defined workflow/],
	['not shipped', {}, /no fulfilled items/],
	[
		'its form is for cash sales',
		{ status: 'Pending Billing', form: 'Standard Sales Order - Cash Sale' },
		/form of this sales order/,
	],
])('an order is not billed: %s', async (_why, facts, text) => {
	await open(facts);
	expect(await refusal('invoice')).toMatch(text);
	expect(client.sandbox.books.records('invoice')).toEqual([]);
});

test('mandatory fields of the form are asked for by name', async () => {
	const preferences = { mandatoryOnBills: ['location'] };
	await open({ status: 'Pending Billing' }, { preferences });
	expect(await refusal('invoice')).toContain('Please enter value(s) for: Location.');
	const location = idOf(await client.post('location', { name: 'Main' }));
	expect((await transform('invoice', { location: { id: location } })).status).toBe(204);
});

test('billed in advance it is billed whole and stays open until it ships', async () => {
	await open({}, { preferences: { invoiceInAdvance: true } });
	expect((await transform('invoice')).status).toBe(204);
	expect(order().status).toBe('B');
	expect(await refusal('invoice')).toMatch(/no fulfilled items/);
	await transform('itemFulfillment');
	expect(order().status).toBe('G');
});

test('replace=item keeps only the lines of the body', async () => {
	await open({ status: 'Pending Billing' });
	const body = { item: { items: [line(1, 1)] } };
	expect((await transform('invoice', body, '?replace=item')).status).toBe(204);
	expect(client.sandbox.books.records('invoice')[0]).toMatchObject({ total: '10.50' });
	expect(order().status).toBe('F');
});
