// The query engine: a SuiteQL text is checked, parsed, compiled and run on SQLite tables that mirror the
// books; its rows go out as NetSuite sends them, every value a text.
import initSqlJs, { type SqlJsStatic, type Statement } from 'sql.js';
import { parse, type SelectStatement } from 'pgsql-ast-parser';
import type { Books } from '../books/books';
import type { Features, Preferences } from '../books/preferences';
import type { BookRecord } from '../books/record';
import { ITEMS } from '../fields';
import type { RoleView } from '../roleView';
import type { Column, SqlValue, Table } from './columns';
import { compileStatement, type Catalogue } from './compile';
import { accountDate, numberText } from './dates';
import { mirrorBooks } from './mirror';
import { prepare, type PreparedQuery } from './prepare';
import { invalidQuery, unsupportedQuery } from './refusals';
import { isRefused } from './refusedWords';
import { addFunctions } from './sqlFunctions';
import { tablesOf } from './tables';
import { FOREIGN_NAMES } from './transactionTables';

export type Parameters = Array<string | number | null>;

export interface QueryResult {
	/** Strings only, nulls left out. */
	rows: Array<Record<string, string>>;
	total: number;
}

export interface QueryEngine {
	run(query: string, parameters: Parameters, limit: number, offset: number): QueryResult;
	close(): void;
}

/** What a reference shows, by the group it points into. */
const NAME_COLUMNS: Record<string, [table: string, column: string]> = {
	transaction: ['transaction', 'trandisplayname'],
	customer: ['customer', 'entityid'],
	item: ['item', 'itemid'],
	account: ['account', 'acctname'],
	accountingPeriod: ['accountingperiod', 'periodname'],
};

/** A row as the service sends it. */
function textRow(values: SqlValue[], columns: Column[]): Record<string, string> {
	const row: Record<string, string> = {};
	for (const [position, { name, kind }] of columns.entries()) {
		const value = values[position];
		if (value === null) {
			continue;
		}
		if (typeof value === 'number') {
			row[name] = numberText(value);
		} else {
			row[name] = kind === 'date' ? accountDate(value) : value;
		}
	}
	return row;
}

/** Rows of what the role may not see are not there. */
function isShown(record: BookRecord, books: Books, role: RoleView | undefined): boolean {
	return role === undefined || (role.may(books.typeOf(record), 'VIEW') && role.sees(record));
}

const COLUMNS_OF_FEATURES: Partial<Record<keyof Features, string[]>> = {
	multipleCurrencies: ['transaction.currency', 'transaction.exchangerate'],
	departments: ['transactionline.department'],
	classes: ['transactionline.class'],
	locations: ['transactionline.location'],
};

/** Amounts in the currency of the document; without `foreign` where an account has the one currency only. */
const FOREIGN_COLUMNS = [
	...FOREIGN_NAMES.map((name) => `transaction.${name}`),
	'transactionline.foreignamount',
	'nexttransactionlinelink.foreignamount',
];

/** The tables as this account has them: without the columns of features that are off. */
function withoutAbsent(
	tables: Table[],
	{ features, absentColumns, foreignColumns }: Preferences,
): Table[] {
	const names = Object.entries(COLUMNS_OF_FEATURES) as Array<[keyof Features, string[]]>;
	const isPlain = !features.multipleCurrencies && foreignColumns === 'hidden';
	const absent = new Set([
		...absentColumns,
		...(isPlain ? FOREIGN_COLUMNS : FOREIGN_COLUMNS.map((name) => name.replace('foreign', ''))),
		...names.flatMap(([feature, columns]) => (features[feature] ? [] : columns)),
	]);
	return tables.map((table) => ({
		...table,
		columns: table.columns.map((column) => ({
			...column,
			isAbsent: absent.has(`${table.name}.${column.name}`),
		})),
	}));
}

const MOST_PARSED = 200;
let engineCode: Promise<SqlJsStatic> | undefined;

/** Parsing costs far more than running, and a test suite opens hundreds of sandboxes: shared by all. */
const parsed = new Map<string, SelectStatement>();

function parseOnce({ sql }: PreparedQuery): SelectStatement {
	const known = parsed.get(sql);
	if (known) {
		return known;
	}
	const statement = parseSelect(sql);
	if (parsed.size >= MOST_PARSED) {
		parsed.clear();
	}
	parsed.set(sql, statement);
	return statement;
}

export async function createQueryEngine(books: Books, role?: RoleView): Promise<QueryEngine> {
	engineCode ??= initSqlJs();
	const database = new (await engineCode).Database();
	database.run('PRAGMA case_sensitive_like = ON');
	addFunctions(database);
	const tables = withoutAbsent(tablesOf(books.types.all), books.preferences);
	const catchUp = mirrorBooks(books, tables, database, (record) => isShown(record, books, role));

	const lacking = (name: string) => {
		const group = tables.find((one) => one.name === name)?.group ?? '';
		// Items of all kinds are one table and one permission.
		const type =
			group === ITEMS
				? books.types.all.find((one) => one.group === ITEMS)
				: books.types.find(group);
		return type !== undefined && (type.isHidden || role?.may(type, 'VIEW') === false);
	};

	const catalogue: Catalogue = {
		isLacking: lacking,
		tables: new Map(tables.map((table) => [table.name, table])),
		nameColumn: (group) => {
			const [table, column] = NAME_COLUMNS[group] ?? [group.toLowerCase(), 'name'];
			return catalogue.tables.has(table) && !lacking(table) ? { table, column } : undefined;
		},
	};

	const read = (sql: string, bound: Record<string, SqlValue>): SqlValue[][] => {
		let statement: Statement | undefined;
		try {
			statement = database.prepare(sql, bound);
			const rows: SqlValue[][] = [];
			while (statement.step()) {
				rows.push(statement.get() as SqlValue[]);
			}
			return rows;
		} catch {
			// What SQLite refuses (an ambiguous column, a text that is not a date) NetSuite refuses too.
			throw unsupportedQuery();
		} finally {
			statement?.free();
		}
	};

	return {
		run: (query, parameters, limit, offset) => {
			const prepared = prepare(query);
			if (prepared.placeholders !== parameters.length) {
				throw invalidQuery(
					`The query has ${prepared.placeholders} placeholders but ${parameters.length} parameters.`,
				);
			}
			if (isRefused(prepared.sql, books.preferences.refusedSql)) {
				throw unsupportedQuery();
			}
			const statement = parseOnce(prepared);
			const compiled = compileStatement(statement, catalogue, prepared.lists, books.now());
			catchUp(compiled.tables);
			const { sql, limited } =
				prepared.top === undefined
					? compiled
					: { sql: `${compiled.sql} LIMIT ${prepared.top}`, limited: true };
			const bound = Object.fromEntries(
				parameters.map((value, position) => [`$${position + 1}`, value]),
			);
			const page = limited ? `SELECT * FROM (${sql})` : sql;
			const rows = read(`${page} LIMIT ${limit} OFFSET ${offset}`, bound);
			const isAll = offset === 0 && rows.length < limit;
			const total = isAll
				? rows.length
				: Number(read(`SELECT COUNT(*) FROM (${sql})`, bound)[0][0]);
			return { rows: rows.map((row) => textRow(row, compiled.columns)), total };
		},
		close: () => {
			database.close();
		},
	};
}

function parseSelect(sql: string): SelectStatement {
	let statements;
	try {
		statements = parse(sql);
	} catch {
		throw unsupportedQuery();
	}
	const [statement, ...others] = statements;
	if (others.length > 0 || !['select', 'union', 'union all'].includes(statement?.type)) {
		throw unsupportedQuery();
	}
	return statement as SelectStatement;
}
