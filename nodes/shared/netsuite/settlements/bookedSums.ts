// What the documents that carry a settlement add up to in the books, by kind. NetSuite does the adding.
import type { NetSuiteClient } from '../api/client';
import type { NetSuiteError } from '../api/netSuiteError';
import { isRefusal } from '../api/refusedPieces';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import type { DocumentId, SummaryId } from '../records/ids';
import { linkFields } from '../records/schema';
import type { RecordedSummary } from './recordedSummary';
import { byParent, SETTLEMENTS_PER_QUERY } from './settlementSums';
import type { Booked } from './summaryFigures';

export interface BookedSums {
	booked: Map<SummaryId, Booked>;
	/** Why those that do not post could not be left out. */
	refused: NetSuiteError | null;
}

/** Payments, refunds and cash sales that post and carry the settlement, whatever the records say. */
export async function sumDocuments(
	client: NetSuiteClient,
	summaries: RecordedSummary[],
): Promise<BookedSums> {
	let refused: NetSuiteError | null = null;
	const rows = await documentSums(client, summaries, true).catch(async (error: unknown) => {
		if (!isRefusal(error)) {
			throw error as Error;
		}
		refused = error;
		return await documentSums(client, summaries, false);
	});
	const groups = byParent(rows, (row) => row);
	const booked = new Map(
		summaries.map(({ recordId, currency }) => {
			const total = (docType: string, column: 'total' | 'unused' = 'total') =>
				(groups.get(recordId) ?? [])
					.filter((row) => row.doc_type === docType)
					.reduce((sum, row) => sum + Math.abs(toMinor(row[column], currency)), 0);
			const sums = {
				payments: total('CustPymt'),
				unapplied: total('CustPymt', 'unused'),
				refunds: total('CustRfnd'),
				cashSales: total('CashSale'),
			};
			return [recordId, sums];
		}),
	);
	return { booked, refused };
}

async function documentSums(
	client: NetSuiteClient,
	summaries: RecordedSummary[],
	isPostingKnown: boolean,
): Promise<Row[]> {
	return await queryByKeys(
		client,
		`SELECT d.${linkFields.settlement} AS parent, d.type AS doc_type,
			SUM(ABS(d.foreigntotal)) AS total, SUM(d.foreignpaymentamountunused) AS unused
			FROM transaction d
			WHERE d.type IN ('CustPymt', 'CustRfnd', 'CashSale') AND d.voided = 'F'
			${isPostingKnown ? "AND d.posting = 'T'" : ''}
			AND d.${linkFields.settlement} IN (:keys) GROUP BY d.${linkFields.settlement}, d.type`,
		summaries.map(({ recordId }) => recordId),
		'add up payments, refunds and cash sales',
		SETTLEMENTS_PER_QUERY,
	);
}

/** Settlement that each document carries, by its internal id; '' for none. */
export async function settlementsOf(
	client: NetSuiteClient,
	ids: DocumentId[],
): Promise<Map<DocumentId, SummaryId>> {
	const rows = await queryByKeys(
		client,
		`SELECT d.id AS id, d.${linkFields.settlement} AS settlement FROM transaction d
			WHERE d.id IN (:keys) ORDER BY d.id`,
		ids,
		'read the settlements of found documents',
	);
	return new Map(rows.map((row) => [required(row, 'id'), row.settlement ?? '']));
}
