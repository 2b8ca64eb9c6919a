// Amazon's other reports, by headers as Amazon documents them: each is refused by its name, between tabs
// or commas, with or without quotes, and told what to download instead.
import { readReport } from '../../nodes/shared/settlement/report/report';

const HEADERS: ReadonlyArray<readonly [name: string, header: string]> = [
	[
		'an All Orders report',
		'amazon-order-id merchant-order-id purchase-date last-updated-date order-status fulfillment-channel sales-channel order-channel ship-service-level product-name sku asin item-status quantity currency item-price item-tax',
	],
	[
		'an orders report',
		'order-id order-item-id purchase-date payments-date buyer-email buyer-name buyer-phone-number sku product-name quantity-purchased',
	],
	[
		'an FBA fulfilled shipments report',
		'amazon-order-id merchant-order-id shipment-id shipment-item-id amazon-order-item-id purchase-date payments-date shipment-date reporting-date buyer-email sku',
	],
	[
		'an Amazon Pay settlement report',
		'TransactionPostedDate SettlementId AmazonTransactionId SellerReferenceId TransactionType AmazonOrderReferenceId SellerOrderId StoreName CurrencyCode TransactionAmount NetTransactionAmount',
	],
	[
		'a VAT transactions report',
		'UNIQUE_ACCOUNT_IDENTIFIER ACTIVITY_PERIOD SALES_CHANNEL MARKETPLACE PROGRAM_TYPE TRANSACTION_TYPE TRANSACTION_EVENT_ID ACTIVITY_TRANSACTION_ID TAX_CALCULATION_DATE',
	],
	[
		'a VAT calculation report',
		'MarketplaceID MerchantID OrderDate TransactionType IsInvoiceCorrected OrderID ShipmentDate ShipmentID TransactionID ASIN SKU Quantity TaxCalculationDate TaxRate',
	],
	[
		'a VAT invoice data report',
		'marketplace-id order-id order-item-id shipping-id transaction-id transaction-type invoice-number order-date sku currency item-vat-incl-amount item-vat-amount',
	],
	[
		'a sales tax report',
		'Order_ID Order_Date Shipment_ID Marketplace Transaction_Type Tax_Collection_Model Jurisdiction_Level Jurisdiction_Name Tax_Amount',
	],
	['a GST report', 'Seller_Gstin Invoice_Number Invoice_Date Transaction_Type Order_Id Sku'],
	[
		'an FBA reimbursements report',
		'approval-date reimbursement-id case-id amazon-order-id reason sku fnsku asin product-name condition currency-unit amount-per-unit amount-total',
	],
	[
		'an FBA returns report',
		'return-date order-id sku asin fnsku product-name quantity fulfillment-center-id detailed-disposition reason status',
	],
	[
		'a returns report',
		'Order_ID Order_date Return_request_date Return_request_status Amazon_RMA_ID Merchant_RMA_ID Label_type',
	],
	[
		'an FBA removals report',
		'request-date order-id order-type service-speed order-status last-updated-date sku fnsku disposition requested-quantity removal-fee currency',
	],
	[
		'an FBA replacements report',
		'shipment-date sku asin fulfillment-center-id quantity replacement-reason-code replacement-amazon-order-id original-amazon-order-id',
	],
	[
		'an FBA fee preview',
		'sku fnsku asin product-name product-group brand fulfilled-by your-price sales-price currency estimated-fee-total estimated-referral-fee-per-unit',
	],
	[
		'an FBA storage fee report',
		'snapshot-date sku fnsku asin product-name condition per-unit-volume currency volume-unit country qty-charged amount-charged surcharge-age-tier',
	],
	[
		'an inventory ledger report',
		'Date FNSKU ASIN MSKU Title Event_Type Reference_ID Quantity Fulfillment_Center Disposition Reason Country',
	],
	[
		'an inventory ledger report',
		'Date FNSKU ASIN MSKU Title Disposition Starting_Warehouse_Balance Receipts Customer_Shipments Ending_Warehouse_Balance Location',
	],
	[
		'an FBA inventory report',
		'sku fnsku asin product-name condition your-price mfn-listing-exists mfn-fulfillable-quantity afn-listing-exists afn-warehouse-quantity',
	],
	[
		'an FBA inventory report',
		'seller-sku fulfillment-channel-sku asin condition-type Warehouse-Condition-code Quantity_Available',
	],
	['an inventory or listings report', 'sku asin price quantity'],
	['an inventory or listings report', 'item-name item-description listing-id seller-sku price'],
	['an advertising report', 'Date Portfolio_name Campaign_Name Impressions Clicks Spend Sales'],
	['an advertising report', 'date campaignId campaignName impressions clicks cost'],
	['a Business Report', '(Parent)_ASIN (Child)_ASIN Title Sessions_-_Total Units_Ordered'],
	[
		'a transaction view of the Payments page',
		'Date Transaction_type Order_ID Product_Details Total_product_charges Total_promotional_rebates Amazon_fees Other Total_(USD)',
	],
];

describe.each(HEADERS)('%s', (name, header) => {
	const columns = header.split(' ').map((column) => column.replace(/_/g, ' '));

	it.each([
		['tabs', columns.join('\t')],
		['commas', columns.join(',')],
		['commas and quotes', columns.map((column) => `"${column}"`).join(',')],
		['semicolons, below other lines', `Report\n\n${columns.join(';')}`],
	])('between %s is refused by name', async (_, text) => {
		await expect(readReport([Buffer.from(`${text}\r\n`)])).rejects.toMatchObject({
			code: 'FORMAT_UNKNOWN',
			message: `The file is not a settlement report: it is ${name}`,
			remedy: expect.stringContaining('Flat File V2'),
		});
	});
});
