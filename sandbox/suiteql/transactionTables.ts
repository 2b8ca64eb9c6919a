// The tables all transactions share: headers here, lines and links in files of their own. Totals of
// credit memos and refunds are negative (seen in public queries).
import type { Books } from '../books/books';
import { isApproved } from '../books/figures';
import { customerOf, text, type BookRecord } from '../books/record';
import { findField, type Field, type RecordType } from '../fields';
import { STATUS_LABELS } from '../statusLabels';
import { column, columnOf, decimal, flag, id, moment, sqlValue } from './columns';
import type { Column, SqlValue, Table } from './columns';
import {
	ACCOUNTING_COLUMNS,
	accountingRows,
	LINE_COLUMNS,
	lineRows,
	NEGATIVE_TOTALS,
	SUBSIDIARY_COLUMN,
} from './lineTable';
import { HEADER_LINKS, headerLinkRows, LINK_COLUMNS, linkRows } from './linkTables';

const PAYING_TYPES = new Set(['customerPayment', 'creditMemo']);

function quoted(value: string): string {
	return `'${value.replace(/'/g, "''")}'`;
}

/** BUILTIN.DF(status): "Invoice : Open". */
function statusDisplay(types: RecordType[]): (alias: string) => string {
	const cases = types.flatMap(({ name, label, sqlType = '' }) =>
		Object.entries(STATUS_LABELS[name] ?? {}).map(
			([letter, status]) =>
				`WHEN ${quoted(`${sqlType}:${letter}`)} THEN ${quoted(`${label} : ${status}`)}`,
		),
	);
	return (alias) => `CASE ${alias}.type || ':' || ${alias}.status ${cases.join(' ')} END`;
}

function typeDisplay(types: RecordType[]): (alias: string) => string {
	const cases = types.map(
		({ label, sqlType = '' }) => `WHEN ${quoted(sqlType)} THEN ${quoted(label)}`,
	);
	return (alias) => `CASE ${alias}.type ${cases.join(' ')} END`;
}

/** Of an invoice that nobody approved it is unknown: the seed chooses (README.md). */
function openOf(record: BookRecord, books: Books): SqlValue {
	const { open } = books.figures(record);
	if (isApproved(record)) {
		return decimal(open, books.exponent(record));
	}
	const { unapprovedOpen } = books.preferences;
	const told = { none: null, zero: 0, total: open }[unapprovedOpen];
	return told === null ? null : decimal(told, books.exponent(record));
}

/** The amounts of a document in its currency. */
export const FOREIGN_NAMES = [
	'foreigntotal',
	'foreignamountpaid',
	'foreignamountunpaid',
	'foreignpaymentamountunused',
	'foreignpaymentamountused',
];

type Cell = [Column, (record: BookRecord, books: Books) => SqlValue];

function headerCells(types: RecordType[], bodyFields: Field[]): Cell[] {
	const sqlTypes = new Map(types.map(({ name, sqlType }) => [name, sqlType ?? '']));
	const labels = new Map(types.map(({ name, label }) => [name, label]));
	const sign = (record: BookRecord) => (NEGATIVE_TOTALS.has(record.type) ? -1 : 1);
	const money =
		(applies: (record: BookRecord) => boolean, of: (record: BookRecord, books: Books) => number) =>
		(record: BookRecord, books: Books): SqlValue =>
			applies(record) ? decimal(of(record, books), books.exponent(record)) : null;
	const isInvoice = ({ type }: BookRecord) => type === 'invoice';
	const isPaying = ({ type }: BookRecord) => PAYING_TYPES.has(type);
	const value = (name: string) => (record: BookRecord) =>
		(record.fields[name] as SqlValue | undefined) ?? null;
	const amounts: Cell[] = [
		[
			column('foreigntotal', 'number'),
			money(
				() => true,
				(record, books) => sign(record) * books.figures(record).total,
			),
		],
		[
			column('foreignamountpaid', 'number'),
			money(isInvoice, (record, books) => books.figures(record).applied),
		],
		[
			column('foreignamountunpaid', 'number'),
			(record, books) => (isInvoice(record) ? openOf(record, books) : null),
		],
		[
			column('foreignpaymentamountunused', 'number'),
			money(isPaying, (record, books) => books.figures(record).open),
		],
		[
			column('foreignpaymentamountused', 'number'),
			money(isPaying, (record, books) => books.figures(record).applied),
		],
	];
	return [
		[column('id', 'number'), (record) => Number(record.id)],
		[column('tranid'), value('tranId')],
		[
			column('trandisplayname'),
			(record) => `${labels.get(record.type)} #${text(record.fields.tranId)}`,
		],
		[
			column('type', 'text', { display: typeDisplay(types) }),
			({ type }) => sqlTypes.get(type) ?? '',
		],
		[column('recordtype'), ({ type }) => type.toLowerCase()],
		[column('entity', 'number', { target: 'customer' }), (record) => id(customerOf(record))],
		[column('trandate', 'date'), value('tranDate')],
		[column('duedate', 'date'), value('dueDate')],
		[
			column('status', 'text', { display: statusDisplay(types) }),
			(record, books) => books.figures(record).status,
		],
		[column('currency', 'number', { target: 'currency' }), ({ fields }) => id(fields.currency)],
		[column('exchangerate', 'number'), value('exchangeRate')],
		[column('externalid'), value('externalId')],
		[column('otherrefnum'), value('otherRefNum')],
		[column('memo'), value('memo')],
		...amounts,
		...amounts.map(([{ name }, of]): Cell => [column(name.replace('foreign', ''), 'number'), of]),
		[
			column('postingperiod', 'number', { target: 'accountingPeriod' }),
			({ fields }) => id(fields.postingPeriod),
		],
		[column('posting'), (record) => flag(record.type !== 'salesOrder' && isApproved(record))],
		[column('approvalstatus', 'number'), ({ fields }) => id(fields.approvalStatus)],
		[column('isreversal'), ({ fields }) => flag(fields.isReversal)],
		[column('reversal', 'number'), ({ fields }) => id(fields.reversalEntry)],
		[column('reversaldate', 'date'), value('reversalDate')],
		[column('voided'), ({ fields }) => flag(fields.voided)],
		[column('createddate', 'date'), ({ fields }) => moment(fields.createdDate)],
		[column('lastmodifieddate', 'date'), ({ fields }) => moment(fields.lastModifiedDate)],
		...bodyFields.map(
			(field): Cell => [
				columnOf(field),
				(record, books) => sqlValue(record.fields[field.name], field, books.exponent(record)),
			],
		),
	];
}

export function transactionTables(types: RecordType[]): Table[] {
	const bodyFields = types[0].fields.filter(({ name }) => name.startsWith('custbody'));
	const cells = headerCells(types, bodyFields);
	const group = types[0].group;
	const isOneWorld = findField(types[0].fields, 'subsidiary') !== undefined;
	const lineLinks = {
		group,
		columns: LINK_COLUMNS,
		indexes: ['previousdoc', 'nextdoc'],
		rows: linkRows,
	};
	const headerLinks = { ...lineLinks, columns: HEADER_LINKS, rows: headerLinkRows };
	return [
		{
			name: 'transaction',
			group,
			columns: cells.map(([own]) => own),
			indexes: ['id', 'externalid', 'otherrefnum', 'entity'],
			rows: (record, books) => [cells.map(([, value]) => value(record, books))],
		},
		{
			name: 'transactionline',
			group,
			columns: [...LINE_COLUMNS, ...(isOneWorld ? [SUBSIDIARY_COLUMN] : [])],
			indexes: ['transaction', 'createdfrom'],
			rows: lineRows,
		},
		{
			name: 'transactionaccountingline',
			group,
			columns: ACCOUNTING_COLUMNS,
			indexes: ['transaction', 'account'],
			rows: accountingRows,
		},
		{ name: 'nexttransactionlinelink', ...lineLinks },
		{ name: 'previoustransactionlinelink', ...lineLinks },
		{ name: 'nexttransactionlink', ...headerLinks },
		{ name: 'previoustransactionlink', ...headerLinks },
	];
}
