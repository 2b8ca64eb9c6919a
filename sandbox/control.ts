// The sandbox's own paths under /sandbox: NOT NetSuite. They need no signature, serve the loopback only
// and let a demo or a test in another process read the books and order faults.
import type { Answer } from './answer';
import type { Gatekeeper } from './auth';
import type { Clock } from './clock';
import type { Books } from './books/books';
import type { Dataset, Datasets } from './datasets';
import { doByHand, isDeed } from './byHand';
import { FAULT_KINDS, type Fault, type FaultKind, type Faults } from './faults';
import type { TokenService } from './oauth2';
import type { RequestLog } from './requestLog';

export const CONTROL_PREFIX = '/sandbox/';

interface Controlled {
	books: Books;
	datasets: Datasets;
	faults: Faults;
	requests: RequestLog;
	gatekeeper: Gatekeeper;
	tokens: TokenService;
	clock: Clock;
}

function refused(message: string): Answer {
	return { status: 400, body: { message } };
}

function isFaultKind(kind: unknown): kind is FaultKind {
	return FAULT_KINDS.some((known) => known === kind);
}

/** A fault as JSON: like Fault, with `match.path` as the text of a regular expression. */
function orderFault(body: string, faults: Faults): Answer {
	try {
		const { match, ...fault } = JSON.parse(body) as Omit<Fault, 'match'> & {
			match?: { method?: string; path?: string };
		};
		if (!isFaultKind(fault.kind)) {
			return refused(`kind must be one of ${FAULT_KINDS.join(', ')}.`);
		}
		const path = match?.path === undefined ? undefined : new RegExp(match.path);
		faults.add({ ...fault, match: { method: match?.method, path } });
		return { status: 204 };
	} catch (problem) {
		return refused(String(problem));
	}
}

function onFaults(method: string, body: string, faults: Faults): Answer {
	switch (method) {
		case 'POST':
			return orderFault(body, faults);
		case 'DELETE':
			faults.clear();
			return { status: 204 };
		default: {
			const items = faults.pending().map(({ match, ...fault }) => ({
				...fault,
				match: { method: match?.method, path: match?.path?.source },
			}));
			return { status: 200, body: { items } };
		}
	}
}

function onDatasets(method: string, body: string, datasets: Datasets): Answer {
	if (method !== 'POST') {
		return { status: 200, body: { items: datasets.all() } };
	}
	try {
		const { id, name = id, query } = JSON.parse(body) as Partial<Dataset>;
		if (typeof id !== 'string' || typeof name !== 'string' || typeof query !== 'string') {
			return refused('A dataset has id, name and query, all of them texts.');
		}
		datasets.put({ id, name, query });
		return { status: 204 };
	} catch (problem) {
		return refused(String(problem));
	}
}

function onRequests(method: string, requests: RequestLog): Answer {
	if (method === 'DELETE') {
		requests.reset();
		return { status: 204 };
	}
	return { status: 200, body: { counters: requests.counters, entries: requests.entries } };
}

/** DELETE revokes all access tokens, as an administrator does in NetSuite's pages. */
function onTokens(method: string, tokens: TokenService): Answer {
	if (method === 'DELETE') {
		tokens.revokeAll();
		return { status: 204 };
	}
	return { status: 200, body: { made: tokens.made() } };
}

function onClock(method: string, body: string, clock: Clock): Answer {
	if (method !== 'POST') {
		return { status: 200, body: { now: clock.moved().toISOString() } };
	}
	const { seconds } = readJson(body) as { seconds?: unknown };
	if (typeof seconds !== 'number' || !(seconds >= 0)) {
		return refused('The clock is moved forward by a number of seconds: {"seconds": 3600}.');
	}
	clock.forward(seconds);
	return { status: 204 };
}

/** Takes permissions away from the role that the seed gave, and gives them back: `{"without": ["TRAN_CUSTPYMT"]}`. */
function onPermissions(method: string, body: string, { preferences: { role } }: Books): Answer {
	if (role === undefined) {
		return refused('The seed gives no role: preferences.role.');
	}
	if (method === 'POST') {
		const { without } = readJson(body) as { without?: unknown };
		if (!Array.isArray(without) || !without.every((key) => typeof key === 'string')) {
			return refused('without must be a list of permission keys.');
		}
		role.without.splice(0, role.without.length, ...without);
		return { status: 204 };
	}
	return { status: 200, body: { without: role.without } };
}

function readJson(body: string): object {
	try {
		const value: unknown = JSON.parse(body);
		return typeof value === 'object' && value !== null ? value : {};
	} catch {
		return {};
	}
}

export function control(
	method: string,
	path: string,
	body: string,
	{ books, datasets, faults, requests, gatekeeper, tokens, clock }: Controlled,
): Answer {
	const [name, type] = path.slice(CONTROL_PREFIX.length).split('/');
	if (isDeed(name)) {
		return doByHand(name, method, body, books);
	}
	switch (name) {
		case 'faults':
			return onFaults(method, body, faults);
		case 'datasets':
			return onDatasets(method, body, datasets);
		case 'requests':
			return onRequests(method, requests);
		case 'tokens':
			return onTokens(method, tokens);
		case 'clock':
			return onClock(method, body, clock);
		case 'permissions':
			return onPermissions(method, body, books);
		case 'audit':
			return { status: 200, body: { items: gatekeeper.auditTrail } };
		case 'books':
			if (!type) {
				return { status: 200, body: books.saved() };
			}
			return books.types.find(type)
				? { status: 200, body: { items: books.records(type) } }
				: refused(`There is no record type ${type}.`);
		default:
			return { status: 404, body: { message: `The sandbox has no control path ${path}.` } };
	}
}
