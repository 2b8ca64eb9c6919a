// Two runs that refund one order at the same moment, over different settlements: no more is paid out than was
// invoiced, and what is credited beyond that is named. What went out is added up from the sandbox's records; the
// invoice is what the test made up.
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround } from '../support/crash';
import { interleaving } from '../support/interleaving';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, refund } from '../support/madeSettlement';
import { env } from '../support/node';
import type { Settings, Settled } from '../support/settle';
import { record, settle } from '../support/settle';
import { virtualTime } from '../support/virtualTime';
import { withSandbox } from './story';

const COUNT = Number(env.SEEDS ?? 4);
const FIRST = Number(env.SEED ?? 1);
const BOOKS = { invoices: [invoiceOf('111-1', 3000, { paid: 3000 })] };
/** 20.00 and 15.00 of 30.00: each alone fits, both do not. */
const ONE = madeSettlement([refund('111-1', 2000, 'a')]);
const OTHER = madeSettlement([refund('111-1', 1500, 'b')], { settlementId: '18906543299' });
const CODE = 'ORDER_OVERCREDITED';

function minor(amount: unknown): number {
	return Math.round(Number(amount) * 100);
}

const paidOut = (sandbox: Sandbox) =>
	sandbox.books.records('customerRefund').reduce((sum, { total }) => sum + minor(total), 0);
const memos = (sandbox: Sandbox) => sandbox.books.records('creditMemo');
const codes = ({ posted }: Settled) => [...posted.values()].map((one) => one.errorCode);
const named = ({ summaries }: Settled) =>
	summaries.flatMap(({ disagreements }) => disagreements.map(({ code, state }) => [code, state]));

/** The first run, with the other one as a whole in between: before or after its credit memo is made. */
async function withinMemo(
	sandbox: Sandbox,
	moment: 'before' | 'after',
	settings: Partial<Settings> = {},
): Promise<{ first: Settled; other: Settled }> {
	let other: Settled | null = null;
	const client = clientAround(sandbox, (send) => async (request) => {
		const isMemo = request.method === 'POST' && /\/creditMemo$/.test(request.path);
		if (!isMemo || other !== null) {
			return await send(request);
		}
		const early = moment === 'after' ? await send(request) : null;
		other = await settle(sandbox, OTHER, settings);
		return early ?? (await send(request));
	});
	const first = await settle(sandbox, ONE, settings, client);
	return { first, other: other as unknown as Settled };
}

test('a run that was overtaken after it had planned pays nothing out, and names its memo', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { first, other } = await withinMemo(sandbox, 'before');
		expect([codes(first), codes(other), paidOut(sandbox)]).toEqual([[CODE], [''], 1500]);
		const [{ status, creditMemoId, refundId, errorMessage }] = first.posted.values();
		expect({ status, refundId }).toEqual({ status: 'Unapplied', refundId: '' });
		expect(errorMessage).toContain(`Credit memo ${creditMemoId} over 20.00 USD is posted`);
		expect(errorMessage).toContain('35.00 USD are credited on order 111-1, and 30.00 USD invoiced');
		expect(named(first)).toEqual([[CODE, 'stands']]);
		expect(first.summaries[0].judgement.ties).toBe(false);
		const again = await settle(sandbox, ONE);
		expect([codes(again), named(again), paidOut(sandbox)]).toEqual([
			[CODE],
			[[CODE, 'stands']],
			1500,
		]);
	});
});

test('a run that sees the other before it makes its memo makes none', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { first, other } = await withinMemo(sandbox, 'after');
		expect([codes(first), codes(other)]).toEqual([[''], ['REFUND_EXCEEDS_INVOICE']]);
		expect([memos(sandbox).length, paidOut(sandbox)]).toEqual([1, 2000]);
	});
});

test('once the memo that is too much is deleted, nothing is named any more', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { first } = await withinMemo(sandbox, 'before');
		const [{ creditMemoId }] = first.posted.values();
		const [memo] = sandbox.books.ofType('creditMemo').filter(({ id }) => id === creditMemoId);
		sandbox.books.remove(memo);
		const again = await settle(sandbox, ONE);
		expect(codes(again)).toEqual(['REFUND_EXCEEDS_INVOICE']);
		expect(named(again)).toEqual([]);
	});
});

test('refunds of one run and one order do not stand in each other’s way', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const items = madeSettlement([refund('111-1', 2000, 'a'), refund('111-1', 1000, 'b')]);
		expect(codes(await settle(sandbox, items))).toEqual(['', '']);
		expect(paidOut(sandbox)).toBe(3000);
	});
});

test('what cannot be looked up again is not paid out, and the next run completes it', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		let isMade = false;
		const client = clientAround(sandbox, (send) => async (request) => {
			isMade ||= request.method === 'POST' && /\/creditMemo$/.test(request.path);
			return isMade && JSON.stringify(request.body ?? '').includes('otherrefnum IN')
				? { status: 400, headers: {}, body: { 'o:errorDetails': [{ detail: 'Invalid search' }] } }
				: await send(request);
		});
		expect(codes(await settle(sandbox, ONE, {}, client))).toEqual(['CREDIT_MEMO_WITHOUT_REFUND']);
		expect(paidOut(sandbox)).toBe(0);
		expect(codes(await settle(sandbox, ONE))).toEqual(['']);
		expect(paidOut(sandbox)).toBe(2000);
	});
});

describe.each([
	['refuse', {}, [1500, 2000]],
	['refund what is left', { excess: 'cap' }, [1500, 2000, 3000]],
] as Array<[string, Partial<Settings>, number[]]>)(
	'beyond the invoice: %s',
	(_words, settings, ends) => {
		test.each(Array.from({ length: COUNT }, (_, at) => [FIRST + at]))(
			'two settlements in any order of their requests, one of them killed in every third, seed %i',
			async (seed) => {
				const time = virtualTime(seed);
				await withSandbox(BOOKS, async (sandbox) => {
					await record(sandbox, ONE);
					await record(sandbox, OTHER);
					const turns = interleaving(sandbox, time.random, 0, 0.3);
					const deadAfter = seed % 3 === 0 ? 8 + (seed % 20) : Infinity;
					const runs = [ONE, OTHER].map((items, at) =>
						settle(sandbox, items, settings, turns.client(0, at === 0 ? deadAfter : Infinity)),
					);
					await turns.until(runs);
					expect({ seed, isMore: paidOut(sandbox) > 3000 }).toEqual({ seed, isMore: false });
					// Whatever was left halfway, the next runs decide the same, one after another.
					const after = [];
					for (const items of [OTHER, ONE, OTHER, ONE]) {
						after.push(await settle(sandbox, items, settings));
					}
					const [other, one] = after.slice(2);
					expect({ seed, end: ends.includes(paidOut(sandbox)) }).toEqual({ seed, end: true });
					const credited = memos(sandbox).reduce((sum, { total }) => sum + minor(total), 0);
					const names = [...named(one), ...named(other)].flat();
					expect({ seed, isNamed: names.includes(CODE) }).toEqual({
						seed,
						isNamed: credited > 3000,
					});
				});
			},
			60_000,
		);
	},
);
