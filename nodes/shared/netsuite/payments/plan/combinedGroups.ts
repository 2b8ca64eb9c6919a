// Which transactions may share a payment, and which settlements may run side by side: pure.
import type { PostingJob, PostingLook } from '../../posting/postingJobs';
import { groupByInvoice } from '../../posting/postingJobs';
import type { SettlementId, SummaryId } from '../../records/ids';
import type { MatchedTransaction } from './combinedPlan';
import { combinedFields } from './paymentFields';
import type { PaymentPlace } from './paymentPlace';
import { paymentPlace } from './paymentPlace';
import type { CombinedSettings, PaymentSettings } from './paymentSettings';

export type CombinedPaymentSettings = PaymentSettings & { perCustomer: CombinedSettings };

/** A job that has invoices and waits for its payment. */
export type MatchedJob = MatchedTransaction & PostingJob;

/** Where a payment goes and what it carries: the same for all its transactions. */
export interface CombinedPlace extends PaymentPlace {
	settlementId: SettlementId;
	/** null in a dry run of what is not recorded yet. */
	settlementRecordId: SummaryId | null;
	customerId: string;
	currency: string;
	/** By NetSuite field id. */
	fields: Record<string, unknown>;
}

/** Throws with a NetSuiteError when nothing may be posted there. */
export function combinedPlace(
	job: MatchedJob,
	look: PostingLook,
	settings: CombinedPaymentSettings,
): CombinedPlace {
	const { transaction, match } = job;
	const { settlementId, settlementRecordId, currency } = transaction;
	return {
		...paymentPlace(transaction, look, settings),
		settlementId,
		settlementRecordId,
		currency,
		customerId: match.invoices[0].customerId,
		fields: combinedFields(job, settings),
	};
}

/** Jobs by settlements: settlements that share an invoice are in one lane, all others side by side. */
export function lanesOf(jobs: PostingJob[]): PostingJob[][][] {
	const laneOf = new Map<string, Set<string>>();
	for (const group of groupByInvoice(jobs)) {
		const ids = new Set(group.map(({ transaction }) => transaction.settlementId));
		const lane = new Set([...ids].flatMap((id) => [id, ...(laneOf.get(id) ?? [])]));
		for (const id of lane) {
			laneOf.set(id, lane);
		}
	}
	const bySettlement = new Map<string, PostingJob[]>();
	for (const job of jobs) {
		const { settlementId } = job.transaction;
		const others = bySettlement.get(settlementId) ?? [];
		others.push(job);
		bySettlement.set(settlementId, others);
	}
	return [...new Set(laneOf.values())].map((lane) =>
		[...bySettlement].filter(([id]) => lane.has(id)).map(([, own]) => own),
	);
}
