// Short payments: what an invoice keeps open is told once, by the last transaction of the run that paid
// it. Told by each of two shipments on one invoice, it would count twice, or count what the second paid.
import { NetSuiteError } from '../../api/netSuiteError';
import type { OrderDocument } from '../../books/invoices';
import type { Receivables } from '../../books/receivables';
import type { PostingJob } from '../../posting/postingJobs';
import type { PostingResult } from '../../posting/postingResult';
import type { SettlementTransaction } from '../../records/settlementTransaction';

type Results = Map<SettlementTransaction, PostingResult>;

/** The invoices whose open rest a transaction tells, once all of them had their turn. */
export function openRests(
	jobs: PostingJob[],
	results: Results,
	receivables: Receivables,
): Map<SettlementTransaction, OrderDocument[]> {
	const told = new Set<string>();
	const rests = new Map<SettlementTransaction, OrderDocument[]>();
	for (const { transaction, match } of [...jobs].reverse()) {
		const result = results.get(transaction);
		if (result === undefined || result.applied === 0 || match instanceof NetSuiteError) {
			continue;
		}
		const paid = new Set(result.invoices.map(({ internalId }) => internalId));
		const own = receivables
			.current(match.invoices)
			.filter(({ internalId, open }) => open > 0 && paid.has(internalId) && !told.has(internalId));
		own.forEach(({ internalId }) => told.add(internalId));
		rests.set(transaction, own);
	}
	return rests;
}

/** Sets `short` in the results of one group, once all its transactions had their turn. */
export function tellShort(group: PostingJob[], results: Results, receivables: Receivables): void {
	for (const [transaction, invoices] of openRests(group, results, receivables)) {
		const result = results.get(transaction);
		if (result !== undefined) {
			const short = invoices.reduce((sum, { open }) => sum + open, 0);
			results.set(transaction, { ...result, short });
		}
	}
}
