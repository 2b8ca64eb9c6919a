// The verdict in colour; a dry run says first that it is a plan.
import type { SummaryJson } from '../summaryJson';
import { escapeHtml } from './html';

export function banner(summary: SummaryJson): string {
	const plan = summary.isDryRun
		? '<div class="banner plan">Dry run: this is the plan, nothing was written to NetSuite.</div>'
		: '';
	const good = summary.isClean ? 'good' : 'open';
	const tone = summary.ties ? good : 'bad';
	return `${plan}<div class="banner ${tone}">${escapeHtml(summary.verdict)}</div>`;
}
