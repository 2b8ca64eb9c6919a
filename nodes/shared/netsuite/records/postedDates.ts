// When Amazon posted an order, for sales orders that come without their settlement transaction.
import { ORDER_TYPES } from '../../settlement/labels/panes';
import type { NetSuiteClient } from '../api/client';
import { queryByKeys, required } from '../api/suiteql';
import { transactionRecord } from './schema';

const { type, fields } = transactionRecord;

/** `YYYY-MM-DD` of the earliest Order transaction, by Amazon order ID. */
export async function loadPostedDates(
	client: NetSuiteClient,
	orderIds: string[],
): Promise<Map<string, string>> {
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id, t.${fields.orderId} AS order_id,
			TO_CHAR(t.${fields.postedDate}, 'YYYY-MM-DD') AS posted FROM ${type} t
			WHERE t.${fields.orderId} IN (:keys)
			AND LOWER(t.${fields.transactionType}) IN (${ORDER_TYPES.map(() => '?').join(', ')})
			ORDER BY t.id`,
		orderIds.filter((id) => id !== ''),
		'look up when orders were posted',
		undefined,
		[...ORDER_TYPES],
	);
	const days = new Map<string, string>();
	for (const row of rows.filter(({ posted }) => posted !== undefined)) {
		const orderId = required(row, 'order_id');
		const day = row.posted ?? '';
		const earliest = days.get(orderId) ?? day;
		days.set(orderId, day < earliest ? day : earliest);
	}
	return days;
}
