// The books once a story is settled, or only recorded: worked out once for each story, then opened as often as a
// test wants to change them.
import type { SavedBooks } from '../../sandbox/books/books';
import type { Sandbox } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import { madeSettlement } from '../support/madeSettlement';
import { record, settle } from '../support/settle';
import type { Story } from './story';
import { auditStory, rulesOf, withSandbox } from './story';
import type { Tampering } from './tamperings';

const settled = new Map<Story, Promise<SavedBooks>>();
const recorded = new Map<Story, Promise<SavedBooks>>();

async function work(story: Story, isBefore: boolean): Promise<SavedBooks> {
	return await withSandbox(story.books, async (sandbox) => {
		const items = madeSettlement(story.events);
		if (isBefore) {
			await record(sandbox, items);
		} else {
			await settle(sandbox, items, rulesOf(story));
			expect(auditStory(sandbox, story)).toEqual([]);
		}
		return sandbox.books.saved();
	});
}

export interface SettledBooks extends Pick<Tampering, 'isBefore' | 'deletions'> {
	story: Story;
}

export async function withSettled<Result>(
	{ story, isBefore = false, deletions }: SettledBooks,
	run: (sandbox: Sandbox) => Promise<Result>,
): Promise<Result> {
	const known = isBefore ? recorded : settled;
	if (!known.has(story)) {
		known.set(story, work(story, isBefore));
	}
	const books = structuredClone((await known.get(story)) as SavedBooks);
	books.preferences = { ...books.preferences, ...(deletions && { deletions }) } as never;
	const sandbox = await createSandbox({ books });
	try {
		return await run(sandbox);
	} finally {
		await sandbox.close();
	}
}
