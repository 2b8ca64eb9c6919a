// What was sent as the first document of its kind, compared with what NetSuite made of it: the record itself is
// read, with what no query shows, such as its receivables account and its tax.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { getRecord } from '../api/recordService';
import { money, toMinor } from '../records/amount';
import type { DocumentId } from '../records/ids';
import type { DocumentType } from './documentKinds';

export interface Expected {
	type: DocumentType;
	currency: string;
	/** Internal ids; '' where NetSuite chooses. */
	customerId: string;
	/** Bank or clearing account of a payment or refund. */
	accountId: string;
	receivableAccountId: string;
	subsidiaryId: string;
	/** Minor units, positive. */
	total: Minor;
	applied: Minor;
	/** A memo copied from a taxed invoice bears tax; its total alone tells whether that is right. */
	mayBearTax?: boolean;
}

const RECORD_TYPES: Record<DocumentType, string> = {
	CustPymt: 'customerPayment',
	CustCred: 'creditMemo',
	CustRfnd: 'customerRefund',
};

const idIn = (value: unknown): string =>
	typeof value === 'object' && value !== null ? String((value as { id?: unknown }).id ?? '') : '';

export interface Difference {
	/** What differs, '' for nothing. */
	how: string;
	/** Only what is applied differs: that may concern the one order alone. */
	isAppliedOnly: boolean;
}

/** What the role may not see differs from nothing. */
export async function differenceOf(
	client: NetSuiteClient,
	internalId: DocumentId,
	expected: Expected,
): Promise<Difference> {
	const { type, currency } = expected;
	const body = await getRecord(client, RECORD_TYPES[type], internalId);
	const isMemo = type === 'CustCred';
	const reference = (what: string, found: unknown, wanted: string) => {
		const id = idIn(found);
		return id === '' || wanted === '' || id === wanted ? [] : [`${what} ${id}, not ${wanted}`];
	};
	const amount = (what: string, found: unknown, wanted: Minor) => {
		if (typeof found !== 'number') {
			return [];
		}
		const is = Math.abs(toMinor(found, currency));
		return is === wanted ? [] : [`${what} ${money(is, currency)}, not ${money(wanted, currency)}`];
	};
	const itself = [
		...reference('customer', body.customer ?? body.entity, expected.customerId),
		...(isMemo ? [] : reference('account', body.account, expected.accountId)),
		...reference(
			'receivables account',
			isMemo ? body.account : body.arAcct,
			expected.receivableAccountId,
		),
		...reference('subsidiary', body.subsidiary, expected.subsidiaryId),
		...amount('total', body.total, expected.total),
		...(isMemo && expected.mayBearTax !== true ? amount('tax', body.taxTotal, 0) : []),
	];
	const applied =
		type === 'CustRfnd'
			? []
			: [
					...amount('applied', body.applied, expected.applied),
					...amount('unapplied', body.unapplied, expected.total - expected.applied),
				];
	return {
		how: [...itself, ...applied].join('; '),
		isAppliedOnly: itself.length === 0 && applied.length > 0,
	};
}

/** Refusals that say the same of every document of a kind: none of them names what is this one's own. */
export function isOfKind(error: NetSuiteError, ownNames: string[]): boolean {
	const isCode = error.code === 'NETSUITE_VALIDATION' || error.code === 'NETSUITE_PERMISSION';
	const text = reasonOf(error);
	const names = ownNames.filter((name) => name !== '');
	return isCode && !/\bperiod\b/i.test(text) && !names.some((name) => isNamed(text, name));
}

/** Without the external id of the document, which every refusal has. */
export function reasonOf({ message }: NetSuiteError): string {
	return message.replace(/^NetSuite refused to create \S+ \S+: /, '');
}

function isNamed(text: string, name: string): boolean {
	const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(text);
}
