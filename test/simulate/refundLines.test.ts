// Credit memos line by line: which item each line is on, and how it was found. Figures by hand: the invoice
// has two mugs at 20.00 and a lamp at 50.00 unless a case says otherwise.
import { NO_SETTINGS } from '../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { Sandbox } from '../../sandbox/sandbox';
import { invoiceOf } from '../support/madeBooks';
import { refundOf } from '../support/madeRefund';
import { madeSettlement, refund } from '../support/madeSettlement';
import { settle } from '../support/settle';
import { tellRefunds } from './refundCases';
import type { LineCase } from './refundLineCases';
import { booksWith, chosenItems, linesOf, tellLines, TWO } from './refundLineCases';
import { withSandbox } from './story';

const COLUMN = { orderItemColumn: 'custcol_order_item' };

describe('which item came back', () => {
	tellLines([
		[
			'the order item ID tells, whatever the SKU says',
			{
				returned: [{ orderItemCode: 'OI-1', sku: 'LAMP', principal: 2000, fees: 300 }],
				settings: COLUMN,
				refund: ['Applied', 2000],
				lines: [['MUG', 1, '20.00']],
				told: 'LAMP: order item ID, 20.00 USD',
			},
		],
		[
			'Amazon returns another order item ID: SKU and price',
			{
				returned: [{ orderItemCode: 'OI-77', sku: 'mug', principal: 4000 }],
				settings: COLUMN,
				refund: ['Applied', 4000],
				lines: [['MUG', 2, '40.00']],
				told: 'mug: SKU and price, 40.00 USD',
			},
		],
		[
			'of two lines of a SKU the one with the price',
			{
				sold: [
					{ item: 'Warranty', amount: 10 },
					{ item: 'MUG', amount: 20 },
					{ item: 'MUG', amount: 25 },
				],
				returned: [{ sku: 'MUG', principal: 2500 }],
				refund: ['Applied', 2500],
				lines: [['MUG', 1, '25.00']],
				told: 'MUG: SKU and price, 25.00 USD',
			},
		],
		[
			'SKU alone, for a service',
			{
				sold: [...TWO, { item: 'Warranty', amount: 10 }],
				returned: [{ sku: 'Warranty', principal: 399 }],
				refund: ['Applied', 399],
				lines: [['Warranty', 1, '3.99']],
				told: 'Warranty: SKU, 3.99 USD',
			},
		],
		[
			'the only line of the invoice',
			{
				sold: [{ item: 'LAMP', amount: 50 }],
				returned: [{ sku: 'LAMP-OLD-NAME', principal: 5000 }],
				refund: ['Applied', 5000],
				lines: [['LAMP', 1, '50.00']],
				told: 'LAMP-OLD-NAME: only line, 50.00 USD',
			},
		],
		[
			'the default item',
			{
				returned: [{ sku: 'UNKNOWN', principal: 1234 }],
				chosen: ['fallback'],
				refund: ['Applied', 1234],
				lines: [['Other', 1, '12.34']],
				told: 'UNKNOWN: default item, 12.34 USD',
			},
		],
		[
			'none of the five: Unapplied, and nothing posted',
			{
				returned: [{ sku: 'UNKNOWN', orderItemCode: 'OI-9', principal: 1234 }],
				refund: ['REFUND_LINE_NOT_FOUND'],
				lines: [],
			},
		],
		[
			'several items, each on its line',
			{
				returned: [
					{ sku: 'LAMP', principal: 5000 },
					{ sku: 'MUG', principal: 2000 },
				],
				refund: ['Applied', 7000],
				lines: [
					['LAMP', 1, '50.00'],
					['MUG', 1, '20.00'],
				],
				told: 'LAMP: SKU and price, 50.00 USD\nMUG: SKU and price, 20.00 USD',
			},
		],
		[
			'two order items of one SKU take both their lines',
			{
				sold: [
					{ item: 'MUG', amount: 20 },
					{ item: 'MUG', amount: 20 },
				],
				returned: [
					{ orderItemCode: '1', sku: 'MUG', principal: 2000 },
					{ orderItemCode: '2', sku: 'MUG', principal: 2000 },
				],
				refund: ['Applied', 4000],
				lines: [
					['MUG', 1, '20.00'],
					['MUG', 1, '20.00'],
				],
				told: 'MUG: SKU and price, 20.00 USD\nMUG: SKU and price, 20.00 USD',
			},
		],
	]);
});

describe('how much, and whether stock moves', () => {
	tellLines([
		[
			'a part of the price brings no stock back: the substitute item',
			{
				returned: [{ sku: 'MUG', principal: 500 }],
				chosen: ['substitute'],
				refund: ['Applied', 500],
				lines: [['Concession', 1, '5.00']],
				told: 'MUG: SKU, substitute item, 5.00 USD',
			},
		],
		[
			'and without one it is refused',
			{
				returned: [{ sku: 'MUG', principal: 500 }],
				refund: ['ITEM_NEEDS_SUBSTITUTE'],
				lines: [],
			},
		],
		...['PHONE', 'MILK', 'BOLT'].flatMap(
			(item): Array<[string, LineCase]> => [
				[
					`${item} needs an inventory detail: the substitute item`,
					{
						sold: [{ item, amount: 80 }],
						returned: [{ sku: item, principal: 8000 }],
						chosen: ['substitute'],
						refund: ['Applied', 8000],
						lines: [['Concession', 1, '80.00']],
						told: `${item}: SKU and price, substitute item, 80.00 USD`,
					},
				],
				[
					`${item} without a substitute item`,
					{
						sold: [{ item, amount: 80 }],
						returned: [{ sku: item, principal: 8000 }],
						refund: ['ITEM_NEEDS_SUBSTITUTE'],
						lines: [],
					},
				],
			],
		),
		[
			'shipping alone is no return of the goods',
			{
				returned: [{ sku: 'LAMP', shipping: 499 }],
				chosen: ['substitute'],
				refund: ['Applied', 499],
				lines: [['Concession', 1, '4.99']],
				told: 'LAMP: SKU, substitute item, 4.99 USD',
			},
		],
		[
			'the buyer gets the price less a restocking fee: one lamp back, 45.00',
			{
				returned: [{ sku: 'LAMP', principal: 5000, restocking: 500, fees: 700 }],
				refund: ['Applied', 4500],
				lines: [['LAMP', 1, '45.00']],
				told: 'LAMP: SKU and price, 45.00 USD',
			},
		],
		[
			'a rebate taken back and tax that Amazon had withheld',
			{
				returned: [{ sku: 'LAMP', principal: 5000, rebate: 250, tax: 400, withheld: 400 }],
				refund: ['Applied', 4750],
				lines: [['LAMP', 1, '47.50']],
				told: 'LAMP: SKU and price, 47.50 USD',
			},
		],
		[
			'goodwill that names no item, where nothing else is known',
			{
				returned: [{ goodwill: 300 }],
				chosen: ['fallback'],
				refund: ['Applied', 300],
				lines: [['Other', 1, '3.00']],
				told: 'refund: default item, 3.00 USD',
			},
		],
		[
			'a fee kept on one item is taken off the other: no line below zero',
			{
				returned: [
					{ sku: 'MUG', restocking: 300 },
					{ sku: 'LAMP', principal: 5000 },
				],
				refund: ['Applied', 4700],
				lines: [['LAMP', 1, '47.00']],
				told: 'LAMP: SKU and price, 47.00 USD',
			},
		],
	]);
});

describe('tax, shipping and gift wrap', () => {
	tellLines([
		[
			'tax alone: its item, over what Amazon sent',
			{
				returned: [{ sku: 'MUG', tax: 321 }],
				chosen: ['tax'],
				refund: ['Applied', 321],
				lines: [['Tax back', 1, '3.21']],
				told: 'tax: tax item, 3.21 USD',
			},
		],
		[
			'tax alone without its item',
			{
				returned: [{ sku: 'MUG', tax: 321 }],
				refund: ['TAX_ONLY_ITEM_MISSING'],
				lines: [],
			},
		],
		[
			'all on the lines of the goods unless split',
			{
				returned: [{ sku: 'LAMP', principal: 5000, tax: 950, shipping: 400, giftWrap: 100 }],
				refund: ['Applied', 6450],
				lines: [['LAMP', 1, '64.50']],
				sold: [
					{ item: 'LAMP', amount: 50 },
					{ item: 'Postage', amount: 100 },
				],
				told: 'LAMP: SKU and price, 64.50 USD',
			},
		],
		[
			'split: each in a line of its own, taxes together',
			{
				returned: [
					{ sku: 'LAMP', principal: 5000, tax: 950, shipping: 400, shippingTax: 76 },
					{ sku: 'MUG', principal: 2000, tax: 380, giftWrap: 100 },
				],
				sold: [...TWO, { item: 'Postage', amount: 100 }],
				chosen: ['tax', 'shipping', 'giftWrap'],
				settings: { splits: new Set(['tax', 'shipping', 'giftWrap']) },
				refund: ['Applied', 8906],
				lines: [
					['LAMP', 1, '50.00'],
					['MUG', 1, '20.00'],
					['Postage', 1, '4.00'],
					['Wrapping', 1, '1.00'],
					['Tax back', 1, '14.06'],
				],
				told: [
					'LAMP: SKU and price, 50.00 USD',
					'MUG: SKU and price, 20.00 USD',
					'shipping: shipping item, 4.00 USD',
					'gift wrap: gift wrap item, 1.00 USD',
					'tax: tax item, 14.06 USD',
				].join('\n'),
			},
		],
	]);
});

describe('beside the invoice', () => {
	const byLine = (sandbox: Sandbox) => ({ lines: chosenItems(sandbox, ['fallback']) });
	tellRefunds([
		[
			'a record that holds no lines is refused: an amount is never spread by guess',
			{
				books: booksWith(TWO),
				settings: byLine,
				settlements: [[refund('111-1', 1000, 'a')]],
				refunds: [['REFUND_LINE_NOT_FOUND']],
				receivable: 0,
				clearing: 0,
			},
		],
		[
			'capped: what is left comes off the last lines',
			{
				books: booksWith(TWO),
				settings: (sandbox) => ({ ...byLine(sandbox), excess: 'cap' }),
				settlements: [
					[refundOf('111-1', 'a', [{ sku: 'LAMP', principal: 5000 }])],
					[
						refundOf('111-1', 'b', [
							{ sku: 'MUG', principal: 2000 },
							{ sku: 'LAMP', principal: 5000 },
						]),
					],
				],
				refunds: [
					['Applied', 5000],
					['Partially Applied', 4000],
				],
				receivable: 0,
				clearing: -9000,
				look: (sandbox) =>
					expect(linesOf(sandbox)).toEqual([
						['LAMP', 1, '50.00'],
						['MUG', 1, '20.00'],
						['LAMP', 1, '20.00'],
					]),
			},
		],
		[
			'location, class and department of the marketplace stand on the lines too',
			{
				books: booksWith(TWO),
				settings: (sandbox) => ({
					...byLine(sandbox),
					defaults: {
						...NO_SETTINGS,
						refundAccountId: sandbox.books
							.records('account')
							.find(({ acctName }) => acctName === 'Amazon Clearing')?.id as string,
						segments: { location: { id: place(sandbox) } },
					},
				}),
				settlements: [[refundOf('111-1', 'a', [{ sku: 'LAMP', principal: 5000 }])]],
				refunds: [['Applied', 5000]],
				receivable: 0,
				clearing: -5000,
				look: (sandbox) => {
					const [memo] = sandbox.books.records('creditMemo');
					expect([memo.location, memo.item]).toMatchObject([
						place(sandbox),
						[{ location: place(sandbox) }],
					]);
				},
			},
		],
	]);
});

/** A location of the sandbox, made when first asked for. */
function place({ books }: Sandbox): string {
	const [known] = books.records('location');
	const made = { type: 'location', id: '77', fields: { name: 'Warehouse' }, lines: {} };
	return known?.id ?? books.put(made).id;
}

test('an item that bears tax makes another total: the memo is kept, not paid out, and told', async () => {
	const lines = [{ item: 'LAMP', amount: 60 }];
	const books = {
		items: [{ itemId: 'LAMP', taxRate: 8 }],
		invoices: [{ ...invoiceOf('111-1', 0), lines, amountPaid: 60 }],
	};
	await withSandbox(books, async (sandbox) => {
		const events = [refundOf('111-1', 'a', [{ sku: 'LAMP', principal: 6000, restocking: 1000 }])];
		const settings = { lines: chosenItems(sandbox, []) };
		const { posted } = await settle(sandbox, madeSettlement(events), settings);
		const [result] = posted.values();
		expect(result.errorCode).toBe('DOCUMENT_DIFFERS');
		expect(result.errorMessage).toContain('total 54.00 USD, not 50.00 USD');
		expect(sandbox.books.records('creditMemo')).toHaveLength(1);
		expect(sandbox.books.records('customerRefund')).toEqual([]);
	});
});
