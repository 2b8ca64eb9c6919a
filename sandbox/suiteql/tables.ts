// The tables SuiteQL sees, their columns and how a record of the books becomes rows of them. Which
// columns the real tables have: netsuite help and public queries; `subsidiary` is missing on purpose,
// the account is not a OneWorld account.
import { DEFAULT_EXPONENT } from '../books/money';
import { text, type BookRecord } from '../books/record';
import { TRANSACTIONS, type Field, type RecordType } from '../fields';
import {
	column,
	columnOf,
	flag,
	sqlValue,
	type Column,
	type SqlValue,
	type Table,
} from './columns';
import { transactionTables } from './transactionTables';

/** The whole path of a classification; here they have no parents. */
const FULL_NAME: Array<[Column, (record: BookRecord) => SqlValue]> = [
	[column('fullname'), ({ fields }) => text(fields.name)],
];

/** Columns some tables have beside the fields of their records. */
const MORE_COLUMNS: Record<string, Array<[Column, (record: BookRecord) => SqlValue]>> = {
	account: [
		[column('fullname'), ({ fields }) => text(fields.acctName)],
		[
			column('accountsearchdisplayname'),
			({ fields }) => [fields.acctNumber, fields.acctName].filter(Boolean).join(' '),
		],
	],
	accountingPeriod: [
		[column('isposting'), ({ fields }) => flag(!fields.isQuarter && !fields.isYear)],
	],
	// The first currency is the account's own.
	currency: [[column('isbasecurrency'), ({ id }) => flag(id === '1')]],
	subsidiary: FULL_NAME,
	location: FULL_NAME,
	department: FULL_NAME,
	classification: FULL_NAME,
	customer: [
		[column('fullname'), ({ fields }) => text(fields.entityId ?? fields.companyName)],
		[column('altname'), ({ fields }) => text(fields.companyName)],
	],
};

function listTable(name: string, group: string, fields: Field[]): Table {
	const more = MORE_COLUMNS[name] ?? [];
	return {
		name: name.toLowerCase(),
		group,
		columns: [...fields.map(columnOf), ...more.map(([extra]) => extra)],
		indexes: ['id', 'externalid', ...parentColumns(fields)],
		rows: (record) => [
			[
				...fields.map((field) =>
					field.name === 'id'
						? Number(record.id)
						: sqlValue(record.fields[field.name], field, DEFAULT_EXPONENT),
				),
				...more.map(([, value]) => value(record)),
			],
		],
	};
}

/** References of custom records are what they are looked up by. */
function parentColumns(fields: Field[]): string[] {
	return fields
		.filter(({ name, target }) => target !== undefined && name.startsWith('custrecord'))
		.map(({ name }) => name);
}

function itemTable(types: RecordType[]): Table {
	const sqlTypes = new Map(types.map(({ name, sqlType }) => [name, sqlType ?? '']));
	const table = listTable('item', 'item', types[0].fields);
	const ownRows = table.rows;
	return {
		...table,
		columns: [...table.columns, column('fullname'), column('itemtype'), column('istaxable')],
		rows: (record, books) =>
			ownRows(record, books).map((row) => [
				...row,
				text(record.fields.itemId),
				sqlTypes.get(record.type) ?? '',
				// Whether NetSuite would add tax to a line with it, by whatever set-up.
				flag(Number(record.fields.sandboxTaxRate ?? books.preferences.taxRate) > 0),
			]),
	};
}

/** Customers as the table of all entities shows them; there are no vendors or employees here. */
const ENTITY_TABLE: Table = {
	name: 'entity',
	group: 'customer',
	columns: [
		column('id', 'number'),
		column('entityid'),
		column('altname'),
		column('type'),
		column('isinactive'),
		column('externalid'),
	],
	indexes: ['id'],
	rows: ({ id, fields }) => [
		[
			Number(id),
			text(fields.entityId),
			text(fields.companyName),
			'CustJob',
			flag(fields.isInactive),
			fields.externalId === undefined ? null : text(fields.externalId),
		],
	],
};

/** All tables: those of transactions, one for all kinds of items, one per other record type. */
export function tablesOf(types: RecordType[]): Table[] {
	const transactions = types.filter(({ group }) => group === TRANSACTIONS);
	const items = types.filter(({ group }) => group === 'item');
	const lists = types.filter((type) => !transactions.includes(type) && !items.includes(type));
	return [
		...transactionTables(transactions),
		itemTable(items),
		ENTITY_TABLE,
		...lists.map(({ name, group, fields }) => listTable(name, group, fields)),
	];
}
