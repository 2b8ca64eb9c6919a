// What makes up the transaction amount, from the report to the books: all but fees with withheld tax netted, gross,
// and figures chosen one by one. Amounts are worked out by hand from the lines below.
import type { INodeParameters } from 'n8n-workflow';

import { AmazonSettlementParse } from '../../nodes/AmazonSettlementParse/AmazonSettlementParse.node';
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import type { WrittenLine } from '../settlement/writeReport';
import { writeFile, writeRows } from '../settlement/writeReport';
import { withSandbox } from '../simulate/story';
import { invoiceOf } from '../support/madeBooks';
import { runNode } from '../support/runNode';
import { settle } from '../support/settle';

const line = (type: string, amountType: string, description: string, cents: number) => ({
	type,
	amountType,
	amountDescription: description,
	cents,
	orderId: '111-1',
	marketplace: 'Amazon.com',
	sku: 'MUG',
	quantity: 1,
	posted: [2026, 6, 5, 10, 0, 0],
});

const LINES: WrittenLine[] = [
	line('Order', 'ItemPrice', 'Principal', 10_000),
	line('Order', 'ItemPrice', 'Tax', 800),
	line('Order', 'ItemPrice', 'Shipping', 400),
	line('Order', 'ItemPrice', 'GiftWrap', 100),
	line('Order', 'Promotion', 'Principal', -500),
	line('Order', 'ItemWithheldTax', 'MarketplaceFacilitatorTax-Principal', -800),
	line('Order', 'ItemFees', 'Commission', -1500),
	line('Refund', 'ItemPrice', 'Principal', -5000),
	line('Refund', 'ItemPrice', 'Tax', -400),
	line('Refund', 'ItemWithheldTax', 'MarketplaceFacilitatorTax-Principal', 400),
	line('Refund', 'ItemFees', 'Commission', 750),
];
/** 100 + 8 + 4 + 1 - 5 - 8 - 15 - 50 - 4 + 4 + 7.50, in cents. */
const DEPOSIT = 4250;

async function parsed(parameters: INodeParameters): Promise<TransactionItem[]> {
	const { outputs } = await runNode(new AmazonSettlementParse(), {
		items: [{ json: {} }],
		parameters: {
			input: 'text',
			text: writeFile(writeRows('21000000077', LINES)).toString(),
			...parameters,
		},
	});
	return outputs[0].map(({ json }) => json as unknown as TransactionItem);
}

test.each([
	['said nothing', {}, 10_000, -5000, -750],
	['all but fees, withheld tax netted', { transactionAmount: 'invoice' }, 10_000, -5000, -750],
	['gross', { transactionAmount: 'gross' }, 10_800, -5400, -750],
	[
		'custom',
		{
			transactionAmount: 'custom',
			transactionAmountIncludes: ['productCharges', 'shipping', 'giftWrap'],
		},
		10_500,
		-5000,
		-750,
	],
	[
		// 100 + 4 + 1 - 5 - 15 and -50 + 7.50: the fees are in both, so none is told beside them.
		'custom, fees taken off',
		{
			transactionAmount: 'custom',
			transactionAmountIncludes: ['productCharges', 'shipping', 'giftWrap', 'promotions', 'fees'],
		},
		8500,
		-4250,
		0,
	],
	[
		'custom figures that were chosen before, but are not asked for',
		{ transactionAmount: 'gross', transactionAmountIncludes: ['fees'] },
		10_800,
		-5400,
		-750,
	],
])('%s', async (_, parameters, ofOrder, ofRefund, fees) => {
	const items = await parsed(parameters as INodeParameters);
	expect(items.map((item) => Math.round(item.transactionAmount * 100))).toEqual([
		ofOrder,
		ofRefund,
	]);
	// The invoice of such an account is over what the basis says, so both are settled to the cent.
	await withSandbox({ invoices: [invoiceOf('111-1', ofOrder)] }, async (sandbox) => {
		const { posted, summaries } = await settle(sandbox, items);
		expect([...posted.values()].map(({ status }) => status)).toEqual(['Applied', 'Applied']);
		const totals = (type: string) => sandbox.books.records(type).map(({ total }) => total);
		expect(totals('customerPayment')).toEqual([(ofOrder / 100).toFixed(2)]);
		expect(totals('customerRefund')).toEqual([(-ofRefund / 100).toFixed(2)]);
		const [{ figures }] = summaries;
		expect(figures.equation).toMatchObject({
			paid: ofOrder,
			refunded: ofRefund,
			fees,
			reserves: 0,
			notPosted: 0,
			other: DEPOSIT - ofOrder - ofRefund - fees,
			deposit: DEPOSIT,
			difference: 0,
		});
	});
});
