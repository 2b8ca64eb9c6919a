// What a transaction type or an amount type says of every label under it: a label that Amazon invents tomorrow under
// FBAFees is still a fee of fulfilment. Rows as in the catalogue; the most specific of both wins. A label known only
// here is listed on the summary with its money, since its account group is that of its kind.
import type { AccountGroup } from './accountGroups';
import type { CatalogueRow } from './amountCatalogue';

const OTHER = 'other-transaction*';

const FEE_GROUPS: ReadonlyArray<readonly [AccountGroup, readonly string[]]> = [
	['STORAGE', ['*Storage*', '*Capacity*']],
	['REMOVAL', ['*Removal*', '*Disposal*']],
	['INBOUND', ['*Inbound*', '*Placement*', '*Partnered Carrier*', '*AWD*']],
	['PROMO', ['*Coupon*', '*Deal*', '*Vine*', '*Promotion*']],
	['ADVERTISING', ['*Advertis*', '*Sponsored*']],
	['SHIPPING_BOUGHT', ['*Easy Ship*', '*Shipping Label*']],
	['FBA', ['*FBA*', '*Fulfilment*', '*Fulfillment*', '*Customer Return*', '*MCF*']],
];

/** Types that hold fees alone: the amount type says which, the description what part of it. */
function feeRows(transactionType: string, usual: AccountGroup): CatalogueRow[] {
	return [
		[transactionType, '*', 'fee/other', usual, '+/-', ['*']],
		[transactionType, '*', 'fee/other', 'INPUT_VAT', '+/-', ['Tax on *', 'Tax']],
		...FEE_GROUPS.flatMap(([group, names]) =>
			names.map((name): CatalogueRow => [transactionType, name, 'fee/other', group, '+/-', ['*']]),
		),
	];
}

/** Events without an order: the description says that it is a fee, and of what. */
function describedFees(amountType: string): CatalogueRow[] {
	return [
		...FEE_GROUPS.map(
			([group, names]): CatalogueRow => [
				OTHER,
				amountType,
				'fee/other',
				group,
				'+/-',
				names.flatMap((name) => [`${name}Fee*`, `*Fee${name}`]),
			],
		),
		[OTHER, amountType, 'fee/other', 'SELLING', '+/-', ['*Fee*']],
	];
}

const SAFE_T = ['SAFE-T', 'SAFE-T Reim*', 'SAFE-T Claim*'];

export const AMOUNT_KINDS: readonly CatalogueRow[] = [
	...feeRows('FBAFees*', 'FBA'),
	...feeRows('AmazonFees*', 'SELLING'),
	...describedFees('*'),
	// Fees of a report that leaves the transaction type empty (India).
	['*', '*', 'any.fee', 'SELLING', '+/-', ['Base fee', 'Discount on fee']],
	['*', '*', 'any.fee', 'INPUT_VAT', '+/-', ['Tax on fee']],
	...FEE_GROUPS.map(
		([group, names]): CatalogueRow => ['', names[0], 'any.fee', group, '+/-', ['Base fee']],
	),
	// Indian GST on a fee has the name of the fee.
	['*', 'ItemFees', 'any.fee', 'INPUT_VAT', '+/-', ['* CGST', '* SGST', '* IGST', '* UTGST']],
	['Cancellation', 'ItemFees', 'any.fee', 'SELLING', '-', ['*']],
	['*', 'Points', 'any.fee', 'CONTRA_POINTS', '+/-', ['*']],
	['*Retrocharge*', '*', 'retrocharge', 'FACILITATOR', '+/-', ['*']],
	['Liquidation*', '*', 'liquidation', 'LIQUIDATION', '+/-', ['*']],
	['Liquidation*', 'ItemPrice', 'liquidation', 'FACILITATOR', '+/-', ['*Tax*']],
	['Liquidation*', 'ItemFees', 'liquidation', 'LIQUIDATION_FEE', '+/-', ['*']],
	['Liquidation*', 'ItemWithheldTax', 'liquidation', 'FACILITATOR', '+/-', ['*']],
	[OTHER, '*Inventory Reimbursement*', 'reimbursement', 'REIMBURSEMENT', '+/-', ['*']],
	[OTHER, '*', 'reimbursement', 'REIMBURSEMENT', '+/-', ['*Inventory Reimbursement*', ...SAFE_T]],
	...SAFE_T.flatMap((name): CatalogueRow[] => [
		[name, '*', 'reimbursement', 'REIMBURSEMENT', '+/-', ['*']],
		[OTHER, name, 'reimbursement', 'REIMBURSEMENT', '+/-', ['*']],
	]),
	// India collects one account's debts from another: the twin of Payable to Amazon.
	[OTHER, '*', 'balance/transfer', 'CARRIED', '+/-', ['Debt *', 'Debt']],
	['Debt Adjustment', '*', 'balance/transfer', 'INTERMARKET', '+/-', ['*']],
	['Other', 'MCF*', 'fee/other', 'FBA', '+/-', ['*']],
	['Other', '*', 'fee/other', 'ASK', '+/-', ['Base charge', 'Tax on charge', 'Other']],
	[
		'Order',
		'ItemWithheldTax',
		'order.withheldTax',
		'CLEARING_OR_FACILITATOR',
		'-',
		['MarketplaceFacilitator*', 'LowValueGoodsTax*'],
	],
	[
		'Refund',
		'ItemWithheldTax',
		'refund.withheldTax',
		'CLEARING_OR_FACILITATOR',
		'+',
		['MarketplaceFacilitator*', 'LowValueGoodsTax*'],
	],
	[
		'*',
		'ItemWithheldTax',
		'any.withheldTax',
		'CLEARING_OR_FACILITATOR',
		'+/-',
		['MarketplaceFacilitator*', 'LowValueGoodsTax*'],
	],
	[
		'*',
		'ItemFees',
		'any.withheldTax',
		'CLEARING_OR_FACILITATOR',
		'+/-',
		['MarketplaceFacilitator*'],
	],
	['*', 'ItemTCS', 'any.taxCredit', 'TAX_CREDIT', '+/-', ['*']],
	['*', 'ItemTDS', 'any.taxCredit', 'TAX_CREDIT', '+/-', ['*']],
	['*', 'ItemWithheldTax', 'any.taxCredit', 'TAX_CREDIT', '+/-', ['TCS*', 'TDS*']],
	['Refund', 'ItemWithheldTax', 'refund.withheldTax', 'CLEARING_OR_FACILITATOR', '+', ['*']],
];
