// What the reader does now, in one sentence: also where that is nothing.
import type { SummaryJson } from '../summaryJson';

const REAL_RUN =
	'run it again as a real run, with the same file and settings (<i>Post to NetSuite</i> on the form)';

function words({ isDryRun, ties, isClean, run }: SummaryJson): string {
	if (!ties) {
		return 'Put right what disagrees first, then run it again. Do not close the period on these figures.';
	}
	const changesNothing = run === null || run.paid + run.refunded === 0;
	if (isDryRun && !changesNothing) {
		return isClean
			? `To post this, ${REAL_RUN}.`
			: `To post what can be posted, ${REAL_RUN}; what needs attention waits until it is put right.`;
	}
	return isClean
		? 'Nothing to do.'
		: 'Put right what needs attention, then run it again: nothing is posted twice.';
}

export function nextStep(summary: SummaryJson): string {
	return `<p id="next"><b>What now?</b> ${words(summary)}</p>`;
}
