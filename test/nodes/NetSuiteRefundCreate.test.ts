// NetSuite Refund Create on n8n's engine: a credit memo and a customer refund for each adjustment.
import type { INodeParameters } from 'n8n-workflow';

import { NetSuiteRefundCreate } from '../../nodes/NetSuiteRefundCreate/NetSuiteRefundCreate.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import type { Sandbox } from '../../sandbox/sandbox';
import { invoiceOf } from '../support/madeBooks';
import { refundOf } from '../support/madeRefund';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { asItems, chosen, runOn, toldBy, writesOf } from '../support/sandboxNode';
import { idNamed } from '../support/settle';
import { withSandbox } from '../simulate/story';

const BOOKS = { invoices: [invoiceOf('111-1', 3574)] };
const ITEMS = asItems(
	madeSettlement([
		order('111-1', 3574),
		refund('111-1', 1000, 'a'),
		refund('111-9', 1, 'b'),
		refund('111-1', 3000, 'c'),
	]),
);
const node = new NetSuiteRefundCreate();
const CHOSEN: INodeParameters = {
	refundAccount: chosen('name', 'amazon clearing'),
	refundItem: chosen('name', 'Amazon Refund'),
};

async function withRecords(run: (sandbox: Sandbox) => Promise<void>): Promise<void> {
	await withSandbox(BOOKS, async (sandbox) => {
		await runOn(sandbox, new NetSuiteSettlementAdd(), {}, ITEMS);
		sandbox.requests.reset();
		await run(sandbox);
	});
}

const refundsOf = (items: Array<{ json: Record<string, unknown> }> = []) =>
	items.map(({ json }) => json.refund as Record<string, unknown> | undefined);

test('a pair for each adjustment, results onto the items, Unapplied ones leave twice', async () => {
	await withRecords(async (sandbox) => {
		const { outputs, hints } = await runOn(sandbox, node, CHOSEN, ITEMS);
		const [memo, ...otherMemos] = sandbox.books.records('creditMemo');
		const [paidOut, ...otherRefunds] = sandbox.books.records('customerRefund');
		expect([...otherMemos, ...otherRefunds]).toEqual([]);
		const [none, done, missing, excess] = refundsOf(outputs[0]);
		expect(none).toBeUndefined();
		expect(done).toMatchObject({
			status: 'Applied',
			outcome: 'created',
			errorCode: '',
			posted: 10,
			applied: 10,
			creditMemoId: memo.id,
			refundId: paidOut.id,
			paymentId: '',
			isDryRun: false,
		});
		expect([missing?.errorCode, excess?.errorCode]).toEqual([
			'INVOICE_NOT_FOUND',
			'REFUND_EXCEEDS_INVOICE',
		]);
		expect(outputs[1].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }, { item: 3 }]);
		expect(hints[0].message).toBe('3 refunds: 1 Applied, 0 Partially Applied, 2 Unapplied');
		expect(memo).toMatchObject({
			total: '10.00',
			open: '0.00',
			otherRefNum: '111-1',
			tranDate: '2026-10-05',
			memo: 'Amazon Refund of order 111-1, settlement 18906543210',
			item: [
				{
					item: idNamed(sandbox, 'nonInventorySaleItem', 'Amazon Refund'),
					quantity: 1,
					amount: '10.00',
					description: 'Amazon Refund of order 111-1',
				},
			],
		});
		expect(paidOut.account).toBe(idNamed(sandbox, 'account', 'Amazon Clearing'));
	});
});

test('a retrocharge is named and left alone', async () => {
	const events = [
		order('111-1', 0, { transactionType: 'Order_Retrocharge' }),
		order('111-1', -3, { transactionType: 'Refund_Retrocharge' }),
		order('111-2', 1),
	];
	const items = asItems(madeSettlement(events));
	await withSandbox(BOOKS, async (sandbox) => {
		await runOn(sandbox, new NetSuiteSettlementAdd(), {}, items);
		const { outputs, hints } = await runOn(sandbox, node, CHOSEN, items);
		const [zero, other, none] = refundsOf(outputs[0]);
		expect(zero).toMatchObject({ outcome: 'skipped', reason: 'RETROCHARGE' });
		expect(zero?.note).toContain('it sums to zero. Nothing is refunded');
		expect(other?.note).toContain('it sums to -0.03 USD');
		expect(none).toBeUndefined();
		expect(outputs[1]).toEqual([]);
		expect(hints[0].message).toBe('0 refunds: 0 Applied, 0 Partially Applied, 0 Unapplied');
		expect(sandbox.books.records('creditMemo')).toEqual([]);
	});
});

test('a dry run plans the same statuses and writes nothing', async () => {
	await withRecords(async (sandbox) => {
		const told = async (dryRun: boolean) => {
			const { outputs } = await runOn(sandbox, node, { ...CHOSEN, dryRun }, ITEMS);
			return refundsOf(outputs[0]).map((one) => [one?.status, one?.errorMessage, one?.posted]);
		};
		const planned = await told(true);
		expect(writesOf(sandbox)).toBe(0);
		expect(planned).toEqual(await told(false));
	});
});

test('Source NetSuite runs it alone, from either kind of name', async () => {
	await withRecords(async (sandbox) => {
		const parameters = {
			source: 'netSuite',
			refundAccount: chosen('name', '1050'),
			refundItem: chosen('id', idNamed(sandbox, 'nonInventorySaleItem', 'Amazon Refund')),
			options: { description: 'Back: {orderId}' },
		};
		const { outputs } = await runOn(sandbox, node, parameters);
		expect(refundsOf(outputs[0]).map((one) => one?.status)).toEqual([
			'Applied',
			'Unapplied',
			'Unapplied',
		]);
		const [memo] = sandbox.books.records('creditMemo');
		expect(memo.item).toMatchObject([{ description: 'Back: 111-1' }]);
		expect(sandbox.books.records('customerRefund')[0].account).toBe(
			idNamed(sandbox, 'account', 'Amazon Clearing'),
		);
	});
});

const { refundAccount, refundItem } = CHOSEN;

test.each([
	['no refund account', { refundItem }, "'Refund Account' is empty"],
	['no refund item', { refundAccount }, "'Refund Item' is empty"],
	[
		'an unknown item',
		{ refundAccount, refundItem: chosen('name', 'Nothing') },
		"NetSuite has no item named 'Nothing', needed for 'Refund Item'",
	],
])('%s: the run stops and says what to choose', async (_, parameters, says) => {
	await withRecords(async (sandbox) => {
		const run = await runOn(sandbox, node, parameters, ITEMS);
		expect(toldBy(run)).toContain(`CONFIGURATION_INCOMPLETE: ${says}`);
		expect(toldBy(run)).toMatch(/ \/ Choose the refund (account|item)|Choose the item/);
		expect(writesOf(sandbox)).toBe(0);
	});
});

test('a half-done pair says so, and the next run completes it', async () => {
	await withRecords(async (sandbox) => {
		const wrongAccount = { ...CHOSEN, refundAccount: chosen('name', 'Sales') };
		const { outputs } = await runOn(sandbox, node, wrongAccount, ITEMS);
		const [, half] = refundsOf(outputs[0]);
		const [memo] = sandbox.books.records('creditMemo');
		expect(half).toMatchObject({
			status: 'Unapplied',
			errorCode: 'CREDIT_MEMO_WITHOUT_REFUND',
			creditMemoId: memo.id,
			errorMessage: expect.stringContaining('The next run completes the pair') as string,
		});
		const [record] = sandbox.books
			.records('customrecord_amzstl_transaction')
			.filter((one) => one.custrecord_amzstl_t_credit_memo === memo.id);
		expect(record.labels.custrecord_amzstl_t_status).toBe('Unapplied');

		const next = await runOn(sandbox, node, CHOSEN, ITEMS);
		expect(refundsOf(next.outputs[0])[1]).toMatchObject({
			status: 'Applied',
			creditMemoId: memo.id,
		});
		expect(sandbox.books.records('creditMemo')).toHaveLength(1);
		expect(sandbox.books.records('customerRefund')).toHaveLength(1);
	});
});

test.each([
	['continueRegularOutput' as const, 0],
	['continueErrorOutput' as const, 2],
])('%s: a run that cannot go on gives error items only', async (onError, at) => {
	await withRecords(async (sandbox) => {
		const { outputs } = await runOn(sandbox, node, {}, ITEMS, { onError });
		expect(outputs[at].map(({ json }) => json.error)).toEqual(
			ITEMS.map(() => "CONFIGURATION_INCOMPLETE: 'Refund Account' is empty"),
		);
		expect(outputs.filter((_, index) => index !== at).flat()).toEqual([]);
	});
});

test('By Line: items chosen by name, the way they were found in the output and on the record', async () => {
	const lines = [
		{ item: 'MUG', quantity: 2, amount: 40 },
		{ item: 'LAMP', amount: 50 },
	];
	const books = {
		items: [{ itemId: 'Postage', kind: 'nonInventorySaleItem' as const }],
		invoices: [{ ...invoiceOf('111-1', 0), lines }],
	};
	const returned = [{ sku: 'mug', principal: 2000, shipping: 400, fees: 100 }];
	const items = asItems(madeSettlement([refundOf('111-1', 'a', returned)]));
	const parameters = {
		...CHOSEN,
		creditMemoLines: 'byLine',
		lineItems: { splits: ['shipping'], shippingItem: chosen('name', 'postage') },
	};
	await withSandbox(books, async (sandbox) => {
		await runOn(sandbox, new NetSuiteSettlementAdd(), {}, items);
		// A dry run of items that are recorded, then of NetSuite's own records, then in earnest.
		const told = 'mug: SKU and price, 20.00 USD\nshipping: shipping item, 4.00 USD';
		for (const more of [{ dryRun: true }, { dryRun: true, source: 'netSuite' }, {}]) {
			const { outputs } = await runOn(sandbox, node, { ...parameters, ...more }, items);
			expect(refundsOf(outputs[0])).toMatchObject([{ status: 'Applied', refundLines: told }]);
		}
		const [record] = sandbox.books.records('customrecord_amzstl_transaction');
		expect(record.custrecord_amzstl_t_refund_lines).toBe(told);
		expect(sandbox.books.records('creditMemo')).toMatchObject([
			{
				item: [{ item: idNamed(sandbox, 'inventoryItem', 'MUG'), quantity: 1 }, { amount: '4.00' }],
			},
		]);
		const wrong = { ...parameters, lineItems: { orderItemColumn: 'entity' } };
		const run = await runOn(sandbox, node, wrong, items);
		expect(toldBy(run)).toContain("'entity' is not a custom column of transaction lines");
	});
});
