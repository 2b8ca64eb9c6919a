// The marks of the runs that post payments right now: one record for each run and settlement, with how the run
// pays and when it last gave a sign of life. A run writes and removes its own mark only, so that no run can
// overwrite or clear that of another. Times are NetSuite's, so that hosts whose clocks differ agree.
import type { NetSuiteClient } from '../api/client';
import { RECORD_PATH } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { upsertRecord } from '../api/recordService';
import { queryByKeys, required } from '../api/suiteql';
import type { SummaryId } from '../records/ids';
import { runRecord } from '../records/schema';

export type PaymentMode = 'perOrder' | 'perCustomer';

/** As the node's list *Payments* has them. */
export const MODE_WORDS: Record<string, string> = {
	perOrder: 'Per Order',
	perCustomer: 'Per Customer',
};

/** So long after its last sign of life a mark counts for nothing. */
export const FRESH_MS = 600_000;

export interface Mark {
	recordId: string;
	externalId: string;
	settlementRecordId: SummaryId;
	/** A PaymentMode, or what a later version calls one. */
	mode: string;
	/** Of n8n, '' where nobody knows it. */
	execution: string;
	/** Milliseconds; NaN where somebody emptied it. */
	renewedAt: number;
}

/** A time far in the future is nobody's sign of life either. */
export function isFresh({ renewedAt }: Pick<Mark, 'renewedAt'>, now: number): boolean {
	return Math.abs(now - renewedAt) < FRESH_MS;
}

const { type, fields } = runRecord;

/** All of them, fresh or not. One query for a thousand settlements. */
export async function readMarks(
	client: NetSuiteClient,
	settlementRecordIds: SummaryId[],
): Promise<Mark[]> {
	const rows = await queryByKeys(
		client,
		`SELECT r.id AS id, r.externalid AS externalid, r.${fields.settlement} AS settlement,
			r.${fields.mode} AS run_mode, r.${fields.execution} AS execution, r.${fields.renewed} AS renewed
			FROM ${type} r WHERE r.${fields.settlement} IN (:keys) ORDER BY r.id`,
		settlementRecordIds,
		'look up which runs post a settlement',
	);
	return rows.map((row) => ({
		recordId: required(row, 'id'),
		externalId: row.externalid ?? '',
		settlementRecordId: required(row, 'settlement'),
		mode: row.run_mode ?? '',
		execution: row.execution ?? '',
		renewedAt: Date.parse(row.renewed ?? ''),
	}));
}

/** Makes it, or renews it. */
export async function writeMark(
	client: NetSuiteClient,
	mark: Omit<Mark, 'recordId'>,
): Promise<void> {
	await upsertRecord(client, type, mark.externalId, {
		[fields.settlement]: { id: mark.settlementRecordId },
		[fields.mode]: mark.mode,
		[fields.execution]: mark.execution,
		[fields.renewed]: new Date(mark.renewedAt).toISOString(),
	});
}

/** `key`: an internal id, or `eid:` and an external id. After a cancel too. What cannot be removed ends by itself. */
export async function removeMark(client: NetSuiteClient, key: string): Promise<void> {
	try {
		const path = `${RECORD_PATH}/${type}/${key}`;
		await client.toFinish.call({ method: 'DELETE', path }, true);
	} catch (error) {
		if (!(error instanceof NetSuiteError)) {
			throw error as Error;
		}
	}
}
