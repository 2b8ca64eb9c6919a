// SuiteQL with bound parameters: every page of a query, and look-ups by many keys at once.
// All values come back as strings (or are missing when null); names come back in lower case.
import { z } from '../../vendor';
import type { NetSuiteClient } from './client';
import { NetSuiteError } from './netSuiteError';

export type Row = Record<string, string | undefined>;

/** NetSuite's own limits: 1000 rows a page, 1000 arguments in one IN (article_0824094533). */
export const ROWS_MAX = 1000;
export const KEYS_MAX = 1000;
/** 100,000 rows in all (help section_156414087576). */
export const PAGES_MAX = 100;

const page = z.object({
	hasMore: z.boolean(),
	items: z.array(z.record(z.unknown())),
});

function row(item: Record<string, unknown>): Row {
	const cells = Object.entries(item).filter(
		([name, value]) => name !== 'links' && value !== null && value !== undefined,
	);
	return Object.fromEntries(cells.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** One line; texts in quotes keep their blanks. */
function oneLine(sql: string): string {
	return sql.replace(/'(?:[^']|'')*'|\s+/g, (part) => (part.startsWith("'") ? part : ' ')).trim();
}

/** All rows, or the first `rowsMax`. The query must order by something unique, or pages may overlap. */
export async function query(
	client: NetSuiteClient,
	sql: string,
	params: string[],
	doing: string,
	rowsMax: number = Infinity,
): Promise<Row[]> {
	const rows: Row[] = [];
	const limit = Math.min(ROWS_MAX, rowsMax);
	for (let pagesRead = 0; pagesRead < PAGES_MAX; pagesRead += 1) {
		const answer = await client.expect(
			{
				method: 'POST',
				path: '/services/rest/query/v1/suiteql',
				query: { limit: String(limit), offset: String(pagesRead * limit) },
				headers: { Prefer: 'transient' },
				body: { q: oneLine(sql), params },
			},
			true,
			doing,
		);
		const read = page.safeParse(answer.body);
		if (!read.success) {
			throw new NetSuiteError('NETSUITE_UNREACHABLE', `NetSuite gave no SuiteQL rows to ${doing}`);
		}
		rows.push(...read.data.items.map(row));
		if (!read.data.hasMore || rows.length >= rowsMax) {
			return rows.slice(0, rowsMax);
		}
	}
	throw new NetSuiteError(
		'NETSUITE_VALIDATION',
		`More than ${PAGES_MAX * ROWS_MAX} rows came back to ${doing}`,
		'Select less at once: one settlement, one account, or a shorter time',
	);
}

/**
 * `sql` gets the text `?, ?, ...` in place of `:keys`; keys are asked for in chunks, side by side.
 * `params` are bound after the keys, so their places stand behind them.
 */
export async function queryByKeys(
	client: NetSuiteClient,
	sql: string,
	keys: Iterable<string>,
	doing: string,
	keysPerQuery: number = KEYS_MAX,
	params: string[] = [],
): Promise<Row[]> {
	const unique = [...new Set(keys)];
	const chunks: string[][] = [];
	for (let start = 0; start < unique.length; start += keysPerQuery) {
		chunks.push(unique.slice(start, start + keysPerQuery));
	}
	const answers = await Promise.all(
		chunks.map(async (chunk) => {
			const asked = sql.replace(':keys', chunk.map(() => '?').join(', '));
			return await query(client, asked, [...chunk, ...params], doing);
		}),
	);
	return answers.flat();
}

/** A column that the query cannot do without. */
export function required(cells: Row, column: string): string {
	const value = cells[column];
	if (value === undefined) {
		throw new NetSuiteError(
			'NETSUITE_PERMISSION',
			`NetSuite left the column '${column}' out of a query`,
			'Give the role of the access token permission to see this field',
		);
	}
	return value;
}
