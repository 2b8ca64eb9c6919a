// Whether the account has all fields of our records, asked before the first of them is written: a field that only a
// later flow reads would stop that flow with half of the work done.
import type { NetSuiteClient } from '../api/client';
import { isRefusal } from '../api/refusedPieces';
import { query } from '../api/suiteql';
import { settlementRecord, transactionRecord } from '../records/schema';

const columns = (alias: string, fields: object) =>
	Object.values(fields).map((name) => `${alias}.${name} AS ${name}`);

const SQL = `SELECT ${[
	...columns('t', transactionRecord.fields),
	...columns('s', settlementRecord.fields),
].join(', ')} FROM ${transactionRecord.type} t
	JOIN ${settlementRecord.type} s ON s.id = t.${transactionRecord.fields.settlement} WHERE t.id = 0 ORDER BY t.id`;

/** Rejects with CONFIGURATION_INCOMPLETE; another refusal concerns whoever needs the answer. */
export async function requireFields(client: NetSuiteClient): Promise<void> {
	try {
		await query(client, SQL, [], 'see whether all fields are deployed', 1);
	} catch (error) {
		if (!isRefusal(error)) {
			throw error as Error;
		}
	}
}
