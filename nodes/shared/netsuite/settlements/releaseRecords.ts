// Transactions that wait because one of their labels is undecided: recorded as Unapplied from the start, and released by a
// report that decides the label. Then they take its amounts, which nothing was posted from, on record and summary alike.
import type { TransactionItem } from '../../settlement/items/transactionItem';
import { transactionGroup } from '../../settlement/labels/panes';
import type { NetSuiteClient } from '../api/client';
import { patchRecord } from '../api/recordService';
import type { Row } from '../api/suiteql';
import { required } from '../api/suiteql';
import type { SettlementId, SummaryId } from '../records/ids';
import { settlementRecord, transactionRecord } from '../records/schema';
import type { StatusIds } from '../records/settlementTransaction';
import { LABEL_UNDECIDED, undecidedSentence } from '../records/undecidedLabels';
import { fixedValues, recordedSection } from './recordedItems';
import type { RecordRows } from './recordFields';
import { transactionFields } from './recordFields';
import type { RecordedSide } from './reportSide';
import { addToSection, reportSide, sectionOf } from './reportSide';
import { reportBody } from './settlementSummary';

/** NetSuite's own limit of a long text field. */
const TEXTAREA_MAX = 4_000;

/** New, or Unapplied from the start where a label is undecided. */
export function stateOf(item: TransactionItem, ids: StatusIds): Record<string, unknown> {
	const { fields } = transactionRecord;
	const sentence = undecidedSentence(item);
	return sentence === ''
		? { [fields.status]: { id: ids.New } }
		: {
				[fields.status]: { id: ids.Unapplied },
				[fields.errorCode]: LABEL_UNDECIDED,
				[fields.errorMessage]: sentence.slice(0, TEXTAREA_MAX),
			};
}

interface Release {
	settlements: Map<string, TransactionItem[]>;
	released: ReadonlySet<TransactionItem>;
	reports: Map<string, RecordedSide>;
	/** Of the summaries, by settlement. */
	recordIds: Map<SettlementId, SummaryId>;
	rowOf(item: TransactionItem): Row | undefined;
}

/**
 * What waited for a label takes the amounts of the report, which nothing was posted from. The summary comes first: a run
 * that breaks off finds the records waiting still, and does the same once more.
 */
export async function release(
	client: NetSuiteClient,
	ids: StatusIds,
	rows: RecordRows,
	{ settlements, released, reports, recordIds, rowOf }: Release,
): Promise<void> {
	for (const [settlementId, members] of settlements) {
		const mine = members.filter((item) => released.has(item));
		const report = reports.get(settlementId);
		if (mine.length === 0 || report === undefined) {
			continue;
		}
		const { sections } = reportSide([], 0);
		for (const item of members) {
			const row = released.has(item) ? undefined : rowOf(item);
			addToSection(
				sections[transactionGroup(item.transactionType)],
				row === undefined ? sectionOf(item) : recordedSection(item, row),
			);
		}
		// Records that keep other amounts than this report gives have other totals too.
		const isAsReported = JSON.stringify(sections) === JSON.stringify(report.sections);
		const labelTotals = isAsReported ? report.labelTotals : '';
		await patchRecord(
			client,
			settlementRecord.type,
			recordIds.get(settlementId) ?? '',
			reportBody({ ...report, sections, labelTotals }, mine[0]),
			'write the amounts of released transactions on the summary',
		);
		for (const item of mine) {
			await patchRecord(
				client,
				transactionRecord.type,
				required(rowOf(item) ?? {}, 'id'),
				{
					...transactionFields(item, rows),
					...fixedValues(item),
					...stateOf(item, ids),
					[transactionRecord.fields.errorCode]: null,
					[transactionRecord.fields.errorMessage]: null,
				},
				'release a settlement transaction whose label is decided',
			);
		}
	}
}
