// Where and when the payment of a transaction is posted: day, accounts and segments. Both payment modes
// take them from here, so that a transaction lands in the same place whichever way it is paid.
import type { Segments } from '../../posting/marketplaceSettings';
import { settingsFor } from '../../posting/marketplaceSettings';
import { settingsOf } from '../../posting/ownSettings';
import { documentDay } from '../../posting/postingDate';
import type { PostingLook, PostingSettings } from '../../posting/postingJobs';
import type { SettlementTransaction } from '../../records/settlementTransaction';

export interface PaymentPlace {
	/** `YYYY-MM-DD`. */
	date: string;
	/** Internal ids; '' leaves the account to NetSuite. */
	accountId: string;
	receivableAccountId: string;
	segments: Segments;
}

/** Throws with a NetSuiteError when nothing may be posted on that day. */
export function paymentPlace(
	transaction: SettlementTransaction,
	look: PostingLook,
	settings: PostingSettings,
): PaymentPlace {
	const { date } = documentDay(transaction, settings, look.periods);
	const place = settingsFor(transaction.marketplaceName, settingsOf(settings, transaction));
	return {
		date,
		accountId: place.paymentAccountId,
		receivableAccountId: place.receivableAccountId,
		segments: place.segments,
	};
}
