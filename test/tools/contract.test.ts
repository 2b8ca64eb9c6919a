// The contract: against the embedded NetSuite every assumption holds, and a proxy that alters one reply, or a
// seed that asks for the other way, makes each probe say that it differs. Production accounts are refused.
import { createSandbox, type Sandbox } from '../../sandbox/sandbox';
import type { BooksSeed } from '../../sandbox/seed/seedShape';
import { addressOf, createAccount, type Account } from '../../tools/contract/account';
import { lookAt, type Probe } from '../../tools/contract/probe';
import { PROBES } from '../../tools/contract/probes/all';
import { runContract } from '../../tools/contract/run';
import { stockOf } from '../../tools/contract/stock';
import { assumptionTable } from '../../tools/contract/table';
import { env, fs, path, ROOT } from '../support/node';
import { alteringProxy, ALTERATIONS, type AlteringProxy } from './alteringProxy';

let sandbox: Sandbox;
let proxy: AlteringProxy;
let account: Account;

beforeAll(async () => {
	sandbox = await createSandbox({ lockAfterFailures: 0, concurrencyLimit: 50 });
	proxy = await alteringProxy(sandbox.url);
	account = createAccount(sandbox.account, proxy.url);
	await stockOf(account);
});

afterAll(async () => {
	await proxy.close();
	await sandbox.close();
});

test('there are at least 30 probes, each with a name of its own', () => {
	expect(new Set(PROBES.map(({ id }) => id)).size).toBe(PROBES.length);
	expect(PROBES.length).toBeGreaterThanOrEqual(30);
});

test('against the embedded NetSuite all hold, none is unknown, and nothing is left behind', async () => {
	const fresh = await createSandbox();
	const before = fresh.books.saved().records.length;
	const { results, left } = await runContract(fresh.account, fresh.url, PROBES);
	expect(results.filter(({ status }) => status !== 'holds')).toEqual([]);
	expect(left).toEqual([]);
	expect(fresh.books.saved().records).toHaveLength(before);
	await fresh.close();
});

async function differsOnceAltered(probe: Probe): Promise<boolean> {
	proxy.start();
	const { status } = await lookAt(probe, account);
	expect(status).toBe('holds');
	const requests = proxy.seen();
	// The last reply decides most probes, so it is altered first.
	for (let at = requests - 1; at >= 0; at -= 1) {
		for (const alter of ALTERATIONS) {
			proxy.start(at, alter);
			if ((await lookAt(probe, account)).status === 'differs') {
				return true;
			}
		}
	}
	return false;
}

test.each(PROBES.map((probe) => [probe.id, probe] as const))(
	'%s differs when a reply says otherwise',
	async (_, probe) => {
		expect(await differsOnceAltered(probe)).toBe(true);
	},
	60_000,
);

const OTHER_WAYS: Array<[preferences: BooksSeed['preferences'], differing: string[]]> = [
	[{ undepFunds: 'T/F' }, ['metadata-undepfunds', 'payment-undepfunds']],
	[{ applyRefusal: 'noMatchingLine' }, ['payment-of-paid', 'payment-of-stranger']],
	[{ autoApply: 'whenAsked' }, ['payment-auto-apply']],
	[{ taxRate: 8 }, ['memo-without-tax']],
	[{ refundNeedsMethod: true }, ['refund-of-memo', 'refund-sides']],
	[{ journalApproval: 'pending' }, ['journal-posts']],
	[{ failedJob: 'failed' }, ['batch-failed']],
	[{ repeatedKey: 409 }, ['idempotency-job']],
	[{ asyncQueries: 'jobs' }, ['query-async']],
	[{ fieldsWithExpand: 'taken' }, ['fields-and-expand']],
	[{ deletions: { transaction: 'keep' } }, ['deleted-payment-emptied']],
	[{ deletions: { customRecord: 'empty' } }, ['named-record-stays']],
	[{ features: { multiplePrices: false } }, ['memo-price-level']],
	[{ features: { multipleCurrencies: false } }, ['query-base-currency']],
	[{ features: { batch: false } }, ['batch']],
	[
		{ absentColumns: ['transactionline.expenseaccount', 'transaction.posting'] },
		['query-line-columns', 'query-document-columns', 'invoice-receivable'],
	],
	[
		{ refusedSql: ['INSTR', 'TRUNC', 'CASE', 'HAVING'] },
		['query-long-text', 'query-amount-text', 'query-join-case', 'query-link-grouped'],
	],
];

test.each(OTHER_WAYS)('an account seeded %j is told by %j', async (preferences, differing) => {
	const other = await createSandbox({ books: { preferences } });
	const probes = PROBES.filter(({ id }) => differing.includes(id));
	const { results } = await runContract(other.account, other.url, probes);
	expect(results.map(({ id, status }) => `${id} ${status}`).sort()).toEqual(
		differing.map((id) => `${id} differs`).sort(),
	);
	await other.close();
});

test('a probe names only preferences that there are', () => {
	const known = OTHER_WAYS.flatMap(([, ids]) => ids);
	const naming = PROBES.filter(({ preference }) => preference !== undefined).map(({ id }) => id);
	expect(naming.filter((id) => !known.includes(id))).toEqual([]);
});

test('a probe that cannot look is unknown, not right', async () => {
	const look = async () => await Promise.reject(new Error('no such customer'));
	const probe: Probe = { id: 'x', assumption: 'x', mark: 'U', expected: '1', look };
	expect(await lookAt(probe, account)).toMatchObject({
		status: 'unknown',
		seen: 'not checkable: no such customer',
	});
});

test.each(['1234567', 'TSTDRV', '1234567_RP', '1234567_SB', 'evil.example', '1234567-sb1.evil'])(
	'account %s is no sandbox account: refused before anything is sent',
	(accountId) => {
		expect(() => addressOf(accountId)).toThrow('sandbox account');
		expect(() => addressOf(accountId, 'http://127.0.0.1:1')).toThrow('sandbox account');
	},
);

test('sandbox accounts and test drives are let in, at their own host or on the loopback', () => {
	expect(addressOf('1234567_SB1')).toBe('https://1234567-sb1.suitetalk.api.netsuite.com');
	expect(addressOf('1234567-sb12')).toContain('1234567-sb12.');
	expect(addressOf('TSTDRV123')).toContain('tstdrv123.');
	expect(addressOf('1234567_SB1', 'http://127.0.0.1:4010')).toBe('http://127.0.0.1:4010');
	expect(() => addressOf('1234567_SB1', 'https://example.com')).toThrow('on this machine');
});

test('sandbox/README.md tells the assumptions as the probes do', () => {
	const file = path.join(ROOT, 'sandbox', 'README.md');
	const text = fs.readFileSync(file, 'utf8');
	const pattern = /(<!-- assumptions -->\n)[^]*?(\n?<!-- \/assumptions -->)/;
	const table = assumptionTable(PROBES);
	if (env.UPDATE_GOLDEN) {
		fs.writeFileSync(
			file,
			text.replace(pattern, (_, start: string) => `${start}\n${table}\n\n<!-- /assumptions -->`),
		);
		return;
	}
	// The formatter pads the cells.
	const plain = (lines: string) => lines.replace(/ +/g, ' ').replace(/-{3,}/g, '---').trim();
	const told = pattern.exec(text)?.[0].replace(/<!--.*?-->/g, '') ?? '';
	expect(plain(told)).toBe(plain(table));
});
