// NetSuite's reply as an error a bookkeeper can act on: stable code, sentence, place, remedy.
// NetSuite's own codes are too coarse (USER_ERROR is nearly everything), so the status and the text
// of `o:errorDetails` decide (Oracle help section_156570709583 and answers seen on live accounts).
import { z } from '../../vendor';

export type ErrorCode =
	| 'SETTLEMENT_CHANGED'
	| 'SETTLEMENT_INCOMPLETE'
	| 'ITEM_CHANGED'
	| 'RECORD_CHANGED'
	| 'SETTLEMENT_NOT_RECORDED'
	| 'TRANSACTION_NOT_RECORDED'
	| 'LABEL_UNDECIDED'
	| 'AMOUNT_HAS_WRONG_SIGN'
	| 'AMOUNT_EXCEEDS_INVOICE'
	| 'INVOICE_NOT_FOUND'
	| 'INVOICE_AMBIGUOUS'
	| 'INVOICE_ALREADY_PAID'
	| 'PAYMENT_CHANGED'
	| 'PAYMENT_NOT_APPLIED'
	| 'DOCUMENT_DIFFERS'
	| 'DOCUMENT_DELETED'
	| 'DOCUMENT_VOIDED'
	| 'DOCUMENT_EDITED'
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
	| 'CREDIT_MEMO_WITHOUT_REFUND'
	| 'WRITE_OFF_FAILED'
	| 'EXTERNAL_ID_TAKEN'
	| 'CONFIGURATION_INCOMPLETE'
	| 'SETTING_INVALID'
	| 'SELECTION_INVALID'
	| 'CANCELLED'
	| 'NETSUITE_AUTH'
	| 'NETSUITE_CONNECTION'
	| 'NETSUITE_DOWN'
	| 'NETSUITE_PERMISSION'
	| 'NETSUITE_CONCURRENCY'
	| 'NETSUITE_VALIDATION'
	| 'NETSUITE_NOT_FOUND'
	| 'NETSUITE_UNREACHABLE';

/** Codes after which no further request can succeed: the run stops instead of failing every item. */
const FATAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'NETSUITE_AUTH',
	'NETSUITE_CONNECTION',
	'NETSUITE_DOWN',
	'CONFIGURATION_INCOMPLETE',
	'SETTING_INVALID',
	'SELECTION_INVALID',
	'CANCELLED',
]);

const REMEDIES: Partial<Record<ErrorCode, string>> = {
	CANCELLED: 'Run again to go on: what is done is recognised and not repeated',
	NETSUITE_AUTH:
		'Test the NetSuite credential in n8n; the reason stands in NetSuite under Setup > Users/Roles > View Login Audit Trail, column Detail. Five failures lock the token for 30 minutes',
	NETSUITE_CONNECTION:
		'Check the account ID and Base URL of the NetSuite credential, and the network of the machine that runs n8n',
	NETSUITE_DOWN:
		'See status.netsuite.com and the network of the machine that runs n8n, then run again: what is done is recognised and not repeated',
	NETSUITE_PERMISSION:
		'Give the role of the access token the permission for this record, or use the role shipped in the netsuite folder',
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

const DEPLOY_AGAIN =
	'The account does not have this field yet: deploy the project of the netsuite folder again (README, NetSuite set-up), then run again. Nothing was written';

/** A failure with a stable code. `message` says what happened, `remedy` what to do next. */
export class NetSuiteError extends Error {
	constructor(
		readonly code: ErrorCode,
		message: string,
		readonly remedy: string = REMEDIES[code] ?? '',
		/** HTTP status when NetSuite answered. */
		readonly status: number | null = null,
	) {
		super(message);
		this.name = 'NetSuiteError';
	}

	get isFatal(): boolean {
		return FATAL.has(this.code);
	}
}

/** As much as a person reads; NetSuite's own texts are a few lines. */
const DETAILS_MAX = 2_000;

const errorBody = z.object({
	title: z.string().optional(),
	'o:errorDetails': z
		.array(
			z.object({
				detail: z.string().default(''),
				'o:errorCode': z.string().default(''),
				'o:errorPath': z.string().optional(),
			}),
		)
		.default([]),
});

export interface ErrorAnswer {
	status: number;
	body: unknown;
	remedy?: string;
}

/** NetSuite did it and says so: an error in the body, or a page in place of data, is no success. */
export function isSuccess({ status, body }: ErrorAnswer): boolean {
	return status >= 200 && status <= 299 && typeof body !== 'string' && !hasErrorDetails(body);
}

function hasErrorDetails(body: unknown): boolean {
	return typeof body === 'object' && body !== null && 'o:errorDetails' in body;
}

/** Every detail NetSuite gives, with the field it names; '' when the body is not NetSuite's. */
export function detailsOf(body: unknown): string {
	const read = errorBody.safeParse(body);
	if (!read.success) {
		return '';
	}
	const details = read.data['o:errorDetails']
		.map(({ detail, ...rest }) => {
			const path = rest['o:errorPath'];
			const text = detail.replace(/^Error while accessing a? ?resource[.:] ?/i, '').trim();
			return path === undefined ? text : `${text} (field ${path})`;
		})
		.join(' ');
	return withoutLogin(details).slice(0, DETAILS_MAX);
}

/** An answer that echoes our own Authorization header must not bring it into an item or a log. */
function withoutLogin(text: string): string {
	return text.replace(
		/\bOAuth\s+realm=.*|\bBearer\s+\S+|\boauth_\w+="[^"]*"/gi,
		'(login left out)',
	);
}

function codeOf({ status, body }: ErrorAnswer): ErrorCode {
	const details = detailsOf(body);
	if (status === 401) {
		return 'NETSUITE_AUTH';
	}
	if (status === 403 || /does not have permission|Record '\w+' was not found/i.test(details)) {
		return 'NETSUITE_PERMISSION';
	}
	if (status === 429) {
		return 'NETSUITE_CONCURRENCY';
	}
	if (status >= 500 || isPage({ status, body })) {
		return 'NETSUITE_UNREACHABLE';
	}
	if (/Unknown identifier '?cust(record|body)_amzstl/i.test(details)) {
		return 'CONFIGURATION_INCOMPLETE';
	}
	if (/\bperiod\b/i.test(details) && /\b(closed|locked)\b/i.test(details)) {
		return 'PERIOD_CLOSED';
	}
	if (/\binvalid\b[^]*\(field apply\b/i.test(details)) {
		return 'INVOICE_NOT_APPLICABLE';
	}
	return status === 404 ? 'NETSUITE_NOT_FOUND' : 'NETSUITE_VALIDATION';
}

/** A login, maintenance or proxy page: no word of NetSuite's services, so what was asked may be done or not. */
function isPage({ status, body }: ErrorAnswer): boolean {
	return status < 400 && (status >= 300 || typeof body === 'string');
}

function reasonOf(answer: ErrorAnswer): string {
	const details = detailsOf(answer.body);
	if (details === '' && isPage(answer)) {
		return `a web page came in place of data, as during maintenance (status ${answer.status})`;
	}
	return details === '' ? `status ${answer.status}` : `${details} (status ${answer.status})`;
}

/** The error of an answer that is no success. `doing` completes "NetSuite refused to ...". */
export function errorFromAnswer(answer: ErrorAnswer, doing: string): NetSuiteError {
	const code = codeOf(answer);
	return new NetSuiteError(
		code,
		`NetSuite refused to ${doing}: ${reasonOf(answer)}`,
		answer.remedy ?? (code === 'CONFIGURATION_INCOMPLETE' ? DEPLOY_AGAIN : undefined),
		answer.status,
	);
}

/** NetSuite's texts for a taken external id differ by record ("This entity already exists."). */
export function isDuplicate({ status, body }: ErrorAnswer): boolean {
	return status === 400 && /already exists|already been used|duplicate/i.test(detailsOf(body));
}
