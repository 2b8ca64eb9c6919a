// One journal entry exactly once: named before the call, created or adopted, read back. What NetSuite holds decides,
// not what was sent.
import type { PlannedLine } from '../../settlement/journal/entryLines';
import type { NetSuiteClient } from '../api/client';
import { createRecord } from '../api/createRecord';
import { NetSuiteError } from '../api/netSuiteError';
import type { Segments } from '../posting/marketplaceSettings';
import { toDecimal } from '../records/amount';
import type { SummaryId } from '../records/ids';
import { linkFields } from '../records/schema';
import type { HeldEntry } from './heldEntries';
import { readEntries } from './heldEntries';
import { hasLines } from './nextStep';

export interface EntryDraft {
	externalId: string;
	settlementRecordId: SummaryId;
	/** `YYYY-MM-DD`. */
	date: string;
	currency: string;
	currencyId: string;
	memo: string;
	/** Of the entry as a whole. */
	segments: Segments;
	/** Of a line. */
	lineSegments(line: PlannedLine): Segments;
	/** Fields of a line that are read back with it. */
	segmentFields: readonly string[];
	lines: PlannedLine[];
	/** The memo of a line. */
	lineMemo(line: PlannedLine): string;
}

export interface BookedEntry {
	outcome: 'created' | 'existed';
	entry: HeldEntry;
}

const MEMO_MAX = 999;

export function entryBody(draft: EntryDraft): Record<string, unknown> {
	const { currency, currencyId, segments, lines } = draft;
	return {
		...segments,
		...(currencyId === '' ? {} : { currency: { id: currencyId } }),
		tranDate: draft.date,
		memo: draft.memo.slice(0, MEMO_MAX),
		[linkFields.settlement]: { id: draft.settlementRecordId },
		line: {
			items: lines.map((line) => ({
				account: { id: line.accountId },
				...(line.debit > 0
					? { debit: toDecimal(line.debit, currency) }
					: { credit: toDecimal(line.credit, currency) }),
				memo: draft.lineMemo(line).slice(0, MEMO_MAX),
				// Department, class and location stand on lines as well; a subsidiary only on the entry.
				...draft.lineSegments(line),
			})),
		},
	};
}

/** Rejects with what NetSuite refuses, or with JOURNAL_DIFFERS where it holds something else than was meant. */
export async function postEntry(client: NetSuiteClient, draft: EntryDraft): Promise<BookedEntry> {
	const { internalId, outcome } = await createRecord(client, {
		recordType: 'journalEntry',
		transactionType: 'Journal',
		externalId: draft.externalId,
		body: entryBody(draft),
	});
	const entry = (await readEntries(client.toFinish, [internalId], draft.segmentFields)).get(
		internalId,
	);
	if (entry === undefined) {
		throw new NetSuiteError(
			'JOURNAL_DIFFERS',
			`Journal ${draft.externalId} (internal ID ${internalId}) was saved, but its lines cannot be read`,
			'Look at it in NetSuite, and at what the role may see; the next run reads it again',
		);
	}
	if (entry.isVoid || !hasLines(entry, draft.lines)) {
		throw new NetSuiteError(
			'JOURNAL_DIFFERS',
			`Journal ${entry.number || draft.externalId} (internal ID ${internalId}) is ${entry.isVoid ? 'voided or rejected' : 'in NetSuite with other lines or amounts than planned'}`,
			'Look at it in NetSuite. If it is right as it stands, leave it: it is taken as it is; if not, correct it or delete it and run again',
		);
	}
	return { outcome, entry };
}
