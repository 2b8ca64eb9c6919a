// Settlements in NetSuite of which nothing may be posted: their records were changed, or they were begun under
// other settings.
import type { NetSuiteClient } from '../api/client';
import type { SummaryId } from '../records/ids';
import { changedSettlements } from '../records/settlementGuard';
import type { RecordedTransaction } from '../records/settlementTransaction';
import type { PostingResult } from './postingResult';
import { failed } from './postingResult';
import type { SettingsKind } from './recordedSettings';
import { otherSettings } from './recordedSettings';
import { reportedRefusal } from './reportedRefusal';
import type { SettingLine } from './settingLines';

/** The results of the transactions that may not be posted; all others are sound. */
export async function refusedResults(
	client: NetSuiteClient,
	kind: SettingsKind,
	transactions: RecordedTransaction[],
	lines: SettingLine[],
): Promise<Map<RecordedTransaction, PostingResult>> {
	const recordIds = transactions.map(({ settlementRecordId }) => settlementRecordId);
	const [changed, others] = await Promise.all([
		changedSettlements(client, transactions),
		otherSettings(client, kind, recordIds, lines),
	]);
	const refused = new Map<RecordedTransaction, PostingResult>();
	const reported = new Set<SummaryId>();
	for (const transaction of transactions) {
		const id = transaction.settlementRecordId;
		const [change, other] = [changed.get(id), others.get(id)];
		const error = change ?? other;
		if (error === undefined) {
			continue;
		}
		const result = failed(error);
		// The summary finds changed records by itself; settings it does not know.
		const isReported = change === undefined && !reported.has(id);
		reported.add(id);
		refused.set(
			transaction,
			isReported
				? reportedRefusal(transaction, result, 'SETTINGS_DIFFER', result.errorMessage)
				: result,
		);
	}
	return refused;
}
