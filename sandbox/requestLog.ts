// Counts what clients asked for. Every request counts once in `total` and once in its class, whether it
// was carried out or refused; control paths of the sandbox itself are not counted.

export interface RequestCounters {
	total: number;
	/** POSTs to the query service. */
	suiteql: number;
	/** All GETs, polling of jobs included. */
	get: number;
	/** POSTs to the record service other than batches, transforms included. */
	post: number;
	patch: number;
	put: number;
	delete: number;
	/** POSTs to the token endpoint. */
	token: number;
	/** Requests with a collection of records as their body, whatever the method. */
	batch: number;
	/** Answers 429, for any reason; these are counted in their class as well. */
	rejected429: number;
}

export interface RequestEntry {
	method: string;
	path: string;
	/** 0 when the connection was cut before an answer. */
	status: number;
}

export interface RequestLog {
	counters: RequestCounters;
	/** The latest requests, oldest first. */
	entries: RequestEntry[];
	count(entry: RequestEntry, contentType: string): void;
	/** Forgets everything counted so far. */
	reset(): void;
}

const MOST_ENTRIES = 50_000;

function noRequests(): RequestCounters {
	return {
		total: 0,
		suiteql: 0,
		token: 0,
		get: 0,
		post: 0,
		patch: 0,
		put: 0,
		delete: 0,
		batch: 0,
		rejected429: 0,
	};
}

function classOf(entry: RequestEntry, contentType: string): keyof RequestCounters | undefined {
	if (/type\s*=\s*collection/i.test(contentType) && entry.method !== 'GET') {
		return 'batch';
	}
	if (/\/query\/v1\/suiteql(\?|$)/.test(entry.path)) {
		return 'suiteql';
	}
	if (/\/auth\/oauth2\/v1\/token(\?|$)/.test(entry.path)) {
		return 'token';
	}
	const method = entry.method.toLowerCase();
	return (['get', 'post', 'patch', 'put', 'delete'] as const).find((name) => name === method);
}

export function createRequestLog(): RequestLog {
	const counters = noRequests();
	const entries: RequestEntry[] = [];
	return {
		counters,
		entries,
		count: (entry, contentType) => {
			const name = classOf(entry, contentType);
			counters.total += 1;
			if (name) {
				counters[name] += 1;
			}
			counters.rejected429 += entry.status === 429 ? 1 : 0;
			entries.push(entry);
			entries.splice(0, entries.length - MOST_ENTRIES);
		},
		reset: () => {
			Object.assign(counters, noRequests());
			entries.length = 0;
		},
	};
}
