// Which transactions may share a payment, and which settlements may run side by side: pure.
import type { PostingJob, PostingLook } from '../posting/postingJobs';
import { groupByInvoice } from '../posting/postingJobs';
import { fillFields } from '../records/fieldMapping';
import type { RecordedTransaction } from '../records/settlementTransaction';
import type { MatchedTransaction } from './combinedPlan';
import type { PaymentPlace } from './paymentPlace';
import { paymentPlace } from './paymentPlace';
import type { CombinedSettings, PaymentSettings } from './paymentSettings';

export type CombinedPaymentSettings = PaymentSettings & { perCustomer: CombinedSettings };

/** A job that has invoices and waits for its payment. */
export type MatchedJob = MatchedTransaction & PostingJob;

/** Where a payment goes and what it carries: the same for all its transactions. */
export interface CombinedPlace extends PaymentPlace {
	settlementId: string;
	settlementRecordId: string;
	customerId: string;
	currency: string;
	/** By NetSuite field id. */
	fields: Record<string, unknown>;
}

/** The placeholders of its fields: what does not tell one order from another. */
function sharedValues(transaction: RecordedTransaction): Record<string, unknown> {
	const { settlementId, settlementRecordId, account, currency, transactionType } = transaction;
	const { marketplaceName, fulfillment, postedDate, depositDate, endDate } = transaction;
	return {
		...{ settlementId, settlementRecordId, account, currency, transactionType },
		...{ marketplaceName, fulfillment, postedDate, depositDate, endDate },
	};
}

/** Rejects with a NetSuiteError when nothing may be posted there. */
export function combinedPlace(
	{ transaction, match }: MatchedJob,
	look: PostingLook,
	settings: CombinedPaymentSettings,
): CombinedPlace {
	const { settlementId, settlementRecordId, currency } = transaction;
	const whose = 'no payment of many orders';
	return {
		...paymentPlace(transaction, look, settings),
		...{ settlementId, settlementRecordId, currency },
		customerId: match.invoices[0].customerId,
		fields: fillFields(settings.perCustomer.fields, sharedValues(transaction), whose),
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
