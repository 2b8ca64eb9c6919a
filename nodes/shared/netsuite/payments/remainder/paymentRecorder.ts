// Records what became of the transactions of a payment run, once its payments are read back. What is whole goes
// to NetSuite at once; where an invoice or the payment kept a remainder, it waits until all payments are made,
// because only then it is known why, and whether it may be written off. Until then such a transaction is New in
// the books, and a broken run is taken up again.
import { RECORDS_MAX } from '../../api/batch';
import { settingsFor } from '../../posting/marketplaceSettings';
import { settingsOf } from '../../posting/ownSettings';
import { asOpenNow } from '../../posting/postingJobs';
import type { PostingResult } from '../../posting/postingResult';
import { amendedStatus, statusOf } from '../../posting/recordPosting';
import { createStatusRecorder } from '../../posting/statusRecorder';
import type { SettlementTransaction } from '../../records/settlementTransaction';
import { recordedOf } from '../../records/settlementTransaction';
import { clearEarlierShorts, paidAgain, paidOnBefore } from './earlierShorts';
import { explainRests, needsExplanation } from './explainRests';
import type { PaymentLook } from '../existing/paymentLook';
import type { Unread } from './readPaymentsBack';
import { createPaymentReader } from './readPaymentsBack';
import type { WriteOffRun } from './writeOffRests';
import { writeOffRests } from './writeOffRests';

export interface PaymentRun extends WriteOffRun {
	look: PaymentLook;
}

export interface PaymentRecorder {
	record(transaction: SettlementTransaction, result: PostingResult): void;
	/** Of a record that was settled before and says otherwise than the books. */
	amend(transaction: SettlementTransaction, result: PostingResult): void;
	/** The payments left do not fill the slots any more: from now on nothing waits for a full batch. */
	hurry(): void;
	/** Writes off, records what waited, and proves that NetSuite holds all statuses. */
	finish(): Promise<void>;
	/** The results as they are recorded, once it is finished. */
	results: ReadonlyMap<SettlementTransaction, PostingResult>;
}

/** As many statuses as go to NetSuite together are read back together. */
const READ_MAX = RECORDS_MAX;

/** In a dry run nothing is written. */
export function createPaymentRecorder(run: PaymentRun): PaymentRecorder {
	const { client, ids, look, settings } = run;
	const statuses = settings.isDryRun ? null : createStatusRecorder(client, ids);
	const readBack = createPaymentReader(client, look.receivables, look.doubted);
	const results = new Map<SettlementTransaction, PostingResult>();
	const held = new Set<SettlementTransaction>();
	const openNow = () => look.jobs.map((job) => asOpenNow(job, look.receivables));
	const before = paidOnBefore(openNow());
	const jobOf = new Map(look.jobs.map((job) => [job.transaction, job]));
	const reads: Array<Promise<void>> = [];
	let unread: Unread[] = [];
	let underWay = 0;
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
	const settle = (transaction: SettlementTransaction, result: PostingResult) => {
		results.set(transaction, result);
		settings.progress?.(result);
		if (isUntouched(transaction, result)) {
			return;
		}
		if (mustWait(result)) {
			held.add(transaction);
		} else {
			statuses?.record(statusOf(recordedOf(transaction), result));
		}
	};
	/** Statuses go out with the answer, so that a run that is killed leaves no more of them unrecorded. */
	const readOn = async (batch: Unread[]) => {
		for (const [transaction, result] of await readBack(batch)) {
			settle(transaction, result);
		}
		statuses?.sendQueued();
	};
	const readUnread = () => {
		if (unread.length > 0) {
			const reading = readOn(unread);
			unread = [];
			reads.push(reading);
			underWay += 1;
			// It is waited for in finish(), where its error counts.
			void reading.then(readNext, readNext);
		}
	};
	/** At the end, what came in while one query was under way goes into the next. */
	const readNext = () => {
		underWay -= 1;
		if (isHurried && underWay === 0) {
			readUnread();
		}
	};
	return {
		results,
		record(transaction, result) {
			const job = jobOf.get(transaction);
			const isNew = result.paymentId !== '' && !look.booked.has(result.paymentId);
			if (statuses === null || job === undefined || !isNew) {
				settle(transaction, result);
			} else {
				const own = settingsOf(settings, transaction);
				const place = settingsFor(transaction.marketplaceName, own);
				unread.push({ job, result, accountId: place.paymentAccountId });
			}
			// What stops a kind is recorded at once, so that a run that is killed stops the next one too.
			const isStop = result.errorCode === 'DOCUMENT_DIFFERS' || look.doubted.has(result.paymentId);
			if (isStop || unread.length === READ_MAX || (isHurried && underWay === 0)) {
				readUnread();
			}
			if (isHurried) {
				statuses?.sendQueued();
			}
		},
		amend(transaction, result) {
			statuses?.record(amendedStatus(recordedOf(transaction), result));
		},
		hurry() {
			isHurried = true;
			readUnread();
			statuses?.sendQueued();
		},
		async finish() {
			try {
				await all(reads, readUnread);
				for (const [transaction, result] of await writeOffRests(run, results)) {
					results.set(transaction, result);
				}
				const differences = await explainRests(client, openNow(), results);
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
						statuses?.record(statusOf(recordedOf(transaction), result));
					}
				}
			} finally {
				await statuses?.finish();
			}
		},
	};
}

/** Waits for all before it rejects with the first error: nothing is recorded behind the caller's back. */
async function all(actions: Array<Promise<void>>, startLast: () => void): Promise<void> {
	for (let done = -1; done < actions.length; ) {
		done = actions.length;
		startLast();
		await Promise.allSettled(actions);
	}
	await Promise.all(actions);
}

/** Nothing was tried for it: its record stays as it is. */
function isUntouched(
	transaction: SettlementTransaction,
	{ outcome, status }: PostingResult,
): boolean {
	return outcome === 'skipped' && status === transaction.status;
}
