// The day a document gets, and what a closed or locked period does to it.
import type { AccountingPeriod } from '../../../nodes/shared/netsuite/books/accountingPeriods';
import { loadPeriods } from '../../../nodes/shared/netsuite/books/accountingPeriods';
import type { DayRules } from '../../../nodes/shared/netsuite/posting/postingDate';
import { documentDay, postingDate } from '../../../nodes/shared/netsuite/posting/postingDate';
import { clientAround } from '../../support/crash';
import { codeOr, transaction } from '../../support/orderFacts';
import { sandboxClient } from '../../support/sandboxClient';
import { sharedSandbox } from '../../support/sharedSandbox';

const sandbox = sharedSandbox({
	books: { closedPeriods: ['2026-08', '2026-09'], lockedPeriods: ['2026-10'] },
});
const TODAY = '2026-11-22';
const dated = transaction({
	postedDate: '2026-10-05',
	depositDate: '2026-10-17',
	endDate: '2026-10-15',
});

test.each([
	['posted' as const, '2026-10-05'],
	['deposit' as const, '2026-10-17'],
	['end' as const, '2026-10-15'],
	['today' as const, '2026-11-22'],
])('%s', (policy, day) => {
	expect(postingDate(dated, policy, TODAY)).toBe(day);
});

test.each([
	['posted' as const, 'postedDate', 'posted date'],
	['deposit' as const, 'depositDate', 'deposit date'],
	['end' as const, 'endDate', 'settlement end date'],
])('a report without that date (%s) is dated by the run, and says so', (policy, name, says) => {
	const without = { ...dated, [name]: '' };
	expect(postingDate(without, policy, TODAY)).toBe('2026-11-22');
	const day = documentDay(without, { datePolicy: policy, today: TODAY }, []);
	expect(day.date).toBe('2026-11-22');
	expect(day.dateNote).toContain(`there is no ${says}`);
	expect(documentDay(dated, { datePolicy: policy, today: TODAY }, []).dateNote).toBe('');
});

test('months are read with their state, not the quarters, years and adjustments around them', async () => {
	const periods = await loadPeriods(sandboxClient(sandbox()));
	expect(periods.filter(({ state }) => state !== 'open')).toEqual([
		{ name: 'Aug 2026', start: '2026-08-01', end: '2026-08-31', state: 'closed' },
		{ name: 'Sep 2026', start: '2026-09-01', end: '2026-09-30', state: 'closed' },
		{ name: 'Oct 2026', start: '2026-10-01', end: '2026-10-31', state: 'locked' },
	]);
	const days = new Set(periods.map(({ start }) => start));
	expect(days.size).toBe(periods.length);
	expect(periods).toHaveLength(36);
});

test('a role that may not see periods leaves the decision to NetSuite', async () => {
	const answers = (status: number) =>
		clientAround(sandbox(), () => async () => ({ status, headers: {}, body: undefined }));
	expect(await loadPeriods(answers(400))).toEqual([]);
	await expect(loadPeriods(answers(401))).rejects.toMatchObject({ code: 'NETSUITE_AUTH' });
});

// Later months first: their order must not matter.
const month = (name: string, start: string, end: string, state: AccountingPeriod['state']) => ({
	name,
	start,
	end,
	state,
});
const PERIODS: AccountingPeriod[] = [
	month('Dec', '2026-12-01', '2026-12-31', 'closed'),
	month('Nov', '2026-11-01', '2026-11-30', 'open'),
	month('Oct', '2026-10-01', '2026-10-31', 'locked'),
	month('Sep', '2026-09-01', '2026-09-30', 'closed'),
	month('Aug', '2026-08-01', '2026-08-31', 'open'),
];

const CLOSED = 'the closed period Sep';
const LOCKED = 'the period Oct, which is locked for receivables';

test.each<[string, DayRules['periodPolicy'], string, string]>([
	['2026-08-31', 'refuse', '2026-08-31', ''],
	['2026-08-31', 'firstOpen', '2026-08-31', ''],
	['2026-09-01', 'refuse', 'PERIOD_CLOSED', `2026-09-01 lies in ${CLOSED}`],
	['2026-09-30', undefined, 'PERIOD_CLOSED', `2026-09-30 lies in ${CLOSED}`],
	['2026-10-05', 'refuse', 'PERIOD_CLOSED', `2026-10-05 lies in ${LOCKED}`],
	['2026-09-30', 'firstOpen', '2026-11-01', `Dated 2026-11-01: 2026-09-30 lies in ${CLOSED}`],
	['2026-10-31', 'firstOpen', '2026-11-01', `Dated 2026-11-01: 2026-10-31 lies in ${LOCKED}`],
	['2026-11-01', 'firstOpen', '2026-11-01', ''],
	[
		'2026-12-24',
		'firstOpen',
		'PERIOD_CLOSED',
		'2026-12-24 lies in the closed period Dec, and no period after it is open',
	],
	// A day that no period holds is for NetSuite to judge.
	['2027-01-01', 'refuse', '2027-01-01', ''],
])('%s, %s', (postedDate, periodPolicy, day, says) => {
	const rules: DayRules = { datePolicy: 'posted', periodPolicy, today: TODAY };
	const told = codeOr(() => documentDay({ ...dated, postedDate }, rules, PERIODS));
	if (typeof told === 'string') {
		expect(told).toBe(day);
		expect(() => documentDay({ ...dated, postedDate }, rules, PERIODS)).toThrow(says);
	} else {
		expect(told).toEqual({ date: day, dateNote: says });
	}
});
