// What axe-core finds wrong with a page for people who use a screen reader, a keyboard or high contrast: the
// serious and critical rules, each with the first place. The page is copied into an empty one, because n8n's own
// answer forbids scripts; frames and n8n's style sheets are not looked at.
import { source } from 'axe-core';
import type { Browser } from 'playwright-core';

interface Violation {
	id: string;
	impact: string | null;
	nodes: Array<{ html: string }>;
}

export async function seriousFaults(browser: Browser, html: string): Promise<string[]> {
	const found: string[] = [];
	for (const colorScheme of ['light', 'dark'] as const) {
		const page = await browser.newPage({ colorScheme });
		try {
			await page.setContent(html);
			await page.evaluate(source);
			const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()');
			found.push(
				...violations
					.filter(({ impact }) => impact === 'serious' || impact === 'critical')
					.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes[0].html.slice(0, 160)}`),
			);
		} finally {
			await page.close();
		}
	}
	return found;
}
