// On which day a document is posted: pure. All days are UTC, as in the report: converting could move a line
// into another month without anybody having decided so. A period that is closed, or locked for receivables,
// takes nothing; whether the document then waits or goes to the first open day is the user's choice.
import { NetSuiteError } from '../api/netSuiteError';
import type { AccountingPeriod } from '../books/accountingPeriods';
import type { SettlementTransaction } from '../records/settlementTransaction';

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

/** `YYYY-MM-DD`. Without the date asked for it is the day of the run; `documentDay` says so. */
export function postingDate(
	transaction: SettlementTransaction,
	policy: DatePolicy,
	today: string,
): string {
	return (policy === 'today' ? '' : dateOf(transaction, policy)) || today;
}

function dateOf(transaction: SettlementTransaction, policy: Exclude<DatePolicy, 'today'>): string {
	const { postedDate, depositDate, endDate } = transaction;
	return { posted: postedDate, deposit: depositDate, end: endDate }[policy];
}

const DATES_IN_WORDS = {
	posted: 'posted date',
	deposit: 'deposit date',
	end: 'settlement end date',
} as const;

/** Why a document is dated by the run: what was asked for has no date. */
export function noteOnMissing(what: string, { date, dateNote }: DocumentDay): string {
	const note = `Dated ${date} because there is no ${what}, and the day of the run takes its place`;
	return dateNote === '' ? note : `${note}. ${dateNote}`;
}

/** The day a document of the transaction gets. Throws with PERIOD_CLOSED when there is none. */
export function documentDay(
	transaction: SettlementTransaction,
	{ datePolicy, periodPolicy, today }: DayRules,
	periods: AccountingPeriod[],
): DocumentDay {
	const wanted = postingDate(transaction, datePolicy, today);
	const day = openDay(wanted, periods, periodPolicy);
	const isMissing = datePolicy !== 'today' && dateOf(transaction, datePolicy) === '';
	return isMissing ? { ...day, dateNote: noteOnMissing(DATES_IN_WORDS[datePolicy], day) } : day;
}

/** The day itself, or the one that the policy puts in its place. Throws with PERIOD_CLOSED. */
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
			: `the period ${shut.name}, which is locked${shut.state === 'locked' ? ' for receivables' : ''}`;
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
