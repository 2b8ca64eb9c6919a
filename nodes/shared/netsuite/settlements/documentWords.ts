// What can be wrong with any document that a record names, in words: it is gone, of another kind, void, without
// effect on the ledger, or leads to another settlement.
import type { Row } from '../api/suiteql';
import type { Found } from './disagreeing';
import { nameOf } from './disagreeing';
import type { RecordedSummary } from './recordedSummary';

export interface DocumentWords {
	/** As a sentence starts with it. */
	what: string;
	/** As SuiteQL spells it. */
	type: string;
	/** Its columns in the row are named after this. */
	alias: string;
}

export const AGAIN = 'Run the workflow again: it posts anew what is missing';
export const TAKE_AS_IS =
	'See who changed it and correct it in NetSuite; if the change is right, set the status of the transaction to New and run again: it takes the books as they are';

export function changed(what: string): Found {
	return { code: 'DOCUMENT_CHANGED', what, remedy: TAKE_AS_IS };
}

/** A posting node found the document otherwise than it should be, and its record says so. */
export function doubted(row: Row): Found | null {
	const code = row.error_code;
	const what =
		row.error_message ?? `The document of order ${row.order_id ?? ''} is not as it should be`;
	switch (code) {
		case 'PAYMENT_NOT_APPLIED':
		case 'DOCUMENT_DIFFERS':
			return { code, what, remedy: TAKE_AS_IS };
		case 'ORDER_OVERCREDITED':
			return {
				code,
				what,
				remedy: 'Where both memos are still unpaid, that run pays out the older',
			};
		default:
			return null;
	}
}

/** A column that NetSuite leaves out says nothing. */
export function isOtherAccount(now: string | undefined, before: string | undefined): boolean {
	return now !== undefined && before !== undefined && now !== before;
}

export function otherAccount(name: string, orderId = '', now = '', before = ''): string {
	return `${name} of order ${orderId} stands on the account with the internal ID ${now}, it was booked on ${before}`;
}

/** null where nothing of that kind is wrong. */
export function wrongDocument(
	row: Row,
	summary: RecordedSummary,
	{ what, type, alias }: DocumentWords,
	id: string,
): Found | null {
	const of = row.order_id === undefined ? '' : ` of order ${row.order_id}`;
	const name = nameOf(row, what, id, row[`${alias}_number`]);
	if (row[`${alias}_id`] === undefined) {
		return {
			code: 'DOCUMENT_MISSING',
			what:
				id === ''
					? `Settlement transaction ${row.id}${of} is settled, but names no ${what.toLowerCase()}: NetSuite empties the field when the document is deleted`
					: `${name}${of} is gone: somebody deleted it`,
			remedy: AGAIN,
		};
	}
	if (row[`${alias}_type`] !== type) {
		return {
			code: 'DOCUMENT_CHANGED',
			what: `Settlement transaction ${row.id}${of} names a transaction of type ${row[`${alias}_type`] ?? ''} as its ${what.toLowerCase()}`,
			remedy: TAKE_AS_IS,
		};
	}
	if (row[`${alias}_voided`] === 'T') {
		return {
			code: 'DOCUMENT_VOIDED',
			what: `${name}${of} was voided`,
			remedy:
				'Run the workflow again: it says what to do about the external ID of the voided document',
		};
	}
	if (row[`${alias}_posting`] === 'F') {
		return {
			code: 'DOCUMENT_NOT_POSTING',
			what: `${name}${of} has no effect on the ledger yet: it waits for approval, or is on hold`,
			remedy: 'Approve it in NetSuite, then run again',
		};
	}
	const settlement = row[`${alias}_settlement`];
	if (settlement !== summary.recordId) {
		return {
			code: 'LINK_CHANGED',
			what: `${name}${of} ${settlement === undefined ? 'no longer names a settlement' : `names the settlement with the internal ID ${settlement}`}, not ${summary.settlementId}`,
			remedy: `Enter ${summary.settlementId} in its field Amazon Settlement again`,
		};
	}
	return null;
}
