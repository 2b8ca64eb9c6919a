// Which records a run takes: what always holds, what the node's filters say, and either a SuiteQL
// condition or a dataset that the user edits. General: a kind of record hands in its query, and gets rows.
import type { NetSuiteClient } from './client';
import { safeCondition } from './condition';
import type { DatasetKeys } from './dataset';
import { datasetKeys } from './dataset';
import { NetSuiteError } from './netSuiteError';
import type { Row } from './suiteql';
import { KEYS_MAX, query, queryByKeys, required } from './suiteql';

/** A part of WHERE with its bound values. */
export interface Clause {
	sql: string;
	params: string[];
}

/** What can be selected. */
export interface Selectable {
	/** `SELECT a.id AS id, ... FROM table a JOIN ...`, without WHERE. */
	select: string;
	table: string;
	/** Alias of the record in `select`; conditions of users name its columns by it. */
	alias: string;
	/** For messages, such as `Settlement Transaction`. */
	label: string;
}

export interface Criteria {
	/** SuiteQL, added with AND; '' for none. */
	condition: string;
	/** Script id; instead of a condition. */
	datasetId: string;
	/** At most so many rows, 0 for all. */
	limit: number;
}

export const EVERYTHING: Criteria = { condition: '', datasetId: '', limit: 0 };

/** `column IN (?, ?)`; none for no values, so that an empty list means "any". */
export function among(column: string, values: readonly string[]): Clause[] {
	return values.length === 0
		? []
		: [{ sql: `${column} IN (${values.map(() => '?').join(', ')})`, params: [...values] }];
}

export const whereOf = (clauses: Clause[]) => clauses.map(({ sql }) => sql).join(' AND ');
export const paramsOf = (clauses: Clause[]) => clauses.flatMap(({ params }) => params);

/** All that fits, in the order of internal ids. `clauses` hold whatever the user's criteria say. */
export async function selectRows(
	client: NetSuiteClient,
	from: Selectable,
	clauses: Clause[],
	criteria: Criteria,
): Promise<Row[]> {
	const doing = `select ${from.label} records`;
	if (criteria.datasetId.trim() !== '') {
		return await selectByDataset(client, from, clauses, criteria, doing);
	}
	const condition = safeCondition(criteria.condition);
	const all = condition === '' ? clauses : [...clauses, { sql: `(${condition})`, params: [] }];
	const sql = `${from.select} WHERE ${whereOf(all)} ORDER BY ${from.alias}.id`;
	try {
		return await query(client, sql, paramsOf(all), doing, criteria.limit || undefined);
	} catch (error) {
		throw aboutCondition(error, condition, from);
	}
}

/** With a condition of the user's in it, a query that NetSuite does not understand is the user's to mend. */
function aboutCondition(error: unknown, condition: string, { label, alias }: Selectable): Error {
	const isRefused = error instanceof NetSuiteError && error.code === 'NETSUITE_VALIDATION';
	return condition !== '' && isRefused && error.status === 400
		? new NetSuiteError(
				'SELECTION_INVALID',
				`NetSuite does not understand the condition '${condition}': ${error.message}`,
				`Correct 'Condition' in the node; columns of the ${label} are written ${alias}.column`,
				error.status,
			)
		: (error as Error);
}

async function selectByDataset(
	client: NetSuiteClient,
	from: Selectable,
	clauses: Clause[],
	{ datasetId, limit }: Criteria,
	doing: string,
): Promise<Row[]> {
	const keys = await datasetKeys(client, datasetId, from.label);
	const params = paramsOf(clauses);
	const rows = await queryByKeys(
		client,
		`${from.select} WHERE ${from.alias}.${keys.column} IN (:keys) AND ${whereOf(clauses)}
			ORDER BY ${from.alias}.id`,
		keys.values,
		doing,
		KEYS_MAX,
		params,
	);
	await refuseStrangers(client, from, datasetId, keys, rows);
	const sorted = rows.sort((left, right) => Number(left.id) - Number(right.id));
	return limit > 0 ? sorted.slice(0, limit) : sorted;
}

/** A dataset of another record has ids too: what it lists must be records of ours, taken or not. */
async function refuseStrangers(
	client: NetSuiteClient,
	{ table, label }: Selectable,
	datasetId: string,
	{ column, values }: DatasetKeys,
	taken: Row[],
): Promise<void> {
	const known = new Set(taken.map((row) => required(row, column)));
	const others = [...new Set(values)].filter((value) => !known.has(value));
	const passedOver = await queryByKeys(
		client,
		`SELECT r.${column} AS ${column} FROM ${table} r WHERE r.${column} IN (:keys) ORDER BY r.id`,
		others,
		`look up ${label} records of a dataset`,
	);
	const existing = new Set(passedOver.map((row) => row[column]));
	const strangers = others.filter((value) => !existing.has(value));
	if (strangers.length > 0) {
		throw new NetSuiteError(
			'SELECTION_INVALID',
			`The dataset ${datasetId} lists ${strangers.length} records that are no ${label}, the first has the ID ${strangers[0]}`,
			`Base the dataset on the record ${label}, with its own Internal ID as a column`,
		);
	}
}
