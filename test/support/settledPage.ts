// An outcome page as two runs that settle alike must both give it: without NetSuite's numbers of documents, which depend
// on what was made first, and without what this run did itself.

/** The page with every document called alike. */
export function withoutIds(page: string): string {
	return page
		.replaceAll(/transaction\.nl\?id=\d+/g, 'transaction.nl?id=N')
		.replaceAll(/\btransaction \d+/g, 'transaction N');
}

/** The page of the settlement alone, from its verdict on. */
export function withoutRun(page: string): string {
	const verdict = page.indexOf('<h2>Does it tie?</h2>');
	if (verdict < 0) {
		throw new Error('The page has no verdict.');
	}
	return withoutIds(page.slice(verdict));
}
