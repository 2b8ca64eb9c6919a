// Nothing is posted from NetSuite's own records while one of them is not what its report said: each way of editing
// them, through the nodes with Source: NetSuite. Sums alone would miss the edits that cancel out.
import { NetSuitePaymentApply } from '../../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteRefundCreate } from '../../../nodes/NetSuiteRefundCreate/NetSuiteRefundCreate.node';
import { NetSuiteSettlementAdd } from '../../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import { ByHand } from '../../simulate/tamperings';
import { withSandbox } from '../../simulate/story';
import { invoiceOf } from '../../support/madeBooks';
import type { MadeLine } from '../../support/madeSettlement';
import { madeSettlement, order, refund, resealed } from '../../support/madeSettlement';
import { asItems, chosen, runOn, writesOf } from '../../support/sandboxNode';
import type { Sandbox } from '../../../sandbox/sandbox';

const line = (amount: number, amountClass: string): MadeLine => ({
	amountType: 'ItemPrice',
	amountDescription: 'Principal',
	sku: 'MUG',
	amount,
	class: amountClass,
	orderItemCode: '',
	quantity: 1,
});

const BOOKS = {
	invoices: [
		...['111-1', '111-2', '111-3', '111-4'].map((id) => invoiceOf(id, 1000)),
		invoiceOf('111-5', 2000, { paid: 2000 }),
	],
};
const lines = [line(1000, 'order.charge'), line(-150, 'order.fee')];
const MADE = madeSettlement([
	order('111-1', 1000, { fees: -150, lines }),
	order('111-2', 1000, { fees: -150, lines }),
	order('111-3', 1000),
	refund('111-5', 400, 'a', { fees: 60 }),
	order('', 0, { transactionType: 'ServiceFee', fees: -999 }),
	order('', 0, { transactionType: 'Memo' }),
]);

const CLEARING = chosen('name', 'Amazon Clearing');

/** What the two posting nodes say of each transaction they took, as `code: message`, and what they wrote. */
async function post(sandbox: Sandbox): Promise<{ said: string[]; writes: number }> {
	sandbox.requests.reset();
	const payments = await runOn(sandbox, new NetSuitePaymentApply(), {
		paymentAccount: CLEARING,
		source: 'netSuite',
	});
	const refunds = await runOn(sandbox, new NetSuiteRefundCreate(), {
		refundAccount: CLEARING,
		refundItem: chosen('name', 'Amazon Refund'),
		source: 'netSuite',
	});
	expect([payments.error, refunds.error]).toEqual([undefined, undefined]);
	const said = [...payments.outputs[0], ...refunds.outputs[0]].map(({ json }) => {
		const { status, errorCode, errorMessage } = (json.payment ?? json.refund) as Record<
			string,
			string
		>;
		return errorCode === '' ? status : `${errorCode}: ${errorMessage}`;
	});
	return { said, writes: writesOf(sandbox) };
}

async function withRecords(
	run: (sandbox: Sandbox, hand: ByHand) => Promise<void>,
	items = MADE,
	parameters = {},
): Promise<void> {
	await withSandbox(BOOKS, async (sandbox) => {
		const added = await runOn(sandbox, new NetSuiteSettlementAdd(), parameters, asItems(items));
		expect(added.error).toBeUndefined();
		await run(sandbox, new ByHand(sandbox));
	});
}

const POSTED = ['Applied', 'Applied', 'Applied', 'Applied'];

test('untouched, all of it is posted', async () => {
	await withRecords(async (sandbox) => {
		expect((await post(sandbox)).said).toEqual(POSTED);
	});
});

test.each<[what: string, edit: (hand: ByHand) => void, message: RegExp]>([
	[
		'a net amount edited',
		(hand) => hand.setRecord('111-1', { net: 900 }),
		/settlement transaction \d+ of order 111-1 has a net amount of 9\.00 USD, its figures add up to 8\.50 USD/,
	],
	[
		'figures edited that keep the net amount',
		(hand) => hand.setRecord('111-1', { product: 1100, fees: -250 }),
		/order 111-1 has a transaction amount of 10\.00 USD, the figures it is made of add up to 11\.00 USD/,
	],
	[
		'figures and amount edited that keep the net amount',
		(hand) => hand.setRecord('111-3', { product: 1100, fees: -100, amount: 1100 }),
		/the transaction amounts of its orders add up to 31\.00 USD, the report says 30\.00 USD/,
	],
	[
		'a transaction amount edited',
		(hand) => hand.setRecord('111-3', { amount: 900 }),
		/order 111-3 has a transaction amount of 9\.00 USD, the figures it is made of add up to 10\.00 USD/,
	],
	[
		'a record deleted',
		(hand) => hand.delete(hand.record('111-3')),
		/NetSuite holds 5 transactions of it, the report has 6/,
	],
	[
		'a record copied',
		(hand) => hand.copy(hand.record('111-3')),
		/NetSuite holds 7 transactions of it, the report has 6/,
	],
	[
		'two net amounts edited that cancel out',
		(hand) => {
			hand.setRecord('111-1', { net: 950 });
			hand.setRecord('111-2', { net: 750 });
		},
		/order 111-1 has a net amount of 9\.50 USD, .* \(the first of \d such findings\)/,
	],
	[
		'two transaction amounts edited that cancel out',
		(hand) => {
			hand.setRecord('111-2', { amount: 900 });
			hand.setRecord('111-3', { amount: 1100 });
		},
		/order 111-2 has a transaction amount of 9\.00 USD/,
	],
	[
		'two records edited alike in all their amounts, so that every sum stays',
		(hand) => {
			hand.setRecord('111-1', { product: 900, amount: 900, net: 750 });
			hand.setRecord('111-3', { product: 1100, amount: 1100, net: 1100 });
		},
		/order 111-1 has a net amount of 7\.50 USD, its lines of the report add up to 8\.50 USD/,
	],
	[
		'the order of a record edited',
		(hand) => hand.setRecord('111-3', { order_id: '111-4' }),
		/order 111-4 is of type 'Order', its key says '\d+\|Order\|111-3\|/,
	],
	[
		'the type of a record edited',
		(hand) => hand.setRecord('111-5', { type: 'Order' }),
		/order 111-5 is of type 'Order', its key says '\d+\|Refund\|111-5\|/,
	],
	[
		'the currency of a record edited',
		(hand) => hand.setRecord('111-3', { currency: 'EUR' }),
		/order 111-3 is in 'EUR', its settlement in 'USD'/,
	],
])('%s: nothing is posted, and the message says what to do', async (_, edit, message) => {
	await withRecords(async (sandbox, hand) => {
		const before = sandbox.books.ofType('customrecord_amzstl_transaction');
		edit(hand);
		const { said, writes } = await post(sandbox);
		expect(said.length).toBeGreaterThan(2);
		for (const one of said) {
			expect(one).toMatch(/^RECORD_CHANGED: Settlement 18906543210 was changed in NetSuite: /);
			expect(one).toMatch(message);
			expect(one).toMatch(
				/System Notes .* put the value back, or run the workflow with the report.*Nothing of this settlement is posted until then/,
			);
		}
		expect(writes).toBe(0);
		// Put back, it is posted.
		for (const record of sandbox.books.ofType('customrecord_amzstl_transaction')) {
			if (!before.some(({ id }) => id === record.id)) {
				hand.delete(record);
			}
		}
		before.forEach((record) => sandbox.books.put(record));
		expect((await post(sandbox)).said).toEqual(POSTED);
	});
});

test('of an item that was changed on purpose the lines of the report say nothing', async () => {
	const [first, second, ...others] = MADE;
	const moved = (item: (typeof MADE)[number], by: number) => ({
		...item,
		amounts: { ...item.amounts, productCharges: item.amounts.productCharges + by },
		transactionAmount: item.transactionAmount + by,
		netAmount: item.netAmount + by,
	});
	const items = [moved(first, -1), moved(second, 1), ...others];
	await withRecords(
		async (sandbox) => {
			expect((await post(sandbox)).said).toEqual([
				'Applied',
				'Partially Applied',
				...POSTED.slice(2),
			]);
		},
		items,
		{ options: { acceptChangedItems: true } },
	);
	// Where nobody says so, an item of other amounts is not recorded at all.
	await withSandbox(BOOKS, async (sandbox) => {
		const items = asItems([resealed(moved(first, -1)), ...MADE.slice(1)]);
		const { error } = await runOn(sandbox, new NetSuiteSettlementAdd(), {}, items);
		expect(error?.message).toMatch(/ITEM_CHANGED/);
	});
});
