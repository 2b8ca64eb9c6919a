// What a line can mean, each class once, in plain words: shown in the node, printed in the README. A class
// decides in which figure of its transaction a line counts (figures.ts) and in which pane of the summary
// (panes.ts). `order`, `refund`, `any`: what the transaction type says, `any` where the label alone does.

const MEANINGS = {
	'order.revenue': 'What the buyer paid for items, shipping and gift wrap',
	'order.tax': 'Tax collected from the buyer',
	'order.withheldTax': 'Tax that Amazon collects from the buyer and remits itself',
	'order.taxCredit': 'Tax that Amazon withholds from the seller: his tax credit',
	'order.promotion': 'Discounts the seller bears',
	'order.fee': 'What Amazon charges for the order',
	'refund.revenue': 'Price, shipping and gift wrap given back to the buyer',
	'refund.tax': 'Tax given back to the buyer',
	'refund.withheldTax': 'Withheld tax that Amazon gives back',
	'refund.taxCredit': 'Tax credit taken back',
	'refund.promotion': 'Discounts taken back',
	'refund.fee': 'Fees given back, and what Amazon keeps for the refund',
	'any.revenue': 'Price, shipping or gift wrap of any transaction type',
	'any.tax': 'Tax of any transaction type',
	'any.withheldTax': 'Withheld tax of any transaction type',
	'any.taxCredit': 'Tax credit of any transaction type, and income tax charged to the seller',
	'any.promotion': 'Promotion of any transaction type',
	'any.fee': 'Fee of any transaction type',
	'fee/other':
		'Fees without an order: storage, subscription, inbound, removal, coupons, corrections',
	advertising: 'Sponsored products and other advertising',
	reimbursement: 'What Amazon pays for lost or damaged units, and SAFE-T claims',
	liquidation: 'Units sold off by Amazon',
	retrocharge: 'Tax moved afterwards; adds up to zero for an order',
	reserve: 'Money held back for the next settlement, and released from the one before',
	deferred: 'Money of a Date Range report that Amazon has not released yet; never posted',
	'balance/transfer': 'Money between Amazon and the bank or card, and balances brought forward',
} as const;

export type AmountClass = keyof typeof MEANINGS | 'unclassified';

export const CLASS_MEANINGS: Readonly<Record<AmountClass, string>> = {
	...MEANINGS,
	unclassified: 'Labels the catalogue does not know: counted and listed, never dropped',
};

/** The classes a label can be given. */
export const AMOUNT_CLASSES = Object.keys(MEANINGS) as Array<keyof typeof MEANINGS>;
