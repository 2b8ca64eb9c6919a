// Settlements that NetSuite holds already, and whether a report may be added to one: only the same report, with
// the same choice of what its transaction amounts are made of.
import type { TransactionItem } from '../../settlement/items/transactionItem';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { queryByKeys, required } from '../api/suiteql';
import { settlementExternalId } from '../records/externalId';
import type { SettlementId, SummaryId } from '../records/ids';
import { settlementRecord } from '../records/schema';

export interface KnownSettlement {
	recordId: SummaryId;
	contentHash: string;
	/** '' on a summary that is older than this field. */
	basis: string;
}

export function refuseChanged(
	{ settlement: header, basis }: TransactionItem,
	known: KnownSettlement | undefined,
): void {
	if (known !== undefined && known.contentHash !== header.contentHash) {
		throw new NetSuiteError(
			'SETTLEMENT_CHANGED',
			`Settlement ${header.settlementId} is in NetSuite already (internal ID ${known.recordId}) with other content than this report`,
			'Amazon re-issued the report, or the file was edited. Compare both; to take this one, first remove the old summary with its transactions and payments in NetSuite. Nothing was changed',
		);
	}
	if (known !== undefined && known.basis !== '' && known.basis !== basis) {
		throw new NetSuiteError(
			'SETTLEMENT_CHANGED',
			`Settlement ${header.settlementId} is in NetSuite already (internal ID ${known.recordId}) with another transaction amount: it was made of ${known.basis}, now it would be of ${basis}`,
			"Set 'Transaction Amount' of Amazon Settlement Parse as it was; a settlement that is recorded keeps its amounts. Nothing was changed",
		);
	}
}

export async function findSettlements(
	client: NetSuiteClient,
	settlementIds: SettlementId[],
): Promise<Map<SettlementId, KnownSettlement>> {
	const { fields, type } = settlementRecord;
	const rows = await queryByKeys(
		client,
		`SELECT id, externalid, ${fields.contentHash} AS content_hash, ${fields.basis} AS basis
			FROM ${type} WHERE externalid IN (:keys) ORDER BY id`,
		settlementIds.map(settlementExternalId),
		'look up settlement summaries',
	);
	return new Map(
		rows.map((row) => [
			required(row, 'externalid'),
			{
				recordId: required(row, 'id'),
				contentHash: row.content_hash ?? '',
				basis: row.basis ?? '',
			},
		]),
	);
}
