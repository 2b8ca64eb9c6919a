// Flat File V1: rows with two amounts or none, units, labels as V2 names them, and the column an error
// names. Expected labels are those of the catalogue's V2 rows.
import { toSummaryItem } from '../../nodes/shared/settlement/items/summaryItem';
import { classify } from '../../nodes/shared/settlement/labels/catalogue';
import { labelsOfV1 } from '../../nodes/shared/settlement/labels/flatFileV1Labels';
import { readReport } from '../../nodes/shared/settlement/report/report';
import { fs, path, ROOT } from '../support/node';

const V1 = path.join(ROOT, 'test', 'reports', 'v1-36-columns.txt');
const text = fs.readFileSync(V1, 'utf8');
const read = async (content: string) => await readReport([Buffer.from(content)]);

it.each([
	['Order', 'price', 'Principal', '', 'Order|ItemPrice|Principal', 'order.revenue'],
	['Order', 'itemFee', 'Commission', '', 'Order|ItemFees|Commission', 'order.fee'],
	['Order', 'promotion', 'Shipping', '', 'Order|Promotion|Shipping', 'order.promotion'],
	[
		'Order',
		'shipmentFee',
		'FBA transportation fee',
		'',
		'Order|ShipmentFees|FBA transportation fee',
		'order.fee',
	],
	[
		'Order',
		'itemFee',
		'MarketplaceFacilitatorTax-Principal',
		'',
		'Order|ItemWithheldTax|MarketplaceFacilitatorTax-Principal',
		'order.withheldTax',
	],
	['Order', 'itemFee', 'PointsGranted', '', 'Order|Points|PointsGranted', 'order.fee'],
	['Refund', 'price', 'Tax', '', 'Refund|ItemPrice|Tax', 'refund.tax'],
	[
		'ServiceFee',
		'itemFee',
		'Cost of Advertising',
		'Cost of Advertising',
		'ServiceFee|Cost of Advertising|TransactionTotalAmount',
		'advertising',
	],
	[
		'ServiceFee',
		'otherFee',
		'TaxAmount',
		'Cost of Advertising',
		'ServiceFee|Cost of Advertising|TaxAmount',
		'advertising',
	],
	[
		'Payable to Amazon',
		'other',
		'',
		'',
		'other-transaction|other-transaction|Payable to Amazon',
		'balance/transfer',
	],
	[
		'Successful charge',
		'other',
		'',
		'',
		'other-transaction|other-transaction|Successful charge',
		'balance/transfer',
	],
	[
		'Current Reserve Amount',
		'other',
		'',
		'',
		'other-transaction|other-transaction|Current Reserve Amount',
		'reserve',
	],
	[
		'WAREHOUSE_DAMAGE',
		'other',
		'',
		'',
		'other-transaction|FBA Inventory Reimbursement|WAREHOUSE_DAMAGE',
		'reimbursement',
	],
	['Micro Deposit', 'other', '', '', 'Transfers|Micro Deposit|Micro Deposit', 'balance/transfer'],
	[
		'Inbound Transportation Fee',
		'other',
		'',
		'',
		'other-transaction|other-transaction|FBAInboundTransportationFee',
		'fee/other',
	],
	[
		'Storage Fee - Reversal',
		'other',
		'',
		'',
		'other-transaction - Reversal|other-transaction|Storage Fee',
		'fee/other',
	],
	[
		'FBA Inventory Storage Fee',
		'other',
		'',
		'',
		'FBAFees|FBA Inventory Storage Fee|Base fee',
		'fee/other',
	],
	[
		'CouponRedemptionFee',
		'other',
		'',
		'',
		'CouponRedemptionFee|CouponRedemptionFee|CouponRedemptionFee',
		'fee/other',
	],
	[
		'SAFE-T Reimbursement',
		'price',
		'SAFE-T Reimbursement',
		'',
		'SAFE-T Reimbursement|Other transactions|SAFE-T Reimbursement',
		'reimbursement',
	],
	['Moon Rent', 'other', '', '', 'other-transaction|other-transaction|Moon Rent', 'unclassified'],
] as const)('%s, %s, %s has labels of V2', (event, kind, type, itemFee, expected, amountClass) => {
	const labels = labelsOfV1(event, kind, type, itemFee);
	expect(Object.values(labels).join('|')).toBe(expected);
	expect(classify(labels).class).toBe(amountClass);
});

it('a row with two amounts is two lines, a row without is none, and both are proven', async () => {
	const report = await read(text);
	const [settlement] = report.settlements;
	const [order, multiChannel] = settlement.transactions;
	expect(order.lines.map(({ row, amount }) => [row, amount])).toEqual([
		[4, 70],
		[5, 6.99],
		[5, -6.99],
		[6, -12.24],
		[7, -10.5],
		[8, -6.99],
	]);
	expect([order.quantity, multiChannel.quantity]).toEqual([2, 3]);
	expect(settlement).toMatchObject({ lines: 19, rowsWithoutAmount: 2, furtherAmounts: 2 });
	const { proof, rows } = toSummaryItem(report, settlement, '');
	expect(proof.equations[0]).toEqual({
		says: 'rows of the file = header + summary rows + lines + rows without an amount - further amounts in a row',
		left: 21,
		right: 21,
		holds: true,
	});
	expect(rows).toBe(21);
});

it('an unreadable amount names its own column and takes no other amount of the row', async () => {
	const { settlements, unreadable } = await read(text.replace('\t-2.60\t', '\t-2.6O\t'));
	expect(unreadable).toMatchObject([
		{ row: 15, column: 'other-fee-amount', reason: "'-2.6O' is not an amount" },
	]);
	expect(settlements[0]).toMatchObject({ lines: 18, unreadable: 1, balanced: false });
	expect(settlements[0].sumOfLines).toBe(-48_170 + 22_600);
});

it('units that are none make their row unreadable', async () => {
	const { unreadable } = await read(text.replace('\t2\t', '\ttwo\t'));
	expect(unreadable).toMatchObject([{ row: 3, column: 'quantity-purchased' }]);
});

it('a report of both formats, one after the other, is read with both headers', async () => {
	const v2 = fs.readFileSync(path.join(ROOT, 'test', 'reports', 'us-basic.txt'), 'utf8');
	const { settlements, unreadable } = await read(text + v2);
	expect(unreadable).toEqual([]);
	expect(settlements.map(({ settlementId, balanced }) => [settlementId, balanced])).toEqual([
		['21000000012', true],
		['21000000001', true],
	]);
});
