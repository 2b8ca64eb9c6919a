// Reversing entries: a journal with a reversal date has a second one that mirrors it on that day. It follows every
// change of the original, cannot be edited itself, and goes with the date (help section_N1471552). Custom body fields
// are not taken along (U).
import { userError } from '../errors';
import type { Books } from './books';
import { linesOf, text, type BookRecord } from './record';

function mirrored(original: BookRecord, id: string, before: BookRecord | undefined): BookRecord {
	const { currency, exchangeRate, subsidiary, memo, reversalDate } = original.fields;
	return {
		type: 'journalEntry',
		id,
		fields: {
			...before?.fields,
			currency,
			exchangeRate,
			subsidiary,
			memo,
			approved: original.fields.approved,
			approvalStatus: original.fields.approvalStatus,
			tranDate: reversalDate,
			postingPeriod: undefined,
			isReversal: true,
			reversalEntry: original.id,
		},
		lines: {
			line: linesOf(original, 'line').map(({ debit, credit, ...line }) => ({
				...line,
				debit: credit,
				credit: debit,
			})),
		},
	};
}

export function refuseEditedReversal(before: BookRecord | undefined): void {
	if (before?.fields.isReversal === true) {
		throw userError('This journal entry is a reversal and cannot be edited.');
	}
}

/** The entry that mirrors a journal as it stands now; undefined where it has none. */
export function reversalOf(record: BookRecord, books: Books): BookRecord | undefined {
	const { reversalDate, reversalEntry, isReversal } = record.fields;
	if (record.type !== 'journalEntry' || isReversal === true || reversalDate === undefined) {
		return undefined;
	}
	const known = books.get('transaction', text(reversalEntry));
	return mirrored(record, known?.id ?? books.nextId('transaction'), known);
}
