// The functions Oracle has and SQLite lacks, given to the database under names starting with ns_.
import type { Database } from 'sql.js';
import {
	addDays,
	addMonths,
	asDate,
	daysBetween,
	lastDay,
	numberText,
	toChar,
	toDate,
} from './dates';

type Scalar = string | number | null;

/** A function that gives null for null, as all of Oracle's do. */
function addFunction(
	database: Database,
	name: string,
	run: (...args: Array<string & number>) => Scalar,
): void {
	const wrapped = (...args: Scalar[]) =>
		args.some((one) => one === null) ? null : run(...(args as Array<string & number>));
	// SQLite asks the function itself how many arguments it takes.
	Object.defineProperty(wrapped, 'length', { value: run.length });
	database.create_function(name, wrapped);
}

export function addFunctions(database: Database): void {
	addFunction(database, 'ns_to_char', (value, format) => toChar(value, format));
	addFunction(database, 'ns_to_date', (value, format) => toDate(value, format));
	addFunction(database, 'ns_as_date', (value) => asDate(value));
	addFunction(database, 'ns_add_days', (value, days) => addDays(value, Number(days)));
	addFunction(database, 'ns_days_between', (later, earlier) => daysBetween(later, earlier));
	addFunction(database, 'ns_add_months', (value, months) => addMonths(value, Number(months)));
	addFunction(database, 'ns_last_day', (value) => lastDay(value));
	addFunction(database, 'ns_number_text', (value) =>
		typeof value === 'number' ? numberText(value) : value,
	);
}
