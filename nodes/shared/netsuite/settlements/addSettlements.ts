// The first flow: a settlement becomes one Settlement Summary and many Settlement Transaction records,
// status New. All external ids are made before the first write; what exists is left untouched, so the
// same report twice changes nothing and a run that broke off is completed by the next. Items must be what the
// report says, and existing records what their items say: both are checked before the first write.
import type { TransactionItem } from '../../settlement/items/transactionItem';
import type { NetSuiteClient } from '../api/client';
import { createRecord } from '../api/createRecord';
import type { ErrorCode } from '../api/netSuiteError';
import { NetSuiteError } from '../api/netSuiteError';
import { patchRecord } from '../api/recordService';
import { required } from '../api/suiteql';
import type { Outcome } from '../posting/postingResult';
import { settlementExternalId, transactionExternalId } from '../records/externalId';
import type { RecordId, SettlementId, SummaryId } from '../records/ids';
import { settlementRecord, transactionRecord } from '../records/schema';
import type { StatusIds } from '../records/settlementTransaction';
import { checkItems } from './checkItems';
import { createTransactions } from './createTransactions';
import { requireFields } from './deployedFields';
import { findSettlements, refuseChanged } from './knownSettlements';
import type { RecordedDifference } from './recordedItems';
import {
	differencesOf,
	findRecorded,
	fixedValues,
	isWaiting,
	refuseChangedRecords,
} from './recordedItems';
import type { RecordRows } from './recordFields';
import { refuseRecordRows, summaryFields, transactionFields } from './recordFields';
import type { RecordedSide } from './reportSide';
import { release, stateOf } from './releaseRecords';
import { labelTotalsText, reportSide } from './reportSide';
import { reportBody } from './settlementSummary';

export interface AddSettings extends RecordRows {
	isDryRun: boolean;
	/** Items may have been changed on purpose, as long as their amounts add up. */
	isChangeAccepted?: boolean;
	/** Whose months the label totals are of; `UTC` unless given. */
	timeZone?: string;
}

export interface AddResult {
	/** Internal ids, '' in a dry run for what does not exist yet. */
	recordId: RecordId;
	settlementRecordId: SummaryId;
	externalId: string;
	/** `failed`: NetSuite refused this record; it is posted by nobody until a later run has added it. */
	outcome: Extract<Outcome, 'created' | 'existed' | 'planned' | 'failed'>;
	/** Set when failed. */
	errorCode?: ErrorCode;
	errorMessage?: string;
	/** Whether it waited for an undecided label and was given the amounts of this report; nothing was posted from it. */
	isReleased: boolean;
	/** Where the record holds other amounts than the report gives now: it keeps them. */
	differences: RecordedDifference[];
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
	const [known] = await Promise.all([
		findSettlements(client, [...settlements.keys()]),
		requireFields(client),
	]);
	const reports = new Map<string, RecordedSide>();
	for (const [settlementId, members] of settlements) {
		refuseIncomplete(members);
		refuseChanged(members[0], known.get(settlementExternalId(settlementId)));
		const changedItems = checkItems(members, settings.isChangeAccepted === true);
		reports.set(settlementId, {
			...reportSide(members, changedItems),
			labelTotals: labelTotalsText(members, settings.timeZone ?? 'UTC'),
		});
	}
	const externalIds = new Map(items.map((item) => [item, transactionExternalId('TXN', item)]));
	const rows = await findRecorded(client, externalIds.values());
	const rowOf = (item: TransactionItem) => rows.get(externalIds.get(item) ?? '');
	const released = new Set(
		items.filter((item) => {
			const row = rowOf(item);
			return item.undecided.length === 0 && row !== undefined && isWaiting(row, ids);
		}),
	);
	// What is released takes all of the report, and nothing was posted from it.
	refuseChangedRecords(
		items.filter((item) => !released.has(item)),
		rowOf,
	);
	const existing = new Map([...rows].map(([name, row]) => [name, required(row, 'id')]));
	refuseRecordRows(settlements, settings);
	const recordIds = new Map<SettlementId, SummaryId>();
	for (const [settlementId, [first]] of settlements) {
		const summary = known.get(settlementExternalId(settlementId));
		const report = reports.get(settlementId) as RecordedSide;
		recordIds.set(
			settlementId,
			summary?.recordId ?? (await createSettlement(client, first, report, settings)),
		);
		if (summary?.basis === '' && !settings.isDryRun) {
			await completeSettlement(client, summary.recordId, first, report);
		}
	}
	const missing = items.filter((item) => !existing.has(externalIds.get(item) ?? ''));
	const { ids: created, refused } = settings.isDryRun
		? { ids: new Map<string, string>(), refused: new Map<string, NetSuiteError>() }
		: await createTransactions(
				client,
				missing.map((item) => ({
					...transactionFields(item, settings),
					...fixedValues(item),
					externalId: externalIds.get(item) ?? '',
					[transactionRecord.fields.settlement]: { id: recordIds.get(item.settlementId) },
					...stateOf(item, ids),
				})),
			);
	if (released.size > 0 && !settings.isDryRun) {
		const releases = { settlements, released, reports, recordIds, rowOf };
		await release(client, ids, settings, releases);
	}
	return items.map((item) => {
		const externalId = externalIds.get(item) ?? '';
		const existed = existing.get(externalId);
		const refusal = refused.get(externalId);
		return {
			recordId: existed ?? created.get(externalId) ?? '',
			settlementRecordId: recordIds.get(item.settlementId) ?? '',
			externalId,
			outcome: existed !== undefined ? 'existed' : settings.isDryRun ? 'planned' : 'created',
			isReleased: released.has(item),
			differences:
				existed === undefined || released.has(item) ? [] : differencesOf(item, rowOf(item) ?? {}),
			...saidOf(refusal),
		};
	});
}

function saidOf(refusal: NetSuiteError | undefined): Partial<AddResult> {
	if (refusal === undefined) {
		return {};
	}
	const { code, message, remedy } = refusal;
	const errorMessage = [message, remedy].filter((part) => part !== '').join('. ');
	return { outcome: 'failed', errorCode: code, errorMessage };
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

async function createSettlement(
	client: NetSuiteClient,
	first: TransactionItem,
	report: RecordedSide,
	settings: AddSettings,
): Promise<string> {
	if (settings.isDryRun) {
		return '';
	}
	const { settlement: header } = first;
	const externalId = settlementExternalId(header.settlementId);
	const { internalId } = await createRecord(client, {
		recordType: settlementRecord.type,
		transactionType: null,
		externalId,
		body: {
			...summaryFields(header, settings),
			...reportBody(report, header),
			[settlementRecord.fields.contentHash]: header.contentHash,
		},
	});
	// A run beside this one may have made it from another report: only its own content may go on.
	refuseChanged(first, (await findSettlements(client, [header.settlementId])).get(externalId));
	return internalId;
}

/** A summary that is older than these fields gets what the report says, once. */
async function completeSettlement(
	client: NetSuiteClient,
	recordId: SummaryId,
	{ settlement: header }: TransactionItem,
	report: RecordedSide,
): Promise<void> {
	await patchRecord(
		client,
		settlementRecord.type,
		recordId,
		reportBody(report, header),
		`record what the report of settlement ${header.settlementId} says`,
	);
}
