// The settings that a settlement is posted under stand on its summary, one field for payments and one for refunds.
// A run with its own report writes them before it posts; a run that takes its work from NetSuite is refused where
// it would post under others. An empty field refuses nothing.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { patchRecord } from '../api/recordService';
import { queryByKeys, required } from '../api/suiteql';
import type { SettlementId, SummaryId } from '../records/ids';
import { settlementRecord } from '../records/schema';
import type { SettingDifference, SettingLine } from './settingLines';
import { addSettings, differingSettings } from './settingLines';

const { type, fields } = settlementRecord;

/** Field of the summary, and its label in NetSuite. */
export const SETTINGS_FIELDS = {
	payment: { id: fields.paymentSettings, label: 'Payment Settings' },
	refund: { id: fields.refundSettings, label: 'Refund Settings' },
} as const;

export type SettingsKind = keyof typeof SETTINGS_FIELDS;

interface Recorded {
	recordId: SummaryId;
	settlementId: SettlementId;
	text: string;
}

async function readRecorded(
	client: NetSuiteClient,
	kind: SettingsKind,
	recordIds: SummaryId[],
): Promise<Recorded[]> {
	const rows = await queryByKeys(
		client,
		`SELECT s.id AS id, s.${fields.settlementId} AS settlement_id, s.${SETTINGS_FIELDS[kind].id} AS settings
			FROM ${type} s WHERE s.id IN (:keys) ORDER BY s.id`,
		new Set(recordIds),
		'read the settings that settlements were posted under',
	);
	return rows.map((row) => ({
		recordId: required(row, 'id'),
		settlementId: row.settlement_id ?? '',
		text: row.settings ?? '',
	}));
}

/** Writes only what is new; what other runs recorded stays. */
async function recordSettings(
	client: NetSuiteClient,
	kind: SettingsKind,
	recordIds: SummaryId[],
	lines: SettingLine[],
): Promise<void> {
	for (const { recordId, settlementId, text } of await readRecorded(client, kind, recordIds)) {
		if (text.trim() === '' || differingSettings(text, lines).length > 0) {
			const body = { [SETTINGS_FIELDS[kind].id]: addSettings(text, lines) };
			const doing = `record the settings of settlement ${settlementId}`;
			await patchRecord(client, type, recordId, body, doing);
		}
	}
}

/** Before the first write of a run: what its settlements are held to from then on. */
export function settingsRecorder(
	client: NetSuiteClient,
	kind: SettingsKind,
	lines: SettingLine[],
): (recordIds: SummaryId[]) => Promise<void> {
	return async (recordIds) => await recordSettings(client, kind, recordIds, lines);
}

/** By internal id of the summary: why nothing may be posted for it under these settings. */
export async function otherSettings(
	client: NetSuiteClient,
	kind: SettingsKind,
	recordIds: SummaryId[],
	lines: SettingLine[],
): Promise<Map<SummaryId, NetSuiteError>> {
	const recorded = await readRecorded(client, kind, recordIds);
	return new Map(
		recorded.flatMap((one): Array<[string, NetSuiteError]> => {
			const differences = differingSettings(one.text, lines);
			return differences.length === 0 ? [] : [[one.recordId, refusal(kind, one, differences)]];
		}),
	);
}

function refusal(
	kind: SettingsKind,
	{ recordId, settlementId }: Recorded,
	differences: SettingDifference[],
): NetSuiteError {
	const what = differences.map(
		({ label, recorded, now }) => `'${label}' is '${now}', it was '${recorded}'`,
	);
	return new NetSuiteError(
		'SETTINGS_DIFFER',
		`Settlement ${settlementId} was begun under other settings, so nothing of it is posted: ${what.join('; ')}`,
		`Enter the same in both workflows (Set configuration). If the new setting is right, run the workflow with the report once more, which records it, or empty the field ${SETTINGS_FIELDS[kind].label} of Amazon Settlement Summary ${recordId}`,
	);
}
