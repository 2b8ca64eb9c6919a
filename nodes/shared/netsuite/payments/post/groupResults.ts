// The results of a payment run, and their way into the books: a group of transactions that share invoices
// is recorded as soon as all of them had their turn, because only then it is known what stays open.
import type { Receivables } from '../../books/receivables';
import type { PostingJob } from '../../posting/postingJobs';
import type { PostingResult } from '../../posting/postingResult';
import type { SettlementTransaction } from '../../records/settlementTransaction';
import type { PaymentRecorder } from '../remainder/paymentRecorder';
import { tellShort } from '../remainder/shortPayments';

export interface GroupResults {
	set(job: PostingJob, result: PostingResult): void;
	has(job: PostingJob): boolean;
	/** Records what has a result in groups that are not through: the run breaks off. */
	recordRest(): void;
}

export function createGroupResults(
	groups: PostingJob[][],
	receivables: Receivables,
	recorder: PaymentRecorder,
): GroupResults {
	const results = new Map<SettlementTransaction, PostingResult>();
	const unfinished = new Set(groups);
	const groupOf = new Map(
		groups.flatMap((group) =>
			group.map(({ transaction }): [SettlementTransaction, PostingJob[]] => [transaction, group]),
		),
	);
	const waiting = new Map(groups.map((group) => [group, group.length]));

	const record = (group: PostingJob[]) => {
		unfinished.delete(group);
		tellShort(group, results, receivables);
		for (const { transaction } of group) {
			const result = results.get(transaction);
			if (result !== undefined) {
				recorder.record(transaction, result);
			}
		}
	};

	return {
		set(job, result) {
			results.set(job.transaction, result);
			const group = groupOf.get(job.transaction) ?? [];
			const left = (waiting.get(group) ?? 0) - 1;
			waiting.set(group, left);
			if (left === 0) {
				record(group);
			}
		},
		has: ({ transaction }) => results.has(transaction),
		recordRest() {
			unfinished.forEach(record);
		},
	};
}
