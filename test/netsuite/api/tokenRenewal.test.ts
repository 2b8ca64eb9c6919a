// One token for a run, whatever its concurrency: at the start, when it ends, and when it is revoked; and no
// login after one with a new token was refused. NetSuite and n8n's storage are a few lines here.
import type { NetSuiteAnswer } from '../../../nodes/shared/netsuite/api/client';
import { sendWithToken } from '../../../nodes/shared/netsuite/api/tokenRenewal';
import { wait } from '../../support/node';

const REQUEST = { method: 'GET' as const, path: '/services/rest/record/v1/invoice/1' };
const HOUR_MS = 3_600_000;

/** NetSuite's clock may differ from n8n's; `now` is NetSuite's. */
function stage({ ahead = 0, isOpaque = false, refusesAll = false } = {}) {
	const start = Date.parse('2026-11-28T08:00:00Z');
	const state = { now: start, valid: '', stored: '', made: 0, refused: 0, sent: 0 };
	const ends = new Map<string, number>();
	const makeToken = () => {
		state.made += 1;
		const claims = Buffer.from(JSON.stringify({ exp: (state.now + HOUR_MS) / 1000 }));
		const token = isOpaque
			? `opaque-${state.made}`
			: `${state.made}.${claims.toString('base64url')}.s`;
		ends.set(token, state.now + HOUR_MS);
		state.valid = token;
		state.stored = token;
	};
	const answer = (status: number): NetSuiteAnswer => ({
		status,
		headers: { date: new Date(state.now).toUTCString() },
		body: undefined,
	});
	const exchange = async (): Promise<NetSuiteAnswer> => {
		const token = state.stored;
		state.sent += 1;
		await wait(1);
		const isGood = token === state.valid && (ends.get(token) ?? 0) > state.now && !refusesAll;
		state.refused += isGood ? 0 : 1;
		return answer(isGood ? 200 : 401);
	};
	const send = sendWithToken({
		send: exchange,
		async sendRenewing() {
			if (state.stored === '') {
				makeToken();
			}
			const first = await exchange();
			if (first.status !== 401) {
				return first;
			}
			makeToken();
			return await exchange();
		},
		token: async () => state.stored,
		now: () => state.now - ahead,
	});
	const four = async () =>
		(await Promise.all(Array.from({ length: 4 }, async () => await send(REQUEST)))).map(
			({ status }) => status,
		);
	return { state, four };
}

test.each([
	['clocks agree', 0],
	['the clock of n8n is ten minutes late', 600_000],
	['the clock of n8n is ten minutes early', -600_000],
])('four at once make one token, and one at each expiry: %s', async (_, ahead) => {
	const { state, four } = stage({ ahead });
	expect(await four()).toEqual([200, 200, 200, 200]);
	expect(state).toMatchObject({ made: 1, refused: 0 });
	state.now += HOUR_MS - 1000;
	expect(await four()).toEqual([200, 200, 200, 200]);
	state.now += 1001;
	expect(await four()).toEqual([200, 200, 200, 200]);
	expect(state).toMatchObject({ made: 2 });
});

test('at an expiry that was seen coming a single request is refused', async () => {
	const { state, four } = stage();
	await four();
	// The clock is learnt from answers, so the end is seen by those sent shortly before it.
	state.now += HOUR_MS - 2000;
	await four();
	state.now += 2001;
	await four();
	expect(state).toMatchObject({ made: 2, refused: 1 });
});

test('revoked in the middle: one new token for all that were refused', async () => {
	const { state, four } = stage();
	await four();
	state.valid = '';
	expect(await four()).toEqual([200, 200, 200, 200]);
	expect(state).toMatchObject({ made: 2 });
});

test('a token of an earlier run that has ended is renewed once', async () => {
	const { state, four } = stage();
	state.stored = 'of yesterday';
	expect(await four()).toEqual([200, 200, 200, 200]);
	expect(state).toMatchObject({ made: 1, refused: 1 });
});

test('a token that does not say when it ends is used until it is refused', async () => {
	const { state, four } = stage({ isOpaque: true });
	await four();
	await four();
	expect(state).toMatchObject({ made: 1, sent: 8 });
	state.now += HOUR_MS;
	expect(await four()).toEqual([200, 200, 200, 200]);
	expect(state.made).toBe(2);
});

test('a new token refused is the end: nothing more is sent', async () => {
	const { state, four } = stage({ refusesAll: true });
	expect(await four()).toEqual([401, 401, 401, 401]);
	const { sent, made } = state;
	expect({ sent, made }).toEqual({ sent: 2, made: 2 });
	expect(await four()).toEqual([401, 401, 401, 401]);
	expect(state.sent).toBe(2);
});
