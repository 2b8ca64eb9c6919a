// The accounts of the journal: one for each group of what a report holds, selected from the chart or entered by
// internal ID. Never by name: a real run posts to nothing that was matched while it runs.
import type { INodeProperties } from 'n8n-workflow';

import type { Locator } from '../shared/n8n/references';
import { referenceProperty } from '../shared/n8n/references';
import type { AccountKey } from '../shared/settlement/journal/accountKeys';
import { KEY_MEANINGS } from '../shared/settlement/journal/accountKeys';

/** All but what is never posted. */
const NAMES: Record<Exclude<AccountKey, 'NEVER_POSTED'>, [name: string, displayName: string]> = {
	BANK: ['bank', 'Bank'],
	CLEARING: ['clearing', 'Clearing'],
	RESERVE: ['reserve', 'Reserve'],
	CARRIED: ['carried', 'Balance Carried'],
	SELLING: ['sellingFees', 'Selling Fees'],
	FBA: ['fulfilmentFees', 'Fulfilment Fees'],
	STORAGE: ['storage', 'Storage'],
	INBOUND: ['inbound', 'Inbound Transport'],
	REMOVAL: ['removals', 'Removals'],
	SHIPPING_BOUGHT: ['shippingBought', 'Shipping Bought'],
	CONTRA_SHIPPING: ['shippingTakenBack', 'Shipping Taken Back'],
	CONTRA_POINTS: ['points', 'Points'],
	ADVERTISING: ['advertising', 'Advertising'],
	PROMO: ['promotions', 'Deals and Promotions'],
	INPUT_VAT: ['feeTax', 'Tax on Fees'],
	REIMBURSEMENT: ['reimbursements', 'Reimbursements'],
	LIQUIDATION: ['liquidations', 'Liquidations'],
	LIQUIDATION_FEE: ['liquidationFees', 'Liquidation Fees'],
	FACILITATOR: ['remittedTax', 'Tax That Amazon Remits'],
	TAX_CREDIT: ['taxCredit', 'Tax Credit'],
	CARD: ['card', 'Credit Card'],
	LOAN: ['loan', 'Amazon Loan'],
	INTERMARKET: ['otherMarketplaces', 'Other Marketplaces'],
	NOT_POSTED: ['notPosted', 'Not Posted'],
	AWAITING_INVOICE: ['awaitingInvoice', 'Awaiting Invoice'],
	OUTSIDE: ['outside', 'Outside Transaction Amounts'],
	VARIANCE: ['variance', 'Variance'],
	ASK: ['onlyYouKnow', 'Only You Know'],
};

const KEYS = Object.keys(NAMES) as Array<keyof typeof NAMES>;

const ALL_FEES = { name: 'allFees', displayName: 'All Fees' };

/** Every account that can be selected, in the order of the groups. */
export const FIELDS: ReadonlyArray<{
	key: AccountKey | 'ALL_FEES';
	name: string;
	displayName: string;
}> = [
	...KEYS.map((key) => ({ key, name: NAMES[key][0], displayName: NAMES[key][1] })),
	{ key: 'ALL_FEES', ...ALL_FEES },
];

export function accountProperty(
	name: string,
	displayName: string,
	description: string,
): INodeProperties {
	const property = referenceProperty('account', { displayName, name, description });
	return { ...property, modes: property.modes?.filter((mode) => mode.name !== 'name') };
}

function descriptionOf(key: keyof typeof NAMES): string {
	const { meaning, account } = KEY_MEANINGS[key];
	if (key === 'CLEARING') {
		return `${meaning}; leave it out for the account that payments and refunds stand on`;
	}
	return account === '' ? meaning : `${meaning}; usually ${account}`;
}

const options = [
	...KEYS.map((key) => accountProperty(...NAMES[key], descriptionOf(key))),
	accountProperty(
		ALL_FEES.name,
		ALL_FEES.displayName,
		'For every kind of fee that has no account of its own here',
	),
].sort((one, other) => one.displayName.localeCompare(other.displayName));

export const accountsProperty: INodeProperties = {
	displayName: 'Accounts',
	name: 'accounts',
	type: 'collection',
	placeholder: 'Add Account',
	default: {},
	options,
	description:
		'The account of each kind of amount; a kind that is not in the report needs none. A dry run shows which accounts are missing, with the amounts.',
};

export type Accounts = Record<string, Locator | undefined>;

export function accountsOf(chosen: Accounts): {
	accounts: Partial<Record<AccountKey, string>>;
	feeAccountId: string;
} {
	const idOf = (name: string) => String(chosen[name]?.value ?? '');
	return {
		accounts: Object.fromEntries(KEYS.map((key) => [key, idOf(NAMES[key][0])])),
		feeAccountId: idOf(ALL_FEES.name),
	};
}
