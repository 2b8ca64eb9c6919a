// Reports of several countries through the node on n8n's engine, in both bases: fees of 2026 that are known by their kind,
// ids with blanks nobody sees, and orders of other shops beside Amazon's. Amounts are worked out by hand.
import { AmazonSettlementParse } from '../../nodes/AmazonSettlementParse/AmazonSettlementParse.node';
import type { SummaryItem } from '../../nodes/shared/settlement/items/summaryItem';
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import type { Cells } from '../settlement/writeReport';
import { V2_COLUMNS, writeRow } from '../settlement/writeReport';
import { fileItem } from '../support/fileItem';
import { runNode } from '../support/runNode';

interface Line {
	type: string;
	orderId?: string;
	marketplace?: string;
	amountType: string;
	description: string;
	amount: string;
	adjustmentId?: string;
}

function reportOf(total: string, currency: string, lines: readonly Line[]): string {
	const id = { 'settlement-id': '21999000077' };
	const summary: Cells = {
		...id,
		'settlement-start-date': '2026-06-01 00:00:00 UTC',
		'settlement-end-date': '2026-06-14 00:00:00 UTC',
		'deposit-date': '2026-06-16 00:00:00 UTC',
		'total-amount': total,
		currency,
	};
	const rows = lines.map(
		(line): Cells => ({
			...id,
			'transaction-type': line.type,
			'order-id': line.orderId ?? '',
			'marketplace-name': line.marketplace ?? '',
			'amount-type': line.amountType,
			'amount-description': line.description,
			amount: line.amount,
			'adjustment-id': line.adjustmentId ?? '',
			'fulfillment-id': 'AFN',
			sku: 'MUG',
			'posted-date-time': '2026-06-03 11:02:03 UTC',
		}),
	);
	return [V2_COLUMNS.join('\t'), ...[summary, ...rows].map((cells) => writeRow(cells))].join('\n');
}

async function parsed(basis: string, report: string) {
	const { outputs, error } = await runNode(new AmazonSettlementParse(), {
		items: [fileItem(report)],
		parameters: { input: 'file', binaryPropertyName: 'data', transactionAmount: basis },
	});
	expect(error).toBeUndefined();
	expect(outputs[2]).toEqual([]);
	const [items, summaries] = outputs.map((output) => output.map(({ json }) => json as unknown));
	const summary = summaries[0] as SummaryItem;
	expect(summary).toMatchObject({ balanced: true, proof: { holds: true } });
	return { items: items as TransactionItem[], summary };
}

const feeLine = (type: string, amountType: string, description: string, amount: string): Line => ({
	type,
	amountType,
	description,
	amount,
});

const ORDER = { type: 'Order', orderId: '203-7000001-7000001', marketplace: 'Amazon.co.uk' };
const RETRO = {
	type: 'Order_Retrocharge',
	orderId: '203-7000002-7000002',
	marketplace: 'Amazon.fr',
};
const LIQUIDATION = { type: 'Liquidations', orderId: 'S21-7000003-7000003' };
const KINDS: Line[] = [
	{ ...ORDER, amountType: 'ItemPrice', description: 'Principal', amount: '40.00' },
	{ ...ORDER, amountType: 'ItemFees', description: 'DigitalServicesFee', amount: '-0.12' },
	feeLine('AmazonFees', 'Best Deal Participation Fee of June', 'Base fee', '-55.00'),
	feeLine('AmazonFees', 'Vine Enrolment Fee', 'Tax on fee', '-11.00'),
	feeLine('AmazonFees', 'FBA fulfilment fee per unit - Correction', 'Base fee', '-0.30'),
	feeLine('FBAFees', 'Inbound Defect Fee', 'Base fee', '-2.50'),
	feeLine('FBAFees', 'Aged Inventory Surcharge', 'Tax on fee', '-0.50'),
	feeLine('other-transaction', 'other-transaction', 'Prep Fee Correction', '-9.10'),
	feeLine('other-transaction', 'other-transaction', 'Low-Inventory-Level Fee Refunds', '1.40'),
	{ ...RETRO, amountType: 'ItemPrice', description: 'Tax', amount: '3.00' },
	{
		...RETRO,
		amountType: 'ItemWithheldTax',
		amount: '-3.00',
		description: 'MarketplaceFacilitatorVAT-Shipping',
	},
	{ ...LIQUIDATION, amountType: 'ItemPrice', description: 'Principal', amount: '7.00' },
	{
		...LIQUIDATION,
		amountType: 'ItemFees',
		description: 'LiquidationsBrokerageFee',
		amount: '-1.05',
	},
];

test.each(['invoice', 'gross'])('%s: new fees are known by their kind', async (basis) => {
	const { items, summary } = await parsed(basis, reportOf('-31.17', 'GBP', KINDS));
	expect(summary).toMatchObject({ unclassified: 0, unclassifiedLabels: [], undecidedLabels: [] });
	const of = (type: string) => items.filter((item) => item.transactionType === type);
	const feesOf = (type: string) =>
		of(type).reduce((sum, { amounts }) => sum + Math.round(amounts.fees * 100), 0);
	// -55.00 - 11.00 - 0.30; -2.50 - 0.50; -9.10 + 1.40
	expect(['AmazonFees', 'FBAFees', 'other-transaction'].map(feesOf)).toEqual([-6630, -300, -770]);
	expect(of('other-transaction').map(({ amounts }) => amounts.other)).toEqual([0]);
	expect(of('Order').map((item) => item.transactionAmount)).toEqual([40]);
	const [retro] = of('Order_Retrocharge');
	expect(retro.transactionAmount).toBe(0);
	expect(retro.lines.map((line) => line.class)).toEqual(['retrocharge', 'retrocharge']);
});

test.each(
	['\u00a0', '\u2007', '\u202f', '\u3000', '\u200b', '\ufeff', '\u00a0\u2009', '\u1680'].map(
		(blank) => [[...blank].map((one) => `U+${one.charCodeAt(0).toString(16)}`).join(' '), blank],
	),
)('blanks as %s around ids and labels are no part of them', async (_, blank) => {
	const orderId = '111-7000001-7000001';
	const line = { type: 'Order', marketplace: 'Amazon.com', amountType: 'ItemPrice' };
	const lines: Line[] = [
		{ ...line, orderId, description: 'Principal', amount: '70.00' },
		{ ...line, orderId: orderId + blank, description: 'Shipping', amount: '6.00' },
		{ ...line, orderId: blank + orderId, description: `Tax${blank}`, amount: `${blank}5.60` },
		{ ...line, orderId, marketplace: `Amazon.com${blank}`, description: 'Tax', amount: '0.10' },
	];
	for (const basis of ['invoice', 'gross']) {
		const { items, summary } = await parsed(basis, reportOf('81.70', 'USD', lines));
		expect(items).toMatchObject([{ orderId, transactionAmount: 81.7, unclassified: 0 }]);
		expect(summary.notes.filter((note) => note.includes('were taken off'))).toHaveLength(1);
	}
});

test.each([
	['Non-Amazon FR', 'Amazon.fr', 'EUR'],
	['Non-Amazon', 'Amazon.es', 'EUR'],
	['SI UK Prod Marketplace', 'Amazon.co.uk', 'GBP'],
	['SI Prod IT Marketplace', 'Amazon.it', 'EUR'],
	['sim1.stores.amazon.ca', 'Amazon.ca', 'CAD'],
	['Non-Amazon MX', 'Amazon.com.mx', 'MXN'],
	['non-amazon jp', 'Amazon.co.jp', 'JPY'],
])('an order of %s leaves the only Amazon marketplace %s', async (other, amazon, currency) => {
	const price = { amountType: 'ItemPrice', description: 'Principal' };
	const [known, nameless] = ['171-7000001-7000001', '171-7000009-7000009'];
	const lines: Line[] = [
		{ type: 'Order', orderId: known, marketplace: amazon, ...price, amount: '30' },
		{ type: 'Order', orderId: 'S02-7000001-7000002', marketplace: other, ...price, amount: '0' },
		{
			type: 'Order',
			orderId: 'S02-7000001-7000002',
			marketplace: other,
			amount: '-8',
			amountType: 'ItemFees',
			description: 'FBAPerUnitFulfillmentFee',
		},
		{ type: 'Refund', orderId: nameless, adjustmentId: 'adj-1', ...price, amount: '-4' },
	];
	const { items, summary } = await parsed('invoice', reportOf('18', currency, lines));
	expect(items.map(({ orderId, marketplaceName }) => [orderId, marketplaceName])).toEqual([
		[known, amazon],
		['S02-7000001-7000002', other],
		[nameless, amazon],
	]);
	expect(summary.unknownMarketplaces).toEqual([]);
});
