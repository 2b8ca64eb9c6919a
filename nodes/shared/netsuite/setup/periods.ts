// Whether documents can be dated as they will be: the accounting periods of the days that they are for. Pure.
import type { AccountingPeriod } from '../books/accountingPeriods';
import type { Finding } from './finding';
import { findingsOf } from './finding';
import type { Wanted } from './wanted';

const { blocking, warning, ok } = findingsOf('Accounting periods');

const PAGE = 'Setup > Accounting > Manage Accounting Periods';

/** `periods`: empty where the role may not see them. */
export function judgePeriods(wanted: Wanted, periods: AccountingPeriod[]): Finding[] {
	const { firstDay, lastDay, areDaysCertain, movesToOpenPeriod } = wanted;
	if (periods.length === 0) {
		// The role may not see them, which has its own finding.
		return [];
	}
	const touched = periods.filter(({ start, end }) => start <= lastDay && end >= firstDay);
	const shut = touched.filter(({ state }) => state !== 'open');
	const isCovered = (day: string) => periods.some(({ start, end }) => start <= day && end >= day);
	const missing = [...new Set([firstDay, lastDay])].filter((day) => !isCovered(day));
	const findings: Finding[] = [];
	if (missing.length > 0) {
		findings.push(
			blocking({
				code: 'PERIOD_MISSING',
				title: 'No accounting period for a day',
				what: `No period covers ${missing.join(' and ')}`,
				why: 'NetSuite refuses documents dated on such a day',
				whereToClick: `${PAGE} > Set Up Full Year`,
			}),
		);
	}
	for (const { name, state, start, end } of shut) {
		const isLast = start <= lastDay && end >= lastDay;
		const problem = {
			code: 'PERIOD_CLOSED' as const,
			title: `Period not open: ${name}`,
			what: `${name} is ${state === 'locked' ? 'locked for receivables' : 'closed'}`,
			why: movesToOpenPeriod
				? 'Documents for it are dated on the first open day after it'
				: 'NetSuite refuses documents dated in it; those orders and refunds wait',
			whereToClick: `${PAGE}: open it; or n8n: 'Closed Period' or 'Transaction Date' of the posting nodes`,
		};
		findings.push(
			!movesToOpenPeriod && (areDaysCertain || isLast) ? blocking(problem) : warning(problem),
		);
	}
	return findings.length > 0
		? findings
		: [
				ok(
					'PERIODS_OPEN',
					'Accounting periods are open',
					`${firstDay} to ${lastDay}: ${touched.map(({ name }) => name).join(', ')}`,
				),
			];
}
