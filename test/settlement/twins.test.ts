// The twins law: one settlement written as Flat File V1, Flat File V2 and XML gives the same
// transactions, with the same money in every figure, and the same units.
import { fc } from '../support/fastCheck';
import { FLAT_FILE_V1 } from '../../nodes/shared/settlement/formats/flatFileV1';
import type { Report } from '../../nodes/shared/settlement/report/report';
import { readReport } from '../../nodes/shared/settlement/report/report';
import { V2_COLUMNS } from './writeReport';

/** One order or refund of one item, or an event without an order; amounts in cents. */
interface Event {
	order: string;
	isRefund: boolean;
	units: number;
	principal: number;
	tax: number;
	commission: number;
	promotion: number;
	/** What V1 and XML call the event, what V2 calls it, and its amount type there. */
	other?: readonly [name: string, amountType: string];
}

const cents = fc.integer({ min: -99_999_99, max: 99_999_99 });
const event: fc.Arbitrary<Event> = fc.record({
	order: fc.constantFrom('111-0000001-0000001', '111-0000002-0000002', '111-0000003-0000003'),
	isRefund: fc.boolean(),
	units: fc.integer({ min: 1, max: 9 }),
	principal: cents,
	tax: cents,
	commission: cents,
	promotion: cents,
	other: fc.option(
		fc.constantFrom(
			['Subscription Fee', 'other-transaction'] as const,
			['Payable to Amazon', 'other-transaction'] as const,
			['WAREHOUSE_DAMAGE', 'FBA Inventory Reimbursement'] as const,
			['Moon Rent', 'other-transaction'] as const,
		),
		{ nil: undefined },
	),
});

const amount = (value: number) => (value / 100).toFixed(2);
const POSTED = '2025-08-14T06:23:59+00:00';
const PERIOD = [
	'2025-07-31T22:07:18+00:00',
	'2025-08-14T22:07:18+00:00',
	'2025-08-16T22:07:18+00:00',
];
const totalOf = (events: Event[]) =>
	events.reduce(
		(sum, { other, principal, tax, commission, promotion }) =>
			sum + principal + (other ? 0 : tax + commission + promotion),
		0,
	);

type Cells = Record<string, string>;
const table = (columns: readonly string[], rows: Cells[]) =>
	[columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))]
		.map((cells) => cells.join('\t'))
		.join('\n');
const summaryOf = (events: Event[]): Cells => ({
	'settlement-id': '31',
	'settlement-start-date': PERIOD[0],
	'settlement-end-date': PERIOD[1],
	'deposit-date': PERIOD[2],
	'total-amount': amount(totalOf(events)),
	currency: 'USD',
});
const eventCells = (each: Event): Cells => ({
	'settlement-id': '31',
	'posted-date': POSTED,
	...(each.other
		? {}
		: {
				'transaction-type': each.isRefund ? 'Refund' : 'Order',
				'order-id': each.order,
				'adjustment-id': each.isRefund ? 'J1' : '',
				'shipment-id': each.isRefund ? '' : 'S1',
				'marketplace-name': 'Amazon.com',
			}),
});

function asV1(events: Event[]): string {
	const rows = events.flatMap((each): Cells[] => {
		const cells = eventCells(each);
		if (each.other) {
			return [
				{ ...cells, 'transaction-type': each.other[0], 'other-amount': amount(each.principal) },
			];
		}
		const units = each.isRefund ? [] : [{ ...cells, 'quantity-purchased': String(each.units) }];
		return [
			...units,
			{ ...cells, 'price-type': 'Principal', 'price-amount': amount(each.principal) },
			{
				...cells,
				'price-type': 'Tax',
				'price-amount': amount(each.tax),
				'item-related-fee-type': 'Commission',
				'item-related-fee-amount': amount(each.commission),
			},
			{ ...cells, 'promotion-type': 'Shipping', 'promotion-amount': amount(each.promotion) },
		];
	});
	return table(Object.values(FLAT_FILE_V1.columns), [summaryOf(events), ...rows]);
}

function asV2(events: Event[]): string {
	const rows = events.flatMap((each) => {
		const line = (amountType: string, description: string, value: number): Cells => ({
			...eventCells(each),
			...(each.other ? { 'transaction-type': 'other-transaction' } : {}),
			'amount-type': amountType,
			'amount-description': description,
			amount: amount(value),
			'quantity-purchased': each.isRefund || each.other ? '' : String(each.units),
		});
		return each.other
			? [line(each.other[1], each.other[0], each.principal)]
			: [
					line('ItemPrice', 'Principal', each.principal),
					line('ItemPrice', 'Tax', each.tax),
					line('ItemFees', 'Commission', each.commission),
					line('Promotion', 'Shipping', each.promotion),
				];
	});
	return table(V2_COLUMNS, [summaryOf(events), ...rows]);
}

function asXml(events: Event[]): string {
	const money = (name: string, value: number) =>
		`<${name} currency="USD">${amount(value)}</${name}>`;
	const part = (name: string, type: string, value: number) =>
		`<${name}><Type>${type}</Type>${money('Amount', value)}</${name}>`;
	const posted = `<PostedDate>${POSTED}</PostedDate>`;
	const written = events.map((each) => {
		if (each.other) {
			return `<OtherTransaction><TransactionType>${each.other[0]}</TransactionType>${posted}${money('Amount', each.principal)}</OtherTransaction>`;
		}
		const prices =
			part('Component', 'Principal', each.principal) + part('Component', 'Tax', each.tax);
		const fees = part('Fee', 'Commission', each.commission);
		const start = `<AmazonOrderID>${each.order}</AmazonOrderID>`;
		const place = '<MarketplaceName>Amazon.com</MarketplaceName>';
		return each.isRefund
			? `<Refund>${start}<AdjustmentID>J1</AdjustmentID>${place}<Fulfillment>${posted}<AdjustedItem><ItemPriceAdjustments>${prices}</ItemPriceAdjustments><ItemFeeAdjustments>${fees}</ItemFeeAdjustments>${part('PromotionAdjustment', 'Shipping', each.promotion)}</AdjustedItem></Fulfillment></Refund>`
			: `<Order>${start}<ShipmentID>S1</ShipmentID>${place}<Fulfillment>${posted}<Item><Quantity>${each.units}</Quantity><ItemPrice>${prices}</ItemPrice><ItemFees>${fees}</ItemFees>${part('Promotion', 'Shipping', each.promotion)}</Item></Fulfillment></Order>`;
	});
	return `<?xml version="1.0"?><AmazonEnvelope><Message><SettlementReport><SettlementData><AmazonSettlementID>31</AmazonSettlementID>${money('TotalAmount', totalOf(events))}<StartDate>${PERIOD[0]}</StartDate><EndDate>${PERIOD[1]}</EndDate><DepositDate>${PERIOD[2]}</DepositDate></SettlementData>${written.join('\n')}</SettlementReport></Message></AmazonEnvelope>`;
}

function meaningOf({ settlements, unreadable }: Report) {
	const [{ transactions, totalAmount, sumOfLines, balanced, lines, startDate, endDate }] =
		settlements;
	return {
		unreadable,
		totalAmount,
		sumOfLines,
		balanced,
		lines,
		startDate,
		endDate,
		transactions: transactions
			.map(({ key, figures, netAmount, quantity, postedDate, unclassified }) => ({
				key,
				figures,
				netAmount,
				quantity,
				postedDate,
				unclassified,
			}))
			.sort((a, b) => (a.key < b.key ? -1 : 1)),
	};
}

it('V1, V2 and XML of one settlement give the same money per transaction', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 12 }), async (events) => {
			const [v1, v2, xml] = await Promise.all(
				[asV1, asV2, asXml].map(async (write) => await readReport([Buffer.from(write(events))])),
			);
			expect([v1, v2, xml].map(({ format }) => format)).toEqual([
				'Flat File V1',
				'Flat File V2',
				'Settlement XML',
			]);
			const expected = meaningOf(v2);
			expect(expected).toMatchObject({ balanced: true, sumOfLines: totalOf(events) * 10 });
			expect(meaningOf(v1)).toEqual(expected);
			expect(meaningOf(xml)).toEqual(expected);
		}),
		{ numRuns: 200 },
	);
});
