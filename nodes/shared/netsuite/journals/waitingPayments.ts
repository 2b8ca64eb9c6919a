// Payments and cash sales of settlements that lie in Undeposited Funds, one by one: what a deposit may gather.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { money, toMinor } from '../records/amount';
import type { DocumentId, SummaryId } from '../records/ids';
import { linkFields } from '../records/schema';

export interface WaitingPayment {
	internalId: DocumentId;
	/** As people call it, such as `PYMT12`. */
	number: string;
	settlementRecordId: SummaryId;
	/** `YYYY-MM-DD`. */
	date: string;
	currency: string;
	amount: Minor;
}

/** B: Not Deposited, of payments and cash sales alone. */
const sqlFor = (condition: string) => `SELECT d.id AS id, d.${linkFields.settlement} AS parent,
	d.tranid AS tranid, TO_CHAR(d.trandate, 'YYYY-MM-DD') AS day, c.symbol AS symbol,
	m.foreignamount AS amount FROM transaction d JOIN currency c ON c.id = d.currency
	JOIN transactionline m ON m.transaction = d.id AND m.mainline = 'T'
	WHERE d.type IN ('CustPymt', 'CashSale') AND d.voided = 'F' AND d.posting = 'T' AND d.status = 'B'
	AND ${condition} IN (:keys) ORDER BY d.id`;

/** Of these settlements, each once. */
export async function readWaiting(
	client: NetSuiteClient,
	settlementRecordIds: Iterable<SummaryId>,
): Promise<WaitingPayment[]> {
	const sql = sqlFor(`d.${linkFields.settlement}`);
	return paymentsOf(
		await queryByKeys(client, sql, settlementRecordIds, 'list what lies in Undeposited Funds'),
	);
}

/** Which of these still wait. */
export async function stillWaiting(
	client: NetSuiteClient,
	internalIds: DocumentId[],
): Promise<WaitingPayment[]> {
	return paymentsOf(
		await queryByKeys(client, sqlFor('d.id'), internalIds, 'read back what was deposited'),
	);
}

function paymentsOf(rows: Row[]): WaitingPayment[] {
	return rows.map((row) => {
		const currency = (row.symbol ?? '').toUpperCase();
		return {
			internalId: required(row, 'id'),
			number: row.tranid ?? '',
			settlementRecordId: row.parent ?? '',
			date: row.day ?? '',
			currency,
			amount: toMinor(row.amount, currency),
		};
	});
}

const SHOWN = 20;

/** `PYMT12 27.00 USD, PYMT13 3.00 USD and 4 more`. */
export function paymentsInWords(payments: readonly WaitingPayment[]): string {
	const named = payments
		.slice(0, SHOWN)
		.map(({ number, internalId, amount, currency }) =>
			[number || internalId, money(amount, currency)].join(' '),
		);
	const more = payments.length > SHOWN ? ` and ${payments.length - SHOWN} more` : '';
	return `${named.join(', ')}${more}`;
}
