// A SuiteAnalytics dataset as a list of records: an administrator edits its criteria in NetSuite's own
// Workbook, we run it (help section_156577938018) and take the ids. All else is read by SuiteQL, because
// a dataset gives values as the screen shows them.
import { z } from '../../vendor';
import type { NetSuiteClient } from './client';
import { NetSuiteError } from './netSuiteError';
import { PAGES_MAX, ROWS_MAX } from './suiteql';

/** What the rows of a dataset name: internal ids, or external ids where it has no other column. */
export interface DatasetKeys {
	column: 'id' | 'externalid';
	values: string[];
}

const page = z.object({
	hasMore: z.boolean(),
	/** Of all pages. */
	totalResults: z.number().int().optional().catch(undefined),
	items: z.array(z.record(z.unknown())),
});

const SCRIPT_ID = /^\w+$/;

function invalid(message: string, remedy: string): NetSuiteError {
	return new NetSuiteError('SELECTION_INVALID', message, remedy);
}

async function rowsOf(
	client: NetSuiteClient,
	datasetId: string,
): Promise<Array<Record<string, unknown>>> {
	const rows: Array<Record<string, unknown>> = [];
	for (let pagesRead = 0; pagesRead < PAGES_MAX; pagesRead += 1) {
		const answer = await client.expect(
			{
				method: 'GET',
				path: `/services/rest/query/v1/dataset/${datasetId}/result`,
				query: { limit: String(ROWS_MAX), offset: String(pagesRead * ROWS_MAX) },
				headers: { Prefer: 'transient' },
			},
			true,
			`run the dataset ${datasetId}`,
		);
		const read = page.safeParse(answer.body);
		if (!read.success) {
			throw new NetSuiteError(
				'NETSUITE_UNREACHABLE',
				`NetSuite gave no rows of the dataset ${datasetId}`,
			);
		}
		rows.push(...read.data.items);
		if (!read.data.hasMore) {
			refuseHalf(rows.length, read.data.totalResults ?? 0, datasetId);
			return rows;
		}
	}
	throw invalid(
		`The dataset ${datasetId} has more than ${PAGES_MAX * ROWS_MAX} rows`,
		'Add criteria to the dataset in NetSuite, so that it lists less at once',
	);
}

/** Half a list would leave transactions out without a word. */
function refuseHalf(count: number, counted: number, datasetId: string): void {
	if (count < counted) {
		throw new NetSuiteError(
			'NETSUITE_UNREACHABLE',
			`NetSuite counts ${counted} rows of the dataset ${datasetId}, but gave ${count}`,
		);
	}
}

function cellOf(row: Record<string, unknown>, column: string): string {
	const found = Object.entries(row).find(([name]) => name.toLowerCase() === column);
	const value = found?.[1];
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** The same column in every row: a row without an id would be lost without a word. */
function keysOf(rows: Array<Record<string, unknown>>): DatasetKeys | null {
	const ids = rows.map((row) => cellOf(row, 'id'));
	if (ids.every((id) => /^\d+$/.test(id))) {
		return { column: 'id', values: ids };
	}
	const externalIds = rows.map((row) => cellOf(row, 'externalid'));
	return externalIds.every((id) => id !== '')
		? { column: 'externalid', values: externalIds }
		: null;
}

/**
 * Runs the dataset. Rejects with SELECTION_INVALID when there is no such dataset, or when its rows do not
 * all have the internal id (or the external id) of a record. `recordLabel`: what it should list.
 */
export async function datasetKeys(
	client: NetSuiteClient,
	datasetId: string,
	recordLabel: string,
): Promise<DatasetKeys> {
	const id = datasetId.trim();
	if (!SCRIPT_ID.test(id)) {
		throw invalid(
			`'${id}' is no ID of a dataset`,
			"Enter the dataset's ID in the node, such as custdataset_open_orders",
		);
	}
	let rows: Array<Record<string, unknown>>;
	try {
		rows = await rowsOf(client, id);
	} catch (error) {
		if (error instanceof NetSuiteError && (error.status === 404 || error.status === 400)) {
			throw invalid(
				error.message,
				"Check the dataset's ID in the node, and share the dataset with the role of the access token",
			);
		}
		throw error as NetSuiteError;
	}
	const keys = keysOf(rows);
	if (keys === null) {
		const columns = Object.keys(rows[0]).filter((name) => name !== 'links');
		throw invalid(
			`The dataset ${id} has no Internal ID of the ${recordLabel} in every row; its columns are ${columns.join(', ') || '(none)'}`,
			`Add the column Internal ID of the ${recordLabel} to the dataset in NetSuite and save it`,
		);
	}
	return keys;
}
