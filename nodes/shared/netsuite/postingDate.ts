// On which day a document is posted, and whether its period is open. All days are UTC, as in the
// report: converting could move a line into another month without anybody having decided so.
import type { NetSuiteClient } from './client';
import { NetSuiteError } from './netSuiteError';
import type { RecordedTransaction } from './records/settlementTransaction';
import { query } from './suiteql';

export type DatePolicy = 'posted' | 'deposit' | 'end' | 'today';

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

export interface ClosedPeriod {
	name: string;
	start: string;
	end: string;
}

/** Empty when the role may not see the periods: NetSuite itself refuses then. */
export async function loadClosedPeriods(client: NetSuiteClient): Promise<ClosedPeriod[]> {
	try {
		const rows = await query(
			client,
			`SELECT id, periodname, TO_CHAR(startdate, 'YYYY-MM-DD') AS first_day,
				TO_CHAR(enddate, 'YYYY-MM-DD') AS last_day FROM accountingperiod
				WHERE closed = 'T' AND isyear = 'F' AND isquarter = 'F' ORDER BY id`,
			[],
			'read the accounting periods',
		);
		return rows.map((row) => ({
			name: row.periodname ?? '',
			start: row.first_day ?? '',
			end: row.last_day ?? '',
		}));
	} catch (error) {
		if (error instanceof NetSuiteError && error.status === 400) {
			return [];
		}
		throw error as NetSuiteError;
	}
}

export function refuseClosedPeriod(date: string, periods: ClosedPeriod[]): void {
	const closed = periods.find(({ start, end }) => start <= date && date <= end);
	if (closed !== undefined) {
		throw new NetSuiteError(
			'PERIOD_CLOSED',
			`${date} lies in the closed period ${closed.name}`,
			"Open the period in NetSuite, or choose another 'Transaction Date' in the node",
		);
	}
}
