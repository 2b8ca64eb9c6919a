// Differences between Amazon's amounts and the invoices, told on the record of whoever left a rest or has one,
// with what the invoice's own lines say. Amounts worked out by hand.
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround, clientCrashingAfter } from '../support/crash';
import { CUSTOMER, invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, resealed } from '../support/madeSettlement';
import { settle } from '../support/settle';
import { withSandbox } from './story';

const line = (item: string, amount: number, tax = 0) => ({ item, quantity: 1, amount, tax });
const INVOICE = {
	externalId: 'Amazon.com_111-1',
	customer: CUSTOMER,
	currency: 'USD',
	tranDate: '2026-10-02',
	lines: [line('Mug', 20, 1.6), line('Amazon Shipping', 4.99), line('Discount', -2)],
};

/** One order item with figures of its own; they add up to its amount. */
function itemOf(amounts: Partial<TransactionItem['amounts']>): TransactionItem[] {
	const cents = Object.values(amounts).reduce((sum, value) => sum + Math.round(value * 100), 0);
	const [item] = madeSettlement([order('111-1', cents)]);
	return [resealed({ ...item, amounts: { ...item.amounts, productCharges: 0, ...amounts } })];
}

const told = (sandbox: Sandbox) =>
	sandbox.books
		.records('customrecord_amzstl_transaction')
		.map((one) => one.custrecord_amzstl_t_difference);

// Amazon: 20.00 + 4.99 shipping - 4.99 promotion + 3.00 gift wrap + 1.60 tax - 1.60 withheld = 23.00.
// Invoice: 20.00 + 1.60 tax + 4.99 shipping - 2.00 discount = 24.59.
const OWN = { productCharges: 20, shipping: 4.99, promotions: -4.99, giftWrap: 3 };
const ITEM = itemOf({ ...OWN, tax: 1.6, withheldTax: -1.6 });
const PARTS = [
	{ what: 'gift wrap', amazon: 300, invoice: 0, amount: 300 },
	{ what: 'promotions', amazon: -499, invoice: -200, amount: -299 },
	{ what: 'tax', amazon: 0, invoice: 160, amount: -160 },
];

test('part by part, in the result and in words on the record', async () => {
	await withSandbox({ invoices: [INVOICE] }, async (sandbox) => {
		const planned = await settle(sandbox, ITEM, { isDryRun: true });
		const { posted } = await settle(sandbox, ITEM);
		for (const [result] of [[...planned.posted.values()], [...posted.values()]]) {
			expect(result).toMatchObject({ short: 159, difference: { amount: -159, parts: PARTS } });
		}
		expect(told(sandbox)).toEqual([
			'Amazon sent 1.59 USD less than was open: gift wrap +3.00 USD (Amazon 3.00 USD, invoice 0.00 USD); promotions -2.99 USD (Amazon -4.99 USD, invoice -2.00 USD); tax -1.60 USD (Amazon 0.00 USD, invoice 1.60 USD)',
		]);
	});
});

test('nothing is asked or told where all is exact; shipments of one invoice count together', async () => {
	const shipments = (second: number) =>
		madeSettlement([
			order('111-1', 3000, { shipmentId: 'S1' }),
			order('111-1', second, { shipmentId: 'S2' }),
		]);
	const queries = async (second: number) =>
		await withSandbox({ invoices: [invoiceOf('111-1', 5000)] }, async (sandbox) => {
			await settle(sandbox, shipments(second));
			return { told: told(sandbox), suiteql: sandbox.requests.counters.suiteql };
		});
	const exact = await queries(2000);
	const short = await queries(1990);
	expect(exact.told).toEqual([undefined, undefined]);
	expect(short.told).toEqual([
		undefined,
		'Amazon sent 0.10 USD less than was open: price -0.10 USD (Amazon 49.90 USD, invoice 50.00 USD)',
	]);
	expect(short.suiteql - exact.suiteql).toBe(2);
});

test('a rest that was written off is explained, and so it is after a crash', async () => {
	const rules = { writeOff: { tolerance: 2, itemId: '' } };
	await withSandbox({ invoices: [INVOICE] }, async (sandbox) => {
		const isMemo = ({ method, path }: { method: string; path: string }) =>
			method === 'POST' && path.endsWith('/creditMemo');
		const broken = settle(sandbox, ITEM, rules, clientCrashingAfter(sandbox, isMemo));
		await expect(broken).rejects.toMatchObject({ code: 'CANCELLED' });
		const { posted } = await settle(sandbox, ITEM, rules);
		const [result] = posted.values();
		expect(result).toMatchObject({ writtenOff: 159, difference: { amount: -159, parts: PARTS } });
	});
});

test('a refused look at the lines holds up no payment', async () => {
	await withSandbox({ invoices: [INVOICE] }, async (sandbox) => {
		const client = clientAround(sandbox, (send) => async (request) => {
			const answer = { status: 400, headers: {}, body: {} };
			return JSON.stringify(request.body ?? '').includes('AS taxline')
				? answer
				: await send(request);
		});
		const { posted } = await settle(sandbox, ITEM, {}, client);
		const [result] = posted.values();
		expect(result).toMatchObject({
			status: 'Applied',
			applied: 2300,
			short: 159,
			difference: { amount: -159, parts: [{ what: 'not explained', amount: -159 }] },
		});
	});
});
