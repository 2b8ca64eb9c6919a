// The day of an entry or deposit: the one that the settings ask for, and why it is another one: pure.
import type { DocumentDay } from '../posting/postingDate';
import { noteOnMissing } from '../posting/postingDate';
import type { JournalSettings } from './journalSettings';
import type { JournalSettlement } from './journalSettlements';

export function dayOf(
	settlement: JournalSettlement,
	{ datePolicy, today }: JournalSettings,
): DocumentDay {
	const wanted = { deposit: settlement.depositDate, end: settlement.endDate, today }[datePolicy];
	if (wanted !== '') {
		return { date: wanted, dateNote: '' };
	}
	const what = datePolicy === 'deposit' ? 'deposit date' : 'settlement end date';
	const day = { date: today, dateNote: '' };
	return { ...day, dateNote: noteOnMissing(what, day) };
}

export const withNote = (open: DocumentDay, wanted: DocumentDay): DocumentDay => ({
	date: open.date,
	dateNote: [wanted.dateNote, open.dateNote].filter((note) => note !== '').join('. '),
});
