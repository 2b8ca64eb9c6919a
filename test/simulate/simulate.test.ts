// The laws, on random settlements, books and misfortunes. The seed is printed when a law is broken;
// `SEED=123 npx jest test/simulate` replays it.
import { fc, SEED } from '../support/fastCheck';

import type { NetSuiteClient } from '../../nodes/shared/netsuite/api/client';
import { NetSuiteError } from '../../nodes/shared/netsuite/api/netSuiteError';
import type { FaultKind } from '../../sandbox/faults';
import type { Sandbox } from '../../sandbox/sandbox';
import { crashingClient } from '../support/crash';
import { madeSettlement } from '../support/madeSettlement';
import { env } from '../support/node';
import { settle } from '../support/settle';
import { balancesOf, booksOf } from './booksOf';
import type { Story } from './story';
import { auditStory, rulesOf, withSandbox } from './story';
import { stories } from './storyGenerator';

const RUNS = Number(env.RUNS ?? 12);
const DISTURBED_RUNS_MAX = 3;
const TIME_MAX_MS = 90_000 + RUNS * 2_000;

/** What may go wrong in one run. */
interface Misfortune {
	faults: Array<{ kind: FaultKind; probability: number }>;
	/** Requests before the run dies; null for a run that lives. */
	crashAfter: number | null;
	/** A second run of the same settlement at the same time. */
	isTwice: boolean;
	/** Invoices in a payment; null for a payment per order. */
	invoicesPerPayment: number | null;
	seed: number;
}

const fault = fc.record({
	kind: fc.constantFrom<FaultKind>('status429', 'status500', 'replyLost', 'cut'),
	probability: fc.constantFrom(0.05, 0.2, 0.5),
});
/** Invoices in a payment, or a payment per order. */
const modes = fc.constantFrom(null, null, 1, 3, 200);
const misfortunes: fc.Arbitrary<Misfortune[]> = fc.array(
	fc.record({
		faults: fc.array(fault, { maxLength: 2 }),
		crashAfter: fc.option(fc.integer({ min: 1, max: 60 })),
		isTwice: fc.boolean(),
		invoicesPerPayment: modes,
		seed: fc.integer(),
	}),
	{ minLength: 1, maxLength: DISTURBED_RUNS_MAX },
);

const SETTINGS = {
	seed: SEED,
	numRuns: RUNS,
	// A busy machine runs fewer stories; whoever asks for a number gets it.
	interruptAfterTimeLimit: env.RUNS === undefined ? 45_000 : undefined,
	endOnFailure: env.SHRINK === undefined,
};

/** A run that may fail in any way it declares; a mistake of ours is still thrown. */
async function attempt(sandbox: Sandbox, story: Story, client?: NetSuiteClient): Promise<void> {
	const run = settle(sandbox, madeSettlement(story.events), rulesOf(story), client);
	const failure = await run.then(
		() => null,
		(error: unknown) => error,
	);
	if (failure !== null && !(failure instanceof NetSuiteError)) {
		throw failure as Error;
	}
}

const inMode = (story: Story, invoicesPerPayment: number | null): Story =>
	invoicesPerPayment === null ? story : { ...story, invoicesPerPayment };

async function suffer(sandbox: Sandbox, told: Story, misfortune: Misfortune): Promise<void> {
	const story = inMode(told, misfortune.invoicesPerPayment);
	for (const { kind, probability } of misfortune.faults) {
		sandbox.faults.add({ kind, probability, seed: misfortune.seed });
	}
	const run = async () =>
		await attempt(
			sandbox,
			story,
			misfortune.crashAfter === null ? undefined : crashingClient(sandbox, misfortune.crashAfter),
		);
	await Promise.all(misfortune.isTwice ? [run(), run()] : [run()]);
	sandbox.faults.clear();
}

/** Runs until nothing more is posted, as a schedule does, once the mark of a run that was killed has ended. */
async function settleDown(sandbox: Sandbox, story: Story): Promise<void> {
	sandbox.clock.forward(660);
	for (let runs = 0; runs < 3; runs += 1) {
		sandbox.requests.reset();
		await settle(sandbox, madeSettlement(story.events), rulesOf(story));
		if (sandbox.requests.counters.post === 0) {
			return;
		}
	}
	throw new Error('The third undisturbed run still posts something.');
}

/** The books without the orders of which it is open which shipment gets the rest of the invoice. */
function certain(sandbox: Sandbox, { contested = [] }: Story, isPerOrder: boolean): string[] {
	const lines = isPerOrder ? booksOf(sandbox) : balancesOf(sandbox);
	return lines.filter((line) => !contested.some((id) => line.includes(`${id}-`)));
}

test(
	'one clean run pays every order and gives every refund exactly once',
	async () => {
		const law = fc.asyncProperty(stories, modes, async (told, mode) => {
			const story = inMode(told, mode);
			await withSandbox(story.books, async (sandbox) => {
				await settle(sandbox, madeSettlement(story.events), rulesOf(story));
				expect(auditStory(sandbox, story)).toEqual([]);
			});
		});
		await fc.assert(law, SETTINGS);
	},
	TIME_MAX_MS,
);

test(
	'running twice leaves the same books',
	async () => {
		const law = fc.asyncProperty(stories, modes, modes, async (story, first, second) => {
			await withSandbox(story.books, async (sandbox) => {
				const items = madeSettlement(story.events);
				await settle(sandbox, items, rulesOf(inMode(story, first)));
				const after = booksOf(sandbox);
				sandbox.requests.reset();
				await settle(sandbox, items, rulesOf(inMode(story, second)));
				expect(booksOf(sandbox)).toEqual(after);
				expect(sandbox.requests.counters.post).toBe(0);
			});
		});
		await fc.assert(law, SETTINGS);
	},
	TIME_MAX_MS,
);

test(
	'whatever fails in between, every order is paid exactly once, as in one clean run',
	async () => {
		const law = fc.asyncProperty(stories, modes, misfortunes, async (told, mode, disturbances) => {
			const story = inMode(told, mode);
			const isPerOrder = [mode, ...disturbances.map((one) => one.invoicesPerPayment)].every(
				(one) => one === null,
			);
			const disturbed = await withSandbox(story.books, async (sandbox) => {
				for (const misfortune of disturbances) {
					await suffer(sandbox, told, misfortune);
				}
				await settleDown(sandbox, story);
				expect(auditStory(sandbox, story)).toEqual([]);
				return certain(sandbox, story, isPerOrder);
			});
			await withSandbox(story.books, async (sandbox) => {
				await settle(sandbox, madeSettlement(story.events), rulesOf(story));
				expect(disturbed).toEqual(certain(sandbox, story, isPerOrder));
			});
		});
		await fc.assert(law, SETTINGS);
	},
	TIME_MAX_MS,
);
