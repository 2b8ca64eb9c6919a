// A parsed SuiteQL query as one SQLite statement. Every table and column is looked up on the way, so
// that unknown ones are refused as NetSuite does, and every result column keeps its kind.
import type {
	Expr,
	From,
	OrderByStatement,
	SelectedColumn,
	SelectFromStatement,
	SelectStatement,
} from 'pgsql-ast-parser';
import type { Column, Table } from './columns';
import { compileExpression, type Compiler } from './expression';
import { hiddenRecord, unknownTable, unsupportedQuery } from './refusals';
import { expand, quotedName, type Scope, type Source } from './scope';

interface CompiledSelect {
	sql: string;
	columns: Column[];
	/** True when the statement itself says how many rows it wants. */
	limited: boolean;
}

export interface CompiledQuery extends CompiledSelect {
	/** Names of the tables it reads, whether directly, in a sub-query or for a name shown. */
	tables: ReadonlySet<string>;
}

export interface Catalogue {
	tables: Map<string, Table>;
	/** A table that the role may not read, or whose feature is off. */
	isLacking(table: string): boolean;
	/** Where the name of a referenced record stands. */
	nameColumn(group: string): { table: string; column: string } | undefined;
}

/** How tables are called inside SQLite, where `transaction` is a keyword. */
export function sqliteName(table: string): string {
	return quotedName(`ns_${table}`);
}

interface Selected {
	sql: string;
	column: Column;
}

export function compileStatement(
	statement: SelectStatement,
	catalogue: Catalogue,
	lists: Map<string, string[]>,
	now: Date,
): CompiledQuery {
	const tables = new Set<string>();
	const compiler: Compiler = {
		lists,
		now,
		select: (inner, outer) => compileSelect(inner, outer),
		nameOfReference: (group, id) => {
			const shown = catalogue.nameColumn(group);
			if (shown === undefined) {
				return undefined;
			}
			tables.add(shown.table);
			return `SELECT ${quotedName(shown.column)} FROM ${sqliteName(shown.table)} WHERE id = ${id}`;
		},
	};

	function compileSource(from: From, scope: Scope): [sql: string, source: Source] {
		if (from.type === 'statement') {
			const inner = compileSelect(from.statement as SelectStatement, scope.outer);
			const alias = from.alias.toLowerCase();
			return [
				`(${inner.sql}) AS ${quotedName(alias)}`,
				{ alias, table: alias, columns: inner.columns },
			];
		}
		if (from.type !== 'table') {
			throw unsupportedQuery();
		}
		const name = from.name.name.toLowerCase();
		const table = from.name.schema ? undefined : catalogue.tables.get(name);
		if (!table) {
			throw unknownTable(from.name.name);
		}
		if (catalogue.isLacking(name)) {
			throw hiddenRecord(from.name.name);
		}
		tables.add(name);
		const alias = (from.name.alias ?? name).toLowerCase();
		return [
			`${sqliteName(name)} AS ${quotedName(alias)}`,
			{ alias, table: name, columns: table.columns.filter(({ isAbsent }) => !isAbsent) },
		];
	}

	/** Sources one by one, so that a join's condition sees only what stands before it. */
	function compileFrom(froms: From[], scope: Scope): string {
		return froms
			.map((from, position) => {
				const [sql, source] = compileSource(from, scope);
				scope.sources.push(source);
				if (position === 0) {
					return sql;
				}
				if (!from.join) {
					return `, ${sql}`;
				}
				if (!/^(INNER|LEFT|CROSS) JOIN$/.test(from.join.type) || from.join.using) {
					throw unsupportedQuery();
				}
				const on = from.join.on && compileExpression(from.join.on, scope, compiler).sql;
				return ` ${from.join.type} ${sql}${on ? ` ON ${on}` : ''}`;
			})
			.join('');
	}

	function compileColumn(selected: SelectedColumn, position: number, scope: Scope): Selected[] {
		const { expr, alias } = selected;
		if (expr.type === 'ref' && expr.name === '*') {
			return expand(expr, scope).map(({ sql, column }) => ({ sql, column }));
		}
		const own = expr.type === 'ref' ? expr.name : `expr${position + 1}`;
		const { sql, kind } = compileExpression(expr, scope, compiler);
		return [{ sql, column: { name: (alias?.name ?? own).toLowerCase(), kind } }];
	}

	function compileOrder(orders: OrderByStatement[], selected: Selected[], scope: Scope): string {
		return orders
			.map(({ by, order, nulls }) => {
				const sql = aliasOf(by, selected) ?? compileExpression(by, scope, compiler).sql;
				// Oracle puts nulls last when ascending and first when descending.
				const place = nulls ?? (order === 'DESC' ? 'FIRST' : 'LAST');
				return `${sql} ${order ?? 'ASC'} NULLS ${place}`;
			})
			.join(', ');
	}

	function compileFromStatement(
		select: SelectFromStatement,
		outer: Scope | undefined,
	): CompiledSelect {
		if (!select.from || select.for || Array.isArray(select.distinct)) {
			throw unsupportedQuery();
		}
		const scope: Scope = { sources: [], outer };
		const from = compileFrom(select.from, scope);
		const rownum = takeRownum(select.where);
		const selected = (select.columns ?? []).flatMap((column, position) =>
			compileColumn(column, position, scope),
		);
		const named = selected.map(({ sql, column }) => `${sql} AS ${quotedName(column.name)}`);
		const clause = (keyword: string, sql: string | undefined) => (sql ? ` ${keyword} ${sql}` : '');
		const expression = (part: Expr | undefined | null) =>
			part ? compileExpression(part, scope, compiler).sql : undefined;
		const grouping = select.groupBy?.map((part) => expression(part)).join(', ');
		const orders = select.orderBy ?? [];
		const wanted = expression(select.limit?.limit) ?? rownum.limit;
		if (rownum.limit !== undefined && orders.length > 0) {
			throw unsupportedQuery();
		}
		const skipped = expression(select.limit?.offset);
		const limited = wanted !== undefined || skipped !== undefined;
		return {
			sql:
				`SELECT ${select.distinct === 'distinct' ? 'DISTINCT ' : ''}${named.join(', ')} FROM ${from}` +
				clause('WHERE', expression(rownum.where)) +
				clause('GROUP BY', grouping) +
				clause('HAVING', expression(select.having)) +
				clause('ORDER BY', compileOrder(orders, selected, scope)) +
				(limited ? ` LIMIT ${wanted ?? '-1'}` : '') +
				clause('OFFSET', skipped),
			columns: selected.map(({ column }) => column),
			limited,
		};
	}

	function compileSelect(select: SelectStatement, outer?: Scope): CompiledSelect {
		switch (select.type) {
			case 'select':
				return compileFromStatement(select, outer);
			case 'union':
			case 'union all': {
				const left = compileSelect(select.left as SelectStatement, outer);
				const right = compileSelect(select.right as SelectStatement, outer);
				const sql = `${left.sql} ${select.type.toUpperCase()} ${right.sql}`;
				return { sql, columns: left.columns, limited: right.limited };
			}
			default:
				throw unsupportedQuery();
		}
	}

	return { ...compileSelect(statement), tables };
}

/** ORDER BY may name a result column: by its alias, or by its position. */
function aliasOf(by: Expr, selected: Selected[]): string | undefined {
	if (by.type === 'integer') {
		return String(by.value);
	}
	if (by.type !== 'ref' || by.table) {
		return undefined;
	}
	const name = by.name.toLowerCase();
	return selected.some(({ column }) => column.name === name) ? quotedName(name) : undefined;
}

/** Takes `ROWNUM <= n` out of a condition, where it stands beside others. */
function takeRownum(where: Expr | null | undefined): { where?: Expr | null; limit?: string } {
	if (where?.type !== 'binary') {
		return { where };
	}
	const { left, op, right } = where;
	if (left.type === 'ref' && left.name === 'rownum' && right.type === 'integer') {
		const limit = op === '<=' ? right.value : op === '<' ? right.value - 1 : undefined;
		return limit === undefined ? { where } : { limit: String(limit) };
	}
	if (op !== 'AND') {
		return { where };
	}
	const [before, after] = [takeRownum(left), takeRownum(right)];
	const limit = before.limit ?? after.limit;
	if (limit === undefined) {
		return { where };
	}
	const rest =
		before.where && after.where
			? { ...where, left: before.where, right: after.where }
			: (before.where ?? after.where);
	return { where: rest, limit };
}
