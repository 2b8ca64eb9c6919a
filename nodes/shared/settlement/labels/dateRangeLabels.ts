// Which labels of Flat File V2 the amounts of a Date Range row get, so that one catalogue classifies
// both. Columns that are one label there get it; columns that join several keep their own name under
// its amount type. An event without an item is told by its type and description, whichever column its
// amount stands in. The catalogue rows for what V2 does not have are here too.
import type { AccountGroup } from './accountGroups';
import type { CatalogueRow } from './amountCatalogue';
import type { AmountClass } from './amountClasses';
import { ENGLISH, MONEY_COLUMNS } from './dateRangeColumns';
import type { MoneyColumn } from './dateRangeColumns';
import { EVENT_TYPES, isItemType, ITEM_TYPES } from './dateRangeWords';
import type { Labels } from './figures';

/** Columns that are one label of V2. */
const OWN_LABELS = {
	productSales: ['ItemPrice', 'Principal'],
	productSalesTax: ['ItemPrice', 'Tax'],
	shipping: ['ItemPrice', 'Shipping'],
	shippingTax: ['ItemPrice', 'ShippingTax'],
	giftWrap: ['ItemPrice', 'GiftWrap'],
	giftWrapTax: ['ItemPrice', 'GiftWrapTax'],
	regulatoryFee: ['ItemPrice', 'RegulatoryFee'],
	promotionTax: ['Promotion', 'TaxDiscount'],
	points: ['Points', 'PointsGranted'],
	tcsCgst: ['ItemWithheldTax', 'TCS-CGST'],
	tcsSgst: ['ItemWithheldTax', 'TCS-SGST'],
	tcsIgst: ['ItemWithheldTax', 'TCS-IGST'],
	tds: ['ItemWithheldTax', 'TDS (Section 194-O)'],
} as const satisfies Partial<Record<MoneyColumn, readonly [string, string]>>;

/** Columns that join several: the amount type, and what they are of an order or a refund. */
const JOINED = {
	regulatoryFeeTax: ['ItemPrice', 'tax'],
	promotion: ['Promotion', 'promotion'],
	salesTax: ['ItemPrice', 'tax'],
	gst: ['ItemPrice', 'tax'],
	lowValueGoods: ['ItemWithheldTax', 'withheldTax'],
	facilitatorTax: ['ItemWithheldTax', 'withheldTax'],
	withheldTax: ['ItemWithheldTax', 'withheldTax'],
	sellingFees: ['ItemFees', 'fee'],
	fbaFees: ['ItemFees', 'fee'],
	otherTransactionFees: ['ItemFees', 'fee'],
} as const;
type JoinedColumn = keyof typeof JOINED;

const AMOUNT_TYPES: Readonly<Record<MoneyColumn, string>> = {
	...firstOf(OWN_LABELS),
	...firstOf(JOINED),
	other: 'Other',
};

/** What a row is, apart from its amounts. */
export interface Occasion {
	/** Ours, or the word of the file where it is not known. */
	type: string;
	isKnown: boolean;
	isDeferred: boolean;
	description: string;
}

/**
 * An unknown type takes the amount types of V2, so that its figures are right, but stays unclassified;
 * a deferred row takes none, so that nothing of it passes for a price that was paid.
 */
export function labelsOf(
	column: MoneyColumn,
	{ type, isKnown, isDeferred, description }: Occasion,
): Omit<Labels, 'transactionType'> {
	const isEvent = isKnown && !isItemType(type);
	if (isEvent || isDeferred) {
		const amountDescription = (isEvent && description) || ENGLISH[column];
		return { amountType: ENGLISH[column], amountDescription };
	}
	const own = column in OWN_LABELS ? OWN_LABELS[column as keyof typeof OWN_LABELS] : undefined;
	return own !== undefined && isKnown
		? { amountType: own[0], amountDescription: own[1] }
		: { amountType: AMOUNT_TYPES[column], amountDescription: ENGLISH[column] };
}

const ON_CLEARING = {
	tax: 'CLEARING',
	promotion: 'CLEARING',
	withheldTax: 'CLEARING_OR_FACILITATOR',
} as const;

const JOINED_COLUMNS = Object.keys(JOINED) as JoinedColumn[];

function itemClass(type: string, column: JoinedColumn): readonly [AmountClass, AccountGroup] {
	const kind = JOINED[column][1];
	if (type.endsWith('_Retrocharge')) {
		return ['retrocharge', 'FACILITATOR'];
	}
	if (type.startsWith('Liquidations')) {
		return ['liquidation', kind === 'fee' ? 'LIQUIDATION_FEE' : 'FACILITATOR'];
	}
	const group = { fee: column === 'fbaFees' ? 'FBA' : 'SELLING', ...ON_CLEARING } as const;
	return [`${type === 'Order' ? 'order' : 'refund'}.${kind}`, group[kind]];
}

const ADVERTISING = [
	'Cost of Advertising',
	'Werbekosten',
	'Prix de la publicité',
	'Costo della pubblicità',
	'Gastos de publicidad',
	'広告費用*',
];
const REIMBURSEMENTS = [
	'FBA Inventory Reimbursement*',
	'Erstattung Lagerbestand*',
	'FBA在庫の返金*',
	'Versand durch Amazon Erstattung für Lagerbestand*',
];
const BALANCE_GROUPS: Readonly<Record<string, AccountGroup>> = {
	Debt: 'CARRIED',
	'Micro Deposit': 'BANK',
	Transfer: 'BANK',
};
const FEE_GROUPS: Readonly<Record<string, AccountGroup>> = {
	'Amazon Fees': 'SELLING',
	CouponRedemptionFee: 'PROMO',
	'FBA Customer Return Fee': 'FBA',
	'FBA Inventory Fee': 'STORAGE',
	'FBA Transaction fees': 'FBA',
	'Fee Adjustment': 'SELLING',
	'Lightning Deal Fee': 'PROMO',
	'Seller Rewards': 'PROMO',
	ServiceFee: 'SELLING',
	'Shipping Services': 'SHIPPING_BOUGHT',
	'Vine Enrollment Fee': 'PROMO',
};

function eventClass(type: string): readonly [AmountClass, AccountGroup] {
	if (type in BALANCE_GROUPS) {
		return ['balance/transfer', BALANCE_GROUPS[type]];
	}
	return type === 'SAFE-T Reimbursement'
		? ['reimbursement', 'REIMBURSEMENT']
		: ['fee/other', FEE_GROUPS[type] ?? 'ASK'];
}

function eventRows(type: string): CatalogueRow[] {
	return MONEY_COLUMNS.flatMap((column): CatalogueRow[] => [
		[`${type}*`, ENGLISH[column], ...eventClass(type), '+/-', ['*']],
		...(type === 'ServiceFee'
			? ([[type, ENGLISH[column], 'advertising', 'ADVERTISING', '-', ADVERTISING]] as const)
			: []),
		...(type === 'Adjustment'
			? ([[type, ENGLISH[column], 'reimbursement', 'REIMBURSEMENT', '+', REIMBURSEMENTS]] as const)
			: []),
	]);
}

export const DATE_RANGE_CATALOGUE: readonly CatalogueRow[] = [
	...ITEM_TYPES.flatMap((type) =>
		JOINED_COLUMNS.map(
			(column): CatalogueRow => [
				type,
				JOINED[column][0],
				...itemClass(type, column),
				'+/-',
				[ENGLISH[column]],
			],
		),
	),
	...EVENT_TYPES.flatMap(eventRows),
];

function firstOf<Column extends string>(
	labels: Readonly<Record<Column, readonly [string, string]>>,
): Record<Column, string> {
	const entries = Object.entries<readonly [string, string]>(labels);
	return Object.fromEntries(entries.map(([column, [type]]) => [column, type])) as Record<
		Column,
		string
	>;
}
