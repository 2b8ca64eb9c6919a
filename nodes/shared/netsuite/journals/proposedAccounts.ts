// Which account of the chart each kind of amount is probably meant for, by its name: pure. A proposal for a person to
// look at and save; nothing is ever posted to it before. What fits no account, or several, is not proposed.
import type { AccountKey } from '../../settlement/journal/accountKeys';
import type { NetSuiteClient } from '../api/client';
import { query, required } from '../api/suiteql';

export interface NamedAccount {
	/** Internal id. */
	accountId: string;
	name: string;
	/** As SuiteQL spells it, such as `OthCurrAsset`. */
	type: string;
}

/** What a journal may post to: no receivables, payables, statistics or what does not post. */
export async function readChart(client: NetSuiteClient): Promise<NamedAccount[]> {
	const rows = await query(
		client,
		`SELECT id, accountsearchdisplayname AS shown, accttype AS type FROM account
			WHERE isinactive = 'F' AND accttype NOT IN ('AcctRec', 'AcctPay', 'NonPosting', 'Stat')
			ORDER BY accountsearchdisplayname, id`,
		[],
		'read the chart of accounts',
	);
	return rows.map((row) => ({
		accountId: required(row, 'id'),
		name: row.shown ?? '',
		type: row.type ?? '',
	}));
}

/** Names that accountants and summary tools give them. */
const NAMES: Partial<Record<AccountKey | 'ALL_FEES', RegExp>> = {
	CLEARING: /\bclearing\b/,
	RESERVE: /\breserved? balances?\b|\breserves?\b/,
	CARRIED: /\bcarried\b|\bcarry.?forward\b/,
	SELLING: /\bsell(er|ing) fees?\b|\bcommissions?\b|\breferral fees?\b/,
	FBA: /\bfba fees?\b|\bfulfill?ment fees?\b/,
	STORAGE: /\bstorage\b/,
	INBOUND: /\binbound\b/,
	REMOVAL: /\bremovals?\b/,
	SHIPPING_BOUGHT: /\bshipping labels?\b/,
	CONTRA_SHIPPING: /\bshipping income\b/,
	ADVERTISING: /\badvertising\b/,
	PROMO: /\bpromotions\b|\bdeals\b/,
	INPUT_VAT: /\b(vat|gst|tax) on (amazon )?fees\b/,
	REIMBURSEMENT: /\breimbursements?\b/,
	LIQUIDATION: /\bliquidation sales\b/,
	LIQUIDATION_FEE: /\bbroker(age)? fees?\b/,
	FACILITATOR: /\bsales tax(es)? payable\b/,
	TAX_CREDIT: /\btax withheld\b/,
	LOAN: /\blending\b|\bamazon loan\b/,
	INTERMARKET: /\bdue between\b/,
	NOT_POSTED: /\bnot posted\b/,
	AWAITING_INVOICE: /\bawaiting invoice\b/,
	VARIANCE: /\bvariance\b/,
	ALL_FEES: /\bamazon fees\b/,
};

/** The only account of its type that is nothing else: a company with one bank account has no choice. */
const TYPES: Partial<Record<AccountKey, string>> = { BANK: 'Bank', CARD: 'CredCard' };

/** By group, internal ids; `ALL_FEES`: one account for all kinds of fees. */
export function proposedAccounts(
	chart: readonly NamedAccount[],
): Partial<Record<AccountKey | 'ALL_FEES', string>> {
	const isNamed = (pattern: RegExp, { name }: NamedAccount) => pattern.test(name.toLowerCase());
	const only = (accounts: readonly NamedAccount[]) => {
		const amazons = accounts.filter(({ name }) => /\bamazon\b/i.test(name));
		const fits = amazons.length > 0 ? amazons : accounts;
		return fits.length === 1 ? fits[0].accountId : '';
	};
	const byName = Object.entries(NAMES).map(
		([key, pattern]) => [key, only(chart.filter((one) => isNamed(pattern, one)))] as const,
	);
	const taken = Object.values(NAMES);
	const byType = Object.entries(TYPES).map(([key, type]) => {
		const own = chart.filter(
			(one) => one.type === type && !taken.some((pattern) => isNamed(pattern, one)),
		);
		return [key, own.length === 1 ? own[0].accountId : ''] as const;
	});
	return Object.fromEntries([...byName, ...byType].filter(([, accountId]) => accountId !== ''));
}
