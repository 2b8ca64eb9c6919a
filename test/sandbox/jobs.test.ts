// Asynchronous requests and batches: jobs, tasks, results, and the idempotency key.
import { openClient, type Client } from './client';
import type { SignedRequest } from '../support/signedFetch';

let client: Client;

beforeEach(async () => {
	client = await openClient();
});

afterEach(async () => {
	await client.sandbox.close();
});

const TYPE = 'customrecord_amzstl_settlement';
const ASYNC = { prefer: 'respond-async' };
const COLLECTION = {
	...ASYNC,
	'content-type': 'application/vnd.oracle.resource+json; type=collection',
};
const settlement = (key: string) => ({
	externalId: `AMZ-STL-${key}`,
	name: `Settlement ${key}`,
	custrecord_amzstl_s_settlement_id: key,
});

async function batch(items: unknown[], request: SignedRequest = {}) {
	return await client.send(`/record/v1/${TYPE}`, {
		method: 'POST',
		headers: COLLECTION,
		body: { items },
		...request,
	});
}

interface JobView {
	completed: boolean;
	progress: string;
}

async function finished(address: string): Promise<JobView> {
	for (;;) {
		const { body } = await client.send(address);
		if ((body as JobView).completed) {
			return body as JobView;
		}
	}
}

test('a single request becomes a job whose task replays the answer', async () => {
	const accepted = await client.post(TYPE, settlement('1'), ASYNC);
	expect(accepted.status).toBe(202);
	expect(accepted.headers.get('preference-applied')).toBe('respond-async');
	const address = accepted.headers.get('location') ?? '';
	expect(address).toMatch(/\/services\/rest\/async\/v1\/job\/\d+$/);
	expect(await finished(address)).toMatchObject({ progress: 'succeeded' });
	expect((await client.send(`${address}/task/1`)).body).toMatchObject({
		id: '1',
		completed: true,
		progress: 'succeeded',
		links: [{ rel: 'related', href: `${address}/task/1/result` }, { rel: 'self' }],
	});
	const result = await client.send(`${address}/task/1/result`);
	expect(result.status).toBe(204);
	expect(result.headers.get('location')).toContain(`/${TYPE}/`);
});

test('the same idempotency key is one job, and only when asynchronous', async () => {
	const headers = { ...ASYNC, 'X-NetSuite-Idempotency-Key': 'b7e0f2c4' };
	const first = await client.post(TYPE, settlement('1'), headers);
	const second = await client.post(TYPE, settlement('2'), headers);
	expect(second.status).toBe(400);
	expect(second.body).toMatchObject({ 'o:errorDetails': [{ 'o:errorCode': 'IDEMPOTENCY_ERROR' }] });
	expect(second.headers.get('location')).toBe(first.headers.get('location'));
	const key = { 'X-NetSuite-Idempotency-Key': 'same' };
	expect((await client.post(TYPE, settlement('3'), key)).status).toBe(204);
	expect((await client.post(TYPE, settlement('4'), key)).status).toBe(204);
});

test('a batch has one task per record, each with its own outcome', async () => {
	const accepted = await batch([settlement('1'), settlement('1'), settlement('2')]);
	expect(accepted.status).toBe(202);
	const address = accepted.headers.get('location') ?? '';
	await finished(address);
	expect((await client.send(`${address}/task`)).body).toMatchObject({
		totalResults: 3,
		items: [{ progress: 'succeeded' }, { progress: 'failed' }, { progress: 'succeeded' }],
	});
	const refused = await client.send(`${address}/task/2/result`);
	expect(refused.status).toBe(400);
	expect(client.sandbox.books.records(TYPE)).toHaveLength(2);
	expect(client.sandbox.requests.counters).toMatchObject({ batch: 1, post: 0 });
});

test('PATCH items say which record by id or externalId, PUT items by externalId', async () => {
	await client.post(TYPE, settlement('1'));
	const [{ id }] = client.sandbox.books.records(TYPE);
	const patched = await batch(
		[
			{ id, name: 'By id' },
			{ externalId: 'AMZ-STL-1', custrecord_amzstl_s_account: 'US' },
		],
		{ method: 'PATCH' },
	);
	await finished(patched.headers.get('location') ?? '');
	const put = await batch([{ ...settlement('2'), name: 'New by PUT' }], { method: 'PUT' });
	await finished(put.headers.get('location') ?? '');
	expect(client.sandbox.books.records(TYPE)).toMatchObject([
		{ name: 'By id', custrecord_amzstl_s_account: 'US' },
		{ name: 'New by PUT' },
	]);
});

test('a batch holds at most 100 records and must be asynchronous', async () => {
	const items = Array.from({ length: 101 }, (_, position) => settlement(String(position)));
	expect((await batch(items)).status).toBe(400);
	expect((await batch(items.slice(1))).status).toBe(202);
	const headers = { 'content-type': COLLECTION['content-type'] };
	expect((await batch([settlement('x')], { headers })).status).toBe(400);
});

test('a job that has not started has no result yet', async () => {
	const slow = await openClient({ jobLatencyMs: 60_000 });
	const accepted = await slow.post(TYPE, settlement('1'), ASYNC);
	const address = accepted.headers.get('location') ?? '';
	expect((await slow.send(address)).body).toMatchObject({ completed: false });
	expect((await slow.send(`${address}/task/1/result`)).status).toBe(404);
	expect(slow.sandbox.books.records(TYPE)).toHaveLength(0);
	await slow.sandbox.close();
});
