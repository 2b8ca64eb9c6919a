// Documents that carry the link of a settlement, or of one of its transactions, though no record names them: a
// copied payment, a refund nobody asked for, a bill with a copied field. They are in the books, so they count.
import type { NetSuiteClient } from '../api/client';
import { isRefusal } from '../api/refusedPieces';
import type { Row } from '../api/suiteql';
import { query, queryByKeys, required } from '../api/suiteql';
import type { Disagreement } from '../records/disagreement';
import type { DocumentId, SummaryId } from '../records/ids';
import type { Check } from './disagreeing';
import { disagreement, LINK, nameOf, RECORD, shown, t } from './disagreeing';
import type { NamedByRun } from './runItems';

const NAMES: Record<string, string> = {
	CustPymt: 'Payment',
	CustCred: 'Credit memo',
	CustRfnd: 'Customer refund',
	CashSale: 'Cash sale',
	CustInvc: 'Invoice',
	CashRfnd: 'Cash refund',
	CustDep: 'Customer deposit',
	SalesOrd: 'Sales order',
	RtnAuth: 'Return authorization',
};

const COLUMNS = `d.id AS id, l.id AS link_id, l.externalid AS record_name, d.${LINK.transactions} AS list, d.type AS type, d.tranid AS doc_number, d.foreigntotal AS total,
	d.${LINK.transaction} AS link, l.${t.orderId} AS order_id`;

/**
 * Whichever field of a record fits the kind of document; journals and deposits are the accountant's own, or gather what
 * records name.
 */
const UNNAMED = `d.voided = 'F' AND d.type NOT IN ('Journal', 'Deposit')
	AND NOT (d.type = 'CustPymt' AND p.id IS NOT NULL) AND NOT (d.type = 'CustCred' AND m.id IS NOT NULL)
	AND NOT (d.type = 'CustRfnd' AND r.id IS NOT NULL)
	AND NOT (d.type = 'CashSale' AND (c.id IS NOT NULL OR a.id IS NOT NULL))`;

const NAMING = `LEFT JOIN ${RECORD} p ON p.${t.payment} = d.id
	LEFT JOIN ${RECORD} m ON m.${t.creditMemo} = d.id LEFT JOIN ${RECORD} r ON r.${t.refund} = d.id
	LEFT JOIN ${RECORD} c ON c.${t.cashSale} = d.id LEFT JOIN ${RECORD} a ON a.${t.toApply} = d.id
	AND a.${t.posted} IS NULL`;

const BY_SETTLEMENT = `SELECT ${COLUMNS}, d.${LINK.settlement} AS parent FROM transaction d ${NAMING}
	LEFT JOIN ${RECORD} l ON l.id = d.${LINK.transaction}
	WHERE ${UNNAMED} AND d.${LINK.settlement} IN (:keys)`;

const BY_TRANSACTION = `SELECT ${COLUMNS}, l.${t.settlement} AS parent FROM ${RECORD} l
	JOIN transaction d ON d.${LINK.transaction} = l.id ${NAMING}
	WHERE ${UNNAMED} AND (d.${LINK.settlement} IS NULL OR d.${LINK.settlement} <> l.${t.settlement})
	AND l.${t.settlement} IN (:keys)`;

/** Keys of one query, which names each of them twice. */
const KEYS_MAX = 200;

/**
 * `namedByRun`: documents that a dry run would record, or that were recorded a moment ago, each with its order. The
 * record that such a document was for may be gone: added again it has another internal id.
 */
export async function checkStrangers(
	{ client, summaries, summaryOf }: Check,
	namedByRun: ReadonlyMap<DocumentId, NamedByRun>,
): Promise<Disagreement[]> {
	const keys = summaries.map(({ recordId }) => recordId);
	const rows = await linkedRows(client, keys);
	const voided = await voidedPayments(client, rows);
	const seen = new Set<string>();
	return rows.flatMap((row) => {
		const documentId = required(row, 'id');
		const summary = summaryOf.get(required(row, 'parent'));
		const named = namedByRun.get(documentId);
		const name = named?.name ?? documentId;
		const isFine = named !== undefined && (row.link_id !== undefined || row.list !== undefined);
		if (summary === undefined || isFine || seen.has(name)) {
			return [];
		}
		seen.add(name);
		if (named !== undefined) {
			return [
				disagreement(summary, { orderId: named.orderId, documentId }, nameless(row, documentId)),
			];
		}
		const where = { orderId: row.order_id ?? '', recordId: row.link ?? '', documentId };
		const payment =
			row.type === 'CustCred' ? voided.find((one) => isPaymentOf(one, row)) : undefined;
		const words =
			payment === undefined
				? wordsOf(row, documentId, summary.currency)
				: besideVoided(row, documentId, payment, summary.currency);
		return [disagreement(summary, where, words)];
	});
}

/** Asked only where a credit memo of a transaction has lost its record. */
async function voidedPayments(client: Check['client'], rows: Row[]): Promise<Row[]> {
	const memos = rows.filter(({ type, link_id: link }) => type === 'CustCred' && link !== undefined);
	return await queryByKeys(
		client,
		`SELECT d.id AS id, d.tranid AS doc_number, d.${LINK.settlement} AS parent,
			d.${LINK.transaction} AS link, d.${LINK.transactions} AS list FROM transaction d
			WHERE d.type = 'CustPymt' AND d.voided = 'T' AND d.${LINK.settlement} IN (:keys) ORDER BY d.id`,
		[...new Set(memos.map((row) => required(row, 'parent')))],
		'look for voided payments',
	);
}

function isPaymentOf(payment: Row, memo: Row): boolean {
	const own = (memo.record_name ?? '').toLowerCase();
	const isListed = (payment.list ?? '')
		.split(/\s+/)
		.some((word) => word !== '' && own.endsWith(`-${word.split(':')[0].toLowerCase()}`));
	return payment.parent === memo.parent && (payment.link === memo.link_id || isListed);
}

/** The write-off stands, the payment that it completed does not. */
function besideVoided(row: Row, documentId: DocumentId, payment: Row, currency: string) {
	const memo = nameOf(row, 'write-off credit memo', documentId, row.doc_number);
	const name = nameOf(payment, 'Payment', required(payment, 'id'), payment.doc_number);
	return {
		code: 'DOCUMENT_VOIDED' as const,
		what: `${name} of order ${row.order_id ?? ''} was voided, and ${memo} over ${shown(row.total, currency)} still closes what it had left open`,
		remedy:
			'Delete the credit memo. If the order is to be paid again, also do what EXTERNAL_ID_TAKEN says for the voided payment and run again: both are posted anew',
	};
}

/** In one query where NetSuite takes both parts at once, else in two. */
async function linkedRows(client: NetSuiteClient, keys: SummaryId[]): Promise<Row[]> {
	const doing = 'look for documents that no transaction names';
	if (keys.length > 0 && keys.length <= KEYS_MAX) {
		const places = keys.map(() => '?').join(', ');
		const both = [BY_SETTLEMENT, BY_TRANSACTION].map((sql) => sql.replace(':keys', places));
		try {
			return await query(
				client,
				`${both.join(' UNION ALL ')} ORDER BY id`,
				[...keys, ...keys],
				doing,
			);
		} catch (error) {
			if (!isRefusal(error)) {
				throw error as Error;
			}
		}
	}
	const rows = await Promise.all(
		[BY_SETTLEMENT, BY_TRANSACTION].map(
			async (sql) => await queryByKeys(client, `${sql} ORDER BY d.id`, keys, doing),
		),
	);
	return rows.flat();
}

function nameless(row: Row, documentId: DocumentId) {
	const name = nameOf(row, NAMES[row.type ?? ''] ?? 'Document', documentId, row.doc_number);
	return {
		code: 'LINK_CHANGED' as const,
		what: `${name} names no settlement transaction: the one it was for was deleted`,
		remedy:
			'Run the workflow with the report: it adds the transaction again and says what to enter in the field Amazon Settlement Transaction',
	};
}

function wordsOf(row: Row, documentId: DocumentId, currency: string) {
	const kind = NAMES[row.type ?? ''] ?? `Transaction of type ${row.type ?? ''}`;
	const name = nameOf(row, kind, documentId, row.doc_number);
	const of = row.order_id === undefined ? '' : ` and order ${row.order_id}`;
	return {
		code: 'DOCUMENT_UNEXPLAINED' as const,
		what: `${name} over ${shown(row.total, currency)} carries this settlement${of}, but no settlement transaction names it`,
		remedy:
			'If it is a copy or was entered by mistake, delete it or empty its Amazon link fields; if it was posted by a run that broke off, run the workflow again',
	};
}
