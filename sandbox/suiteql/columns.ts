// The words SuiteQL's tables are described in: columns and their kinds, and how values of the books are
// kept in SQLite: references and amounts as numbers, flags as T and F, dates as ISO text.
import type { Books } from '../books/books';
import { text, type BookRecord, type Value } from '../books/record';
import type { Field } from '../fields';

export type ColumnKind = 'text' | 'number' | 'date';
export type SqlValue = string | number | null;

export interface Column {
	name: string;
	kind: ColumnKind;
	/** The group of records the column points into: what BUILTIN.DF shows the name of. */
	target?: string;
	/** Not there in this account: its rows keep their place, no query sees it. */
	isAbsent?: boolean;
	/** BUILTIN.DF of a column that is no reference, as SQL over the row. */
	display?: (alias: string) => string;
}

export interface Table {
	name: string;
	/** The group whose records make its rows. */
	group: string;
	columns: Column[];
	indexes: string[];
	/** One array per row, in the order of the columns. */
	rows(record: BookRecord, books: Books): SqlValue[][];
}

export function column(
	name: string,
	kind: ColumnKind = 'text',
	more: Partial<Column> = {},
): Column {
	return { name, kind, ...more };
}

export function flag(value: Value | undefined): string {
	return value === true ? 'T' : 'F';
}

/** Moments are kept as `2026-01-31 10:00:00`, so that they compare with dates. */
export function moment(value: Value | undefined): SqlValue {
	return value === undefined ? null : text(value).replace('T', ' ').replace('Z', '');
}

export function id(value: Value | undefined): SqlValue {
	return value === undefined || value === '' ? null : Number(value);
}

export function decimal(units: number, exponent: number): number {
	return units / 10 ** exponent;
}

function kindOf(field: Field): ColumnKind {
	switch (field.kind) {
		case 'integer':
		case 'number':
		case 'money':
			return 'number';
		case 'reference':
			return field.target === undefined ? 'text' : 'number';
		case 'date':
		case 'datetime':
			return 'date';
		default:
			return 'text';
	}
}

/** A field as a column: lower case, and references as numbers. */
export function columnOf(field: Field): Column {
	const name = field.name.toLowerCase();
	return column(name, field.name === 'id' ? 'number' : kindOf(field), { target: field.target });
}

export function sqlValue(value: Value | undefined, field: Field, exponent: number): SqlValue {
	switch (field.kind) {
		case 'boolean':
			return flag(value);
		case 'money':
			return value === undefined ? null : decimal(Number(value), exponent);
		case 'reference':
			return field.target === undefined ? text(value) || null : id(value);
		case 'datetime':
			return moment(value);
		default:
			return value === undefined ? null : (value as SqlValue);
	}
}
