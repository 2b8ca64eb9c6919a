// What the checks of a settlement share: how a disagreement is made from a row, and the pieces of SuiteQL with
// which NetSuite compares amounts and texts itself, so that only rows that disagree come back.
import type { Minor } from '../../settlement/values/money';
import { currencyExponent } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { decimalText, toMinor } from '../records/amount';
import type { Disagreement, DisagreementCode } from '../records/disagreement';
import type { DocumentId, RecordId, SummaryId } from '../records/ids';
import { linkFields, transactionRecord } from '../records/schema';
import type { StatusIds } from '../records/settlementTransaction';
import type { RecordedSummary, Summary } from './recordedSummary';

export interface Check {
	client: NetSuiteClient;
	ids: StatusIds;
	summaries: RecordedSummary[];
	/** By record id. */
	summaryOf: ReadonlyMap<SummaryId, RecordedSummary>;
}

export const { type: RECORD, fields: t } = transactionRecord;
export const LINK = linkFields;

/** Half of the smallest unit of any currency: sums of decimals are not compared to the last bit. */
const UNEQUAL = 0.0004;

export function unequal(left: string, right: string): string {
	return `ABS(NVL(${left}, 0) - NVL(${right}, 0)) > ${UNEQUAL}`;
}

export function less(left: string, right: string): string {
	return `NVL(${left}, 0) < NVL(${right}, 0) - ${UNEQUAL}`;
}

/** An amount as our own texts on records and payments have it: `35.74`. */
export function amountInSql(column: string, currency: string): string {
	const exponent = currencyExponent(currency);
	const scale = 10 ** exponent;
	const whole = `TRUNC(ROUND(${column} * ${scale}) / ${scale})`;
	if (exponent === 0) {
		return whole;
	}
	const fraction = `MOD(ROUND(${column} * ${scale}), ${scale}) + ${scale}`;
	return `${whole} || '.' || SUBSTR(TO_CHAR(${fraction}), 2, ${exponent})`;
}

/** Settlements whose amounts are written alike: most runs have one such group. */
export function byDecimals(summaries: RecordedSummary[]): RecordedSummary[][] {
	const groups = new Map<number, RecordedSummary[]>();
	for (const summary of summaries) {
		const exponent = currencyExponent(summary.currency);
		groups.set(exponent, [...(groups.get(exponent) ?? []), summary]);
	}
	return [...groups.values()];
}

export interface Found {
	code: DisagreementCode;
	/** What differs. */
	what: string;
	/** What to do. */
	remedy: string;
}

export function disagreement(
	summary: Pick<Summary, 'settlementId'>,
	row: { orderId?: string; recordId?: RecordId | SummaryId; documentId?: DocumentId },
	{ code, what, remedy }: Found,
): Disagreement {
	return {
		code,
		settlementId: summary.settlementId,
		orderId: row.orderId ?? '',
		recordId: row.recordId ?? '',
		documentId: row.documentId ?? '',
		message: `${what}. ${remedy}`,
		state: 'stands',
	};
}

/** Signed, as people read it. */
export function shown(value: Minor | string | undefined, currency: string): string {
	const minor = typeof value === 'number' ? value : toMinor(value, currency);
	return `${minor < 0 ? '-' : ''}${decimalText(Math.abs(minor), currency)} ${currency}`;
}

export function minorOf(row: Row, column: string, currency: string): Minor {
	return Math.abs(toMinor(row[column], currency));
}

/** How a person finds the document: by its number, or its internal id. */
export function nameOf(row: Row, what: string, id: string, number?: string): string {
	return number === undefined || number === ''
		? `${what} with the internal ID ${id}`
		: `${what} ${number}`;
}
