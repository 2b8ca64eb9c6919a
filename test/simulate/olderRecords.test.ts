// Records that are older than the fields posted, allocation and cash sale: what a settled one stands for is taken
// from its documents, never 0, never applied + left. And an account where a field is not deployed: one error that
// names the deployment, from each flow, before anything is written.
import type { NetSuiteClient } from '../../nodes/shared/netsuite/api/client';
import { standing } from '../../nodes/shared/netsuite/records/disagreement';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround } from '../support/crash';
import { madeSettlement } from '../support/madeSettlement';
import { writesOf } from '../support/sandboxNode';
import type { Settings } from '../support/settle';
import { settle } from '../support/settle';
import { withSettled } from './settledBooks';
import type { Story } from './story';
import { rulesOf, withSandbox } from './story';
import { ByHand, TAMPERED } from './tamperings';

const TXN = 'customrecord_amzstl_transaction';
const ITEMS = madeSettlement(TAMPERED.events);

/** As the version before these fields left them. */
function age({ books }: Sandbox): void {
	for (const one of books.ofType(TXN)) {
		const fields = { ...one.fields };
		for (const name of ['posted', 'allocation', 'cash_sale', 'kinds', 'booked_account', 'digest']) {
			delete fields[`custrecord_amzstl_t_${name}`];
		}
		books.put({ ...one, fields });
	}
}

async function run(sandbox: Sandbox, rules: Partial<Settings>, client?: NetSuiteClient) {
	const { summaries, posted } = await settle(sandbox, ITEMS, rules, client);
	const [{ figures, judgement, disagreements }] = summaries;
	return {
		equation: figures.equation,
		verdict: judgement.verdict.replace(/^[^.]*\. /, ''),
		ties: judgement.ties,
		isPosted: judgement.isPosted,
		// That an older cash sale got its mark is said, and put right.
		codes: standing(disagreements).map(({ code }) => code),
		outcomes: [...posted.values()].map(({ outcome }) => outcome),
		posted: [...posted.values()].map((one) => one.posted),
	};
}

const PER_CUSTOMER: Story = { ...TAMPERED, invoicesPerPayment: 200 };
const CAPPED: Story = { ...TAMPERED, overpayment: 'cap' };

// By hand: orders of 10.00, 5.30 (30 cents beyond its invoice), 10.00 and 7.00 paid, one of 8.00 a cash sale, 4.00
// refunded; fees -1.50, 0.60 and -9.99.
const FIGURES = {
	refunded: -400,
	cashSales: 800,
	fees: -1089,
	reserves: 0,
	other: 0,
	difference: 0,
};
const LEFT = { ...FIGURES, paid: 3200, paidRest: 30, notPosted: 0, sum: 2541, deposit: 2541 };
const CAP = { ...LEFT, paidRest: 0, notPosted: 30 };

describe.each([
	['per order', TAMPERED, LEFT],
	['per customer', PER_CUSTOMER, LEFT],
	['per order, only what is open', CAPPED, CAP],
])('%s', (_, story, expected) => {
	const rules = rulesOf(story);

	test('older records have the figures of their documents, in dry and real runs', async () => {
		await withSettled({ story }, async (sandbox) => {
			const now = await run(sandbox, { ...rules, isDryRun: true });
			expect(now).toMatchObject({ equation: expected, ties: true, codes: [] });
			age(sandbox);
			for (const isDryRun of [true, false, true]) {
				const then = await run(sandbox, { ...rules, isDryRun });
				expect(then).toMatchObject({ equation: expected, codes: [], verdict: now.verdict });
				expect(then).toMatchObject({ ties: now.ties, isPosted: now.isPosted });
				expect(then.outcomes).not.toContain('failed');
				expect(then.outcomes).not.toContain('created');
				// A dry run does not say of a share of a consolidated payment what only a real one records.
				then.posted.forEach((one, at) => expect([now.posted[at], null]).toContain(one));
			}
		});
	});

	test('a payment that is gone, or over another amount, is no part of what an older record stands for', async () => {
		await withSettled({ story }, async (sandbox) => {
			age(sandbox);
			const hand = new ByHand(sandbox);
			const payment = hand.named('111-1', 'payment');
			hand.put(payment, { approvalStatus: '1' });
			const dry = await run(sandbox, { ...rules, isDryRun: true });
			expect(dry.codes).toContain('DOCUMENT_NOT_POSTING');
			expect(dry).toMatchObject({ ties: false });
			hand.put(hand.named('111-1', 'payment'), { approvalStatus: null });
			hand.delete(hand.named('111-1', 'payment'));
			expect((await run(sandbox, { ...rules, isDryRun: true })).codes).toContain(
				'DOCUMENT_MISSING',
			);
			const real = await run(sandbox, rules);
			expect(real).toMatchObject({ equation: expected, ties: true });
			expect(real.outcomes).toContain('created');
		});
	});
});

const NOT_DEPLOYED = ['custrecord_amzstl_t_posted', 'custrecord_amzstl_t_allocation'];

test.each(NOT_DEPLOYED)('%s is not deployed: each run stops before it writes', async (field) => {
	await withSandbox(TAMPERED.books, async (sandbox) => {
		const detail = `Invalid search query. Detailed unprocessed description follows. Search error occurred: Unknown identifier '${field}'. Available identifiers are: {t=t}.`;
		const client = clientAround(
			sandbox,
			(send) => async (request) =>
				JSON.stringify(request.body ?? '').includes(field) && request.path.includes('suiteql')
					? { status: 400, headers: {}, body: { 'o:errorDetails': [{ detail }] } }
					: await send(request),
		);
		for (const isDryRun of [true, false]) {
			sandbox.requests.reset();
			await expect(run(sandbox, { ...rulesOf(TAMPERED), isDryRun }, client)).rejects.toMatchObject({
				code: 'CONFIGURATION_INCOMPLETE',
				message: expect.stringContaining(field) as string,
				remedy: expect.stringMatching(/deploy the project of the netsuite folder again/) as string,
			});
			expect(writesOf(sandbox)).toBe(0);
		}
	});
});
