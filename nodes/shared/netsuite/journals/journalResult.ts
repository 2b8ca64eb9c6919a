// What became of the journal of a settlement: pure. Whatever keeps it from being posted is an outcome with a code, so
// that the other settlements of a run go on.
import type { PlannedLine } from '../../settlement/journal/entryLines';
import type { Minor } from '../../settlement/values/money';
import type { ErrorCode } from '../api/errorCodes';
import { NetSuiteError } from '../api/netSuiteError';
import type { DocumentId, SettlementId, SummaryId } from '../records/ids';

export interface PostedEntry {
	externalId: string;
	/** '' while it is only planned. */
	internalId: DocumentId;
	/** `YYYY-MM-DD`. */
	date: string;
	/** Why it is not the day asked for; '' when it is. */
	dateNote: string;
	/** False while it waits for an approval; null while it is only planned. */
	isPosting: boolean | null;
	lines: PlannedLine[];
}

export interface JournalResult {
	settlementId: SettlementId;
	/** Of the summary; '' where it is only planned. */
	recordId: SummaryId;
	account: string;
	currency: string;
	outcome: 'created' | 'existed' | 'planned' | 'skipped' | 'failed';
	errorCode: ErrorCode | '';
	errorMessage: string;
	/** What this run posted, or would post. */
	entries: PostedEntry[];
	/** Internal ids of journals and deposits that were there before. */
	earlierIds: DocumentId[];
	/** Internal ids: one, or those of several marketplaces. */
	clearingIds: string[];
	/** Balance of this settlement on the clearing accounts together; what of it is explained by `notPosted`. */
	clearingBefore: Minor;
	clearingAfter: Minor;
	/** Orders less refunds that are on no document. */
	notPosted: Minor;
	/** Where the totals came from. */
	totalsFrom: 'summary' | 'lines' | 'items' | '';
}

/** Ends the journal of one settlement; `skipped` unless NetSuite refused. */
export class JournalBlocked extends NetSuiteError {
	constructor(code: ErrorCode, message: string, remedy: string) {
		super(code, message, remedy);
		this.name = 'JournalBlocked';
	}
}

export function saidOf(
	error: NetSuiteError,
): Pick<JournalResult, 'outcome' | 'errorCode' | 'errorMessage'> {
	const { code, message, remedy } = error;
	return {
		outcome: error instanceof JournalBlocked ? 'skipped' : 'failed',
		errorCode: code,
		errorMessage: [message, remedy].filter((part) => part !== '').join('. '),
	};
}
