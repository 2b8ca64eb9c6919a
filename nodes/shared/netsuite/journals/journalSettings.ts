// What the person chose for the journal of settlements. Accounts are internal ids: a real run posts to nothing that
// was matched by name.
import type { AccountKey } from '../../settlement/journal/accountKeys';
import { FEE_KEYS } from '../../settlement/journal/accountKeys';
import type { JournalOptions } from '../../settlement/journal/journalPlan';
import type { Decimal } from '../../settlement/values/money';
import type { Segments } from '../posting/marketplaceSettings';
import type { PeriodPolicy } from '../posting/postingDate';
import type { RecordId } from '../records/ids';

export type JournalDate = 'deposit' | 'end' | 'today';

/** What differs for a marketplace; what is missing is as by default. */
export interface JournalRow {
	/** As the report names it; `*` at the end stands for any rest. */
	marketplaceName: string;
	accounts: Partial<Record<AccountKey, string>>;
	feeAccountId: string;
	segments: Segments;
}

/** One row of *Book to Account*. */
export interface BookingRow {
	/** Internal id of the settlement transaction. */
	recordId: RecordId;
	/** Internal id; '' takes it back. */
	accountId: string;
	note: string;
}

export interface JournalSettings
	extends Pick<JournalOptions, 'layout' | 'notPosted' | 'deposit' | 'feeTax'> {
	isSplitByMonth: boolean;
	/** Internal ids; '' or missing where none is chosen. */
	accounts: Partial<Record<AccountKey, string>>;
	/** For all fees without an account of their own; '' for none. */
	feeAccountId: string;
	datePolicy: JournalDate;
	periodPolicy: PeriodPolicy;
	/** `YYYY-MM-DD`. */
	today: string;
	/** With placeholders such as `{settlementId}`. */
	memo: string;
	/** Subsidiary, department, class, location by field id. */
	segments: Segments;
	marketplaces: JournalRow[];
	/** What leaves clearing for an account, or comes back; beside what records say. */
	bookings: BookingRow[];
	/** Takes the deposit where the bank account is kept in another currency; '' for none. */
	inTransitId: string;
	/** Decimal: by how much a report may fail to add up. */
	tolerance: Decimal;
	/** Decimal; more than that on no document waits. null: nothing waits. */
	waitAbove: Decimal | null;
	/** Whether a journal is posted although the proof names a disagreement. */
	letsDisagreementsThrough: boolean;
	/** Whether a journal or deposit of the same amount on the bank account does not matter. */
	postsAnyway: boolean;
	/** Whether every difference to what is posted is posted, or only what was paid since. */
	adjusts: 'latePostings' | 'everything';
	isDryRun: boolean;
}

export function accountOf(settings: JournalSettings, key: AccountKey, clearingId: string): string {
	if (key === 'CLEARING') {
		return clearingId;
	}
	const own = settings.accounts[key] ?? '';
	return own === '' && FEE_KEYS.includes(key) ? settings.feeAccountId : own;
}

/** Clearing accounts of all marketplaces, internal ids; none where none is chosen. */
export function chosenClearing({ accounts, marketplaces }: JournalSettings): string[] {
	const chosen = [accounts, ...marketplaces.map((row) => row.accounts)];
	return [...new Set(chosen.map(({ CLEARING = '' }) => CLEARING))].filter((id) => id !== '');
}

/** All accounts that lines may be booked to, internal ids. */
export function chosenAccounts(settings: JournalSettings): string[] {
	const rows = [settings, ...settings.marketplaces];
	const chosen = rows.flatMap(({ accounts, feeAccountId }) => [
		...Object.values(accounts),
		feeAccountId,
	]);
	const booked = settings.bookings.map(({ accountId }) => accountId);
	return [...chosen, ...booked, settings.inTransitId].filter((id) => id !== '');
}
