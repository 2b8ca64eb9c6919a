// Account groups: what an accountant books alike. A class is too coarse for that (`fee/other` holds loan
// repayments, income tax and bad debt, none of them a fee), so each label has a group beside its class. The journal
// maps groups to accounts; the default is a proposal by name, never an account that is posted to unasked.
import type { AmountClass } from './amountClasses';
import { transactionGroup } from './panes';

interface GroupMeaning {
	meaning: string;
	/** A name for the account and its NetSuite type; '' where there is no default. */
	account: string;
}

const GROUPS = {
	CLEARING: ['Price, tax and discounts of orders and refunds', 'Amazon Clearing (Bank)'],
	CLEARING_OR_FACILITATOR: [
		'Tax that Amazon remits for the buyer: on clearing, with Transaction Amount gross on the tax account',
		'Amazon Clearing (Bank) or Sales Tax Payable (Other Current Liability)',
	],
	FACILITATOR: [
		'Tax moved without a document: retrocharges, tax of liquidations',
		'Sales Tax Payable (Other Current Liability)',
	],
	TAX_CREDIT: [
		'Tax that Amazon withholds from the seller',
		'Tax Withheld Receivable (Other Current Asset)',
	],
	SELLING: ['Selling fees', 'Amazon Selling Fees (Expense)'],
	FBA: ['Fulfilment by Amazon', 'Amazon Fulfilment Fees (Cost of Goods Sold)'],
	STORAGE: ['Storage', 'Amazon Storage (Expense)'],
	INBOUND: ['Transport and placement of stock', 'Amazon Inbound Freight (Cost of Goods Sold)'],
	REMOVAL: ['Disposal and return of stock', 'Amazon Removals (Expense)'],
	SHIPPING_BOUGHT: ['Shipping bought from Amazon', 'Shipping Labels (Expense)'],
	CONTRA_SHIPPING: [
		'Shipping and gift wrap that Amazon takes back, goodwill, restocking',
		'Shipping Income (Income)',
	],
	CONTRA_POINTS: ['Points given to buyers', 'Discounts (Income)'],
	ADVERTISING: ['Advertising', 'Amazon Advertising (Expense)'],
	PROMO: ['Coupons, deals, Vine, rewards', 'Deals and Promotions (Expense)'],
	INPUT_VAT: ["Tax on Amazon's fees", 'VAT on Amazon Fees (Other Current Asset)'],
	REIMBURSEMENT: ['Reimbursements and their clawbacks', 'Amazon Reimbursements (Other Income)'],
	LIQUIDATION: ['Sales of liquidated units', 'Liquidation Sales (Income)'],
	LIQUIDATION_FEE: ['Fees of liquidations', 'Broker Fees (Expense)'],
	RESERVE: ['Money held back, and released', 'Amazon Reserve (Other Current Asset)'],
	CARRIED: ['Balances brought forward', 'Amazon Balance Carried (Other Current Asset)'],
	CARD: ["The seller's credit card", 'Credit card (Credit Card)'],
	BANK: ['Payouts that came back, and test transfers', "The deposit's own bank account"],
	LOAN: ['Repayment of an Amazon loan', 'Amazon Lending (Liability)'],
	INTERMARKET: [
		'Debts between the marketplaces of one account',
		'Due between Marketplaces (Other Current Asset)',
	],
	ASK: ['Only the seller knows: no account until one is chosen', ''],
	NEVER_POSTED: ['Money not released yet', ''],
} as const satisfies Record<string, readonly [meaning: string, account: string]>;

export type AccountGroup = keyof typeof GROUPS;

export const ACCOUNT_GROUPS = Object.keys(GROUPS) as AccountGroup[];

export const GROUP_MEANINGS = Object.fromEntries(
	Object.entries(GROUPS).map(([group, [meaning, account]]) => [group, { meaning, account }]),
) as Readonly<Record<AccountGroup, GroupMeaning>>;

/** The group of a class that the user gave a label: as its class usually is booked. */
const USUAL: Readonly<Record<string, AccountGroup>> = {
	revenue: 'CLEARING',
	tax: 'CLEARING',
	promotion: 'CLEARING',
	withheldTax: 'CLEARING_OR_FACILITATOR',
	taxCredit: 'TAX_CREDIT',
	fee: 'SELLING',
	advertising: 'ADVERTISING',
	reimbursement: 'REIMBURSEMENT',
	liquidation: 'LIQUIDATION',
	retrocharge: 'FACILITATOR',
	reserve: 'RESERVE',
	deferred: 'NEVER_POSTED',
};

/**
 * `known` is the group of the catalogue's row, if its class was kept. Price, tax and discounts of what is neither
 * order nor refund get no document, so they have no place on clearing.
 */
export function groupOf(
	amountClass: AmountClass,
	transactionType: string,
	known?: AccountGroup,
): AccountGroup {
	const group = known ?? USUAL[amountClass.slice(amountClass.indexOf('.') + 1)] ?? 'ASK';
	const isOnClearing = group === 'CLEARING' || group === 'CLEARING_OR_FACILITATOR';
	return isOnClearing && transactionGroup(transactionType) === 'nonTransaction' ? 'ASK' : group;
}
