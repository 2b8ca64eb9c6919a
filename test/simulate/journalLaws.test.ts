// Generated settlements of several months, marketplaces and currencies, through parser, posting and journal into the
// sandbox, while runs crash, answers are lost, two runs post at once and payments come late: the auditor finds nothing.
// And on a book that was changed by hand it finds what was changed: each of its laws is seen to fail.
// `SEED=123 npx jest test/simulate/journalLaws` replays a failure; RUNS asks for more settlements.
import { settlementsNamed } from '../../nodes/shared/netsuite/journals/journalSettlements';
import type { JournalSettings } from '../../nodes/shared/netsuite/journals/journalSettings';
import { postJournals } from '../../nodes/shared/netsuite/journals/postJournals';
import type { NetSuiteClient } from '../../nodes/shared/netsuite/api/client';
import { NO_SETTINGS } from '../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround, crashingClient } from '../support/crash';
import { fc, SEED } from '../support/fastCheck';
import { itemsOfFile, JOURNAL_ACCOUNTS } from '../support/journals';
import { invoiceOf } from '../support/madeBooks';
import { madeReport } from '../support/madeReport';
import { env } from '../support/node';
import { sandboxClient } from '../support/sandboxClient';
import { idNamed, settle } from '../support/settle';
import type { AuditedBooks, AuditedRecord } from './auditor';
import type { ReportedRow, ReportedSettlement } from './journalAuditor';
import { auditJournals } from './journalAuditor';
import { withSandbox } from './story';

const RUNS = Number(env.RUNS ?? 6);

/** Two marketplaces of one currency; the second has its own clearing account and fees. */
const PLACES = {
	USD: { names: ['Amazon.com', 'Amazon.com.mx'], customer: 'Amazon US' },
	EUR: { names: ['Amazon.de', 'Amazon.fr'], customer: 'Amazon DE' },
} as const;
const CLEARING = ['Amazon Clearing', 'Clearing Abroad'];
const FEES = ['Selling Fees', 'Fees Abroad'];

interface Order {
	/** 0 or 1. */
	place: number;
	day: string;
	amount: number;
	fee: number;
	refund: number;
	/** Whether its invoice is there at once, comes after the journal, or never. */
	billed: 'atOnce' | 'late' | 'never';
}

interface Told {
	currency: keyof typeof PLACES;
	depositDate: string;
	orders: Order[];
	storage: number;
	reserve: number;
	fault: { kind: 'none' | 'crash' | 'lost' | 'twice'; at: number };
	options: Pick<JournalSettings, 'layout' | 'notPosted' | 'isSplitByMonth'>;
	hasPlaces: boolean;
}

const cents = fc.integer({ min: 1, max: 90_000 });
const order: fc.Arbitrary<Order> = fc.record({
	place: fc.constantFrom(0, 1),
	day: fc.constantFrom('2026-09-28', '2026-10-05', '2026-10-30', '2026-11-02'),
	amount: fc.integer({ min: 1000, max: 90_000 }),
	fee: fc.integer({ min: 0, max: 2000 }),
	refund: fc.constantFrom(0, 0, 500),
	billed: fc.constantFrom('atOnce', 'atOnce', 'late', 'never'),
});
const settlement: fc.Arbitrary<Told> = fc.record({
	currency: fc.constantFrom('USD', 'EUR'),
	depositDate: fc.constantFrom('2026-11-03', '2026-11-09'),
	orders: fc.array(order, { minLength: 1, maxLength: 4 }),
	storage: cents,
	reserve: cents,
	fault: fc.record({
		kind: fc.constantFrom('none', 'crash', 'lost', 'twice'),
		at: fc.integer({ min: 1, max: 12 }),
	}),
	options: fc.record({
		layout: fc.constantFrom('perAccount', 'gross'),
		notPosted: fc.constantFrom('onClearing', 'parked'),
		isSplitByMonth: fc.boolean(),
	}),
	hasPlaces: fc.boolean(),
});

const decimal = (minor: number) => (minor / 100).toFixed(2);
const idOf = (at: number) => `2100000000${at + 1}`;
const orderId = (of: number, at: number) => `111-${of}-${at}`;

/** The rows of the report: as its text, and as the auditor knows them. */
function reported(told: Told, at: number) {
	const { currency, depositDate, orders, storage, reserve, hasPlaces } = told;
	const { names } = PLACES[currency];
	const rows: ReportedRow[] = [];
	const lines: string[] = [];
	const add = (head: string, day: string, label: string, amount: number, account: string) => {
		if (amount !== 0) {
			lines.push(`${head} ${day} ${label} ${decimal(amount)}`);
			const hasDocument = label === 'ItemPrice|Principal';
			rows.push({ account, amount, month: day.slice(0, 7), hasDocument });
		}
	};
	orders.forEach(({ place, day, amount, fee, refund }, number) => {
		const own = `${orderId(at, number)}@${names[place]}`;
		const [clearing, fees] = [CLEARING[hasPlaces ? place : 0], FEES[hasPlaces ? place : 0]];
		add(`Order ${own}`, day, 'ItemPrice|Principal', amount, clearing);
		add(`Order ${own}`, day, 'ItemFees|Commission', -fee, fees);
		add(`Refund ${own}`, day, 'ItemPrice|Principal', -refund, clearing);
	});
	add('FBAFees -', '2026-10-15', 'FBA Inventory Storage Fee|Base fee', -storage, 'Storage');
	const held = 'other-transaction|Current Reserve Amount';
	add('other-transaction -', '2026-10-31', held, -reserve, 'Amazon Reserve');
	const deposit = rows.reduce((sum, row) => sum + row.amount, 0);
	const head = { total: decimal(deposit), currency, depositDate, settlementId: idOf(at) };
	const facts: ReportedSettlement = {
		settlementId: idOf(at),
		currency,
		digits: 2,
		deposit,
		rows,
		depositMonth: depositDate.slice(0, 7),
		isSplitByMonth: told.options.isSplitByMonth,
		accounts: {
			bank: 'Operating Bank',
			carried: 'Amazon Balance Carried',
			...(told.options.notPosted === 'parked' ? { notPosted: 'Not Posted' } : {}),
		},
	};
	return { facts, report: madeReport(head, lines) };
}

const LATE = 'not-yet-';

function invoicesOf(told: Told, at: number) {
	const { names, customer } = PLACES[told.currency];
	return told.orders.flatMap(({ place, amount, billed }, number) => {
		const externalId = `${names[place]}_${orderId(at, number)}`;
		const facts = { customer, currency: told.currency };
		return billed === 'never'
			? []
			: [
					invoiceOf('', amount, {
						...facts,
						externalId: billed === 'late' ? `${LATE}${externalId}` : externalId,
					}),
				];
	});
}

function billLate({ books }: Sandbox): void {
	for (const invoice of books.ofType('invoice')) {
		const externalId = String(invoice.fields.externalId ?? '');
		if (externalId.startsWith(LATE)) {
			const fields = { ...invoice.fields, externalId: externalId.slice(LATE.length) };
			books.put({ ...invoice, fields });
		}
	}
}

const abroad = Object.values(PLACES).map(({ names }) => names[1]);

function settingsFor(sandbox: Sandbox, { options, hasPlaces }: Told): JournalSettings {
	const id = (name: string) => idNamed(sandbox, 'account', name);
	return {
		accounts: {
			BANK: id('Operating Bank'),
			CLEARING: id(CLEARING[0]),
			STORAGE: id('Storage'),
			RESERVE: id('Amazon Reserve'),
			CARRIED: id('Amazon Balance Carried'),
			NOT_POSTED: id('Not Posted'),
		},
		feeAccountId: id(FEES[0]),
		marketplaces: !hasPlaces
			? []
			: abroad.map((marketplaceName) => ({
					marketplaceName,
					accounts: { CLEARING: id(CLEARING[1]) },
					feeAccountId: id(FEES[1]),
					segments: {},
				})),
		deposit: 'inEntry',
		feeTax: { mode: 'asInFile' },
		inTransitId: '',
		bookings: [],
		...options,
		datePolicy: 'deposit',
		periodPolicy: 'refuse',
		today: '2026-11-22',
		memo: '',
		segments: {},
		tolerance: 0,
		waitAbove: null,
		isDryRun: false,
		// A refund without its invoice on one clearing account, an order without on the other.
		letsDisagreementsThrough: true,
		postsAnyway: true,
		adjusts: 'latePostings',
	};
}

const post = async (sandbox: Sandbox, told: Told, at: number, client: NetSuiteClient) => {
	const settlements = await settlementsNamed(client, [idOf(at)]);
	return await postJournals(client, settlements, settingsFor(sandbox, told), new Map());
};

async function postWithFault(sandbox: Sandbox, told: Told, at: number): Promise<void> {
	const { fault } = told;
	const usual = sandboxClient(sandbox);
	switch (fault.kind) {
		case 'none':
			await post(sandbox, told, at, usual);
			return;
		case 'crash':
			await post(sandbox, told, at, crashingClient(sandbox, fault.at)).catch(() => undefined);
			return;
		case 'twice':
			await Promise.all(
				[1, 2].map(async () => await post(sandbox, told, at, sandboxClient(sandbox))),
			);
			return;
		case 'lost': {
			let sent = 0;
			const losing = clientAround(sandbox, (send) => async (request) => {
				const answer = await send(request);
				sent += 1;
				if (sent === fault.at) {
					throw new Error('socket hang up');
				}
				return answer;
			});
			await post(sandbox, told, at, losing).catch(() => undefined);
		}
	}
}

const BOOKS = {
	accounts: [
		...JOURNAL_ACCOUNTS,
		{ name: CLEARING[1], type: 'Bank' },
		{ name: FEES[1], type: 'Expense' },
	],
};

async function run(stories: Told[], use: (sandbox: Sandbox, facts: ReportedSettlement[]) => void) {
	const told = stories.map((story, at) => ({ story, at, ...reported(story, at) }));
	const invoices = told.flatMap(({ story, at }) => invoicesOf(story, at));
	await withSandbox({ ...BOOKS, invoices }, async (sandbox) => {
		const facts = told.map((one) => one.facts);
		const account = idNamed(sandbox, 'account', CLEARING[1]);
		const settleAll = async () => {
			for (const { story, report } of told) {
				const own = { ...NO_SETTINGS, paymentAccountId: account, refundAccountId: account };
				await settle(sandbox, await itemsOfFile(report), {
					marketplaces: story.hasPlaces
						? abroad.map((marketplaceName) => ({ ...own, marketplaceName }))
						: [],
				});
			}
		};
		await settleAll();
		for (const { story, at } of told) {
			await postWithFault(sandbox, story, at);
			expect(auditJournals(sandbox.books, facts, false)).toEqual([]);
		}
		for (const isLate of [false, true]) {
			if (isLate) {
				billLate(sandbox);
				await settleAll();
			}
			for (const { story, at } of told) {
				const { results } = await post(sandbox, story, at, sandboxClient(sandbox));
				expect(results.map(({ errorCode, errorMessage }) => `${errorCode}${errorMessage}`)).toEqual(
					[''],
				);
			}
			expect(auditJournals(sandbox.books, facts, true)).toEqual([]);
		}
		use(sandbox, facts);
	});
}

test('any settlements, any faults: the books are right after each run', async () => {
	const seen = { entries: 0, adjusting: 0 };
	await fc.assert(
		fc.asyncProperty(fc.array(settlement, { minLength: 1, maxLength: 2 }), async (stories) => {
			await run(stories, (sandbox) => {
				const ids = sandbox.books.records('journalEntry').map(({ externalId }) => externalId);
				seen.entries += ids.length;
				seen.adjusting += ids.filter((id) => /-A\d+$/.test(id)).length;
			});
		}),
		{ seed: SEED, numRuns: RUNS, endOnFailure: env.SHRINK === undefined },
	);
	expect(seen.entries).toBeGreaterThan(RUNS);
	expect(seen.adjusting).toBeGreaterThan(0);
}, 600_000);

const GOOD: Told = {
	currency: 'USD',
	depositDate: '2026-11-09',
	storage: 1000,
	reserve: 2000,
	hasPlaces: true,
	orders: [
		{ place: 0, day: '2026-10-05', amount: 9000, fee: 900, refund: 500, billed: 'atOnce' },
		{ place: 1, day: '2026-11-02', amount: 7000, fee: 700, refund: 0, billed: 'atOnce' },
	],
	fault: { kind: 'none', at: 1 },
	options: { layout: 'perAccount', notPosted: 'onClearing', isSplitByMonth: true },
};

type Change = (entries: AuditedRecord[], all: (type: string) => AuditedRecord[]) => AuditedRecord[];

/** The books, with other journal entries in them. */
const changed = (books: AuditedBooks, change: Change): AuditedBooks => ({
	records: (type) => {
		const all = (name: string) => structuredClone(books.records(name));
		return type === 'journalEntry' ? change(all(type), all) : all(type);
	},
});

const linesOf = (entry: AuditedRecord) => entry.line as Array<Record<string, string>>;
const named = (all: (type: string) => AuditedRecord[], name: string) =>
	all('account').find(({ acctName }) => acctName === name)?.id ?? '';
/** The line of an account becomes another; of the last entry that has one. */
const withLine =
	(
		name: string,
		edit: (line: Record<string, string>, id: (name: string) => string) => void,
	): Change =>
	(entries, all) => {
		const accountId = named(all, name);
		const line = entries
			.flatMap(linesOf)
			.filter(({ account }) => account === accountId)
			.pop();
		edit(line ?? {}, (other) => named(all, other));
		return entries;
	};

const TAMPERED: Array<[what: string, finding: string, change: Change]> = [
	[
		'an amount',
		'debits 701, credits 11600',
		withLine('Operating Bank', (line) => (line.debit = '0.01')),
	],
	[
		'a fee on another fee account',
		'Storage has',
		withLine('Fees Abroad', (line, id) => (line.account = id('Storage'))),
	],
	[
		'the deposit on another account',
		'Operating Bank has 0',
		withLine('Operating Bank', (line, id) => (line.account = id('Variance'))),
	],
	[
		'clearing of one marketplace on that of another',
		'Clearing Abroad is at 7000',
		withLine('Clearing Abroad', (line, id) => (line.account = id('Amazon Clearing'))),
	],
	[
		'what is carried',
		'Amazon Balance Carried has',
		withLine('Amazon Balance Carried', (line, id) => (line.account = id('Variance'))),
	],
	['an entry that is missing', 'Operating Bank has 0', (entries) => entries.slice(0, 1)],
	['an entry posted twice', 'is there more than once', (entries) => [...entries, entries[0]]],
	[
		'an entry without its settlement',
		'carries no settlement',
		(entries) =>
			entries.map((one, at) => (at === 0 ? { ...one, custbody_amzstl_settlement: '' } : one)),
	],
	[
		'another currency',
		'is not in USD',
		(entries) => entries.map((one) => ({ ...one, currency: 'EUR' })),
	],
	[
		'a day after the month of the deposit',
		'is dated after the deposit',
		(entries) => entries.map((one) => ({ ...one, tranDate: '2026-12-01' })),
	],
	[
		'fees of October in November',
		'Storage has 0 in 2026-10',
		(entries) => entries.map((one) => ({ ...one, tranDate: '2026-11-09' })),
	],
];

test('the auditor finds what was changed by hand', async () => {
	await run([GOOD], ({ books }, facts) => {
		expect(books.records('journalEntry')).toHaveLength(2);
		for (const [what, finding, change] of TAMPERED) {
			const found = auditJournals(changed(books as unknown as AuditedBooks, change), facts, true);
			expect([what, found.join('\n')]).toEqual([what, expect.stringContaining(finding)]);
		}
		const twice = changed(books as unknown as AuditedBooks, (entries) => [
			...entries,
			{ ...entries[1], externalId: 'AMZ-JE-21000000001-B' },
		]);
		expect(auditJournals(twice, facts, false).join()).toContain('the deposit is');
	});
});
