// Whether a record that exists and is active is fit for its use: the type of an account, the kind and taxes of an item,
// currencies. Pure.
import type { Row } from '../api/suiteql';
import type { Finding } from './finding';
import { findingsOf } from './finding';
import type { ReferenceRole, Wanted, WantedReference } from './wanted';

const { blocking, warning, unknown, ok } = findingsOf('Configuration');

export interface Fit {
	reference: WantedReference;
	row: Row;
	/** As people know it. */
	shown: string;
	page: string;
	wanted: Wanted;
	currencies: ReadonlyMap<string, string>;
}

export function judgeFit(fit: Fit): Finding[] {
	const { reference, shown } = fit;
	const findings = [...judgeType(fit), ...judgeItem(fit), ...judgeCurrency(fit)];
	return findings.length > 0
		? findings
		: [ok('RECORD_FITS', `Found and active: ${reference.label}`, shown)];
}

/** NetSuite's names of the types, as in SuiteQL. */
const TYPES: Partial<Record<ReferenceRole, { fit: string[]; words: string }>> = {
	payment: { fit: ['Bank', 'OthCurrAsset'], words: 'Bank or Other Current Asset' },
	refund: {
		fit: ['Bank', 'OthCurrAsset', 'CredCard'],
		words: 'Bank, Other Current Asset or Credit Card',
	},
	receivable: { fit: ['AcctRec'], words: 'Accounts Receivable' },
};

function judgeType({ reference, row, shown, page }: Fit): Finding[] {
	const type = TYPES[reference.role];
	if (type === undefined || row.accttype === undefined || type.fit.includes(row.accttype)) {
		return [];
	}
	return [
		blocking({
			code: 'ACCOUNT_TYPE',
			title: `Wrong type: ${reference.label}`,
			what: `${shown} is of type ${row.accttype}; it must be ${type.words}`,
			why: 'NetSuite refuses each document with it',
			whereToClick: `${page}: select or make another; n8n: '${reference.label}' of the node`,
		}),
	];
}

/** They move stock, or are made of others. */
const MOVES_STOCK = ['InvtPart', 'Assembly', 'Kit', 'Group'];

function judgeItem({ reference, row, shown, page }: Fit): Finding[] {
	if (reference.role !== 'refundItem') {
		return [];
	}
	const findings: Finding[] = [];
	if (row.itemtype !== undefined && MOVES_STOCK.includes(row.itemtype)) {
		findings.push(
			blocking({
				code: 'ITEM_KIND',
				title: `Wrong kind of item: ${reference.label}`,
				what: `${shown} is of kind ${row.itemtype}`,
				why: 'Each refund would put goods back into stock that did not come back',
				whereToClick: `${page} > New: Non-Inventory Item or Other Charge for sale; n8n: '${reference.label}' of the node`,
			}),
		);
	}
	if (row.istaxable === 'T') {
		findings.push(
			blocking({
				code: 'ITEM_TAXED',
				title: `Taxable: ${reference.label}`,
				what: `${shown} is taxable`,
				why: 'NetSuite would add tax to each credit memo, so that it is over more than Amazon refunded',
				whereToClick: `${page} > (the item) > Accounting: take Taxable off, or select a tax schedule or tax code without tax`,
			}),
		);
	} else if (row.istaxable === undefined) {
		findings.push(
			unknown({
				code: 'ITEM_TAX_UNKNOWN',
				title: `Not checkable with this role: whether ${reference.label} is taxable`,
				what: `NetSuite does not show it of ${shown}; the first credit memo of a settlement is posted alone and read back`,
				why: 'NetSuite would add tax to each credit memo',
				whereToClick: `${page} > (the item) > Accounting: its tax schedule or tax code must be without tax`,
			}),
		);
	}
	return findings;
}

/** An account or customer of one currency takes no documents of another. */
function judgeCurrency({ reference, row, shown, page, wanted, currencies }: Fit): Finding[] {
	const own = row.currency === undefined ? undefined : currencies.get(row.currency);
	const isOfOne =
		reference.kind === 'customer' || reference.role === 'payment' || reference.role === 'refund';
	const others = wanted.currencies.filter((currency) => currency !== own);
	if (!isOfOne || own === undefined || others.length === 0) {
		return [];
	}
	const problem = {
		code: 'CURRENCY_DIFFERS' as const,
		title: `Other currency: ${reference.label}`,
		what: `${shown} is in ${own}, the settlement in ${others.join(', ')}`,
		why: 'NetSuite refuses documents in a currency that the account or customer does not have',
		whereToClick: `${page}: select or make one in ${others.join(', ')}; n8n: '${reference.label}', or a row for the marketplace in 'Marketplaces'`,
	};
	// A customer may have further currencies that this column does not show.
	return [reference.kind === 'customer' ? warning(problem) : blocking(problem)];
}
