// Whether the settlement ties and is posted, in colour and, as colours do not print or reach everybody, in words.
import type { SummaryJson } from '../summaryJson';
import { prose } from './html';
import { verdictWords } from './pageTitle';

export function banner(summary: SummaryJson): string {
	const good = summary.isClean ? 'good' : 'open';
	const tone = summary.ties ? good : 'bad';
	const words = verdictWords(summary);
	return `<h2>Does it tie?</h2><div class="banner ${tone}"><strong>${words[0].toUpperCase()}${words.slice(1)}.</strong> ${prose(summary.proof, summary.currency)}.</div>`;
}
