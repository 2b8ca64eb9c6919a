// Book to account: what no document will ever carry leaves clearing for an account that a person names, with a note.
// It is written on the transaction's record before the entry is posted, so that it leaves the selection for good; an
// empty account takes it back. The entry follows by itself, as an adjusting one where there is a journal already.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { patchRecord } from '../api/recordService';
import type { BookedTransaction } from '../records/bookedTransactions';
import { readBookable, readBooked } from '../records/bookedTransactions';
import type { SummaryId } from '../records/ids';
import { transactionRecord } from '../records/schema';
import type { BookingRow, JournalSettings } from './journalSettings';

export interface Booking extends BookedTransaction {
	/** Its record says otherwise yet. */
	isNew: boolean;
}

/** By settlement record, as the records and the rows of the node say; the rows go first. Rejects with SETTING_INVALID. */
export async function readBookings(
	client: NetSuiteClient,
	settlementRecordIds: SummaryId[],
	rows: readonly BookingRow[],
): Promise<Map<SummaryId, Booking[]>> {
	const [booked, named] = await Promise.all([
		readBooked(client, settlementRecordIds),
		readBookable(
			client,
			rows.map(({ recordId }) => recordId),
		),
	]);
	const changed = rows.map((row): Booking => {
		const known = named.find(({ recordId }) => recordId === row.recordId);
		if (known === undefined || !known.isPosting) {
			throw new NetSuiteError(
				'SETTING_INVALID',
				`'Book to Account' names ${row.recordId}, which is ${known === undefined ? 'no Amazon Settlement Transaction' : 'neither order nor refund: the journal books it by its label'}`,
				'Enter the internal ID of the record of an order or refund',
			);
		}
		const isNew = known.accountId !== row.accountId || known.note !== row.note;
		return { ...known, accountId: row.accountId, note: row.note, isNew };
	});
	const isNamed = ({ recordId }: BookedTransaction) =>
		rows.some((row) => row.recordId === recordId);
	const all = [
		...booked.filter((one) => !isNamed(one)).map((one) => ({ ...one, isNew: false })),
		...changed,
	];
	return new Map(
		settlementRecordIds.map((id) => [
			id,
			all.filter(({ settlementRecordId }) => settlementRecordId === id),
		]),
	);
}

/** Writes only what is new; nothing in a dry run. */
export async function recordBookings(
	client: NetSuiteClient,
	bookings: readonly Booking[],
	{ isDryRun }: JournalSettings,
): Promise<void> {
	const { type, fields } = transactionRecord;
	for (const { recordId, accountId, note } of bookings.filter(({ isNew }) => isNew && !isDryRun)) {
		await patchRecord(
			client,
			type,
			recordId,
			{ [fields.bookedTo]: accountId || null, [fields.bookedNote]: note || null },
			`record that settlement transaction ${recordId} is booked to an account`,
		);
	}
}
