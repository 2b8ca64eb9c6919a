// What kept a journal from being posted stands on the summary until a run is not kept from it: the page and the next
// person to open the settlement show it. What waits for an approval was posted, so it is no problem.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { patchRecord } from '../api/recordService';
import { settlementRecord } from '../records/schema';
import type { JournalResult } from './journalResult';
import { saidOf } from './journalResult';
import type { JournalSettings } from './journalSettings';
import type { JournalSettlement } from './journalSettlements';

const PROBLEM_MAX = 4_000;

/** Writes only what is new; nothing in a dry run. A refusal is added to the result and ends nothing. */
export async function recordProblem(
	client: NetSuiteClient,
	{ recordId, settlementId, journalProblem }: JournalSettlement,
	result: JournalResult,
	{ isDryRun }: JournalSettings,
): Promise<void> {
	const { errorCode, errorMessage } = result;
	const isProblem = errorCode !== '' && errorCode !== 'JOURNAL_NOT_APPROVED';
	const text = isProblem ? `${errorCode}: ${errorMessage}`.slice(0, PROBLEM_MAX) : '';
	if (isDryRun || recordId === null || text === journalProblem) {
		return;
	}
	try {
		await patchRecord(
			client,
			settlementRecord.type,
			recordId,
			{ [settlementRecord.fields.journalProblem]: text === '' ? null : text },
			`record what keeps the journal of settlement ${settlementId} from being posted`,
		);
	} catch (error) {
		if (!(error instanceof NetSuiteError) || error.isFatal) {
			throw error as Error;
		}
		if (errorCode === '') {
			const { errorCode: code, errorMessage: message } = saidOf(error);
			Object.assign(result, { errorCode: code, errorMessage: message });
		}
	}
}
