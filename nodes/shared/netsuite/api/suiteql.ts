// SuiteQL with bound parameters: every page of a query, and look-ups by many keys at once.
// All values come back as strings (or are missing when null); names come back in lower case.
import { z } from '../../vendor';
import type { NetSuiteClient } from './client';
import { companyCurrency, inOwnWords } from './companyCurrency';
import { NetSuiteError } from './netSuiteError';
import { isRefusal } from './refusedPieces';

export type Row = Record<string, string | undefined>;

/** NetSuite's own limits: 1000 rows a page, 1000 arguments in one IN (article_0824094533). */
export const ROWS_MAX = 1000;
export const KEYS_MAX = 1000;
/** 100,000 rows in all (help section_156414087576). */
export const PAGES_MAX = 100;

const isItem = (item: unknown): boolean =>
	typeof item === 'object' && item !== null && !Array.isArray(item);

const page = z.object({
	hasMore: z.boolean(),
	/** Of all pages. */
	totalResults: z.number().int().optional().catch(undefined),
	items: z.array(z.custom<Record<string, unknown>>(isItem)),
});

type Page = z.infer<typeof page>;

function row(item: Record<string, unknown>): Row {
	const cells: Row = {};
	for (const [name, value] of Object.entries(item)) {
		if (name !== 'links' && value !== null && value !== undefined) {
			cells[name.toLowerCase()] = String(value);
		}
	}
	return cells;
}

/** One line; texts in quotes keep their blanks. */
function oneLine(sql: string): string {
	return sql.replace(/'(?:[^']|'')*'|\s+/g, (part) => (part.startsWith("'") ? part : ' ')).trim();
}

/**
 * All rows, or the first `rowsMax`. The first page says how many there are, the others are read side by side.
 * Fewer rows than NetSuite counts are read once more, for the books may change between two pages; then it is an
 * error. The query must order by something unique, or pages may overlap.
 */
export async function query(
	client: NetSuiteClient,
	sql: string,
	params: string[],
	doing: string,
	rowsMax: number = Infinity,
): Promise<Row[]> {
	const read = async (q: string) => await readPages(client, { q, params }, doing, rowsMax);
	const once = async () => await inOwnWords(client, oneLine(sql), plainly(client, doing), read);
	let { rows, counted } = await once();
	if (rows.length < counted) {
		({ rows, counted } = await once());
	}
	if (rows.length < counted) {
		throw new NetSuiteError(
			'NETSUITE_UNREACHABLE',
			`NetSuite counts ${counted} rows, but gave ${rows.length} of them to ${doing}`,
			'Run again: what is done is recognised. If it stays, show the message to your NetSuite administrator: nothing is posted on half a list',
		);
	}
	return rows;
}

/** For what is asked about the account itself. */
function plainly(client: NetSuiteClient, doing: string) {
	return async (q: string) => (await readPages(client, { q, params: [] }, doing, ROWS_MAX)).rows;
}

/** ISO codes by internal id of the currency; the company's own under '' where NetSuite has no other. */
export async function readCurrencies(client: NetSuiteClient): Promise<Map<string, string>> {
	const doing = 'read the currencies';
	try {
		const rows = await query(client, 'SELECT id, symbol FROM currency ORDER BY id', [], doing);
		return new Map(rows.map((row) => [required(row, 'id'), (row.symbol ?? '').toUpperCase()]));
	} catch (error) {
		const own = isRefusal(error) ? await companyCurrency(client, plainly(client, doing)) : null;
		if (own === null) {
			throw error as Error;
		}
		return new Map([['', own]]);
	}
}

interface Rows {
	rows: Row[];
	/** As NetSuite counts them, at most as many as were asked for. */
	counted: number;
}

async function readPages(
	client: NetSuiteClient,
	body: { q: string; params: string[] },
	doing: string,
	rowsMax: number,
): Promise<Rows> {
	const limit = Math.min(ROWS_MAX, rowsMax);
	const readPage = async (at: number): Promise<Page> => {
		const answer = await client.expect(
			{
				method: 'POST',
				path: '/services/rest/query/v1/suiteql',
				query: { limit: String(limit), offset: String(at * limit) },
				headers: { Prefer: 'transient' },
				body,
			},
			true,
			doing,
		);
		const read = page.safeParse(answer.body);
		if (!read.success) {
			throw new NetSuiteError('NETSUITE_UNREACHABLE', `NetSuite gave no SuiteQL rows to ${doing}`);
		}
		return read.data;
	};
	const pages = [await readPage(0)];
	let [last] = pages;
	while (last.hasMore && pages.length * limit < rowsMax) {
		const first = pages.length;
		const wanted = Math.ceil(Math.min(last.totalResults ?? 0, rowsMax) / limit);
		const count = Math.max(wanted - first, 1);
		if (first + count > PAGES_MAX) {
			throw tooManyRows(doing);
		}
		const next = Array.from({ length: count }, async (_, at) => await readPage(first + at));
		pages.push(...(await Promise.all(next)));
		last = pages[pages.length - 1];
	}
	const rows = pages.flatMap(({ items }) => items.map(row));
	return {
		rows: rows.length > rowsMax ? rows.slice(0, rowsMax) : rows,
		counted: Math.min(last.totalResults ?? 0, rowsMax),
	};
}

function tooManyRows(doing: string): NetSuiteError {
	return new NetSuiteError(
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
