// The files that a settlement leaves behind: the report to keep, the same as data, all documents, all that is open.
// Binary, never item JSON: a large settlement has tens of thousands of orders.
import type { IBinaryKeyData, IExecuteFunctions, WorkflowExecuteMode } from 'n8n-workflow';

import { now } from '../shared/n8n/runDay';
import type { NetSuiteClient } from '../shared/netsuite/api/client';
import type { Disagreement } from '../shared/netsuite/records/disagreement';
import type { StatusIds } from '../shared/netsuite/records/settlementTransaction';
import { keptTransactions } from '../shared/netsuite/settlements/keptTransactions';
import type { RecordedFile } from '../shared/netsuite/settlements/neighbours';
import { placeSettlement } from '../shared/netsuite/settlements/neighbours';
import type { SummaryOutcome } from '../shared/netsuite/settlements/updateSummaries';
import { documentList } from './documentList';
import { keptJson, keptReport } from './keptReport';
import { openList } from './openList';
import { PACKAGE_VERSION } from './packageVersion';
import type { FileNames } from './settlementReport';
import { settlementReport } from './settlementReport';
import type { SummaryJson } from './summaryJson';
import { openCauses } from './summaryJson';

const STARTED_BY: Partial<Record<WorkflowExecuteMode, string>> = {
	cli: 'started from the command line',
	error: 'started by an error of another workflow',
	integrated: 'started by another workflow',
	manual: 'started in the editor',
	retry: 'started again from the list of executions',
	trigger: 'started by its trigger',
	webhook: 'started by its form or a call',
};

export function fileNames(settlementId: string): FileNames {
	// The name becomes part of a path.
	const name = `settlement-${settlementId.replace(/[^\w-]+/g, '_')}`;
	return {
		report: `${name}.html`,
		open: `${name}-open.csv`,
		documents: `${name}-documents.csv`,
		json: `${name}.json`,
	};
}

export interface Filed {
	result: SummaryOutcome;
	summary: SummaryJson;
	elsewhere: Disagreement[];
	/** As the items say; null where they do not. */
	file: RecordedFile | null;
	/** '' where it is not known. */
	fileName: string;
}

export async function reportFiles(
	context: IExecuteFunctions,
	client: NetSuiteClient,
	ids: StatusIds,
	{ result, summary, elsewhere, file, fileName }: Filed,
): Promise<IBinaryKeyData> {
	const { settlementId, currency, digits } = summary;
	const [placed, list] = await Promise.all([
		placeSettlement(client, summary),
		keptTransactions(client, ids, summary),
	]);
	const causes = openCauses(result);
	const mode = context.getMode();
	const report = keptReport({
		summary,
		causes,
		elsewhere,
		file,
		fileName,
		placed,
		list,
		run: {
			workflow: context.getWorkflow().name ?? '',
			executionId: context.getExecutionId(),
			startedBy: STARTED_BY[mode] ?? `started in n8n's mode ${mode}`,
			at: now(),
			packageVersion: PACKAGE_VERSION,
		},
	});
	const names = fileNames(settlementId);
	const binary = async (text: string, name: string, type: string) =>
		await context.helpers.prepareBinaryData(Buffer.from(text), name, type);
	const open = openList({ settlementId, currency, digits, causes });
	return {
		settlementReport: await binary(
			settlementReport(summary, report, names),
			names.report,
			'text/html',
		),
		settlementData: await binary(keptJson(report), names.json, 'application/json'),
		settlementDocuments: await binary(documentList(report), names.documents, 'text/csv'),
		openTransactions: await binary(open, names.open, 'text/csv'),
	};
}
