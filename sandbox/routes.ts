// Which request goes where: from the segments of the path to the service that answers. Everything here
// is NetSuite's; the sandbox's own control paths are in control.ts.
import { prefers, type Answer, type Call } from './answer';
import { readDataset, type Datasets } from './datasets';
import { methodNotAllowed, Refusal } from './errors';
import { isAsynchronous, type Jobs } from './jobs';
import { metadataCatalog } from './metadata';
import {
	createRecord,
	deleteRecord,
	getRecord,
	getSublist,
	listRecords,
	patchRecord,
	upsertRecord,
} from './recordService';
import type { QueryEngine } from './suiteql/engine';
import { querySuiteQl } from './suiteql/service';
import { transformRecord } from './transforms';

export interface Services {
	engine: QueryEngine;
	datasets: Datasets;
	jobs: Jobs;
	concurrencyLimit: number;
}

function notFound(): Refusal {
	return new Refusal(404, 'NOT_FOUND', 'The requested resource does not exist.');
}

function onRecord(call: Call, type: string, reference: string): Answer {
	switch (call.method) {
		case 'GET':
			return getRecord(call, type, reference);
		case 'PATCH':
			return patchRecord(call, type, reference);
		case 'PUT':
			return upsertRecord(call, type, reference);
		case 'DELETE':
			return deleteRecord(call, type, reference);
		default:
			throw methodNotAllowed();
	}
}

function onRecordService(call: Call): Answer {
	const [, , type, reference, part, last] = call.segments;
	if (type === 'metadata-catalog' && call.method === 'GET') {
		return metadataCatalog(call, reference);
	}
	if (reference === undefined) {
		if (call.method === 'GET') {
			return listRecords(call, type);
		}
		if (call.method !== 'POST') {
			throw methodNotAllowed();
		}
		return createRecord(call, type);
	}
	if (part === undefined) {
		return onRecord(call, type, reference);
	}
	if (part === '!transform' && last !== undefined && call.method === 'POST') {
		return transformRecord(call, type, reference, last);
	}
	// Lines can be read, not deleted, by their own path (seen on live accounts).
	if (call.method !== 'GET' || part.startsWith('!')) {
		throw methodNotAllowed();
	}
	return getSublist(call, type, reference, part, last);
}

/** Only administrators may ask for this in NetSuite; the sandbox has one role. */
function governanceLimits(limit: number): Answer {
	return {
		status: 200,
		body: {
			accountConcurrencyLimit: limit,
			accountUnallocatedConcurrencyLimit: limit,
			integrationLimitType: 'accountLimit',
		},
	};
}

/** It exists; what it answers is unknown. */
function serverTime({ books }: Call): Answer {
	return { status: 200, body: { serverTime: `${books.now().toISOString().slice(0, 19)}Z` } };
}

export function route(call: Call, { engine, datasets, jobs, concurrencyLimit }: Services): Answer {
	if (call.method === 'OPTIONS') {
		return { status: 204 };
	}
	const [service, version, name, ...rest] = call.segments;
	const address = `${service}/${version}`;
	if (address === 'record/v1' && name) {
		return isAsynchronous(call) ? jobs.accept(call, onRecordService) : onRecordService(call);
	}
	if (address === 'query/v1' && name === 'suiteql') {
		const query = (asked: Call) => querySuiteQl(asked, engine);
		const isJob = call.books.preferences.asyncQueries === 'jobs' && prefers(call, 'respond-async');
		return isJob ? jobs.accept(call, query) : query(call);
	}
	if (address === 'query/v1' && name === 'dataset') {
		return readDataset(call, datasets, engine, rest);
	}
	if (address === 'async/v1' && name === 'job' && call.method === 'GET') {
		const [job, ...parts] = rest;
		return jobs.read(call, job, ...parts);
	}
	if (address === 'system/v1' && name === 'governanceLimits') {
		return governanceLimits(concurrencyLimit);
	}
	if (address === 'system/v1' && name === 'serverTime' && call.method === 'GET') {
		return serverTime(call);
	}
	throw notFound();
}
