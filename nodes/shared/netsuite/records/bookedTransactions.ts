// Orders and refunds that a person booked to an account because no document will ever carry them: what of each is on no
// document now. A document that comes later leaves less of it.
import { ORDER_TYPES, REFUND_TYPES } from '../../settlement/labels/panes';
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from './amount';
import type { RecordId, SummaryId } from './ids';
import { transactionRecord } from './schema';

export interface BookedTransaction {
	recordId: RecordId;
	settlementRecordId: SummaryId;
	orderId: string;
	marketplaceName: string;
	/** Neither order nor refund: the journal books it anyway. */
	isPosting: boolean;
	/** Internal id; '' where it is not booked. */
	accountId: string;
	note: string;
	/** What is on no document, signed as in the report. */
	amount: Minor;
}

const { type, fields } = transactionRecord;

const SELECT = `SELECT t.id AS id, t.${fields.settlement} AS parent, t.${fields.orderId} AS order_id,
	t.${fields.marketplaceName} AS marketplace, t.${fields.transactionType} AS tran_type,
	t.${fields.bookedTo} AS booked_to, t.${fields.bookedNote} AS booked_note, t.${fields.currency} AS currency_code,
	t.${fields.transactionAmount} AS amount, t.${fields.posted} AS posted,
	t.${fields.payment} AS payment, t.${fields.refund} AS refund, t.${fields.cashSale} AS cash_sale
	FROM ${type} t`;

function bookedOf(row: Row): BookedTransaction {
	const type = (row.tran_type ?? '').toLowerCase();
	return {
		recordId: required(row, 'id'),
		settlementRecordId: required(row, 'parent'),
		orderId: row.order_id ?? '',
		marketplaceName: row.marketplace ?? '',
		isPosting: [...ORDER_TYPES, ...REFUND_TYPES].includes(type),
		accountId: row.booked_to ?? '',
		note: row.booked_note ?? '',
		amount: amountOf(row, REFUND_TYPES.includes(type)),
	};
}

function amountOf(row: Row, isRefund: boolean): Minor {
	const currency = row.currency_code ?? '';
	// A record that is older than this field: its document says what it moved, and the proof names what is left.
	const isUnknown =
		row.posted === undefined && (row.payment ?? row.refund ?? row.cash_sale) !== undefined;
	const posted = toMinor(row.posted, currency);
	const amount = toMinor(row.amount, currency);
	return isUnknown ? 0 : isRefund ? amount + posted : amount - posted;
}

/** Those of the settlements that stand on an account. */
export async function readBooked(
	client: NetSuiteClient,
	settlementRecordIds: SummaryId[],
): Promise<BookedTransaction[]> {
	const rows = await queryByKeys(
		client,
		`${SELECT} WHERE t.${fields.bookedTo} IS NOT NULL AND t.${fields.settlement} IN (:keys) ORDER BY t.id`,
		settlementRecordIds,
		'read what is booked to accounts',
	);
	return rows.map(bookedOf);
}

/** Those named, booked or not. */
export async function readBookable(
	client: NetSuiteClient,
	recordIds: RecordId[],
): Promise<BookedTransaction[]> {
	const rows = await queryByKeys(
		client,
		`${SELECT} WHERE t.id IN (:keys) ORDER BY t.id`,
		recordIds,
		'read what is to be booked to accounts',
	);
	return rows.map(bookedOf);
}
