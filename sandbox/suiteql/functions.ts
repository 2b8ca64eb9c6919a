// The functions SuiteQL may call: which SQLite expression each becomes and what kind of value it gives.
// A function that is not here is refused, not guessed.
import type { ColumnKind } from './columns';

export interface Term {
	sql: string;
	kind: ColumnKind;
}

type Build = (args: Term[]) => Term;

const text = (name: string): Build => {
	return (args) => ({ sql: `${name}(${sqlOf(args)})`, kind: 'text' });
};
const numeric = (name: string): Build => {
	return (args) => ({ sql: `${name}(${sqlOf(args)})`, kind: 'number' });
};
/** The value is one of the arguments, so it has their kind. */
const oneOf = (name: string): Build => {
	return (args) => ({ sql: `${name}(${sqlOf(args)})`, kind: args[0].kind });
};
const date = (name: string): Build => {
	return (args) => ({ sql: `${name}(${sqlOf(args)})`, kind: 'date' });
};

function sqlOf(args: Term[]): string {
	return args.map(({ sql }) => sql).join(', ');
}

/** DECODE(x, a, b, c, d, e): pairs of search and result, then a default. */
function decode([value, ...rest]: Term[]): Term {
	const whens: string[] = [];
	let position = 0;
	for (; position + 1 < rest.length; position += 2) {
		whens.push(`WHEN ${value.sql} IS ${rest[position].sql} THEN ${rest[position + 1].sql}`);
	}
	const other = rest[position]?.sql ?? 'NULL';
	return { sql: `CASE ${whens.join(' ')} ELSE ${other} END`, kind: rest[1].kind };
}

interface Callable {
	least: number;
	most: number;
	build: Build;
}

function callable(least: number, most: number, build: Build): Callable {
	return { least, most, build };
}

const MANY = 100;

export const AGGREGATES = new Set(['count', 'sum', 'min', 'max', 'avg']);

export const FUNCTIONS = new Map<string, Callable>(
	Object.entries({
		count: callable(1, 1, numeric('COUNT')),
		sum: callable(1, 1, numeric('SUM')),
		avg: callable(1, 1, numeric('AVG')),
		min: callable(1, 1, oneOf('MIN')),
		max: callable(1, 1, oneOf('MAX')),
		nvl: callable(2, 2, oneOf('IFNULL')),
		nvl2: callable(3, 3, ([value, present, absent]) => ({
			sql: `CASE WHEN ${value.sql} IS NOT NULL THEN ${present.sql} ELSE ${absent.sql} END`,
			kind: present.kind,
		})),
		coalesce: callable(2, MANY, oneOf('COALESCE')),
		nullif: callable(2, 2, oneOf('NULLIF')),
		greatest: callable(2, MANY, oneOf('MAX')),
		least: callable(2, MANY, oneOf('MIN')),
		decode: callable(3, MANY, decode),
		abs: callable(1, 1, numeric('ABS')),
		round: callable(1, 2, numeric('ROUND')),
		mod: callable(2, 2, numeric('MOD')),
		lower: callable(1, 1, text('LOWER')),
		upper: callable(1, 1, text('UPPER')),
		trim: callable(1, 1, text('TRIM')),
		ltrim: callable(1, 2, text('LTRIM')),
		rtrim: callable(1, 2, text('RTRIM')),
		substr: callable(2, 3, text('SUBSTR')),
		replace: callable(3, 3, text('REPLACE')),
		concat: callable(2, 2, ([left, right]) => ({
			sql: `(${left.sql} || ${right.sql})`,
			kind: 'text',
		})),
		length: callable(1, 1, numeric('LENGTH')),
		instr: callable(2, 2, numeric('INSTR')),
		to_char: callable(1, 2, ([value, format]) => toChar(value, format)),
		to_date: callable(2, 2, date('ns_to_date')),
		to_number: callable(1, 1, ([value]) => ({
			sql: `CAST(${value.sql} AS NUMERIC)`,
			kind: 'number',
		})),
		add_months: callable(2, 2, date('ns_add_months')),
		last_day: callable(1, 1, date('ns_last_day')),
		trunc: callable(1, 1, ([value]) =>
			value.kind === 'date'
				? { sql: `SUBSTR(${value.sql}, 1, 10)`, kind: 'date' }
				: { sql: `CAST(${value.sql} AS INTEGER)`, kind: 'number' },
		),
	}),
);

export function toChar(value: Term, format?: Term): Term {
	if (value.kind !== 'date') {
		return { sql: `ns_number_text(${value.sql})`, kind: 'text' };
	}
	return { sql: `ns_to_char(${value.sql}, ${format?.sql ?? "'MM/DD/YYYY'"})`, kind: 'text' };
}
