// Amazon's other reports, told by columns that no settlement report has. Each entry is what the file is
// called and column names that must all stand in one of its first lines, between tabs, commas or
// semicolons; the first entry that fits wins. Names are those of Amazon's lists of report attributes,
// compared by their letters and digits alone.
type ForeignHeader = readonly [looksLike: string, ...columns: string[]];

const FOREIGN_HEADERS: readonly ForeignHeader[] = [
	['an Amazon Pay settlement report', 'TransactionPostedDate', 'AmazonTransactionId'],
	['an Amazon Pay transaction report', 'AmazonOrderReferenceId'],
	['an Amazon Pay transaction report', 'ChargePermissionId'],
	['a VAT transactions report', 'UNIQUE_ACCOUNT_IDENTIFIER', 'ACTIVITY_PERIOD'],
	['a VAT calculation report', 'VAT Invoice Number', 'Tax Collection Responsibility'],
	['a VAT calculation report', 'Marketplace ID', 'Merchant ID', 'Tax Calculation Date'],
	['a VAT invoice data report', 'item-vat-incl-amount'],
	['a GST report', 'Seller Gstin', 'Invoice Number'],
	['a sales tax report', 'Jurisdiction_Level', 'Tax_Collection_Model'],
	['an All Orders report', 'amazon-order-id', 'purchase-date', 'order-status'],
	['an FBA fulfilled shipments report', 'amazon-order-id', 'shipment-date', 'payments-date'],
	['an orders report', 'order-id', 'purchase-date', 'buyer-email'],
	['an orders report', 'order-id', 'purchase-date', 'payments-date'],
	['an orders report', 'amazon-order-id', 'purchase-date'],
	['an FBA shipment sales report', 'shipment-date', 'amazon-order-id', 'item-price-per-unit'],
	['an FBA replacements report', 'replacement-amazon-order-id'],
	['an FBA reimbursements report', 'approval-date', 'reimbursement-id'],
	['an FBA returns report', 'return-date', 'order-id', 'fnsku'],
	['a returns report', 'Amazon RMA ID', 'Return request date'],
	['an FBA removals report', 'request-date', 'order-id', 'disposition'],
	['an FBA fee preview', 'estimated-fee-total'],
	['an FBA storage fee report', 'estimated_monthly_storage_fee'],
	['an FBA storage fee report', 'snapshot-date', 'amount-charged'],
	['an inventory ledger report', 'FNSKU', 'MSKU', 'Disposition'],
	['an FBA inventory report', 'fnsku', 'asin'],
	['an FBA inventory report', 'seller-sku', 'fulfillment-channel-sku'],
	['an inventory or listings report', 'seller-sku', 'item-name'],
	['an inventory or listings report', 'sku', 'asin', 'price', 'quantity'],
	['an advertising report', 'Campaign Name', 'Impressions'],
	['an advertising report', 'Campaign Id', 'Impressions'],
	['an advertising report', 'campaignName', 'clicks'],
	['a Business Report', '(Parent) ASIN', 'Sessions - Total'],
	['a Business Report', '(Parent) ASIN', 'Sessions'],
	['a Business Report', 'Ordered Product Sales', 'Units Ordered'],
	['a transaction view of the Payments page', 'Payment Type', 'Payment Detail'],
	['a transaction view of the Payments page', 'Total product charges', 'Amazon fees'],
];

const DELIMITERS = ['\t', ',', ';'];

/** What the first lines of a file look like; undefined for what we have never heard of. */
export function namedByHeader(head: readonly string[]): string | undefined {
	const headers = head.flatMap((line) =>
		DELIMITERS.map((delimiter) => new Set(line.split(delimiter).map(bare))),
	);
	for (const [looksLike, ...columns] of FOREIGN_HEADERS) {
		const names = columns.map(bare);
		if (headers.some((header) => names.every((name) => header.has(name)))) {
			return looksLike;
		}
	}
	return undefined;
}

function bare(name: string): string {
	return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
