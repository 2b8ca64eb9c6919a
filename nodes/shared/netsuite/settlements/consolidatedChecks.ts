// Payments of many transactions beside the sum of all records that name them. NetSuite adds up and compares.
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import type { Disagreement } from '../records/disagreement';
import type { Check, Found } from './disagreeing';
import {
	disagreement,
	less,
	LINK,
	minorOf,
	nameOf,
	RECORD,
	shown,
	t,
	unequal,
} from './disagreeing';
import { changed, TAKE_AS_IS } from './documentWords';
import type { RecordedSummary } from './recordedSummary';

export async function checkConsolidated({
	client,
	summaries,
	summaryOf,
}: Check): Promise<Disagreement[]> {
	const members = `LENGTH(d.${LINK.transactions}) - LENGTH(REPLACE(d.${LINK.transactions}, ':', ''))`;
	const applied = `MAX(d.foreigntotal - NVL(d.foreignpaymentamountunused, 0))`;
	const rows = await queryByKeys(
		client,
		`SELECT t.${t.payment} AS payment, t.${t.settlement} AS parent, COUNT(*) AS records,
			COUNT(t.${t.posted}) AS known, SUM(t.${t.posted}) AS posted, SUM(t.${t.applied}) AS applied,
			MAX(d.foreigntotal) AS total, ${applied} AS doc_applied, MAX(${members}) AS members,
			MAX(d.tranid) AS doc_number FROM ${RECORD} t JOIN transaction d ON d.id = t.${t.payment}
			WHERE t.externalid IS NOT NULL AND d.${LINK.transactions} IS NOT NULL AND d.voided = 'F' AND t.${t.settlement} IN (:keys)
			GROUP BY t.${t.payment}, t.${t.settlement}
			HAVING (COUNT(t.${t.posted}) = COUNT(*) AND ${unequal(`SUM(t.${t.posted})`, 'MAX(d.foreigntotal)')})
			OR ${less(applied, `SUM(t.${t.applied})`)} OR MAX(${members}) <> COUNT(*)
			ORDER BY t.${t.payment}`,
		summaries.map(({ recordId }) => recordId),
		'compare consolidated payments with their transactions',
	);
	return rows.flatMap((row) => {
		const summary = summaryOf.get(required(row, 'parent'));
		if (summary === undefined) {
			return [];
		}
		const documentId = required(row, 'payment');
		const name = nameOf(row, 'Payment', documentId, row.doc_number);
		return [disagreement(summary, { documentId }, wrongSum(row, name, summary))];
	});
}

function wrongSum(row: Row, name: string, { currency }: RecordedSummary): Found {
	if (row.members !== row.records) {
		return {
			code: 'ALLOCATION_CHANGED',
			what: `${name} lists ${row.members ?? 0} transactions, ${row.records ?? 0} name it`,
			remedy:
				'Put its field Amazon Settlement Transactions back (System Notes); a transaction that was deleted is added again when the workflow runs with the report',
		};
	}
	const [total, posted] = [minorOf(row, 'total', currency), minorOf(row, 'posted', currency)];
	if (row.known === row.records && total !== posted) {
		return changed(
			`${name} is over ${shown(total, currency)}, its transactions add up to ${shown(posted, currency)}`,
		);
	}
	return {
		code: 'PAYMENT_NOT_APPLIED',
		what: `${name} has ${shown(row.doc_applied, currency)} applied, its transactions say ${shown(row.applied, currency)}`,
		remedy: TAKE_AS_IS,
	};
}
