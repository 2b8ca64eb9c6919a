// What became of the payments of a settlement that lay in Undeposited Funds: pure.
import type { Minor } from '../../settlement/values/money';
import type { DocumentId } from '../records/ids';
import type { ChartAccount } from './journalAccounts';
import type { JournalResult } from './journalResult';
import type { WaitingPayment } from './waitingPayments';

export interface DepositResult
	extends Pick<
		JournalResult,
		'settlementId' | 'recordId' | 'account' | 'currency' | 'outcome' | 'errorCode' | 'errorMessage'
	> {
	/** What this run posted, or would post. */
	deposits: PlannedDeposit[];
	/** Internal ids of deposits that were there before. */
	earlierIds: DocumentId[];
	clearingAccountId: string;
}

export interface PlannedDeposit {
	externalId: string;
	/** '' while it is only planned. */
	internalId: DocumentId;
	/** `YYYY-MM-DD`. */
	date: string;
	/** Why it is not the day asked for; '' when it is. */
	dateNote: string;
	amount: Minor;
	payments: WaitingPayment[];
}

export interface DepositRun {
	results: DepositResult[];
	/** By internal id. */
	chart: ReadonlyMap<string, ChartAccount>;
}
