// Two countries from the report to the books, through the bundled workflow: India, where Amazon withholds tax from the
// seller, and Japan, where points are his cost. Invoices and credit memos get what the buyer paid, in either basis.
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
	/** Minor units. */
	invoice: number;
	refunded: number;
	payment: string;
	creditMemo: string;
	taxCredit: number;
	fees: number;
}

const INDIA: Country = {
	...{ marketplace: 'Amazon.in', currency: 'INR', digits: 2 },
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
	total: '847.26',
	// 1499.00 + 269.82 + 80.00 + 14.40; 699.00 + 125.82
	...{ invoice: 1_863_22, payment: '1863.22', refunded: 824_82, creditMemo: '824.82' },
	// -7.90 - 7.90 - 1.58 + 6.99 + 0.70; -224.85 - 20.24 - 20.24 + 104.85 - 20.97
	...{ taxCredit: -9.69, fees: -181.45 },
};

const JAPAN: Country = {
	...{ marketplace: 'Amazon.co.jp', currency: 'JPY', digits: 0 },
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
	total: '2245',
	...{ invoice: 4580, payment: '4580', refunded: 1500, creditMemo: '1500' },
	// -380 - 630 - 42 + 225 - 23 + 15
	...{ taxCredit: 0, fees: -835 },
};

function reportOf({ marketplace, currency, total, order, refund }: Country): string {
	const facts = { 'settlement-id': '21999000001' };
	const summary: Cells = {
		...facts,
		'settlement-start-date': '2026-09-01 00:00:00 UTC',
		'settlement-end-date': '2026-09-14 00:00:00 UTC',
		'deposit-date': '2026-09-16 00:00:00 UTC',
		...{ 'total-amount': total, currency },
	};
	const lines = [order, refund].flatMap(([orderId, some], i) =>
		some.map(
			([amountType, description, amount]): Cells => ({
				...{ ...facts, 'transaction-type': ['Order', 'Refund'][i], 'order-id': orderId, amount },
				...{ 'adjustment-id': ['', 'adj-1'][i], 'shipment-id': ['ship-1', ''][i] },
				...{ 'marketplace-name': marketplace, 'fulfillment-id': 'AFN', sku: 'SHAWL' },
				...{ 'amount-type': amountType, 'amount-description': description },
				'posted-date-time': '2026-09-03 11:02:03 UTC',
			}),
		),
	);
	return [V2_COLUMNS.join('\t'), ...[summary, ...lines].map((cells) => writeRow(cells)), ''].join(
		'\n',
	);
}

test.each([
	['India', 'invoice', INDIA],
	['India', 'gross', INDIA],
	['Japan', 'invoice', JAPAN],
	['Japan', 'gross', JAPAN],
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
				...{ taxCredit: country.taxCredit, fees: country.fees, other: 0 },
				...{ notPosted: 0, difference: 0, deposit: Number(country.total) },
			},
		});
		const unclassified = sandbox.books
			.records('customrecord_amzstl_transaction')
			.map((record) => Number(record.custrecord_amzstl_t_unclassified ?? 0));
		expect(unclassified).toEqual([0, 0]);
	} finally {
		await sandbox.close();
	}
});
