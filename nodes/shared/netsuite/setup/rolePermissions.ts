// The permissions of the role, by what they let it do: rows, and nothing but rows.
import { runRecord, settlementRecord, transactionRecord } from '../records/schema';
import type { ReferenceKind } from './wanted';

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
		key: 'LIST_ACCOUNT',
		tab: 'Lists',
		name: 'Accounts',
		level: 'View',
		table: 'account',
		why: 'Accounts are found by name, and payments read back',
	},
	{
		key: 'LIST_CURRENCY',
		tab: 'Lists',
		name: 'Currency',
		level: 'View',
		table: 'currency',
		why: 'Every run reads the currencies before it posts anything',
		featureField: 'currency',
	},
	{
		key: 'LIST_ITEM',
		tab: 'Lists',
		name: 'Items',
		level: 'View',
		table: 'item',
		why: 'Refund items are found by name, and invoice lines read',
	},
	{
		key: 'LIST_CUSTJOB',
		tab: 'Lists',
		name: 'Customers',
		level: 'View',
		table: 'customer',
		why: 'Payments are made for the customer of the invoice',
	},
	{
		key: 'LIST_SUBSIDIARY',
		tab: 'Lists',
		name: 'Subsidiaries',
		level: 'View',
		table: 'subsidiary',
		why: 'Subsidiaries are found by name',
		featureField: 'subsidiary',
		segment: 'subsidiary',
	},
	{
		key: 'LIST_DEPARTMENT',
		tab: 'Lists',
		name: 'Departments',
		level: 'View',
		table: 'department',
		why: 'Departments are found by name',
		featureField: 'department',
		segment: 'department',
	},
	{
		key: 'LIST_CLASS',
		tab: 'Lists',
		name: 'Classes',
		level: 'View',
		table: 'classification',
		why: 'Classes are found by name',
		featureField: 'class',
		segment: 'class',
	},
	{
		key: 'LIST_LOCATION',
		tab: 'Lists',
		name: 'Locations',
		level: 'View',
		table: 'location',
		why: 'Locations are found by name',
		featureField: 'location',
		segment: 'location',
	},
	{
		key: 'ADMI_ACCTPERIODS',
		tab: 'Setup',
		name: 'Manage Accounting Periods',
		level: 'View',
		table: 'accountingperiod',
		why: 'Without it a closed period is noticed only when NetSuite refuses each document',
	},
	{
		key: 'TRAN_SALESORD',
		tab: 'Transactions',
		name: 'Sales Order',
		level: 'View',
		recordType: 'salesOrder',
		why: 'Invoices are found through the sales order of an Amazon order',
		isForAll: true,
	},
	{
		key: 'TRAN_CUSTINVC',
		tab: 'Transactions',
		name: 'Invoice',
		level: 'View',
		recordType: 'invoice',
		why: 'Without it no invoice is found, and every order looks as if it were missing',
	},
	{
		key: 'TRAN_CASHSALE',
		tab: 'Transactions',
		name: 'Cash Sale',
		level: 'Edit',
		recordType: 'cashSale',
		may: 'mayEdit',
		isForAll: true,
		why: 'Cash sales that settle an order get a link to their settlement',
	},
	{
		key: 'TRAN_CUSTPYMT',
		tab: 'Transactions',
		name: 'Customer Payment',
		level: 'Full',
		recordType: 'customerPayment',
		may: 'mayCreate',
		why: posts('customer payment'),
	},
	{
		key: 'TRAN_CUSTCRED',
		tab: 'Transactions',
		name: 'Credit Memo',
		level: 'Full',
		recordType: 'creditMemo',
		may: 'mayCreate',
		why: posts('credit memo'),
	},
	{
		key: 'TRAN_CUSTRFND',
		tab: 'Transactions',
		name: 'Customer Refund',
		level: 'Full',
		recordType: 'customerRefund',
		may: 'mayCreate',
		why: posts('customer refund'),
	},
	{
		key: 'TRAN_JOURNAL',
		tab: 'Transactions',
		name: 'Make Journal Entry',
		level: 'Create',
		recordType: 'journalEntry',
		may: 'mayCreate',
		isForAll: true,
		isOptional: true,
		why: 'Only Settlement Journal Create needs it',
	},
	{
		key: 'TRAN_DEPOSIT',
		tab: 'Transactions',
		name: 'Deposit',
		level: 'Create',
		recordType: 'deposit',
		may: 'mayCreate',
		isForAll: true,
		isOptional: true,
		why: 'Settlement Journal Create looks for a deposit that is booked already, and deposits what lies in Undeposited Funds',
	},
	{
		key: `[scriptid=${settlementRecord.type}]`,
		tab: 'Custom Record',
		name: 'Amazon Settlement Summary',
		level: 'Full',
		recordType: settlementRecord.type,
		may: 'mayCreate',
		why: 'Without it no settlement can be recorded',
	},
	{
		key: `[scriptid=${runRecord.type}]`,
		tab: 'Custom Record',
		name: 'Amazon Settlement Run',
		level: 'Full',
		recordType: runRecord.type,
		may: 'mayCreate',
		why: 'Without it no payment is made: each run marks itself, so that two do not pay one settlement at once',
	},
	{
		key: `[scriptid=${transactionRecord.type}]`,
		tab: 'Custom Record',
		name: 'Amazon Settlement Transaction',
		level: 'Full',
		recordType: transactionRecord.type,
		may: 'mayCreate',
		why: 'Without it no settlement can be recorded',
	},
];
