// Every order and refund of a settlement with the documents it stands on, as its record names them: for the report
// to keep. Reads only. What NetSuite refuses to list is said to be missing; nothing fails for it, all is posted.
import { ORDER_TYPES, REFUND_TYPES } from '../../settlement/labels/panes';
import type { NetSuiteClient } from '../api/client';
import { isRefusal } from '../api/refusedPieces';
import { query, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import type { Status } from '../records/schema';
import { STATUSES, transactionRecord } from '../records/schema';
import type { StatusIds } from '../records/settlementTransaction';

const { type, fields } = transactionRecord;

export interface KeptTransaction {
	recordId: string;
	orderId: string;
	transactionType: string;
	/** `YYYY-MM-DD`. */
	postedDate: string;
	status: Status;
	/** Minor units. */
	transactionAmount: number;
	/** Minor units, positive; null on a record that is older than this field. */
	posted: number | null;
	/** Internal ids; '' for none. */
	invoiceId: string;
	paymentId: string;
	cashSaleId: string;
	creditMemoId: string;
	refundId: string;
}

export interface KeptList {
	transactions: KeptTransaction[];
	/** Why they could not be listed; '' where they are. */
	missing: string;
}

/** None for a settlement that is only planned. */
export async function keptTransactions(
	client: NetSuiteClient,
	ids: StatusIds,
	{ recordId, currency }: { recordId: string; currency: string },
): Promise<KeptList> {
	if (recordId === '') {
		return { transactions: [], missing: '' };
	}
	try {
		return { transactions: await list(client, ids, recordId, currency), missing: '' };
	} catch (error) {
		if (!isRefusal(error)) {
			throw error as Error;
		}
		return { transactions: [], missing: error.message };
	}
}

async function list(
	client: NetSuiteClient,
	ids: StatusIds,
	recordId: string,
	currency: string,
): Promise<KeptTransaction[]> {
	const statusOf = new Map(Object.entries(ids).map(([name, id]) => [id, name as Status]));
	const types = [...ORDER_TYPES, ...REFUND_TYPES].map((name) => `'${name}'`).join(', ');
	const rows = await query(
		client,
		`SELECT t.id AS id, t.${fields.orderId} AS order_id, t.${fields.transactionType} AS tran_type,
			TO_CHAR(t.${fields.postedDate}, 'YYYY-MM-DD') AS posted_day, t.${fields.status} AS status,
			t.${fields.transactionAmount} AS amount, t.${fields.posted} AS posted,
			t.${fields.toApply} AS invoice, t.${fields.payment} AS payment,
			t.${fields.cashSale} AS cash_sale, t.${fields.creditMemo} AS credit_memo,
			t.${fields.refund} AS refund FROM ${type} t
			WHERE t.${fields.settlement} = ? AND LOWER(t.${fields.transactionType}) IN (${types})
			ORDER BY t.id`,
		[recordId],
		'list the orders and refunds of a settlement',
	);
	return rows.map((row) => ({
		recordId: required(row, 'id'),
		orderId: row.order_id ?? '',
		transactionType: row.tran_type ?? '',
		postedDate: row.posted_day ?? '',
		status: statusOf.get(row.status ?? '') ?? STATUSES.val_new,
		transactionAmount: toMinor(row.amount, currency),
		posted: row.posted === undefined ? null : toMinor(row.posted, currency),
		invoiceId: row.invoice ?? '',
		paymentId: row.payment ?? '',
		cashSaleId: row.cash_sale ?? '',
		creditMemoId: row.credit_memo ?? '',
		refundId: row.refund ?? '',
	}));
}
