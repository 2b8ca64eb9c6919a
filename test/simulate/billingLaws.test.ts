// The laws of billing under random orders and misfortunes: faults, crashes, two runs at once, a person who
// bills by hand in between. Whatever happens, each order ends up billed exactly once. The seed is printed
// when a law is broken; `SEED=123 npx jest test/simulate/billingLaws` replays it.
import { fc, SEED } from '../support/fastCheck';

import type { NetSuiteClient } from '../../nodes/shared/netsuite/api/client';
import { NetSuiteError } from '../../nodes/shared/netsuite/api/netSuiteError';
import type { FaultKind } from '../../sandbox/faults';
import type { Sandbox } from '../../sandbox/sandbox';
import type { OrderSeed } from '../support/billing';
import { orderSeed, runBillingOn } from '../support/billing';
import { clientWithEvent, crashingClient } from '../support/crash';
import { env } from '../support/node';
import { postAs } from '../support/postAs';
import { auditBilling } from './billingAuditor';
import { withSandbox } from './story';

const RUNS = Number(env.RUNS ?? 15);
const TIME_MAX_MS = 90_000 + RUNS * 2_000;

interface MadeOrder {
	totals: number[];
	/** How many of its lines have shipped, from the first; the others ship at the end. */
	shippedLines: number;
	/** Number of the line that a person bills by hand at some time, 0 for none. */
	byHand: number;
}

const madeOrders = fc.array(
	fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 3 }).chain((totals) =>
		fc.record({
			totals: fc.constant(totals),
			shippedLines: fc.integer({ min: 0, max: totals.length }),
			byHand: fc.integer({ min: 0, max: 1 }),
		}),
	),
	{ minLength: 1, maxLength: 5 },
);

interface Misfortune {
	faults: Array<{ kind: FaultKind; probability: number }>;
	crashAfter: number | null;
	isTwice: boolean;
	seed: number;
}

const misfortunes: fc.Arbitrary<Misfortune[]> = fc.array(
	fc.record({
		faults: fc.array(
			fc.record({
				kind: fc.constantFrom<FaultKind>('status429', 'status500', 'replyLost', 'cut'),
				probability: fc.constantFrom(0.05, 0.2, 0.5),
			}),
			{ maxLength: 2 },
		),
		crashAfter: fc.option(fc.integer({ min: 1, max: 30 })),
		isTwice: fc.boolean(),
		seed: fc.integer(),
	}),
	{ minLength: 1, maxLength: 3 },
);

function seedsOf(orders: MadeOrder[]): OrderSeed[] {
	return orders.map(({ totals, shippedLines }, at) => {
		const seed = orderSeed(`111-${at + 1}`, totals, { status: 'Partially Fulfilled' });
		return {
			...seed,
			lines: seed.lines.map((line, place) => ({
				...line,
				fulfilled: place < shippedLines ? 1 : 0,
			})),
		};
	});
}

/** A run that may fail in any way it declares; a mistake of ours is still thrown. */
async function attempt(sandbox: Sandbox, client?: NetSuiteClient): Promise<void> {
	const failure = await runBillingOn(sandbox, {}, client).then(
		() => null,
		(error: unknown) => error,
	);
	if (failure !== null && !(failure instanceof NetSuiteError)) {
		throw failure as Error;
	}
}

async function suffer(sandbox: Sandbox, misfortune: Misfortune): Promise<void> {
	for (const { kind, probability } of misfortune.faults) {
		sandbox.faults.add({ kind, probability, seed: misfortune.seed });
	}
	const run = async () =>
		await attempt(
			sandbox,
			misfortune.crashAfter === null ? undefined : crashingClient(sandbox, misfortune.crashAfter),
		);
	await Promise.all(misfortune.isTwice ? [run(), run()] : [run()]);
	sandbox.faults.clear();
}

const orderOf = (sandbox: Sandbox, at: number) => {
	const name = `Amazon.com_111-${at + 1}`;
	const order = sandbox.books.records('salesOrder').find((one) => one.externalId === name);
	return { name, id: order?.id ?? '', status: String(order?.status) };
};

/** Somebody at NetSuite's screen: bills the first line of each order that is chosen, without a name. */
async function billByHand(sandbox: Sandbox, orders: MadeOrder[]): Promise<void> {
	for (const [at, { byHand }] of orders.entries()) {
		if (byHand === 1) {
			await postAs(sandbox, `salesOrder/${orderOf(sandbox, at).id}/!transform/invoice`, {
				item: { items: [{ orderLine: 1, quantity: 1 }] },
			});
		}
	}
}

async function shipTheRest(sandbox: Sandbox, orders: MadeOrder[]): Promise<void> {
	for (const [at, { shippedLines, totals }] of orders.entries()) {
		if (shippedLines < totals.length) {
			await postAs(sandbox, `salesOrder/${orderOf(sandbox, at).id}/!transform/itemFulfillment`, {});
		}
	}
}

/** What must stand in the books: the sum of the shipped lines, in bills that the books themselves name. */
function findings(sandbox: Sandbox, orders: MadeOrder[], isShipped: boolean): string[] {
	const expected = new Map(
		orders.map(({ totals, shippedLines }, at) => {
			const { name, id } = orderOf(sandbox, at);
			const billed = totals
				.slice(0, isShipped ? totals.length : shippedLines)
				.reduce((sum, total) => sum + total, 0);
			const names = sandbox.books
				.records('invoice')
				.filter(({ createdFrom }) => createdFrom === id)
				.map(({ externalId }) => externalId);
			return [name, { billed, names }] as const;
		}),
	);
	return auditBilling(sandbox.books, expected);
}

const settings = {
	seed: SEED,
	numRuns: RUNS,
	interruptAfterTimeLimit: env.RUNS === undefined ? 45_000 : undefined,
	endOnFailure: env.SHRINK === undefined,
};

test(
	'whatever fails in between, every order is billed exactly as far as it shipped',
	async () => {
		const law = fc.asyncProperty(madeOrders, misfortunes, async (orders, disturbances) => {
			await withSandbox({ salesOrders: seedsOf(orders) }, async (sandbox) => {
				for (const misfortune of disturbances) {
					await suffer(sandbox, misfortune);
				}
				await attempt(sandbox);
				expect(findings(sandbox, orders, false)).toEqual([]);
				await shipTheRest(sandbox, orders);
				for (const misfortune of disturbances) {
					await suffer(sandbox, misfortune);
				}
				await attempt(sandbox);
				expect(findings(sandbox, orders, true)).toEqual([]);
				sandbox.requests.reset();
				await attempt(sandbox);
				expect(sandbox.requests.entries.some(({ path }) => path.includes('!transform'))).toBe(
					false,
				);
			});
		});
		await fc.assert(law, settings);
	},
	TIME_MAX_MS,
);

test(
	'a person who bills by hand between the look-up and the call makes no second bill of it',
	async () => {
		const law = fc.asyncProperty(madeOrders, fc.boolean(), async (orders, isTwice) => {
			await withSandbox({ salesOrders: seedsOf(orders) }, async (sandbox) => {
				const isTransform = ({ path }: { path: string }) => path.includes('!transform');
				const client = clientWithEvent(
					sandbox,
					isTransform,
					async () => await billByHand(sandbox, orders),
				);
				const runs = isTwice
					? [attempt(sandbox, client), attempt(sandbox)]
					: [attempt(sandbox, client)];
				await Promise.all(runs);
				await attempt(sandbox);
				expect(findings(sandbox, orders, false)).toEqual([]);
			});
		});
		await fc.assert(law, settings);
	},
	TIME_MAX_MS,
);
