// SuiteQL that a real account may refuse: a column, a function on a long text, TO_CHAR of a number, a HAVING. What
// then cannot be looked at is said to be unchecked and is never green; all else goes on and is found as ever.
import type { BooksSeed } from '../support/madeBooks';
import { outcomePage } from '../../nodes/SettlementSummaryUpdate/outcomePage';
import { summaryJson } from '../../nodes/SettlementSummaryUpdate/summaryJson';
import type { Sandbox } from '../../sandbox/sandbox';
import { madeSettlement } from '../support/madeSettlement';
import type { Settings } from '../support/settle';
import { perCustomer, settle } from '../support/settle';
import { auditStory, rulesOf, withSandbox } from './story';
import { ByHand, TAMPERED } from './tamperings';

const ITEMS = madeSettlement(TAMPERED.events);
const RULES = rulesOf(TAMPERED);

type Way = NonNullable<BooksSeed['preferences']>;

const books = (preferences: Way): BooksSeed => ({ ...TAMPERED.books, preferences });

/** Statuses, verdict, page and disagreements of a run, without the texts. */
async function run(sandbox: Sandbox, rules: Partial<Settings> = RULES) {
	const { posted, summaries } = await settle(sandbox, ITEMS, rules);
	const [{ disagreements, judgement }] = summaries;
	return {
		statuses: [...posted.values()].map(({ status }) => status),
		unchecked: disagreements.filter(({ code }) => code === 'NOT_CHECKED'),
		found: disagreements.filter(({ code }) => code !== 'NOT_CHECKED').map(({ code }) => code),
		judgement,
		page: outcomePage(summaryJson(summaries[0], false)),
	};
}

const SETTLED = ['Applied', 'Partially Applied', 'Applied', 'Applied', 'Applied', 'Applied'];

const POSTING = /^Not checked: whether (payments|credit memos|the sums)[^.]* post/;
const ACCOUNTS =
	/^Not checked: whether (payments|customer refunds) stand on the account they were booked on/;
const TEXTS = /^Not checked: whether the texts that say where the money of each order went/;
const INVOICES = /^Not checked: whether payments are applied to the invoices/;
const CONSOLIDATED = /^Not checked: whether consolidated payments are over/;
const RECORDS = /^Not checked: whether records fit their figures and keys/;
const POSTED_ACCOUNTS = new RegExp(`${ACCOUNTS.source}|${POSTING.source}`);

const WAYS: Array<[preferences: Way, unchecked: RegExp]> = [
	[{ absentColumns: ['transaction.posting'] }, POSTING],
	[{ absentColumns: ['transactionline.expenseaccount'] }, ACCOUNTS],
	[{ absentColumns: ['transaction.posting', 'transactionline.expenseaccount'] }, POSTED_ACCOUNTS],
	[{ refusedSql: ['TO_CHAR'] }, new RegExp(`${ACCOUNTS.source}|${TEXTS.source}`)],
	[{ refusedSql: ['TRUNC'] }, TEXTS],
	[{ refusedSql: ['MOD'] }, TEXTS],
	[{ refusedSql: ['LIKE'] }, new RegExp(`${TEXTS.source}|${INVOICES.source}`)],
	[{ refusedSql: ['INSTR'] }, new RegExp(`${TEXTS.source}|${RECORDS.source}`)],
	[{ refusedSql: ['LENGTH'] }, new RegExp(`${CONSOLIDATED.source}|${TEXTS.source}`)],
	[{ refusedSql: ['HAVING'] }, new RegExp(`${CONSOLIDATED.source}|${INVOICES.source}`)],
];

test.each([
	...WAYS.map((way) => ({ way, rules: RULES, mode: 'per order' })),
	...WAYS.map((way) => ({ way, rules: { ...RULES, ...perCustomer() }, mode: 'per customer' })),
])(
	'$way.0, $mode: settled, and what is not checked is said',
	async ({ way, rules }) => {
		const [preferences, pattern] = way;
		await withSandbox(books(preferences), async (sandbox) => {
			const { statuses, unchecked, found, judgement, page } = await run(sandbox, rules);
			expect(statuses).toEqual(SETTLED);
			expect(found).toEqual([]);
			expect(unchecked.length).toBeGreaterThan(0);
			for (const { message, state } of unchecked) {
				expect(message).toMatch(pattern);
				expect(message).toMatch(/Until then check it in NetSuite by hand$/);
				expect(state).toBe('stands');
			}
			expect(judgement).toMatchObject({ tiesToDeposit: true, ties: false, isClean: false });
			expect(judgement.verdict).toContain('Not checked: whether ');
			expect(judgement.verdict).not.toContain('to the cent');
			expect(page).not.toContain('class="banner good"');
			const story = rules.perCustomer ? { ...TAMPERED, invoicesPerPayment: 200 } : TAMPERED;
			expect(auditStory(sandbox, story)).toEqual([]);
		});
	},
	60_000,
);

test.each(WAYS)(
	'%j: what needs nothing of that is found as ever',
	async (preferences) => {
		await withSandbox(books(preferences), async (sandbox) => {
			await run(sandbox);
			const hand = new ByHand(sandbox);
			hand.copy(hand.named('111-1', 'payment'));
			hand.put(hand.named('111-2', 'payment'), { payment: 700 });
			hand.void(hand.named('111-4', 'credit_memo'));
			const dry = await run(sandbox, { ...RULES, isDryRun: true });
			expect(dry.found.sort()).toEqual([
				'DOCUMENT_CHANGED',
				'DOCUMENT_UNEXPLAINED',
				'DOCUMENT_VOIDED',
			]);
			expect(dry.unchecked.length).toBeGreaterThan(0);
		});
	},
	60_000,
);

test('where NetSuite takes all of it, nothing is unchecked', async () => {
	await withSandbox(TAMPERED.books, async (sandbox) => {
		expect(await run(sandbox)).toMatchObject({
			statuses: SETTLED,
			unchecked: [],
			found: [],
			judgement: { ties: true, verdict: expect.not.stringContaining('Not checked') },
		});
	});
});
