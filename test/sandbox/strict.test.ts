// What a real account refuses or does not have: features that are off, roles that lack a permission or see a
// part of the rows, releases without batches; and the ways of jobs, links, ids and schemas that strangers'
// clients count on. Where the truth is unknown both ways are tried.
import type { BooksSeed } from '../../sandbox/seed/seedShape';
import type { Reply } from '../support/signedFetch';
import { CLEARING, detailOf, idOf, openClient, SMALL_BOOKS, type Client } from './client';

const open: Client[] = [];

afterEach(async () => {
	for (const { sandbox } of open.splice(0)) {
		await sandbox.close();
	}
});

const SMALL = SMALL_BOOKS as BooksSeed;
const EXACT = 'Amazon.com_111-1';
const SETTLEMENT = 'customrecord_amzstl_settlement';
const COLLECTION = {
	prefer: 'respond-async',
	'content-type': 'application/vnd.oracle.resource+json; type=collection',
};

const account = async (
	preferences: BooksSeed['preferences'] = {},
	more: Partial<BooksSeed> = {},
) => {
	const client = await openClient({ books: { ...SMALL, ...more, preferences } });
	open.push(client);
	return client;
};

const settlement = (key: string) => ({
	externalId: key,
	name: key,
	custrecord_amzstl_s_settlement_id: key,
});

const payment = (client: Client, more: object = {}) => ({
	customer: { id: client.customerId },
	account: CLEARING,
	payment: 10,
	apply: { items: [{ doc: { id: client.invoiceId(EXACT) }, amount: 10 }] },
	...more,
});

const finished = async (client: Client, accepted: Reply) => {
	expect(accepted.status).toBe(202);
	const address = accepted.headers.get('location') ?? '';
	for (;;) {
		const { body } = await client.send(address);
		if ((body as { completed: boolean }).completed) {
			return { address, job: body as { progress: string } };
		}
	}
};

const STRICT_NAMES = { 'X-NetSuite-PropertyNameValidation': 'Error' };

describe('features that are off', () => {
	test('Multiple Currencies: no table, no column, no field; the rest works', async () => {
		const client = await account({ features: { multipleCurrencies: false } });
		const refused = await client.suiteql('SELECT id, symbol FROM currency');
		expect(detailOf(refused).detail).toContain("Record 'currency' was not found");
		const column = await client.suiteql('SELECT id, currency FROM transaction');
		expect(detailOf(column).detail).toContain("Unknown identifier 'currency'");
		const named = payment(client, { currency: { id: '1' } });
		const strict = await client.post('customerPayment', named, STRICT_NAMES);
		expect(detailOf(strict).detail).toContain("field name 'currency'");
		expect((await client.send('/record/v1/currency/1')).status).toBe(404);
		const made = await client.post('customerPayment', payment(client), STRICT_NAMES);
		expect(made.status).toBe(204);
		const read = await client.send(`/record/v1/customerPayment/${idOf(made)}`);
		expect(read.body).toMatchObject({ payment: 10, applied: 10 });
		expect(read.body).not.toHaveProperty('currency');
	});

	test.each([
		['departments', 'department', 'department'],
		['classes', 'classification', 'class'],
		['locations', 'location', 'location'],
	])('%s: no table %s, no field %s', async (feature, table, field) => {
		const client = await account({ features: { [feature]: false } });
		const refused = await client.suiteql(`SELECT id FROM ${table}`);
		expect(detailOf(refused).detail).toContain(`Record '${table}' was not found`);
		const line = await client.suiteql(`SELECT ${field} FROM transactionline`);
		expect(detailOf(line).detail).toContain(`Unknown identifier '${field}'`);
		const named = payment(client, { [field]: { id: '1' } });
		const strict = await client.post('customerPayment', named, STRICT_NAMES);
		expect(detailOf(strict).detail).toContain(`field name '${field}'`);
	});

	test.each([
		[true, 204],
		[false, 400],
	])('Multiple Prices %s: a price level on a line is %i', async (multiplePrices, status) => {
		const client = await account({ features: { multiplePrices } });
		const line = {
			item: { refName: 'Amazon Refund' },
			quantity: 1,
			amount: 5,
			price: { id: '-1' },
		};
		const body = { entity: { id: client.customerId }, item: { items: [line] } };
		expect(await client.post('creditMemo', body, STRICT_NAMES)).toMatchObject({ status });
	});

	test('batches: 415, and single requests go on', async () => {
		const client = await account({ features: { batch: false } });
		const body = { items: [settlement('A'), settlement('B')] };
		const refused = await client.send(`/record/v1/${SETTLEMENT}`, {
			method: 'POST',
			headers: COLLECTION,
			body,
		});
		expect(refused.status).toBe(415);
		expect((await client.post(SETTLEMENT, settlement('A'))).status).toBe(204);
		expect(client.sandbox.books.records(SETTLEMENT)).toHaveLength(1);
	});

	test('columns that this account does not know', async () => {
		const query = 'SELECT expenseaccount FROM transactionline WHERE mainline = ?';
		const whole = await account();
		expect((await whole.suiteql(query, ['T'])).status).toBe(200);
		const client = await account({ absentColumns: ['transactionline.expenseaccount'] });
		expect(detailOf(await client.suiteql(query, ['T'])).detail).toContain('Unknown identifier');
	});
});

describe('roles', () => {
	const LEVELS = { TRAN_CUSTINVC: 'VIEW', TRAN_CUSTPYMT: 'CREATE', LIST_CUSTJOB: 'VIEW' } as const;

	test('what a permission allows, by level', async () => {
		const client = await account({ role: { permissions: LEVELS } });
		expect((await client.rows('SELECT id FROM customer')).length).toBeGreaterThan(0);
		const refused = await client.suiteql('SELECT id FROM department');
		expect(detailOf(refused).detail).toContain("Record 'department' was not found");
		const made = await client.post('customerPayment', {
			customer: { id: client.customerId },
			account: CLEARING,
			payment: 10,
		});
		expect(made.status).toBe(204);
		const change = await client.patch(`/record/v1/customerPayment/${idOf(made)}`, { memo: 'x' });
		expect(detailOf(change).detail).toContain(
			"Permission Violation: You need the 'Transactions -> Customer Payment' permission",
		);
		expect((await client.post('creditMemo', {})).status).toBe(400);
		const transform = `/record/v1/invoice/${client.invoiceId(EXACT)}/!transform/creditMemo`;
		expect((await client.send(transform, { method: 'POST', body: {} })).status).toBe(400);
	});

	test('documents of a type it may not see are no rows', async () => {
		const types = async (client: Client) =>
			(await client.rows('SELECT DISTINCT type FROM transaction')).map(({ type }) => type).sort();
		expect(await types(await account())).toEqual(['CustInvc', 'CustPymt', 'SalesOrd']);
		expect(await types(await account({ role: { permissions: LEVELS } }))).toEqual([
			'CustInvc',
			'CustPymt',
		]);
	});

	test('the role of the SuiteCloud project, less one permission', async () => {
		const scriptId = 'customrole_amzstl_settlement';
		const client = await account({ role: { scriptId } });
		expect((await client.post(SETTLEMENT, settlement('A'))).status).toBe(204);
		expect((await client.suiteql('SELECT id FROM account')).status).toBe(200);
		const less = await account({ role: { scriptId, without: ['LIST_ACCOUNT'] } });
		expect((await less.suiteql('SELECT id FROM account')).status).toBe(400);
	});

	test('rows of other subsidiaries are hidden, in queries and by their address', async () => {
		const more = {
			subsidiaries: ['US', 'UK'],
			customers: [
				{ id: 'amazon', entityId: 'Amazon US', currency: 'USD', subsidiary: 'US' },
				{ id: 'uk', entityId: 'Amazon UK', currency: 'USD', subsidiary: 'UK' },
			],
			invoices: [
				...(SMALL.invoices ?? []),
				{
					externalId: 'UK-1',
					customer: 'uk',
					currency: 'USD',
					tranDate: '2026-01-03',
					lines: [{ item: 'MUG', quantity: 1, amount: 20 }],
				},
			],
		};
		const query = "SELECT id FROM transaction WHERE externalid = 'UK-1'";
		const whole = await account({}, more);
		expect(await whole.rows(query)).toHaveLength(1);
		const client = await account({ role: { subsidiaries: ['US'] } }, more);
		const id = client.invoiceId('UK-1');
		expect(await client.rows(query)).toEqual([]);
		expect((await client.send(`/record/v1/invoice/${id}`)).status).toBe(404);
		const list = await client.send('/record/v1/invoice?q=externalId IS "UK-1"');
		expect(list.body).toMatchObject({ totalResults: 0 });
		expect((await client.send(`/record/v1/invoice/${client.invoiceId(EXACT)}`)).status).toBe(200);
	});
});

describe('jobs and batches', () => {
	test.each(['succeeded', 'failed'] as const)('a job whose record failed says %s', async (way) => {
		const client = await account({ failedJob: way });
		const items = [settlement('A'), { name: 'no key' }];
		const request = { method: 'POST', headers: COLLECTION, body: { items } };
		const accepted = await client.send(`/record/v1/${SETTLEMENT}`, request);
		const { address, job } = await finished(client, accepted);
		expect(job.progress).toBe(way);
		const tasks = (await client.send(`${address}/task`)).body as {
			items: Array<{ progress: string }>;
		};
		expect(tasks.items.map(({ progress }) => progress)).toEqual(['succeeded', 'failed']);
	});

	test.each([400, 409] as const)(
		'a repeated key gets %i and the first job',
		async (repeatedKey) => {
			const client = await account({ repeatedKey });
			const headers = { prefer: 'respond-async', 'X-NetSuite-Idempotency-Key': 'one' };
			const first = await client.post(SETTLEMENT, settlement('A'), headers);
			const again = await client.post(SETTLEMENT, settlement('A'), headers);
			expect(again.status).toBe(repeatedKey);
			expect(again.headers.get('location')).toBe(first.headers.get('location'));
		},
	);

	test.each([
		['ignored', 200],
		['jobs', 202],
	] as const)('SuiteQL with respond-async: %s', async (asyncQueries, status) => {
		const client = await account({ asyncQueries });
		const reply = await client.send('/query/v1/suiteql', {
			method: 'POST',
			headers: { prefer: 'respond-async, transient' },
			body: { q: 'SELECT id FROM customer ORDER BY id' },
		});
		expect(reply.status).toBe(status);
		if (status === 202) {
			const { address } = await finished(client, reply);
			const result = await client.send(`${address}/task/1/result`);
			expect(result.body).toMatchObject({ count: 2 });
		}
	});

	test('records by ids: read at once, read as tasks, deleted as tasks', async () => {
		const client = await account();
		for (const key of ['A', 'B', 'C']) {
			await client.post(SETTLEMENT, settlement(key));
		}
		const ids = client.sandbox.books.records(SETTLEMENT).map(({ id }) => id);
		const path = `/record/v1/${SETTLEMENT}?ids=${ids[0]},eid:C`;
		expect((await client.send(`${path}&expandRecords=true`)).body).toMatchObject({
			totalResults: 2,
			items: [{ externalId: 'A' }, { externalId: 'C' }],
		});
		const asked = await client.send(`${path}&expandRecords=true`, { headers: COLLECTION });
		const { address } = await finished(client, asked);
		const names = await Promise.all(
			[1, 2].map(async (task) => (await client.send(`${address}/task/${task}/result`)).body),
		);
		expect(names).toMatchObject([{ externalId: 'A' }, { externalId: 'C' }]);
		const refused = await client.send(path, { method: 'DELETE' });
		expect(refused.status).toBe(400);
		await finished(client, await client.send(path, { method: 'DELETE', headers: COLLECTION }));
		expect(client.sandbox.books.records(SETTLEMENT).map(({ externalId }) => externalId)).toEqual([
			'B',
		]);
	});

	test('a batch PUT takes ids too, and the id wins', async () => {
		const client = await account();
		const id = idOf(await client.post(SETTLEMENT, settlement('A')));
		const items = [{ id, name: 'changed' }, settlement('B')];
		const request = { method: 'PUT', headers: COLLECTION, body: { items } };
		await finished(client, await client.send(`/record/v1/${SETTLEMENT}`, request));
		expect(client.sandbox.books.records(SETTLEMENT)).toMatchObject([
			{ externalId: 'A', name: 'changed' },
			{ externalId: 'B' },
		]);
	});
});

test('links of a filtered collection have no plus sign, and can be followed as they stand', async () => {
	const client = await account();
	const q = encodeURIComponent('externalId START_WITH "Amazon" AND memo EMPTY');
	const { body } = await client.send(`/record/v1/invoice?q=${q}&limit=1`);
	const { links } = body as { links: Array<{ rel: string; href: string }> };
	const next = links.find(({ rel }) => rel === 'next')?.href ?? '';
	expect(next).toContain('%20');
	expect(links.filter(({ href }) => href.includes('+'))).toEqual([]);
	expect(await client.send(next)).toMatchObject({ status: 200, body: { count: 1, offset: 1 } });
});

describe('metadata', () => {
	const schema = async (client: Client, type: string, accept = 'application/schema+json') =>
		await client.send(`/record/v1/metadata-catalog/${type}`, { headers: { accept } });

	test('a schema of each type, with the fields that its bodies may have', async () => {
		const client = await account();
		const reply = await schema(client, 'customerPayment');
		expect(reply.headers.get('content-type')).toContain('application/schema+json');
		expect(reply.body).toMatchObject({
			type: 'object',
			properties: {
				payment: { type: 'number', format: 'double' },
				undepFunds: { properties: { id: { enum: ['true', 'false'] } } },
				custbody_amzstl_settlement: { type: 'object' },
				apply: {
					properties: { items: { items: { properties: { amount: { type: 'number' } } } } },
				},
			},
		});
		const openApi = await schema(client, 'customerPayment', 'application/swagger+json');
		expect(openApi.body).toMatchObject({
			openapi: '3.0.1',
			components: { schemas: { customerPayment: { type: 'object' } } },
		});
		expect((await schema(client, 'customerPayment', 'application/json')).body).toMatchObject({
			name: 'customerPayment',
		});
		expect((await schema(client, 'noSuchType')).status).toBe(404);
	});

	test('without the fields of features that are off', async () => {
		const client = await account({
			features: { multiplePrices: false, multipleCurrencies: false },
		});
		const { body } = await schema(client, 'creditMemo');
		expect(body).not.toHaveProperty('properties.currency');
		expect(body).not.toHaveProperty('properties.item.properties.items.items.properties.price');
		expect(body).toHaveProperty('properties.item.properties.items.items.properties.rate');
		expect((await schema(client, 'currency')).status).toBe(404);
	});
});

test('the clock of the account', async () => {
	const client = await openClient({ now: () => new Date('2026-03-01T10:00:00Z') });
	open.push(client);
	expect(await client.send('/system/v1/serverTime')).toMatchObject({
		status: 200,
		body: { serverTime: '2026-03-01T10:00:00Z' },
	});
});

test('columns and tables of public queries', async () => {
	const client = await account();
	expect(await client.rows('SELECT symbol, isbasecurrency FROM currency WHERE id = 1')).toEqual([
		{ symbol: 'USD', isbasecurrency: 'T' },
	]);
	const [customer] = await client.rows(
		"SELECT e.id, e.type, c.parent FROM entity e JOIN customer c ON c.id = e.id WHERE e.entityid = 'Amazon US'",
	);
	expect(customer).toEqual({ id: client.customerId, type: 'CustJob' });
	const numbered = await client.rows(
		'SELECT ROWNUM AS n, BUILTIN.CF(foreigntotal) AS total FROM transaction WHERE id = ?',
		[client.invoiceId(EXACT)],
	);
	expect(numbered).toEqual([{ n: '1', total: '430.8' }]);
	const ledger = await client.rows(
		`SELECT a.acctname, l.debit, l.credit, l.posting FROM transactionaccountingline l
			JOIN account a ON a.id = l.account WHERE l.transaction = ? ORDER BY l.transactionline`,
		[client.invoiceId(EXACT)],
	);
	expect(ledger).toEqual([
		{ acctname: 'Accounts Receivable', debit: '430.8', posting: 'T' },
		{ acctname: 'Sales', credit: '430.8', posting: 'T' },
	]);
});
