// The settlement report in XML -> rows of Flat File V2, one for each amount, and a summary row. Events,
// fees and prices have the labels of Flat File V1. Two amounts repeat others and are left out: those of
// OtherTransactionItem, and an advertising TransactionAmount, which is base and tax together. Elements
// we never heard of keep their amounts: nothing with a currency is dropped. Texts are cells, with the same blanks and text
// marks around them as in files of rows.
import { bareCell, isMarked } from '../file/bareCell';
import type { Element } from '../file/xml';
import { childrenOf, readXml, textOf } from '../file/xml';
import type { AmountKind } from '../labels/flatFileV1Labels';
import { labelsOfV1 } from '../labels/flatFileV1Labels';
import { SettlementError } from '../values/settlementError';
import type { Column } from './flatFileV2';

export interface XmlRow {
	line: number;
	cells: Partial<Record<Column, string>>;
}

const FIELDS: Readonly<Record<string, Column>> = {
	AmazonOrderID: 'orderId',
	OrderId: 'orderId',
	MerchantOrderID: 'merchantOrderId',
	SellerOrderId: 'merchantOrderId',
	ShipmentID: 'shipmentId',
	AdjustmentID: 'adjustmentId',
	MarketplaceName: 'marketplaceName',
	MerchantFulfillmentID: 'fulfillment',
	PostedDate: 'postedDate',
	AmazonOrderItemCode: 'orderItemCode',
	MerchantOrderItemID: 'merchantOrderItemId',
	MerchantAdjustmentItemID: 'merchantAdjustmentItemId',
	SKU: 'sku',
	Quantity: 'quantity',
	MerchantPromotionID: 'promotionId',
};

const TRANSACTION_TYPES: Readonly<Record<string, string>> = {
	GuaranteeClaim: 'A-to-z Guarantee Refund',
	Chargeback: 'Chargeback Refund',
	Retrocharge: 'Order_Retrocharge',
	RetrochargeReversal: 'Refund_Retrocharge',
	SellerCouponPayment: 'CouponRedemptionFee',
	AdvertisingTransactionDetails: 'ServiceFee',
};

/** The element around an amount tells what it is; the innermost that is listed counts. */
const KINDS: Readonly<Record<string, AmountKind>> = {
	ItemPrice: 'price',
	ItemPriceAdjustments: 'price',
	ItemFees: 'itemFee',
	ItemFeeAdjustments: 'itemFee',
	ShipmentFees: 'shipmentFee',
	OrderFee: 'orderFee',
	Promotion: 'promotion',
	PromotionAdjustment: 'promotion',
	DirectPayment: 'directPayment',
	BaseTax: 'price',
	ShippingTax: 'price',
	Charge: 'price',
};
const TAX_LABELS: Readonly<Record<string, string>> = { BaseTax: 'Tax', ShippingTax: 'ShippingTax' };
const ADVERTISING = 'Cost of Advertising';

export interface XmlRows {
	rows: XmlRow[];
	/** Whether texts had more around them than plain blanks and line ends. */
	sawMarks: boolean;
}

export function readSettlementXml(xml: string): XmlRows {
	const root = readXml(xml);
	const sawMarks = takeMarksOff(root);
	const reports = childrenOf(root, 'Message').flatMap((each) =>
		childrenOf(each, 'SettlementReport'),
	);
	if (root.name !== 'AmazonEnvelope' || reports.length === 0) {
		throw new SettlementError(
			'FORMAT_UNKNOWN',
			`The file is not a settlement report: it looks like an XML file of another kind ('${root.name}')`,
			'Download the settlement from Reports > Payments and use that file',
		);
	}
	return { rows: reports.flatMap(rowsOfReport), sawMarks };
}

/** Of all elements inside; tells whether there were any. */
function takeMarksOff(element: Element): boolean {
	const bare = bareCell(element.text);
	let sawMarks = isMarked(element.text, bare);
	element.text = bare;
	for (const child of element.children) {
		sawMarks = takeMarksOff(child) || sawMarks;
	}
	return sawMarks;
}

function rowsOfReport(report: Element): XmlRow[] {
	const [stated = report] = childrenOf(report, 'SettlementData');
	const settlementId = textOf(stated, 'AmazonSettlementID');
	const [total] = childrenOf(stated, 'TotalAmount');
	const rows: XmlRow[] = [];
	if (total !== undefined) {
		rows.push({
			line: stated.line,
			cells: {
				startDate: textOf(stated, 'StartDate'),
				endDate: textOf(stated, 'EndDate'),
				depositDate: textOf(stated, 'DepositDate'),
				totalAmount: total.text,
				currency: currencyOf(total),
			},
		});
	}
	for (const event of report.children.filter((child) => child !== stated)) {
		const type = textOf(event, 'TransactionType');
		const isOwnType = event.name === 'OtherTransaction' || event.name === 'TaxWithholding';
		const transactionType = isOwnType ? type : (TRANSACTION_TYPES[event.name] ?? event.name);
		gather(event, { transactionType }, 'other', rows);
	}
	return rows.map(({ line, cells }) => ({ line, cells: { ...cells, settlementId } }));
}

/** Takes an element's amounts and those inside it; what it says of itself holds inside it too. */
function gather(element: Element, outer: XmlRow['cells'], kind: AmountKind, rows: XmlRow[]): void {
	if (element.name === 'OtherTransactionItem') {
		return;
	}
	const cells = { ...outer };
	for (const child of element.children) {
		const column = FIELDS[child.name];
		if (column !== undefined && child.children.length === 0) {
			cells[column] = child.text;
		}
	}
	const hasBase = childrenOf(element, 'BaseAmount').length > 0;
	const type = TAX_LABELS[element.name] ?? textOf(element, 'Type');
	for (const child of element.children) {
		if (child.children.length > 0) {
			gather(child, cells, KINDS[child.name] ?? kind, rows);
		} else if (currencyOf(child) !== '' && !(hasBase && child.name === 'TransactionAmount')) {
			rows.push({ line: child.line, cells: amountCells({ element, type }, child, cells, kind) });
		}
	}
}

function amountCells(
	{ element: parent, type }: { element: Element; type: string },
	money: Element,
	cells: XmlRow['cells'],
	kind: AmountKind,
): XmlRow['cells'] {
	const { transactionType = '' } = cells;
	const isAdvertising = parent.name === 'AdvertisingTransactionDetails';
	const isTax = money.name === 'TaxAmount';
	const labels = isAdvertising
		? labelsOfV1(
				transactionType,
				isTax ? 'otherFee' : 'itemFee',
				isTax ? 'TaxAmount' : ADVERTISING,
				ADVERTISING,
			)
		: labelsOfV1(transactionType, kind, type, '');
	return { ...cells, ...labels, amount: money.text, currency: currencyOf(money) };
}

function currencyOf({ attributes }: Element): string {
	return bareCell(/\bcurrency\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? '');
}
