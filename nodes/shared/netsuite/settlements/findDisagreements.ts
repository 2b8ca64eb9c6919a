// All disagreements of settlements: report, records and documents, each beside the others. NetSuite compares, so
// the number of calls does not grow with the number of transactions, only with what disagrees.
import type { Disagreement } from '../records/disagreement';
import type { DocumentId, SummaryId } from '../records/ids';
import type { Check } from './disagreeing';
import { disagreement, shown } from './disagreeing';
import { checked, isNotChecked } from './notChecked';
import { checkPayments } from './paymentChecks';
import { checkRecords } from './recordChecks';
import { checkRefunds } from './refundChecks';
import type { Summary } from './recordedSummary';
import type { NamedByRun } from './runItems';
import { checkStrangers } from './strangers';
import type { Equation } from './summaryFigures';

/** By settlement record id, at most one for each record and document. */
export async function findDisagreements(
	check: Omit<Check, 'summaryOf'>,
	namedByRun: ReadonlyMap<DocumentId, NamedByRun>,
): Promise<Map<SummaryId, Disagreement[]>> {
	const summaryOf = new Map(check.summaries.map((summary) => [summary.recordId, summary]));
	const whole = { ...check, summaryOf };
	const [records, payments, refunds, strangers] = await Promise.all([
		checked(whole, 'records fit their figures and keys', async () => await checkRecords(whole)),
		checkPayments(whole),
		checkRefunds(whole),
		checked(whole, 'every document of the settlement is named by a record', async () => {
			return await checkStrangers(whole, namedByRun);
		}),
	]);
	const found = [records, ...joined([...payments, ...refunds], strangers)];
	const idOf = new Map(
		check.summaries.map(({ settlementId, recordId }) => [settlementId, recordId]),
	);
	const bySummary = new Map<SummaryId, Disagreement[]>();
	const seen = new Set<string>();
	for (const one of found.flat()) {
		const what = isNotChecked(one) ? one.message : one.documentId;
		const name = `${one.settlementId} ${one.recordId} ${what}`;
		const recordId = idOf.get(one.settlementId) ?? '';
		if (!seen.has(name)) {
			seen.add(name);
			bySummary.set(recordId, [...(bySummary.get(recordId) ?? []), one]);
		}
	}
	return bySummary;
}

/** A record that lost its document, and the document that it lost, are one disagreement. */
function joined(found: Disagreement[], strangers: Disagreement[]): Disagreement[][] {
	const losers = new Map(
		found.filter(({ code }) => code === 'DOCUMENT_MISSING').map((one) => [one.recordId, one]),
	);
	const others = strangers.filter(({ recordId, documentId, message }) => {
		const loser = losers.get(recordId);
		if (loser === undefined || recordId === '') {
			return true;
		}
		loser.documentId ||= documentId;
		loser.message = `${loser.message}. ${message}`;
		return false;
	});
	return [found, others];
}

/** A difference that nothing else explains must not go without a name. */
export function unexplained(
	summary: Summary,
	{ difference, sum, deposit }: Equation,
	isExplained: boolean,
): Disagreement[] {
	if (difference === 0 || deposit === null || isExplained || deposit !== summary.sumOfLines) {
		return [];
	}
	const { currency, recordId } = summary;
	return [
		disagreement(
			summary,
			{ recordId: recordId ?? '' },
			{
				code: 'SUMS_DIFFER',
				what: `Documents in the books, fees, reserves and what is not posted add up to ${shown(sum, currency)}, the deposit is ${shown(deposit, currency)}`,
				remedy:
					'Look for payments, refunds and cash sales of this settlement that were changed in NetSuite since they were posted',
			},
		),
	];
}
