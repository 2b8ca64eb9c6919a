// The proof on clearing of many settlements: reads their ledgers, and names what differs. A ledger that NetSuite
// refuses to show is not checked, which is named as well.
import { transactionGroup } from '../../settlement/labels/panes';
import type { NetSuiteClient } from '../api/client';
import type { Disagreement } from '../records/disagreement';
import { readTerms } from '../records/journalTerms';
import { readLedgers } from './clearingLedger';
import type { ClearingProof, Ledger } from './clearingProof';
import { clearingWords, proveClearing } from './clearingProof';
import { disagreement, shown } from './disagreeing';
import { checked } from './notChecked';
import type { PlannedSummary, RecordedSummary } from './recordedSummary';
import type { FigureSources, SummaryFigures } from './summaryFigures';

export interface Ledgers {
	/** By internal id of the summary; none where NetSuite refused. */
	ledgers: ReadonlyMap<string, Ledger>;
	unknown: Disagreement[];
}

export async function ledgersOf(
	client: NetSuiteClient,
	summaries: RecordedSummary[],
): Promise<Ledgers> {
	let ledgers: ReadonlyMap<string, Ledger> = new Map();
	const about = 'the clearing account holds what the journal should have left there';
	// Where none was posted there is nothing to judge, so nothing is missed.
	const withJournal = summaries.filter(({ journalTerms }) => journalTerms !== '');
	const unknown = await checked({ summaries: withJournal }, about, async () => {
		ledgers = await readLedgers(client, summaries);
		return [];
	});
	return { ledgers, unknown };
}

/** null where there is no ledger to look at. */
export function clearingOf(
	{ recordId, currency, totalAmount, journalTerms }: RecordedSummary,
	{ panes, equation }: SummaryFigures,
	{ records, olderPosted }: Pick<FigureSources, 'records' | 'olderPosted'>,
	{ ledgers }: Ledgers,
): ClearingProof | null {
	const ledger = ledgers.get(recordId);
	if (ledger === undefined) {
		return null;
	}
	return proveClearing({
		ledger,
		currency,
		deposit: totalAmount,
		terms: readTerms(journalTerms),
		transactionAmount: panes.orders.transactionAmount + panes.refunds.transactionAmount,
		notPosted: equation.notPosted,
		booked: records.reduce((sum, { bookedByHand }) => sum + bookedByHand, 0),
		memosTaken: records
			.filter(({ transactionType }) => transactionGroup(transactionType) === 'refunds')
			.reduce((sum, { applied, posted }) => sum + applied - posted, -olderPosted.refunds),
	});
}

/** Only where nothing else is named that would explain it. */
export function checkClearing(
	summary: RecordedSummary | PlannedSummary,
	proof: ClearingProof | null,
	isExplained: boolean,
): Disagreement[] {
	if (summary.recordId === null || proof === null || isExplained) {
		return [];
	}
	const { currency, recordId } = summary;
	const { isJudged, difference, foreign, journals } = proof;
	if (foreign.length === 0 && (!isJudged || difference === 0)) {
		return [];
	}
	const by = foreign.length > 0 ? '' : `: ${shown(difference, currency)} nothing explains`;
	return [
		disagreement(
			summary,
			{ recordId, documentId: journals[0]?.internalId ?? '' },
			{
				code: 'CLEARING_DIFFERS',
				what: `${clearingWords(proof, currency)}${by}`,
				remedy:
					'Run Settlement Journal Create for it as a dry run, which shows what differs in the entry; see in NetSuite (System Notes) who changed the entry or linked another one',
			},
		),
	];
}
