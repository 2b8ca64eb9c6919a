// Journals worked out by hand, and checked twice before they were typed here: usual, gross, parked, left to the bank
// feed, split by month, negative, charged to a card, zero, with VAT on fees in three ways.
import { GROSS_FIGURES, INVOICE_FIGURES } from '../../../nodes/shared/settlement/labels/figures';
import { cents, plan, shown, sourceOf, total } from './workedJournals';

const months = (...entries: Array<readonly [string, string]>) =>
	new Map(entries.map(([month, amount]) => [month, cents(amount)]));

describe('the settlement of the demo', () => {
	const totals = [
		'Order|ItemPrice|Principal 1,264.58',
		'Order|ItemPrice|Tax 25.00',
		'Order|ItemWithheldTax|MarketplaceFacilitatorTax-Principal -25.00',
		'Refund|ItemPrice|Principal -108.50',
		'Refund|ItemPrice|Tax -1.53',
		'Refund|ItemWithheldTax|MarketplaceFacilitatorTax-Principal 1.53',
		'Order|ItemFees|Commission -185.54',
		'Refund|ItemFees|Commission 16.28',
		'Refund|ItemFees|RefundCommission -3.26',
		'Order|ItemFees|FBAPerUnitFulfillmentFee -71.25',
		'FBAFees|FBA Inventory Storage Fee|Base fee -27.45',
		'ServiceFee|Cost of Advertising|TransactionTotalAmount -145.49',
		'other-transaction|other-transaction|Subscription Fee -39.99',
		'other-transaction|FBA Inventory Reimbursement|WAREHOUSE_DAMAGE 14.20',
		'other-transaction|other-transaction|Current Reserve Amount -310.55',
		'other-transaction|other-transaction|Previous Reserve Amount Balance 250.00',
	].map((row) => total(row));
	const source = sourceOf('653.03', totals, { notPosted: cents('106.49') });

	test('one line per account', () => {
		expect(shown(plan(source))).toEqual([
			[
				'2026-10-17 1420.28',
				'Dr Bank 653.03',
				'Dr Selling 212.51',
				'Dr FBA 71.25',
				'Dr Storage 27.45',
				'Dr Ads 145.49',
				'Dr Reserve 310.55',
				'Cr Clearing 1156.08',
				'Cr Reimbursements 14.20',
				'Cr Reserve 250.00',
			],
		]);
		expect(plan(source).blocks).toEqual([]);
	});

	test('what is not posted parked', () => {
		const [lines] = shown(plan(source, { notPosted: 'parked' }));
		expect(lines[0]).toBe('2026-10-17 1420.28');
		expect(lines).toContain('Cr Clearing 1049.59');
		expect(lines).toContain('Cr Not Posted 106.49');
	});

	test('charges and credits apart, per label', () => {
		expect(shown(plan(source, { layout: 'gross' }))).toEqual([
			[
				'2026-10-17 1545.06',
				'Dr Bank 653.03',
				'Dr Clearing refunds 108.50',
				'Dr Selling ItemFees Commission 185.54',
				'Dr Selling ItemFees RefundCommission 3.26',
				'Dr FBA ItemFees FBAPerUnitFulfillmentFee 71.25',
				'Dr Storage FBA Inventory Storage Fee Base fee 27.45',
				'Dr Ads Cost of Advertising TransactionTotalAmount 145.49',
				'Dr Selling other-transaction Subscription Fee 39.99',
				'Dr Reserve other-transaction Current Reserve Amount 310.55',
				'Cr Clearing payments 1264.58',
				'Cr Selling ItemFees Commission 16.28',
				'Cr Reimbursements FBA Inventory Reimbursement WAREHOUSE_DAMAGE 14.20',
				'Cr Reserve other-transaction Previous Reserve Amount Balance 250.00',
			],
		]);
	});

	test('the deposit left to the bank feed', () => {
		expect(shown(plan(source, { deposit: 'bankFeed' }))).toEqual([
			[
				'2026-10-17 767.25',
				'Dr Selling 212.51',
				'Dr FBA 71.25',
				'Dr Storage 27.45',
				'Dr Ads 145.49',
				'Dr Reserve 310.55',
				'Cr Clearing 503.05',
				'Cr Reimbursements 14.20',
				'Cr Reserve 250.00',
			],
		]);
	});

	test('transaction amounts gross of the tax that Amazon remits', () => {
		const [lines] = shown(plan({ ...source, basis: GROSS_FIGURES, notPosted: 0 }));
		expect(lines[0]).toBe('2026-10-17 1443.75');
		expect(lines).toContain('Cr Clearing 1179.55');
		expect(lines).toContain('Dr Sales Tax Payable 23.47');
	});

	test('transaction amounts with fees in them: those fees are on no line of their own', () => {
		const [lines] = shown(plan({ ...source, basis: [...INVOICE_FIGURES, 'fees'] }));
		// 1,156.08 less commissions 172.52 and fulfilment 71.25; only the subscription is left of the selling fees.
		expect(lines).toContain('Cr Clearing 912.31');
		expect(lines).toContain('Dr Selling 39.99');
		expect(lines.some((line) => line.includes('FBA'))).toBe(false);
	});
});

describe('a settlement across the end of October', () => {
	const totals = (second: string) =>
		[
			'other-transaction|other-transaction|Previous Reserve Amount Balance 100.00 2026-10',
			'Order|ItemPrice|Principal 200.00 2026-10',
			'Order|ItemFees|Commission -30.00 2026-10',
			'Order|ItemFees|FBAPerUnitFulfillmentFee -10.00 2026-10',
			'ServiceFee|Cost of Advertising|TransactionTotalAmount -40.00 2026-10',
			`Order|ItemPrice|Principal 50.00 ${second}`,
			`Order|ItemFees|Commission -7.50 ${second}`,
			`Order|ItemFees|FBAPerUnitFulfillmentFee -5.00 ${second}`,
			'Order|ItemPrice|Principal 300.00 2026-11',
			'Order|ItemFees|Commission -45.00 2026-11',
			'Order|ItemFees|FBAPerUnitFulfillmentFee -15.00 2026-11',
			'Refund|ItemPrice|Principal -80.00 2026-11',
			'Refund|ItemFees|Commission 12.00 2026-11',
			'Refund|ItemFees|RefundCommission -2.40 2026-11',
			'FBAFees|FBA Inventory Storage Fee|Base fee -20.00 2026-11',
			'other-transaction|other-transaction|Current Reserve Amount -150.00 2026-11',
		].map((row) => total(row));
	const posted = {
		payments: months(['2026-10', '200.00'], ['2026-11', '350.00']),
		refunds: months(['2026-11', '-80.00']),
	};
	const source = sourceOf('257.10', totals('2026-11'), { date: '2026-11-09', documents: posted });
	const split = { isSplitByMonth: true };

	test('not split', () => {
		expect(shown(plan(source))).toEqual([
			[
				'2026-11-09 570.00',
				'Dr Bank 257.10',
				'Dr Selling 72.90',
				'Dr FBA 30.00',
				'Dr Ads 40.00',
				'Dr Storage 20.00',
				'Dr Reserve 150.00',
				'Cr Clearing 470.00',
				'Cr Reserve 100.00',
			],
		]);
	});

	test('split', () => {
		expect(shown(plan(source, split))).toEqual([
			[
				'2026-10-31 300.00',
				'Dr Selling 30.00',
				'Dr FBA 10.00',
				'Dr Ads 40.00',
				'Dr Carried 220.00',
				'Cr Clearing 200.00',
				'Cr Reserve 100.00',
			],
			[
				'2026-11-09 490.00',
				'Dr Bank 257.10',
				'Dr Selling 42.90',
				'Dr FBA 20.00',
				'Dr Storage 20.00',
				'Dr Reserve 150.00',
				'Cr Clearing 270.00',
				'Cr Carried 220.00',
			],
		]);
	});

	test('split, charges and credits apart', () => {
		const [, november] = shown(plan(source, { ...split, layout: 'gross' }));
		expect(november).toEqual([
			'2026-11-09 582.00',
			'Dr Bank 257.10',
			'Dr Clearing refunds 80.00',
			'Dr Selling ItemFees Commission 52.50',
			'Dr FBA ItemFees FBAPerUnitFulfillmentFee 20.00',
			'Dr Selling ItemFees RefundCommission 2.40',
			'Dr Storage FBA Inventory Storage Fee Base fee 20.00',
			'Dr Reserve other-transaction Current Reserve Amount 150.00',
			'Cr Clearing payments 350.00',
			'Cr Selling ItemFees Commission 12.00',
			'Cr Carried 220.00',
		]);
	});

	test('split by the time of Los Angeles, where the second order is of October', () => {
		const documents = {
			payments: months(['2026-10', '250.00'], ['2026-11', '300.00']),
			refunds: months(['2026-11', '-80.00']),
		};
		expect(shown(plan({ ...source, totals: totals('2026-10'), documents }, split))).toEqual([
			[
				'2026-10-31 350.00',
				'Dr Selling 37.50',
				'Dr FBA 15.00',
				'Dr Ads 40.00',
				'Dr Carried 257.50',
				'Cr Clearing 250.00',
				'Cr Reserve 100.00',
			],
			[
				'2026-11-09 477.50',
				'Dr Bank 257.10',
				'Dr Selling 35.40',
				'Dr FBA 15.00',
				'Dr Storage 20.00',
				'Dr Reserve 150.00',
				'Cr Clearing 220.00',
				'Cr Carried 257.50',
			],
		]);
	});

	test('split, all documents dated by the deposit', () => {
		const documents = {
			payments: months(['2026-11', '550.00']),
			refunds: months(['2026-11', '-80.00']),
		};
		const [october, november] = shown(plan({ ...source, documents }, split));
		expect(october).toEqual([
			'2026-10-31 100.00',
			'Dr Selling 30.00',
			'Dr FBA 10.00',
			'Dr Ads 40.00',
			'Dr Carried 20.00',
			'Cr Reserve 100.00',
		]);
		expect(november).toContain('Cr Clearing 470.00');
		expect(november).toContain('Cr Carried 20.00');
	});

	test('documents of other months count in the nearest one; what is on none in the last', () => {
		const documents = {
			payments: months(['2026-09', '200.00'], ['2026-12', '50.00']),
			refunds: months(),
		};
		const [october, november] = shown(plan({ ...source, documents }, split));
		expect(october).toContain('Cr Clearing 200.00');
		// 50.00 dated after the deposit, 300.00 and -80.00 on no document.
		expect(november).toContain('Cr Clearing 270.00');
	});

	test('three months: what Amazon owes is carried from each to the next', () => {
		const rows = [
			'Order|ItemPrice|Principal 100.00 2026-09',
			'ServiceFee|Cost of Advertising|TransactionTotalAmount -30.00 2026-10',
			'Order|ItemPrice|Principal 50.00 2026-11',
		].map((row) => total(row));
		const documents = {
			payments: months(['2026-09', '100.00'], ['2026-11', '50.00']),
			refunds: months(),
		};
		const three = sourceOf('120.00', rows, { date: '2026-11-09', documents });
		expect(shown(plan(three, split))).toEqual([
			['2026-09-30 100.00', 'Dr Carried 100.00', 'Cr Clearing 100.00'],
			['2026-10-31 30.00', 'Dr Ads 30.00', 'Cr Carried 30.00'],
			['2026-11-09 120.00', 'Dr Bank 120.00', 'Cr Clearing 50.00', 'Cr Carried 70.00'],
		]);
	});
});

describe('negative, card and zero', () => {
	test('a negative settlement is carried, and the bank has no line', () => {
		const totals = [
			'Order|ItemPrice|Principal 20.00',
			'Order|ItemFees|Commission -3.00',
			'Order|ItemFees|FBAPerUnitFulfillmentFee -4.75',
			'ServiceFee|Cost of Advertising|TransactionTotalAmount -54.57',
			'FBAFees|FBA Inventory Storage Fee|Base fee -19.99',
		].map((row) => total(row));
		expect(shown(plan(sourceOf('-62.31', totals)))).toEqual([
			[
				'2026-10-17 82.31',
				'Dr Selling 3.00',
				'Dr FBA 4.75',
				'Dr Ads 54.57',
				'Dr Storage 19.99',
				'Cr Clearing 20.00',
				'Cr Carried 62.31',
			],
		]);
	});

	const next = [
		'other-transaction|other-transaction|Payable to Amazon -62.31',
		'Order|ItemPrice|Principal 100.00',
		'Order|ItemFees|Commission -15.00',
		'Order|ItemFees|FBAPerUnitFulfillmentFee -5.00',
	];

	test('the next one, where a card was charged', () => {
		const charged = 'other-transaction|other-transaction|Successful charge 62.31';
		const totals = [...next, charged].map((row) => total(row));
		expect(shown(plan(sourceOf('80.00', totals)))).toEqual([
			[
				'2026-10-17 162.31',
				'Dr Bank 80.00',
				'Dr Carried 62.31',
				'Dr Selling 15.00',
				'Dr FBA 5.00',
				'Cr Clearing 100.00',
				'Cr Credit Card 62.31',
			],
		]);
	});

	test('the next one, where none was charged', () => {
		const totals = next.map((row) => total(row));
		expect(shown(plan(sourceOf('17.69', totals)))).toEqual([
			[
				'2026-10-17 100.00',
				'Dr Bank 17.69',
				'Dr Carried 62.31',
				'Dr Selling 15.00',
				'Dr FBA 5.00',
				'Cr Clearing 100.00',
			],
		]);
	});

	test('a settlement of nothing has an entry without the bank', () => {
		const totals = [
			'Order|ItemPrice|Principal 30.00',
			'Order|ItemFees|Commission -4.50',
			'other-transaction|other-transaction|Current Reserve Amount -25.50',
		].map((row) => total(row));
		expect(shown(plan(sourceOf('0.00', totals)))).toEqual([
			['2026-10-17 30.00', 'Dr Selling 4.50', 'Dr Reserve 25.50', 'Cr Clearing 30.00'],
		]);
	});

	test('a payout that came back is a line beside the deposit', () => {
		const totals = [
			'Order|ItemPrice|Principal 30.00',
			'other-transaction|other-transaction|Failed Disbursement 50.00',
		].map((row) => total(row));
		expect(shown(plan(sourceOf('80.00', totals)))).toEqual([
			['2026-10-17 80.00', 'Dr Bank 80.00', 'Cr Clearing 30.00', 'Cr Bank 50.00'],
		]);
	});
});

describe('euros, with 19 % VAT on fees', () => {
	const rows = [
		'Order|ItemPrice|Principal 1,290.00',
		'Order|ItemPrice|Tax 19.00',
		'Order|ItemWithheldTax|MarketplaceFacilitatorVAT-Principal -19.00',
		'Order|ItemFees|Commission -196.35',
		'Order|ItemFees|FBAPerUnitFulfillmentFee -59.50',
		'FBAFees|FBA Inventory Storage Fee|Base fee -20.00',
		'FBAFees|FBA Inventory Storage Fee|Tax on fee -3.80',
		'ServiceFee|Cost of Advertising|TransactionTotalAmount -100.00',
		'ServiceFee|Cost of Advertising|TaxAmount -19.00',
	];
	const source = sourceOf(
		'891.35',
		rows.map((row) => total(row, 'Amazon.de')),
	);

	test('as in the file', () => {
		expect(shown(plan(source))).toEqual([
			[
				'2026-10-17 1290.00',
				'Dr Bank 891.35',
				'Dr Selling 196.35',
				'Dr FBA 59.50',
				'Dr Storage 20.00',
				'Dr VAT 22.80',
				'Dr Ads 100.00',
				'Cr Clearing 1290.00',
			],
		]);
		const [gross] = shown(plan(source, { layout: 'gross' }));
		expect(gross).toContain('Dr VAT FBA Inventory Storage Fee Tax on fee 3.80');
		expect(gross).toContain('Dr VAT Cost of Advertising TaxAmount 19.00');
	});

	test('split by rate', () => {
		const percentOf = (name: string) => (name === 'Amazon.de' ? 19 : 0);
		expect(shown(plan(source, { feeTax: { mode: 'splitByRate', percentOf } }))).toEqual([
			[
				'2026-10-17 1290.00',
				'Dr Bank 891.35',
				'Dr Selling 165.00',
				'Dr VAT 63.65',
				'Dr FBA 50.00',
				'Dr Storage 20.00',
				'Dr Ads 100.00',
				'Cr Clearing 1290.00',
			],
		]);
	});

	test('by invoice', () => {
		expect(shown(plan(source, { feeTax: { mode: 'byInvoice' } }))).toEqual([
			['2026-10-17 1290.00', 'Dr Bank 891.35', 'Dr Awaiting Invoice 398.65', 'Cr Clearing 1290.00'],
		]);
	});

	test('reverse charge: the file is net', () => {
		const net = [
			...rows.slice(0, 3),
			'Order|ItemFees|Commission -165.00',
			'Order|ItemFees|FBAPerUnitFulfillmentFee -50.00',
			'FBAFees|FBA Inventory Storage Fee|Base fee -20.00',
			'ServiceFee|Cost of Advertising|TransactionTotalAmount -100.00',
		].map((row) => total(row, 'Amazon.de'));
		expect(shown(plan(sourceOf('955.00', net)))).toEqual([
			[
				'2026-10-17 1290.00',
				'Dr Bank 955.00',
				'Dr Selling 165.00',
				'Dr FBA 50.00',
				'Dr Storage 20.00',
				'Dr Ads 100.00',
				'Cr Clearing 1290.00',
			],
		]);
	});

	test('transaction amounts gross', () => {
		const [lines] = shown(plan({ ...source, basis: GROSS_FIGURES }));
		expect(lines).toContain('Dr Sales Tax Payable 19.00');
		expect(lines).toContain('Cr Clearing 1309.00');
	});
});
