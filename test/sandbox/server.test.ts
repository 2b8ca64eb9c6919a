// The server around the services: concurrency, latency, faults, the request log and the control paths.
import { CLEARING, detailOf, openClient, type Client } from './client';

let client: Client;

afterEach(async () => {
	await client.sandbox.close();
});

const CATALOG = '/record/v1/metadata-catalog?select=customer';
const payment = (externalId: string) => ({
	externalId,
	customer: client.customerId,
	account: CLEARING,
	payment: 5,
});
const written = () => client.sandbox.books.records('customerPayment').filter((one) => !one.seeded);

test('the account answers 429 to what is over its limit', async () => {
	client = await openClient({ concurrencyLimit: 2, latencyMs: 300 });
	const replies = await Promise.all([1, 2, 3, 4].map(async () => await client.send(CATALOG)));
	expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429]);
	const refused = replies.find(({ status }) => status === 429);
	expect(refused?.body).toMatchObject({
		title: 'Bad Request',
		status: 429,
		'o:errorCode': 'USER_ERROR',
		'o:errorDetails': [
			{
				detail: 'Concurrent request limit exceeded. Request blocked.',
				'o:errorCode': 'CONCURRENCY_LIMIT_EXCEEDED',
			},
		],
	});
	expect(client.sandbox.requests.counters).toMatchObject({ total: 4, get: 4, rejected429: 2 });
	expect((await client.send(CATALOG)).status).toBe(200);
});

test('the latency is real', async () => {
	client = await openClient({ latencyMs: 120 });
	const started = Date.now();
	await client.send(CATALOG);
	expect(Date.now() - started).toBeGreaterThanOrEqual(118);
});

test('the limit can be read', async () => {
	client = await openClient({ concurrencyLimit: 7 });
	expect((await client.send('/system/v1/governanceLimits')).body).toMatchObject({
		accountConcurrencyLimit: 7,
	});
});

describe('faults', () => {
	beforeEach(async () => {
		client = await openClient();
	});

	test('429 and 500 change nothing and are used up', async () => {
		client.sandbox.faults.add({ kind: 'status429', times: 1 });
		client.sandbox.faults.add({ kind: 'status500', times: 1 });
		expect((await client.post('customerPayment', payment('P-1'))).status).toBe(429);
		const failed = await client.post('customerPayment', payment('P-1'));
		expect(failed.status).toBe(500);
		expect(detailOf(failed)['o:errorCode']).toBe('UNEXPECTED_ERROR');
		expect(written()).toHaveLength(0);
		expect((await client.post('customerPayment', payment('P-1'))).status).toBe(204);
	});

	test('a lost reply comes after the commit', async () => {
		client.sandbox.faults.add({ kind: 'replyLost', times: 1, match: { method: 'POST' } });
		await expect(client.post('customerPayment', payment('P-1'))).rejects.toThrow();
		expect(written()).toMatchObject([{ externalId: 'P-1' }]);
		expect((await client.post('customerPayment', payment('P-1'))).status).toBe(400);
		expect(client.sandbox.requests.entries[0]).toMatchObject({ method: 'POST', status: 0 });
	});

	test('a cut connection comes before anything', async () => {
		client.sandbox.faults.add({ kind: 'cut', times: 1 });
		await expect(client.post('customerPayment', payment('P-1'))).rejects.toThrow();
		expect(written()).toHaveLength(0);
	});

	test('a fault hits only what it matches', async () => {
		client.sandbox.faults.add({ kind: 'status500', match: { method: 'POST', path: /invoice/ } });
		expect((await client.post('customerPayment', payment('P-1'))).status).toBe(204);
		expect((await client.send('/record/v1/invoice')).status).toBe(200);
		expect((await client.post('invoice', {})).status).toBe(500);
	});

	test('a slow request is only slow', async () => {
		client.sandbox.faults.add({ kind: 'slow', delayMs: 150, times: 1 });
		const started = Date.now();
		expect((await client.post('customerPayment', payment('P-1'))).status).toBe(204);
		expect(Date.now() - started).toBeGreaterThanOrEqual(148);
	});

	test('faults by chance are the same for the same seed', async () => {
		const draw = async () => {
			client.sandbox.faults.clear();
			client.sandbox.faults.add({ kind: 'status500', probability: 0.5, seed: 7 });
			const statuses: number[] = [];
			for (let turn = 0; turn < 12; turn += 1) {
				statuses.push((await client.send(CATALOG)).status);
			}
			return statuses;
		};
		const [first, second] = [await draw(), await draw()];
		expect(second).toEqual(first);
		expect(new Set(first)).toEqual(new Set([200, 500]));
	});
});

describe('the control paths', () => {
	const control = async (path: string, method = 'GET', body?: unknown) => {
		const response = await fetch(`${client.sandbox.url}/sandbox/${path}`, {
			method,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		return { status: response.status, body: (text ? JSON.parse(text) : {}) as unknown };
	};

	beforeEach(async () => {
		client = await openClient();
	});

	test('order faults from another process', async () => {
		const fault = { kind: 'status500', times: 1, match: { method: 'get', path: 'catalog' } };
		expect((await control('faults', 'POST', fault)).status).toBe(204);
		expect((await control('faults')).body).toMatchObject({ items: [fault] });
		expect((await client.send(CATALOG)).status).toBe(500);
		expect((await control('faults', 'POST', { kind: 'flood' })).status).toBe(400);
	});

	test('count requests, without counting themselves', async () => {
		await client.send(CATALOG);
		expect((await control('requests')).body).toMatchObject({ counters: { total: 1, get: 1 } });
		await control('requests', 'DELETE');
		expect((await control('requests')).body).toMatchObject({ counters: { total: 0 }, entries: [] });
	});

	test('show the books', async () => {
		expect((await control('books/invoice')).body).toMatchObject({
			items: [{ total: '430.80' }, {}, {}],
		});
		expect((await control('books')).body).toMatchObject({ format: 'netsuite-sandbox-books' });
		expect((await control('books/unknown')).status).toBe(400);
	});
});

test('the log counts every request in one class', async () => {
	client = await openClient();
	await client.post('customerPayment', payment('P-1'));
	await client.suiteql('SELECT id FROM currency');
	await client.send('/record/v1/customerPayment/eid:P-1');
	await client.patch('/record/v1/customerPayment/eid:P-1', { memo: 'x' });
	await client.send('/record/v1/customerPayment/eid:P-2', { method: 'PUT', body: payment('P-2') });
	await client.send('/record/v1/customerPayment/eid:P-2', { method: 'DELETE' });
	expect(client.sandbox.requests.counters).toEqual({
		total: 6,
		post: 1,
		suiteql: 1,
		get: 1,
		patch: 1,
		put: 1,
		delete: 1,
		batch: 0,
		rejected429: 0,
		token: 0,
	});
});
