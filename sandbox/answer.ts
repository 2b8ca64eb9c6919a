// What a route is asked and what it answers, and the paging both collections and queries share.
import type { Books } from './books/books';
import { invalidContent, invalidParameter, Refusal } from './errors';
import type { RoleView } from './roleView';
import { link } from './view';

export interface Call {
	method: string;
	/** `http://127.0.0.1:PORT/services/rest` */
	restUrl: string;
	/** The path behind restUrl, decoded segment by segment. */
	segments: string[];
	query: URLSearchParams;
	headers: Record<string, string | undefined>;
	/** The body as it came; parsed by whoever needs it. */
	body: string;
	books: Books;
	/** What the role that logged in may do; anything where it is left out. */
	role?: RoleView;
}

export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: unknown;
}

export const COLLECTION_TYPE = 'application/vnd.oracle.resource+json; type=collection';

/** True when the request carries this preference: `Prefer: respond-async, transient`. */
export function prefers(call: Call, preference: string): boolean {
	const preferences = (call.headers.prefer ?? '').toLowerCase().split(',');
	return preferences.some((one) => one.trim().split(';')[0] === preference);
}

export function parseBody(call: Call): unknown {
	if (call.body.trim() === '') {
		return {};
	}
	try {
		return JSON.parse(call.body) as unknown;
	} catch {
		throw invalidContent('Invalid content in the request body.');
	}
}

export interface Page {
	limit: number;
	offset: number;
}

const MOST_PER_PAGE = 1000;
const MOST_PAGES = 1000;

function wholeNumber(query: URLSearchParams, name: string, byDefault: number): number {
	const given = query.get(name);
	if (given !== null && !/^\d{1,9}$/.test(given)) {
		throw invalidParameter(`Invalid value for the query parameter ${name}.`, name);
	}
	return given === null ? byDefault : Number(given);
}

/** `limit` up to 1000, `offset` a multiple of it (help section_156414087576; refusal texts unknown). */
export function readPage(query: URLSearchParams): Page {
	const limit = wholeNumber(query, 'limit', MOST_PER_PAGE);
	const offset = wholeNumber(query, 'offset', 0);
	if (limit < 1 || limit > MOST_PER_PAGE) {
		throw invalidParameter(`The limit must be between 1 and ${MOST_PER_PAGE}.`, 'limit');
	}
	if (offset % limit !== 0) {
		throw invalidParameter('The offset must be divisible by the limit.', 'offset');
	}
	if (offset / limit >= MOST_PAGES) {
		throw invalidParameter(`No more than ${MOST_PAGES} pages can be read.`, 'offset');
	}
	return { limit, offset };
}

/** One page of a collection, with links to its neighbours. */
export function pageAnswer(url: string, page: Page, items: unknown[], total: number): Answer {
	const { limit, offset } = page;
	const hasMore = offset + items.length < total;
	const at = (start: number) => {
		const address = new URL(url);
		address.searchParams.set('limit', String(limit));
		address.searchParams.set('offset', String(start));
		// A blank is %20 in NetSuite's links: clients sign them as they stand.
		return address.toString().replace(/\+/g, '%20');
	};
	const lastPage = Math.max(0, Math.ceil(total / limit) - 1) * limit;
	const links = [
		...(hasMore ? [link('next', at(offset + limit)), link('last', at(lastPage))] : []),
		...(offset > 0 ? [link('prev', at(offset - limit)), link('first', at(0))] : []),
		link('self', at(offset)),
	];
	return {
		status: 200,
		headers: { 'content-type': COLLECTION_TYPE },
		body: { links, count: items.length, hasMore, items, offset, totalResults: total },
	};
}

function refusalAnswer(problem: unknown): Answer {
	if (!(problem instanceof Refusal)) {
		throw problem;
	}
	const type = 'application/vnd.oracle.resource+json; type=error';
	return {
		status: problem.status,
		headers: { ...problem.headers, 'content-type': type },
		body: problem.body(),
	};
}

/** An answer, or the refusal in its place; a mistake of the sandbox itself goes on up. */
export function settle(run: () => Answer): Answer {
	try {
		return run();
	} catch (problem) {
		return refusalAnswer(problem);
	}
}
