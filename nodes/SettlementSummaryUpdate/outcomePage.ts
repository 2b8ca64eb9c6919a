// The outcome of a settlement as a piece of HTML an accountant reads in a minute: what this run
// did, whether it ties, what is open and why, and then the figures. Each section is a function of the summary, in page/.
import type { Disagreement } from '../shared/netsuite/records/disagreement';
import { attentionTable } from './page/attention';
import { banner } from './page/banner';
import { changedSentence, countsLine } from './page/counts';
import { disagreementList } from './page/disagreementList';
import { equationTable } from './page/equation';
import { escapeHtml } from './page/html';
import { nextStep } from './page/nextStep';
import { STYLE } from './page/style';
import { thisRun } from './page/thisRun';
import { waterfallPicture } from './page/waterfallPicture';
import type { SummaryJson } from './summaryJson';

/**
 * `elsewhere`: what disagrees in other settlements that were refreshed. `openFile`: name of the file that lists all
 * that is open, '' where the run leaves none.
 */
export function outcomePage(
	summary: SummaryJson,
	elsewhere: Disagreement[] = [],
	openFile = '',
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
${changedSentence(summary)}<div id="open">${attentionTable(summary, openFile)}</div>
${waterfallPicture(summary)}
${equationTable(summary)}
${countsLine(summary)}
${disagreementList('Put right by this run', mended)}${disagreementList('Other recent settlements that disagree', elsewhere)}</main>`;
}
