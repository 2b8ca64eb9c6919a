// Whether the money of orders is applied to the invoices that their records say: NetSuite compares each pair of
// payment and invoice. More than recorded is fine (somebody used a remainder); less, or elsewhere, is not.
import type { Minor } from '../../settlement/values/money';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { readAllocation } from '../records/allocation';
import { toMinor } from '../records/amount';
import type { Disagreement } from '../records/disagreement';
import type { DocumentId } from '../records/ids';
import type { Check } from './disagreeing';
import { disagreement, less, RECORD, shown, t } from './disagreeing';
import { TAKE_AS_IS } from './documentWords';
import { settledIds } from './settlementSums';

export async function checkInvoices(check: Check): Promise<Disagreement[]> {
	const [single, split] = await Promise.all([checkSingle(check), checkSplit(check)]);
	return [...single, ...split];
}

/** Records whose money went to one invoice; many may share it. */
async function checkSingle({ client, ids, summaries, summaryOf }: Check): Promise<Disagreement[]> {
	const rows = await queryByKeys(
		client,
		`SELECT t.${t.payment} AS payment, t.${t.toApply} AS invoice, t.${t.settlement} AS parent,
			MIN(t.id) AS id, MIN(t.${t.orderId}) AS order_id, SUM(t.${t.applied}) AS applied,
			MAX(ABS(l.foreignamount)) AS linked FROM ${RECORD} t
			LEFT JOIN NextTransactionLineLink l ON l.nextdoc = t.${t.payment}
			AND l.previousdoc = t.${t.toApply} AND l.linktype = 'Payment'
			WHERE t.externalid IS NOT NULL AND t.${t.payment} IS NOT NULL AND t.${t.posted} IS NOT NULL AND t.${t.applied} > 0
			AND t.${t.status} IN (${settledIds(ids)})
			AND (t.${t.allocation} IS NULL OR t.${t.allocation} NOT LIKE '% %')
			AND t.${t.settlement} IN (:keys) GROUP BY t.${t.payment}, t.${t.toApply}, t.${t.settlement}
			HAVING ${less('MAX(ABS(l.foreignamount))', `SUM(t.${t.applied})`)}
			ORDER BY t.${t.payment}, t.${t.toApply}`,
		summaries.map(({ recordId }) => recordId),
		'compare what payments are applied to',
	);
	return rows.flatMap((row) => {
		const summary = summaryOf.get(required(row, 'parent'));
		if (summary === undefined) {
			return [];
		}
		const { currency } = summary;
		const where = {
			orderId: row.order_id ?? '',
			recordId: required(row, 'id'),
			documentId: row.payment ?? '',
		};
		const linked = shown(row.linked, currency);
		return [
			disagreement(
				summary,
				where,
				notApplied(where, row.invoice ?? '', linked, shown(row.applied, currency)),
			),
		];
	});
}

function notApplied(
	{ orderId, documentId }: { orderId: string; documentId: DocumentId },
	invoice: string,
	linked: string,
	applied: string,
) {
	return {
		code: 'PAYMENT_NOT_APPLIED' as const,
		what: `Payment ${documentId} of order ${orderId} has ${linked} applied to invoice ${invoice}, the record says ${applied}`,
		remedy: TAKE_AS_IS,
	};
}

/** Records whose money went to several invoices: few, so they are read and compared one by one. */
async function checkSplit({ client, ids, summaries, summaryOf }: Check): Promise<Disagreement[]> {
	const records = await queryByKeys(
		client,
		`SELECT t.id AS id, t.${t.settlement} AS parent, t.${t.orderId} AS order_id,
			t.${t.payment} AS payment, t.${t.applied} AS applied, t.${t.allocation} AS allocation
			FROM ${RECORD} t WHERE t.externalid IS NOT NULL AND t.${t.payment} IS NOT NULL AND t.${t.allocation} LIKE '% %'
			AND t.${t.status} IN (${settledIds(ids)}) AND t.${t.settlement} IN (:keys) ORDER BY t.id`,
		summaries.map(({ recordId }) => recordId),
		'read transactions that were applied to several invoices',
	);
	const links = await queryByKeys(
		client,
		`SELECT l.nextdoc AS payment, l.previousdoc AS invoice, SUM(ABS(l.foreignamount)) AS linked
			FROM NextTransactionLineLink l WHERE l.linktype = 'Payment' AND l.nextdoc IN (:keys)
			GROUP BY l.nextdoc, l.previousdoc ORDER BY l.nextdoc, l.previousdoc`,
		records.map((row) => required(row, 'payment')),
		'read what these payments are applied to',
	);
	const linkOf = new Map(links.map((row) => [`${row.payment} ${row.invoice}`, row.linked]));
	const wanted = wantedOf(records, (row) => summaryOf.get(row.parent ?? '')?.currency ?? '');
	return records.flatMap((row) => {
		const summary = summaryOf.get(required(row, 'parent'));
		if (summary === undefined) {
			return [];
		}
		const { currency } = summary;
		const where = {
			orderId: row.order_id ?? '',
			recordId: required(row, 'id'),
			documentId: row.payment ?? '',
		};
		const allocation = readAllocation(row.allocation ?? '', currency) ?? [];
		const sum = allocation.reduce((total, { amount }) => total + amount, 0);
		if (sum !== toMinor(row.applied, currency)) {
			return [
				disagreement(summary, where, {
					code: 'ALLOCATION_CHANGED',
					what: `Settlement transaction ${row.id} of order ${where.orderId} says that its money went to '${row.allocation ?? ''}', which is not ${shown(row.applied, currency)}`,
					remedy: TAKE_AS_IS,
				}),
			];
		}
		const short = allocation.find(({ invoiceId }) => {
			const pair = `${row.payment} ${invoiceId}`;
			return toMinor(linkOf.get(pair), currency) < (wanted.get(pair) ?? 0);
		});
		if (short === undefined) {
			return [];
		}
		const pair = `${row.payment} ${short.invoiceId}`;
		return [
			disagreement(
				summary,
				where,
				notApplied(
					where,
					short.invoiceId,
					shown(linkOf.get(pair), currency),
					shown(wanted.get(pair) ?? 0, currency),
				),
			),
		];
	});
}

/** Minor units by payment and invoice, over all the records. */
function wantedOf(records: Row[], currencyOf: (row: Row) => string): Map<string, Minor> {
	const wanted = new Map<string, Minor>();
	for (const row of records) {
		for (const { invoiceId, amount } of readAllocation(row.allocation ?? '', currencyOf(row)) ??
			[]) {
			const pair = `${row.payment} ${invoiceId}`;
			wanted.set(pair, (wanted.get(pair) ?? 0) + amount);
		}
	}
	return wanted;
}
