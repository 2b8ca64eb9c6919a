// The accounting periods of the books, read once a run: which days a receivables document may be dated on.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { Row } from '../api/suiteql';
import { query } from '../api/suiteql';

export interface AccountingPeriod {
	name: string;
	/** First and last day, `YYYY-MM-DD`. */
	start: string;
	end: string;
	/** `locked`: for receivables alone, `allLocked`: for all; only roles that may override post there. */
	state: 'open' | 'locked' | 'allLocked' | 'closed';
}

/** Quarters, years and adjustment periods lie across the periods that documents are posted in. */
const PERIODS = `SELECT id, periodname, TO_CHAR(startdate, 'YYYY-MM-DD') AS first_day,
	TO_CHAR(enddate, 'YYYY-MM-DD') AS last_day, closed, alllocked, arlocked FROM accountingperiod
	WHERE isyear = 'F' AND isquarter = 'F' AND isadjust = 'F' AND isinactive = 'F' ORDER BY id`;

function periodOf(row: Row): AccountingPeriod {
	return {
		name: row.periodname ?? '',
		start: row.first_day ?? '',
		end: row.last_day ?? '',
		state: stateOf(row),
	};
}

function stateOf(row: Row): AccountingPeriod['state'] {
	if (row.closed === 'T') {
		return 'closed';
	}
	return row.alllocked === 'T' ? 'allLocked' : row.arlocked === 'T' ? 'locked' : 'open';
}

/** A lock of receivables does not stop a journal. */
export function forJournals(periods: AccountingPeriod[]): AccountingPeriod[] {
	return periods.map((period) =>
		period.state === 'locked' ? { ...period, state: 'open' } : period,
	);
}

/** Empty when the role may not see the periods: NetSuite itself refuses then. */
export async function loadPeriods(client: NetSuiteClient): Promise<AccountingPeriod[]> {
	try {
		return (await query(client, PERIODS, [], 'read the accounting periods')).map(periodOf);
	} catch (error) {
		if (error instanceof NetSuiteError && error.status === 400) {
			return [];
		}
		throw error as NetSuiteError;
	}
}
