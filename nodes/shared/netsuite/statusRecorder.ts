// Writes what became of each transaction back to its record, in batches while the run goes on, and
// proves at the end that NetSuite holds what was written. A status that could not be recorded is an
// error of the whole run: money was posted, and only a repeated run (which adopts it) may tell so.
import type { NetSuiteClient } from './client';
import { RECORDS_MAX, sendBatches } from './batch';
import { NetSuiteError } from './netSuiteError';
import { patchRecord } from './recordService';
import type { Status } from './schema';
import { transactionRecord } from './schema';
import type { StatusIds } from './records/settlementTransaction';
import { queryByKeys, required } from './suiteql';

export interface RecordedStatus {
	recordId: string;
	status: Status;
	/** Values by field id; null empties a field. */
	fields: Record<string, unknown>;
}

export interface StatusRecorder {
	/** Queues one write; full batches leave at once, without being waited for. */
	record(status: RecordedStatus): void;
	/** Sends the rest, waits, reads back and repairs one by one what a batch did not take. */
	finish(): Promise<void>;
}

const { type: recordType, fields } = transactionRecord;
const DOING = 'record the status of settlement transactions';

export function createStatusRecorder(client: NetSuiteClient, ids: StatusIds): StatusRecorder {
	const written: RecordedStatus[] = [];
	const failures: unknown[] = [];
	const batches: Array<Promise<void>> = [];
	let waiting: RecordedStatus[] = [];

	const body = (status: RecordedStatus) => ({
		...status.fields,
		[fields.status]: { id: ids[status.status] },
	});

	const flush = () => {
		const records = waiting.map((status) => ({ id: status.recordId, ...body(status) }));
		waiting = [];
		if (records.length > 0) {
			// A failed batch is no loss: finish() reads back and repairs.
			batches.push(
				sendBatches(client, 'PATCH', recordType, records, DOING).catch((error) => {
					failures.push(error);
				}),
			);
		}
	};

	const notTaken = async (): Promise<RecordedStatus[]> => {
		const rows = await queryByKeys(
			client,
			`SELECT id, ${fields.status} AS status, ${fields.errorCode} AS error_code
				FROM ${recordType} WHERE id IN (:keys) ORDER BY id`,
			written.map(({ recordId }) => recordId),
			'read the recorded statuses back',
		);
		const found = new Map(rows.map((row) => [required(row, 'id'), row]));
		return written.filter((status) => {
			const row = found.get(status.recordId);
			// A transaction can be Unapplied as before, but for another reason.
			const errorCode = String(status.fields[fields.errorCode] ?? '');
			return row?.status !== ids[status.status] || (row.error_code ?? '') !== errorCode;
		});
	};

	return {
		record(status) {
			written.push(status);
			waiting.push(status);
			if (waiting.length === RECORDS_MAX) {
				flush();
			}
		},
		async finish() {
			flush();
			await Promise.all(batches);
			const fatal = failures.find((error) => error instanceof NetSuiteError && error.isFatal);
			if (fatal instanceof NetSuiteError) {
				throw notRecorded(fatal, written.length);
			}
			for (const status of written.length === 0 ? [] : await notTaken()) {
				await patchRecord(
					client,
					recordType,
					status.recordId,
					body(status),
					`record the status of settlement transaction ${status.recordId}`,
				);
			}
		},
	};
}

function notRecorded(cause: NetSuiteError, count: number): NetSuiteError {
	return new NetSuiteError(
		cause.code,
		`${cause.message}. Up to ${count} statuses are not recorded in NetSuite`,
		'Run again: what was posted is recognised by its external ID and its status is recorded then',
	);
}
