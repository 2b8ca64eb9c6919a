// The write-back of statuses: in batches, read back, repaired one by one where a batch failed, and an
// error of the whole run where even that is impossible.
import type { NetSuiteClient, NetSuiteRequest } from '../../../nodes/shared/netsuite/api/client';
import type { RecordedStatus } from '../../../nodes/shared/netsuite/posting/statusRecorder';
import { createStatusRecorder } from '../../../nodes/shared/netsuite/posting/statusRecorder';
import { transactionRecord } from '../../../nodes/shared/netsuite/records/schema';
import type { StatusIds } from '../../../nodes/shared/netsuite/records/settlementTransaction';
import { loadStatusIds } from '../../../nodes/shared/netsuite/records/settlementTransaction';
import { clientAround } from '../../support/crash';
import { madeSettlement, order } from '../../support/madeSettlement';
import { sandboxClient } from '../../support/sandboxClient';
import { settle } from '../../support/settle';
import { sharedSandbox } from '../../support/sharedSandbox';

const COUNT = 130;
const LAST = 4;
const sandbox = sharedSandbox();
const { type, fields } = transactionRecord;
let ids: StatusIds;
let recordIds: string[];

const isBatch = ({ method, path }: NetSuiteRequest) => method === 'PATCH' && path.endsWith(type);

beforeAll(async () => {
	ids = await loadStatusIds(sandboxClient(sandbox()));
	const orders = Array.from({ length: COUNT }, (_, at) => order(`o-${at}`, 100));
	await settle(sandbox(), madeSettlement(orders));
	recordIds = sandbox()
		.books.records(type)
		.map(({ id }) => id);
});

beforeEach(async () => {
	await write('Unapplied', { [fields.errorCode]: 'BEFORE' });
	sandbox().requests.reset();
});

async function write(
	status: RecordedStatus['status'],
	changes: Record<string, unknown>,
	client: NetSuiteClient = sandboxClient(sandbox()),
): Promise<void> {
	const recorder = createStatusRecorder(client, ids);
	for (const recordId of recordIds) {
		recorder.record({ recordId, status, fields: changes });
	}
	await recorder.finish();
}

/** The first 126 as above; the last four when slots are free, one after the other. */
async function writeLastSingly(client: NetSuiteClient): Promise<void> {
	const recorder = createStatusRecorder(client, ids);
	for (const [at, recordId] of recordIds.entries()) {
		recorder.record({ recordId, status: 'Applied', fields: { [fields.errorCode]: null } });
		if (at >= COUNT - LAST - 1) {
			recorder.sendQueued();
		}
	}
	await recorder.finish();
}

const isSingle = ({ method, path }: NetSuiteRequest) =>
	method === 'PATCH' && path.includes(`${type}/`);

function told(): string[] {
	const shown = sandbox()
		.books.records(type)
		.map((one) => `${one.labels[fields.status]} ${String(one[fields.errorCode] ?? '')}`.trim());
	return [...new Set(shown)];
}

test('130 statuses in two batches, none singly', async () => {
	await write('Applied', { [fields.errorCode]: null });
	expect(told()).toEqual(['Applied']);
	expect(sandbox().requests.counters).toMatchObject({ batch: 2, patch: 0, post: 0 });
});

test('the last four singly, and nothing is read back for them', async () => {
	const read: number[] = [];
	const client = clientAround(sandbox(), (send) => async (request) => {
		if (request.path.endsWith('/suiteql')) {
			read.push((request.body as { params: string[] }).params.length);
		}
		return await send(request);
	});
	await writeLastSingly(client);
	expect(told()).toEqual(['Applied']);
	expect(sandbox().requests.counters).toMatchObject({ batch: 2, patch: LAST, suiteql: 1 });
	expect(read).toEqual([COUNT - LAST]);
});

test('four statuses in all go singly, five by batch', async () => {
	for (const [count, calls] of [
		[4, { batch: 0, patch: 4, suiteql: 0 }],
		[5, { batch: 1, patch: 0, suiteql: 1 }],
	] as const) {
		const recorder = createStatusRecorder(sandboxClient(sandbox()), ids);
		sandbox().requests.reset();
		for (const recordId of recordIds.slice(0, count)) {
			recorder.record({ recordId, status: 'Applied', fields: { [fields.errorCode]: null } });
		}
		await recorder.finish();
		expect(sandbox().requests.counters).toMatchObject(calls);
	}
});

test('a single write that is refused is tried again at the end, as its batch would be', async () => {
	let refused = 0;
	const client = clientAround(sandbox(), (send) => async (request) => {
		const isRefused = isSingle(request) && refused++ < LAST;
		return isRefused ? { status: 400, headers: {}, body: undefined } : await send(request);
	});
	await writeLastSingly(client);
	expect(told()).toEqual(['Applied']);
	expect(sandbox().requests.counters).toMatchObject({ batch: 2, patch: LAST });
});

test('a login that fails at the last status is an error of the run; what was under way has ended', async () => {
	let underWay = 0;
	const client = clientAround(sandbox(), (send) => async (request) => {
		if (isSingle(request)) {
			return { status: 401, headers: {}, body: undefined };
		}
		underWay += 1;
		const answer = await send(request);
		underWay -= 1;
		return answer;
	});
	await expect(writeLastSingly(client)).rejects.toMatchObject({
		code: 'NETSUITE_AUTH',
		message: expect.stringContaining('130 statuses are not recorded') as string,
	});
	expect(underWay).toBe(0);
	expect(sandbox().requests.counters.batch).toBe(2);
});

test('nothing to write asks nothing', async () => {
	await createStatusRecorder(sandboxClient(sandbox()), ids).finish();
	expect(sandbox().requests.counters.total).toBe(0);
});

test('batches that NetSuite refuses are made good one by one', async () => {
	const client = clientAround(
		sandbox(),
		(send) => async (request) =>
			isBatch(request) ? { status: 400, headers: {}, body: undefined } : await send(request),
	);
	await write('Applied', { [fields.errorCode]: null }, client);
	expect(told()).toEqual(['Applied']);
	expect(sandbox().requests.counters).toMatchObject({ batch: 0, patch: COUNT });
});

test('a record that a batch left out is repaired', async () => {
	const client = clientAround(sandbox(), (send) => async (request) => {
		const { items = [] } = (request.body ?? {}) as { items?: unknown[] };
		return await send(isBatch(request) ? { ...request, body: { items: items.slice(1) } } : request);
	});
	await write('Applied', { [fields.errorCode]: null }, client);
	expect(told()).toEqual(['Applied']);
	expect(sandbox().requests.counters.patch).toBe(2);
});

test('Unapplied for another reason than before is repaired too', async () => {
	const client = clientAround(
		sandbox(),
		(send) => async (request) =>
			isBatch(request) ? { status: 400, headers: {}, body: undefined } : await send(request),
	);
	await write('Unapplied', { [fields.errorCode]: 'AFTER' }, client);
	expect(told()).toEqual(['Unapplied AFTER']);
});

test('a login that fails while writing is an error of the run, and says what to do', async () => {
	const client = clientAround(
		sandbox(),
		(send) => async (request) =>
			isBatch(request) ? { status: 401, headers: {}, body: undefined } : await send(request),
	);
	await expect(write('Applied', {}, client)).rejects.toMatchObject({
		code: 'NETSUITE_AUTH',
		message: expect.stringContaining('130 statuses are not recorded') as string,
		remedy: expect.stringContaining('Run again') as string,
	});
});

test('a status that cannot be written singly either is an error of the run', async () => {
	const client = clientAround(
		sandbox(),
		(send) => async (request) =>
			request.method === 'PATCH'
				? { status: 400, headers: {}, body: undefined }
				: await send(request),
	);
	await expect(write('Applied', {}, client)).rejects.toMatchObject({ code: 'NETSUITE_VALIDATION' });
});
