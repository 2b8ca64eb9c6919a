// Comparisons and sums between values of different kinds, the way Oracle reads them: a text beside a
// date is a date in the account's format, beside a number a number; a number added to a date is days.
import type { Expr } from 'pgsql-ast-parser';
import type { Term } from './functions';

const LITERALS = new Set(['string', 'parameter']);

/** One side of a comparison, read as the kind of the other side where it is a literal text. */
function sideOf(term: Term, source: Expr, other: Term, otherSource: Expr): string {
	if (!LITERALS.has(source.type)) {
		return term.sql;
	}
	if (other.kind === 'date') {
		return `ns_as_date(${term.sql})`;
	}
	// Columns convert by themselves, and only so can their index be used.
	const converts = other.kind === 'number' && otherSource.type !== 'ref';
	return converts ? `CAST(${term.sql} AS NUMERIC)` : term.sql;
}

export function compareTerms(
	left: Term,
	operator: string,
	right: Term,
	[leftSource, rightSource]: [Expr, Expr],
): Term {
	const one = sideOf(left, leftSource, right, rightSource);
	const other = sideOf(right, rightSource, left, leftSource);
	return { sql: `(${one} ${operator} ${other})`, kind: 'number' };
}

/** A sum or difference with a date in it; undefined when there is none. */
export function addAsDate(left: Term, operator: string, right: Term): Term | undefined {
	if (left.kind !== 'date') {
		return undefined;
	}
	if (operator === '-' && right.kind === 'date') {
		return { sql: `ns_days_between(${left.sql}, ${right.sql})`, kind: 'number' };
	}
	return { sql: `ns_add_days(${left.sql}, ${operator}(${right.sql}))`, kind: 'date' };
}
