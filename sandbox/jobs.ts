// Asynchronous requests: `Prefer: respond-async` turns a request of the record service into a job with
// one task, a collection of up to 100 records into a job with one task per record (help
// subsect_161252896355, article_0127092747). Jobs live in memory only.
import { COLLECTION_TYPE, parseBody, prefers, settle, type Answer, type Call } from './answer';
import { invalidContent, invalidRequest, noSuchRecord, Refusal } from './errors';
import { runLater } from './node';
import { link } from './view';

type Run = (call: Call) => Answer;

interface Task {
	call: Call;
	startTime?: string;
	endTime?: string;
	answer?: Answer;
}

interface Job {
	id: string;
	tasks: Task[];
}

export interface Jobs {
	/** Accepts a request as a job; `run` carries it out (or each of its records). */
	accept(call: Call, run: Run): Answer;
	read(call: Call, jobId: string, part?: string, taskId?: string, result?: string): Answer;
}

const MOST_RECORDS = 100;

export function isBatch(call: Call): boolean {
	return /type\s*=\s*collection/i.test(call.headers['content-type'] ?? '');
}

/** The request one record of a batch stands for. */
function callForRecord(call: Call, record: unknown): Call {
	const [service, version, type] = call.segments;
	const { id, externalId } = record as { id?: unknown; externalId?: unknown };
	const body = JSON.stringify(record);
	if (call.method === 'POST') {
		return { ...call, body };
	}
	const reference = id === undefined ? `eid:${String(externalId ?? '')}` : String(id);
	// The id wins, and a record that has one is there already.
	const method = id === undefined ? call.method : 'PATCH';
	return { ...call, method, body, segments: [service, version, type, reference] };
}

/** `?ids=1,2,eid:A` of a GET or DELETE: a request for each record. */
function callsForIds(call: Call): Call[] | undefined {
	const ids = call.query.get('ids');
	const isPlural = ['GET', 'DELETE'].includes(call.method) && call.segments.length === 3;
	if (ids === null || !isPlural) {
		return undefined;
	}
	const given = ids.split(',').filter(Boolean);
	if (given.length === 0 || given.length > MOST_RECORDS) {
		throw invalidRequest(`A batch must contain 1 to ${MOST_RECORDS} records.`);
	}
	const query = new URLSearchParams(call.query);
	query.delete('ids');
	query.delete('expandRecords');
	return given.map((id) => ({ ...call, query, segments: [...call.segments, id] }));
}

function recordsOf(call: Call): unknown[] {
	const { items } = parseBody(call) as { items?: unknown };
	if (!Array.isArray(items) || items.some((item) => typeof item !== 'object' || item === null)) {
		throw invalidContent('Invalid content in the request body.');
	}
	if (items.length === 0 || items.length > MOST_RECORDS) {
		throw invalidRequest(`A batch must contain 1 to ${MOST_RECORDS} records.`);
	}
	return items;
}

function callsOf(call: Call): Call[] {
	const byIds = callsForIds(call);
	if (byIds !== undefined) {
		return byIds;
	}
	if (!isBatch(call)) {
		return [call];
	}
	if (!call.books.preferences.features.batch) {
		// What a release without batches answers is unknown; 415 says what it does not understand.
		throw new Refusal(415, 'INVALID_CONTENT', 'Invalid content in the request body.');
	}
	if (!['POST', 'PATCH', 'PUT'].includes(call.method) || call.segments.length !== 3) {
		throw invalidRequest('Batch operations are POST, PATCH or PUT on a record type.');
	}
	return recordsOf(call).map((record) => callForRecord(call, record));
}

function progressOf(task: Task): string {
	if (!task.answer) {
		return task.startTime ? 'processing' : 'pending';
	}
	return task.answer.status < 400 ? 'succeeded' : 'failed';
}

export function createJobs(now: () => Date, jobLatencyMs: number): Jobs {
	const jobs = new Map<string, Job>();
	const jobsByKey = new Map<string, string>();

	const jobUrl = (call: Call, id: string) => `${call.restUrl}/async/v1/job/${id}`;

	const work = (job: Job, run: Run) => {
		for (const task of job.tasks) {
			task.startTime = now().toISOString();
			task.answer = settle(() => run(task.call));
			task.endTime = now().toISOString();
		}
	};

	const viewTask = (call: Call, job: Job, position: number) => {
		const task = job.tasks[position];
		const href = `${jobUrl(call, job.id)}/task/${position + 1}`;
		return {
			links: [link('related', `${href}/result`), link('self', href)],
			completed: task.answer !== undefined,
			...(task.endTime ? { endTime: task.endTime } : {}),
			id: String(position + 1),
			progress: progressOf(task),
			...(task.startTime ? { startTime: task.startTime } : {}),
		};
	};

	const viewJob = (call: Call, job: Job): Answer => {
		const states = job.tasks.map(progressOf);
		const completed = job.tasks.every((task) => task.answer !== undefined);
		const outcome = states.includes('failed') ? call.books.preferences.failedJob : 'succeeded';
		const href = jobUrl(call, job.id);
		return {
			status: 200,
			body: {
				links: [link('self', href)],
				completed,
				id: job.id,
				progress: completed ? outcome : 'processing',
				task: { links: [link('self', `${href}/task`)] },
			},
		};
	};

	return {
		accept: (call, run) => {
			const key = call.headers['x-netsuite-idempotency-key'];
			const earlier = key === undefined ? undefined : jobsByKey.get(key);
			if (earlier !== undefined) {
				throw new Refusal(
					call.books.preferences.repeatedKey,
					'IDEMPOTENCY_ERROR',
					'A request with the same idempotency key is already submitted. See the "Location" ' +
						'header for a link to the previously submitted job',
					{},
					{ location: jobUrl(call, earlier), 'preference-applied': 'respond-async' },
				);
			}
			const tasks = callsOf(call).map((one) => ({ call: one }));
			const job: Job = { id: String(jobs.size + 1), tasks };
			jobs.set(job.id, job);
			if (key !== undefined) {
				jobsByKey.set(key, job.id);
			}
			runLater(jobLatencyMs, () => work(job, run));
			return {
				status: 202,
				headers: {
					location: jobUrl(call, job.id),
					'preference-applied': 'respond-async',
				},
			};
		},
		read: (call, jobId, part, taskId, result) => {
			const job = jobs.get(jobId);
			if (!job || (part !== undefined && part !== 'task')) {
				throw noSuchRecord();
			}
			if (part === undefined) {
				return viewJob(call, job);
			}
			if (taskId === undefined) {
				const items = job.tasks.map((_, position) => viewTask(call, job, position));
				const links = [link('self', `${jobUrl(call, job.id)}/task`)];
				const count = items.length;
				return {
					status: 200,
					headers: { 'content-type': COLLECTION_TYPE },
					body: { links, items, count, hasMore: false, offset: 0, totalResults: count },
				};
			}
			const position = Number(taskId) - 1;
			const task = job.tasks[position];
			if (!task || (result !== undefined && (result !== 'result' || !task.answer))) {
				throw noSuchRecord();
			}
			return result === undefined || !task.answer
				? { status: 200, body: viewTask(call, job, position) }
				: task.answer;
		},
	};
}

/** True when the request is to become a job. */
export function isAsynchronous(call: Call): boolean {
	if (isBatch(call) && call.method !== 'GET' && !prefers(call, 'respond-async')) {
		throw invalidRequest('Batch operations need the header Prefer: respond-async.');
	}
	const isPlural = call.method === 'DELETE' && call.query.has('ids');
	if (isPlural && !prefers(call, 'respond-async')) {
		throw invalidRequest('Batch operations need the header Prefer: respond-async.');
	}
	return prefers(call, 'respond-async');
}
