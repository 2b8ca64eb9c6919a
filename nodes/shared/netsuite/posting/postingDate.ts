// On which day a document is posted: pure. All days are UTC, as in the report: converting could move a line
// into another month without anybody having decided so. A period that is closed, or locked for receivables,
// takes nothing; whether the document then waits or goes to the first open day is the user's choice.
import { NetSuiteError } from '../api/netSuiteError';
import type { AccountingPeriod } from '../books/accountingPeriods';
import type { RecordedTransaction } from '../records/settlementTransaction';

export type DatePolicy = 'posted' | 'deposit' | 'end' | 'today';

/** What happens to a document of a closed period. */
export type PeriodPolicy = 'refuse' | 'firstOpen';

export interface DayRules {
	datePolicy: DatePolicy;
	/** `refuse` unless given. */
	periodPolicy?: PeriodPolicy;
	/** `YYYY-MM-DD`, the day of the run. */
	today: string;
}

export interface DocumentDay {
	/** `YYYY-MM-DD`. */
	date: string;
	/** Why it is not the day asked for; '' when it is. */
	dateNote: string;
}

/** `YYYY-MM-DD`. A report without the date asked for falls back on the day of the run. */
export function postingDate(
	transaction: RecordedTransaction,
	policy: DatePolicy,
	today: string,
): string {
	const dates: Record<DatePolicy, string> = {
		posted: transaction.postedDate,
		deposit: transaction.depositDate,
		end: transaction.endDate,
		today,
	};
	return dates[policy] || today;
}

/** The day a document of the transaction gets. Rejects with PERIOD_CLOSED when there is none. */
export function documentDay(
	transaction: RecordedTransaction,
	{ datePolicy, periodPolicy, today }: DayRules,
	periods: AccountingPeriod[],
): DocumentDay {
	return openDay(postingDate(transaction, datePolicy, today), periods, periodPolicy);
}

/** The day itself, or the one that the policy puts in its place. Rejects with PERIOD_CLOSED. */
export function openDay(
	wanted: string,
	periods: AccountingPeriod[],
	periodPolicy: PeriodPolicy = 'refuse',
): DocumentDay {
	const shut = periods.find(
		({ start, end, state }) => state !== 'open' && start <= wanted && wanted <= end,
	);
	if (shut === undefined) {
		return { date: wanted, dateNote: '' };
	}
	const what =
		shut.state === 'closed'
			? `the closed period ${shut.name}`
			: `the period ${shut.name}, which is locked for receivables`;
	if (periodPolicy === 'refuse') {
		throw new NetSuiteError('PERIOD_CLOSED', `${wanted} lies in ${what}`);
	}
	const [next] = periods
		.filter(({ start, state }) => state === 'open' && start > wanted)
		.map(({ start }) => start)
		.sort();
	if (next === undefined) {
		throw new NetSuiteError(
			'PERIOD_CLOSED',
			`${wanted} lies in ${what}, and no period after it is open`,
			'Open a later period in NetSuite and run again',
		);
	}
	return { date: next, dateNote: `Dated ${next}: ${wanted} lies in ${what}` };
}
