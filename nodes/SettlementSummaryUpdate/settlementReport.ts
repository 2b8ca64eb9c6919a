// The report to keep: the outcome page as a document of its own that prints and needs nothing else, with who ran what
// and when. Pure: the time and the run come in.
import type { Disagreement } from '../shared/netsuite/records/disagreement';
import { outcomePage } from './outcomePage';
import { escapeHtml } from './page/html';
import type { SummaryJson } from './summaryJson';

export interface ReportedRun {
	workflow: string;
	executionId: string;
	/** ISO time in UTC. */
	at: string;
}

export function settlementReport(
	summary: SummaryJson,
	elsewhere: Disagreement[],
	{ workflow, executionId, at }: ReportedRun,
	openFile: string,
): string {
	const facts = [
		`Made ${at} by the workflow ${workflow}, execution ${executionId}${summary.isDryRun ? ', as a dry run' : ''}.`,
		`${summary.transactions} transactions in the report; settlement summary ${summary.recordId ?? 'not recorded yet'} in NetSuite.`,
	];
	return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(summary.pageTitle)}</title></head><body>
${outcomePage(summary, elsewhere, openFile)}
<footer class="amzstl">${facts.map((fact) => `<p>${escapeHtml(fact)}</p>`).join('\n')}</footer>
</body></html>
`;
}
