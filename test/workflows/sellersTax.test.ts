// Three countries from the report to the books, through the bundled workflow: India and Mexico, where Amazon withholds tax
// from the seller, and Japan, where points are his cost. Invoices and credit memos get what the buyer paid, in either basis,
// and what has no order (a fee without a transaction type, a debt moved to the next settlement) stands in its figure.
import { createSandbox } from '../../sandbox/sandbox';
import { invoiceOf } from '../support/madeBooks';
import { jsonOf } from '../support/runWorkflow';
import { settleReport } from '../support/settleReport';
import type { Cells } from '../settlement/writeReport';
import { V2_COLUMNS, writeRow } from '../settlement/writeReport';

type Line = readonly [amountType: string, description: string, amount: string];

interface Country {
	marketplace: string;
	currency: string;
	digits: number;
	total: string;
	/** Order id, and what stands in the report. */
	order: readonly [string, Line[]];
	refund: readonly [string, Line[]];
	/** What has no invoice: transaction type, order id, line. */
	others: Array<readonly [type: string, orderId: string, line: Line]>;
	/** Minor units. */
	invoice: number;
	refunded: number;
	payment: string;
	creditMemo: string;
	taxCredit: number;
	fees: number;
	/** Transactions without an order among the others count as one for each type. */
	records: number;
}

const INDIA: Country = {
	marketplace: 'Amazon.in',
	currency: 'INR',
	digits: 2,
	order: [
		'405-7654321-1234567',
		[
			['ItemPrice', 'Principal', '1499.00'],
			['ItemPrice', 'Product Tax', '269.82'],
			['ItemPrice', 'Shipping', '80.00'],
			['ItemPrice', 'Shipping tax', '14.40'],
			['ItemFees', 'Commission', '-224.85'],
			['ItemFees', 'Commission CGST', '-20.24'],
			['ItemFees', 'Commission SGST', '-20.24'],
			['ItemTCS', 'TCS-CGST', '-7.90'],
			['ItemTCS', 'TCS-SGST', '-7.90'],
			['ItemTDS', 'TDS (Section 194-O)', '-1.58'],
		],
	],
	refund: [
		'405-7654322-1234568',
		[
			['ItemPrice', 'Principal', '-699.00'],
			['ItemPrice', 'Product Tax', '-125.82'],
			['ItemTCS', 'TCS-IGST', '6.99'],
			['ItemTDS', 'TDS (Section 194-O)', '0.70'],
			['ItemFees', 'Commission', '104.85'],
			['ItemFees', 'Refund commission', '-20.97'],
		],
	],
	others: [
		['', '', ['FBA Inventory Storage Fee', 'Base fee', '-20.00']],
		['', '', ['FBA Inventory Storage Fee', 'Tax on fee', '-3.60']],
		['Cancellation', '405-7654323-1234569', ['ItemFees', 'Order Cancellation Charge', '-7.50']],
		['other-transaction', '', ['other-transaction', 'Payable to Amazon', '-31.00']],
		[
			'other-transaction',
			'',
			['other-transaction', 'Debt Adjustment against Non-Transactional Fee Accounts', '31.00'],
		],
	],
	// 847.26 of order and refund - 20.00 - 3.60 - 7.50 - 31.00 + 31.00
	total: '816.16',
	records: 5,
	// 1499.00 + 269.82 + 80.00 + 14.40; 699.00 + 125.82
	invoice: 1_863_22,
	payment: '1863.22',
	refunded: 824_82,
	creditMemo: '824.82',
	// -7.90 - 7.90 - 1.58 + 6.99 + 0.70; -224.85 - 20.24 - 20.24 + 104.85 - 20.97 - 20.00 - 3.60 - 7.50
	taxCredit: -9.69,
	fees: -212.55,
};

const JAPAN: Country = {
	marketplace: 'Amazon.co.jp',
	currency: 'JPY',
	digits: 0,
	order: [
		'250-7654321-1234567',
		[
			['ItemPrice', 'Principal', '4200'],
			['ItemPrice', 'Shipping', '380'],
			['ItemFees', 'ShippingChargeback', '-380'],
			['ItemFees', 'Commission', '-630'],
			['Points', 'PointsGranted', '-42'],
		],
	],
	refund: [
		'250-7654322-1234568',
		[
			['ItemPrice', 'Principal', '-1500'],
			['ItemFees', 'Commission', '225'],
			['ItemFees', 'RefundCommission', '-23'],
			['Points', 'PointsReturned', '15'],
		],
	],
	others: [],
	total: '2245',
	records: 2,
	invoice: 4580,
	payment: '4580',
	refunded: 1500,
	creditMemo: '1500',
	// -380 - 630 - 42 + 225 - 23 + 15
	taxCredit: 0,
	fees: -835,
};

const MEXICO: Country = {
	marketplace: 'Amazon.com.mx',
	currency: 'MXN',
	digits: 2,
	order: [
		'701-7654321-1234567',
		[
			['ItemPrice', 'Principal', '862.07'],
			['ItemPrice', 'Tax', '137.93'],
			['ItemFees', 'Commission', '-129.31'],
			['ItemWithheldTax', 'MarketplaceFacilitatorVAT-Principal', '-68.97'],
			['ItemWithheldTax', 'ISR-Principal', '-21.55'],
		],
	],
	refund: [
		'701-7654322-1234568',
		[
			['ItemPrice', 'Principal', '-250.00'],
			['ItemPrice', 'Tax', '-40.00'],
			['ItemFees', 'Commission', '37.50'],
			['ItemWithheldTax', 'MarketplaceFacilitatorVAT-Principal', '20.00'],
			['ItemWithheldTax', 'ISR-Principal', '6.25'],
		],
	],
	others: [['other-transaction', '', ['other-transaction', 'Subscription Fee', '-600.00']]],
	// 780.17 - 226.25 - 600.00
	total: '-46.08',
	records: 3,
	invoice: 1000_00,
	payment: '1000.00',
	refunded: 290_00,
	creditMemo: '290.00',
	// -68.97 - 21.55 + 20.00 + 6.25; -129.31 + 37.50 - 600.00
	taxCredit: -64.27,
	fees: -691.81,
};

function reportOf({ marketplace, currency, total, order, refund, others }: Country): string {
	const facts = { 'settlement-id': '21999000001' };
	const summary: Cells = {
		...facts,
		'settlement-start-date': '2026-09-01 00:00:00 UTC',
		'settlement-end-date': '2026-09-14 00:00:00 UTC',
		'deposit-date': '2026-09-16 00:00:00 UTC',
		'total-amount': total,
		currency,
	};
	const lines = [order, refund].flatMap(([orderId, some], i) =>
		some.map(
			([amountType, description, amount]): Cells => ({
				...facts,
				'transaction-type': ['Order', 'Refund'][i],
				'order-id': orderId,
				amount,
				'adjustment-id': ['', 'adj-1'][i],
				'shipment-id': ['ship-1', ''][i],
				'marketplace-name': marketplace,
				'fulfillment-id': 'AFN',
				sku: 'SHAWL',
				'amount-type': amountType,
				'amount-description': description,
				'posted-date-time': '2026-09-03 11:02:03 UTC',
			}),
		),
	);
	const further = others.map(
		([type, orderId, [amountType, description, amount]]): Cells => ({
			...facts,
			'transaction-type': type,
			'order-id': orderId,
			amount,
			'amount-type': amountType,
			'amount-description': description,
			'posted-date-time': '2026-09-04 11:02:03 UTC',
		}),
	);
	return [
		V2_COLUMNS.join('\t'),
		...[summary, ...lines, ...further].map((cells) => writeRow(cells)),
		'',
	].join('\n');
}

test.each([
	['India', 'invoice', INDIA],
	['India', 'gross', INDIA],
	['Japan', 'invoice', JAPAN],
	['Japan', 'gross', JAPAN],
	['Mexico', 'invoice', MEXICO],
	['Mexico', 'gross', MEXICO],
] as const)('%s, %s: the books get what the buyer paid', async (_, basis, country) => {
	const { marketplace, currency, digits, order, refund, invoice, refunded } = country;
	const facts = (id: string) => ({ externalId: `${marketplace}_${id}`, currency, digits });
	const sandbox = await createSandbox({
		books: {
			invoices: [
				invoiceOf(order[0], invoice, facts(order[0])),
				invoiceOf(refund[0], refunded, { ...facts(refund[0]), paid: refunded }),
			],
		},
	});
	try {
		const { run, ...made } = await settleReport(sandbox, reportOf(country), {
			transactionAmount: basis,
		});
		expect(run.error).toBeUndefined();
		expect(made).toEqual({
			payments: [country.payment],
			creditMemos: [country.creditMemo],
			refunds: [country.creditMemo],
		});
		const [outcome] = jsonOf(run.outputs['Return outcome'][0]);
		expect(outcome).toMatchObject({ tiesToDeposit: true, isPosted: true });
		const [summary] = jsonOf(run.outputs['Update settlement summaries'][0]);
		expect(summary).toMatchObject({
			ties: true,
			equation: {
				taxCredit: country.taxCredit,
				fees: country.fees,
				other: 0,
				notPosted: 0,
				difference: 0,
				deposit: Number(country.total),
			},
		});
		const unclassified = sandbox.books
			.records('customrecord_amzstl_transaction')
			.map((record) => Number(record.custrecord_amzstl_t_unclassified ?? 0));
		expect(unclassified).toEqual(Array(country.records).fill(0));
	} finally {
		await sandbox.close();
	}
});
