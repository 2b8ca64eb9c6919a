// Records of orders beside the payments, cash sales and write-off memos they name: does each exist, post, lead
// back, and is it over the amount and applied to the invoices that the record says? NetSuite compares; what
// comes back is judged here once more, digit by digit.
import { ORDER_TYPES } from '../../settlement/labels/panes';
import { askInPieces } from '../api/refusedPieces';
import type { Row } from '../api/suiteql';
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
import { checked, notChecked } from './notChecked';
import { PARTS_COLUMNS, PARTS_DIFFER } from './recordParts';
import { settledIds } from './settlementSums';

/** Codes of a record whose document stands, but not as it should. */
export const DOUBTED = "'PAYMENT_NOT_APPLIED', 'DOCUMENT_DIFFERS', 'ORDER_OVERCREDITED'";

const ORDERS = ORDER_TYPES.map((name) => `'${name}'`).join(', ');

/** `12-9f2c:35.74`: the part of a consolidated payment that a record names, as its text has it. */
function partInSql(currency: string): string {
	const name = `SUBSTR(t.externalid, LENGTH(t.${t.settlementId}) + 10)`;
	return `' ' || ${name} || ':' || ${amountInSql(`t.${t.applied}`, currency)}`;
}

const isMany = `d.${LINK.transactions} IS NOT NULL`;

/** What an account's SuiteQL may refuse, and what nobody knows without it. */
const PIECES = {
	posting: 'payments, cash sales and write-offs post',
	accounts: 'payments stand on the account they were booked on',
	texts: 'the texts that say where the money of each order went fit its payment',
	olderCashSales: 'cash sales of transactions that are older than the field Posted still stand',
} as const;
type Piece = keyof typeof PIECES;
type Has = (piece: Piece) => boolean;

/** Not as it was posted: gone, void, without effect on the ledger, or leading elsewhere. */
function isWrong(alias: string, type: string, has: Has): string {
	return `${alias}.id IS NULL OR ${alias}.type <> '${type}' OR ${alias}.voided = 'T'
		${has('posting') ? `OR ${alias}.posting = 'F'` : ''} OR NVL(${alias}.${LINK.settlement}, 0) <> t.${t.settlement}`;
}

function conditions(ids: Check['ids'], currency: string, has: Has): string {
	const isSettled = `t.${t.status} IN (${settledIds(ids)})`;
	const leadsElsewhere = (alias: string) => `NVL(${alias}.${LINK.transaction}, 0) <> t.id`;
	const isPaid = `t.${t.payment} IS NOT NULL`;
	const text = `t.${t.toApply} || ':' || ${amountInSql(`t.${t.applied}`, currency)}`;
	return [
		`${isSettled} AND t.${t.transactionAmount} <> 0 AND t.${t.payment} IS NULL
			AND t.${t.cashSale} IS NULL AND ${
				has('olderCashSales') ? "NVL(k.type, '-') <> 'CashSale'" : `t.${t.posted} IS NOT NULL`
			}`,
		`${isPaid} AND (${isWrong('d', 'CustPymt', has)} OR c.symbol <> t.${t.currency})`,
		`${isPaid} AND d.${LINK.transactions} IS NULL AND (${leadsElsewhere('d')}
			OR (t.${t.posted} IS NOT NULL AND ${unequal('d.foreigntotal', `t.${t.posted}`)})
			OR ${less('d.foreigntotal - NVL(d.foreignpaymentamountunused, 0)', `t.${t.applied}`)})`,
		`${isPaid} AND i.type = 'CustInvc' AND SUBSTR(d.externalid, 1, 8) = 'AMZ-PMT-' AND i.entity <> d.entity`,
		`${isPaid} AND t.${t.errorCode} IN (${DOUBTED})`,
		`${isPaid} AND ${isSettled} AND ${PARTS_DIFFER}`,
		...(has('accounts')
			? [`${isPaid} AND TO_CHAR(dl.expenseaccount) <> t.${t.bookedAccount}`]
			: []),
		...(has('texts')
			? [
					`${isPaid} AND ${isMany} AND ${isSettled}
						AND NVL(INSTR(' ' || d.${LINK.transactions}, ${partInSql(currency)}), 0) = 0`,
					`${isPaid} AND ${isSettled} AND t.${t.posted} IS NOT NULL AND t.${t.applied} > 0
						AND (t.${t.allocation} IS NULL OR (t.${t.allocation} NOT LIKE '% %'
						AND t.${t.allocation} NOT LIKE ${text}))`,
				]
			: []),
		`t.${t.payment} IS NULL AND (t.${t.cashSale} IS NOT NULL OR (${isSettled} AND k.type = 'CashSale'))
			AND (${isWrong('k', 'CashSale', has)} OR ${leadsElsewhere('k')} OR kc.symbol <> t.${t.currency}
			OR ${unequal('k.foreigntotal', `t.${t.transactionAmount}`)})`,
		`t.${t.writtenOff} > 0 AND (${isWrong('w', 'CustCred', has)} OR ${leadsElsewhere('w')}
			OR ${unequal('ABS(w.foreigntotal)', `t.${t.writtenOff}`)}
			OR ABS(NVL(w.foreignpaymentamountunused, 0)) > 0)`,
	]
		.map((condition) => `(${condition})`)
		.join(' OR ');
}

function columnsOf(alias: string, has: Has): string {
	return [
		['id', 'id'],
		['type', 'type'],
		['tranid', 'number'],
		['voided', 'voided'],
		...(has('posting') ? [['posting', 'posting']] : []),
		['foreigntotal', 'total'],
		['foreignpaymentamountunused', 'unused'],
		[LINK.settlement, 'settlement'],
		[LINK.transaction, 'transaction'],
	]
		.map(([column, name]) => `${alias}.${column} AS ${alias}_${name}`)
		.join(', ');
}

/** The records of which NetSuite says that something differs. */
async function ask({ client, ids, summaries }: Check, has: Has): Promise<Row[]> {
	const rows = await Promise.all(
		byDecimals(summaries).map(
			async (group) =>
				await queryByKeys(
					client,
					`SELECT t.id AS id, t.externalid AS externalid, t.${t.settlement} AS parent,
						t.${t.orderId} AS order_id, t.${t.transactionAmount} AS amount, t.${t.posted} AS posted,
						t.${t.applied} AS applied, t.${t.writtenOff} AS written_off, t.${t.status} AS status,
						t.${t.payment} AS payment, t.${t.cashSale} AS cash_sale, t.${t.creditMemo} AS credit_memo,
						t.${t.allocation} AS allocation, t.${t.toApply} AS to_apply, ${PARTS_COLUMNS},
						t.${t.errorCode} AS error_code, t.${t.errorMessage} AS error_message,
						d.${LINK.transactions} AS membership, c.symbol AS symbol, kc.symbol AS k_symbol,
						i.type AS i_type, i.entity AS i_entity, d.entity AS d_entity,
						${has('accounts') ? 'dl.expenseaccount AS d_account,' : ''}
						t.${t.bookedAccount} AS booked_account,
						${columnsOf('d', has)}, ${columnsOf('k', has)}, ${columnsOf('w', has)}
						FROM ${RECORD} t LEFT JOIN transaction d ON d.id = t.${t.payment}
						LEFT JOIN currency c ON c.id = d.currency
						${has('accounts') ? "LEFT JOIN transactionline dl ON dl.transaction = d.id AND dl.mainline = 'T'" : ''}
						LEFT JOIN transaction i ON i.id = t.${t.toApply}
						LEFT JOIN transaction k ON k.id = ${cashSaleInSql(has)}
						LEFT JOIN currency kc ON kc.id = k.currency
						LEFT JOIN transaction w ON w.id = t.${t.creditMemo}
						WHERE t.externalid IS NOT NULL AND t.${t.settlement} IN (:keys) AND LOWER(t.${t.transactionType}) IN (${ORDERS})
						AND t.${t.status} <> '${ids.New}' AND (${conditions(ids, group[0].currency, has)})
						ORDER BY t.id`,
					group.map(({ recordId }) => recordId),
					'compare orders with their payments',
				),
		),
	);
	return rows.flat();
}

/** Records that are older than the field *posted* have their cash sale in the field of the invoice. */
function cashSaleInSql(has: Has): string {
	return has('olderCashSales')
		? `NVL(t.${t.cashSale}, CASE WHEN t.${t.posted} IS NULL THEN t.${t.toApply} END)`
		: `t.${t.cashSale}`;
}

async function checkOrders(check: Check): Promise<Disagreement[]> {
	const { ids, summaryOf } = check;
	const { rows, refused } = await askInPieces(
		Object.keys(PIECES) as Piece[],
		async (has) => await ask(check, has),
	);
	const found = rows.flatMap((row) => {
		const summary = summaryOf.get(required(row, 'parent'));
		const wrong = summary === undefined ? null : judgeOrder(row, summary, ids);
		if (summary === undefined || wrong === null) {
			return [];
		}
		// A changed record is one finding, whichever check sees it.
		const documentId =
			wrong.code === 'RECORD_CHANGED'
				? ''
				: (row.payment ?? row.cash_sale ?? row.credit_memo ?? '');
		const where = { orderId: row.order_id ?? '', recordId: required(row, 'id'), documentId };
		return [disagreement(summary, where, wrong)];
	});
	const unknown = [...refused].flatMap(([piece, error]) => notChecked(check, PIECES[piece], error));
	return [...found, ...unknown];
}

export async function checkPayments(check: Check): Promise<Disagreement[]> {
	const [orders, consolidated, invoices] = await Promise.all([
		checked(check, 'orders stand on payments as their records say', async () => {
			return await checkOrders(check);
		}),
		checked(check, 'consolidated payments are over what their orders add up to', async () => {
			return await checkConsolidated(check);
		}),
		checked(check, 'payments are applied to the invoices that the records say', async () => {
			return await checkInvoices(check);
		}),
	]);
	return [...orders, ...consolidated, ...invoices];
}
