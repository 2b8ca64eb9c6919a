// Dates: every shape of the reports, as ISO in UTC; the ambiguous ones wait for the file.
import type { DateOrder } from '../../../nodes/shared/settlement/values/dates';
import {
	compareDates,
	decidedOrder,
	readDate,
} from '../../../nodes/shared/settlement/values/dates';

const read = (text: string, order?: DateOrder) =>
	readDate(text, { dayFirst: 0, monthFirst: 0 }, order);

it.each([
	['2025-06-09 05:23:19 UTC', '2025-06-09T05:23:19Z'],
	['2025-06-09', '2025-06-09T00:00:00Z'],
	['2024-02-29', '2024-02-29T00:00:00Z'],
	['2025-12-31 23:59:59 UTC', '2025-12-31T23:59:59Z'],
	['14.03.2023 07:49:55 UTC', '2023-03-14T07:49:55Z'],
	['03.04.2023', '2023-04-03T00:00:00Z'],
	['2026/09/07 00:20:09 UTC', '2026-09-07T00:20:09Z'],
	['2026/09/07', '2026-09-07T00:00:00Z'],
	['2025-07-31T22:07:18+00:00', '2025-07-31T22:07:18Z'],
	['2025-07-31T22:07:18-07:00', '2025-08-01T05:07:18Z'],
	['2025-06-09T05:23:19Z', '2025-06-09T05:23:19Z'],
	['2026-08-04 UTC', '2026-08-04T00:00:00Z'],
	['13/06/25', '2025-06-13T00:00:00Z'],
	['06/13/2025', '2025-06-13T00:00:00Z'],
	['06/06/25', '2025-06-06T00:00:00Z'],
	['', ''],
])('%s is %s', (text, iso) => {
	expect(read(text)).toBe(iso);
});

it.each(['09/06/25', '9/6/2025', '09/06/2025 05:23:19 UTC', '09-06-2025'])(
	'%s is doubtful until the file decides',
	(text) => {
		expect(read(text)).toBe('doubtful');
		expect(read(text, 'dayFirst')).toMatch(/^2025-06-09T/);
		expect(read(text, 'monthFirst')).toMatch(/^2025-09-06T/);
	},
);

it.each([
	'2025-13-01',
	'2025-02-30',
	'2026-06-31 12:02:03 UTC',
	'32.01.2025',
	'31/31/25',
	'June 9',
	'2025-06-09 24:00:00 UTC',
	'2025-06-09 05:60:19 UTC',
	'2025-06-09 05:23:61 UTC',
	'45817',
	'2025-06-09 05:23:19 PDT',
	'2025-00-10',
	'2025-06-00',
])('%s is not a date', (text) => {
	expect(read(text)).toBe('unreadable');
});

it('other dates of the file decide the order, unless they contradict each other', () => {
	const evidence = { dayFirst: 0, monthFirst: 0 };
	expect(decidedOrder(evidence)).toBeUndefined();
	readDate('25/06/25', evidence);
	expect(decidedOrder(evidence)).toBe('dayFirst');
	readDate('06/25/25', evidence);
	expect(decidedOrder(evidence)).toBeUndefined();
});

it('a certain moment in the same row decides the order', () => {
	const evidence = { dayFirst: 0, monthFirst: 0 };
	compareDates('09/06/25', '2025-06-09T05:23:19Z', evidence);
	expect(decidedOrder(evidence)).toBe('dayFirst');
});
