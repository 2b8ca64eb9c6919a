// Orders and refunds that are not, or not wholly, settled, nor booked to an account, and the records that disagreements name, as NetSuite
// has them now.
import { ORDER_TYPES, REFUND_TYPES } from '../../settlement/labels/panes';
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { isRefusal } from '../api/refusedPieces';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import type { Disagreement } from '../records/disagreement';
import type { DocumentId, RecordId, SummaryId } from '../records/ids';
import type { Status } from '../records/schema';
import { STATUSES, transactionRecord } from '../records/schema';
import type { StatusIds } from '../records/settlementTransaction';
import type { RecordedSummary } from './recordedSummary';
import { byParent } from './settlementSums';

const { type: transactionType, fields: columns } = transactionRecord;

/** An order or refund that is not, or not wholly, settled. */
export interface OpenTransaction {
	/** null for one that is only planned. */
	recordId: RecordId | null;
	transactionType: string;
	orderId: string;
	/** `YYYY-MM-DD`, when Amazon posted it; '' where it is not known. */
	postedDate: string;
	/** Internal ids of the invoice and the documents that its record names. */
	documentIds: DocumentId[];
	status: Status;
	/** Minor units. */
	transactionAmount: Minor;
	rest: Minor;
	errorCode: string;
	errorMessage: string;
}

const SELECT = `SELECT t.id AS id, t.${columns.settlement} AS parent,
	t.${columns.transactionType} AS tran_type, t.${columns.orderId} AS order_id,
	t.${columns.status} AS status, t.${columns.transactionAmount} AS amount, t.${columns.rest} AS rest,
	t.${columns.errorCode} AS error_code, t.${columns.errorMessage} AS error_message,
	TO_CHAR(t.${columns.postedDate}, 'YYYY-MM-DD') AS posted_day, t.${columns.toApply} AS invoice,
	t.${columns.payment} AS payment, t.${columns.creditMemo} AS credit_memo, t.${columns.refund} AS refund
	FROM ${transactionType} t`;

export async function listOpen(
	client: NetSuiteClient,
	ids: StatusIds,
	summaries: RecordedSummary[],
): Promise<Map<SummaryId, OpenTransaction[]>> {
	const types = [...ORDER_TYPES, ...REFUND_TYPES].map((name) => `'${name}'`).join(', ');
	const rows = await queryByKeys(
		client,
		`${SELECT} WHERE t.${columns.status} <> '${ids.Applied}' AND t.${columns.bookedTo} IS NULL
			AND LOWER(t.${columns.transactionType}) IN (${types}) AND t.${columns.settlement} IN (:keys)
			ORDER BY t.id`,
		summaries.map(({ recordId }) => recordId),
		'list open settlement transactions',
	);
	return byParent(rows, transactionOf(ids, summaries));
}

/** The records of orders that disagreements name, by their ids: for the reader alone, so a refusal costs no more than their amounts. */
export async function disputedRecords(
	client: NetSuiteClient,
	ids: StatusIds,
	summaries: RecordedSummary[],
	found: Disagreement[],
): Promise<Map<RecordId, OpenTransaction>> {
	const named = found.filter(({ orderId }) => orderId !== '');
	const recordIds = named.map(({ recordId }) => recordId).filter((id) => id !== '');
	try {
		return await readDisputed(client, ids, summaries, recordIds);
	} catch (error) {
		if (!isRefusal(error)) {
			throw error as Error;
		}
		return new Map();
	}
}

/** The records that disagreements name, whatever their status, by their ids. Asks nothing where there are none. */
async function readDisputed(
	client: NetSuiteClient,
	ids: StatusIds,
	summaries: RecordedSummary[],
	recordIds: Iterable<string>,
): Promise<Map<RecordId, OpenTransaction>> {
	const rows = await queryByKeys(
		client,
		`${SELECT} WHERE t.id IN (:keys) ORDER BY t.id`,
		recordIds,
		'read settlement transactions that disagree',
	);
	const read = transactionOf(ids, summaries);
	return new Map(rows.map((row) => [required(row, 'id'), read(row)]));
}

function transactionOf(
	ids: StatusIds,
	summaries: RecordedSummary[],
): (row: Row) => OpenTransaction {
	const currencyOf = new Map(summaries.map(({ recordId, currency }) => [recordId, currency]));
	const statusOf = new Map(Object.entries(ids).map(([name, id]) => [id, name as Status]));
	return (row) => {
		const currency = currencyOf.get(required(row, 'parent')) ?? '';
		return {
			recordId: required(row, 'id'),
			transactionType: row.tran_type ?? '',
			orderId: row.order_id ?? '',
			postedDate: row.posted_day ?? '',
			documentIds: [row.invoice, row.payment, row.credit_memo, row.refund].flatMap(
				(id) => id ?? [],
			),
			status: statusOf.get(row.status ?? '') ?? STATUSES.val_new,
			transactionAmount: toMinor(row.amount, currency),
			rest: toMinor(row.rest, currency),
			errorCode: row.error_code ?? '',
			errorMessage: row.error_message ?? '',
		};
	};
}
