// The record service: statuses, headers and bodies of every kind of call, and how bodies are read.
import { CLEARING, detailOf, idOf, openClient, SMALL_BOOKS, type Client } from './client';

let client: Client;

beforeAll(async () => {
	client = await openClient();
});

afterAll(async () => {
	await client.sandbox.close();
});

const STRICT = { 'X-NetSuite-PropertyNameValidation': 'Error' };
const TYPE = 'customrecord_amzstl_settlement';
let serial = 0;
const settlement = (more: Record<string, unknown> = {}) => ({
	externalId: `AMZ-STL-${++serial}`,
	name: 'Settlement',
	custrecord_amzstl_s_settlement_id: String(serial),
	...more,
});

describe('create, read, change, delete', () => {
	test('POST answers 204, empty, with the address of the new record', async () => {
		const reply = await client.post(TYPE, settlement());
		expect(reply.status).toBe(204);
		expect(reply.body).toBeUndefined();
		expect(reply.headers.get('location')).toMatch(
			new RegExp(`^${client.sandbox.url}/services/rest/record/v1/${TYPE}/\\d+$`),
		);
	});

	test('GET shows references, enumerations, dates and moments as NetSuite does', async () => {
		const id = client.invoiceId('Amazon.com_111-1');
		const { status, headers, body } = await client.send(`/record/v1/invoice/${id}`);
		expect(status).toBe(200);
		expect(headers.get('content-type')).toBe('application/vnd.oracle.resource+json; type=singular');
		expect(body).toMatchObject({
			id,
			tranDate: '2026-01-02',
			total: 430.8,
			amountRemaining: 430.8,
			entity: { id: client.customerId, refName: 'Amazon US', links: [{ rel: 'self' }] },
			status: { id: 'A', refName: 'Open' },
			item: { links: [{ rel: 'self' }] },
			createdDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
		});
		expect(body).not.toHaveProperty('item.items');
	});

	test('expandSubResources shows the lines, fields picks the fields; not both, as a rule', async () => {
		const at = (of: Client) => `/record/v1/invoice/${of.invoiceId('Amazon.com_111-1')}`;
		const lines = { items: [{ line: 1, quantity: 2, amount: 430.8 }], totalResults: 1 };
		const both = `${at(client)}?expandSubResources=true&fields=item,total`;
		expect((await client.send(`${at(client)}?expandSubResources=true`)).body).toMatchObject({
			total: 430.8,
			item: lines,
			entity: { id: client.customerId },
		});
		const { body } = await client.send(`${at(client)}?fields=item,total`);
		expect(body).toMatchObject({ total: 430.8 });
		expect(body).not.toHaveProperty('entity');
		expect(await client.send(both)).toMatchObject({
			status: 400,
			body: { 'o:errorDetails': [{ 'o:errorCode': 'INVALID_PARAMETER' }] },
		});
		const other = await openClient({
			books: { ...(SMALL_BOOKS as object), preferences: { fieldsWithExpand: 'taken' } },
		});
		const reply = await other.send(`${at(other)}?expandSubResources=true&fields=item,total`);
		expect(reply.body).toMatchObject({ total: 430.8, item: lines });
		expect(reply.body).not.toHaveProperty('entity');
		await other.sandbox.close();
	});

	test('one line of a sublist can be read', async () => {
		const path = `/record/v1/invoice/${client.invoiceId('Amazon.com_111-1')}/item`;
		expect(await client.send(`${path}/1`)).toMatchObject({
			status: 200,
			body: { line: 1, quantity: 2, amount: 430.8 },
		});
		expect((await client.send(`${path}/9`)).status).toBe(404);
	});

	test('a sublist can be read but none of its lines deleted', async () => {
		const path = `/record/v1/invoice/${client.invoiceId('Amazon.com_111-1')}/item`;
		expect((await client.send(`${path}?expandSubResources=true`)).body).toMatchObject({
			items: [{ amount: 430.8 }],
		});
		expect((await client.send(`${path}/1`, { method: 'DELETE' })).status).toBe(405);
	});

	test('PATCH changes what it names and null clears', async () => {
		const id = idOf(await client.post(TYPE, settlement({ custrecord_amzstl_s_account: 'US' })));
		const path = `/record/v1/${TYPE}/${id}`;
		const reply = await client.patch(path, { name: 'Other', custrecord_amzstl_s_account: null });
		expect(reply.status).toBe(204);
		const { body } = await client.send(path);
		expect(body).toMatchObject({ name: 'Other' });
		expect(body).not.toHaveProperty('custrecord_amzstl_s_account');
	});

	test('PUT eid: creates once and changes afterwards', async () => {
		const { externalId, ...rest } = settlement();
		const path = `/record/v1/${TYPE}/eid:${externalId}`;
		const first = await client.send(path, { method: 'PUT', body: rest });
		const second = await client.send(path, { method: 'PUT', body: { name: 'Again' } });
		expect([first.status, second.status]).toEqual([204, 204]);
		expect(idOf(second)).toBe(idOf(first));
		expect((await client.send(path)).body).toMatchObject({ name: 'Again', externalId });
		const byId = await client.send(`/record/v1/${TYPE}/${idOf(first)}`, {
			method: 'PUT',
			body: {},
		});
		expect(byId.status).toBe(400);
	});

	test('DELETE answers 204, then the record is gone', async () => {
		const id = idOf(await client.post(TYPE, settlement()));
		expect((await client.send(`/record/v1/${TYPE}/${id}`, { method: 'DELETE' })).status).toBe(204);
		const gone = await client.send(`/record/v1/${TYPE}/${id}`);
		expect(gone.status).toBe(404);
		expect(detailOf(gone)['o:errorCode']).toBe('NONEXISTENT_ID');
	});

	test('an id of another type of transaction does not exist here', async () => {
		const id = client.invoiceId('Amazon.com_111-1');
		expect((await client.send(`/record/v1/customerPayment/${id}`)).status).toBe(404);
	});

	test('an unknown record type is refused by its name', async () => {
		const reply = await client.send('/record/v1/bad-path');
		expect(reply.status).toBe(404);
		expect(detailOf(reply).detail).toContain("Record type 'bad-path' does not exist");
	});
});

describe('reading a body', () => {
	const payment = (more: Record<string, unknown>) => ({
		customer: { id: client.customerId },
		account: CLEARING,
		payment: 5,
		...more,
	});

	test('names come in any case, types of records too', async () => {
		const reply = await client.post('CUSTOMERPAYMENT', payment({ TRANDATE: '2026-01-31' }), STRICT);
		const { body } = await client.send(`/record/v1/customerpayment/${idOf(reply)}`);
		expect(body).toMatchObject({ tranDate: '2026-01-31' });
	});

	test.each([
		['an object with an id', () => ({ id: client.customerId })],
		['a bare text', () => client.customerId],
		['a bare number', () => Number(client.customerId)],
		['a name', () => ({ refName: 'Amazon US' })],
	])('a reference can be %s', async (_, customer) => {
		expect((await client.post('customerPayment', payment({ customer: customer() }))).status).toBe(
			204,
		);
	});

	test('a custom list value can be named', async () => {
		const parent = idOf(await client.post(TYPE, settlement()));
		const reply = await client.post('customrecord_amzstl_transaction', {
			name: 'x',
			custrecord_amzstl_t_settlement: { id: parent },
			custrecord_amzstl_t_status: { refName: 'Partially Applied' },
		});
		expect(reply.status).toBe(204);
		const [record] = client.sandbox.books.records('customrecord_amzstl_transaction');
		expect(record.labels.custrecord_amzstl_t_status).toBe('Partially Applied');
	});

	test('unknown names are dropped with a warning, refused, or ignored', async () => {
		const body = payment({ externelId: 'typo' });
		const warned = await client.post('customerPayment', body);
		expect(warned.status).toBe(204);
		expect(warned.headers.get('x-netsuite-propertyvalidation')).toContain('externelId');
		const refused = await client.post('customerPayment', body, STRICT);
		expect(refused.status).toBe(400);
		expect(detailOf(refused).detail).toContain('externelId');
		const ignored = await client.post('customerPayment', body, {
			'X-NetSuite-PropertyNameValidation': 'Ignore',
		});
		expect(ignored.headers.has('x-netsuite-propertyvalidation')).toBe(false);
	});

	test.each([
		['a text for an amount', { payment: '5.00' }, 'INVALID_VALUE', 'payment'],
		['a date that is none', { tranDate: '2026-02-30' }, 'INVALID_VALUE', 'tranDate'],
		['a number for a text', { memo: 5 }, 'INVALID_VALUE', 'memo'],
		['a list for a reference', { account: [1] }, 'INVALID_VALUE', 'account'],
		['a customer who does not exist', { customer: { id: '53384' } }, 'USER_ERROR', '53384'],
		['an external id with a dot', { externalId: 'Amazon.com_1' }, 'USER_ERROR', 'Amazon.com_1'],
		['a memo too long', { memo: 'x'.repeat(1000) }, 'USER_ERROR', 'memo'],
	])('%s is refused', async (_, more, code, part) => {
		const reply = await client.post('customerPayment', payment(more));
		expect(reply.status).toBe(400);
		expect(detailOf(reply)).toMatchObject({
			'o:errorCode': code,
			detail: expect.stringContaining(part),
		});
	});

	test('a bad reference in a line is told with its place', async () => {
		const reply = await client.post('customerPayment', payment({ apply: { items: [{ doc: 1 }] } }));
		expect(detailOf(reply)).toMatchObject({
			'o:errorPath': expect.stringMatching(/^apply\.items\[0\]/),
		});
	});

	test('missing mandatory fields are named together', async () => {
		const reply = await client.post('customerRefund', {});
		expect(detailOf(reply).detail).toBe(
			'Error while accessing a resource. Please enter value(s) for: Customer, Account.',
		);
	});

	test('a body that is no JSON is refused', async () => {
		const reply = await client.post('customerPayment', '{"customer":');
		expect(detailOf(reply)).toMatchObject({
			detail: 'Invalid content in the request body.',
			'o:errorCode': 'INVALID_CONTENT',
		});
	});
});

describe('external ids', () => {
	test('all transactions share one namespace in which case does not count', async () => {
		const customer = { id: client.customerId };
		const first = { externalId: 'Shared-1', customer, account: CLEARING, payment: 1 };
		expect((await client.post('customerPayment', first)).status).toBe(204);
		const memo = {
			externalId: 'SHARED-1',
			entity: customer,
			item: { items: [{ item: { refName: 'Amazon Refund' }, amount: 1 }] },
		};
		const reply = await client.post('creditMemo', memo);
		expect(reply.status).toBe(400);
		expect(detailOf(reply)).toMatchObject({
			'o:errorCode': 'USER_ERROR',
			detail: expect.stringMatching(/already exists\.$/),
		});
		// Another group of records has a namespace of its own.
		expect((await client.post(TYPE, settlement({ externalId: 'Shared-1' }))).status).toBe(204);
	});

	test('an entity that exists is called an entity', async () => {
		const customer = { externalId: 'C-1', companyName: 'Buyer' };
		await client.post('customer', customer);
		expect(detailOf(await client.post('customer', customer)).detail).toBe(
			'Error while accessing a resource. This entity already exists.',
		);
	});

	test('internal ids of transactions come from one pool, with gaps', () => {
		const ids = ['salesOrder', 'invoice', 'customerPayment'].flatMap((type) =>
			client.sandbox.books.records(type).map((record) => Number(record.id)),
		);
		expect(new Set(ids).size).toBe(ids.length);
		expect(Math.max(...ids) - Math.min(...ids)).toBeGreaterThan(ids.length);
	});
});

describe('collections', () => {
	const ids = async (query: string) => {
		const { body } = await client.send(`/record/v1/invoice?q=${encodeURIComponent(query)}`);
		return (body as { items: Array<{ id: string }> }).items.map(({ id }) => id);
	};

	test('hold ids and links only', async () => {
		const { headers, body } = await client.send('/record/v1/invoice?limit=1&offset=1');
		expect(headers.get('content-type')).toContain('type=collection');
		expect(body).toMatchObject({ count: 1, offset: 1, hasMore: true, totalResults: 3 });
		const [item] = (body as { items: object[] }).items;
		expect(Object.keys(item).sort()).toEqual(['id', 'links']);
	});

	test('an offset that is no multiple of the limit is refused', async () => {
		expect((await client.send('/record/v1/invoice?limit=2&offset=1')).status).toBe(400);
		expect((await client.send('/record/v1/invoice?limit=1001')).status).toBe(400);
	});

	test.each([
		['otherRefNum IS "111-1"', ['Amazon.com_111-1']],
		['externalId START_WITH "Amazon.com" AND tranDate AFTER "1/2/2026"', ['Amazon.com_111-9']],
		[
			'externalId CONTAIN "co.jp" OR (tranDate ON "1/2/2026" AND otherRefNum EMPTY_NOT)',
			['Amazon.com_111-1', 'Amazon.co.jp_249-1'],
		],
		['externalId IS_NOT "Amazon.com_111-1" AND externalId ENDWITH "111-1"', []],
	])('q=%s', async (query, externalIds) => {
		expect(await ids(query)).toEqual(externalIds.map((one) => client.invoiceId(one)));
	});

	test('what cannot be filtered is refused: createdFrom, status, amountRemaining', async () => {
		for (const field of ['createdFrom', 'status', 'amountRemaining']) {
			expect((await client.send(`/record/v1/invoice?q=${field}%20EQUAL%201`)).status).toBe(400);
		}
	});
});
