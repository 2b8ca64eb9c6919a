// The settlement XML: every event has its labels, repeated amounts count once, unknown elements keep
// their money, and a file that defines entities, is damaged or cut is refused.
import { readReport } from '../../nodes/shared/settlement/report/report';

const money = (name: string, amount: string) => `<${name} currency="USD">${amount}</${name}>`;
const part = (name: string, type: string, amount: string) =>
	`<${name}><Type>${type}</Type>${money('Amount', amount)}</${name}>`;

const envelope = (
	total: string,
	events: string,
	prolog = '<?xml version="1.0" encoding="UTF-8"?>',
) =>
	`${prolog}
<AmazonEnvelope><Header><DocumentVersion>1.01</DocumentVersion></Header>
<MessageType>SettlementReport</MessageType><Message><MessageID>1</MessageID><SettlementReport>
<SettlementData><AmazonSettlementID>77</AmazonSettlementID>${money('TotalAmount', total)}<StartDate>2024-06-01T00:00:00+00:00</StartDate><EndDate>2024-06-14T23:00:00-01:00</EndDate><DepositDate>2024-06-17T00:00:00+00:00</DepositDate></SettlementData>
${events}
</SettlementReport></Message></AmazonEnvelope>
`;

const FULFILMENT =
	'<MerchantFulfillmentID>AFN</MerchantFulfillmentID><PostedDate>2024-06-03T10:00:00+00:00</PostedDate>';
const ORDER = `<Order><AmazonOrderID>111-0000001-0000001</AmazonOrderID><ShipmentID>S1</ShipmentID><ShipmentFees>${part('Fee', 'FBA transportation fee', '-1.00')}</ShipmentFees><MarketplaceName>Amazon.com</MarketplaceName><Fulfillment>${FULFILMENT}<Item><AmazonOrderItemCode>9</AmazonOrderItemCode><SKU>A&amp;B &#x2603;</SKU><Quantity>2</Quantity><ItemPrice>${part('Component', 'Principal', '20.00')}${part('Component', 'Tax', '1.60')}</ItemPrice><ItemFees>${part('Fee', 'Commission', '-3.00')}</ItemFees><Promotion><MerchantPromotionID>P</MerchantPromotionID><Type>Shipping</Type>${money('Amount', '-0.50')}</Promotion></Item></Fulfillment></Order>`;
const CLAIM = `<GuaranteeClaim><AmazonOrderID>111-0000002-0000002</AmazonOrderID><AdjustmentID>J1</AdjustmentID><MarketplaceName>Amazon.com</MarketplaceName><Fulfillment>${FULFILMENT}<AdjustedItem><MerchantAdjustmentItemID>M1</MerchantAdjustmentItemID><ItemPriceAdjustments>${part('Component', 'Principal', '-9.00')}</ItemPriceAdjustments></AdjustedItem></Fulfillment></GuaranteeClaim>`;
const ADS = `<AdvertisingTransactionDetails><TransactionType>Charge</TransactionType><PostedDate>2024-06-04T00:00:00+00:00</PostedDate>${money('BaseAmount', '-5.00')}${money('TaxAmount', '-0.40')}${money('TransactionAmount', '-5.40')}</AdvertisingTransactionDetails>`;
const DAMAGE = `<OtherTransaction><TransactionType>WAREHOUSE_DAMAGE</TransactionType><PostedDate>2024-06-05T00:00:00+00:00</PostedDate>${money('Amount', '7.25')}<OtherTransactionItem><SKU>A</SKU><Quantity>1</Quantity>${money('Amount', '7.25')}</OtherTransactionItem></OtherTransaction>`;
const RETRO = `<Retrocharge><PostedDate>2024-06-05T00:00:00+00:00</PostedDate><BaseTax>${money('Amount', '0.80')}</BaseTax><MarketplaceName>Amazon.com</MarketplaceName><AmazonOrderID>111-0000003-0000003</AmazonOrderID>${part('Charge', 'MarketplaceFacilitatorTax-Principal', '-0.80')}</Retrocharge>`;
const MOON = `<MoonRent><PostedDate>2024-06-06T00:00:00+00:00</PostedDate>${money('Amount', '-0.01')}</MoonRent>`;

const read = async (xml: string) => await readReport([Buffer.from(xml)]);

it('every event has its type, labels and figures; repeated amounts count once', async () => {
	const { format, settlements, unreadable } = await read(
		envelope('9.94', ORDER + CLAIM + ADS + DAMAGE + RETRO + MOON),
	);
	expect([format, unreadable]).toEqual(['Settlement XML', []]);
	const [settlement] = settlements;
	// 17.10 - 9.00 - 5.40 + 7.25 + 0.00 - 0.01
	expect(settlement).toMatchObject({
		settlementId: '77',
		currency: 'USD',
		lines: 12,
		unclassified: 1,
		balanced: true,
		totalAmount: 9_940,
		sumOfLines: 9_940,
		endDate: '2024-06-15T00:00:00Z',
	});
	const told = settlement.transactions.map(
		({ transactionType, orderId, netAmount, quantity, lines }) => [
			transactionType,
			orderId,
			netAmount,
			quantity,
			lines.map(({ amountType, amountDescription }) => `${amountType}/${amountDescription}`),
		],
	);
	expect(told).toEqual([
		[
			'Order',
			'111-0000001-0000001',
			17_100,
			2,
			[
				'ShipmentFees/FBA transportation fee',
				'ItemPrice/Principal',
				'ItemPrice/Tax',
				'ItemFees/Commission',
				'Promotion/Shipping',
			],
		],
		['A-to-z Guarantee Refund', '111-0000002-0000002', -9_000, 0, ['ItemPrice/Principal']],
		[
			'ServiceFee',
			'',
			-5_400,
			0,
			['Cost of Advertising/TransactionTotalAmount', 'Cost of Advertising/TaxAmount'],
		],
		[
			'other-transaction',
			'',
			7_240,
			0,
			['FBA Inventory Reimbursement/WAREHOUSE_DAMAGE', 'other-transaction/MoonRent'],
		],
		[
			'Order_Retrocharge',
			'111-0000003-0000003',
			0,
			0,
			['ItemPrice/Tax', 'ItemWithheldTax/MarketplaceFacilitatorTax-Principal'],
		],
	]);
	const [order, claim] = settlement.transactions;
	expect(order).toMatchObject({
		shipmentId: 'S1',
		marketplaceName: 'Amazon.com',
		fulfillment: 'AFN',
	});
	expect(order.lines[1]).toMatchObject({ sku: 'A&B ☃', orderItemCode: '9', row: 5 });
	expect(order.lines[4].promotionId).toBe('P');
	expect(claim).toMatchObject({ adjustmentId: 'J1' });
});

it('an amount that is none is an unreadable line, and the settlement does not balance', async () => {
	const { settlements, unreadable } = await read(
		envelope('17.10', ORDER.replace('-3.00', '-3,0O')),
	);
	expect(unreadable).toMatchObject([
		{ row: 5, column: 'amount', reason: "'-3,0O' is not an amount" },
	]);
	expect(settlements[0]).toMatchObject({ lines: 5, unreadable: 1, balanced: false });
});

it('a charset named in the first line is taken', async () => {
	const prolog = '<?xml version="1.0" encoding="ISO-8859-1"?>';
	const xml = envelope('17.10', ORDER.replace('A&amp;B &#x2603;', 'Caf\u00e9'), prolog);
	const { settlements } = await readReport([Buffer.from(xml, 'latin1')]);
	expect(settlements[0].transactions[0].lines[1].sku).toBe('Caf\u00e9');
	const unnamed = Buffer.from(xml.replace(`${prolog}\n`, ''), 'latin1');
	await expect(readReport([unnamed])).rejects.toThrow('not in its charset');
});

const BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
it.each([
	['a document type', envelope('1', ORDER, BOMB), 'declares a document type'],
	[
		'an outside document type',
		envelope('1', ORDER, '<!doctype x SYSTEM "http://x/y">'),
		'document type',
	],
	['an entity nobody defined', envelope('1', ORDER.replace('A&amp;B', '&a;')), 'damaged'],
	['a bare ampersand', envelope('1', ORDER.replace('A&amp;B', 'A & B')), 'damaged'],
	[
		'a tag left open',
		envelope('1', ORDER.replace('</Fulfillment>', '')),
		'damaged or cut off at line 5',
	],
	['two roots', `${envelope('1', ORDER)}<more/>`, 'damaged'],
	['its end cut off', envelope('1', ORDER).slice(0, -60), 'damaged or cut off'],
])('%s is refused', async (_, xml, message) => {
	await expect(read(xml)).rejects.toMatchObject({
		code: 'FORMAT_UNKNOWN',
		message: expect.stringContaining(message),
	});
});
