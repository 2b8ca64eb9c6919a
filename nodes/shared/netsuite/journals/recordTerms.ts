// What a journal was made under is written on the summary before its first entry is posted: the proof on clearing
// knows by it which account to look at and what the journal leaves there.
import type { NetSuiteClient } from '../api/client';
import { patchRecord } from '../api/recordService';
import type { JournalTerms } from '../records/journalTerms';
import { readTerms, writeTerms } from '../records/journalTerms';
import { settlementRecord } from '../records/schema';
import type { Booking } from './bookings';
import type { JournalSettings } from './journalSettings';
import type { JournalSettlement } from './journalSettlements';
import type { PlannedJournal } from './planned';

export function termsOf(
	{ clearingIds }: PlannedJournal,
	settings: JournalSettings,
	bookedIds: string[],
): JournalTerms {
	const { notPosted, deposit, accounts } = settings;
	const notPostedId = notPosted === 'parked' ? (accounts.NOT_POSTED ?? '') : '';
	const [clearingId = '', ...moreClearingIds] = clearingIds;
	return { clearingId, moreClearingIds, bookedIds, notPosted, notPostedId, deposit };
}

/** Accounts that transactions are booked to, or were. */
export function bookedIdsOf(
	{ journalTerms }: JournalSettlement,
	bookings: readonly Booking[],
): string[] {
	const now = bookings.map(({ accountId }) => accountId).filter((id) => id !== '');
	return [...new Set([...(readTerms(journalTerms)?.bookedIds ?? []), ...now])].sort();
}

/** Writes only what is new; nothing in a dry run. */
export async function recordTerms(
	client: NetSuiteClient,
	{ recordId, settlementId, journalTerms }: JournalSettlement,
	terms: JournalTerms,
	{ isDryRun }: JournalSettings,
): Promise<void> {
	const text = writeTerms(terms);
	if (!isDryRun && recordId !== null && text !== journalTerms) {
		await patchRecord(
			client,
			settlementRecord.type,
			recordId,
			{ [settlementRecord.fields.journalTerms]: text },
			`record what the journal of settlement ${settlementId} is made under`,
		);
	}
}
