// SuiteQL against the sandbox: every page, keys in chunks, values as text, nothing lost and nothing twice.
import { query, queryByKeys, required } from '../../../nodes/shared/netsuite/api/suiteql';
import { clientAround } from '../../support/crash';
import { bill } from '../../support/madeBooks';
import { wait } from '../../support/node';
import { sandboxClient } from '../../support/sandboxClient';
import { sharedSandbox } from '../../support/sharedSandbox';

const COUNT = 2005;
const names = Array.from({ length: COUNT }, (_, at) => `X-${at}`);
const sandbox = sharedSandbox({
	books: { invoices: names.map((externalId) => bill(100, { externalId })) },
});

const ALL = "SELECT id, externalid FROM transaction WHERE type = 'CustInvc' ORDER BY id";
const BY_NAME = 'SELECT id, externalid FROM transaction WHERE externalid IN (:keys) ORDER BY id';

test('2005 rows come in three pages, each once', async () => {
	const rows = await query(sandboxClient(sandbox()), ALL, [], 'read');
	expect(new Set(rows.map((row) => row.externalid))).toEqual(new Set(names));
	expect(rows).toHaveLength(COUNT);
	expect(sandbox().requests.counters).toMatchObject({ suiteql: 3, total: 3 });
});

test('the pages after the first are asked for side by side, and their rows stay in order', async () => {
	const offsets: string[] = [];
	let inFlight = 0;
	let most = 0;
	const client = clientAround(sandbox(), (send) => async (request) => {
		offsets.push(request.query?.offset ?? '');
		most = Math.max(most, ++inFlight);
		const answer = await send(request);
		// The second page comes last.
		await wait(request.query?.offset === '1000' ? 60 : 0);
		inFlight -= 1;
		return answer;
	});
	const ids = (await query(client, ALL, [], 'read')).map(({ id }) => Number(id));
	expect(ids).toEqual([...ids].sort((left, right) => left - right));
	expect(ids).toHaveLength(COUNT);
	expect(offsets).toEqual(['0', '1000', '2000']);
	expect(most).toBe(2);
});

/** NetSuite's answers without the last row of the page at this offset, so many times. */
function losing(offset: string, times: number) {
	let left = times;
	return clientAround(sandbox(), (send) => async (request) => {
		const answer = await send(request);
		if (request.query?.offset !== offset || left === 0) {
			return answer;
		}
		left -= 1;
		const body = answer.body as { items: unknown[] };
		return { ...answer, body: { ...body, items: body.items.slice(0, -1) } };
	});
}

test.each(['0', '1000', '2000'])(
	'a row missing from the page at %s: all is read once more',
	async (offset) => {
		const rows = await query(losing(offset, 1), ALL, [], 'read');
		expect(new Set(rows.map((row) => row.externalid))).toEqual(new Set(names));
		expect(sandbox().requests.counters.suiteql).toBe(6);
	},
);

test('a row that stays missing is an error, not a shorter list', async () => {
	await expect(query(losing('1000', 9), ALL, [], 'read the list')).rejects.toMatchObject({
		code: 'NETSUITE_UNREACHABLE',
		message: 'NetSuite counts 2005 rows, but gave 2004 of them to read the list',
	});
});

test('no more pages are read than the rows that are wanted', async () => {
	const rows = await query(sandboxClient(sandbox()), ALL, [], 'read', 1500);
	expect(rows).toHaveLength(1500);
	expect(sandbox().requests.counters.suiteql).toBe(2);
});

test.each([
	['does not say how many rows there are', () => undefined],
	['says too few, because more came meanwhile', () => 1001],
	['says it in words', () => 'many'],
])('NetSuite %s: every page is read all the same', async (_, total) => {
	const client = clientAround(sandbox(), (send) => async (request) => {
		const answer = await send(request);
		const body = { ...(answer.body as object), totalResults: total() };
		return { ...answer, body };
	});
	expect(await query(client, ALL, [], 'read')).toHaveLength(COUNT);
});

test('a total beyond what NetSuite gives is refused before the other pages are read', async () => {
	let asked = 0;
	const client = clientAround(sandbox(), () => async () => {
		asked += 1;
		return {
			status: 200,
			headers: {},
			body: { hasMore: true, items: [{ id: '1' }], totalResults: 100_001 },
		};
	});
	await expect(query(client, ALL, [], 'read')).rejects.toThrow(/More than 100000 rows/);
	expect(asked).toBe(1);
});

test('2005 keys are asked for in three queries', async () => {
	const rows = await queryByKeys(sandboxClient(sandbox()), BY_NAME, names, 'look up');
	expect(new Set(rows.map((row) => row.externalid))).toEqual(new Set(names));
	expect(sandbox().requests.counters.suiteql).toBe(3);
});

test.each([1, 999, 1000, 1001, 2000, 2001])('the last of %i keys is asked for', async (count) => {
	const keys = names.slice(0, count);
	const rows = await queryByKeys(sandboxClient(sandbox()), BY_NAME, keys, 'look up');
	expect(rows.map((row) => row.externalid)).toContain(`X-${count - 1}`);
	expect(rows).toHaveLength(count);
});

test('a key asked for twice is found once, no key asks nothing', async () => {
	const client = sandboxClient(sandbox());
	const rows = await queryByKeys(client, BY_NAME, ['X-1', 'X-1', 'X-2', 'X-1'], 'look up');
	expect(rows.map((row) => row.externalid)).toEqual(['X-1', 'X-2']);
	sandbox().requests.reset();
	expect(await queryByKeys(client, BY_NAME, [], 'look up')).toEqual([]);
	expect(sandbox().requests.counters.total).toBe(0);
});

test('a quote in a key is a value, never SQL', async () => {
	const hostile = ["' OR 1 = 1 --", "X-1'"];
	expect(await queryByKeys(sandboxClient(sandbox()), BY_NAME, hostile, 'look up')).toEqual([]);
});

test('a page that fails is asked for again and nothing is lost', async () => {
	sandbox().faults.add({ kind: 'replyLost', times: 2 });
	sandbox().faults.add({ kind: 'status500', times: 1 });
	expect(await query(sandboxClient(sandbox()), ALL, [], 'read')).toHaveLength(COUNT);
});

test('values are text, names lower case, null is missing', async () => {
	const [row] = await query(
		sandboxClient(sandbox()),
		'SELECT id, foreigntotal AS Total, memo FROM transaction WHERE externalid = ? ORDER BY id',
		['X-1'],
		'read',
	);
	expect(row).toEqual({ id: expect.stringMatching(/^\d+$/) as string, total: '1' });
	expect(required(row, 'total')).toBe('1');
	expect(() => required(row, 'memo')).toThrow("NetSuite left the column 'memo' out of a query");
});

test('a mistake in the query is told with NetSuite’s words', async () => {
	const wrong = query(sandboxClient(sandbox()), 'SELECT nope FROM transaction', [], 'read x');
	await expect(wrong).rejects.toMatchObject({ code: 'NETSUITE_VALIDATION', status: 400 });
	await expect(wrong).rejects.toThrow(/refused to read x: .*nope/i);
});

test('an answer that holds no rows is no empty answer', async () => {
	const client = clientAround(sandbox(), () => async () => ({
		status: 200,
		headers: {},
		body: { html: 'a proxy’s page' },
	}));
	await expect(query(client, ALL, [], 'read')).rejects.toMatchObject({
		code: 'NETSUITE_UNREACHABLE',
	});
});

test('what never ends is refused with advice', async () => {
	const client = clientAround(sandbox(), () => async () => ({
		status: 200,
		headers: {},
		body: { hasMore: true, items: [{ id: '1' }] },
	}));
	await expect(query(client, ALL, [], 'read')).rejects.toThrow(/More than 100000 rows/);
});
