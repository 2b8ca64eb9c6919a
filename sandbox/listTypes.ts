// The record types transactions refer to: customers, accounts, currencies, periods, items and the
// classifications. Items have one type per kind, as in NetSuite, and share one pool of ids.
import {
	choice,
	field,
	ITEMS,
	RECORD_STAMPS,
	reference,
	type Field,
	type RecordType,
} from './fields';

function named(name: string, label: string, more: Field[] = []): RecordType {
	return {
		name,
		label,
		group: name,
		fields: [
			...RECORD_STAMPS,
			field('name', 'text', { mandatory: true, filterable: true }),
			field('isInactive', 'boolean', { filterable: true }),
			...more,
		],
		sublists: [],
	};
}

/** One record type per kind of item, as in NetSuite; all share ids, and lines point into the group. */
function item(name: string, label: string, sqlType: string): RecordType {
	return {
		name,
		label,
		sqlType,
		group: ITEMS,
		fields: [
			...RECORD_STAMPS,
			field('itemId', 'text', { label: 'Item Name/Number', mandatory: true, filterable: true }),
			field('displayName', 'text', { filterable: true }),
			field('isInactive', 'boolean', { filterable: true }),
			reference('incomeAccount', 'account'),
			// Serial and lot numbers are a kind of record of their own in NetSuite; here they are marks.
			field('isSerialItem', 'boolean'),
			field('isLotItem', 'boolean'),
			field('useBins', 'boolean'),
			// Not NetSuite's: tax it would add to a line by its tax set-up, in percent.
			field('sandboxTaxRate', 'number'),
		],
		sublists: [],
	};
}

export const LIST_TYPES: RecordType[] = [
	{
		name: 'customer',
		label: 'Customer',
		group: 'customer',
		fields: [
			...RECORD_STAMPS,
			field('entityId', 'text', { filterable: true }),
			field('companyName', 'text', { filterable: true }),
			field('firstName', 'text', { filterable: true }),
			field('lastName', 'text', { filterable: true }),
			field('isPerson', 'boolean', { filterable: true }),
			field('email', 'text', { filterable: true }),
			reference('currency', 'currency', { filterable: true, feature: 'multipleCurrencies' }),
			reference('parent', 'customer', { filterable: true }),
			reference('receivablesAccount', 'account'),
			field('isInactive', 'boolean', { filterable: true }),
		],
		sublists: [],
	},
	{
		name: 'account',
		label: 'Account',
		group: 'account',
		fields: [
			...RECORD_STAMPS,
			field('acctNumber', 'text', { filterable: true }),
			field('acctName', 'text', { label: 'Name', mandatory: true, filterable: true }),
			choice(
				'acctType',
				{
					AcctRec: 'Accounts Receivable',
					Bank: 'Bank',
					OthCurrAsset: 'Other Current Asset',
					OthCurrLiab: 'Other Current Liability',
					Income: 'Income',
					Expense: 'Expense',
					COGS: 'Cost of Goods Sold',
					OthIncome: 'Other Income',
					OthExpense: 'Other Expense',
					CredCard: 'Credit Card',
					LongTermLiab: 'Long Term Liability',
				},
				{ label: 'Type', mandatory: true },
			),
			reference('currency', 'currency', { feature: 'multipleCurrencies' }),
			field('isInactive', 'boolean', { filterable: true }),
		],
		sublists: [],
	},
	{
		...named('currency', 'Currency', [
			field('symbol', 'text', { filterable: true }),
			field('exchangeRate', 'number'),
		]),
		readOnly: true,
		feature: 'multipleCurrencies',
	},
	{
		...named('accountingPeriod', 'Accounting Period', [
			field('periodName', 'text', { filterable: true }),
			field('startDate', 'date', { filterable: true }),
			field('endDate', 'date', { filterable: true }),
			field('closed', 'boolean', { filterable: true }),
			field('arLocked', 'boolean'),
			field('allLocked', 'boolean'),
			field('isAdjust', 'boolean'),
			field('isQuarter', 'boolean'),
			field('isYear', 'boolean'),
		]),
		readOnly: true,
	},
	item('inventoryItem', 'Inventory Item', 'InvtPart'),
	item('nonInventorySaleItem', 'Non-inventory Item', 'NonInvtPart'),
	item('serviceSaleItem', 'Service', 'Service'),
	item('otherChargeSaleItem', 'Other Charge', 'OthCharge'),
	{ ...named('location', 'Location'), feature: 'locations' },
	{ ...named('department', 'Department'), feature: 'departments' },
	{ ...named('classification', 'Class'), feature: 'classes' },
];

/** Of OneWorld accounts only. */
export const SUBSIDIARY_TYPE: RecordType = { ...named('subsidiary', 'Subsidiary'), readOnly: true };
