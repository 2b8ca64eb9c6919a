// What no settlement report comes near, but a file made to harm may: each limit keeps a small file from taking the
// memory or the time of the whole n8n. A report of a million lines stays far below all of them.
import { SettlementError } from './settlementError';

export const LIMITS = {
	/** Rows kept for the end of the file, since something is wrong with each. */
	keptRows: 300_000,
	/** Of them, rows that a careless copy broke: two for each that can be put together. */
	damagedRows: 100_000,
	unreadableRows: 10_000,
	/** Of an unreadable row, as told. */
	rowCharacters: 2_000,
	settlements: 500,
	/** Of one settlement: each of its items names them all. */
	marketplaces: 100,
	xmlDepth: 100,
	/** A packed file grows 10 to 20 times. */
	unpackedRatio: 50,
	/** Below it no ratio matters. */
	unpackedBytesFree: 16 * 1024 * 1024,
	/** Of formats that are read as a whole: below what fits in one text of V8's. */
	bytesHeld: 500 * 1024 * 1024,
} as const;

export function beyondLimit(message: string): SettlementError {
	return new SettlementError(
		'FORMAT_UNKNOWN',
		message,
		'Download the settlement as Flat File V2 from Reports > Payments and use the file unchanged',
	);
}

export function refuseTooMany(settlements: number): void {
	if (settlements > LIMITS.settlements) {
		throw beyondLimit(`The file names more than ${LIMITS.settlements} settlements`);
	}
}
