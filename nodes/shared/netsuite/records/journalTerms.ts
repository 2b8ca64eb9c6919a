// What the journal of a settlement was made under, as far as its proof needs it: text on the summary, written before
// the first entry is posted. Pure.
import { z } from '../../vendor';

const terms = z.object({
	/** Internal id. */
	clearingId: z.string(),
	/** Of further clearing accounts, where marketplaces have their own; none on older summaries. */
	moreClearingIds: z.array(z.string()).optional(),
	/** Of accounts that transactions are, or were, booked to by hand. */
	bookedIds: z.array(z.string()).optional(),
	/** Where orders and refunds stand that are on no document. */
	notPosted: z.enum(['onClearing', 'parked']),
	/** Internal id of the account for what is parked, '' for none. */
	notPostedId: z.string(),
	/** Whether the entry holds the deposit, or the bank feed books it against clearing. */
	deposit: z.enum(['inEntry', 'bankFeed']),
});

export type JournalTerms = z.infer<typeof terms>;

export function writeTerms({
	clearingId,
	moreClearingIds = [],
	bookedIds = [],
	...rest
}: JournalTerms): string {
	const { notPosted, notPostedId, deposit } = rest;
	const more = moreClearingIds.length === 0 ? {} : { moreClearingIds };
	const booked = bookedIds.length === 0 ? {} : { bookedIds };
	return JSON.stringify({ clearingId, ...more, ...booked, notPosted, notPostedId, deposit });
}

/** null for a text that is empty or damaged. */
export function readTerms(text: string): JournalTerms | null {
	try {
		return terms.parse(JSON.parse(text));
	} catch {
		return null;
	}
}
