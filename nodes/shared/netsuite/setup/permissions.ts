// The permissions of the role, by what they let it do: each is named as the role page prints it, tab first. What a
// login may do is seen by effect, for an ordinary role may not read its own permissions.
import type { NetSuiteClient } from '../api/client';
import { query } from '../api/suiteql';
import { runRecord, settlementRecord, transactionRecord } from '../records/schema';
import type { Answer } from './asking';
import { answerOf, reasonOf } from './asking';
import type { Catalog } from './catalog';
import { isRefusedType } from './catalog';
import type { Finding } from './finding';
import { findingsOf } from './finding';
import type { ReferenceKind, Wanted } from './wanted';
import { uses } from './wanted';

type Level = 'View' | 'Create' | 'Edit' | 'Full';

export interface Permission {
	/** As in a role's XML. */
	key: string;
	tab: 'Setup' | 'Reports' | 'Lists' | 'Transactions' | 'Custom Record';
	name: string;
	level: Level;
	/** What it is needed for. */
	why: string;
	/** How it shows: a table that can be read, or a record type in the catalog with what may be done. */
	table?: string;
	recordType?: string;
	may?: 'mayCreate' | 'mayEdit';
	/** The field of invoices that shows whether the feature behind the list is on. */
	featureField?: string;
	/** Only needed where a setting names such a record. */
	segment?: ReferenceKind;
	/** A run at hand has no use for it, or says so itself. */
	isForAll?: boolean;
	/** Only journals need it: without it all else can be posted. */
	isOptional?: boolean;
}

const posts = (what: string) => `Without it no ${what} can be posted`;

/** Without those that a login as such shows: REST Web Services, Log in using ..., SuiteAnalytics Workbook. */
export const PERMISSIONS: Permission[] = [
	{
		...{ key: 'LIST_ACCOUNT', tab: 'Lists', name: 'Accounts', level: 'View', table: 'account' },
		why: 'Accounts are found by name, and payments read back',
	},
	{
		...{ key: 'LIST_CURRENCY', tab: 'Lists', name: 'Currency', level: 'View', table: 'currency' },
		why: 'Every run reads the currencies before it posts anything',
		featureField: 'currency',
	},
	{
		...{ key: 'LIST_ITEM', tab: 'Lists', name: 'Items', level: 'View', table: 'item' },
		why: 'Refund items are found by name, and invoice lines read',
	},
	{
		...{ key: 'LIST_CUSTJOB', tab: 'Lists', name: 'Customers', level: 'View', table: 'customer' },
		why: 'Payments are made for the customer of the invoice',
	},
	{
		...{
			key: 'LIST_SUBSIDIARY',
			tab: 'Lists',
			name: 'Subsidiaries',
			level: 'View',
			table: 'subsidiary',
		},
		...{ why: 'Subsidiaries are found by name', featureField: 'subsidiary', segment: 'subsidiary' },
	},
	{
		...{
			key: 'LIST_DEPARTMENT',
			tab: 'Lists',
			name: 'Departments',
			level: 'View',
			table: 'department',
		},
		...{ why: 'Departments are found by name', featureField: 'department', segment: 'department' },
	},
	{
		...{ key: 'LIST_CLASS', tab: 'Lists', name: 'Classes', level: 'View', table: 'classification' },
		...{ why: 'Classes are found by name', featureField: 'class', segment: 'class' },
	},
	{
		...{ key: 'LIST_LOCATION', tab: 'Lists', name: 'Locations', level: 'View', table: 'location' },
		...{ why: 'Locations are found by name', featureField: 'location', segment: 'location' },
	},
	{
		...{ key: 'ADMI_ACCTPERIODS', tab: 'Setup', name: 'Manage Accounting Periods', level: 'View' },
		table: 'accountingperiod',
		why: 'Without it a closed period is noticed only when NetSuite refuses each document',
	},
	{
		...{ key: 'TRAN_SALESORD', tab: 'Transactions', name: 'Sales Order', level: 'View' },
		recordType: 'salesOrder',
		why: 'Invoices are found through the sales order of an Amazon order',
		isForAll: true,
	},
	{
		...{ key: 'TRAN_CUSTINVC', tab: 'Transactions', name: 'Invoice', level: 'View' },
		recordType: 'invoice',
		why: 'Without it no invoice is found, and every order looks as if it were missing',
	},
	{
		...{ key: 'TRAN_CASHSALE', tab: 'Transactions', name: 'Cash Sale', level: 'Edit' },
		...{ recordType: 'cashSale', may: 'mayEdit', isForAll: true },
		why: 'Cash sales that settle an order get a link to their settlement',
	},
	{
		...{ key: 'TRAN_CUSTPYMT', tab: 'Transactions', name: 'Customer Payment', level: 'Full' },
		...{ recordType: 'customerPayment', may: 'mayCreate', why: posts('customer payment') },
	},
	{
		...{ key: 'TRAN_CUSTCRED', tab: 'Transactions', name: 'Credit Memo', level: 'Full' },
		...{ recordType: 'creditMemo', may: 'mayCreate', why: posts('credit memo') },
	},
	{
		...{ key: 'TRAN_CUSTRFND', tab: 'Transactions', name: 'Customer Refund', level: 'Full' },
		...{ recordType: 'customerRefund', may: 'mayCreate', why: posts('customer refund') },
	},
	{
		...{ key: 'TRAN_JOURNAL', tab: 'Transactions', name: 'Make Journal Entry', level: 'Create' },
		...{ recordType: 'journalEntry', may: 'mayCreate', isForAll: true, isOptional: true },
		why: 'Only Settlement Journal Create needs it',
	},
	{
		...{ key: 'TRAN_DEPOSIT', tab: 'Transactions', name: 'Deposit', level: 'Create' },
		...{ recordType: 'deposit', may: 'mayCreate', isForAll: true, isOptional: true },
		why: 'Settlement Journal Create looks for a deposit that is booked already, and deposits what lies in Undeposited Funds',
	},
	{
		key: `[scriptid=${settlementRecord.type}]`,
		...{ tab: 'Custom Record', name: 'Amazon Settlement Summary', level: 'Full' },
		...{ recordType: settlementRecord.type, may: 'mayCreate' },
		why: 'Without it no settlement can be recorded',
	},
	{
		key: `[scriptid=${runRecord.type}]`,
		...{ tab: 'Custom Record', name: 'Amazon Settlement Run', level: 'Full' },
		...{ recordType: runRecord.type, may: 'mayCreate' },
		why: 'Without it no payment is made: each run marks itself, so that two do not pay one settlement at once',
	},
	{
		key: `[scriptid=${transactionRecord.type}]`,
		...{ tab: 'Custom Record', name: 'Amazon Settlement Transaction', level: 'Full' },
		...{ recordType: transactionRecord.type, may: 'mayCreate' },
		why: 'Without it no settlement can be recorded',
	},
];

export interface PermissionFacts {
	/** What reading it gave, by table. */
	tables: ReadonlyMap<string, Answer<unknown>>;
	catalog: Catalog;
}

/** Those that the scope and the settings have a use for. */
export function permissionsFor(wanted: Wanted): Permission[] {
	return PERMISSIONS.filter(
		({ isForAll = false, segment }) =>
			wanted.scope === 'all' || (!isForAll && (segment === undefined || uses(wanted, segment))),
	);
}

export async function readTables(
	client: NetSuiteClient,
	wanted: Wanted,
): Promise<PermissionFacts['tables']> {
	const tables = permissionsFor(wanted).flatMap(({ table }) => table ?? []);
	const answers = tables.map(
		async (table): Promise<[string, Answer<unknown>]> => [
			table,
			await answerOf(
				async () =>
					await query(client, `SELECT id FROM ${table} ORDER BY id`, [], `read ${table}`, 1),
			),
		],
	);
	return new Map(await Promise.all(answers));
}

const { blocking, warning, unknown, ok } = findingsOf('Permissions');

export function judgePermissions(wanted: Wanted, facts: PermissionFacts): Finding[] {
	return permissionsFor(wanted).flatMap((permission) => judgeOne(permission, wanted, facts));
}

const nameOf = ({ tab, name, level }: Permission) => `${tab}: ${name} (${level})`;

function judgeOne(permission: Permission, wanted: Wanted, facts: PermissionFacts): Finding[] {
	const { why, table, recordType, may, featureField, segment, isOptional = false } = permission;
	const missing = (seen: string): Finding[] => {
		const problem = {
			code: 'PERMISSION_MISSING' as const,
			title: `Permission missing: ${nameOf(permission)}`,
			what: seen,
			why,
			whereToClick: `Setup > Users/Roles > Manage Roles > (the role of this login) > Edit > Permissions > ${permission.tab}: add ${permission.name}, level ${permission.level}`,
		};
		const isUsed = !isOptional && (segment === undefined || uses(wanted, segment));
		return [isUsed ? blocking(problem) : warning(problem)];
	};
	const held = () => [
		ok('PERMISSION_HELD', `Permission: ${nameOf(permission)}`, 'Seen by what the login may do'),
	];
	if (table !== undefined) {
		const answer = facts.tables.get(table);
		if (answer === undefined) {
			return [];
		}
		if (answer.refusal === undefined) {
			return held();
		}
		// Where invoices have no such field the feature is off: that is no matter of the role.
		const invoice = facts.catalog.get('invoice')?.got;
		const isOff = featureField !== undefined && invoice?.schema.has(featureField) === false;
		return isOff ? [] : missing(`NetSuite does not show the table: ${reasonOf(answer.refusal)}`);
	}
	const entry = facts.catalog.get(recordType ?? '');
	if (entry === undefined) {
		return [];
	}
	if (entry.refusal !== undefined) {
		return isRefusedType(entry.refusal)
			? missing(`NetSuite does not show the record type: ${reasonOf(entry.refusal)}`)
			: [
					unknown({
						code: 'NOT_CHECKABLE',
						title: `Not checkable with this role: ${nameOf(permission)}`,
						what: `NetSuite's catalog does not say it: ${reasonOf(entry.refusal)}`,
						why,
						whereToClick:
							'Setup > Users/Roles > Manage Roles > (the role of this login): look whether it is there',
					}),
				];
	}
	return may === undefined || entry.got[may]
		? held()
		: missing(
				`NetSuite's catalog does not offer this login to ${may === 'mayCreate' ? 'create' : 'change'} such records`,
			);
}
