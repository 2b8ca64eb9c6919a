// What a run learns of its connection: one request alone until the login is accepted, none after it was
// refused, an end when NetSuite is gone. Counted at the other end.
import type { NetSuiteAnswer, NetSuiteRequest } from '../../../nodes/shared/netsuite/api/client';
import { createClient, RECORD_PATH } from '../../../nodes/shared/netsuite/api/client';
import {
	createConnection,
	UNANSWERED_FIRST_MAX,
	UNANSWERED_MAX,
} from '../../../nodes/shared/netsuite/api/connection';
import { createGate } from '../../../nodes/shared/netsuite/api/gate';
import { nextTurn } from '../../support/node';

const READ: NetSuiteRequest = { method: 'GET', path: `${RECORD_PATH}/currency/1` };
const POST: NetSuiteRequest = { method: 'POST', path: `${RECORD_PATH}/customerPayment` };
const OK: NetSuiteAnswer = { status: 200, headers: {}, body: {} };
const envelope = (detail: string) => ({ 'o:errorDetails': [{ detail }] });
const REFUSED: NetSuiteAnswer = { status: 401, headers: {}, body: envelope('Invalid login') };
const BUSY: NetSuiteAnswer = { status: 429, headers: {}, body: undefined };
const GATEWAY: NetSuiteAnswer = { status: 502, headers: {}, body: '<html>' };
const fault = (code: string) => Object.assign(new Error(code), { code });
const SILENCE = fault('ECONNRESET');
const NO_HOST = fault('ENOTFOUND');

type Scripted = NetSuiteAnswer | Error;

/** Answers as the script says, the last one for ever. */
function scripted(script: Scripted[], connection = createConnection()) {
	const gate = createGate();
	const seen = { sent: 0, most: 0, mostBeforeFirstAnswer: 0, answered: 0 };
	let inFlight = 0;
	const client = createClient(
		{
			async send() {
				const next = script[Math.min(seen.sent, script.length - 1)];
				seen.sent += 1;
				inFlight += 1;
				seen.most = Math.max(seen.most, inFlight);
				if (seen.answered === 0) {
					seen.mostBeforeFirstAnswer = Math.max(seen.mostBeforeFirstAnswer, inFlight);
				}
				await nextTurn();
				inFlight -= 1;
				if (next instanceof Error) {
					throw next;
				}
				seen.answered += 1;
				return next;
			},
			sleep: async () => await Promise.resolve(),
			random: () => 0,
			isCancelled: () => false,
		},
		4,
		{ connection, gate: async () => await Promise.resolve(gate) },
	);
	const ask = async (count: number, request = READ, repeatable = true) =>
		await Promise.allSettled(
			Array.from({ length: count }, async () => await client.call(request, repeatable)),
		);
	return { client, seen, ask };
}

const codes = (results: Array<PromiseSettledResult<NetSuiteAnswer | null>>) =>
	results.map((one) =>
		one.status === 'fulfilled' ? one.value?.status : (one.reason as { code: string }).code,
	);

test('the first request goes alone, then as many as allowed', async () => {
	const { seen, ask } = scripted([OK]);
	expect(codes(await ask(20))).toEqual(Array(20).fill(200));
	expect(seen).toMatchObject({ sent: 20, mostBeforeFirstAnswer: 1, most: 4 });
});

test.each<[string, Scripted]>([
	['429', BUSY],
	['silence', SILENCE],
	['a gateway', GATEWAY],
])('%s shows no login: the next goes alone too', async (_, first) => {
	const { seen, ask } = scripted([first, OK]);
	await ask(10);
	expect(seen).toMatchObject({ sent: 11, mostBeforeFirstAnswer: 1 });
	expect(seen.most).toBeGreaterThan(1);
});

test('a refused login: one request, and all others hear why without being sent', async () => {
	const { seen, ask, client } = scripted([REFUSED]);
	expect(codes(await ask(10))).toEqual([401, ...Array<string>(9).fill('NETSUITE_AUTH')]);
	expect(seen.sent).toBe(1);
	await expect(client.toFinish.call(READ, true)).rejects.toMatchObject({
		code: 'NETSUITE_AUTH',
		message: expect.stringContaining('Invalid login') as string,
	});
	expect(seen.sent).toBe(1);
});

test('refused later: what is in flight ends, what waits is not sent', async () => {
	const { seen, ask } = scripted([OK, OK, REFUSED]);
	await ask(20);
	expect(seen.sent).toBeLessThanOrEqual(6);
});

test('later clients of the execution are not asked again, another execution is', async () => {
	const connection = createConnection();
	await scripted([REFUSED], connection).ask(1);
	const later = scripted([OK], connection);
	expect(codes(await later.ask(3))).toEqual(Array(3).fill('NETSUITE_AUTH'));
	expect(later.seen.sent).toBe(0);
	expect(codes(await scripted([OK]).ask(1))).toEqual([200]);
});

test.each<[string, Scripted]>([
	['silence', SILENCE],
	['a gateway', GATEWAY],
])('%s from the start: three requests, then the run stops', async (_, script) => {
	const { seen, ask } = scripted([script]);
	expect(codes(await ask(10))).toEqual(Array(10).fill('NETSUITE_DOWN'));
	expect(seen.sent).toBe(UNANSWERED_FIRST_MAX);
});

test('silence in the middle: eight in a row, those in flight besides, then the run stops', async () => {
	const { seen, ask } = scripted([OK, OK, SILENCE]);
	const results = codes(await ask(40, POST, false));
	expect(results.filter((code) => code === null).length).toBeLessThan(UNANSWERED_MAX);
	expect(results.filter((code) => code === 'NETSUITE_DOWN').length).toBeGreaterThan(30);
	expect(seen.sent).toBeLessThanOrEqual(2 + UNANSWERED_MAX + 3);
});

test('an answer in between, even an error of NetSuite’s own, and the count begins anew', async () => {
	const own: NetSuiteAnswer = { status: 500, headers: {}, body: envelope('Unexpected') };
	const some = Array<Scripted>(UNANSWERED_MAX - 1).fill(SILENCE);
	const { ask } = scripted([OK, ...some, own, ...some, OK]);
	expect(codes(await ask(2 * UNANSWERED_MAX, POST, false))).not.toContain('NETSUITE_DOWN');
});

test('a host that does not exist is asked once', async () => {
	const { seen, ask } = scripted([NO_HOST]);
	expect(codes(await ask(5))).toEqual(Array(5).fill('NETSUITE_CONNECTION'));
	expect(seen.sent).toBe(1);
});

test('a name server that fails in the middle is asked again, even for a POST', async () => {
	const { seen, ask } = scripted([OK, NO_HOST, NO_HOST, OK]);
	expect(codes([...(await ask(1)), ...(await ask(1, POST, false))])).toEqual([200, 200]);
	expect(seen.sent).toBe(4);
});
