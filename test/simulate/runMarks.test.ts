// Two runs that pay one settlement in different modes: never do both post. What the books hold is added up from
// the sandbox's records; what Amazon sent is what the test made up.
import { createClient } from '../../nodes/shared/netsuite/api/client';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround, crashingClient } from '../support/crash';
import { interleaving, isDocument } from '../support/interleaving';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { sandboxClient } from '../support/sandboxClient';
import type { Settings, Settled } from '../support/settle';
import { perCustomer, record, settle } from '../support/settle';
import { virtualTime } from '../support/virtualTime';
import { env } from '../support/node';
import { withSandbox } from './story';

const COUNT = Number(env.SEEDS ?? 6);
const FIRST = Number(env.SEED ?? 1);
const ORDERS = ['111-1', '111-2', '111-3', '111-4', '111-5'];
/** Amazon sends 10.00 of 30.00 each: the invoices could take two more payments. */
const BOOKS = { invoices: ORDERS.map((id) => invoiceOf(id, 3000)) };
const ITEMS = madeSettlement(ORDERS.map((id) => order(id, 1000)));
const MODES: Array<Partial<Settings>> = [{}, perCustomer(2)];

function minor(amount: unknown): number {
	return Math.round(Number(amount) * 100);
}

/** Minor units that payments applied to each invoice. */
function appliedTo(sandbox: Sandbox): number[] {
	return sandbox.books.records('invoice').map(({ total, open }) => minor(total) - minor(open));
}

function paid(sandbox: Sandbox): number {
	return sandbox.books.records('customerPayment').reduce((sum, { total }) => sum + minor(total), 0);
}

const marks = (sandbox: Sandbox) => sandbox.books.records('customrecord_amzstl_run');
const codes = ({ posted }: Settled) => [
	...new Set([...posted.values()].map((one) => one.errorCode)),
];

/** One run stands before its first payment while another one comes, and then goes on. */
async function meanwhile<Result>(
	sandbox: Sandbox,
	mode: Partial<Settings>,
	act: () => Promise<Result>,
): Promise<{ first: Settled; other: Result }> {
	let other: Promise<Result> | null = null;
	const client = clientAround(sandbox, (send) => async (request) => {
		if (isDocument(request)) {
			other ??= act();
			await other;
		}
		return await send(request);
	});
	const first = await settle(sandbox, ITEMS, mode, client);
	return { first, other: await (other as unknown as Promise<Result>) };
}

test.each([
	['per order', {}, perCustomer()],
	['per customer', perCustomer(), {}],
] as Array<[string, Partial<Settings>, Partial<Settings>]>)(
	'what a run %s pays is not paid by a run of the other mode as well',
	async (_words, mode, otherMode) => {
		await withSandbox(BOOKS, async (sandbox) => {
			const { first, other } = await meanwhile(
				sandbox,
				mode,
				async () => await settle(sandbox, ITEMS, otherMode),
			);
			expect(appliedTo(sandbox)).toEqual(ORDERS.map(() => 1000));
			expect([codes(first), codes(other)]).toEqual([[''], ['SETTLEMENT_BUSY']]);
			const [{ errorMessage, status, outcome }] = other.posted.values();
			expect({ status, outcome }).toEqual({ status: 'New', outcome: 'skipped' });
			expect(errorMessage).toMatch(/^Settlement 18906543210 is being paid by another run/);
			expect(errorMessage).toMatch(/delete record \d+ of Amazon Settlement Run in NetSuite$/);
			const [{ judgement, disagreements }] = other.summaries;
			expect(judgement.isClean).toBe(false);
			expect(disagreements).toMatchObject([{ code: 'SETTLEMENT_BUSY', state: 'stands' }]);
			expect(marks(sandbox)).toEqual([]);
			const [after] = (await settle(sandbox, ITEMS, otherMode)).summaries;
			expect([after.judgement.isPosted, paid(sandbox)]).toEqual([true, 5000]);
		});
	},
);

test('a dry run neither marks nor heeds a mark', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { other } = await meanwhile(
			sandbox,
			{},
			async () => await settle(sandbox, ITEMS, { ...perCustomer(), isDryRun: true }),
		);
		expect(codes(other)).toEqual(['']);
		expect(appliedTo(sandbox)).toEqual(ORDERS.map(() => 1000));
	});
});

test('a run of the same mode goes on, and pays nothing twice', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { other } = await meanwhile(sandbox, {}, async () => await settle(sandbox, ITEMS));
		expect(codes(other)).toEqual(['']);
		expect(appliedTo(sandbox)).toEqual(ORDERS.map(() => 1000));
	});
});

test('a run of the other mode pays the settlements that nobody pays', async () => {
	const orders = ['222-1', '222-2'];
	const books = { invoices: [...BOOKS.invoices, ...orders.map((id) => invoiceOf(id, 3000))] };
	const free = madeSettlement(
		orders.map((id) => order(id, 1000)),
		{ settlementId: '18906543299' },
	);
	await withSandbox(books, async (sandbox) => {
		const { other } = await meanwhile(
			sandbox,
			{},
			async () => await settle(sandbox, [...ITEMS, ...free], perCustomer()),
		);
		const results = [...other.posted.values()];
		expect(results.map(({ outcome }) => outcome)).toEqual([
			...ORDERS.map(() => 'skipped'),
			...orders.map(() => 'created'),
		]);
		expect(paid(sandbox)).toBe(7000);
	});
});

test('a mark is written and removed once a settlement, whatever the number of orders', async () => {
	const callsOf = async (count: number) =>
		await withSandbox(BOOKS, async (sandbox) => {
			await settle(sandbox, madeSettlement(ORDERS.slice(0, count).map((id) => order(id, 1000))));
			return sandbox.requests.entries
				.filter(({ path }) => path.includes('amzstl_run'))
				.map(({ method }) => method);
		});
	expect([await callsOf(1), await callsOf(5)]).toEqual([
		['PUT', 'DELETE'],
		['PUT', 'DELETE'],
	]);
});

test.each([1, 3, 5])(
	'a run that was killed after %i payments keeps the other mode out for ten minutes, its own not at all',
	async (payments) => {
		await withSandbox(BOOKS, async (sandbox) => {
			let posts = 0;
			const client = clientAround(sandbox, (send, kill) => async (request) => {
				const answer = await send(request);
				posts += isDocument(request) ? 1 : 0;
				if (posts === payments) {
					kill();
				}
				return answer;
			});
			await expect(settle(sandbox, ITEMS, {}, client)).rejects.toMatchObject({ code: 'CANCELLED' });
			expect(marks(sandbox)).toHaveLength(1);
			const before = paid(sandbox);
			expect(codes(await settle(sandbox, ITEMS, perCustomer()))).toEqual(['SETTLEMENT_BUSY']);
			sandbox.clock.forward(590);
			expect(codes(await settle(sandbox, ITEMS, perCustomer()))).toEqual(['SETTLEMENT_BUSY']);
			expect(paid(sandbox)).toBe(before);
			sandbox.clock.forward(15);
			expect(codes(await settle(sandbox, ITEMS, perCustomer()))).toEqual(['']);
			expect(marks(sandbox)).toEqual([]);
			expect(appliedTo(sandbox)).toEqual(ORDERS.map(() => 1000));
		});
	},
);

test('its own mode takes up at once what a run that was killed left', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const client = crashingClient(sandbox, 30);
		await expect(settle(sandbox, ITEMS, {}, client)).rejects.toMatchObject({ code: 'CANCELLED' });
		expect(codes(await settle(sandbox, ITEMS))).toEqual(['']);
		expect(appliedTo(sandbox)).toEqual(ORDERS.map(() => 1000));
	});
});

test('whoever deletes the mark lets the other mode in', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const client = clientAround(sandbox, (send, kill) => async (request) => {
			const answer = await send(request);
			if (isDocument(request)) {
				kill();
			}
			return answer;
		});
		await expect(settle(sandbox, ITEMS, {}, client)).rejects.toMatchObject({ code: 'CANCELLED' });
		const refused = await settle(sandbox, ITEMS, perCustomer());
		const [{ errorMessage }] = refused.posted.values();
		const [, id] = /delete record (\d+) of/.exec(errorMessage) ?? [];
		expect(marks(sandbox).map((mark) => mark.id)).toEqual([id]);
		const path = `/services/rest/record/v1/customrecord_amzstl_run/${id}`;
		await sandboxClient(sandbox).expect({ method: 'DELETE', path }, false, 'delete the mark');
		expect(codes(await settle(sandbox, ITEMS, perCustomer()))).toEqual(['']);
		expect(appliedTo(sandbox)).toEqual(ORDERS.map(() => 1000));
	});
});

describe('a run in which time passes before each payment', () => {
	/** What a run of the other mode finds before the last payment, and what both have paid in the end. */
	async function runFor(secondsBefore: (payment: number) => number, mode: Partial<Settings>) {
		return await withSandbox(BOOKS, async (sandbox) => {
			const otherMode = mode.perCustomer === undefined ? perCustomer() : {};
			const { transport } = sandboxClient(sandbox);
			let passedMs = 0;
			let posts = 0;
			let other: Settled | null = null;
			const send: typeof transport.send = async (request, options) => {
				const answer = await transport.send(request, options);
				if (isDocument(request)) {
					posts += 1;
					passedMs += secondsBefore(posts + 1) * 1000;
					sandbox.clock.forward(secondsBefore(posts + 1));
					other = posts === ORDERS.length - 1 ? await settle(sandbox, ITEMS, otherMode) : other;
				}
				return answer;
			};
			const now = () => Date.now() + passedMs;
			const slow = createClient({ ...transport, send, now }, 1);
			const first = await settle(sandbox, ITEMS, { ...mode, concurrency: 1 }, slow);
			const paidByBoth = paid(sandbox);
			await settle(sandbox, ITEMS, mode);
			return { first, other: other as Settled | null, paidByBoth, applied: appliedTo(sandbox) };
		});
	}

	test.each([
		['per order', {}],
		['per customer', perCustomer(1)],
	] as Array<[string, Partial<Settings>]>)(
		'renews its mark, and keeps the other mode out for longer than a mark lasts: %s',
		async (_words, mode) => {
			const { first, other, applied } = await runFor(() => 170, mode);
			expect(codes(first)).toEqual(['']);
			expect(other === null ? null : codes(other)).toEqual(['SETTLEMENT_BUSY']);
			expect(applied).toEqual(ORDERS.map(() => 1000));
		},
	);

	test.each([
		['per order', {}],
		['per customer', perCustomer(1)],
	] as Array<[string, Partial<Settings>]>)(
		'gives up where it stood still for longer: the other mode may have paid what it read as open: %s',
		async (_words, mode) => {
			const { first, other, paidByBoth, applied } = await runFor(
				(payment) => (payment === ORDERS.length ? 601 : 0),
				mode,
			);
			expect(other === null ? null : codes(other)).toEqual(['']);
			expect(codes(first)).toEqual(['', 'SETTLEMENT_BUSY']);
			expect(paidByBoth).toBe(5000);
			expect(applied).toEqual(ORDERS.map(() => 1000));
		},
	);
});

test.each(Array.from({ length: COUNT }, (_, at) => [FIRST + at]))(
	'two modes in any order of their requests, seed %i',
	async (seed) => {
		const time = virtualTime(seed);
		await withSandbox(BOOKS, async (sandbox) => {
			await record(sandbox, ITEMS);
			const turns = interleaving(sandbox, time.random, seed % 2 === 0 ? 0 : 400);
			const hour = 3_600_000;
			const runs = [0, hour, -hour].map((skewMs, at) =>
				settle(sandbox, ITEMS, MODES[at % 2], turns.client(skewMs)),
			);
			const outcomes = await turns.until(runs);
			expect(outcomes.map(({ status }) => status)).toEqual(runs.map(() => 'fulfilled'));
			const most = Math.max(...appliedTo(sandbox));
			expect({ seed, most: Math.min(most, 1000) }).toEqual({ seed, most });
			turns.pass(601);
			await settle(sandbox, ITEMS, MODES[seed % 2]);
			expect({ seed, applied: appliedTo(sandbox) }).toEqual({
				seed,
				applied: ORDERS.map(() => 1000),
			});
		});
	},
	60_000,
);
