// NetSuite's reply as an error a bookkeeper can act on: stable code, sentence, place, remedy.
// NetSuite's own codes are too coarse (USER_ERROR is nearly everything), so the status and the text
// of `o:errorDetails` decide (Oracle help section_156570709583 and answers seen on live accounts).
import { z } from '../../vendor';
import type { ErrorCode } from './errorCodes';
import { DEPLOY_AGAIN, FATAL, REMEDIES } from './errorCodes';

export type { ErrorCode } from './errorCodes';

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

/** NetSuite's own error codes, such as RCRD_HAS_BEEN_CHANGED; too coarse to decide by alone. */
export function codesOf(body: unknown): string {
	const read = errorBody.safeParse(body);
	return read.success
		? read.data['o:errorDetails'].map((detail) => detail['o:errorCode']).join(' ')
		: '';
}

/** An answer that echoes our own Authorization header must not bring it into an item or a log. */
function withoutLogin(text: string): string {
	return text.replace(
		/\bOAuth\s+realm=.*|\bBearer\s+\S+|\boauth_\w+="[^"]*"/gi,
		'(login left out)',
	);
}

/** The first that fits decides; texts of real accounts, by whom they were published. */
const BY_TEXT: Array<[RegExp, ErrorCode]> = [
	[/\bfeature\b[^.]*\b(?:not enabled|disabled|not been enabled)\b/i, 'NETSUITE_FEATURE_OFF'],
	// NetSweet/netsuite #249; SuiteQL of a table that the role may not see.
	[
		/does not have permission|\bpermission violation\b|\byou need\b[^.]*\bpermission\b/i,
		'NETSUITE_PERMISSION',
	],
	[/Record '\w+' was not found/i, 'NETSUITE_PERMISSION'],
	// NetSweet/netsuite #294, oracle/netsuite-suitecloud-sdk #46.
	[/not within the date range of your accounting period/i, 'PERIOD_CLOSED'],
	[/\bperiod\b[^]*\b(?:closed|locked)\b|\b(?:closed|locked)\b[^]*\bperiod\b/i, 'PERIOD_CLOSED'],
	// Stripe's and Chargebee's help pages; the sandbox's own words.
	[/unable to find a matching line for sublist apply\b/i, 'INVOICE_NOT_APPLICABLE'],
	[/\binvalid\b[^]*\(field apply\b/i, 'INVOICE_NOT_APPLICABLE'],
];

/** A remedy that names our setting, where NetSuite names only its field. */
const REMEDY_BY_TEXT: Array<[RegExp, string]> = [
	[
		/please enter value\(s\) for:[^.]*\b(?:payment|refund) (?:method|option)\b/i,
		"Enter 'Refund Payment Option Internal ID' in the options of NetSuite Refund Create: the refund's form wants one. Then run again",
	],
	[
		/please enter value\(s\) for:[^.]*\b(?:department|class|location)\b/i,
		"Select it under 'Segments' or 'Marketplaces' of the node, or fill it in the node's field table, then run again",
	],
];

function codeOf({ status, body }: ErrorAnswer): ErrorCode {
	if (status === 401) {
		return 'NETSUITE_AUTH';
	}
	if (status === 403) {
		return 'NETSUITE_PERMISSION';
	}
	if (status === 407) {
		return 'NETSUITE_CONNECTION';
	}
	if (status === 429) {
		return 'NETSUITE_CONCURRENCY';
	}
	if (status >= 500 || status === 408 || isPage({ status, body })) {
		return 'NETSUITE_UNREACHABLE';
	}
	const details = detailsOf(body);
	if (/Unknown identifier '?cust(record|body)_amzstl/i.test(details)) {
		return 'CONFIGURATION_INCOMPLETE';
	}
	const [, code] = BY_TEXT.find(([text]) => text.test(details)) ?? [];
	return code ?? (status === 404 ? 'NETSUITE_NOT_FOUND' : 'NETSUITE_VALIDATION');
}

function remedyOf({ status, body }: ErrorAnswer): string | undefined {
	if (status === 407) {
		return 'The proxy between n8n and NetSuite wants a login: check the proxy settings of n8n (HTTPS_PROXY)';
	}
	if (status === 409) {
		return 'Another write was on the record at that moment, several times in a row: run again when less is going on';
	}
	const details = detailsOf(body);
	return REMEDY_BY_TEXT.find(([text]) => text.test(details))?.[1];
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
		answer.remedy ??
			remedyOf(answer) ??
			(code === 'CONFIGURATION_INCOMPLETE' ? DEPLOY_AGAIN : undefined),
		answer.status,
	);
}

/** NetSuite's texts for a taken external id differ by record ("This entity already exists."). */
export function isDuplicate({ status, body }: ErrorAnswer): boolean {
	return (
		(status === 400 || status === 409) &&
		/already exists|already been used|duplicate/i.test(detailsOf(body))
	);
}
