// The stable codes of NetSuite's side, which of them end a run, and what to do about each where nothing more is
// known. Each has its row in docs/error-codes.md.

export type ErrorCode =
	| 'SETTLEMENT_CHANGED'
	| 'SETTLEMENT_INCOMPLETE'
	| 'SETTLEMENT_BUSY'
	| 'SETTINGS_DIFFER'
	| 'ITEM_CHANGED'
	| 'RECORD_CHANGED'
	| 'SETTLEMENT_NOT_RECORDED'
	| 'TRANSACTION_NOT_RECORDED'
	| 'LABEL_UNDECIDED'
	| 'AMOUNT_HAS_WRONG_SIGN'
	| 'AMOUNT_EXCEEDS_INVOICE'
	| 'AMOUNT_UNREADABLE'
	| 'INVOICE_NOT_FOUND'
	| 'INVOICE_AMBIGUOUS'
	| 'INVOICE_ALREADY_PAID'
	| 'INVOICE_NOT_APPROVED'
	| 'INVOICE_REJECTED'
	| 'INVOICE_NOT_POSTING'
	| 'INVOICE_OPEN_UNKNOWN'
	| 'PAYMENT_CHANGED'
	| 'PAYMENT_NOT_APPLIED'
	| 'DOCUMENT_DIFFERS'
	| 'KIND_STOPPED'
	| 'KIND_REFUSED'
	| 'ORDER_NOT_BILLED'
	| 'ORDER_NOT_FOUND'
	| 'ORDER_AMBIGUOUS'
	| 'ORDER_NOT_APPROVED'
	| 'ORDER_NOT_SHIPPED'
	| 'ORDER_ON_HOLD'
	| 'ORDER_CLOSED'
	| 'ORDER_FORM_REFUSED'
	| 'ORDER_INVOICED_APART'
	| 'ORDER_OVERBILLED'
	| 'CASH_SALE_FOUND'
	| 'CURRENCY_MISMATCH'
	| 'INVOICE_NOT_APPLICABLE'
	| 'PERIOD_CLOSED'
	| 'REFUND_EXCEEDS_INVOICE'
	| 'REFUND_LINE_NOT_FOUND'
	| 'ITEM_NEEDS_SUBSTITUTE'
	| 'TAX_ONLY_ITEM_MISSING'
	| 'ORDER_OVERCREDITED'
	| 'CREDIT_MEMO_WITHOUT_REFUND'
	| 'WRITE_OFF_FAILED'
	| 'JOURNAL_NO_DEPOSIT'
	| 'JOURNAL_TOTALS_MISSING'
	| 'JOURNAL_TOTALS_DIFFER'
	| 'JOURNAL_UNDEPOSITED'
	| 'JOURNAL_DISPUTED'
	| 'JOURNAL_CLEARING_DIFFERS'
	| 'JOURNAL_ACCOUNT_MISSING'
	| 'JOURNAL_ACCOUNT_UNFIT'
	| 'JOURNAL_SUBSIDIARIES_DIFFER'
	| 'JOURNAL_UNBALANCED'
	| 'JOURNAL_WAITS'
	| 'JOURNAL_DIFFERS'
	| 'JOURNAL_BOOKED_ALREADY'
	| 'JOURNAL_NOT_APPROVED'
	| 'DEPOSIT_DIFFERS'
	| 'EXTERNAL_ID_TAKEN'
	| 'CONFIGURATION_INCOMPLETE'
	| 'SETTING_INVALID'
	| 'FIELD_RESERVED'
	| 'SELECTION_INVALID'
	| 'CANCELLED'
	| 'NETSUITE_AUTH'
	| 'NETSUITE_CONNECTION'
	| 'NETSUITE_DOWN'
	| 'NETSUITE_PERMISSION'
	| 'NETSUITE_CONCURRENCY'
	| 'NETSUITE_FEATURE_OFF'
	| 'NETSUITE_VALIDATION'
	| 'NETSUITE_NOT_FOUND'
	| 'NETSUITE_UNREACHABLE';

/** Codes after which no further request can succeed: the run stops instead of failing every item. */
export const FATAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'NETSUITE_AUTH',
	'NETSUITE_CONNECTION',
	'NETSUITE_DOWN',
	'NETSUITE_CONCURRENCY',
	'CONFIGURATION_INCOMPLETE',
	'SETTING_INVALID',
	'FIELD_RESERVED',
	'SELECTION_INVALID',
	'CANCELLED',
]);

export const REMEDIES: Partial<Record<ErrorCode, string>> = {
	CANCELLED: 'Run again to go on: what is done is recognised and not repeated',
	NETSUITE_AUTH:
		'Test the NetSuite credential in n8n; the reason stands in NetSuite under Setup > Users/Roles > View Login Audit Trail, column Detail. Five failures lock the token for 30 minutes',
	NETSUITE_CONNECTION:
		'Check the account ID and Base URL of the NetSuite credential, and the network of the machine that runs n8n',
	NETSUITE_DOWN:
		'See status.netsuite.com and the network of the machine that runs n8n, then run again: what is done is recognised and not repeated',
	NETSUITE_PERMISSION:
		'Give the role of the login the permission that NetSuite names (Setup > Users/Roles > Manage Roles), or the role shipped in the netsuite folder. Where nothing is named, the feature that the record belongs to may be off: Setup > Company > Enable Features',
	NETSUITE_FEATURE_OFF:
		'Turn the feature on under Setup > Company > Enable Features, or leave out the setting of the node that needs it, then run again',
	NETSUITE_CONCURRENCY:
		"Lower 'Concurrency' in the node's options or run when fewer integrations are busy, then run again: what is done is recognised",
	NETSUITE_UNREACHABLE:
		'Run again when NetSuite answers: what is done is recognised and not repeated',
	PERIOD_CLOSED:
		"Open the period in NetSuite, choose another 'Transaction Date' in the node, or let 'Closed Period' date it on the first open day, then run again",
	EXTERNAL_ID_TAKEN:
		'Open the record that carries the external ID in NetSuite; if it is not meant to, change it there and run again',
	INVOICE_NOT_APPLICABLE:
		"A document is applied only to open ones of the same customer, currency, A/R account and subsidiary; check 'A/R Account' and the subsidiary in 'Segments' and 'Marketplaces', then run again",
	NETSUITE_VALIDATION: 'Correct the value NetSuite names and run again',
	NETSUITE_NOT_FOUND:
		'Check that the record still exists and that the custom records of the netsuite folder are installed',
};

export const DEPLOY_AGAIN =
	'The account does not have this field yet: deploy the project of the netsuite folder again (README, NetSuite set-up), then run again. Nothing was written';
