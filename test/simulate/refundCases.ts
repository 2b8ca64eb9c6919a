// Cases of refunds over one or several settlements: what the books hold before, what each settlement
// says, and by hand what must come of it. Each case runs on its own sandbox, then the auditor is asked,
// then everything runs once more, which must change nothing.
import type { BooksSeed } from '../support/madeBooks';
import { CUSTOMER } from '../support/madeBooks';
import type { MadeEvent } from '../support/madeSettlement';
import { keyOf, madeSettlement } from '../support/madeSettlement';
import type { Sandbox } from '../../sandbox/sandbox';
import type { Settings } from '../support/settle';
import { settle } from '../support/settle';
import { booksOf } from './booksOf';
import type { RefundFact } from './refundAuditor';
import { auditRefunds } from './refundAuditor';
import { withSandbox } from './story';

/** Status or error code, what the memo is over, what of it the invoice took; minor units. */
export type Outcome = [told: string, credited?: number, onInvoice?: number];

export interface RefundCase {
	books: BooksSeed;
	/** Events of each settlement. */
	settlements: MadeEvent[][];
	settings?: (sandbox: Sandbox) => Partial<Settings>;
	/** Of each refund, in the order of the settlements. */
	refunds: Outcome[];
	customer?: string;
	currency?: string;
	digits?: number;
	receivable: number;
	clearing: number;
	/** Anything a case wants to see besides. */
	look?: (sandbox: Sandbox) => void;
}

export type NamedCase = [title: string, story: RefundCase];

const STATUSES = ['Applied', 'Partially Applied'];
export const settlementOf = (at: number) => String(18_906_543_210 + at);
const isRefund = ({ transactionType = 'Order' }: MadeEvent) => / ?refund$/i.test(transactionType);

export function factsOf(story: RefundCase): RefundFact[] {
	const events = story.settlements.flatMap((one, at) =>
		one.filter(isRefund).map((event) => ({ event, key: keyOf(event, settlementOf(at)) })),
	);
	expect(events).toHaveLength(story.refunds.length);
	return events.map(({ event, key }, at) => {
		const [told, credited = 0, onInvoice = 0] = story.refunds[at];
		const isPosted = STATUSES.includes(told);
		return {
			key,
			orderId: event.orderId,
			amount: Math.abs(event.amount),
			credited,
			onInvoice,
			status: isPosted ? told : 'Unapplied',
			code: isPosted ? '' : told,
			customer: story.customer ?? CUSTOMER,
		};
	});
}

export async function runCase(sandbox: Sandbox, story: RefundCase): Promise<void> {
	const { currency = 'USD', digits = 2 } = story;
	for (const [at, events] of story.settlements.entries()) {
		const items = madeSettlement(events, { settlementId: settlementOf(at), currency, digits });
		await settle(sandbox, items, story.settings?.(sandbox) ?? {});
	}
}

export function auditCase(sandbox: Sandbox, story: RefundCase): string[] {
	const { receivable, clearing, digits = 2 } = story;
	return auditRefunds(sandbox.books, { facts: factsOf(story), receivable, clearing, digits });
}

export function tellRefunds(cases: NamedCase[]): void {
	test.each(cases)('%s', async (_title, story) => {
		await withSandbox(story.books, async (sandbox) => {
			await runCase(sandbox, story);
			expect(auditCase(sandbox, story)).toEqual([]);
			story.look?.(sandbox);
			const before = booksOf(sandbox);
			await runCase(sandbox, story);
			expect(booksOf(sandbox)).toEqual(before);
		});
	});
}
