// The report to keep: the outcome page as a document of its own that prints and needs nothing else, with the file, the
// chain, all documents, and who ran what and when. Pure: the time and the run come in.
import type { KeptReport } from './keptReport';
import { outcomePage } from './outcomePage';
import { documentTable } from './page/documentTable';
import { escapeHtml } from './page/html';
import { keptFacts } from './page/keptFacts';
import type { SummaryJson } from './summaryJson';

export interface FileNames {
	report: string;
	open: string;
	documents: string;
	json: string;
}

export function settlementReport(
	summary: SummaryJson,
	report: KeptReport,
	names: FileNames,
): string {
	const { pageTitle } = summary;
	return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(pageTitle)}</title></head><body>
${outcomePage(summary, report.elsewhere, { open: names.open, node: '' })}
<footer class="amzstl">${keptFacts(report)}
${documentTable(report, names.documents)}</footer>
</body></html>
`;
}
