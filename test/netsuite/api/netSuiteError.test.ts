// NetSuite's refusals as errors with our codes. The bodies are facts: printed in Oracle's help
// (section_156570709583, subsect_164494900632) or captured from live accounts by public projects.
import {
	detailsOf,
	errorFromAnswer,
	isDuplicate,
	isSuccess,
	NetSuiteError,
} from '../../../nodes/shared/netsuite/api/netSuiteError';

interface Detail {
	detail?: string;
	'o:errorCode'?: string;
	'o:errorPath'?: string;
	'o:errorQueryParam'?: string;
}

const RFC = 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.1';
const body = (details: Detail, title = 'Bad Request') => ({
	...{ type: RFC, title, 'o:errorDetails': [details] },
});

const LOGIN =
	'Invalid login attempt. For more details, see the Login Audit Trail in the NetSuite UI at Setup > Users/Roles > User Management > View Login Audit Trail.';
const SEARCH = 'Invalid search query. Detailed unprocessed description follows. ';
const userError = (detail: string, path?: string) =>
	body({ detail, 'o:errorCode': 'USER_ERROR', ...(path ? { 'o:errorPath': path } : {}) });

type Case = [title: string, status: number, body: unknown, code: string, says: string];

const cases: Case[] = [
	[
		'a login that fails',
		401,
		body({ detail: LOGIN, 'o:errorCode': 'INVALID_LOGIN' }, 'Unauthorized'),
		'NETSUITE_AUTH',
		'View Login Audit Trail. (status 401)',
	],
	[
		'no permission, as 403',
		403,
		body({
			detail: 'You do not have permission to access this record.',
			'o:errorCode': 'INSUFFICIENT_PERMISSION',
		}),
		'NETSUITE_PERMISSION',
		'You do not have permission',
	],
	[
		'no permission, as 400',
		400,
		userError('Your current role does not have permission to perform this action.'),
		'NETSUITE_PERMISSION',
		'Your current role',
	],
	[
		'a record type that the role may not see in SuiteQL',
		400,
		body({
			detail: `${SEARCH}Search error occurred: Record 'customer' was not found.`,
			'o:errorQueryParam': 'q',
			'o:errorCode': 'INVALID_PARAMETER',
		}),
		'NETSUITE_PERMISSION',
		"Record 'customer' was not found",
	],
	[
		'an unknown column',
		400,
		body({
			detail: `${SEARCH}Search error occurred: Unknown identifier 'subsidiary'. Available identifiers are: {transaction=transaction}.`,
			'o:errorCode': 'INVALID_PARAMETER',
		}),
		'NETSUITE_VALIDATION',
		"Unknown identifier 'subsidiary'",
	],
	[
		'missing fields',
		400,
		userError(
			'Error while accessing a resource. Please enter value(s) for: First Name, Last Name.',
		),
		'NETSUITE_VALIDATION',
		': Please enter value(s) for: First Name, Last Name. (status 400)',
	],
	[
		'a wrong reference in a line',
		400,
		userError(
			'Error while accessing a resource. You have entered an Invalid Field Value 53384 for the following field: customer.',
			'expense.items[2]',
		),
		'NETSUITE_VALIDATION',
		'(field expense.items[2])',
	],
	[
		"the help's other spelling of the opening words",
		400,
		body({
			detail:
				'Error while accessing resource: You have entered an Invalid Field Value 9999 for the following field: item',
			'o:errorCode': 'INVALID_CONTENT',
			'o:errorPath': 'item.items[0].item',
		}),
		'NETSUITE_VALIDATION',
		': You have entered an Invalid Field Value 9999',
	],
	[
		'locked by a workflow',
		400,
		userError(
			'Error while accessing a resource. This record has been locked by a user defined workflow.',
		),
		'NETSUITE_VALIDATION',
		'locked by a user defined workflow',
	],
	[
		'a closed period (the text is unknown, the words are those of the user interface)',
		400,
		userError('The posting period of this transaction is closed.'),
		'PERIOD_CLOSED',
		'posting period',
	],
	[
		'a missing record',
		404,
		body({ detail: 'Record does not exist.', 'o:errorCode': 'NONEXISTENT_ID' }, 'Not Found'),
		'NETSUITE_NOT_FOUND',
		'Record does not exist.',
	],
	[
		'too many requests',
		429,
		body({
			detail: 'Concurrent request limit exceeded. Request blocked.',
			'o:errorCode': 'CONCURRENCY_LIMIT_EXCEEDED',
		}),
		'NETSUITE_CONCURRENCY',
		'Request blocked.',
	],
	[
		'an unexpected error',
		500,
		body({
			detail: 'An unexpected error occurred. Error ID: jrgbpyylphhishmmlxyt',
			'o:errorCode': 'UNEXPECTED_ERROR',
		}),
		'NETSUITE_UNREACHABLE',
		'jrgbpyylphhishmmlxyt',
	],
	['a page of a proxy', 502, '<html>', 'NETSUITE_UNREACHABLE', ': status 502'],
	[
		'a maintenance page that it redirects to',
		302,
		undefined,
		'NETSUITE_UNREACHABLE',
		'a web page came',
	],
	['a login page as a success', 200, '<html>', 'NETSUITE_UNREACHABLE', 'a web page came'],
	[
		'an error that calls itself a success',
		200,
		userError('Please enter value(s) for: Memo.'),
		'NETSUITE_VALIDATION',
		'Please enter value(s) for: Memo. (status 200)',
	],
	[
		'no permission, as NetSweet/netsuite #249 has it',
		400,
		userError(
			"Permission Violation: You need the 'Lists -> Currency' permission to access this page.",
		),
		'NETSUITE_PERMISSION',
		"'Lists -> Currency'",
	],
	[
		'a feature that is off',
		400,
		userError("The feature 'Multiple Currencies' is not enabled in this NetSuite account."),
		'NETSUITE_FEATURE_OFF',
		'Multiple Currencies',
	],
	[
		'a date outside the open period, as NetSweet/netsuite #294 has it',
		400,
		userError(
			'The transaction date you specified is not within the date range of your accounting period.',
		),
		'PERIOD_CLOSED',
		'date range',
	],
	[
		'an invoice that takes no payment, as Stripe and Chargebee print it',
		400,
		userError(
			'Unable to find a matching line for sublist apply with key: [doc,line] and value: [12345,null]',
		),
		'INVOICE_NOT_APPLICABLE',
		'[12345,null]',
	],
	['a gateway that has waited long enough', 408, undefined, 'NETSUITE_UNREACHABLE', 'status 408'],
	['a proxy that wants a login', 407, '<html>', 'NETSUITE_CONNECTION', 'status 407'],
	[
		'two writes on one record',
		409,
		body({ detail: 'Record has been changed', 'o:errorCode': 'RCRD_HAS_BEEN_CHANGED' }),
		'NETSUITE_VALIDATION',
		'Record has been changed',
	],
	['no body', 400, undefined, 'NETSUITE_VALIDATION', ': status 400'],
];

test.each(cases)('%s', (_, status, answer, code, says) => {
	const error = errorFromAnswer({ status, body: answer }, 'create X');
	expect(error).toMatchObject({ code, status });
	expect(error.message).toContain('NetSuite refused to create X');
	expect(error.message).toContain(says);
	expect(error.message).not.toMatch(/Error while accessing/);
	if (!['PERIOD_CLOSED'].includes(code)) {
		expect(error.remedy).not.toBe('');
	}
});

test.each([
	['Please enter value(s) for: Payment Method.', /'Refund Payment Option Internal ID'/],
	['Please enter value(s) for: Department.', /'Segments'/],
	['Please enter value(s) for: First Name.', /Correct the value NetSuite names/],
])('%s: the remedy names our setting', (detail, remedy) => {
	expect(errorFromAnswer({ status: 400, body: userError(detail) }, 'x').remedy).toMatch(remedy);
});

test('all details are told', () => {
	const two = { 'o:errorDetails': [{ detail: 'One.' }, { detail: 'Two.', 'o:errorPath': 'x' }] };
	expect(detailsOf(two)).toBe('One. Two. (field x)');
});

test.each([
	['NetSuite made it', 204, undefined, true],
	['NetSuite gives it', 200, { id: '7' }, true],
	['an error in the body', 200, userError('No.'), false],
	['an error without a text', 200, { 'o:errorDetails': [] }, false],
	['a page', 200, '<html>', false],
	['a redirection', 302, undefined, false],
	['a refusal', 400, userError('No.'), false],
])('success: %s', (_, status, answer, expected) => {
	expect(isSuccess({ status, body: answer })).toBe(expected);
});

test('what an answer echoes of our own login is left out, and no text is endless', () => {
	const echo =
		'Refused OAuth realm="1", oauth_token="secret", oauth_signature="secret2"\nand Bearer eyJhbGciOi.x.y';
	const told = detailsOf(userError(`${echo} oauth_consumer_key="secret3" ${'x'.repeat(9000)}`));
	expect(told).not.toMatch(/secret|eyJ/);
	expect(told.length).toBeLessThanOrEqual(2000);
});

test.each([
	[
		'an entity (captured)',
		400,
		'Error while accessing a resource. This entity already exists.',
		true,
	],
	['a record (the SuiteScript text)', 400, 'This record already exists', true],
	['something else', 400, 'Please enter value(s) for: Amount.', false],
	['a server error that says so', 500, 'This entity already exists.', false],
])('a taken external id: %s', (_, status, detail, expected) => {
	expect(isDuplicate({ status, body: userError(detail) })).toBe(expected);
});

test('only what makes every further request useless ends the run', () => {
	const fatal = [
		...(['NETSUITE_AUTH', 'NETSUITE_CONNECTION', 'NETSUITE_DOWN'] as const),
		...(['CONFIGURATION_INCOMPLETE', 'CANCELLED'] as const),
	];
	const others = ['NETSUITE_UNREACHABLE', 'NETSUITE_PERMISSION', 'INVOICE_NOT_FOUND'] as const;
	expect(fatal.filter((code) => !new NetSuiteError(code, 'x').isFatal)).toEqual([]);
	expect(others.map((code) => new NetSuiteError(code, 'x').isFatal)).toEqual([false, false, false]);
});
