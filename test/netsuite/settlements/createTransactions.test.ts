// Settlement Transaction records where batches do not work, and where one record is refused: the others are
// there, each once, and what was refused is named.
import type { NetSuiteAnswer, NetSuiteRequest } from '../../../nodes/shared/netsuite/api/client';
import type { RecordBody } from '../../../nodes/shared/netsuite/settlements/createTransactions';
import { createTransactions } from '../../../nodes/shared/netsuite/settlements/createTransactions';
import { clientAround } from '../../support/crash';
import { sandboxClient } from '../../support/sandboxClient';
import { record } from '../../support/settle';
import { sharedSandbox } from '../../support/sharedSandbox';
import { madeSettlement, order } from '../../support/madeSettlement';

const sandbox = sharedSandbox();
const TYPE = 'customrecord_amzstl_transaction';

let settlementRecordId = '';
let statusId = '';

beforeAll(async () => {
	const [first] = await record(sandbox(), madeSettlement([order('111-1', 100)]));
	settlementRecordId = first.settlementRecordId;
	statusId = String(sandbox().books.records(TYPE)[0].custrecord_amzstl_t_status);
});

function bodies(prefix: string, count: number): RecordBody[] {
	return Array.from({ length: count }, (_, at) => ({
		externalId: `${prefix}-${at}`,
		name: `${prefix} ${at}`,
		custrecord_amzstl_t_settlement: { id: settlementRecordId },
		custrecord_amzstl_t_status: { id: statusId },
		custrecord_amzstl_t_key: `${prefix}-${at}`,
	}));
}

const booked = (prefix: string) =>
	sandbox()
		.books.records(TYPE)
		.map(({ externalId }) => externalId)
		.filter((externalId) => externalId.startsWith(`${prefix}-`));

const isBatch = ({ method, headers }: NetSuiteRequest) =>
	method === 'POST' && headers?.Prefer === 'respond-async';
const refusal = (status: number, detail: string): NetSuiteAnswer => ({
	status,
	headers: {},
	body: { 'o:errorDetails': [{ detail }] },
});

test.each([
	[400, 'Invalid content in the request body'],
	[404, 'Not found'],
	[405, 'Method not allowed'],
	[415, 'Unsupported media type'],
	[500, 'Unexpected'],
])('batches are answered %i: asked once, then one by one', async (status, detail) => {
	const prefix = `none${status}`;
	let batches = 0;
	const client = clientAround(sandbox(), (send) => async (request) => {
		batches += isBatch(request) ? 1 : 0;
		return isBatch(request) ? refusal(status, detail) : await send(request);
	});
	const { ids, refused } = await createTransactions(client, bodies(prefix, 250));
	expect(booked(prefix)).toHaveLength(250);
	expect(ids.size).toBe(250);
	expect(refused.size).toBe(0);
	// Three batches side by side, each asked as often as its status allows.
	expect(batches).toBeLessThanOrEqual(status === 500 ? 15 : 3);
});

test('a job that never ends: after its time the records are looked up', async () => {
	let waitedMs = 0;
	const client = clientAround(sandbox(), (send) => async (request) => {
		const answer = await send(request);
		return request.path.includes('/job/') ? { ...answer, body: { completed: false } } : answer;
	});
	const sleep = async (ms: number) => {
		waitedMs += ms;
		await Promise.resolve();
	};
	const patient = { ...client, transport: { ...client.transport, sleep } };
	Object.assign(client.transport, { sleep });
	const { ids } = await createTransactions(patient, bodies('endless', 20));
	expect(ids.size).toBe(20);
	expect(booked('endless')).toHaveLength(20);
	expect(waitedMs).toBeGreaterThan(500_000);
	expect(waitedMs).toBeLessThan(700_000);
});

test('a batch that left records out: they are made one by one, the others stay', async () => {
	const client = clientAround(sandbox(), (send) => async (request) => {
		if (!isBatch(request)) {
			return await send(request);
		}
		const { items } = request.body as { items: unknown[] };
		return await send({ ...request, body: { items: items.slice(0, 5) } });
	});
	await createTransactions(client, bodies('half', 9));
	expect(booked('half')).toHaveLength(9);
});

test('one that NetSuite refuses does not stop the others, and is named', async () => {
	const records = bodies('bad', 6);
	records[3].custrecord_amzstl_t_order_id = 'x'.repeat(400);
	const { ids, refused } = await createTransactions(sandboxClient(sandbox()), records);
	expect([...refused.keys()]).toEqual(['bad-3']);
	expect(refused.get('bad-3')).toMatchObject({ code: 'NETSUITE_VALIDATION' });
	expect(ids.has('bad-3')).toBe(false);
	expect(booked('bad')).toHaveLength(5);
});

test.each([
	['a permission', 403, 'NETSUITE_PERMISSION'],
	['a value', 400, 'NETSUITE_VALIDATION'],
])('%s that NetSuite refuses to all is asked of a few', async (_, status, code) => {
	let posts = 0;
	const client = clientAround(sandbox(), (send) => async (request) => {
		if (request.method !== 'POST' || request.path.includes('/query/')) {
			return await send(request);
		}
		posts += isBatch(request) ? 0 : 1;
		return refusal(status, 'Not like this');
	});
	await expect(createTransactions(client, bodies(`all${status}`, 30))).rejects.toMatchObject({
		code,
	});
	expect(posts).toBe(5);
});
