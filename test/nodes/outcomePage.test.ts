// What a person reads: first what this run did, then whether the settlement ties, then what is open; amounts and
// counts of one kind; a total below zero never called a deposit.
import { outcomePage } from '../../nodes/SettlementSummaryUpdate/outcomePage';
import type { Cause } from '../../nodes/SettlementSummaryUpdate/causes';
import { summaryJson } from '../../nodes/SettlementSummaryUpdate/summaryJson';
import { madeSettlement, order } from '../support/madeSettlement';
import { madeSummary } from '../support/madeSummary';
import { settle } from '../support/settle';
import { withSandbox } from '../simulate/story';

/** As a person reads it. */
function textOf(html: string): string {
	return html
		.replace(/<style>[\s\S]*?<\/style>/g, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/\s+/g, ' ');
}

const CAUSE: Cause = {
	code: 'INVOICE_NOT_FOUND',
	title: 'INVOICE_NOT_FOUND',
	disagrees: false,
	count: 1,
	amount: 7,
	what: '',
	remedy: 'Import the order',
	orders: [
		{
			recordId: '8',
			orderId: '111-9',
			transactionType: 'Order',
			openAmount: 7,
			status: 'Unapplied',
			postedDate: '2026-10-05',
			documentIds: [],
			message: 'No invoice was found.',
			also: '',
		},
	],
};

test('what this run did, then whether it ties, then what is open, then the figures', () => {
	const open = { isPosted: false, isClean: false, causes: [CAUSE] };
	const text = textOf(outcomePage(madeSummary(open)));
	const places = [
		'What this run did',
		'Does it tie?',
		'Needs attention',
		'From sales to the',
		'How the books add up to it',
		'Orders and refunds',
	].map((words) => text.indexOf(words));
	expect(places).toEqual([...places].sort((left, right) => left - right));
	expect(places[0]).toBeGreaterThan(0);
});

test('one order is one order; thousands are grouped', () => {
	const run = { paid: 1, paidAmount: 50, refunded: 1234, refundedAmount: 5678.9 };
	const text = textOf(
		outcomePage(madeSummary({ run: { ...run, unchanged: 1, failed: 1 }, unreadable: 1 })),
	);
	expect(text).toContain('Paid 1 order , 50.00');
	expect(text).toContain('Refunded 1,234 refunds , 5,678.90');
	expect(text).toContain('Left 1 transaction as before');
	expect(text).toContain('1 transaction not posted');
	expect(text).toContain('1 row of the report could not be read');
	expect(text).not.toMatch(/\b1 (orders|refunds|transactions|rows)\b/);
});

test('a dry run says what would happen, never what did', () => {
	const run = { paid: 1, paidAmount: 50, refunded: 0, refundedAmount: 0, unchanged: 1, failed: 2 };
	const text = textOf(outcomePage(madeSummary({ run, isDryRun: true })));
	expect(text).toContain('Would leave 1 transaction as before');
	expect(text).toContain('2 transactions would not be posted');
	expect(text).not.toMatch(/Left|\bPaid\b/);
});

const NO_RUN = { paid: 0, paidAmount: 0, refunded: 0, refundedAmount: 0, unchanged: 1, failed: 0 };

test.each([
	['all is posted', {}, 'Nothing to do.'],
	['a dry run found all posted', { isDryRun: true, run: NO_RUN }, 'Nothing to do.'],
	['a clean plan', { isDryRun: true }, 'To post this, run it again as a real run'],
	[
		'a plan with something left',
		{ isDryRun: true, isClean: false },
		'what needs attention waits until it is put right',
	],
	[
		'a dry run that can do nothing about what is open',
		{ isDryRun: true, isClean: false, run: NO_RUN },
		'Put right what needs attention, then run it again',
	],
	['something is open', { isClean: false }, 'nothing is posted twice'],
	['it does not tie', { ties: false, isClean: false }, 'Put right what disagrees first'],
	['a plan that does not tie', { ties: false, isClean: false, isDryRun: true }, 'disagrees first'],
])('the page says what to do now: %s', (_, changes, said) => {
	const text = textOf(outcomePage(madeSummary(changes)));
	expect(text).toContain(said);
	expect(text.split('What now?')).toHaveLength(2);
	expect(text.includes('Nothing to do')).toBe(said === 'Nothing to do.');
});

test.each([
	['2026-10-17', 'since 2026-10-05, 12 days'],
	['2026-10-06', 'since 2026-10-05, 1 day'],
	['2026-10-05', 'since 2026-10-05'],
	['2026-10-01', 'since 2026-10-05'],
	['', 'since 2026-10-05'],
])('the age of what is open stands beside its date: on %s', (asOf, said) => {
	const text = textOf(outcomePage(madeSummary({ asOf, isClean: false, causes: [CAUSE] })));
	expect(text).toContain(`Order, Unapplied, ${said} `);
});

test('amounts within sentences look like all others', () => {
	const proof = 'Ties to the total of -1462.49 USD to the cent, order 1234-5678 EUR 99999 USD';
	expect(textOf(outcomePage(madeSummary({ proof })))).toContain(
		'the total of \u22121,462.49 USD to the cent, order 1234-5678 EUR 99,999 USD',
	);
});

test('a look at a settlement says that nothing was posted', () => {
	expect(textOf(outcomePage(madeSummary({ run: null })))).toContain('Posted nothing');
});

test.each([
	[{ ties: true, isClean: true }, 'good', 'Ties, all posted.'],
	[{ ties: true, isClean: false }, 'open', 'Ties, something is open.'],
	[{ ties: false, isClean: false }, 'bad', 'Does not tie.'],
])('the colour of the banner is said in words too: %j', (answers, tone, words) => {
	const page = outcomePage(madeSummary(answers));
	expect(page).toContain(`<div class="banner ${tone}"><strong>${words}</strong>`);
});

test.each([
	[
		-8231,
		'Ties to the total of -62.31 USD to the cent. No deposit: Amazon carries 62.31 USD forward or charges your card',
		'carried forward, or charged to your card',
	],
	[
		-2000,
		'Ties to the total of 0.00 USD to the cent. Amazon pays nothing out',
		'Amazon pays nothing out',
	],
	[-1000, 'Ties to the deposit of 10.00 USD to the cent', 'Deposit by Amazon, planned for'],
])('a total is called what it is: fees of %i', async (fees, said, label) => {
	const events = [order('111-1', 2000), order('', 0, { transactionType: 'ServiceFee', fees })];
	await withSandbox({}, async (sandbox) => {
		const { summaries } = await settle(sandbox, madeSettlement(events));
		const json = summaryJson(summaries[0], false);
		expect(json.verdict).toContain(said);
		const text = textOf(outcomePage(json));
		expect(text).toContain(label);
		expect(text.includes('Deposit by')).toBe(fees === -1000);
	});
});

test('the title of the tab has settlement and verdict', async () => {
	await withSandbox({}, async (sandbox) => {
		const items = madeSettlement([order('111-9', 700)]);
		const planned = await settle(sandbox, items, { isDryRun: true });
		expect(summaryJson(planned.summaries[0], true).pageTitle).toBe(
			'18906543210 ties, something is open (dry run)',
		);
	});
});

const CLEARING = {
	state: 'posted' as const,
	accountIds: ['50'],
	isJudged: true,
	explanation: '',
	journals: [{ internalId: '77', number: 'JE77', isPosting: true }],
	balance: -106.49,
	expected: -106.49,
	difference: 0,
	terms: [{ name: 'notPosted' as const, amount: -106.49 }],
};

describe('the journal and what is left on clearing', () => {
	const section = (changes: Parameters<typeof madeSummary>[0]) => {
		const html = outcomePage(
			madeSummary({ netSuiteHost: 'https://1.app.netsuite.com', ...changes }),
		);
		const at = html.indexOf('<h2>Journal');
		return at === -1 ? '' : html.slice(at, html.indexOf('<h2>Orders and refunds'));
	};

	test('as posted, with its parts and a link', () => {
		const html = section({ clearing: CLEARING });
		expect(textOf(html)).toContain('The journal is in the books. JE77 transaction 77');
		expect(html).toContain('transaction.nl?id=77');
		expect(textOf(html)).toMatch(
			/Orders and refunds not posted yet \u2212106\.49 Expected on clearing \u2212106\.49 Left on clearing \u2212106\.49 Difference 0\.00/,
		);
	});

	test('waiting for approval is not in the books', () => {
		const html = section({ clearing: { ...CLEARING, state: 'awaitingApproval' } });
		expect(textOf(html)).toContain('waits for approval: it is not in the books yet');
		expect(html).not.toContain('is in the books.');
	});

	test('a part that waits is not judged', () => {
		const clearing = { ...CLEARING, state: 'partlyApproved' as const, isJudged: false };
		const text = textOf(section({ clearing }));
		expect(text).toContain('Left on clearing');
		expect(text).not.toContain('Expected on clearing');
		expect(text).not.toContain('Difference');
	});

	test('nothing where no journal was tried; what blocks where one was', () => {
		const clearing = { ...CLEARING, state: 'none' as const, journals: [], isJudged: false };
		expect(section({ clearing })).toBe('');
		expect(section({ clearing: null })).toBe('');
		const journalProblem = 'JOURNAL_ACCOUNT_MISSING: No account is selected for <b>';
		expect(section({ clearing, journalProblem })).toContain('selected for &lt;b&gt;.');
		expect(section({ clearing: null, journalProblem })).toContain('JOURNAL_ACCOUNT_MISSING');
	});
});
