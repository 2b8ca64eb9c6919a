// Hostile and broken replies of NetSuite, by seed, within a budget of time (FUZZ_SECONDS, 60 in CI; SEED replays
// one). Whatever comes back: every failure is one of ours with a code and a sentence, nothing hangs, no order is
// paid twice, and one run with true answers afterwards leaves exactly the payments of the settlement.
import { NetSuiteError } from '../../nodes/shared/netsuite/api/netSuiteError';
import { withSandbox } from '../simulate/story';
import { clientAround } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { env } from '../support/node';
import { isReplay, SEED } from '../support/seed';
import { settle } from '../support/settle';
import { altered, chanceOf } from './replies';

const SECONDS = Number(env.FUZZ_SECONDS ?? 10);
const IDS = ['111-1', '111-2', '111-3', '111-4', '111-5', '111-6'];
/** More is open than Amazon pays, so that NetSuite itself does not keep a second payment out. */
const BOOKS = { invoices: IDS.map((id) => invoiceOf(id, 3000)) };

function namingSeed(seed: number, cause: unknown): Error {
	return new Error(`SEED=${seed} shows it again`, { cause });
}

async function tellSeed(seed: number, story: () => Promise<void>): Promise<void> {
	try {
		await story();
	} catch (error) {
		throw namingSeed(seed, error);
	}
}

async function story(seed: number): Promise<void> {
	await withSandbox(BOOKS, async (sandbox) => {
		const chance = chanceOf(seed);
		const rate = chance.of(0.05, 0.2, 0.5);
		// Half of the stories leave the reading alone, so that the writing is reached and then lied about.
		const onlyWrites = chance.next() < 0.5;
		const items = madeSettlement(IDS.map((id) => order(id, 1000)));
		const hostile = clientAround(sandbox, (send) => async (request) => {
			const answer = await send(request);
			const isSpared = onlyWrites && !request.path.includes('/record/v1/');
			if (isSpared || chance.next() >= rate) {
				return answer;
			}
			const other = altered(chance, answer);
			if (other === null) {
				throw new Error('socket hang up');
			}
			return other;
		});
		const failure = await settle(sandbox, items, {}, hostile).then(
			() => null,
			(error: unknown) => error,
		);
		if (failure !== null) {
			expect(failure).toBeInstanceOf(NetSuiteError);
			expect(failure).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) as string });
			expect((failure as NetSuiteError).message.length).toBeLessThan(6000);
		}
		const paid = () => sandbox.books.records('customerPayment').map(({ externalId }) => externalId);
		expect(new Set(paid()).size).toBe(paid().length);
		expect(paid().length).toBeLessThanOrEqual(IDS.length);
		await settle(sandbox, items);
		expect(paid()).toHaveLength(IDS.length);
		const payments = sandbox.books.records('customerPayment').map(({ id }) => id);
		const recorded = sandbox.books
			.records('customrecord_amzstl_transaction')
			.map((one) => String(one.custrecord_amzstl_t_payment));
		expect([...recorded].sort()).toEqual([...payments].sort());
		expect(sandbox.books.records('invoice').map(({ open }) => Number(open))).toEqual(
			IDS.map(() => 20),
		);
	});
}

test(
	'NetSuite replies anything',
	async () => {
		const until = Date.now() + SECONDS * 1000;
		let seed = SEED;
		do {
			await tellSeed(seed, async () => await story(seed));
			seed += 1;
		} while (!isReplay && Date.now() < until);
		expect(seed - SEED).toBeGreaterThan(0);
	},
	SECONDS * 1000 + 60_000,
);
