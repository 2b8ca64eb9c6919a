// The client against the sandbox: what is sent again and what never is, counted at the other end.
import type { NetSuiteAnswer, NetSuiteRequest } from '../../../nodes/shared/netsuite/api/client';
import { createClient, RECORD_PATH } from '../../../nodes/shared/netsuite/api/client';
import { RETRY_LIMITS } from '../../../nodes/shared/netsuite/api/retry';
import type { Fault } from '../../../sandbox/faults';
import { createSandbox } from '../../../sandbox/sandbox';
import { clientAround } from '../../support/crash';
import { sandboxClient } from '../../support/sandboxClient';
import { sharedSandbox } from '../../support/sharedSandbox';

const sandbox = sharedSandbox();

const READ: NetSuiteRequest = { method: 'GET', path: `${RECORD_PATH}/currency/1` };
const WRITE: NetSuiteRequest = {
	method: 'POST',
	path: `${RECORD_PATH}/customer`,
	body: { companyName: 'Amazon' },
};

interface Case {
	title: string;
	request: NetSuiteRequest;
	repeatable: boolean;
	fault: Fault;
	/** Requests that reach NetSuite, and what the caller gets; null is no answer. */
	sent: number;
	status: number | null;
}

const { attemptsMax } = RETRY_LIMITS;
const many = { times: 100 };

const cases: Case[] = [
	{
		title: '429 twice on a read',
		request: READ,
		repeatable: true,
		fault: { kind: 'status429', times: 2 },
		sent: 3,
		status: 200,
	},
	{
		title: '429 twice on a write that must not be repeated',
		request: WRITE,
		repeatable: false,
		fault: { kind: 'status429', times: 2 },
		sent: 3,
		status: 204,
	},
	{
		title: '500 on a read',
		request: READ,
		repeatable: true,
		fault: { kind: 'status500', times: 1 },
		sent: 2,
		status: 200,
	},
	{
		title: '500 for ever',
		request: READ,
		repeatable: true,
		fault: { kind: 'status500', ...many },
		sent: attemptsMax,
		status: 500,
	},
	{
		title: '500 on a write',
		request: WRITE,
		repeatable: false,
		fault: { kind: 'status500', ...many },
		sent: 1,
		status: 500,
	},
	{
		title: 'silence on a read',
		request: READ,
		repeatable: true,
		fault: { kind: 'cut', times: 2 },
		sent: 3,
		status: 200,
	},
	{
		title: 'silence on a write',
		request: WRITE,
		repeatable: false,
		fault: { kind: 'cut', ...many },
		sent: 1,
		status: null,
	},
	{
		title: 'a lost reply to a write',
		request: WRITE,
		repeatable: false,
		fault: { kind: 'replyLost', ...many },
		sent: 1,
		status: null,
	},
];

test.each(cases)('$title: $sent sent', async ({ request, repeatable, fault, sent, status }) => {
	sandbox().faults.add(fault);
	const answer = await sandboxClient(sandbox()).call(request, repeatable);
	expect(answer === null ? null : answer.status).toBe(status);
	expect(sandbox().requests.counters.total).toBe(sent);
});

test.each([
	['a wrong value', { ...WRITE, body: {} }, 'NETSUITE_VALIDATION', 400],
	['a missing record', { ...READ, path: `${RECORD_PATH}/currency/999` }, 'NETSUITE_NOT_FOUND', 404],
])('%s is said once, with its code', async (_, request, code, status) => {
	const refused = sandboxClient(sandbox()).expect(request, true, 'do it');
	await expect(refused).rejects.toMatchObject({ code, status });
	expect(sandbox().requests.counters.total).toBe(1);
});

test('a wrong secret is refused once and never tried again', async () => {
	const account = { ...sandbox().account, tokenSecret: 'wrong' };
	const refused = sandboxClient({ url: sandbox().url, account }).expect(READ, true, 'do it');
	await expect(refused).rejects.toMatchObject({ code: 'NETSUITE_AUTH', status: 401 });
	expect(sandbox().requests.counters.total).toBe(1);
});

test('no answer at all is NETSUITE_UNREACHABLE', async () => {
	const client = sandboxClient(sandbox());
	await client.call(READ, true);
	sandbox().faults.add({ kind: 'cut' });
	const silent = client.expect(READ, true, 'read a currency');
	await expect(silent).rejects.toMatchObject({
		code: 'NETSUITE_UNREACHABLE',
		message:
			'NetSuite did not answer to read a currency: the connection was closed before the answer was there',
	});
});

test('never more requests in flight than the budget', async () => {
	let inFlight = 0;
	let most = 0;
	const client = clientAround(
		sandbox(),
		(send) => async (request) => {
			most = Math.max(most, ++inFlight);
			const answer = await send(request);
			inFlight -= 1;
			return answer;
		},
		3,
	);
	await Promise.all(Array.from({ length: 20 }, async () => await client.call(READ, true)));
	expect(most).toBe(3);
	expect(sandbox().requests.counters.rejected429).toBe(0);
});

test('a storm of 429 beyond the account limit is weathered', async () => {
	const client = sandboxClient(sandbox(), 20);
	const answers = await Promise.all(
		Array.from({ length: 60 }, async () => await client.call(READ, true)),
	);
	expect(answers.map((answer) => answer?.status)).toEqual(answers.map(() => 200));
});

test('once cancelled nothing is sent, not even a repetition', async () => {
	const client = sandboxClient(sandbox());
	client.cancel();
	await expect(client.call(READ, true)).rejects.toMatchObject({ code: 'CANCELLED' });
	expect(sandbox().requests.counters.total).toBe(0);

	sandbox().faults.add({ kind: 'status429' });
	const cancelling = clientAround(sandbox(), (send, cancel) => async (request) => {
		cancel();
		return await send(request);
	});
	await expect(cancelling.call(READ, true)).rejects.toMatchObject({ code: 'CANCELLED' });
	expect(sandbox().requests.counters.total).toBe(1);
});

test('Retry-After is slept through, in milliseconds', async () => {
	const pauses: number[] = [];
	const answers: NetSuiteAnswer[] = [
		{ status: 429, headers: { 'retry-after': '7' }, body: undefined },
		{ status: 200, headers: {}, body: {} },
	];
	const client = createClient(
		{
			send: async () => answers.shift() ?? (await Promise.reject(new Error('asked too often'))),
			sleep: async (ms) => {
				pauses.push(ms);
			},
			random: () => 0,
			isCancelled: () => false,
		},
		1,
	);
	await client.call(READ, true);
	expect(pauses[0]).toBe(7000);
});

test('an account with less room than allowed here: few answers 429, nothing lost', async () => {
	const small = await createSandbox({ concurrencyLimit: 3, latencyMs: 4 });
	try {
		const client = sandboxClient(small, 6);
		const answers = await Promise.all(
			Array.from({ length: 400 }, async () => await client.call(READ, true)),
		);
		expect(answers.every((answer) => answer?.status === 200)).toBe(true);
		const { total, rejected429 } = small.requests.counters;
		expect(total - rejected429).toBe(400);
		// 6 at once: 3 too many. Then 4 and 3, and a try upwards every few seconds.
		expect(rejected429).toBeLessThanOrEqual(20);
	} finally {
		await small.close();
	}
});
