// Closed and locked periods in the books: what is refused, what is dated later, and the run after the period
// was opened. Days are worked out by hand; the auditor counts the money.
import type { PeriodPolicy } from '../../nodes/shared/netsuite/posting/postingDate';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import type { Settings } from '../support/settle';
import { settle } from '../support/settle';
import type { Story } from './story';
import { auditStory, withSandbox } from './story';

const INVOICE = { '111-1': ['Amazon.com_111-1'], '111-2': ['Amazon.com_111-2'] };

/** An order in September and one in October, the first refunded in October. */
function story(books: Story['books']): Story {
	return {
		books: { invoices: [invoiceOf('111-1', 1000), invoiceOf('111-2', 2000)], ...books },
		events: [
			order('111-1', 1000, { postedDate: '2026-09-29T20:00:00Z' }),
			order('111-2', 2000, { postedDate: '2026-10-05T12:00:00Z' }),
			refund('111-1', 400, 'r', { postedDate: '2026-10-06T12:00:00Z' }),
		],
		invoices: INVOICE,
	};
}

async function run(sandbox: Sandbox, { events }: Story, settings: Partial<Settings>) {
	const { posted } = await settle(sandbox, madeSettlement(events), settings);
	return [...posted.values()];
}

/** Days of payments, credit memos and refunds in the books, in the order of their ids. */
function days(sandbox: Sandbox): string[] {
	return ['customerPayment', 'creditMemo', 'customerRefund'].flatMap((type) =>
		sandbox.books.records(type).map(({ tranDate }) => String(tranDate)),
	);
}

const firstOpen: PeriodPolicy = 'firstOpen';

test.each([
	[
		'one month closed',
		{ closedPeriods: ['2026-09'] },
		['2026-10-01', '2026-10-05', '2026-10-06', '2026-10-06'],
	],
	[
		'two months closed',
		{ closedPeriods: ['2026-09', '2026-10'] },
		['2026-11-01', '2026-11-01', '2026-11-01', '2026-11-01'],
	],
	[
		'the second locked for receivables',
		{ closedPeriods: ['2026-09'], lockedPeriods: ['2026-10'] },
		['2026-11-01', '2026-11-01', '2026-11-01', '2026-11-01'],
	],
])('dated on the first open day: %s', async (_, books, wanted) => {
	const told = story(books);
	await withSandbox(told.books, async (sandbox) => {
		const results = await run(sandbox, told, { periodPolicy: firstOpen });
		expect(results.map(({ status }) => status)).toEqual(['Applied', 'Applied', 'Applied']);
		expect(days(sandbox)).toEqual(wanted);
		expect(results.map(({ date }) => date)).toEqual([wanted[0], wanted[1], wanted[3]]);
		expect(results[0].dateNote).toContain(`Dated ${wanted[0]}: 2026-09-29 lies in`);
		expect(auditStory(sandbox, told)).toEqual([]);
	});
});

test('refused until the period is opened, then paid by the next run, and only once', async () => {
	const told = story({ closedPeriods: ['2026-09'], lockedPeriods: ['2026-10'] });
	await withSandbox(told.books, async (sandbox) => {
		const refused = await run(sandbox, told, {});
		expect(refused.map(({ errorCode }) => errorCode)).toEqual(Array(3).fill('PERIOD_CLOSED'));
		expect(refused.map(({ date, dateNote }) => date + dateNote)).toEqual(['', '', '']);
		expect(days(sandbox)).toEqual([]);
		const shut = sandbox.books
			.ofType('accountingPeriod')
			.filter(({ fields }) => fields.arLocked === true);
		for (const period of shut) {
			const open = { closed: false, arLocked: false, allLocked: false };
			sandbox.books.put({ ...period, fields: { ...period.fields, ...open } });
		}
		await run(sandbox, told, {});
		await run(sandbox, told, { periodPolicy: firstOpen });
		expect(days(sandbox)).toEqual(['2026-09-29', '2026-10-05', '2026-10-06', '2026-10-06']);
		expect(auditStory(sandbox, told)).toEqual([]);
	});
});

test.each([
	['posted' as const, ['2026-09-29', '2026-10-05', '2026-10-06', '2026-10-06']],
	['deposit' as const, Array<string>(4).fill('2026-10-17')],
	['end' as const, Array<string>(4).fill('2026-10-15')],
	['today' as const, Array<string>(4).fill('2026-11-22')],
])('every date policy: %s', async (datePolicy, wanted) => {
	const told = story({});
	await withSandbox(told.books, async (sandbox) => {
		await run(sandbox, told, { datePolicy });
		expect(days(sandbox)).toEqual(wanted);
		expect(auditStory(sandbox, told)).toEqual([]);
	});
});

test('what NetSuite itself refuses when the role may not see the periods', async () => {
	const told = story({ closedPeriods: ['2026-09'], lockedPeriods: ['2026-10'] });
	await withSandbox(told.books, async (sandbox) => {
		const refusal = { status: 400, headers: {}, body: undefined };
		const blind = clientAround(sandbox, (send) => async (request) => {
			const isPeriods = JSON.stringify(request.body ?? '').includes('accountingperiod');
			return isPeriods ? refusal : await send(request);
		});
		const { posted } = await settle(
			sandbox,
			madeSettlement(told.events),
			{ periodPolicy: firstOpen },
			blind,
		);
		expect([...posted.values()].map(({ errorCode }) => errorCode)).toEqual(
			Array(3).fill('PERIOD_CLOSED'),
		);
		expect(days(sandbox)).toEqual([]);
	});
});
