// What the setup check is asked about: the settings of the posting nodes under the same names, and the settlement at
// hand where its transactions come in.
import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { invoiceKeyParameter, invoiceKeyProperty } from '../shared/n8n/invoiceKeyParameters';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import { withDefault } from '../shared/n8n/parameters/places';
import {
	marketplacesProperty,
	receivableAccountProperty,
	segmentsProperty,
} from '../shared/n8n/placeParameters';
import {
	closedPeriodProperty,
	concurrencyParameter,
	concurrencyProperty,
	transactionDateProperty,
} from '../shared/n8n/properties';
import type { Locator } from '../shared/n8n/references';
import { referenceProperty } from '../shared/n8n/references';
import { daysAgo, today } from '../shared/n8n/runDay';
import type { DatePolicy } from '../shared/netsuite/posting/postingDate';
import type {
	ReferenceKind,
	ReferenceRole,
	Wanted,
	WantedReference,
} from '../shared/netsuite/setup/wanted';
import type { TransactionItem } from '../shared/settlement/items/transactionItem';
import { transactionItemSchema } from '../shared/settlement/items/transactionItem';

const paymentAccount = referenceProperty('account', {
	displayName: 'Payment Account',
	name: 'paymentAccount',
	description: 'As in NetSuite Payment Apply; empty for undeposited funds',
});

const refundAccount = referenceProperty('account', {
	displayName: 'Refund Account',
	name: 'refundAccount',
	description: 'As in NetSuite Refund Create',
});

export const setupProperties: INodeProperties[] = [
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		options: [
			{ name: 'Nothing', value: 'off', description: 'Asks nothing, for a run that posts' },
			{
				name: 'This Run',
				value: 'run',
				description: 'Only what this settlement uses, in at most 15 requests',
			},
			{
				name: 'Whole Account',
				value: 'all',
				description: 'Everything that the nodes of this package may use',
			},
		],
		default: 'all',
		description: 'How much is checked',
	},
	invoiceKeyProperty,
	paymentAccount,
	refundAccount,
	receivableAccountProperty,
	referenceProperty('item', {
		displayName: 'Refund Item',
		name: 'refundItem',
		description: 'As in NetSuite Refund Create: a non-inventory item without tax',
	}),
	transactionDateProperty,
	closedPeriodProperty,
	marketplacesProperty([paymentAccount, refundAccount, receivableAccountProperty]),
	segmentsProperty,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			concurrencyProperty,
			{
				displayName: 'First Day',
				name: 'firstDay',
				type: 'dateTime',
				default: '',
				description:
					'First day that documents will be dated on; the days of the settlement that comes in, or the last 30 days, unless set',
			},
			{
				displayName: 'Last Day',
				name: 'lastDay',
				type: 'dateTime',
				default: '',
				description: 'Last day that documents will be dated on; today unless set',
			},
			{
				displayName: 'Refund Payment Option Internal ID',
				name: 'paymentOption',
				type: 'string',
				default: '',
				placeholder: 'e.g. 5',
				description: 'As in NetSuite Refund Create',
			},
		],
	},
];

type Row = Record<string, Locator | undefined>;

const SEGMENTS: ReferenceKind[] = ['class', 'department', 'location', 'subsidiary'];

const ACCOUNTS: Array<[name: string, role: ReferenceRole, label: string]> = [
	['paymentAccount', 'payment', 'Payment Account'],
	['refundAccount', 'refund', 'Refund Account'],
	['receivableAccount', 'receivable', 'A/R Account'],
];

function referencesIn(row: Row, where: string): WantedReference[] {
	const labelled = (label: string) => (where === '' ? label : `${label} (${where})`);
	const wanted: Array<[name: string, kind: ReferenceKind, role: ReferenceRole, label: string]> = [
		...ACCOUNTS.map(([name, role, label]): [string, ReferenceKind, ReferenceRole, string] => [
			name,
			'account',
			role,
			label,
		]),
		['refundItem', 'item', 'refundItem', 'Refund Item'],
		['customer', 'customer', 'customer', 'Customer'],
		...SEGMENTS.map((kind): [string, ReferenceKind, ReferenceRole, string] => [
			kind,
			kind,
			'segment',
			`${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
		]),
	];
	return wanted.flatMap(([name, kind, role, label]) => {
		const given = String(row[name]?.value ?? '').trim();
		const isName = row[name]?.mode === 'name';
		return given === '' ? [] : [{ kind, role, label: labelled(label), given, isName }];
	});
}

/** A record that several marketplaces share is looked at once. */
function references(parameters: Parameters): WantedReference[] {
	const names = [...ACCOUNTS.map(([name]) => name), 'refundItem'];
	const own = Object.fromEntries(names.map((name) => [name, parameters.get<Locator>(name)]));
	const rows = parameters.get<Row[]>('marketplaces.marketplace');
	const all = [
		...referencesIn({ ...own, ...parameters.get<Row>('segments') }, ''),
		...rows.flatMap((row) => referencesIn(row, String(row.marketplaceName ?? ''))),
	];
	const same = (one: WantedReference, other: WantedReference) =>
		one.role === other.role && one.kind === other.kind && one.given === other.given;
	return all.filter((one, at) => all.findIndex((other) => same(one, other)) === at);
}

/** The transactions among the items that come in; other items are of no concern. */
export function transactionsIn(items: INodeExecutionData[]): TransactionItem[] {
	return items.flatMap(({ json }) => {
		const read = transactionItemSchema.safeParse(json);
		return read.success ? [read.data as TransactionItem] : [];
	});
}

const dayOf = (text: unknown) => {
	const day = String(text ?? '').slice(0, 10);
	return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : '';
};

function datedOn(item: TransactionItem, policy: DatePolicy): string {
	const { endDate, depositDate } = item.settlement;
	return { posted: item.postedDate, deposit: depositDate, end: endDate, today: today() }[policy];
}

function daysOf(parameters: Parameters, items: TransactionItem[]) {
	const policy = parameters.get<DatePolicy>('datePolicy');
	const days = items.map((item) => dayOf(datedOn(item, policy))).filter((day) => day !== '');
	const sorted = [...days].sort();
	const first = dayOf(withDefault<string>(parameters, 'options.firstDay'));
	const last = dayOf(withDefault<string>(parameters, 'options.lastDay'));
	const firstDay = first || sorted[0] || (last === '' ? daysAgo(30) : last);
	return {
		firstDay,
		lastDay: last || sorted.at(-1) || (first > today() ? first : today()),
		areDaysCertain: first !== '' || sorted.length > 0,
	};
}

export function setupWanted(parameters: Parameters, items: TransactionItem[]): Wanted {
	return {
		scope: parameters.get<Wanted['scope']>('scope'),
		references: references(parameters),
		keys: invoiceKeyParameter(parameters),
		orders: items.map(({ marketplaceName, orderId, merchantOrderId, shipmentId, settlement }) => ({
			marketplaceName,
			orderId,
			merchantOrderId,
			shipmentId,
			account: settlement.account,
		})),
		currencies: [...new Set(items.map(({ currency }) => currency))],
		...daysOf(parameters, items),
		movesToOpenPeriod: parameters.get<string>('periodPolicy') === 'firstOpen',
		hasPaymentOption: withDefault<string>(parameters, 'options.paymentOption').trim() !== '',
		concurrency: concurrencyParameter(parameters),
	};
}
