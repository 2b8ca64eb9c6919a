// Expressions of SuiteQL as SQLite expressions, each with the kind of value it gives: that is how dates
// are told from texts when rows go out. What is not listed here is refused.
import type { Expr, ExprBinary, ExprCall, SelectStatement } from 'pgsql-ast-parser';
import { addAsDate, compareTerms } from './comparison';
import { AGGREGATES, FUNCTIONS, toChar, type Term } from './functions';
import { unsupportedQuery } from './refusals';
import { resolve, type Scope } from './scope';

export interface Compiler {
	lists: Map<string, string[]>;
	/** The moment of the query, for SYSDATE. */
	now: Date;
	select(statement: SelectStatement, outer: Scope): { sql: string };
	/** SQL that shows the name of a referenced record. */
	nameOfReference(group: string, id: string): string | undefined;
}

const COMPARISONS = new Set(['=', '<>', '!=', '<', '>', '<=', '>=']);
const ARITHMETIC = new Set(['+', '-', '*', '/']);
const LOGIC = new Set(['AND', 'OR']);
const MEMBERSHIP = new Set(['IN', 'NOT IN']);
const LIKENESS = new Set(['LIKE', 'NOT LIKE']);

function quotedText(value: string): string {
	return `'${value.replace(/'/g, "''")}'`;
}

/** SYSDATE is a name to the parser, CURRENT_DATE a keyword. */
function clock(name: string, now: Date): Term | undefined {
	const iso = now.toISOString();
	switch (name.toLowerCase()) {
		case 'sysdate':
		case 'systimestamp':
		case 'current_timestamp':
			return { sql: quotedText(iso.slice(0, 19).replace('T', ' ')), kind: 'date' };
		case 'rownum':
			return { sql: 'ROW_NUMBER() OVER ()', kind: 'number' };
		case 'current_date':
			return { sql: quotedText(iso.slice(0, 10)), kind: 'date' };
		default:
			return undefined;
	}
}

function isSelect(expression: Expr): expression is Expr & SelectStatement {
	return ['select', 'union', 'union all'].includes(expression.type);
}

/** BUILTIN.DF: what the interface shows for a column's value. */
function displayOf(args: Expr[], scope: Scope, compiler: Compiler): Term {
	const [argument] = args;
	if (args.length !== 1 || argument.type !== 'ref') {
		throw unsupportedQuery();
	}
	const { source, column, sql } = resolve(argument, scope);
	const shown =
		column.display?.(`"${source.alias}"`) ??
		(column.target ? compiler.nameOfReference(column.target, sql) : undefined);
	return shown ? { sql: `(${shown})`, kind: 'text' } : { sql, kind: column.kind };
}

function compileCall(call: ExprCall, scope: Scope, compiler: Compiler): Term {
	const name = call.function.name.toLowerCase();
	if (call.over ?? call.filter ?? call.withinGroup ?? call.orderBy) {
		throw unsupportedQuery();
	}
	if (call.function.schema?.toLowerCase() === 'builtin' && name === 'df') {
		return displayOf(call.args, scope, compiler);
	}
	if (
		call.function.schema?.toLowerCase() === 'builtin' &&
		name === 'cf' &&
		call.args.length === 1
	) {
		// The value as it stands in the field's own format: a number stays one.
		return compileExpression(call.args[0], scope, compiler);
	}
	if (name === 'exists' && isSelect(call.args[0])) {
		return { sql: `EXISTS (${compiler.select(call.args[0], scope).sql})`, kind: 'number' };
	}
	const known = call.function.schema ? undefined : FUNCTIONS.get(name);
	if (!known || call.args.length < known.least || call.args.length > known.most) {
		throw unsupportedQuery();
	}
	const [first] = call.args;
	if (name === 'count' && first.type === 'ref' && first.name === '*') {
		return { sql: 'COUNT(*)', kind: 'number' };
	}
	const args = call.args.map((argument) => compileExpression(argument, scope, compiler));
	if (call.distinct === 'distinct') {
		if (!AGGREGATES.has(name)) {
			throw unsupportedQuery();
		}
		return known.build([{ ...args[0], sql: `DISTINCT ${args[0].sql}` }]);
	}
	return known.build(args);
}

/** The right side of IN: a sub-query, a list set aside by prepare(), a list or a single value. */
function compileMembers(members: Expr, scope: Scope, compiler: Compiler): string {
	if (isSelect(members)) {
		return compiler.select(members, scope).sql;
	}
	if (members.type === 'parameter' && compiler.lists.has(members.name)) {
		return compiler.lists.get(members.name)?.join(', ') ?? '';
	}
	const list = members.type === 'list' ? members.expressions : [members];
	return list.map((member) => compileExpression(member, scope, compiler).sql).join(', ');
}

function compileBinary(expression: ExprBinary, scope: Scope, compiler: Compiler): Term {
	const operator = String(expression.op);
	const left = compileExpression(expression.left, scope, compiler);
	if (MEMBERSHIP.has(operator)) {
		const members = compileMembers(expression.right, scope, compiler);
		return { sql: `(${left.sql} ${operator} (${members}))`, kind: 'number' };
	}
	const right = compileExpression(expression.right, scope, compiler);
	if (COMPARISONS.has(operator)) {
		return compareTerms(left, operator, right, [expression.left, expression.right]);
	}
	if (ARITHMETIC.has(operator)) {
		return addAsDate(left, operator, right) ?? arithmetic(left, operator, right);
	}
	if (operator === '||') {
		const [start, end] = [left, right].map((side) => (side.kind === 'date' ? toChar(side) : side));
		// Oracle joins an empty value as an empty text, SQLite would make all of it null.
		return { sql: `(IFNULL(${start.sql}, '') || IFNULL(${end.sql}, ''))`, kind: 'text' };
	}
	if (LOGIC.has(operator) || LIKENESS.has(operator)) {
		return { sql: `(${left.sql} ${operator} ${right.sql})`, kind: 'number' };
	}
	throw unsupportedQuery();
}

function arithmetic(left: Term, operator: string, right: Term): Term {
	// Oracle divides as decimals, SQLite would divide whole numbers as whole numbers.
	const divisor = operator === '/' ? `CAST(${right.sql} AS REAL)` : right.sql;
	return { sql: `(${left.sql} ${operator} ${divisor})`, kind: 'number' };
}

export function compileExpression(expression: Expr, scope: Scope, compiler: Compiler): Term {
	if (isSelect(expression)) {
		return { sql: `(${compiler.select(expression, scope).sql})`, kind: 'number' };
	}
	switch (expression.type) {
		case 'ref': {
			const time = expression.table ? undefined : clock(expression.name, compiler.now);
			if (time) {
				return time;
			}
			const { sql, column } = resolve(expression, scope);
			return { sql, kind: column.kind };
		}
		case 'keyword': {
			const time = clock(expression.keyword, compiler.now);
			if (!time) {
				throw unsupportedQuery();
			}
			return time;
		}
		case 'string':
			return { sql: quotedText(expression.value), kind: 'text' };
		case 'integer':
		case 'numeric':
			return { sql: String(expression.value), kind: 'number' };
		case 'null':
			return { sql: 'NULL', kind: 'text' };
		case 'parameter':
			return { sql: expression.name, kind: 'text' };
		case 'call':
			return compileCall(expression, scope, compiler);
		case 'binary':
			return compileBinary(expression, scope, compiler);
		case 'unary': {
			const { sql, kind } = compileExpression(expression.operand, scope, compiler);
			return ['IS NULL', 'IS NOT NULL'].includes(expression.op)
				? { sql: `(${sql} ${expression.op})`, kind: 'number' }
				: { sql: `(${expression.op} ${sql})`, kind };
		}
		case 'ternary': {
			const { value, lo, hi, op } = expression;
			const own = compileExpression(value, scope, compiler);
			const [low, high] = [lo, hi].map((bound) => compileExpression(bound, scope, compiler));
			const [from, to] = [
				compareTerms(own, '>=', low, [value, lo]),
				compareTerms(own, '<=', high, [value, hi]),
			];
			const between = `(${from.sql} AND ${to.sql})`;
			return { sql: op === 'BETWEEN' ? between : `(NOT ${between})`, kind: 'number' };
		}
		case 'case': {
			const compiled = (part: Expr) => compileExpression(part, scope, compiler);
			const subject = expression.value ? ` ${compiled(expression.value).sql}` : '';
			const whens = expression.whens.map(
				({ when, value }) => `WHEN ${compiled(when).sql} THEN ${compiled(value).sql}`,
			);
			const other = expression.else ? ` ELSE ${compiled(expression.else).sql}` : '';
			const { kind } = compiled(expression.whens[0].value);
			return { sql: `(CASE${subject} ${whens.join(' ')}${other} END)`, kind };
		}
		default:
			throw unsupportedQuery();
	}
}
