// The first flow: a settlement becomes one Settlement Summary and many Settlement Transaction records,
// status New. All external ids are made before the first write; what exists is left untouched, so the
// same report twice changes nothing and a run that broke off is completed by the next.
import type { SettlementHeader, TransactionItem } from '../../settlement/items/transactionItem';
import { sendBatches } from '../api/batch';
import type { NetSuiteClient } from '../api/client';
import { createRecord } from '../api/createRecord';
import { NetSuiteError } from '../api/netSuiteError';
import { queryByKeys, required } from '../api/suiteql';
import type { Outcome } from '../posting/postingResult';
import { settlementExternalId, transactionExternalId } from '../records/externalId';
import type { MappedField } from '../records/fieldMapping';
import { fillFields } from '../records/fieldMapping';
import { settlementRecord, transactionRecord } from '../records/schema';
import type { StatusIds } from '../records/settlementTransaction';
import { summaryValues, transactionValues } from './recordValues';

/** A job costs three requests, so fewer records than that go one by one. */
const SINGLY_MAX = 2;

export interface AddSettings {
	summaryFields: MappedField[];
	transactionFields: MappedField[];
	isDryRun: boolean;
}

export interface AddResult {
	/** Internal ids, '' in a dry run for what does not exist yet. */
	recordId: string;
	settlementRecordId: string;
	externalId: string;
	outcome: Extract<Outcome, 'created' | 'existed' | 'planned'>;
}

interface KnownSettlement {
	recordId: string;
	contentHash: string;
}

/**
 * One result per item, in the order given. Everything is checked before the first write; rejects with
 * SETTLEMENT_CHANGED or SETTLEMENT_INCOMPLETE before any, or with NetSuite's refusal.
 */
export async function addSettlements(
	client: NetSuiteClient,
	ids: StatusIds,
	items: TransactionItem[],
	settings: AddSettings,
): Promise<AddResult[]> {
	const settlements = bySettlement(items);
	const known = await findSettlements(client, [...settlements.keys()]);
	for (const [settlementId, members] of settlements) {
		refuseIncomplete(members);
		refuseChanged(members[0].settlement, known.get(settlementExternalId(settlementId)));
	}
	const externalIds = new Map(items.map((item) => [item, transactionExternalId('TXN', item)]));
	const existing = await findTransactions(client, externalIds.values());
	const recordIds = new Map<string, string>();
	for (const [settlementId, [first]] of settlements) {
		const recordId = known.get(settlementExternalId(settlementId))?.recordId;
		recordIds.set(
			settlementId,
			recordId ?? (await createSettlement(client, first.settlement, settings)),
		);
	}
	const missing = items.filter((item) => !existing.has(externalIds.get(item) ?? ''));
	const created = settings.isDryRun
		? new Map<string, string>()
		: await createTransactions(
				client,
				missing.map((item) => ({
					...fillFields(settings.transactionFields, transactionValues(item)),
					externalId: externalIds.get(item),
					[transactionRecord.fields.settlement]: { id: recordIds.get(item.settlementId) },
					[transactionRecord.fields.status]: { id: ids.New },
				})),
			);
	return items.map((item) => {
		const externalId = externalIds.get(item) ?? '';
		const existed = existing.get(externalId);
		return {
			recordId: existed ?? created.get(externalId) ?? '',
			settlementRecordId: recordIds.get(item.settlementId) ?? '',
			externalId,
			outcome: existed !== undefined ? 'existed' : settings.isDryRun ? 'planned' : 'created',
		};
	});
}

function bySettlement(items: TransactionItem[]): Map<string, TransactionItem[]> {
	const settlements = new Map<string, TransactionItem[]>();
	for (const item of items) {
		const members = settlements.get(item.settlementId);
		if (members === undefined) {
			settlements.set(item.settlementId, [item]);
		} else {
			members.push(item);
		}
	}
	return settlements;
}

/** A filter between Parse and this node, or the same file twice, must not pass for a settlement. */
function refuseIncomplete(members: TransactionItem[]): void {
	const { settlementId, settlement } = members[0];
	const count = new Set(members.map(({ transactionKey }) => transactionKey)).size;
	if (count !== settlement.transactions || count !== members.length) {
		throw new NetSuiteError(
			'SETTLEMENT_INCOMPLETE',
			`Settlement ${settlementId} has ${settlement.transactions} transactions, but ${members.length} items (${count} different) arrived`,
			"Connect the Transactions output of Amazon Settlement Parse directly, one file once; to leave fields out use the node's field mapping",
		);
	}
}

function refuseChanged(header: SettlementHeader, known: KnownSettlement | undefined): void {
	if (known !== undefined && known.contentHash !== header.contentHash) {
		throw new NetSuiteError(
			'SETTLEMENT_CHANGED',
			`Settlement ${header.settlementId} is in NetSuite already (internal ID ${known.recordId}) with other content than this report`,
			'Amazon re-issued the report, or the file was edited. Compare both; to take this one, first remove the old summary with its transactions and payments in NetSuite. Nothing was changed',
		);
	}
}

async function findSettlements(
	client: NetSuiteClient,
	settlementIds: string[],
): Promise<Map<string, KnownSettlement>> {
	const rows = await queryByKeys(
		client,
		`SELECT id, externalid, ${settlementRecord.fields.contentHash} AS content_hash
			FROM ${settlementRecord.type} WHERE externalid IN (:keys) ORDER BY id`,
		settlementIds.map(settlementExternalId),
		'look up settlement summaries',
	);
	return new Map(
		rows.map((row) => [
			required(row, 'externalid'),
			{ recordId: required(row, 'id'), contentHash: row.content_hash ?? '' },
		]),
	);
}

/** External id to internal id. */
async function findTransactions(
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

async function createSettlement(
	client: NetSuiteClient,
	header: SettlementHeader,
	settings: AddSettings,
): Promise<string> {
	if (settings.isDryRun) {
		return '';
	}
	const externalId = settlementExternalId(header.settlementId);
	const { internalId } = await createRecord(client, {
		recordType: settlementRecord.type,
		transactionType: null,
		externalId,
		body: {
			...fillFields(settings.summaryFields, summaryValues(header)),
			[settlementRecord.fields.contentHash]: header.contentHash,
		},
	});
	// A run beside this one may have made it from another report: only its own content may go on.
	refuseChanged(header, (await findSettlements(client, [header.settlementId])).get(externalId));
	return internalId;
}

/** By batch; what a batch did not take is created one by one, so that its reason comes to light. */
async function createTransactions(
	client: NetSuiteClient,
	records: Array<Record<string, unknown>>,
): Promise<Map<string, string>> {
	if (records.length > SINGLY_MAX) {
		await sendBatches(
			client,
			'POST',
			transactionRecord.type,
			records,
			'create settlement transactions',
		);
	}
	const externalIds = records.map(({ externalId }) => String(externalId));
	const created = await findTransactions(client, externalIds);
	for (const { externalId, ...body } of records) {
		if (!created.has(String(externalId))) {
			const { internalId } = await createRecord(client, {
				recordType: transactionRecord.type,
				transactionType: null,
				externalId: String(externalId),
				body,
			});
			created.set(String(externalId), internalId);
		}
	}
	return created;
}
