// Strangers' clients against the embedded NetSuite: each signs, creates, reads, queries over three pages,
// changes, upserts, sends a batch and is refused, as far as it can. What it cannot is listed here.
import type { Sandbox } from '../../sandbox/sandbox';
import { strangers, strangersSandbox, type Stranger } from './clients';

const NAMES = [
	'axios with oauth-1.0a',
	'netsuite-rest',
	'@fye/netsuite-rest-api',
	'@brokenrubik/netsuite-sdk',
];
const CANNOT: Record<string, Array<keyof Stranger>> = {
	// Its replies have no headers, so nobody learns where the job is.
	'netsuite-rest': ['batch'],
	// It sends `Prefer: transient` with every request and no media type but JSON.
	'@fye/netsuite-rest-api': ['batch'],
};

const SETTLEMENT = 'customrecord_amzstl_settlement';
const KEY = 'custrecord_amzstl_s_settlement_id';

let sandbox: Sandbox;
let all: Record<string, Stranger>;

beforeAll(async () => {
	const made = await strangersSandbox();
	({ sandbox } = made);
	all = strangers(sandbox, made.privateKey);
});

afterAll(async () => {
	await sandbox.close();
});

const settlement = (key: string) => ({ externalId: key, name: key, [KEY]: key });
const recorded = (key: string) =>
	sandbox.books.records(SETTLEMENT).find(({ externalId }) => externalId === key);

test('these clients and no others', () => {
	expect(Object.keys(all)).toEqual(NAMES);
});

describe.each(NAMES)('%s', (name) => {
	const key = (what: string) => `${NAMES.indexOf(name)}-${what}`;

	test('creates, reads and changes a record', async () => {
		const client = all[name];
		const id = await client.create(SETTLEMENT, settlement(key('made')));
		expect(recorded(key('made'))).toMatchObject({ id });
		expect(await client.read(SETTLEMENT, id)).toMatchObject({ id, [KEY]: key('made') });
		await client.patch(SETTLEMENT, id, { name: 'changed é' });
		expect(recorded(key('made'))).toMatchObject({ id, name: 'changed é' });
	});

	test('upserts by external id', async () => {
		const { externalId, ...body } = settlement(key('put'));
		await all[name].upsert(SETTLEMENT, externalId, body);
		await all[name].upsert(SETTLEMENT, externalId, { ...body, name: 'second' });
		expect(recorded(externalId)).toMatchObject({ name: 'second' });
	});

	test('reads a query over three pages', async () => {
		const { rows, pages } = await all[name].pages('SELECT id, symbol FROM currency ORDER BY id', 6);
		expect(pages).toBe(3);
		expect(rows.map(({ symbol }) => symbol)).toEqual(
			sandbox.books.records('currency').map(({ symbol }) => symbol),
		);
	});

	test('is told why a request was refused', async () => {
		await all[name].create(SETTLEMENT, settlement(key('once')));
		const { status, words } = await all[name].refused(SETTLEMENT, settlement(key('once')));
		expect(status).toBe(400);
		expect(words).toContain('already exists');
	});

	const cannotBatch = CANNOT[name]?.includes('batch') ?? false;

	test(cannotBatch ? 'has no batches' : 'sends a batch, of which one record fails', async () => {
		const { batch } = all[name];
		expect(batch === undefined).toBe(cannotBatch);
		const items = [settlement(key('a')), { name: 'no key' }, settlement(key('c'))];
		expect(await batch?.(SETTLEMENT, items)).toEqual(cannotBatch ? undefined : [true, false, true]);
	});
});

test('nobody was refused a login', () => {
	expect(sandbox.auditTrail.filter(({ success }) => !success)).toEqual([]);
});
