// Payments, credit memos and refunds that exist already under our external ids: what an earlier run
// posted, whatever became of that run. Looked up in bulk before anything is created.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import type { DocumentId } from '../records/ids';

export interface PostedDocument {
	internalId: DocumentId;
	externalId: string;
	/** As SuiteQL spells it: CustPymt, CustCred, CustRfnd. */
	type: string;
	isVoided: boolean;
	/** NetSuite's decimals as text; the currency of the caller's transaction reads them. */
	total: string;
	unused: string;
}

/** By external id in lower case: NetSuite's namespace ignores case. */
export async function findPosted(
	client: NetSuiteClient,
	externalIds: Iterable<string>,
	doing: string,
): Promise<Map<string, PostedDocument>> {
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id, t.externalid AS externalid, t.type AS type, t.voided AS voided,
			t.foreigntotal AS total, t.foreignpaymentamountunused AS unused
			FROM transaction t WHERE t.externalid IN (:keys) ORDER BY t.id`,
		externalIds,
		doing,
	);
	return new Map(
		rows.map((row) => [
			required(row, 'externalid').toLowerCase(),
			{
				internalId: required(row, 'id'),
				externalId: required(row, 'externalid'),
				type: required(row, 'type'),
				isVoided: row.voided === 'T',
				total: row.total ?? '0',
				unused: row.unused ?? '0',
			},
		]),
	);
}

/** Total and unused amount in minor units, positive. Throws what may not be adopted. */
export function adopt(
	document: PostedDocument,
	type: string,
	currency: string,
): { total: Minor; unused: Minor } {
	if (document.type !== type || document.isVoided) {
		const what = document.isVoided
			? 'a voided transaction'
			: `a transaction of type ${document.type}`;
		throw new NetSuiteError(
			'EXTERNAL_ID_TAKEN',
			`External ID ${document.externalId} belongs to ${what} (internal ID ${document.internalId})`,
			'Open it in NetSuite; if it should not count towards this settlement, change its external ID there and run again',
		);
	}
	return {
		total: Math.abs(toMinor(document.total, currency)),
		unused: Math.abs(toMinor(document.unused, currency)),
	};
}
