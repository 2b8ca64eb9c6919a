// What can be wrong with a settlement report, in words an accountant can act on: a stable code, what
// happened, where, and what to do next. The room knows nothing of n8n; the adapter turns this error
// into a node error.

export type SettlementErrorCode =
	| 'FORMAT_UNKNOWN'
	| 'ROW_UNREADABLE'
	| 'SETTLEMENT_OUT_OF_BALANCE'
	| 'SETTLEMENT_NOT_PROVABLE'
	| 'SETTLEMENT_EMPTY'
	| 'CLASS_UNKNOWN';

/** Where in the file: `row` is the physical line number, as a text editor counts. */
export interface Place {
	row?: number;
	column?: string;
	settlementId?: string;
}

/** A row that could not become a line: nothing in it is guessed, its text is kept. */
export interface UnreadableRow {
	row: number;
	column: string;
	reason: string;
	text: string;
	settlementId: string;
}

export class SettlementError extends Error {
	readonly code: SettlementErrorCode;
	readonly remedy: string;
	readonly place: Place;
	/** The rows behind the error, at most as many as one can read. */
	readonly rows: UnreadableRow[];

	constructor(
		code: SettlementErrorCode,
		message: string,
		remedy: string,
		place: Place = {},
		rows: UnreadableRow[] = [],
	) {
		super(message);
		this.name = 'SettlementError';
		this.code = code;
		this.remedy = remedy;
		this.place = place;
		this.rows = rows;
	}
}
