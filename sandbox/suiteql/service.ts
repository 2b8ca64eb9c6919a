// POST /services/rest/query/v1/suiteql: the HTTP side of a query (help section_157909186990).
import { pageAnswer, parseBody, prefers, readPage, type Answer, type Call } from '../answer';
import { invalidContent, invalidRequest, methodNotAllowed } from '../errors';
import type { Parameters, QueryEngine } from './engine';

function readParameters(given: unknown): Parameters {
	if (given === undefined || given === null) {
		return [];
	}
	if (!Array.isArray(given)) {
		throw invalidContent('Invalid content in the request body.');
	}
	return given.map((value: unknown) => {
		if (typeof value === 'string' || typeof value === 'number' || value === null) {
			return value;
		}
		if (typeof value === 'boolean') {
			return value ? 'T' : 'F';
		}
		throw invalidContent('Invalid content in the request body.');
	});
}

export function querySuiteQl(call: Call, engine: QueryEngine): Answer {
	if (call.method !== 'POST') {
		throw methodNotAllowed();
	}
	if (!prefers(call, 'transient')) {
		throw invalidRequest('The Prefer header with the value transient is required.');
	}
	const page = readPage(call.query);
	const { q, params } = parseBody(call) as { q?: unknown; params?: unknown };
	if (typeof q !== 'string' || q.trim() === '') {
		throw invalidContent('Invalid content in the request body.');
	}
	const { rows, total } = engine.run(q, readParameters(params), page.limit, page.offset);
	const items = rows.map((row) => ({ links: [], ...row }));
	return pageAnswer(`${call.restUrl}/query/v1/suiteql`, page, items, total);
}
