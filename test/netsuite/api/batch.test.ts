// Batches against the sandbox's jobs: how many requests, what a lost reply does, what one bad record does
// to the others.
import { sendBatches } from '../../../nodes/shared/netsuite/api/batch';
import type { NetSuiteRequest } from '../../../nodes/shared/netsuite/api/client';
import { settlementRecord } from '../../../nodes/shared/netsuite/records/schema';
import { clientAround } from '../../support/crash';
import { sandboxClient } from '../../support/sandboxClient';
import { sharedSandbox } from '../../support/sharedSandbox';

const sandbox = sharedSandbox();
const { type, fields } = settlementRecord;

function records(prefix: string, count: number): Array<Record<string, unknown>> {
	return Array.from({ length: count }, (_, at) => ({
		externalId: `${prefix}-${at}`,
		name: `${prefix} ${at}`,
		[fields.settlementId]: `${prefix}${at}`,
	}));
}

function booked(prefix: string): number {
	return sandbox()
		.books.records(type)
		.filter(({ externalId }) => externalId.startsWith(`${prefix}-`)).length;
}

async function send(prefix: string, count: number, client = sandboxClient(sandbox())) {
	await sendBatches(client, 'POST', type, records(prefix, count), 'create them');
}

test.each([
	[0, 0],
	[1, 1],
	[100, 1],
	[101, 2],
	[250, 3],
])('%i records in %i requests', async (count, requests) => {
	await send(`n${count}`, count);
	expect(booked(`n${count}`)).toBe(count);
	expect(sandbox().requests.counters).toMatchObject({ batch: requests, post: 0 });
});

test.each([
	['the reply is lost after NetSuite took the batch', 'replyLost' as const, 2],
	['the connection is cut before', 'cut' as const, 2],
	['NetSuite answers 500', 'status500' as const, 2],
	['NetSuite answers 429', 'status429' as const, 2],
])('%s: every record once', async (_, kind, requests) => {
	const prefix = `f${kind}`;
	sandbox().faults.add({ kind, times: 1, match: { method: 'POST' } });
	await send(prefix, 5);
	expect(booked(prefix)).toBe(5);
	expect(sandbox().requests.counters.batch).toBe(requests);
});

test('a repetition carries the same idempotency key, another batch another one', async () => {
	const keys: string[] = [];
	const client = clientAround(sandbox(), (to) => async (request: NetSuiteRequest) => {
		const key = request.headers?.['X-NetSuite-Idempotency-Key'];
		if (key !== undefined) {
			keys.push(key);
		}
		return await to(request);
	});
	sandbox().faults.add({ kind: 'cut', times: 2, match: { method: 'POST' } });
	await sendBatches(client, 'POST', type, records('k', 3), 'create them');
	await sendBatches(client, 'POST', type, records('k', 3), 'create them');
	expect(keys).toHaveLength(4);
	expect(keys[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
	expect(new Set(keys.slice(0, 3)).size).toBe(1);
	expect(keys[3]).not.toBe(keys[0]);
});

test('a record that is refused does not keep the others out', async () => {
	const some = records('bad', 5);
	delete some[2][fields.settlementId];
	await sendBatches(sandboxClient(sandbox()), 'POST', type, some, 'create them');
	expect(booked('bad')).toBe(4);
});

test('a batch that NetSuite refuses as a whole is an error', async () => {
	const client = clientAround(sandbox(), () => async () => ({
		status: 403,
		headers: {},
		body: undefined,
	}));
	const refused = sendBatches(client, 'POST', type, records('x', 1), 'create them');
	await expect(refused).rejects.toMatchObject({
		code: 'NETSUITE_PERMISSION',
		message: 'NetSuite refused to create them: status 403',
	});
});

test('the job is waited for', async () => {
	const answers = ['false', 'false', 'true'];
	const client = clientAround(
		sandbox(),
		(to) => async (request) =>
			request.path.includes('/job/')
				? { status: 200, headers: {}, body: { completed: answers.shift() === 'true' } }
				: await to(request),
	);
	await sendBatches(client, 'POST', type, records('w', 1), 'create them');
	expect(answers).toEqual([]);
});

test('a job that never ends is given up, with where to look', async () => {
	const client = clientAround(
		sandbox(),
		(to) => async (request) =>
			request.path.includes('/job/')
				? { status: 200, headers: {}, body: { completed: false } }
				: await to(request),
	);
	const hopeless = { ...client, transport: { ...client.transport, sleep: async () => {} } };
	const sent = sendBatches(hopeless, 'POST', type, records('never', 1), 'create them');
	await expect(sent).rejects.toMatchObject({
		code: 'NETSUITE_UNREACHABLE',
		remedy: expect.stringContaining('Job Status') as string,
	});
});
