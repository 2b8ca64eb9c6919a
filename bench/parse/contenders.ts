// Who is measured: ours does the whole work of the node, the others only split the file into named
// cells, as each is used by programs that read settlement reports. What they give is added up with
// plain numbers, the way such programs do. A peer that is not installed is left out, and said so.
import { toSummaryItem } from '../../nodes/shared/settlement/items/summaryItem';
import {
	toSettlementHeader,
	toTransactionItem,
} from '../../nodes/shared/settlement/items/transactionItem';
import { INVOICE_FIGURES } from '../../nodes/shared/settlement/labels/figures';
import { readReport } from '../../nodes/shared/settlement/report/report';
import { fs } from '../node';

export interface Outcome {
	/** Null for a contender that reads no money. */
	totalCents: number | null;
	/** Kept, so that what the work gives stays in memory until it is measured. */
	kept: unknown;
}
export type Contender = (file: string) => Promise<Outcome>;

type NamedRow = Record<string, string | undefined>;
type Splitter = (text: string) => NamedRow[] | Promise<NamedRow[]>;

const TAB = '\t';
const CHUNK_BYTES = 256 * 1024;

/** What a peer looks like to us; typed here, since it may not be installed. */
const peer = async <Api>(name: string): Promise<Api> => (await import(name)) as Api;

interface CsvParse {
	parse(text: string, options: object): NamedRow[];
}
interface Papa {
	default: { parse(text: string, options: object): { data: NamedRow[] } };
}
interface D3Dsv {
	tsvParse(text: string): NamedRow[];
}
interface CsvToJson {
	default(options: object): { fromString(text: string): Promise<NamedRow[]> };
}

export const CONTENDERS: Record<string, Contender> = {
	ours: async (file) => await readOurs(file),
	'ours, without lines': async (file) => await readOurs(file, { includeLines: false }),
	'ours, summaries only': async (file) =>
		await readOurs(file, { includeLines: false, includeTransactions: false }),
	'csv-parse, quote off': split(async (text) => {
		const { parse } = await peer<CsvParse>('csv-parse/sync');
		return parse(text, { delimiter: TAB, columns: true, quote: false, relax_column_count: true });
	}),
	'papaparse, quote off': split(async (text) => {
		const { default: papa } = await peer<Papa>('papaparse');
		return papa.parse(text, { delimiter: TAB, header: true, quoteChar: '\0', skipEmptyLines: true })
			.data;
	}),
	'd3-dsv': split(async (text) => (await peer<D3Dsv>('d3-dsv')).tsvParse(text)),
	"amazon-sp-api's parser": split(async (text) => {
		await peer('amazon-sp-api');
		// What its `download` does with a tab-separated report.
		const { default: csv } = await peer<CsvToJson>('csvtojson');
		return await csv({ delimiter: TAB, quote: 'off' }).fromString(text);
	}),
	'bare read of the file': async (file) => ({ totalCents: null, kept: fs.readFileSync(file) }),
};

/** As the node does it, with its options of these names. */
async function readOurs(
	file: string,
	{ includeLines = true, includeTransactions = true } = {},
): Promise<Outcome> {
	const source = () => fs.createReadStream(file, { highWaterMark: CHUNK_BYTES });
	const report = await readReport(source, '', [], includeLines);
	const pairedItem = { item: 0 };
	const items = report.settlements.map((settlement) => {
		const header = toSettlementHeader(report, settlement, '');
		const options = { basis: INVOICE_FIGURES };
		return {
			summary: toSummaryItem(report, settlement, ''),
			transactions: (includeTransactions ? settlement.transactions : []).map((transaction) => ({
				json: toTransactionItem(transaction, header, options),
				pairedItem,
			})),
		};
	});
	const proven = report.settlements.every(({ balanced }) => balanced);
	const mills = report.settlements.reduce((sum, { sumOfLines }) => sum + sumOfLines, 0);
	return { totalCents: proven ? mills / 10 : null, kept: items };
}

function split(splitter: Splitter): Contender {
	return async (file) => {
		const rows = await splitter(fs.readFileSync(file, 'utf8'));
		const total = rows.reduce((sum, row) => sum + (parseFloat(row.amount ?? '') || 0), 0);
		return { totalCents: Math.round(total * 100), kept: rows };
	};
}
