// The links between documents: one row per pair of lines, or per pair of documents. They belong to the
// later document: it says what it bills and what it is applied to.
import type { Books } from '../books/books';
import { amount, linesOf, text, type BookRecord } from '../books/record';
import { column, decimal, type SqlValue } from './columns';

export const LINK_COLUMNS = [
	column('previousdoc', 'number', { target: 'transaction' }),
	column('previousline', 'number'),
	column('previoustype'),
	column('nextdoc', 'number', { target: 'transaction' }),
	column('nextline', 'number'),
	column('nexttype'),
	column('linktype'),
	column('foreignamount', 'number'),
	column('amount', 'number'),
];

export function linkRows(record: BookRecord, books: Books): SqlValue[][] {
	const exponent = books.exponent(record);
	const row = (document: string, line: number, ownLine: number, kind: string, units: number) => {
		const previous = books.get('transaction', document);
		return [
			Number(document),
			line,
			previous ? (books.typeOf(previous).sqlType ?? '') : '',
			Number(record.id),
			ownLine,
			books.typeOf(record).sqlType ?? '',
			kind,
			decimal(units, exponent),
			decimal(units, exponent),
		];
	};
	return [
		...linesOf(record, 'item')
			.filter((line) => line.orderDoc !== undefined)
			.map((line) =>
				row(
					text(line.orderDoc),
					amount(line.orderLine),
					amount(line.line),
					record.type === 'itemFulfillment' ? 'ShipRcpt' : 'OrdBill',
					amount(line.amount),
				),
			),
		...linesOf(record, 'apply').map((line) =>
			row(text(line.doc), amount(line.line), 0, 'Payment', amount(line.amount)),
		),
	];
}

export const HEADER_LINKS = LINK_COLUMNS.filter(({ name }) => !/line$|amount$/.test(name));

/** One row per pair of documents, without lines and amounts. */
export function headerLinkRows(record: BookRecord, books: Books): SqlValue[][] {
	const kept = LINK_COLUMNS.map(({ name }) => HEADER_LINKS.some((own) => own.name === name));
	const rows = linkRows(record, books).map((row) => row.filter((_, position) => kept[position]));
	return [...new Map(rows.map((row) => [row.join(), row])).values()];
}
