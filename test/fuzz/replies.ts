// What may come back in place of NetSuite's answers, made by a seed: wrong statuses, bodies of any shape, errors in
// successes, pages, addresses of other records, rows left out, silence.
import type { NetSuiteAnswer } from '../../nodes/shared/netsuite/api/client';

export interface Chance {
	/** 0 <= next() < 1. */
	next(): number;
	of<Value>(...values: Value[]): Value;
}

export function chanceOf(seed: number): Chance {
	let state = seed % 2147483648;
	const next = () => {
		state = (state * 1103515245 + 12345) % 2147483648;
		return state / 2147483648;
	};
	return {
		next,
		of: (...values) => values[Math.floor(next() * values.length)],
	};
}

const STATUSES = [200, 201, 202, 204, 206, 301, 302, 304, 400, 402, 403, 404, 405, 408, 409, 410];
const MORE_STATUSES = [412, 415, 422, 423, 429, 451, 500, 502, 503, 504, 599];
const TEXTS = [
	'',
	'Record has been changed',
	'This record already exists',
	"Permission Violation: You need the 'Lists -> Currency' permission",
	'The posting period is closed',
	'Unable to find a matching line for sublist apply with key: [doc,line] and value: [1,null]',
	'Please enter value(s) for: Payment Method.',
	'\u0000\u{1F4A5} "quoted" <b>',
	'x'.repeat(5000),
];

function anyValue(chance: Chance, depth = 0): unknown {
	const plain = chance.of<unknown>(null, true, 0, -1, 1e21, 'text', '', '12', [], {});
	if (depth > 2 || chance.next() < 0.5) {
		return plain;
	}
	const inner = Array.from({ length: 3 }, () => anyValue(chance, depth + 1));
	return chance.next() < 0.5
		? inner
		: {
				items: inner,
				hasMore: chance.next() < 0.3,
				totalResults: chance.of<unknown>(0, 1, 7, '7', -1),
			};
}

function envelope(chance: Chance): unknown {
	return {
		title: 'x',
		'o:errorDetails': chance.of<unknown>(
			[
				{
					detail: chance.of(...TEXTS),
					'o:errorCode': chance.of('USER_ERROR', '', 'RCRD_HAS_BEEN_CHANGED'),
				},
			],
			[],
			'text',
			[null],
		),
	};
}

const LOCATIONS = [
	'',
	'/login',
	'https://example.com/services/rest/record/v1/customerPayment/1',
	'/services/rest/record/v1/customerPayment/0x1',
	'/services/rest/record/v1/invoice/1',
	'/services/rest/async/v1/job/999999',
];

/** The true answer as it is, or something else. Null: no answer at all. */
export function altered(chance: Chance, answer: NetSuiteAnswer): NetSuiteAnswer | null {
	const kind = chance.of('status', 'body', 'error', 'page', 'location', 'rows', 'silence');
	switch (kind) {
		case 'status':
			return { ...answer, status: chance.of(...STATUSES, ...MORE_STATUSES) };
		case 'body':
			return { ...answer, body: anyValue(chance) };
		case 'error':
			return { ...answer, status: chance.of(200, 400, 404, 409, 500), body: envelope(chance) };
		case 'page':
			return { status: chance.of(200, 302, 502, 503), headers: {}, body: '<html>We are back soon' };
		case 'location':
			return { ...answer, headers: { location: chance.of(...LOCATIONS) } };
		case 'rows': {
			const { items, ...rest } = (answer.body ?? {}) as { items?: unknown[] };
			return items === undefined || items.length === 0
				? answer
				: { ...answer, body: { ...rest, items: items.slice(1) } };
		}
		default:
			return null;
	}
}
