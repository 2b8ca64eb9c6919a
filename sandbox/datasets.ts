// SuiteAnalytics datasets: GET /services/rest/query/v1/dataset/{id}/result runs one (help
// section_156577938018). Here a dataset is a SuiteQL text, ordered through the seed or a control path; in
// NetSuite people put it together in Workbook. What its rows look like is what the text selects.
import { pageAnswer, readPage, type Answer, type Call } from './answer';
import { methodNotAllowed, Refusal } from './errors';
import type { QueryEngine } from './suiteql/engine';

export interface Dataset {
	/** Script id, such as `custdataset_open_orders`. */
	id: string;
	name: string;
	/** SuiteQL without parameters. */
	query: string;
}

export interface Datasets {
	/** Adds or replaces. */
	put(dataset: Dataset): void;
	all(): Dataset[];
	find(id: string): Dataset | undefined;
}

export function createDatasets(seed: Dataset[] = []): Datasets {
	const byId = new Map(seed.map((one) => [one.id.toLowerCase(), one]));
	return {
		put: (dataset) => void byId.set(dataset.id.toLowerCase(), dataset),
		all: () => [...byId.values()],
		find: (id) => byId.get(id.toLowerCase()),
	};
}

/** `dataset` lists all of them, `dataset/{id}/result` gives rows; values as text, nulls left out. */
export function readDataset(
	call: Call,
	datasets: Datasets,
	engine: QueryEngine,
	[id, part]: string[],
): Answer {
	if (call.method !== 'GET') {
		throw methodNotAllowed();
	}
	const page = readPage(call.query);
	const url = `${call.restUrl}/query/v1/dataset`;
	if (id === undefined || id === '') {
		const all = datasets.all().map((one) => ({ links: [], id: one.id, name: one.name }));
		return pageAnswer(url, page, all.slice(page.offset, page.offset + page.limit), all.length);
	}
	const dataset = datasets.find(id);
	if (dataset === undefined || part !== 'result') {
		throw new Refusal(404, 'NONEXISTENT_ID', `The dataset ${id} does not exist.`);
	}
	const { rows, total } = engine.run(dataset.query, [], page.limit, page.offset);
	return pageAnswer(
		`${url}/${dataset.id}/result`,
		page,
		rows.map((row) => ({ links: [], ...row })),
		total,
	);
}
