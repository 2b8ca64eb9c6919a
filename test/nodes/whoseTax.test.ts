// Whose tax Amazon withholds, from the report to the books: the seller's own tax is his credit and the invoice is paid
// in full, the buyer's tax that Amazon remits is netted; one label is the one in Germany and the other in Mexico. And
// labels that nothing decides: their order waits, the others go on, and deciding the label releases it.
import type { INodeParameters } from 'n8n-workflow';

import { AmazonSettlementParse } from '../../nodes/AmazonSettlementParse/AmazonSettlementParse.node';
import type { SummaryItem } from '../../nodes/shared/settlement/items/summaryItem';
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import { writeFile, writeRows } from '../settlement/writeReport';
import { withSandbox } from '../simulate/story';
import { invoiceOf } from '../support/madeBooks';
import { runNode } from '../support/runNode';
import { settle } from '../support/settle';

type Line = readonly [type: string, amountType: string, description: string, cents: number];

const ORDER_ID = '402-7000001-7000001';

async function parsed(
	marketplace: string,
	currency: string,
	lines: ReadonlyArray<Line & { 4?: string }>,
	parameters: INodeParameters = {},
) {
	const written = lines.map(([type, amountType, amountDescription, cents, orderId = ORDER_ID]) => ({
		type,
		amountType,
		amountDescription,
		cents,
		orderId,
		marketplace,
		sku: 'SHAWL',
		quantity: 1,
		posted: [2026, 6, 5, 10, 0, 0],
	}));
	const rows = writeRows('21000000088', written, undefined, currency);
	const { outputs } = await runNode(new AmazonSettlementParse(), {
		items: [{ json: {} }],
		parameters: { input: 'text', text: writeFile(rows).toString(), ...parameters },
	});
	const [items, summaries] = outputs.map((output) => output.map(({ json }) => json as unknown));
	return { items: items as TransactionItem[], summary: summaries[0] as SummaryItem };
}

const INDIA: Line[] = [
	['Order', 'ItemPrice', 'Principal', 200_000],
	['Order', 'ItemPrice', 'Product Tax', 36_000],
	['Order', 'ItemPrice', 'Shipping', 5_000],
	['Order', 'ItemPrice', 'Shipping tax', 900],
	['Order', 'ItemFees', 'Commission', -20_000],
	['Order', 'ItemFees', 'Commission CGST', -1_800],
	['Order', 'ItemFees', 'Commission SGST', -1_800],
	['Order', 'ItemTCS', 'TCS-CGST', -513],
	['Order', 'ItemTCS', 'TCS-SGST', -512],
	['Order', 'ItemTDS', 'TDS (Section 194-O)', -205],
	['Refund', 'ItemPrice', 'Principal', -50_000],
	['Refund', 'ItemPrice', 'Product Tax', -9_000],
	['Refund', 'ItemWithheldTax', 'TCS-IGST', 250],
	['Refund', 'ItemWithheldTax', 'TDS (Section 194-O)', 50],
];

const INDIAN_INVOICE = invoiceOf(ORDER_ID, 241_900, {
	externalId: `Amazon.in_${ORDER_ID}`,
	currency: 'INR',
});

test.each(['invoice', 'gross'])(
	'India, %s: TCS and TDS are the tax credit of the seller, invoice and credit memo are paid in full',
	async (transactionAmount) => {
		const { items, summary } = await parsed('Amazon.in', 'INR', INDIA, { transactionAmount });
		// 2000.00 + 360.00 + 50.00 + 9.00 and 500.00 + 90.00
		expect(items.map((item) => item.transactionAmount)).toEqual([2419, -590]);
		expect(items.map(({ amounts }) => amounts.taxCredit)).toEqual([-12.3, 3]);
		expect(summary).toMatchObject({ unclassified: 0, notes: [] });
		expect(summary.groups.TAX_CREDIT).toEqual({ lines: 5, amount: -9.3 });
		await withSandbox({ invoices: [INDIAN_INVOICE] }, async (sandbox) => {
			const { posted, summaries } = await settle(sandbox, items);
			expect([...posted.values()].map(({ status }) => status)).toEqual(['Applied', 'Applied']);
			const totals = (type: string) => sandbox.books.records(type).map(({ total }) => total);
			expect(totals('customerPayment')).toEqual(['2419.00']);
			expect(totals('creditMemo')).toEqual(['590.00']);
			expect(summaries[0].figures.equation).toMatchObject({
				paid: 241_900,
				refunded: -59_000,
				fees: -23_600,
				taxCredit: -930,
				other: 0,
				notPosted: 0,
				difference: 0,
			});
			const [record] = sandbox.books.records('customrecord_amzstl_transaction');
			expect(record.custrecord_amzstl_t_tax_credit).toBe('-12.30');
		});
	},
);

const TAXED: Line[] = [
	['Order', 'ItemPrice', 'Principal', 100_00],
	['Order', 'ItemPrice', 'Tax', 16_00],
	['Order', 'ItemWithheldTax', 'MarketplaceFacilitatorVAT-Principal', -8_00],
];

test.each([
	['Amazon.de', 'EUR', 108, 116, 0, 1],
	['Amazon.com.mx', 'MXN', 116, 116, -8, 0],
	['Non-Amazon MX', 'MXN', 116, 116, -8, 0],
] as const)(
	'the same label in %s (%s): %d net, %d gross',
	async (marketplace, currency, net, gross, credit, notes) => {
		const [netted, grossed] = await Promise.all(
			['invoice', 'gross'].map(
				async (transactionAmount) =>
					await parsed(marketplace, currency, TAXED, { transactionAmount }),
			),
		);
		expect(netted.items[0]).toMatchObject({
			transactionAmount: net,
			amounts: { taxCredit: credit },
		});
		expect(grossed.items[0].transactionAmount).toBe(gross);
		expect(netted.summary.notes.filter((note) => note.includes('does not cancel'))).toHaveLength(
			notes,
		);
	},
);

test('income tax that Mexico withholds under a label nobody has listed is a credit too', async () => {
	const lines: Line[] = [...TAXED, ['Order', 'ItemWithheldTax', 'ISR-Principal', -2_50]];
	const { items, summary } = await parsed('Amazon.com.mx', 'MXN', lines);
	expect(items[0]).toMatchObject({ transactionAmount: 116, amounts: { taxCredit: -10.5 } });
	expect(summary.labelsByKind).toMatchObject([
		{ amountDescription: 'ISR-Principal', class: 'order.taxCredit', group: 'TAX_CREDIT' },
	]);
});

test('Label Classes decide otherwise, for one marketplace and not for the other', async () => {
	const labelClasses = {
		rule: [
			{
				amountType: 'ItemWithheldTax',
				amountDescription: 'Marketplace*',
				marketplaceName: 'amazon.DE',
				class: 'order.taxCredit',
			},
		],
	};
	const german = await parsed('Amazon.de', 'EUR', TAXED, { labelClasses });
	expect(german.items[0]).toMatchObject({ transactionAmount: 116, amounts: { taxCredit: -8 } });
	const french = await parsed('Amazon.fr', 'EUR', TAXED, { labelClasses });
	expect(french.items[0]).toMatchObject({ transactionAmount: 108, amounts: { taxCredit: 0 } });
});

test('an empty marketplace-name is decided once it is known', async () => {
	const { items, summary } = await parsed('', 'MXN', TAXED);
	expect(items[0]).toMatchObject({
		marketplaceName: 'Amazon.com.mx',
		transactionAmount: 116,
		amounts: { taxCredit: -8, withheldTax: 0 },
	});
	expect(items[0].lines.map((line) => line.class)).toContain('order.taxCredit');
	expect(summary.classes['order.taxCredit']).toEqual({ lines: 1, amount: -8 });
	expect(summary.classes).not.toHaveProperty(['order.withheldTax']);
	expect(summary.proof.holds).toBe(true);
});

test.each([
	[-16_00, 100, []],
	[-15_99, 100.01, ['NewTax-Principal']],
])('an unknown withheld tax of %d cents', async (cents, amount, waiting) => {
	const { items } = await parsed('Amazon.com', 'USD', [
		...TAXED.slice(0, 2),
		['Order', 'ItemWithheldTax', 'NewTax-Principal', cents],
	]);
	expect(items[0].transactionAmount).toBe(amount);
	expect(items[0].undecided.map(({ amountDescription }) => amountDescription)).toEqual(waiting);
});

test.each([
	['ItemFees', 'Moon Surcharge', 'fees'],
	['Item Fees', 'Moon Surcharge', 'fees'],
	['ItemPrice', 'Engraving', 'productCharges'],
	['Promotion', 'Moon Coupon', 'promotions'],
	['Points', 'PointsMoved', 'fees'],
	['Shipment-Fees', 'Moon Transport', 'fees'],
] as const)('an unknown label of %s waits for nobody', async (amountType, description, figure) => {
	const { items } = await parsed('Amazon.com', 'USD', [
		['Order', 'ItemPrice', 'Shipping', 500],
		['Order', amountType, description, -123],
	]);
	expect(items[0]).toMatchObject({ undecided: [], amounts: { [figure]: -1.23 } });
});

const OTHER_ID = '402-7000002-7000002';
const UNDECIDED: ReadonlyArray<Line & { 4?: string }> = [
	['Order', 'ItemPrice', 'Principal', 50_00],
	['Order', 'Moon Levy', 'Crater', -4_41],
	['Order', 'ItemPrice', 'Principal', 30_00, OTHER_ID] as unknown as Line,
];

test('an undecided label keeps its order from being posted, until it is decided', async () => {
	const before = await parsed('Amazon.com', 'USD', UNDECIDED);
	expect(before.summary.undecidedLabels).toMatchObject([
		{
			amountType: 'Moon Levy',
			amountDescription: 'Crater',
			amount: -4.41,
			transactions: 1,
			row: 4,
		},
	]);
	const invoices = [invoiceOf(ORDER_ID, 50_00), invoiceOf(OTHER_ID, 30_00)];
	await withSandbox({ invoices }, async (sandbox) => {
		const first = await settle(sandbox, before.items);
		expect([...first.posted.values()].map((one) => [one.status, one.errorCode])).toEqual([
			['Unapplied', 'LABEL_UNDECIDED'],
			['Applied', ''],
		]);
		const totals = () => sandbox.books.records('customerPayment').map(({ total }) => total);
		expect(totals()).toEqual(['30.00']);
		const waiting = () => sandbox.books.records('customrecord_amzstl_transaction')[0];
		expect(waiting().custrecord_amzstl_t_error_message).toContain(
			"'Order / Moon Levy / Crater' with -4.41 USD (row 4",
		);
		const levy = () => {
			const [summary] = sandbox.books.records('customrecord_amzstl_settlement');
			const { rows } = JSON.parse(String(summary.custrecord_amzstl_s_label_totals)) as {
				rows: unknown[][];
			};
			return rows.find((row) => row[1] === 'Moon Levy')?.slice(5);
		};
		expect(levy()).toEqual(['ASK', 'other', 1, 0, -441]);
		// The same report again: it goes on waiting, also without its item.
		const again = await settle(sandbox, before.items);
		expect([...again.posted.values()][0]).toMatchObject({ errorCode: 'LABEL_UNDECIDED' });
		expect(totals()).toEqual(['30.00']);
		const rule = [{ amountType: 'Moon Levy', class: 'order.fee' }];
		const decided = await parsed('Amazon.com', 'USD', UNDECIDED, { labelClasses: { rule } });
		expect(decided.items[0]).toMatchObject({ undecided: [], transactionAmount: 50 });
		const last = await settle(sandbox, decided.items);
		expect([...last.posted.values()].map(({ status }) => status)).toEqual(['Applied', 'Applied']);
		expect(totals()).toEqual(['30.00', '50.00']);
		expect(waiting()).toMatchObject({ custrecord_amzstl_t_amount: '50.00' });
		expect(levy()).toEqual(['SELLING', 'fees', 1, 0, -441]);
		expect(last.summaries[0].disagreements).toEqual([]);
		expect(last.summaries[0].figures.equation).toMatchObject({ fees: -441, difference: 0 });
		expect(waiting().custrecord_amzstl_t_error_code ?? null).toBeNull();
	});
});

test('an option counts undecided labels where they counted before', async () => {
	const { items, summary } = await parsed('Amazon.com', 'USD', UNDECIDED, {
		options: { countUndecidedLabels: true },
	});
	expect(items[0]).toMatchObject({ undecided: [], transactionAmount: 45.59 });
	expect(summary.undecidedLabels).toHaveLength(1);
});

test('another class for a label changes no record: the difference is shown, nothing is posted from it', async () => {
	const before = await parsed('Amazon.com', 'USD', TAXED);
	await withSandbox({ invoices: [invoiceOf(ORDER_ID, 108_00)] }, async (sandbox) => {
		await settle(sandbox, before.items);
		const rule = [{ amountType: 'ItemWithheldTax', class: 'order.taxCredit' }];
		const after = await parsed('Amazon.com', 'USD', TAXED, { labelClasses: { rule } });
		expect(after.items[0].transactionAmount).toBe(116);
		const { added, posted } = await settle(sandbox, after.items);
		expect(added[0]).toMatchObject({
			outcome: 'existed',
			isReleased: false,
			differences: [
				{ figure: 'withheldTax', recorded: -8, report: 0 },
				{ figure: 'taxCredit', recorded: 0, report: -8 },
				{ figure: 'transactionAmount', recorded: 108, report: 116 },
			],
		});
		expect([...posted.values()][0]).toMatchObject({ status: 'Applied', applied: 108_00 });
		const [record] = sandbox.books.records('customrecord_amzstl_transaction');
		expect(record).toMatchObject({
			custrecord_amzstl_t_amount: '108.00',
			custrecord_amzstl_t_withheld_tax: '-8.00',
		});
		const totals = sandbox.books.records('customerPayment').map(({ total }) => total);
		expect(totals).toEqual(['108.00']);
	});
});
