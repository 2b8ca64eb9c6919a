// NetSuite's refusals: one class for everything the sandbox answers with an error, and the body it
// becomes on the wire. The texts are NetSuite's where one is known (README.md says which are not).

const RFC = 'https://www.rfc-editor.org/rfc/rfc9110.html#section-';

const REASONS: Record<number, { title: string; section: string }> = {
	400: { title: 'Bad Request', section: '15.5.1' },
	401: { title: 'Unauthorized', section: '15.5.2' },
	403: { title: 'Forbidden', section: '15.5.4' },
	404: { title: 'Not Found', section: '15.5.5' },
	409: { title: 'Conflict', section: '15.5.10' },
	415: { title: 'Unsupported Media Type', section: '15.5.16' },
	405: { title: 'Method Not Allowed', section: '15.5.6' },
	// The title of a 429 really is "Bad Request" (NetSuite help section_156570709583).
	429: { title: 'Bad Request', section: '15.5.1' },
	500: { title: 'Internal Server Error', section: '15.6.1' },
};

interface RefusalPlace {
	path?: string;
	queryParam?: string;
	header?: string;
}

/** A request NetSuite would not carry out; nothing has been changed when one is thrown. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		detail: string,
		readonly place: RefusalPlace = {},
		readonly headers: Record<string, string> = {},
	) {
		super(detail);
	}

	/** The error envelope of NetSuite's REST services. */
	body(): Record<string, unknown> {
		const { title, section } = REASONS[this.status] ?? REASONS[500];
		return {
			type: RFC + section,
			title,
			status: this.status,
			...(this.status === 429 ? { 'o:errorCode': 'USER_ERROR' } : {}),
			'o:errorDetails': [
				{
					detail: this.message,
					...(this.place.path ? { 'o:errorPath': this.place.path } : {}),
					...(this.place.queryParam ? { 'o:errorQueryParam': this.place.queryParam } : {}),
					...(this.place.header ? { 'o:errorHeader': this.place.header } : {}),
					'o:errorCode': this.code,
				},
			],
		};
	}
}

/** A business rule said no: the code is always the generic USER_ERROR, only the text tells. */
export function userError(detail: string, path?: string): Refusal {
	return new Refusal(400, 'USER_ERROR', `Error while accessing a resource. ${detail}`, { path });
}

export function missingFields(labels: string[]): Refusal {
	return userError(`Please enter value(s) for: ${labels.join(', ')}.`);
}

export function invalidFieldValue(value: string, field: string, path?: string): Refusal {
	return userError(
		`You have entered an Invalid Field Value ${value} for the following field: ${field}.`,
		path,
	);
}

/** Documented by Stripe and Chargebee for SOAP and SuiteScript; the same record engine, so REST: inferred. */
export function noMatchingLine(sublist: string, key: string, value: string): Refusal {
	return userError(
		`Unable to find a matching line for sublist ${sublist} with key: ${key} and value: ${value}.`,
	);
}

/** The value has the wrong type altogether (a text where a number belongs, no such date). */
export function invalidValue(field: string, path: string): Refusal {
	return new Refusal(
		400,
		'INVALID_VALUE',
		`Invalid value for the resource or sub-resource field '${field}'. Provide a valid value.`,
		{ path },
	);
}

export function invalidContent(detail: string, path?: string): Refusal {
	return new Refusal(400, 'INVALID_CONTENT', detail, { path });
}

export function invalidRequest(detail: string): Refusal {
	return new Refusal(400, 'INVALID_REQUEST', detail);
}

export function invalidParameter(detail: string, queryParam: string): Refusal {
	return new Refusal(400, 'INVALID_PARAMETER', detail, { queryParam });
}

export function unknownRecordType(name: string): Refusal {
	return new Refusal(404, 'NOT_FOUND', `Record type '${name}' does not exist.`);
}

export function permissionViolation(page: string): Refusal {
	return userError(
		`Permission Violation: You need the '${page}' permission to access this page. Please contact your account administrator.`,
	);
}

export function noSuchRecord(): Refusal {
	return new Refusal(
		404,
		'NONEXISTENT_ID',
		'The record instance does not exist. Provide a valid record instance ID.',
	);
}

export function methodNotAllowed(): Refusal {
	return new Refusal(405, 'METHOD_NOT_ALLOWED', 'The method is not allowed for this resource.');
}

export function tooManyRequests(): Refusal {
	return new Refusal(
		429,
		'CONCURRENCY_LIMIT_EXCEEDED',
		'Concurrent request limit exceeded. Request blocked.',
	);
}

export function unexpected(errorId: string): Refusal {
	return new Refusal(500, 'UNEXPECTED_ERROR', `An unexpected error occurred. Error ID: ${errorId}`);
}
