// The last flow: every summary created lately is judged again, from its report side, its transactions and the
// documents in the books. Reads in bulk, writes one PATCH a summary; repeating it changes nothing but the time
// of the refresh. A dry run takes what is recorded plus what is planned, by the same function.
import { readBasis } from '../../settlement/items/itemDigest';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { patchRecord } from '../api/recordService';
import type { Disagreement } from '../records/disagreement';
import { standing, withMended } from '../records/disagreement';
import type { DocumentId, SettlementId, SummaryId } from '../records/ids';
import { settlementRecord } from '../records/schema';
import type { StatusIds } from '../records/settlementTransaction';
import { checkClearing, clearingOf, ledgersOf } from './clearing';
import type { ClearingProof } from './clearingProof';
import { findDisagreements, unexplained } from './findDisagreements';
import { checkSections } from './recordChecks';
import type { RunCounts, RunItem } from './runItems';
import {
	adoptedIds,
	namedBy,
	plannedDocuments,
	plannedOpen,
	plannedRecords,
	runCounts,
} from './runItems';
import { settlementsOf, sumDocuments } from './bookedSums';
import type { PlannedSummary, RecordedSummary, Summary } from './recordedSummary';
import { findSummaries, summaryBody } from './settlementSummary';
import { checked, notChecked } from './notChecked';
import type { OpenTransaction } from './openTransactions';
import { disputedRecords, listOpen } from './openTransactions';
import type { OlderPosted } from './settlementSums';
import { sumOlderPosted, sumTransactions } from './settlementSums';
import type { Booked, SummaryFigures, TransactionSum } from './summaryFigures';
import { NOTHING_BOOKED, sectionsOf, summaryFigures } from './summaryFigures';
import type { Judgement } from './verdict';
import { judge } from './verdict';
import { editedSummary } from './writtenFigures';

export interface SummaryOutcome {
	summary: Summary;
	figures: SummaryFigures;
	judgement: Judgement;
	/** Orders and refunds that are New, Unapplied or Partially Applied. */
	open: OpenTransaction[];
	disagreements: Disagreement[];
	/** Records of the books that disagreements name, by their ids: what they say, whatever it is worth. */
	disputed: ReadonlyMap<string, OpenTransaction>;
	/** null where there is no ledger to look at, or a dry run plans more than the ledger has. */
	clearing: ClearingProof | null;
	/** What this run did; null for a settlement that is not of this run. */
	run: RunCounts | null;
	outcome: 'updated' | 'planned';
}

export interface SummarySettings {
	/** `YYYY-MM-DD`: summaries created since then are refreshed. */
	createdSince: string;
	/** Refreshed whatever their age: the settlements of this run. */
	settlementIds: SettlementId[];
	/** What this run did with them. */
	items?: RunItem[];
	/** Of settlements that a dry run only plans. */
	planned?: PlannedSummary[];
	/** ISO time in UTC. */
	now: string;
	isDryRun: boolean;
}

export async function updateSummaries(
	client: NetSuiteClient,
	ids: StatusIds,
	settings: SummarySettings,
): Promise<SummaryOutcome[]> {
	const { isDryRun, items = [], planned = [] } = settings;
	const recorded = await findSummaries(client, settings.createdSince, settings.settlementIds);
	if (!isDryRun) {
		refuseUnrecorded(recorded, settings.settlementIds);
	}
	const known = new Set(recorded.map(({ settlementId }) => settlementId));
	const fresh = planned.filter(({ settlementId }) => !known.has(settlementId));
	const itemsOf = groupBy(items);
	const named = namedBy(items);
	const [sums, { booked, refused }, open, found, ledgers, linked] = await Promise.all([
		sumTransactions(client, ids, recorded),
		sumDocuments(client, recorded),
		listOpen(client, ids, recorded),
		findDisagreements({ client, ids, summaries: recorded }, named),
		ledgersOf(client, recorded),
		isDryRun ? settlementsOf(client, adoptedIds(items)) : new Map<DocumentId, SummaryId>(),
	]);
	const { older, unknown } = await olderPosted(client, ids, recorded, sums);
	unknown.push(...ledgers.unknown);
	if (refused !== null) {
		const about = 'the sums are of documents that post';
		unknown.push(...notChecked({ summaries: recorded }, about, refused));
	}
	const disputed = await disputedRecords(client, ids, recorded, [...found.values()].flat());
	return await Promise.all(
		[...fresh, ...recorded].map(async (summary) => {
			const { recordId, settlementId, totalAmount } = summary;
			const own = itemsOf.get(settlementId) ?? [];
			const ofThis = <Found>(all: ReadonlyMap<SummaryId, Found>) =>
				recordId === null ? undefined : all.get(recordId);
			const isLinked = (id: DocumentId) =>
				recordId !== null && (linked.get(id) ?? recordId) === recordId;
			const records = [...(ofThis(sums) ?? []), ...(isDryRun ? plannedRecords(own) : [])];
			const posted = { records, olderPosted: ofThis(older) ?? { orders: 0, refunds: 0 } };
			const figures = summaryFigures({
				...posted,
				booked: added(
					ofThis(booked) ?? NOTHING_BOOKED,
					isDryRun ? plannedDocuments(own, isLinked) : NOTHING_BOOKED,
				),
				basis: readBasis(summary.report?.basis ?? own.find(isWithBasis)?.basis ?? ''),
				deposit: totalAmount,
			});
			const inBooks = [
				...(summary.recordId === null ? [] : checkSections(summary, sectionsOf(records))),
				...(ofThis(found) ?? []),
				...unknown.filter((one) => one.recordId === recordId),
			];
			const disagreements = withMended(
				[...inBooks, ...refusedBy(own, recordId ?? '', inBooks)],
				own.flatMap(({ result }) => result?.mended ?? []),
			);
			const isExplained = standing(disagreements).length > 0;
			const ofSides = [
				...disagreements,
				...editedSummary(summary, isDryRun),
				...unexplained(summary, figures.equation, isExplained),
			];
			const clearing =
				summary.recordId === null || (isDryRun && own.length > 0)
					? null
					: clearingOf(summary, figures, posted, ledgers);
			const all = [...ofSides, ...checkClearing(summary, clearing, standing(ofSides).length > 0)];
			const run = own.length === 0 ? null : runCounts(own);
			const judgement = judge({ summary, figures, disagreements: all, run, isDryRun });
			const isPlanned = isDryRun || recordId === null;
			if (!isPlanned) {
				await patchRecord(
					client,
					settlementRecord.type,
					recordId,
					summaryBody(figures, judgement, clearing, summary.currency, settings.now),
					`update the summary of settlement ${settlementId}`,
				);
			}
			const waiting = ofThis(open) ?? [];
			return {
				summary,
				figures,
				judgement,
				disagreements: all,
				disputed,
				clearing,
				run,
				open: isDryRun ? plannedOpen(own, waiting) : waiting,
				outcome: isPlanned ? 'planned' : 'updated',
			};
		}),
	);
}

/** What older records stand for; where NetSuite refuses to say so, that is not known. */
async function olderPosted(
	client: NetSuiteClient,
	ids: StatusIds,
	summaries: RecordedSummary[],
	sums: Map<SummaryId, TransactionSum[]>,
): Promise<{ older: Map<SummaryId, OlderPosted>; unknown: Disagreement[] }> {
	let older = new Map<SummaryId, OlderPosted>();
	const about =
		'documents of transactions that are older than the field Posted are over their amounts';
	const unknown = await checked({ summaries }, about, async () => {
		older = await sumOlderPosted(client, ids, summaries, sums);
		return [];
	});
	return { older, unknown };
}

const isWithBasis = ({ basis }: RunItem) => basis !== '';

function groupBy(items: RunItem[]): Map<SettlementId, RunItem[]> {
	const groups = new Map<SettlementId, RunItem[]>();
	for (const item of items) {
		const group = groups.get(item.settlementId);
		if (group === undefined) {
			groups.set(item.settlementId, [item]);
		} else {
			group.push(item);
		}
	}
	return groups;
}

function added(left: Booked, right: Booked): Booked {
	return {
		payments: left.payments + right.payments,
		unapplied: left.unapplied + right.unapplied,
		refunds: left.refunds + right.refunds,
		cashSales: left.cashSales + right.cashSales,
	};
}

/** A node posted nothing because records were changed, and the sums show nothing of it. */
function refusedBy(items: RunItem[], recordId: SummaryId, found: Disagreement[]): Disagreement[] {
	const code = 'RECORD_CHANGED';
	const isNamed = found.some((one) => /^(RECORDS?|SUMMARY)_/.test(one.code));
	const refused = items.find(({ result }) => result?.errorCode === code);
	return refused === undefined || isNamed
		? []
		: [
				{
					code,
					settlementId: refused.settlementId,
					orderId: '',
					recordId,
					documentId: '',
					message: refused.result?.errorMessage ?? '',
					state: 'stands',
				},
			];
}

/** A settlement of this run without a summary must not vanish from the outcome. */
function refuseUnrecorded(summaries: RecordedSummary[], settlementIds: SettlementId[]): void {
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
