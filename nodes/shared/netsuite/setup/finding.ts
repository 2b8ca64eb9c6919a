// What the setup check reports: one finding for each thing it looked at, in words for an administrator. Unknown is a
// finding too; it is never passed off as good.

export type Severity = 'blocking' | 'warning' | 'unknown' | 'ok';

export type Area =
	| 'Connection'
	| 'Login'
	| 'Permissions'
	| 'Features'
	| 'Custom records'
	| 'Fields'
	| 'Configuration'
	| 'Accounting periods'
	| 'Invoice keys';

/** Each is explained in docs/setup-check.md (a test compares). */
export type FindingCode =
	| 'LOGIN_REFUSED'
	| 'NETSUITE_REACHED'
	| 'CLOCK_WRONG'
	| 'LOGIN_KNOWN'
	| 'LOGIN_ADMINISTRATOR'
	| 'CERTIFICATE_ENDS'
	| 'PERMISSION_MISSING'
	| 'PERMISSION_HELD'
	| 'FEATURE_OFF'
	| 'FEATURE_SEEN'
	| 'COLUMN_HIDDEN'
	| 'COLUMNS_SHOWN'
	| 'RECORDS_MISSING'
	| 'RECORD_FIELDS_MISSING'
	| 'RECORD_FIELD_TYPE'
	| 'RECORDS_COMPLETE'
	| 'LIST_VALUES_MISSING'
	| 'LIST_COMPLETE'
	| 'FIELD_UNKNOWN'
	| 'FIELD_MANDATORY'
	| 'FIELDS_KNOWN'
	| 'RECORD_NOT_FOUND'
	| 'RECORD_AMBIGUOUS'
	| 'RECORD_INACTIVE'
	| 'ACCOUNT_TYPE'
	| 'CURRENCY_DIFFERS'
	| 'ITEM_KIND'
	| 'ITEM_TAXED'
	| 'ITEM_TAX_UNKNOWN'
	| 'SETTING_EMPTY'
	| 'RECORD_FITS'
	| 'PERIOD_CLOSED'
	| 'PERIOD_MISSING'
	| 'PERIODS_OPEN'
	| 'INVOICES_UNAPPROVED'
	| 'INVOICES_HIDDEN'
	| 'KEYS_FIND_NOTHING'
	| 'KEYS_UNPROVEN'
	| 'KEYS_FIND'
	| 'CONCURRENCY_HIGH'
	| 'CONCURRENCY_FITS'
	| 'NOT_CHECKABLE';

export interface Finding {
	area: Area;
	code: FindingCode;
	severity: Severity;
	title: string;
	what: string;
	/** What goes wrong otherwise; '' where all is well. */
	why: string;
	/** The way through NetSuite's or n8n's pages; '' where there is nothing to do. */
	whereToClick: string;
}

export type Problem = Omit<Finding, 'area' | 'severity'>;

export function findingsOf(area: Area) {
	const make =
		(severity: Severity) =>
		(problem: Problem): Finding => ({ area, severity, ...problem });
	return {
		blocking: make('blocking'),
		warning: make('warning'),
		unknown: make('unknown'),
		ok: (code: FindingCode, title: string, what: string): Finding => ({
			area,
			severity: 'ok',
			code,
			title,
			what,
			why: '',
			whereToClick: '',
		}),
	};
}

const ORDER: Severity[] = ['blocking', 'warning', 'unknown', 'ok'];

/** The worst first; equal ones as they were found. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
	return ORDER.flatMap((severity) => findings.filter((one) => one.severity === severity));
}

export interface SetupSummary {
	/** Nothing is blocking. */
	isReady: boolean;
	verdict: string;
	counts: Record<Severity, number>;
}

export function summaryOf(findings: readonly Finding[]): SetupSummary {
	const count = (severity: Severity) => findings.filter((one) => one.severity === severity).length;
	const counts = {
		blocking: count('blocking'),
		warning: count('warning'),
		unknown: count('unknown'),
		ok: count('ok'),
	};
	const { blocking, warning, unknown } = counts;
	const besides = [
		warning > 0 ? `${warning} ${warning === 1 ? 'warning' : 'warnings'}` : '',
		unknown > 0 ? `${unknown} not checkable with this role` : '',
	].filter((part) => part !== '');
	const tail = besides.length === 0 ? '' : ` (${besides.join(', ')})`;
	const verdict =
		blocking === 0
			? `This account is ready${tail}`
			: `${blocking} ${blocking === 1 ? 'problem has' : 'problems have'} to be solved before a settlement can be posted${tail}`;
	return { isReady: blocking === 0, verdict, counts };
}
