// All that the report to keep says, as data: the outcome, every cause with all of its orders, every document, the
// file, the neighbours, and who ran what when. The HTML report and the JSON file are both made of it. Pure.
import { toDecimal } from '../shared/netsuite/records/amount';
import type { Disagreement } from '../shared/netsuite/records/disagreement';
import type { KeptList, KeptTransaction } from '../shared/netsuite/settlements/keptTransactions';
import type { Neighbour, Placed, RecordedFile } from '../shared/netsuite/settlements/neighbours';
import type { Cause } from './causes';
import type { SummaryJson } from './summaryJson';

export interface ReportedRun {
	workflow: string;
	executionId: string;
	/** How it was started, in words; n8n does not say who did. */
	startedBy: string;
	/** ISO time in UTC. */
	at: string;
	packageVersion: string;
}

export interface ReportedFile extends RecordedFile {
	/** '' where it is not known. */
	name: string;
}

export interface KeptReport {
	format: 'amazon-settlement-report';
	/** Of the format: goes up when a field changes its meaning or goes away. */
	formatVersion: 1;
	run: ReportedRun;
	file: ReportedFile;
	/** As NetSuite holds them; null where none is recorded. */
	previous: Neighbour | null;
	next: Neighbour | null;
	/** Why the neighbours could not be read; '' where they are. */
	chainMissing: string;
	settlement: Omit<SummaryJson, 'causes' | 'attention' | 'attentionCount' | 'outcome'>;
	/** With all of their orders. */
	causes: Cause[];
	/** In decimals, as all amounts of this report. */
	transactions: KeptTransaction[];
	/** Why transactions could not be listed; '' where they are. */
	transactionsMissing: string;
	/** What disagrees in other settlements that were refreshed. */
	elsewhere: Disagreement[];
}

export interface KeptSources {
	summary: SummaryJson;
	causes: Cause[];
	elsewhere: Disagreement[];
	run: ReportedRun;
	/** As the items of this run say; null where they do not. */
	file: RecordedFile | null;
	fileName: string;
	placed: Placed;
	list: KeptList;
}

/** What an item has in part; the report has it whole, or in other words. */
const SHORTENED = ['causes', 'attention', 'attentionCount', 'outcome'];

export function keptReport(sources: KeptSources): KeptReport {
	const { causes, elsewhere, run, fileName, placed, list } = sources;
	const { currency } = sources.summary;
	const settlement = Object.fromEntries(
		Object.entries(sources.summary).filter(([name]) => !SHORTENED.includes(name)),
	) as unknown as KeptReport['settlement'];
	const file = sources.file ?? placed.file ?? { rows: 0, lines: 0, contentHash: '' };
	const decimal = (minor: number | null) => (minor === null ? null : toDecimal(minor, currency));
	const inDecimals = (one: Neighbour | null): Neighbour | null =>
		one === null ? null : { ...one, totalAmount: decimal(one.totalAmount) };
	return {
		format: 'amazon-settlement-report',
		formatVersion: 1,
		run,
		file: { name: fileName, ...file },
		previous: inDecimals(placed.previous),
		next: inDecimals(placed.next),
		chainMissing: placed.missing,
		settlement,
		causes,
		transactions: list.transactions.map((one) => ({
			...one,
			transactionAmount: toDecimal(one.transactionAmount, currency),
			posted: decimal(one.posted),
		})),
		transactionsMissing: list.missing,
		elsewhere,
	};
}

/** One transaction a line, so that a text editor and a diff take it. */
export function keptJson({ transactions, ...report }: KeptReport): string {
	const head = JSON.stringify(report, null, '\t').replace(/\n\}$/, '');
	const rows = transactions.map((one) => `\n\t\t${JSON.stringify(one)}`).join(',');
	return `${head},\n\t"transactions": [${rows}${rows === '' ? '' : '\n\t'}]\n}\n`;
}
