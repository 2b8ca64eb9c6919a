// Credit memos made from the invoice: a transform, trimmed to what was refunded. NetSuite shows them as
// created from it and computes the tax of copied lines, so amounts leave room for that tax.
import type { InvoiceLine } from '../../nodes/shared/netsuite/books/invoiceLines';
import type { MemoLine } from '../../nodes/shared/netsuite/posting/creditMemo';
import { withoutTax } from '../../nodes/shared/netsuite/refunds/invoiceTax';
import type { LineSettings } from '../../nodes/shared/netsuite/refunds/refundSettings';
import type { Sandbox } from '../../sandbox/sandbox';
import { bill, salesOrder } from '../support/madeBooks';
import { refundOf } from '../support/madeRefund';
import { order } from '../support/madeSettlement';
import { idNamed } from '../support/settle';
import { tellRefunds } from './refundCases';
import type { LineCase } from './refundLineCases';
import { booksWith, caseOf, chosenItems, linesOf, TWO } from './refundLineCases';

const FROM: Partial<LineSettings> = { mode: 'fromInvoice' };
const isFromInvoice = ({ books }: Sandbox) => {
	const [invoice] = books.records('invoice');
	expect(books.records('creditMemo')).toMatchObject([{ createdFrom: invoice.id }]);
};

describe('made from the invoice', () => {
	const cases: Array<[string, LineCase]> = [
		[
			'one unit of one line; the other lines stay behind',
			{
				returned: [{ sku: 'MUG', principal: 2000 }],
				refund: ['Applied', 2000],
				lines: [['MUG', 1, '20.00']],
				told: 'MUG: SKU and price, 20.00 USD',
			},
		],
		[
			'a serial item: its line stays behind too, the substitute stands in',
			{
				sold: [...TWO, { item: 'PHONE', amount: 80 }],
				returned: [
					{ sku: 'PHONE', principal: 8000 },
					{ sku: 'LAMP', principal: 5000 },
				],
				chosen: ['substitute'],
				refund: ['Applied', 13_000],
				// Lines of the invoice come first.
				lines: [
					['LAMP', 1, '50.00'],
					['Concession', 1, '80.00'],
				],
				told: [
					'PHONE: SKU and price, substitute item, 80.00 USD',
					'LAMP: SKU and price, 50.00 USD',
				].join('\n'),
			},
		],
		[
			'what is on no line: the default item',
			{
				returned: [{ goodwill: 700 }],
				chosen: ['fallback'],
				refund: ['Applied', 700],
				lines: [['Other', 1, '7.00']],
				told: 'refund: default item, 7.00 USD',
			},
		],
	];
	tellRefunds(
		cases.map(([title, one]) => {
			const story = caseOf({ ...one, settings: FROM });
			const look = (sandbox: Sandbox) => {
				story.look?.(sandbox);
				isFromInvoice(sandbox);
			};
			return [title, { ...story, look }];
		}),
	);
});

describe('open invoices and split orders', () => {
	const from = (sandbox: Sandbox) => ({ lines: chosenItems(sandbox, [], FROM) });
	const open = {
		...booksWith(TWO),
		invoices: [{ ...booksWith(TWO).invoices?.[0], amountPaid: 0 }],
	};
	const opened = open as ReturnType<typeof booksWith>;
	const lamp = refundOf('111-1', 'a', [{ sku: 'LAMP', principal: 5000 }]);
	tellRefunds([
		[
			'an open invoice is left to its payment',
			{
				books: opened,
				settings: from,
				settlements: [[lamp], [order('111-1', 9000)]],
				refunds: [['Applied', 5000]],
				receivable: 0,
				clearing: 4000,
				look: isFromInvoice,
			},
		],
		[
			'or takes the memo by option',
			{
				books: opened,
				settings: (sandbox) => ({ ...from(sandbox), openInvoice: 'apply' }),
				settlements: [[lamp]],
				refunds: [['Applied', 5000, 5000]],
				receivable: 4000,
				clearing: 0,
			},
		],
		[
			'of the invoices of one order the one the item stands on',
			{
				books: {
					salesOrders: [
						salesOrder([2000, 5000], 'Billed', { externalId: 'SO', poNumber: '111-1' }),
					],
					invoices: [
						bill(2000, { createdFrom: 'SO', item: 'Widget 0', paid: 2000 }),
						bill(5000, { createdFrom: 'SO', item: 'Widget 1', paid: 5000 }),
					],
				},
				settings: from,
				settlements: [[refundOf('111-1', 'a', [{ sku: 'Widget 1', principal: 5000 }])]],
				refunds: [['Applied', 5000]],
				receivable: 0,
				clearing: -5000,
				look: ({ books }) => {
					const [, second] = books.records('invoice');
					expect(books.records('creditMemo')).toMatchObject([{ createdFrom: second.id }]);
				},
			},
		],
	]);
});

describe('a taxed invoice: NetSuite adds its tax to the copied lines', () => {
	const sold = [{ item: 'LAMP', amount: 50, tax: 9.5 }];
	tellRefunds([
		[
			'all of it back: 50.00 and 9.50 tax',
			{
				books: booksWith(sold),
				settings: (sandbox) => ({ lines: chosenItems(sandbox, [], FROM) }),
				settlements: [[refundOf('111-1', 'a', [{ sku: 'LAMP', principal: 5000, tax: 950 }])]],
				refunds: [['Applied', 5950]],
				receivable: 0,
				clearing: -5950,
				look: (sandbox) => expect(linesOf(sandbox)).toEqual([['LAMP', 1, '50.00']]),
			},
		],
		[
			'an amount that no net amount with 19 % reaches gets a rounding line',
			{
				books: booksWith([{ item: 'Warranty', amount: 50, tax: 9.5 }]),
				settings: (sandbox) => ({
					lines: chosenItems(sandbox, [], FROM),
					itemId: idNamed(sandbox, 'nonInventorySaleItem', 'Amazon Refund'),
				}),
				settlements: [[refundOf('111-1', 'a', [{ sku: 'Warranty', principal: 1003 }])]],
				refunds: [['Applied', 1003]],
				receivable: 0,
				clearing: -1003,
			},
		],
	]);
});

describe('without tax', () => {
	const invoiceLine = { invoiceId: '1' } as InvoiceLine;
	const line = (amount: number, more: Partial<MemoLine> = {}): MemoLine => ({
		itemId: '5',
		quantity: 1,
		amount,
		reason: '',
		invoiceLine,
		...more,
	});
	const amounts = (lines: MemoLine[]) => lines.map(({ itemId, amount }) => [itemId, amount]);

	test('every amount up to 30.00 is reached to the cent, by hand: net, its tax, and the rest', () => {
		for (const rate of [5, 7.7, 19, 20, 25]) {
			const invoiceTax = { net: 100_000, tax: rate * 1000 };
			for (let gross = 1; gross <= 3000; gross += 1) {
				const lines = withoutTax([line(gross)], invoiceTax, '9');
				const sum = lines.reduce((total, { itemId, amount }) => {
					const tax = itemId === '9' ? 0 : Math.round((amount * rate) / 100);
					return total + amount + tax;
				}, 0);
				expect(sum).toBe(gross);
			}
		}
	});

	test('119.00 with 19 % is 100.00; a substitute beside it bears none', () => {
		const lines = [line(11_900), line(500, { itemId: '6', invoiceLine: undefined })];
		expect(amounts(withoutTax(lines, { net: 10_000, tax: 1900 }, '9'))).toEqual([
			['5', 10_000],
			['6', 500],
		]);
	});

	test('no tax, nothing changes', () => {
		expect(amounts(withoutTax([line(700)], { net: 700, tax: 0 }, '9'))).toEqual([['5', 700]]);
	});
});
