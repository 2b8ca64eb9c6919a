// The laws of refunds, on random payments and refunds of the same orders over two settlements, in every
// way to build a memo, with faults, crashes and two runs at once. `SEED=123 npx jest refundLaws` replays.
import { fc, SEED } from '../support/fastCheck';

import { NetSuiteError } from '../../nodes/shared/netsuite/api/netSuiteError';
import type { LineMode } from '../../nodes/shared/netsuite/refunds/refundSettings';
import { AMOUNT_ONLY } from '../../nodes/shared/netsuite/refunds/refundSettings';
import type { FaultKind } from '../../sandbox/faults';
import type { Sandbox } from '../../sandbox/sandbox';
import { crashingClient } from '../support/crash';
import type { BooksSeed } from '../support/madeBooks';
import { invoiceOf } from '../support/madeBooks';
import { refundOf } from '../support/madeRefund';
import type { MadeEvent } from '../support/madeSettlement';
import { keyOf, madeSettlement, order } from '../support/madeSettlement';
import { env } from '../support/node';
import type { Settings } from '../support/settle';
import { idNamed, settle } from '../support/settle';
import { booksOf } from './booksOf';
import { lawFindings } from './refundAuditor';
import { settlementOf } from './refundCases';
import { withSandbox } from './story';

const RUNS = Number(env.RUNS ?? 8);
const TIME_MAX_MS = 90_000 + RUNS * 4_000;
const SETTINGS = {
	seed: SEED,
	numRuns: RUNS,
	interruptAfterTimeLimit: env.RUNS === undefined ? 45_000 : undefined,
	endOnFailure: env.SHRINK === undefined,
};

interface Story {
	books: BooksSeed;
	/** Two settlements. */
	settlements: MadeEvent[][];
	changes: Partial<Settings>;
	mode: LineMode;
	/** Who comes first decides who gets what is left. */
	isContested: boolean;
}

const plot = fc.record({
	price: fc.integer({ min: 100, max: 20_000 }),
	isPaidBefore: fc.boolean(),
	/** Settlement that pays the order, 2 for none. */
	payment: fc.integer({ min: 0, max: 2 }),
	refunds: fc.array(
		fc.record({
			percent: fc.integer({ min: 0, max: 60 }),
			settlement: fc.integer({ min: 0, max: 1 }),
			isTaxOnly: fc.boolean(),
		}),
		{ maxLength: 3 },
	),
	hasInvoice: fc.boolean(),
});

const stories: fc.Arbitrary<Story> = fc
	.record({
		plots: fc.array(plot, { minLength: 1, maxLength: 5 }),
		excess: fc.constantFrom('refuse' as const, 'cap' as const),
		openInvoice: fc.constantFrom('refund' as const, 'apply' as const),
		overpayment: fc.constantFrom('leave' as const, 'cap' as const),
		mode: fc.constantFrom<LineMode>('amountOnly', 'byLine', 'fromInvoice'),
	})
	.map(({ plots, mode, ...changes }) => {
		const settlements: MadeEvent[][] = [[order('', -250, { transactionType: 'ServiceFee' })], []];
		const invoices: NonNullable<BooksSeed['invoices']> = [];
		let isContested = changes.openInvoice === 'apply';
		for (const [at, one] of plots.entries()) {
			const orderId = `111-${at + 1}`;
			const { price, isPaidBefore, payment, refunds, hasInvoice } = one;
			if (hasInvoice) {
				const item = 'Service';
				invoices.push(invoiceOf(orderId, price, { paid: isPaidBefore ? price : 0, item }));
			}
			settlements[payment]?.push(order(orderId, price));
			const percent = refunds.reduce((sum, refund) => sum + refund.percent, 0);
			isContested ||= percent > 100;
			for (const [number, { settlement, isTaxOnly, ...refund }] of refunds.entries()) {
				const amount = Math.floor((price * refund.percent) / 100);
				const returned = isTaxOnly ? { tax: amount } : { principal: amount };
				const event = refundOf(orderId, `a${number}`, [{ sku: 'Service', ...returned }]);
				settlements[settlement].push(event);
			}
		}
		const books = { items: [{ itemId: 'Service', kind: 'serviceSaleItem' as const }], invoices };
		return { books, settlements, changes, mode, isContested };
	});

function settingsOf(sandbox: Sandbox, { changes, mode }: Story): Partial<Settings> {
	const tax = idNamed(sandbox, 'nonInventorySaleItem', 'Amazon Refund');
	const lines = { ...AMOUNT_ONLY, mode, items: { ...AMOUNT_ONLY.items, tax } };
	return { ...changes, lines };
}

async function run(sandbox: Sandbox, story: Story, crashAfter: number | null): Promise<void> {
	for (const [at, events] of story.settlements.entries()) {
		const items = madeSettlement(events, { settlementId: settlementOf(at) });
		const client = crashAfter === null ? undefined : crashingClient(sandbox, crashAfter);
		const failure = await settle(sandbox, items, settingsOf(sandbox, story), client).then(
			() => null,
			(error: unknown) => error,
		);
		if (failure !== null && (crashAfter === null || !(failure instanceof NetSuiteError))) {
			throw failure as Error;
		}
	}
}

/** Refund keys and amounts, and what each order was invoiced: all the auditor needs. */
function lawOf({ settlements, books }: Story) {
	const refunds = settlements.flatMap((events, at) =>
		events
			.filter(({ transactionType }) => transactionType === 'Refund')
			.map((event) => ({
				key: keyOf(event, settlementOf(at)),
				orderId: event.orderId,
				amount: -event.amount,
			})),
	);
	const invoiced = new Map(
		(books.invoices ?? []).map(({ externalId, lines }) => [
			String(externalId).replace('Amazon.com_', ''),
			Math.round(Number(lines[0].amount) * 100),
		]),
	);
	return { refunds, invoiced };
}

const misfortunes = fc.array(
	fc.record({
		kind: fc.constantFrom<FaultKind>('status429', 'status500', 'replyLost', 'cut'),
		probability: fc.constantFrom(0, 0.1, 0.4),
		crashAfter: fc.integer({ min: 5, max: 90 }),
		isTwice: fc.boolean(),
		seed: fc.integer(),
	}),
	{ minLength: 1, maxLength: 3 },
);

test(
	'each refund once, never more than was invoiced, all sums tie, and again changes nothing',
	async () => {
		const law = fc.asyncProperty(stories, async (story) => {
			await withSandbox(story.books, async (sandbox) => {
				await run(sandbox, story, null);
				expect(lawFindings(sandbox.books, lawOf(story))).toEqual([]);
				const after = booksOf(sandbox);
				await run(sandbox, story, null);
				expect(booksOf(sandbox)).toEqual(after);
			});
		});
		await fc.assert(law, SETTINGS);
	},
	TIME_MAX_MS,
);

test(
	'whatever fails in between, the books are those of one clean run',
	async () => {
		const law = fc.asyncProperty(stories, misfortunes, async (story, disturbances) => {
			const disturbed = await withSandbox(story.books, async (sandbox) => {
				for (const { kind, probability, crashAfter, isTwice, seed } of disturbances) {
					sandbox.faults.add({ kind, probability, seed });
					const runs = isTwice ? [1, 2] : [1];
					await Promise.all(runs.map(async () => await run(sandbox, story, crashAfter)));
					sandbox.faults.clear();
				}
				await run(sandbox, story, null);
				await run(sandbox, story, null);
				expect(lawFindings(sandbox.books, lawOf(story))).toEqual([]);
				return booksOf(sandbox);
			});
			if (story.isContested) {
				return;
			}
			await withSandbox(story.books, async (sandbox) => {
				await run(sandbox, story, null);
				expect(disturbed).toEqual(booksOf(sandbox));
			});
		});
		await fc.assert(law, SETTINGS);
	},
	TIME_MAX_MS,
);
