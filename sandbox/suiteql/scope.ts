// What a query can name at one place: the tables it reads from, by their aliases, and through them the
// tables of the query around it. A name nobody knows is refused in NetSuite's words.
import type { ExprRef } from 'pgsql-ast-parser';
import type { Column } from './columns';
import { unknownIdentifier } from './refusals';

export interface Source {
	alias: string;
	/** The table's name, or the alias of a sub-query. */
	table: string;
	columns: Column[];
}

export interface Scope {
	sources: Source[];
	outer?: Scope;
}

export interface ResolvedColumn {
	source: Source;
	column: Column;
	sql: string;
}

export function quotedName(name: string): string {
	return `"${name.replace(/"/g, '""')}"`;
}

function refused(name: string, scope: Scope) {
	return unknownIdentifier(
		name,
		scope.sources.map(({ alias, table }): [string, string] => [alias, table]),
	);
}

export function resolve(ref: ExprRef, scope: Scope): ResolvedColumn {
	const wantedSource = ref.table?.name.toLowerCase();
	const name = ref.name.toLowerCase();
	for (let place: Scope | undefined = scope; place; place = place.outer) {
		for (const source of place.sources) {
			const column = source.columns.find((candidate) => candidate.name === name);
			if (column && (wantedSource === undefined || wantedSource === source.alias)) {
				return { source, column, sql: `${quotedName(source.alias)}.${quotedName(name)}` };
			}
		}
	}
	throw refused(ref.table ? `${ref.table.name}.${ref.name}` : ref.name, scope);
}

/** The columns `*` or `alias.*` stands for. */
export function expand(ref: ExprRef, scope: Scope): ResolvedColumn[] {
	const wanted = ref.table?.name.toLowerCase();
	const sources = scope.sources.filter(({ alias }) => wanted === undefined || alias === wanted);
	if (sources.length === 0) {
		throw refused(`${ref.table?.name ?? ''}.*`, scope);
	}
	return sources.flatMap((source) =>
		source.columns.map((column) => ({
			source,
			column,
			sql: `${quotedName(source.alias)}.${quotedName(column.name)}`,
		})),
	);
}
