// Records what became of the transactions of a payment run. What is whole goes to NetSuite at once; where an
// invoice kept a rest, or the payment did, it waits until all payments are made, because only then it is
// known why, and whether a rest may be written off. Until then such a transaction is New in the books, and a
// broken run is taken up again.
import type { PostingResult } from '../posting/postingResult';
import { statusOf } from '../posting/recordPosting';
import { createStatusRecorder } from '../posting/statusRecorder';
import type { RecordedTransaction } from '../records/settlementTransaction';
import { clearEarlierShorts, paidAgain, paidOnBefore } from './earlierShorts';
import { explainRests, needsExplanation } from './explainRests';
import type { WriteOffRun } from './writeOffRests';
import { writeOffRests } from './writeOffRests';

export interface PaymentRecorder {
	record(transaction: RecordedTransaction, result: PostingResult): void;
	/** The payments left do not fill the slots any more: from now on nothing waits for a full batch. */
	hurry(): void;
	/** Writes off, records what waited, and proves that NetSuite holds all statuses. */
	finish(): Promise<void>;
	/** The results as they are recorded, once it is finished. */
	results: ReadonlyMap<RecordedTransaction, PostingResult>;
}

/** In a dry run nothing is written. */
export function createPaymentRecorder(run: WriteOffRun): PaymentRecorder {
	const { client, ids, settings } = run;
	const statuses = settings.isDryRun ? null : createStatusRecorder(client, ids);
	const results = new Map<RecordedTransaction, PostingResult>();
	const held = new Set<RecordedTransaction>();
	const before = paidOnBefore(run.look.jobs);
	let isHurried = false;
	// What was paid before may have been written off before.
	const mustWait = (result: PostingResult) =>
		(result.outcome === 'existed' && result.paymentId !== '') ||
		needsExplanation(result) ||
		paidAgain(result, before).length > 0;
	const clearShorts = async () => {
		const invoices = [...results.values()].flatMap((result) => paidAgain(result, before));
		if (!settings.isDryRun) {
			await clearEarlierShorts(client, invoices, [...results.keys()]);
		}
	};
	return {
		results,
		record(transaction, result) {
			results.set(transaction, result);
			settings.progress?.(result);
			if (mustWait(result)) {
				held.add(transaction);
			} else {
				statuses?.record(statusOf(transaction, result));
			}
			if (isHurried) {
				statuses?.sendQueued();
			}
		},
		hurry() {
			isHurried = true;
			statuses?.sendQueued();
		},
		async finish() {
			try {
				for (const [transaction, result] of await writeOffRests(run, results)) {
					results.set(transaction, result);
				}
				const differences = await explainRests(client, run.look.jobs, results);
				for (const [transaction, difference] of differences) {
					const result = results.get(transaction);
					if (result !== undefined) {
						results.set(transaction, { ...result, difference });
					}
				}
				await clearShorts();
				for (const transaction of held) {
					const result = results.get(transaction);
					if (result !== undefined) {
						statuses?.record(statusOf(transaction, result));
					}
				}
			} finally {
				await statuses?.finish();
			}
		},
	};
}
