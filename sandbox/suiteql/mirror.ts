// SQLite tables kept in step with the books. A change in the books only marks a record; before the next
// query the marked records' rows are written anew. The books stay the truth, the rows follow.
import type { Database, Statement } from 'sql.js';
import type { Books } from '../books/books';
import type { Column, Table } from './columns';
import { sqliteName } from './compile';
import { quotedName } from './scope';

const OWNER = 'ns_record';
const SQL_KINDS: Record<Column['kind'], string> = { text: 'TEXT', number: 'NUMERIC', date: 'TEXT' };

function createTables(database: Database, tables: Table[]): void {
	for (const { name, columns, indexes } of tables) {
		const table = sqliteName(name);
		const definitions = columns.map(
			(column) => `${quotedName(column.name)} ${SQL_KINDS[column.kind]}`,
		);
		database.run(`CREATE TABLE ${table} (${definitions.join(', ')}, ${OWNER} TEXT)`);
		for (const indexed of [...indexes, OWNER]) {
			const index = quotedName(`${name}_${indexed}`);
			database.run(`CREATE INDEX ${index} ON ${table} (${quotedName(indexed)})`);
		}
	}
}

/** Items of all kinds fill one table, other list tables have their own type's records only. */
function isOf(table: Table, type: string): boolean {
	return table.group === 'transaction' || table.group === 'item' || table.group === type;
}

/** Makes the tables; the returned function brings them up to date. */
export function mirrorBooks(books: Books, tables: Table[], database: Database): () => void {
	createTables(database, tables);
	const prepared = (make: (table: Table) => string) =>
		new Map<Table, Statement>(tables.map((table) => [table, database.prepare(make(table))]));
	const inserts = prepared(({ name, columns }) => {
		const marks = [...columns, OWNER].map(() => '?').join(', ');
		return `INSERT INTO ${sqliteName(name)} VALUES (${marks})`;
	});
	const deletes = prepared(({ name }) => `DELETE FROM ${sqliteName(name)} WHERE ${OWNER} = ?`);
	const tablesByGroup = new Map<string, Table[]>();
	for (const table of tables) {
		tablesByGroup.set(table.group, [...(tablesByGroup.get(table.group) ?? []), table]);
	}

	/** Records whose rows are out of date, and those that have rows at all. */
	const marked = new Map<string, [group: string, id: string]>();
	const written = new Set<string>();
	books.onChange((group, id) => {
		marked.set(`${group}/${id}`, [group, id]);
	});
	for (const group of tablesByGroup.keys()) {
		for (const { id } of books.inGroup(group)) {
			marked.set(`${group}/${id}`, [group, id]);
		}
	}

	const rewrite = (owner: string, group: string, id: string) => {
		const record = books.get(group, id);
		for (const table of tablesByGroup.get(group) ?? []) {
			if (written.has(owner)) {
				deletes.get(table)?.run([owner]);
			}
			for (const row of record && isOf(table, record.type) ? table.rows(record, books) : []) {
				inserts.get(table)?.run([...row, owner]);
			}
		}
		written.add(owner);
	};

	return () => {
		if (marked.size === 0) {
			return;
		}
		database.run('BEGIN');
		for (const [owner, [group, id]] of marked) {
			rewrite(owner, group, id);
		}
		database.run('COMMIT');
		marked.clear();
	};
}
