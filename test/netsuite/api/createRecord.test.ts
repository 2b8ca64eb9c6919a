// One external id, one record, whatever happens to the request or its answer. Counted in the books.
import type { NetSuiteAnswer, NetSuiteRequest } from '../../../nodes/shared/netsuite/api/client';
import type { RecordDraft } from '../../../nodes/shared/netsuite/api/createRecord';
import { createClient } from '../../../nodes/shared/netsuite/api/client';
import { createRecord } from '../../../nodes/shared/netsuite/api/createRecord';
import type { Fault } from '../../../sandbox/faults';
import { clientAround, clientWithEvent } from '../../support/crash';
import { CUSTOMER, invoiceOf } from '../../support/madeBooks';
import { sandboxClient } from '../../support/sandboxClient';
import { idNamed } from '../../support/settle';
import { sharedSandbox } from '../../support/sharedSandbox';

const sandbox = sharedSandbox({ books: { invoices: [invoiceOf('111-1', 1000)] } });

let drafts = 0;

function draft(changes: Partial<RecordDraft> = {}): RecordDraft {
	drafts += 1;
	return {
		recordType: 'customerPayment',
		transactionType: 'CustPymt',
		externalId: `AMZ-PMT-${drafts}`,
		body: { customer: { id: idNamed(sandbox(), 'customer', CUSTOMER) }, payment: 1 },
		...changes,
	};
}

function booked(externalId: string): string[] {
	return ['customerPayment', 'customrecord_amzstl_settlement'].flatMap((type) =>
		sandbox()
			.books.records(type)
			.filter((one) => one.externalId.toLowerCase() === externalId.toLowerCase())
			.map(({ id }) => id),
	);
}

const isPost = ({ method, path }: NetSuiteRequest) =>
	method === 'POST' && path.endsWith('/customerPayment');
const ON_POST = { method: 'POST', path: /\/customerPayment$/ };

test('created: one request, and the id from Location', async () => {
	const made = draft();
	const created = await createRecord(sandboxClient(sandbox()), made);
	expect(created).toMatchObject({ outcome: 'created' });
	expect(booked(made.externalId)).toEqual([created.internalId]);
	expect(sandbox().requests.counters).toMatchObject({ total: 1, post: 1 });
});

interface Case {
	title: string;
	fault: Fault;
	posts: number;
}

const faults: Case[] = [
	{ title: 'the reply is lost after the commit', fault: { kind: 'replyLost', times: 1 }, posts: 1 },
	{ title: 'the connection is cut before', fault: { kind: 'cut', times: 1 }, posts: 2 },
	{ title: '500 before anything was done', fault: { kind: 'status500', times: 1 }, posts: 2 },
	{ title: '429 three times', fault: { kind: 'status429', times: 3 }, posts: 4 },
	{ title: 'cut three times', fault: { kind: 'cut', times: 3 }, posts: 4 },
];

test.each(faults)('$title: one record after $posts posts', async ({ fault, posts }) => {
	sandbox().faults.add({ ...fault, match: ON_POST });
	const made = draft();
	const created = await createRecord(sandboxClient(sandbox()), made);
	expect(created.outcome).toBe('created');
	expect(booked(made.externalId)).toEqual([created.internalId]);
	expect(sandbox().requests.counters.post).toBe(posts);
});

test('500 after the commit: it is found, not posted again', async () => {
	const made = draft();
	const client = clientAround(sandbox(), (send) => async (request) => {
		const answer = await send(request);
		return isPost(request) ? { status: 500, headers: {}, body: undefined } : answer;
	});
	const created = await createRecord(client, made);
	expect(booked(made.externalId)).toEqual([created.internalId]);
	expect(sandbox().requests.counters.post).toBe(1);
});

/** The sandbox's own answer to each POST, made into another one on its way back. */
function answering(alter: (answer: NetSuiteAnswer, post: number) => NetSuiteAnswer) {
	let posts = 0;
	return clientAround(sandbox(), (send) => async (request) => {
		const answer = await send(request);
		return isPost(request) ? alter(answer, (posts += 1)) : answer;
	});
}

const details = (detail: string, code = 'USER_ERROR') => ({
	'o:errorDetails': [{ detail, 'o:errorCode': code }],
});
const at = (location: string) => ({ status: 204, headers: { location }, body: undefined });
const RECORDS = '/services/rest/record/v1';

test.each<[string, (answer: NetSuiteAnswer) => NetSuiteAnswer]>([
	['a success that does not say which record it made', () => at('')],
	['408 after the commit', () => ({ status: 408, headers: {}, body: undefined })],
	['409 after the commit', () => ({ status: 409, headers: {}, body: details('Conflict') })],
	['404 after the commit', () => ({ status: 404, headers: {}, body: '<html>' })],
	['504 after the commit', () => ({ status: 504, headers: {}, body: '<html>' })],
	['a page as a success', () => ({ status: 200, headers: {}, body: '<html>' })],
	['a redirection', () => ({ status: 302, headers: { location: '/maintenance' }, body: '' })],
	[
		'an error in the body of a success',
		({ headers }) => ({ status: 200, headers, body: details('Unexpected') }),
	],
	['the address of another host', () => at(`https://example.com${RECORDS}/customerPayment/1`)],
	['the address of another type', () => at(`${RECORDS}/invoice/1`)],
	['an address without a number', () => at(`${RECORDS}/customerPayment/abc`)],
	['an address with too much of one', () => at(`${RECORDS}/customerPayment/${'9'.repeat(40)}`)],
	['an address of something else', () => at('/login')],
])('%s: it is looked up, not posted again', async (_, alter) => {
	const made = draft();
	const created = await createRecord(answering(alter), made);
	expect(created.isLookedUp).toBe(true);
	expect(booked(made.externalId)).toEqual([created.internalId]);
	expect(sandbox().requests.counters.post).toBe(1);
});

test.each([
	['404', 404, details('Record does not exist.')],
	['an error in the body of a success', 200, details('Please enter value(s) for: Memo.')],
])('%s and nothing made: a refusal, told once', async (_, status, body) => {
	let posts = 0;
	const client = clientAround(sandbox(), (send) => async (request) => {
		if (!isPost(request)) {
			return await send(request);
		}
		posts += 1;
		return { status, headers: {}, body };
	});
	await expect(createRecord(client, draft())).rejects.toMatchObject({ status });
	expect(posts).toBe(1);
});

test.each([
	['409', 409, details('Conflict')],
	['by its text', 400, details('Record has been changed')],
	['by its code', 400, details('Please try again', 'RCRD_HAS_BEEN_CHANGED')],
])('a collision (%s): looked up, and sent again a little later', async (_, status, body) => {
	const made = draft();
	let posts = 0;
	const client = clientAround(sandbox(), (send) => async (request) => {
		posts += isPost(request) ? 1 : 0;
		return isPost(request) && posts <= 2 ? { status, headers: {}, body } : await send(request);
	});
	const created = await createRecord(client, made);
	expect(created).toMatchObject({ outcome: 'created', isLookedUp: false });
	expect(posts).toBe(3);
	expect(booked(made.externalId)).toEqual([created.internalId]);
});

test('a collision without end is told as one', async () => {
	const client = answering(() => ({ status: 409, headers: {}, body: details('Conflict') }));
	const refused = clientAround(
		sandbox(),
		() => async (request) =>
			isPost(request)
				? { status: 409, headers: {}, body: details('Conflict') }
				: await client.transport.send(request),
	);
	await expect(createRecord(refused, draft())).rejects.toMatchObject({
		status: 409,
		remedy: expect.stringContaining('run again') as string,
	});
});

test('once collisions are seen, payments of one customer go one after another', async () => {
	let inFlight = 0;
	let most = 0;
	let posts = 0;
	const client = clientAround(sandbox(), (send) => async (request) => {
		if (!isPost(request)) {
			return await send(request);
		}
		posts += 1;
		if (posts === 1) {
			return { status: 409, headers: {}, body: details('Conflict') };
		}
		inFlight += 1;
		most = Math.max(most, inFlight);
		const answer = await send(request);
		inFlight -= 1;
		return answer;
	});
	await createRecord(client, draft());
	most = 0;
	await Promise.all(Array.from({ length: 6 }, async () => await createRecord(client, draft())));
	expect(most).toBe(1);
});

test('existed: adopted, in whatever case its external id is written', async () => {
	const made = draft();
	const first = await createRecord(sandboxClient(sandbox()), made);
	expect(await createRecord(sandboxClient(sandbox()), made)).toMatchObject({
		internalId: first.internalId,
		outcome: 'existed',
	});
	expect(booked(made.externalId)).toHaveLength(1);
});

test('another run makes it right before ours', async () => {
	const made = draft();
	const client = clientWithEvent(
		sandbox(),
		isPost,
		async () => await createRecord(sandboxClient(sandbox()), made),
	);
	const created = await createRecord(client, made);
	expect(created.outcome).toBe('existed');
	expect(booked(made.externalId)).toEqual([created.internalId]);
});

test('twenty at the same time make one', async () => {
	const made = draft();
	const created = await Promise.all(
		Array.from({ length: 20 }, async () => await createRecord(sandboxClient(sandbox()), made)),
	);
	expect(new Set(created.map(({ internalId }) => internalId))).toEqual(
		new Set(booked(made.externalId)),
	);
	expect(booked(made.externalId)).toHaveLength(1);
});

test('a custom record is found in its own table', async () => {
	const made = draft({
		recordType: 'customrecord_amzstl_settlement',
		transactionType: null,
		externalId: 'AMZ-STL-7',
		body: { name: 'x', custrecord_amzstl_s_settlement_id: '7' },
	});
	sandbox().faults.add({ kind: 'replyLost', times: 1, match: { method: 'POST', path: /amzstl/ } });
	const created = await createRecord(sandboxClient(sandbox()), made);
	expect(booked('AMZ-STL-7')).toEqual([created.internalId]);
});

test('an external id of another kind of transaction is EXTERNAL_ID_TAKEN', async () => {
	const taken = createRecord(sandboxClient(sandbox()), draft({ externalId: 'Amazon-X' }));
	await expect(taken).resolves.toBeDefined();
	const memo = draft({
		recordType: 'creditMemo',
		transactionType: 'CustCred',
		externalId: 'Amazon-X',
		body: {
			entity: { id: idNamed(sandbox(), 'customer', CUSTOMER) },
			item: { items: [{ item: { id: '1' }, quantity: 1, amount: 1 }] },
		},
	});
	await expect(createRecord(sandboxClient(sandbox()), memo)).rejects.toMatchObject({
		code: 'EXTERNAL_ID_TAKEN',
		message: expect.stringContaining('CustPymt') as string,
	});
});

test('a refusal is told with its field and nothing is tried again', async () => {
	const wrong = draft({ body: { customer: { id: '999999' }, payment: 1 } });
	await expect(createRecord(sandboxClient(sandbox()), wrong)).rejects.toMatchObject({
		code: 'NETSUITE_VALIDATION',
		status: 400,
	});
	expect(sandbox().requests.counters.post).toBe(1);
	const misspelt = draft({ body: { custommer: { id: '1' }, payment: 1 } });
	await expect(createRecord(sandboxClient(sandbox()), misspelt)).rejects.toThrow(/custommer/);
});

test('silence for ever ends as NETSUITE_UNREACHABLE after five tries', async () => {
	sandbox().faults.add({ kind: 'cut', match: ON_POST });
	const made = draft();
	await expect(createRecord(sandboxClient(sandbox()), made)).rejects.toMatchObject({
		code: 'NETSUITE_UNREACHABLE',
	});
	expect(sandbox().requests.counters.post).toBe(5);
	expect(booked(made.externalId)).toEqual([]);
});

test('cancelled while a POST is under way: what became of it is looked up all the same', async () => {
	const made = draft();
	let isCancelled = false;
	const { transport } = sandboxClient(sandbox());
	const client = createClient(
		{
			...transport,
			isCancelled: () => isCancelled,
			send: async (request, options) => {
				const answer = await transport.send(request, options);
				if (!isPost(request)) {
					return answer;
				}
				// The button is pressed, and the answer never arrives.
				isCancelled = true;
				throw new Error('socket hang up');
			},
		},
		4,
	);
	const created = await createRecord(client, made);
	expect(created).toMatchObject({ outcome: 'created', isLookedUp: true });
	expect(booked(made.externalId)).toEqual([created.internalId]);
	expect(sandbox().requests.counters.post).toBe(1);
});
