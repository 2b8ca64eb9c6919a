// The files that a settlement leaves behind: the report to keep and all that is open. Binary, never item JSON: a
// large settlement has tens of thousands of orders.
import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';

import { now } from '../shared/n8n/runDay';
import type { Disagreement } from '../shared/netsuite/records/disagreement';
import type { SummaryOutcome } from '../shared/netsuite/settlements/updateSummaries';
import { openList } from './openList';
import { settlementReport } from './settlementReport';
import type { SummaryJson } from './summaryJson';
import { openCauses } from './summaryJson';

export function fileNames(settlementId: string): { report: string; open: string } {
	// The name becomes part of a path.
	const name = `settlement-${settlementId.replace(/[^\w-]+/g, '_')}`;
	return { report: `${name}.html`, open: `${name}-open.csv` };
}

export async function reportFiles(
	context: IExecuteFunctions,
	{ summary, elsewhere }: { summary: SummaryJson; elsewhere: Disagreement[] },
	result: SummaryOutcome,
): Promise<IBinaryKeyData> {
	const { settlementId, currency, digits } = summary;
	const run = {
		workflow: context.getWorkflow().name ?? '',
		executionId: context.getExecutionId(),
		at: now(),
	};
	const file = async (text: string, name: string, type: string) =>
		await context.helpers.prepareBinaryData(Buffer.from(text), name, type);
	const names = fileNames(settlementId);
	const open = openList({ settlementId, currency, digits, causes: openCauses(result) });
	return {
		settlementReport: await file(
			settlementReport(summary, elsewhere, run, names.open),
			names.report,
			'text/html',
		),
		openTransactions: await file(open, names.open, 'text/csv'),
	};
}
