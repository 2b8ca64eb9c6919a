// A table of stories as tests: each is run through the flows on its own sandbox, then its statuses are
// compared and the auditor is asked.
import { madeSettlement } from '../support/madeSettlement';
import { settle } from '../support/settle';
import type { Story } from './story';
import { auditStory, rulesOf, withSandbox } from './story';

/** Statuses, or error codes of what is Unapplied, in the order of the events. */
export type Told = [title: string, story: Story, outcome: string[]];

export function tellStories(stories: Told[]): void {
	test.each(stories)('%s', async (_title, story, outcome) => {
		await withSandbox(story.books, async (sandbox) => {
			const { currency = 'USD', digits = 2 } = story;
			const items = madeSettlement(story.events, { currency, digits });
			const { posted } = await settle(sandbox, items, rulesOf(story));
			const told = items.map(({ transactionKey }) => {
				const result = posted.get(transactionKey);
				return result?.errorCode || result?.status;
			});
			expect(told).toEqual(outcome);
			expect(auditStory(sandbox, story)).toEqual([]);
		});
	});
}
