// SQLite tables kept in step with the books. A change in the books only marks a record; before a query the
// marked records' rows are written anew, in the tables that it reads and no others; a table is made when it is
// first read. The books stay the truth, the rows follow.
import type { Database, Statement } from 'sql.js';
import type { Books } from '../books/books';
import type { BookRecord } from '../books/record';
import type { Column, Table } from './columns';
import { sqliteName } from './compile';
import { quotedName } from './scope';

const OWNER = 'ns_record';
const SQL_KINDS: Record<Column['kind'], string> = { text: 'TEXT', number: 'NUMERIC', date: 'TEXT' };

interface Statements {
	insert: Statement;
	remove: Statement;
}

function createTable(database: Database, { name, columns, indexes }: Table): Statements {
	const table = sqliteName(name);
	const definitions = columns.map(
		(column) => `${quotedName(column.name)} ${SQL_KINDS[column.kind]}`,
	);
	database.run(`CREATE TABLE ${table} (${definitions.join(', ')}, ${OWNER} TEXT)`);
	for (const indexed of [...indexes, OWNER]) {
		const index = quotedName(`${name}_${indexed}`);
		database.run(`CREATE INDEX ${index} ON ${table} (${quotedName(indexed)})`);
	}
	const marks = [...columns, OWNER].map(() => '?').join(', ');
	return {
		insert: database.prepare(`INSERT INTO ${table} VALUES (${marks})`),
		remove: database.prepare(`DELETE FROM ${table} WHERE ${OWNER} = ?`),
	};
}

/** Items of all kinds fill one table, other list tables have their own type's records only. */
function isOf(table: Table, type: string): boolean {
	return table.group === 'transaction' || table.group === 'item' || table.group === type;
}

interface Mirrored {
	table: Table;
	/** None until the table is first read. */
	statements?: Statements;
	/** Ids of records whose rows are out of date. */
	marked: Set<string>;
	/** Ids of records that may have rows. */
	written: Set<string>;
}

/** The returned function makes the tables of the names given, or brings them up to date. */
export function mirrorBooks(
	books: Books,
	tables: Table[],
	database: Database,
	isShown: (record: BookRecord) => boolean,
): (names: Iterable<string>) => void {
	const mirrored = new Map<string, Mirrored>();
	const byGroup = new Map<string, Mirrored[]>();
	for (const table of tables) {
		const { name, group } = table;
		const one: Mirrored = {
			table,
			marked: new Set(books.inGroup(group).map(({ id }) => id)),
			written: new Set(),
		};
		mirrored.set(name, one);
		byGroup.set(group, [...(byGroup.get(group) ?? []), one]);
	}
	books.onChange((group, id) => byGroup.get(group)?.forEach(({ marked }) => marked.add(id)));

	const rewrite = ({ table, written }: Mirrored, { insert, remove }: Statements, id: string) => {
		if (written.has(id)) {
			remove.run([id]);
		}
		const record = books.get(table.group, id);
		const hasRows = record && isOf(table, record.type) && isShown(record);
		for (const row of hasRows ? table.rows(record, books) : []) {
			insert.run([...row, id]);
		}
		written.add(id);
	};

	return (names) => {
		const late = [...names].flatMap((name) => mirrored.get(name) ?? []);
		if (late.every(({ marked, statements }) => statements && marked.size === 0)) {
			return;
		}
		database.run('BEGIN');
		for (const one of late) {
			const statements = (one.statements ??= createTable(database, one.table));
			one.marked.forEach((id) => rewrite(one, statements, id));
			one.marked.clear();
		}
		database.run('COMMIT');
	};
}
