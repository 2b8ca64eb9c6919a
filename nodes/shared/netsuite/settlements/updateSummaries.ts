// The last flow: every summary created lately gets its figures again, from its transactions and from
// the payments and refunds in the books. Reads in bulk, writes one PATCH a summary; repeating it
// changes nothing but the time of the refresh.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { patchRecord } from '../api/recordService';
import type { Disagreement } from '../records/disagreement';
import { settlementRecord } from '../records/schema';
import type { StatusIds } from '../records/settlementTransaction';
import type { RecordedSummary } from './settlementSummary';
import { findSummaries, summaryBody } from './settlementSummary';
import type { OpenTransaction } from './settlementSums';
import { listOpen, sumDocuments, sumTransactions } from './settlementSums';
import type { SummaryFigures } from './summaryFigures';
import { summaryFigures } from './summaryFigures';

export interface SummaryOutcome {
	summary: RecordedSummary;
	figures: SummaryFigures;
	/** Orders and refunds that are New, Unapplied or Partially Applied. */
	open: OpenTransaction[];
	disagreements: Disagreement[];
	outcome: 'updated' | 'planned';
}

export interface SummarySettings {
	/** `YYYY-MM-DD`: summaries created since then are refreshed. */
	createdSince: string;
	/** Refreshed whatever their age: the settlements of this run. */
	settlementIds: string[];
	/** ISO time in UTC. */
	now: string;
	isDryRun: boolean;
}

export async function updateSummaries(
	client: NetSuiteClient,
	ids: StatusIds,
	settings: SummarySettings,
): Promise<SummaryOutcome[]> {
	const summaries = await findSummaries(client, settings.createdSince, settings.settlementIds);
	if (!settings.isDryRun) {
		refuseUnrecorded(summaries, settings.settlementIds);
	}
	const [sums, booked, open] = await Promise.all([
		sumTransactions(client, ids, summaries),
		sumDocuments(client, summaries),
		listOpen(client, ids, summaries),
	]);
	return await Promise.all(
		summaries.map(async (summary) => {
			const { recordId, currency, totalAmount } = summary;
			const figures = summaryFigures(
				sums.get(recordId) ?? [],
				booked.get(recordId) ?? { payments: 0, refunds: 0, cashSales: 0 },
				totalAmount,
			);
			if (!settings.isDryRun) {
				await patchRecord(
					client,
					settlementRecord.type,
					recordId,
					summaryBody(figures, currency, settings.now),
					`update the summary of settlement ${summary.settlementId}`,
				);
			}
			const outcome = settings.isDryRun ? 'planned' : 'updated';
			return { summary, figures, open: open.get(recordId) ?? [], disagreements: [], outcome };
		}),
	);
}

/** A settlement of this run without a summary must not vanish from the outcome. */
function refuseUnrecorded(summaries: RecordedSummary[], settlementIds: string[]): void {
	const known = new Set(summaries.map(({ settlementId }) => settlementId));
	const missing = settlementIds.find((settlementId) => !known.has(settlementId));
	if (missing !== undefined) {
		throw new NetSuiteError(
			'SETTLEMENT_NOT_RECORDED',
			`Settlement ${missing} has no summary in NetSuite`,
			'Run NetSuite Settlement Add (not as a dry run) before this node',
		);
	}
}
