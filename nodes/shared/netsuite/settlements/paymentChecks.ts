// Records of orders beside the payments, cash sales and write-off memos they name: does each exist, post, lead
// back, and is it over the amount and applied to the invoices that the record says? NetSuite compares; what
// comes back is judged here once more, digit by digit.
import { ORDER_TYPES } from '../../settlement/labels/panes';
import { queryByKeys, required } from '../api/suiteql';
import type { Disagreement } from '../records/disagreement';
import { checkConsolidated } from './consolidatedChecks';
import type { Check } from './disagreeing';
import {
	amountInSql,
	byDecimals,
	disagreement,
	less,
	LINK,
	RECORD,
	t,
	unequal,
} from './disagreeing';
import { checkInvoices } from './invoiceChecks';
import { judgeOrder } from './judgePayment';
import { settledIds } from './settlementSums';

/** Codes of a record whose document stands, but not as it should. */
export const DOUBTED = "'PAYMENT_NOT_APPLIED', 'DOCUMENT_DIFFERS'";

const ORDERS = ORDER_TYPES.map((name) => `'${name}'`).join(', ');

/** `12-9f2c:35.74`: the part of a consolidated payment that a record names, as its text has it. */
function partInSql(currency: string): string {
	const name = `SUBSTR(t.externalid, LENGTH(t.${t.settlementId}) + 10)`;
	return `' ' || ${name} || ':' || ${amountInSql(`t.${t.applied}`, currency)}`;
}

const isMany = `d.${LINK.transactions} IS NOT NULL`;

/** Not as it was posted: gone, void, without effect on the ledger, or leading elsewhere. */
function isWrong(alias: string, type: string): string {
	return `${alias}.id IS NULL OR ${alias}.type <> '${type}' OR ${alias}.voided = 'T' OR ${alias}.posting = 'F'
		OR NVL(${alias}.${LINK.settlement}, 0) <> t.${t.settlement}`;
}

function conditions(ids: Check['ids'], currency: string): string {
	const isSettled = `t.${t.status} IN (${settledIds(ids)})`;
	const leadsElsewhere = (alias: string) => `NVL(${alias}.${LINK.transaction}, 0) <> t.id`;
	const isPaid = `t.${t.payment} IS NOT NULL`;
	const text = `t.${t.toApply} || ':' || ${amountInSql(`t.${t.applied}`, currency)}`;
	return [
		`${isSettled} AND t.${t.transactionAmount} <> 0 AND t.${t.payment} IS NULL
			AND t.${t.cashSale} IS NULL AND NVL(k.type, '-') <> 'CashSale'`,
		`${isPaid} AND (${isWrong('d', 'CustPymt')} OR c.symbol <> t.${t.currency})`,
		`${isPaid} AND d.${LINK.transactions} IS NULL AND (${leadsElsewhere('d')}
			OR (t.${t.posted} IS NOT NULL AND ${unequal('d.foreigntotal', `t.${t.posted}`)})
			OR ${less('d.foreigntotal - NVL(d.foreignpaymentamountunused, 0)', `t.${t.applied}`)})`,
		`${isPaid} AND ${isMany} AND ${isSettled}
			AND NVL(INSTR(' ' || d.${LINK.transactions}, ${partInSql(currency)}), 0) = 0`,
		`${isPaid} AND i.type = 'CustInvc' AND d.externalid LIKE 'AMZ-PMT-%' AND i.entity <> d.entity`,
		`${isPaid} AND t.${t.errorCode} IN (${DOUBTED})`,
		`${isPaid} AND TO_CHAR(dl.expenseaccount) <> t.${t.bookedAccount}`,
		`${isPaid} AND ${isSettled} AND t.${t.posted} IS NOT NULL AND t.${t.applied} > 0
			AND (t.${t.allocation} IS NULL OR (t.${t.allocation} NOT LIKE '% %'
			AND t.${t.allocation} NOT LIKE ${text}))`,
		`${isSettled} AND t.${t.payment} IS NULL AND (t.${t.cashSale} IS NOT NULL OR k.type = 'CashSale')
			AND (${isWrong('k', 'CashSale')} OR ${leadsElsewhere('k')} OR kc.symbol <> t.${t.currency}
			OR ${unequal('k.foreigntotal', `t.${t.transactionAmount}`)})`,
		`t.${t.writtenOff} > 0 AND (${isWrong('w', 'CustCred')} OR ${leadsElsewhere('w')}
			OR ${unequal('ABS(w.foreigntotal)', `t.${t.writtenOff}`)}
			OR ABS(NVL(w.foreignpaymentamountunused, 0)) > 0)`,
	]
		.map((condition) => `(${condition})`)
		.join(' OR ');
}

function columnsOf(alias: string): string {
	return [
		['id', 'id'],
		['type', 'type'],
		['tranid', 'number'],
		['voided', 'voided'],
		['posting', 'posting'],
		['foreigntotal', 'total'],
		['foreignpaymentamountunused', 'unused'],
		[LINK.settlement, 'settlement'],
		[LINK.transaction, 'transaction'],
	]
		.map(([column, name]) => `${alias}.${column} AS ${alias}_${name}`)
		.join(', ');
}

export async function checkPayments(check: Check): Promise<Disagreement[]> {
	const { client, ids, summaries, summaryOf } = check;
	const rows = await Promise.all(
		byDecimals(summaries).map(
			async (group) =>
				await queryByKeys(
					client,
					`SELECT t.id AS id, t.externalid AS externalid, t.${t.settlement} AS parent,
						t.${t.orderId} AS order_id, t.${t.transactionAmount} AS amount, t.${t.posted} AS posted,
						t.${t.applied} AS applied, t.${t.writtenOff} AS written_off, t.${t.status} AS status,
						t.${t.payment} AS payment, t.${t.cashSale} AS cash_sale, t.${t.creditMemo} AS credit_memo,
						t.${t.allocation} AS allocation, t.${t.toApply} AS to_apply,
						t.${t.errorCode} AS error_code, t.${t.errorMessage} AS error_message,
						d.${LINK.transactions} AS membership, c.symbol AS symbol, kc.symbol AS k_symbol,
						i.type AS i_type, i.entity AS i_entity, d.entity AS d_entity,
						dl.expenseaccount AS d_account, t.${t.bookedAccount} AS booked_account,
						${columnsOf('d')}, ${columnsOf('k')}, ${columnsOf('w')}
						FROM ${RECORD} t LEFT JOIN transaction d ON d.id = t.${t.payment}
						LEFT JOIN currency c ON c.id = d.currency
						LEFT JOIN transactionline dl ON dl.transaction = d.id AND dl.mainline = 'T'
						LEFT JOIN transaction i ON i.id = t.${t.toApply}
						LEFT JOIN transaction k ON k.id = NVL(t.${t.cashSale},
							CASE WHEN t.${t.posted} IS NULL THEN t.${t.toApply} END)
						LEFT JOIN currency kc ON kc.id = k.currency
						LEFT JOIN transaction w ON w.id = t.${t.creditMemo}
						WHERE t.externalid IS NOT NULL AND t.${t.settlement} IN (:keys) AND LOWER(t.${t.transactionType}) IN (${ORDERS})
						AND t.${t.status} <> '${ids.New}' AND (${conditions(ids, group[0].currency)})
						ORDER BY t.id`,
					group.map(({ recordId }) => recordId),
					'compare orders with their payments',
				),
		),
	);
	const single = rows.flat().flatMap((row) => {
		const summary = summaryOf.get(required(row, 'parent'));
		const found = summary === undefined ? null : judgeOrder(row, summary, ids);
		if (summary === undefined || found === null) {
			return [];
		}
		const documentId = row.payment ?? row.cash_sale ?? row.credit_memo ?? '';
		const where = { orderId: row.order_id ?? '', recordId: required(row, 'id'), documentId };
		return [disagreement(summary, where, found)];
	});
	return [...single, ...(await checkConsolidated(check)), ...(await checkInvoices(check))];
}
