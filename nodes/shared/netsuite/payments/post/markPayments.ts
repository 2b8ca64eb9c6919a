// A payment run under its marks: which settlements it leaves to another run, and how that is reported. A dry run
// posts nothing, so it neither marks nor heeds marks.
import type { NetSuiteClient } from '../../api/client';
import { startMarkedRun } from '../../posting/markedRun';
import type { PostingResult } from '../../posting/postingResult';
import { sentence } from '../../posting/postingResult';
import { reportedRefusal } from '../../posting/reportedRefusal';
import { untried } from '../../posting/stoppedKinds';
import type { SettlementTransaction } from '../../records/settlementTransaction';
import { recordedOf } from '../../records/settlementTransaction';
import type { PaymentSettings } from '../plan/paymentSettings';

export interface MarkedPayments {
	/** What posts: its documents leave only under a mark. */
	client: NetSuiteClient;
	/** Those that this run may pay. */
	free(open: SettlementTransaction[]): SettlementTransaction[];
	/** The results, with what was left to another run. */
	withRefused(transactions: SettlementTransaction[], results: PostingResult[]): PostingResult[];
	end(): Promise<void>;
}

export async function markPayments(
	client: NetSuiteClient,
	open: SettlementTransaction[],
	settings: PaymentSettings,
): Promise<MarkedPayments> {
	if (settings.isDryRun || open.length === 0) {
		return {
			client,
			free: (some) => some,
			withRefused: (_, results) => results,
			end: async () => await Promise.resolve(),
		};
	}
	const { execution = '', perCustomer } = settings;
	const mode = perCustomer === null ? 'perOrder' : 'perCustomer';
	const settlements = new Map(
		open
			.map(recordedOf)
			.map(({ settlementRecordId, settlementId }) => [settlementRecordId, settlementId]),
	);
	const marked = await startMarkedRun(client, settlements, { mode, execution });
	const refusalOf = (one: SettlementTransaction) =>
		marked.refusals.get(recordedOf(one).settlementRecordId);
	const waits = new Set(open.filter((one) => refusalOf(one) !== undefined));
	for (const one of waits) {
		const refusal = refusalOf(one);
		if (refusal !== undefined) {
			settings.progress?.(untried(one, refusal));
		}
	}
	return {
		client: marked.client,
		free: (some) => some.filter((one) => !waits.has(one)),
		withRefused: (transactions, results) => {
			const reported = new Set<string>();
			return results.map((result, at) => {
				const transaction = transactions[at];
				const refusal = refusalOf(transaction);
				const isLeft = waits.has(transaction);
				if (refusal === undefined || (!isLeft && result.errorCode !== refusal.code)) {
					return result;
				}
				const own = isLeft ? untried(transaction, refusal) : result;
				const isFirst = !reported.has(transaction.settlementId);
				reported.add(transaction.settlementId);
				return isFirst
					? reportedRefusal(transaction, own, 'SETTLEMENT_BUSY', sentence(refusal))
					: own;
			});
		},
		end: async () => await marked.end(),
	};
}
