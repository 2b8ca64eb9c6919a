// Writes what became of each transaction back to its record, in batches while the run goes on, and
// proves at the end that NetSuite holds what was written. One query for a thousand records is that
// proof; NetSuite's jobs are asked only about what it does not show yet. The last few are written one by
// one, where the answer is the proof. A status that could not be recorded is an error of the whole run:
// money was posted, and only a repeated run may tell so.
import type { BatchJob } from '../api/batch';
import { finishJob, RECORDS_MAX, startBatch } from '../api/batch';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { patchRecord } from '../api/recordService';
import { queryByKeys, required } from '../api/suiteql';
import type { RecordId } from '../records/ids';
import type { Status } from '../records/schema';
import { transactionRecord } from '../records/schema';
import type { StatusIds } from '../records/settlementTransaction';

export interface RecordedStatus {
	recordId: RecordId;
	status: Status;
	/** Values by field id; null empties a field. */
	fields: Record<string, unknown>;
}

export interface StatusRecorder {
	/** Queues one write; full batches leave at once, without being waited for. */
	record(status: RecordedStatus): void;
	/** Sends what is queued, without waiting for it: requests may be in flight that nothing else needs. */
	sendQueued(): void;
	/** Sends the rest, waits, reads back and repairs one by one what a batch did not take. */
	finish(): Promise<void>;
}

interface Sent {
	recordIds: ReadonlySet<RecordId>;
	/** null when NetSuite did not take the batch. */
	job: BatchJob | null;
}

/** A batch is proven by a request after it; so many single writes are done in the time of one. */
const SINGLY_MAX = 4;

const { type: recordType, fields } = transactionRecord;
const DOING = 'record the status of settlement transactions';

/** Records also after a cancel: what was posted must not stay unrecorded. */
export function createStatusRecorder(
	{ toFinish: client }: NetSuiteClient,
	ids: StatusIds,
): StatusRecorder {
	const inBatches: RecordedStatus[] = [];
	const failures: unknown[] = [];
	const batches: Array<Promise<Sent>> = [];
	const single: Array<Promise<RecordedStatus[]>> = [];
	let waiting: RecordedStatus[] = [];
	let recorded = 0;

	const body = (status: RecordedStatus) => ({
		...status.fields,
		[fields.status]: { id: ids[status.status] },
	});

	// A failed batch is no loss: finish() reads back and repairs.
	const send = async (recordIds: Set<RecordId>, records: Array<Record<string, unknown>>) => {
		try {
			const job = await startBatch(client, 'PATCH', recordType, records, DOING);
			return { recordIds, job };
		} catch (error) {
			failures.push(error);
			return { recordIds, job: null };
		}
	};

	const write = async (status: RecordedStatus) => {
		const doing = `record the status of settlement transaction ${status.recordId}`;
		await patchRecord(client, recordType, status.recordId, body(status), doing);
	};

	/** What is not written, which finish() tries again. */
	const writeSingly = async (status: RecordedStatus): Promise<RecordedStatus[]> => {
		try {
			await write(status);
			return [];
		} catch (error) {
			failures.push(error);
			return [status];
		}
	};

	const sendQueued = () => {
		const statuses = waiting;
		waiting = [];
		if (statuses.length <= SINGLY_MAX) {
			single.push(...statuses.map(writeSingly));
			return;
		}
		inBatches.push(...statuses);
		const records = statuses.map((status) => ({ id: status.recordId, ...body(status) }));
		batches.push(send(new Set(records.map(({ id }) => id)), records));
	};

	/** A job that cannot be asked about is no loss either: its records are read back again. */
	const finished = async (job: BatchJob | null) => {
		try {
			await (job === null ? undefined : finishJob(client, job, DOING));
		} catch (error) {
			if (!(error instanceof NetSuiteError) || error.isFatal) {
				throw error as Error;
			}
		}
	};

	const notTaken = async (statuses: RecordedStatus[]): Promise<RecordedStatus[]> => {
		const rows = await queryByKeys(
			client,
			`SELECT id, ${fields.status} AS status, ${fields.errorCode} AS error_code
				FROM ${recordType} WHERE id IN (:keys) ORDER BY id`,
			statuses.map(({ recordId }) => recordId),
			'read the recorded statuses back',
		);
		const found = new Map(rows.map((row) => [required(row, 'id'), row]));
		return statuses.filter((status) => {
			const row = found.get(status.recordId);
			// A transaction can be Unapplied as before, but for another reason.
			const errorCode = String(status.fields[fields.errorCode] ?? '');
			return row?.status !== ids[status.status] || (row.error_code ?? '') !== errorCode;
		});
	};

	/** Statuses of the batches that NetSuite does not show, once all its jobs are done. */
	const missingOfBatches = async (): Promise<RecordedStatus[]> => {
		const sent = await Promise.all(batches);
		if (failures.some(isFatal)) {
			return [];
		}
		const missing = await notTaken(inBatches);
		const late = sent.filter(({ recordIds }) =>
			missing.some(({ recordId }) => recordIds.has(recordId)),
		);
		if (late.every(({ job }) => job === null)) {
			return missing;
		}
		await Promise.all(late.map(async ({ job }) => await finished(job)));
		return await notTaken(missing);
	};

	return {
		sendQueued,
		record(status) {
			recorded += 1;
			waiting.push(status);
			if (waiting.length === RECORDS_MAX) {
				sendQueued();
			}
		},
		async finish() {
			sendQueued();
			// Whatever is under way ends before the caller hears that a part of it failed.
			const [missing, refused] = await Promise.allSettled([
				missingOfBatches(),
				Promise.all(single),
			]);
			const fatal = failures.find(isFatal);
			if (fatal !== undefined) {
				throw notRecorded(fatal, recorded);
			}
			for (const status of [...valueOf(missing), ...valueOf(refused).flat()]) {
				await write(status);
			}
		},
	};
}

function isFatal(error: unknown): error is NetSuiteError {
	return error instanceof NetSuiteError && error.isFatal;
}

function valueOf<Value>(outcome: PromiseSettledResult<Value>): Value {
	if (outcome.status === 'rejected') {
		throw outcome.reason;
	}
	return outcome.value;
}

function notRecorded(cause: NetSuiteError, count: number): NetSuiteError {
	return new NetSuiteError(
		cause.code,
		`${cause.message}. Up to ${count} statuses are not recorded in NetSuite`,
		'Run again: what was posted is recognised by its external ID and its status is recorded then',
	);
}
