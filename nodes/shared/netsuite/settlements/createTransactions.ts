// Settlement Transaction records, by batch where NetSuite takes batches: what a batch did not take, for whatever
// reason, is created one by one, so that its own reason comes to light. One that NetSuite refuses does not hold
// up the others.
import { sendBatches } from '../api/batch';
import type { NetSuiteClient } from '../api/client';
import { createRecord } from '../api/createRecord';
import { NetSuiteError } from '../api/netSuiteError';
import { queryByKeys, required } from '../api/suiteql';
import { transactionRecord } from '../records/schema';

/** A job costs three requests, so fewer records than that go one by one. */
const SINGLY_MAX = 2;
/** So many refusals, and no record accepted: then it is not about one record. */
const REFUSED_MAX = 5;
/** Single writes made ready at once; how many are in flight is the client's affair. */
const READY_MAX = 50;

export type RecordBody = Record<string, unknown> & { externalId: string };

export interface CreatedTransactions {
	/** External id to internal id. */
	ids: Map<string, string>;
	/** By external id: what NetSuite said of a record that it refused. */
	refused: Map<string, NetSuiteError>;
}

/** External id to internal id. */
export async function findTransactions(
	client: NetSuiteClient,
	externalIds: Iterable<string>,
): Promise<Map<string, string>> {
	const rows = await queryByKeys(
		client,
		`SELECT id, externalid FROM ${transactionRecord.type}
			WHERE externalid IN (:keys) ORDER BY id`,
		externalIds,
		'look up settlement transactions',
	);
	return new Map(rows.map((row) => [required(row, 'externalid'), required(row, 'id')]));
}

/** Batches save requests and nothing else: where they fail, single writes do the work. */
async function tryBatches(client: NetSuiteClient, records: RecordBody[]): Promise<void> {
	await sendBatches(
		client,
		'POST',
		transactionRecord.type,
		records,
		'create settlement transactions',
	).catch((error: unknown) => {
		if (!(error instanceof NetSuiteError) || error.isFatal) {
			throw error;
		}
	});
}

/** Rejects with what stops every further record; a refusal of one record is in `refused`. */
export async function createTransactions(
	client: NetSuiteClient,
	records: RecordBody[],
): Promise<CreatedTransactions> {
	if (records.length > SINGLY_MAX) {
		await tryBatches(client, records);
	}
	const ids = await findTransactions(
		client,
		records.map(({ externalId }) => externalId),
	);
	const refused = new Map<string, NetSuiteError>();
	const createOne = async ({ externalId, ...body }: RecordBody) => {
		const draft = { recordType: transactionRecord.type, transactionType: null, externalId, body };
		await createRecord(client, draft).then(
			({ internalId }) => ids.set(externalId, internalId),
			(error: unknown) => {
				if (!(error instanceof NetSuiteError) || isForAll(error)) {
					throw error;
				}
				refused.set(externalId, error);
			},
		);
	};
	const missing = records.filter(({ externalId }) => !ids.has(externalId));
	// A few first: what NetSuite refuses to all is not asked a thousand times.
	for (let at = 0, count = REFUSED_MAX; at < missing.length; at += count, count = READY_MAX) {
		const outcomes = await Promise.allSettled(missing.slice(at, at + count).map(createOne));
		const failed = outcomes.find((outcome) => outcome.status === 'rejected');
		if (failed !== undefined) {
			throw failed.reason;
		}
		const [refusal] = refused.values();
		if (refusal !== undefined && ids.size === 0) {
			throw refusal;
		}
	}
	return { ids, refused };
}

/** Not about this record: no other would fare better. */
function isForAll({ code, isFatal }: NetSuiteError): boolean {
	return (
		isFatal ||
		['NETSUITE_PERMISSION', 'NETSUITE_FEATURE_OFF', 'NETSUITE_UNREACHABLE'].includes(code)
	);
}
