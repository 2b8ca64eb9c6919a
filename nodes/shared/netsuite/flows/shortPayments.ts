// Short payments: what an invoice keeps open is told once, by the last transaction of the run that paid
// it. Told by each of two shipments on one invoice, it would count twice, or count what the second paid.
import { NetSuiteError } from '../netSuiteError';
import type { RecordedTransaction } from '../records/settlementTransaction';
import type { PostingJob } from './postingJobs';
import type { PostingResult } from './postingResult';

/** Sets `short` in the results of one group, once all its transactions had their turn. */
export function tellShort(
	group: PostingJob[],
	results: Map<RecordedTransaction, PostingResult>,
): void {
	const told = new Set<string>();
	for (const { transaction, match } of [...group].reverse()) {
		const result = results.get(transaction);
		if (result === undefined || result.applied === 0 || match instanceof NetSuiteError) {
			continue;
		}
		const paid = new Set(result.invoices.map(({ internalId }) => internalId));
		let short = 0;
		for (const { internalId, open } of match.invoices) {
			if (paid.has(internalId) && !told.has(internalId)) {
				short += Math.max(open, 0);
				told.add(internalId);
			}
		}
		results.set(transaction, { ...result, short });
	}
}
