// The outcome of a settlement as a piece of HTML an accountant reads in a minute: what this run
// did, whether it ties, what is open and why, and then the figures. Each section is a function of the summary, in page/.
import type { Disagreement } from '../shared/netsuite/records/disagreement';
import { attentionTable } from './page/attention';
import { banner } from './page/banner';
import { clearingTable } from './page/clearing';
import { changedSentence, countsLine } from './page/counts';
import { disagreementList } from './page/disagreementList';
import { equationTable } from './page/equation';
import { escapeHtml } from './page/html';
import { nextStep } from './page/nextStep';
import { STYLE } from './page/style';
import { thisRun } from './page/thisRun';
import { waterfallPicture } from './page/waterfallPicture';
import type { SummaryJson } from './summaryJson';

export interface PageFiles {
	/** Name of the file that lists all that is open; '' where the run leaves none. */
	open: string;
	/** Name of the node that puts them out; '' where the page is in one of them. */
	node: string;
}

/** n8n puts no file beside the text of a form's last page. */
function filesLine({ open, node }: PageFiles): string {
	const name = open.replace(/-open\.csv$/, '');
	return open === '' || node === ''
		? ''
		: `<p id="files">Files to keep: ${escapeHtml(name)} as HTML, JSON and CSV. In n8n, open this run under <i>Executions</i>; they stand in the node <i>${escapeHtml(node)}</i>, under <i>Binary</i>.</p>\n`;
}

/** `elsewhere`: what disagrees in other settlements that were refreshed. */
export function outcomePage(
	summary: SummaryJson,
	elsewhere: Disagreement[] = [],
	files: PageFiles = { open: '', node: '' },
): string {
	const facts = [
		summary.account,
		[summary.startDate, summary.endDate].filter((date) => date !== '').join(' to '),
		summary.currency,
	].filter((fact) => fact !== '');
	const mended = summary.disagreements.filter(({ state }) => state === 'mended');
	return `${STYLE}<main class="amzstl"><h1>Amazon settlement ${escapeHtml(summary.settlementId)}</h1>
<p>${escapeHtml(facts.join(' \u00b7 '))}</p>
${thisRun(summary)}
${banner(summary)}
${nextStep(summary)}
${filesLine(files)}${changedSentence(summary)}<div id="open">${attentionTable(summary, files.open)}</div>
${waterfallPicture(summary)}
${equationTable(summary)}
${clearingTable(summary)}${countsLine(summary)}
${disagreementList('Put right by this run', mended)}${disagreementList('Other recent settlements that disagree', elsewhere)}</main>`;
}
