// The errors of a document of ours that stands in the books, but is not applied as it was meant to be, or is not
// what was sent. It is never replaced and never applied again by us: somebody, or a rule of the account, wanted
// it otherwise.
import { NetSuiteError } from '../api/netSuiteError';
import type { BookedDocument } from '../books/bookedDocuments';
import { nameOf } from '../books/bookedDocuments';

const WORDS: Record<string, string> = {
	CustPymt: 'Payment',
	CustCred: 'Credit memo',
	CustRfnd: 'Customer refund',
};

/** `reason` says what of it is applied, or where. */
export function notApplied(
	document: Pick<BookedDocument, 'type' | 'number' | 'internalId'>,
	reason: string,
): NetSuiteError {
	return new NetSuiteError(
		'PAYMENT_NOT_APPLIED',
		`${WORDS[document.type] ?? 'Transaction'} ${nameOf(document)} is posted, but ${reason}`,
		'Apply it in NetSuite as it should be, and the next run records that; if it is right as it stands, set this settlement transaction to New, and the next run takes it so',
	);
}

/** `how` completes "saved otherwise than it was sent: ...". */
export function documentDiffers(
	document: Pick<BookedDocument, 'type' | 'number' | 'internalId'>,
	how: string,
): NetSuiteError {
	return new NetSuiteError(
		'DOCUMENT_DIFFERS',
		`${WORDS[document.type] ?? 'Transaction'} ${nameOf(document)} was saved otherwise than it was sent: ${how}`,
		'Correct it in NetSuite, and the setting that made it so, and run again: nothing more of its kind is posted until then; if it is right as it stands, set this settlement transaction to New',
	);
}
