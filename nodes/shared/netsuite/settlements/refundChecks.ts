// Records of refunds beside their credit memo and customer refund: does each exist, post, lead back, and is it
// over the amount that the record says, with nothing of the memo left?
import { REFUND_TYPES } from '../../settlement/labels/panes';
import { askInPieces } from '../api/refusedPieces';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import type { Disagreement } from '../records/disagreement';
import type { Check, Found } from './disagreeing';
import { disagreement, LINK, minorOf, nameOf, RECORD, shown, t, unequal } from './disagreeing';
import type { DocumentWords } from './documentWords';
import {
	changed,
	doubted,
	isOtherAccount,
	otherAccount,
	TAKE_AS_IS,
	wrongDocument,
} from './documentWords';
import { checked, notChecked } from './notChecked';
import { DOUBTED } from './paymentChecks';
import type { RecordedSummary } from './recordedSummary';
import { judgeParts, PARTS_COLUMNS, PARTS_DIFFER } from './recordParts';
import { settledIds } from './settlementSums';

const REFUNDS = REFUND_TYPES.map((name) => `'${name}'`).join(', ');

/** What an account's SuiteQL may refuse, and what nobody knows without it. */
const PIECES = {
	posting: 'credit memos and customer refunds post',
	accounts: 'customer refunds stand on the account they were booked on',
} as const;
type Piece = keyof typeof PIECES;
type Has = (piece: Piece) => boolean;

function isWrong(alias: string, type: string, has: Has): string {
	return `${alias}.id IS NULL OR ${alias}.type <> '${type}' OR ${alias}.voided = 'T'
		${has('posting') ? `OR ${alias}.posting = 'F'` : ''}
		OR NVL(${alias}.${LINK.settlement}, 0) <> t.${t.settlement}
		OR NVL(${alias}.${LINK.transaction}, 0) <> t.id`;
}

function columnsOf(alias: string, has: Has): string {
	return `${alias}.id AS ${alias}_id, ${alias}.type AS ${alias}_type, ${alias}.tranid AS ${alias}_number,
		${alias}.voided AS ${alias}_voided, ${has('posting') ? `${alias}.posting AS ${alias}_posting,` : ''}
		${alias}.foreigntotal AS ${alias}_total, ${alias}.${LINK.settlement} AS ${alias}_settlement,
		${alias}.${LINK.transaction} AS ${alias}_transaction`;
}

async function ask({ client, ids, summaries }: Check, has: Has): Promise<Row[]> {
	const isPaidOut = `(t.${t.refund} IS NOT NULL OR NVL(t.${t.posted}, 0) <> 0)`;
	return await queryByKeys(
		client,
		`SELECT t.id AS id, t.${t.settlement} AS parent, t.${t.orderId} AS order_id,
			t.${t.transactionAmount} AS amount, ${PARTS_COLUMNS},
			t.${t.posted} AS posted, t.${t.applied} AS applied, t.${t.creditMemo} AS memo,
			t.${t.refund} AS refund, m.foreignpaymentamountunused AS m_unused, c.symbol AS symbol,
			l.foreignamount AS linked, t.${t.errorCode} AS error_code,
			t.${t.errorMessage} AS error_message,
			${has('accounts') ? 'rl.expenseaccount AS r_account,' : ''}
			t.${t.bookedAccount} AS booked_account, ${columnsOf('m', has)}, ${columnsOf('r', has)}
			FROM ${RECORD} t LEFT JOIN transaction m ON m.id = t.${t.creditMemo}
			LEFT JOIN transaction r ON r.id = t.${t.refund} LEFT JOIN currency c ON c.id = r.currency
			${has('accounts') ? "LEFT JOIN transactionline rl ON rl.transaction = r.id AND rl.mainline = 'T'" : ''}
			LEFT JOIN NextTransactionLineLink l ON l.previousdoc = t.${t.creditMemo}
			AND l.nextdoc = t.${t.refund} AND l.linktype = 'Payment'
			WHERE t.externalid IS NOT NULL AND t.${t.settlement} IN (:keys) AND LOWER(t.${t.transactionType}) IN (${REFUNDS})
			AND t.${t.transactionAmount} <> 0 AND (t.${t.errorCode} IN (${DOUBTED})
			OR (t.${t.status} IN (${settledIds(ids)}) AND (${isWrong('m', 'CustCred', has)}
			OR ${PARTS_DIFFER} OR ${unequal('ABS(m.foreigntotal)', `t.${t.applied}`)}
			OR ABS(NVL(m.foreignpaymentamountunused, 0)) > 0
			OR (${isPaidOut} AND (${isWrong('r', 'CustRfnd', has)} OR c.symbol <> t.${t.currency}
			${has('accounts') ? `OR TO_CHAR(rl.expenseaccount) <> t.${t.bookedAccount}` : ''}
			OR (t.${t.posted} IS NOT NULL AND ${unequal('ABS(r.foreigntotal)', `t.${t.posted}`)})
			OR l.nextdoc IS NULL))))) ORDER BY t.id`,
		summaries.map(({ recordId }) => recordId),
		'compare refunds with their documents',
	);
}

async function checkAll(check: Check): Promise<Disagreement[]> {
	const { summaryOf } = check;
	const { rows, refused } = await askInPieces(
		Object.keys(PIECES) as Piece[],
		async (has) => await ask(check, has),
	);
	const unknown = [...refused].flatMap(([piece, error]) => notChecked(check, PIECES[piece], error));
	const wrong = rows.flatMap((row) => {
		const summary = summaryOf.get(required(row, 'parent'));
		const found = summary === undefined ? null : judge(row, summary);
		if (summary === undefined || found === null) {
			return [];
		}
		const where = {
			orderId: row.order_id ?? '',
			recordId: required(row, 'id'),
			documentId: found.code === 'RECORD_CHANGED' ? '' : (row.refund ?? row.memo ?? ''),
		};
		return [disagreement(summary, where, found)];
	});
	return [...wrong, ...unknown];
}

export async function checkRefunds(check: Check): Promise<Disagreement[]> {
	return await checked(check, 'refunds stand on documents as their records say', async () => {
		return await checkAll(check);
	});
}

const MEMO: DocumentWords = { what: 'Credit memo', type: 'CustCred', alias: 'm' };
const REFUND: DocumentWords = { what: 'Customer refund', type: 'CustRfnd', alias: 'r' };

function judge(row: Row, summary: RecordedSummary): Found | null {
	const isPaidOut = row.refund !== undefined || toMinor(row.posted, summary.currency) !== 0;
	return (
		wrongDocument(row, summary, MEMO, row.memo ?? '') ??
		(isPaidOut ? wrongDocument(row, summary, REFUND, row.refund ?? '') : null) ??
		wrongLink(row, isPaidOut) ??
		doubted(row) ??
		wrongAmount(row, summary, isPaidOut) ??
		judgeParts(row, summary)
	);
}

function wrongLink(row: Row, isPaidOut: boolean): Found | null {
	const names = [
		[nameOf(row, 'Credit memo', row.memo ?? '', row.m_number), row.m_transaction],
		...(isPaidOut
			? [[nameOf(row, 'Customer refund', row.refund ?? '', row.r_number), row.r_transaction]]
			: []),
	];
	const wrong = names.find(([, transaction]) => transaction !== row.id);
	return wrong === undefined
		? null
		: {
				code: 'LINK_CHANGED',
				what: `${wrong[0]} no longer names settlement transaction ${row.id} of order ${row.order_id ?? ''}`,
				remedy: `Enter ${row.id} in its field Amazon Settlement Transaction again`,
			};
}

function wrongAmount(row: Row, { currency }: RecordedSummary, isPaidOut: boolean): Found | null {
	const of = `of order ${row.order_id ?? ''}`;
	const memo = nameOf(row, 'Credit memo', row.memo ?? '', row.m_number);
	const refund = nameOf(row, 'Customer refund', row.refund ?? '', row.r_number);
	const total = minorOf(row, 'm_total', currency);
	if (total !== toMinor(row.applied, currency)) {
		return changed(
			`${memo} ${of} is over ${shown(total, currency)}, the record says ${shown(row.applied, currency)}`,
		);
	}
	if (isPaidOut && row.symbol !== currency) {
		return changed(`${refund} ${of} is in ${row.symbol ?? 'no currency'}, not ${currency}`);
	}
	const paid = minorOf(row, 'r_total', currency);
	if (isPaidOut && row.posted !== undefined && paid !== toMinor(row.posted, currency)) {
		return changed(
			`${refund} ${of} is over ${shown(paid, currency)}, the record says ${shown(row.posted, currency)}`,
		);
	}
	if (isPaidOut && isOtherAccount(row.r_account, row.booked_account)) {
		return changed(otherAccount(refund, row.order_id, row.r_account, row.booked_account));
	}
	const unused = minorOf(row, 'm_unused', currency);
	if (unused > 0 || (isPaidOut && row.linked === undefined)) {
		return {
			code: 'PAYMENT_NOT_APPLIED',
			what: `${memo} ${of} has ${shown(unused, currency)} that its customer refund does not pay out`,
			remedy: TAKE_AS_IS,
		};
	}
	return null;
}
