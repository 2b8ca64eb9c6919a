// Settlement and verdict in the few words that a browser's tab has room for.
export interface Answers {
	ties: boolean;
	isClean: boolean;
}

/** One word for each colour of the banner. */
export function verdictWords({ ties, isClean }: Answers): string {
	if (!ties) {
		return 'does not tie';
	}
	return isClean ? 'ties, all posted' : 'ties, something is open';
}

export function pageTitle(settlementId: string, answers: Answers, isDryRun: boolean): string {
	return `${settlementId} ${verdictWords(answers)}${isDryRun ? ' (dry run)' : ''}`;
}
