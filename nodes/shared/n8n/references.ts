// Accounts, items, customers and segments as people name them: lists to choose from in the editor, and names
// or account numbers turned into internal ids before anything is posted.
import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeParameterResourceLocator,
	INodeProperties,
} from 'n8n-workflow';

import type { NetSuiteClient } from '../netsuite/api/client';
import { NetSuiteError } from '../netsuite/api/netSuiteError';
import { query, required } from '../netsuite/api/suiteql';
import { listClient } from './netSuiteTransport';
import { namesOf } from './resolvedNames';

export type SegmentKind = 'class' | 'department' | 'location' | 'subsidiary';
export type ReferenceKind = 'account' | 'item' | 'customer' | SegmentKind;

interface Kind {
	/** As SuiteQL calls it. */
	table: string;
	plural: string;
	/** Columns that a name may stand in; the first is what lists show. */
	columns: string[];
	searchMethod: string;
}

const KINDS: Record<ReferenceKind, Kind> = {
	account: {
		table: 'account',
		plural: 'accounts',
		columns: ['accountsearchdisplayname', 'fullname', 'acctnumber'],
		searchMethod: 'searchAccounts',
	},
	item: {
		table: 'item',
		plural: 'items',
		columns: ['itemid', 'displayname'],
		searchMethod: 'searchItems',
	},
	customer: {
		table: 'customer',
		plural: 'customers',
		columns: ['entityid', 'companyname'],
		searchMethod: 'searchCustomers',
	},
	class: {
		table: 'classification',
		plural: 'classes',
		columns: ['fullname', 'name'],
		searchMethod: 'searchClasses',
	},
	department: {
		table: 'department',
		plural: 'departments',
		columns: ['fullname', 'name'],
		searchMethod: 'searchDepartments',
	},
	location: {
		table: 'location',
		plural: 'locations',
		columns: ['fullname', 'name'],
		searchMethod: 'searchLocations',
	},
	// Only in OneWorld accounts; elsewhere NetSuite does not know the table.
	subsidiary: {
		table: 'subsidiary',
		plural: 'subsidiaries',
		columns: ['fullname', 'name'],
		searchMethod: 'searchSubsidiaries',
	},
};

async function search(
	context: ILoadOptionsFunctions,
	kind: ReferenceKind,
	filter = '',
): Promise<INodeListSearchResult> {
	const { table, plural, columns } = KINDS[kind];
	const [shown] = columns;
	const text = filter.trim().toLowerCase();
	// INSTR knows no wildcards, so 50% and A_1 are found as they are written.
	const narrowed = text === '' ? '' : `AND INSTR(LOWER(${shown}), ?) > 0`;
	const rows = await query(
		listClient(context),
		`SELECT id, ${shown} AS shown FROM ${table}
			WHERE isinactive = 'F' ${narrowed} ORDER BY ${shown}, id`,
		text === '' ? [] : [text],
		`list the ${plural}`,
	);
	return {
		results: rows.map((row) => ({ name: row.shown ?? '', value: required(row, 'id') })),
	};
}

export const listSearch = {
	async searchAccounts(this: ILoadOptionsFunctions, filter?: string) {
		return await search(this, 'account', filter);
	},
	async searchItems(this: ILoadOptionsFunctions, filter?: string) {
		return await search(this, 'item', filter);
	},
	async searchCustomers(this: ILoadOptionsFunctions, filter?: string) {
		return await search(this, 'customer', filter);
	},
	async searchClasses(this: ILoadOptionsFunctions, filter?: string) {
		return await search(this, 'class', filter);
	},
	async searchDepartments(this: ILoadOptionsFunctions, filter?: string) {
		return await search(this, 'department', filter);
	},
	async searchLocations(this: ILoadOptionsFunctions, filter?: string) {
		return await search(this, 'location', filter);
	},
	async searchSubsidiaries(this: ILoadOptionsFunctions, filter?: string) {
		return await search(this, 'subsidiary', filter);
	},
};

/** A parameter that takes a record from a list, by name, or by internal id. */
export function referenceProperty(
	kind: ReferenceKind,
	property: Pick<INodeProperties, 'displayName' | 'name' | 'description'> &
		Partial<INodeProperties>,
): INodeProperties {
	return {
		...property,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${kind}...`,
				typeOptions: { searchListMethod: KINDS[kind].searchMethod, searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder:
					kind === 'account' ? 'e.g. Amazon Clearing or 1090' : `e.g. name of the ${kind}`,
				hint:
					kind === 'account' ? 'Name, full name or number of the account' : `Name of the ${kind}`,
			},
			{ displayName: 'By Internal ID', name: 'id', type: 'string', placeholder: 'e.g. 123' },
		],
	};
}

export interface Reference {
	kind: ReferenceKind;
	/** What the parameter is called in the node, for the error. */
	label: string;
	locator: Locator | undefined;
}

/** As `checkValue` gives it; `origin`: where an expression takes it from. */
export type Locator = Pick<INodeParameterResourceLocator, 'mode' | 'value'> & { origin?: string };

/** Internal id; '' when nothing is chosen. A name that is unknown or fits twice is an error. */
export async function resolveReference(
	client: NetSuiteClient,
	{ kind, label, locator }: Reference,
): Promise<string> {
	const text = String(locator?.value ?? '');
	if (text === '' || locator?.mode !== 'name') {
		return text;
	}
	const known = namesOf(client);
	const key = `${kind} ${text.toLowerCase()}`;
	const ids = known.get(key) ?? idsNamed(client, kind, text);
	known.set(key, ids);
	const found = await ids;
	if (found.length !== 1) {
		const { plural } = KINDS[kind];
		const count = found.length === 0 ? `no ${kind}` : `${found.length} ${plural}`;
		const place = referenceLabel(label, locator);
		throw new NetSuiteError(
			'CONFIGURATION_INCOMPLETE',
			`NetSuite has ${count} named '${text}', needed for ${place}`,
			`Choose the ${kind} from the list in '${label}', or make it in NetSuite`,
		);
	}
	return found[0];
}

/** `'paymentAccount' in Set configuration ('Payment Account')`. */
export function referenceLabel(label: string, locator: Locator | undefined): string {
	const origin = locator?.origin ?? '';
	return origin === '' ? `'${label}'` : `${origin} ('${label}')`;
}

async function idsNamed(
	client: NetSuiteClient,
	kind: ReferenceKind,
	text: string,
): Promise<string[]> {
	const { table, columns } = KINDS[kind];
	const rows = await query(
		client,
		`SELECT id FROM ${table} WHERE isinactive = 'F'
			AND (${columns.map((column) => `LOWER(${column}) = ?`).join(' OR ')}) ORDER BY id`,
		columns.map(() => text.toLowerCase()),
		`look up ${kind} '${text}'`,
	);
	return rows.map((row) => required(row, 'id'));
}
