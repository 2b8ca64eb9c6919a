// The Settlement Transaction custom record as the posting flows see it: read by SuiteQL, figures in
// minor units, status by name. State lives here, in NetSuite, so every flow can run alone.
import type { Figures } from '../../settlement/labels/figures';
import type { TransactionLine } from '../../settlement/lines/transactionLine';
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { Row } from '../api/suiteql';
import { query, queryByKeys, required } from '../api/suiteql';
import { toMinor } from './amount';
import type { DocumentId, RecordId, SettlementId, SummaryId } from './ids';
import type { Status } from './schema';
import { settlementRecord, STATUSES, statusList, transactionRecord } from './schema';

/** What NetSuite holds of a transaction, or will hold of a planned one. */
interface TransactionFields {
	externalId: string;
	settlementId: SettlementId;
	account: string;
	transactionKey: string;
	transactionType: string;
	orderId: string;
	merchantOrderId: string;
	shipmentId: string;
	adjustmentId: string;
	marketplaceName: string;
	fulfillment: string;
	/** Days in UTC, `YYYY-MM-DD`, '' when the report has none. */
	postedDate: string;
	depositDate: string;
	endDate: string;
	currency: string;
	/** Minor units, signed as in the report. */
	transactionAmount: Minor;
	netAmount: Minor;
	status: Status;
	/** The (first) invoice, or the cash sale. */
	toApplyId: DocumentId;
	paymentId: DocumentId;
	creditMemoId: DocumentId;
	refundId: DocumentId;
	/** The cash sale that settles it. */
	cashSaleId: DocumentId;
	/** What moved the clearing side; null: unknown, the record is older than this field. */
	posted: Minor | null;
	/** See allocation.ts. */
	allocation: string;
	/** See documentKinds.ts. */
	kinds: string;
	/** Internal id of the account a person booked it to; '' for none. */
	bookedTo?: string;
	applied: Minor;
	rest: Minor;
	short: Minor;
	writtenOff: Minor;
	errorCode: string;
	errorMessage: string;
	/** The report's lines, decimals, where an item brought them along; NetSuite holds them as text. */
	lines?: TransactionLine[];
}

/** NetSuite holds its record. Only such a transaction is posted. */
export interface RecordedTransaction extends TransactionFields {
	recordId: RecordId;
	settlementRecordId: SummaryId;
	figures?: undefined;
}

/** NetSuite does not hold it yet: a dry run plans it from its item, and nothing can name it. */
export interface PlannedTransaction extends TransactionFields {
	recordId: null;
	settlementRecordId: null;
	/** Minor units; of a recorded one NetSuite has them. */
	figures: Figures<Minor>;
}

export type SettlementTransaction = RecordedTransaction | PlannedTransaction;

export function isRecorded(transaction: SettlementTransaction): transaction is RecordedTransaction {
	return transaction.recordId !== null;
}

/** For what writes: nothing is ever posted, or recorded, of a planned one. */
export function recordedOf(transaction: SettlementTransaction): RecordedTransaction {
	if (!isRecorded(transaction)) {
		throw new Error(`${transaction.externalId} is only planned: nothing of it can be written`);
	}
	return transaction;
}

/** What was found by record ids: nothing of a planned transaction. */
export function foundFor<Found>(
	found: ReadonlyMap<RecordId, Found>,
	{ recordId }: SettlementTransaction,
): Found | undefined {
	return recordId === null ? undefined : found.get(recordId);
}

const { fields } = transactionRecord;

const TEXT_COLUMNS = {
	settlementRecordId: fields.settlement,
	settlementId: fields.settlementId,
	account: fields.account,
	transactionKey: fields.transactionKey,
	transactionType: fields.transactionType,
	orderId: fields.orderId,
	merchantOrderId: fields.merchantOrderId,
	shipmentId: fields.shipmentId,
	adjustmentId: fields.adjustmentId,
	marketplaceName: fields.marketplaceName,
	fulfillment: fields.fulfillment,
	currency: fields.currency,
	toApplyId: fields.toApply,
	paymentId: fields.payment,
	creditMemoId: fields.creditMemo,
	refundId: fields.refund,
	cashSaleId: fields.cashSale,
	allocation: fields.allocation,
	kinds: fields.kinds,
	bookedTo: fields.bookedTo,
	errorCode: fields.errorCode,
	errorMessage: fields.errorMessage,
} as const;

const MONEY_COLUMNS = {
	transactionAmount: fields.transactionAmount,
	netAmount: fields.netAmount,
	applied: fields.applied,
	rest: fields.rest,
	short: fields.short,
	writtenOff: fields.writtenOff,
} as const;

// NetSuite gives dates in the account's format unless they are asked for as text.
/** Of the transaction `t` and its settlement `s`; add WHERE and ORDER BY. */
export const SELECT_TRANSACTIONS = `SELECT t.id AS id, t.externalid AS externalid,
	${[...Object.values(TEXT_COLUMNS), ...Object.values(MONEY_COLUMNS), fields.posted, fields.status]
		.map((column) => `t.${column} AS ${column}`)
		.join(', ')},
	TO_CHAR(t.${fields.postedDate}, 'YYYY-MM-DD') AS posted,
	TO_CHAR(s.${settlementRecord.fields.depositDate}, 'YYYY-MM-DD') AS deposit,
	TO_CHAR(s.${settlementRecord.fields.endDate}, 'YYYY-MM-DD') AS period_end
	FROM ${transactionRecord.type} t
	JOIN ${settlementRecord.type} s ON s.id = t.${fields.settlement}`;

/** Status name to the internal id it has in this account. */
export type StatusIds = Record<Status, string>;

/** The status is one of these; by name, so that nothing has to be asked before. */
export function statusNamed(column: string, names: Status[]): { sql: string; params: string[] } {
	const marks = names.map(() => '?').join(', ');
	const sql = `${column} IN (SELECT v.id FROM ${statusList} v WHERE v.name IN (${marks}))`;
	return { sql, params: names };
}

/** List values get their ids per account, so they are asked for once a run, by script id or name. */
export async function loadStatusIds(client: NetSuiteClient): Promise<StatusIds> {
	const rows = await query(
		client,
		`SELECT id, name FROM ${statusList} ORDER BY id`,
		[],
		'read the settlement statuses',
	);
	const found = new Map(rows.map((row) => [required(row, 'name'), required(row, 'id')]));
	const ids = Object.values(STATUSES).map((name) => [name, found.get(name)]);
	const missing = ids.filter(([, id]) => id === undefined).map(([name]) => name);
	if (missing.length > 0) {
		throw new NetSuiteError(
			'CONFIGURATION_INCOMPLETE',
			`The list ${statusList} in NetSuite has no value ${missing.join(', ')}`,
			'Install the custom records of the netsuite folder again',
		);
	}
	return Object.fromEntries(ids) as StatusIds;
}

const TEXTS = Object.entries(TEXT_COLUMNS);
const AMOUNTS = Object.entries(MONEY_COLUMNS);

/** Rows come by the thousand, so nothing is made on the way. */
function recorded(row: Row, statusOf: Map<string, Status>): RecordedTransaction {
	const currency = row[fields.currency] ?? '';
	const transaction: Record<string, string | number | null> = {};
	for (const [name, column] of TEXTS) {
		transaction[name] = row[column] ?? '';
	}
	for (const [name, column] of AMOUNTS) {
		transaction[name] = toMinor(row[column], currency);
	}
	const posted = row[fields.posted] ?? '';
	transaction.posted = posted === '' ? null : toMinor(posted, currency);
	transaction.recordId = required(row, 'id');
	transaction.externalId = row.externalid ?? '';
	transaction.postedDate = row.posted ?? '';
	transaction.depositDate = row.deposit ?? '';
	transaction.endDate = row.period_end ?? '';
	transaction.status = statusOf.get(row[fields.status] ?? '') ?? STATUSES.val_new;
	return transaction as unknown as RecordedTransaction;
}

function statusNames(ids: StatusIds): Map<string, Status> {
	return new Map(Object.entries(ids).map(([name, id]) => [id, name as Status]));
}

export async function findByExternalIds(
	client: NetSuiteClient,
	ids: StatusIds,
	externalIds: Iterable<string>,
): Promise<Map<string, RecordedTransaction>> {
	const rows = await queryByKeys(
		client,
		`${SELECT_TRANSACTIONS} WHERE t.externalid IN (:keys) ORDER BY t.id`,
		externalIds,
		'look up settlement transactions',
	);
	const transactions = recordedTransactions(rows, ids);
	return new Map(rows.map((row, at) => [required(row, 'externalid'), transactions[at]]));
}

/** Rows of SELECT_TRANSACTIONS, in their order. */
export function recordedTransactions(rows: Row[], ids: StatusIds): RecordedTransaction[] {
	const names = statusNames(ids);
	return rows.map((row) => recorded(row, names));
}
