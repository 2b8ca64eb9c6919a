// The entries of one settlement, posted in their order: a run that breaks off is completed by the next.
import { KEY_MEANINGS } from '../../settlement/journal/accountKeys';
import type { PlannedLine } from '../../settlement/journal/entryLines';
import type { NetSuiteClient } from '../api/client';
import { fillTemplate } from '../records/fieldMapping';
import type { Segments } from '../posting/marketplaceSettings';
import { lineSegments, segmentFields } from './journalPlaces';
import { refuseUnapproved } from './journalRefusals';
import type { JournalResult, PostedEntry } from './journalResult';
import type { JournalSettings } from './journalSettings';
import type { RecordedSettlement } from './journalSettlements';
import { postEntry } from './postEntry';

/** Posts the entries of the result, one after another; it shows how far that went. */
export async function postEntries(
	client: NetSuiteClient,
	settlement: RecordedSettlement,
	settings: JournalSettings,
	{ currencyId, segments }: { currencyId: string; segments: Segments },
	result: JournalResult,
): Promise<void> {
	const { currency, recordId } = settlement;
	const done: PostedEntry[] = [];
	let isFirst = true;
	for (const entry of result.entries) {
		const booked = await postEntry(client, {
			externalId: entry.externalId,
			settlementRecordId: recordId,
			date: entry.date,
			currency,
			currencyId,
			segments,
			memo: String(fillTemplate(settings.memo, settlement, 'no settlement') ?? ''),
			lineSegments: (line) => lineSegments(line.segments, settings),
			segmentFields: segmentFields(settings),
			lines: entry.lines,
			lineMemo: memoOf(settlement),
		});
		if (isFirst) {
			result.outcome = booked.outcome;
			isFirst = false;
		}
		const { internalId, isPosting } = booked.entry;
		done.push({ ...entry, internalId, isPosting });
		result.entries = [...done, ...result.entries.slice(done.length)];
	}
	refuseUnapproved(done.map(({ internalId, isPosting }) => ({ number: internalId, isPosting })));
}

const memoOf =
	({ settlementId }: RecordedSettlement) =>
	({ keys, label, part }: PlannedLine): string => {
		const [first] = keys;
		const what =
			label !== ''
				? label
				: part === 'deposit'
					? 'Deposit'
					: first === undefined
						? 'Adjustment'
						: KEY_MEANINGS[first].meaning;
		return `${what}, Amazon settlement ${settlementId}`;
	};
