// Orders of which a settlement transaction still waits to be paid, in any settlement: New or Unapplied.
import { ORDER_TYPES } from '../../settlement/labels/panes';
import type { NetSuiteClient } from '../api/client';
import { queryByKeys, required } from '../api/suiteql';
import type { RecordId } from './ids';
import { transactionRecord } from './schema';
import type { StatusIds } from './settlementTransaction';

export interface WaitingOrder {
	/** Of the settlement transaction. */
	recordId: RecordId;
	orderId: string;
}

export async function findWaitingOrders(
	client: NetSuiteClient,
	ids: StatusIds,
	orderIds: string[],
): Promise<WaitingOrder[]> {
	const { type, fields } = transactionRecord;
	const types = ORDER_TYPES.map((name) => `'${name}'`).join(', ');
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id, t.${fields.orderId} AS order_id FROM ${type} t
			WHERE t.${fields.status} IN ('${ids.New}', '${ids.Unapplied}')
			AND t.${fields.bookedTo} IS NULL AND LOWER(t.${fields.transactionType}) IN (${types})
			AND t.${fields.orderId} IN (:keys) ORDER BY t.id`,
		orderIds,
		'look up orders that wait for more',
	);
	return rows.map((row) => ({
		recordId: required(row, 'id'),
		orderId: required(row, 'order_id'),
	}));
}
