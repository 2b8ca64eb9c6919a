// The entries of one settlement as they are posted: one for each month, or one, each in as many parts as its lines need.
// Pure.
import type { PlannedLine } from '../../settlement/journal/entryLines';
import { partsOf } from '../../settlement/journal/parts';
import type { DocumentDay } from '../posting/postingDate';
import type { PostedEntry } from './journalResult';
import type { PlannedJournal } from './planned';

export interface EntryPart {
	/** '' where months are not split. */
	month: string;
	day: DocumentDay;
	lines: PlannedLine[];
}

/** A settlement that touches one month has one entry, named and dated like any other. */
export function partsOfMonths(
	{ entries, clearingIds }: PlannedJournal,
	day: DocumentDay,
): EntryPart[] {
	return entries.flatMap(({ month, date, lines }, at) => {
		const isLast = at === entries.length - 1;
		return partsOf(lines, clearingIds[0] ?? '').map((part) => ({
			month: entries.length === 1 ? '' : month,
			day: isLast ? day : { date, dateNote: '' },
			lines: part,
		}));
	});
}

export const planOnly = (
	{ externalId, lines }: { externalId: string; lines: PlannedLine[] },
	{ date, dateNote }: DocumentDay,
): PostedEntry => ({
	externalId,
	lines,
	internalId: '',
	date,
	dateNote,
	isPosting: null,
});
