// The day a document gets, and whether its period is open.
import {
	loadClosedPeriods,
	postingDate,
	refuseClosedPeriod,
} from '../../nodes/shared/netsuite/postingDate';
import { clientAround } from '../support/crash';
import { codeOr, transaction } from '../support/orderFacts';
import { sandboxClient } from '../support/sandboxClient';
import { sharedSandbox } from '../support/sharedSandbox';

const sandbox = sharedSandbox({ books: { closedPeriods: ['2026-08', '2026-09'] } });
const dated = transaction({
	...{ postedDate: '2026-10-05', depositDate: '2026-10-17', endDate: '2026-10-15' },
});

test.each([
	['posted' as const, '2026-10-05'],
	['deposit' as const, '2026-10-17'],
	['end' as const, '2026-10-15'],
	['today' as const, '2026-11-22'],
])('%s', (policy, day) => {
	expect(postingDate(dated, policy, '2026-11-22')).toBe(day);
});

test('a report without that date falls back on the day of the run', () => {
	expect(postingDate({ ...dated, depositDate: '' }, 'deposit', '2026-11-22')).toBe('2026-11-22');
});

test('closed months are read, not the quarters and years around them', async () => {
	expect(await loadClosedPeriods(sandboxClient(sandbox()))).toEqual([
		{ name: 'Aug 2026', start: '2026-08-01', end: '2026-08-31' },
		{ name: 'Sep 2026', start: '2026-09-01', end: '2026-09-30' },
	]);
});

test.each([
	['2026-07-31', undefined],
	['2026-08-01', 'PERIOD_CLOSED'],
	['2026-09-30', 'PERIOD_CLOSED'],
	['2026-10-01', undefined],
])('%s', async (day, code) => {
	const periods = await loadClosedPeriods(sandboxClient(sandbox()));
	expect(codeOr(() => refuseClosedPeriod(day, periods))).toBe(code);
});

test('a role that may not see periods leaves the decision to NetSuite', async () => {
	const answers = (status: number) =>
		clientAround(sandbox(), () => async () => ({ status, headers: {}, body: undefined }));
	expect(await loadClosedPeriods(answers(400))).toEqual([]);
	await expect(loadClosedPeriods(answers(401))).rejects.toMatchObject({ code: 'NETSUITE_AUTH' });
});
