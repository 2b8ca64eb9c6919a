// Features of the account, by effect: no source that an ordinary role may read lists them, but fields and columns come
// and go with them. What works without a feature is only said; what does not work is blocking.
import type { Answer } from './asking';
import type { Catalog } from './catalog';
import { isRefusedType } from './catalog';
import type { Finding } from './finding';
import { findingsOf } from './finding';
import type { Wanted } from './wanted';
import { uses } from './wanted';

const { blocking, warning, unknown, ok } = findingsOf('Features');

interface Feature {
	/** As Setup > Company > Enable Features prints it. */
	name: string;
	tab: string;
	/** Of invoices. */
	field: string;
	kind?: 'class' | 'department' | 'location' | 'subsidiary';
	without: string;
}

const FEATURES: Feature[] = [
	{
		name: 'Subsidiaries (OneWorld)',
		tab: 'Company',
		field: 'subsidiary',
		kind: 'subsidiary',
		without: 'one company, nothing to set',
	},
	{
		name: 'Departments',
		tab: 'Company',
		field: 'department',
		kind: 'department',
		without: 'no departments to set',
	},
	{
		name: 'Classes',
		tab: 'Company',
		field: 'class',
		kind: 'class',
		without: 'no classes to set',
	},
	{
		name: 'Locations',
		tab: 'Company',
		field: 'location',
		kind: 'location',
		without: 'no locations to set',
	},
	{
		name: 'SuiteTax',
		tab: 'Tax',
		field: 'taxDetails',
		without: "taxes by NetSuite's older tax codes, or none",
	},
	{
		name: 'Approval routing of invoices',
		tab: 'Accounting Preferences',
		field: 'approvalStatus',
		without: 'invoices post as soon as they are saved',
	},
];

export function judgeFeatures(
	wanted: Wanted,
	catalog: Catalog,
	currencies: Answer<ReadonlyMap<string, string>>,
): Finding[] {
	const invoice = catalog.get('invoice');
	if (invoice?.got === undefined) {
		// A missing permission has its own finding.
		return isRefusedType(invoice?.refusal)
			? []
			: [
					unknown({
						code: 'NOT_CHECKABLE',
						title: 'Not checkable with this role: features',
						what: 'The fields of invoices are not shown, and they are what features are seen by',
						why: 'A setting that needs a feature would be refused by NetSuite',
						whereToClick: 'Setup > Company > Enable Features',
					}),
				];
	}
	const { schema } = invoice.got;
	return [
		judgeCurrencies(schema.has('currency'), wanted, currencies),
		...FEATURES.map(({ name, tab, field, kind, without }) => {
			if (schema.has(field)) {
				return ok('FEATURE_SEEN', `Feature on: ${name}`, `Invoices have the field ${field}`);
			}
			const isNamed = kind !== undefined && uses(wanted, kind);
			return isNamed
				? blocking({
						code: 'FEATURE_OFF',
						title: `Feature off: ${name}`,
						what: `A setting names a ${kind}, but invoices of this account have no such field`,
						why: 'NetSuite refuses documents with a field that it does not have',
						whereToClick: `Setup > Company > Enable Features > ${tab}: ${name}; or empty '${kind}' under 'Segments' and 'Marketplaces' of the node`,
					})
				: ok('FEATURE_SEEN', `Feature off: ${name}`, `Works without it: ${without}`);
		}),
		ok(
			'FEATURE_SEEN',
			'Batches of records',
			'Used where the account has them (NetSuite 2026.1); where it refuses them, records are written one by one',
		),
	];
}

const CURRENCIES_PAGE =
	'Setup > Company > Enable Features > Company > International: Multiple Currencies';

/** Without the feature all is in one currency, which no query shows (companyCurrency.ts). */
function judgeCurrencies(
	isOn: boolean,
	{ currencies: settled }: Wanted,
	{ got, refusal }: Answer<ReadonlyMap<string, string>>,
): Finding {
	if (isOn) {
		return ok(
			'FEATURE_SEEN',
			'Feature on: Multiple Currencies',
			'Invoices have the field currency',
		);
	}
	const title = 'Feature off: Multiple Currencies';
	const own = got?.get('');
	if (own === undefined) {
		const problem = {
			code: 'FEATURE_OFF' as const,
			title,
			what: refusal === undefined ? 'Invoices of this account have no currency' : refusal.message,
			why: 'Documents are posted in the currency of the company alone; a settlement in another one would be posted with wrong amounts',
			whereToClick: `n8n credential: 'Company Currency'; or ${CURRENCIES_PAGE}`,
		};
		return settled.length === 0 ? warning(problem) : blocking(problem);
	}
	const others = settled.filter((currency) => currency !== own);
	return others.length > 0
		? blocking({
				code: 'CURRENCY_DIFFERS',
				title: `Settlement in ${others.join(', ')}`,
				what: `The company has the one currency ${own}, for Multiple Currencies is off`,
				why: `No invoice can be in ${others.join(', ')}, so nothing of the settlement can be posted`,
				whereToClick: `${CURRENCIES_PAGE}; or correct 'Company Currency' of the n8n credential`,
			})
		: warning({
				code: 'FEATURE_OFF',
				title,
				what: `Everything is posted in ${own}`,
				why: "That is the currency of 'Company Currency' in the n8n credential, or else of all settlements so far: NetSuite does not show it, so nobody else checks it",
				whereToClick:
					"n8n credential: enter 'Company Currency', so that other settlements are refused",
			});
}
