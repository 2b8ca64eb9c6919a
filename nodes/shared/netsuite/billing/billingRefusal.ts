// Why NetSuite would not bill an order, when the order itself does not tell: its texts are mostly not
// documented, so a few words of them decide, and what fits none keeps NetSuite's own text.
import type { ErrorCode } from '../api/netSuiteError';
import { NetSuiteError } from '../api/netSuiteError';

const REASONS: Array<[words: RegExp, code: ErrorCode, remedy: string]> = [
	[
		/\bhold\b|locked by a user defined workflow/i,
		'ORDER_ON_HOLD',
		'Release the sales order (hold or workflow) in NetSuite; the next run bills it',
	],
	[
		/\bform\b|Please enter value/i,
		'ORDER_FORM_REFUSED',
		"Fill the field in the node ('Bill Fields', 'Segments') or choose the sales order's form for this kind of bill (Standard Sales Order - Invoice, or - Cash Sale), then run again",
	],
	[
		/fulfill/i,
		'ORDER_NOT_SHIPPED',
		"Fulfil the order in NetSuite, or switch on its accounting preference 'Invoice in Advance of Fulfillment'; the next run bills it",
	],
];

/** The same error, with the code and remedy of its reason where that is known. */
export function billingRefusal(error: unknown): unknown {
	if (!(error instanceof NetSuiteError) || error.code !== 'NETSUITE_VALIDATION') {
		return error;
	}
	const [, code, remedy] = REASONS.find(([words]) => words.test(error.message)) ?? [];
	return code === undefined ? error : new NetSuiteError(code, error.message, remedy, error.status);
}
