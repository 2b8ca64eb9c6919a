// Tells on which day a transaction was posted, for both posting flows and any way of posting: the day
// follows from the transaction and the settings alone.
import type { SettlementTransaction } from '../records/settlementTransaction';
import { documentDay } from './postingDate';
import type { PostingLook, PostingSettings } from './postingJobs';
import type { PostingResult } from './postingResult';

/** Only for what this run posted, or would post; what existed keeps the day it has. */
export function withDay(
	transaction: SettlementTransaction,
	result: PostingResult,
	look: PostingLook,
	settings: PostingSettings,
): PostingResult {
	if (result.outcome !== 'created' && result.outcome !== 'planned') {
		return result;
	}
	const { date, dateNote } = documentDay(transaction, settings, look.periods);
	return { ...result, date, dateNote };
}
