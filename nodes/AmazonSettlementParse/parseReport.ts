// One input item: its report read, its settlements proven, its items put on the three outputs. Returns
// the summaries with what links their settlements to others.
import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { declaredCharset } from '../shared/settlement/file/charset';
import { dateRangeSentence, refuseUnprovable } from '../shared/settlement/items/dateRangeProof';
import { balanceSentence, refuseEmpty, requireBalance } from '../shared/settlement/items/proof';
import type { LinkedSummary } from '../shared/settlement/items/reportItems';
import { toReportItems } from '../shared/settlement/items/reportItems';
import type { SummaryItem } from '../shared/settlement/items/summaryItem';
import type { Report, Source } from '../shared/settlement/report/report';
import { readReport } from '../shared/settlement/report/report';
import { SettlementError } from '../shared/settlement/values/settlementError';
import type { ParseSettings } from './parseSettings';

const HINTS_MAX = 20;
const CHUNK_BYTES = 256 * 1024;

export async function parseReport(
	context: IExecuteFunctions,
	itemIndex: number,
	settings: ParseSettings,
	[transactions, summaries, unreadable]: INodeExecutionData[][],
): Promise<LinkedSummary[]> {
	const { account, basis, rules, includeLines, includeTransactions } = settings;
	const { letUnbalancedThrough, letDateRangeThrough } = settings;
	const pairedItem = { item: itemIndex };

	const charset = charsetOfFile(context, itemIndex, settings);
	const keepsLines = includeLines && includeTransactions;
	const source = await sourceOf(context, itemIndex, settings);
	const report = await readReport(source, charset, rules, keepsLines);
	for (const row of report.unreadable) {
		unreadable.push({ json: { ...row }, pairedItem });
	}
	hint(context, report);
	if (report.lacksTotal && !letDateRangeThrough) {
		refuseUnprovable(report);
	}
	if (!report.lacksTotal && !letUnbalancedThrough) {
		for (const settlement of report.settlements) {
			requireBalance(settlement, report.unreadable);
		}
	}
	refuseEmpty(report);
	const items = toReportItems(report, {
		account,
		basis,
		includeTransactions,
		countsUndecided: settings.countUndecidedLabels,
	});
	hintUndecided(context, items.linked, settings.countUndecidedLabels);
	for (const { summary } of items.linked) {
		summaries.push({ json: summary as unknown as IDataObject, pairedItem });
	}
	for (const transaction of items.transactions) {
		transactions.push({ json: transaction as unknown as IDataObject, pairedItem });
	}
	const reclassified = items.linked.flatMap(({ summary }) => summary.reclassifiedLabels);
	hintRules(context, rules.length, reclassified);
	return items.linked;
}

function hintUndecided(
	context: IExecuteFunctions,
	linked: readonly LinkedSummary[],
	isCounted: boolean,
): void {
	for (const { summary } of linked) {
		for (const label of summary.undecidedLabels.slice(0, HINTS_MAX)) {
			const { transactionType, amountType, amountDescription, transactions, suggestion } = label;
			const name = [transactionType, amountType, amountDescription].join(' / ');
			const perhaps = suggestion === null ? '' : `, perhaps ${suggestion.class}`;
			context.addExecutionHints({
				type: 'warning',
				message: `Settlement ${summary.settlementId}: nothing says what '${name}' is (${label.amount} ${summary.currency} from row ${label.row}${perhaps}); ${transactions} orders and refunds ${isCounted ? 'count it all the same' : 'wait for it'}. Label Classes gives it a class`,
				location: 'outputPane',
			});
		}
	}
}

/** A rule that fits nothing may be misspelt. */
function hintRules(
	context: IExecuteFunctions,
	rules: number,
	reclassified: SummaryItem['reclassifiedLabels'],
): void {
	for (let rule = 0; rule < rules; rule++) {
		const lines = reclassified.reduce((sum, one) => sum + (one.rule === rule ? one.lines : 0), 0);
		context.addExecutionHints({
			type: lines === 0 ? 'warning' : 'info',
			message: `Label Classes, row ${rule + 1}: ${lines === 0 ? 'no line of this report has these labels' : `${lines} lines`}`,
			location: 'outputPane',
		});
	}
}

/** Streamed where n8n stores files apart from the item; a file kept in the item is there already. */
async function sourceOf(
	context: IExecuteFunctions,
	itemIndex: number,
	settings: ParseSettings,
): Promise<Source> {
	if (settings.input === 'text') {
		return [Buffer.from(settings.text, 'utf8')];
	}
	const [field, { id }] = fileOf(context, itemIndex, settings);
	return id === undefined
		? [await context.helpers.getBinaryDataBuffer(itemIndex, field)]
		: async () => await context.helpers.getBinaryStream(id, CHUNK_BYTES);
}

function charsetOfFile(
	context: IExecuteFunctions,
	itemIndex: number,
	settings: ParseSettings,
): string {
	if (settings.input === 'text') {
		return '';
	}
	return declaredCharset(fileOf(context, itemIndex, settings)[1].mimeType);
}

/** n8n's form leaves a file without content out, so its absence has to be told in our words. */
function fileOf(
	context: IExecuteFunctions,
	itemIndex: number,
	{ field }: ParseSettings,
): [field: string, file: IBinaryData] {
	if (context.getInputData()[itemIndex].binary?.[field] === undefined) {
		throw new SettlementError(
			'FORMAT_UNKNOWN',
			`There is no file in the input field '${field}', or the file is empty`,
			"Choose the settlement report again; if it is empty, download it once more. In a workflow of your own, enter the field that holds the file in 'Input Data Field Name'",
		);
	}
	return [field, context.helpers.assertBinaryData(itemIndex, field)];
}

function hint(context: IExecuteFunctions, report: Report): void {
	const { settlements, unreadable, notes } = report;
	const say = (type: 'info' | 'warning', message: string) =>
		context.addExecutionHints({ type, message, location: 'outputPane' });
	for (const settlement of settlements) {
		const sentence = report.lacksTotal ? dateRangeSentence : balanceSentence;
		say(settlement.balanced ? 'info' : 'warning', sentence(settlement));
		const { settlementId, unclassified } = settlement;
		if (unclassified > 0) {
			say(
				'info',
				`Settlement ${settlementId}: ${unclassified} lines with labels the catalogue does not know; the Summary output lists them with suggestions, Label Classes gives them a class`,
			);
		}
	}
	for (const note of notes) {
		say('info', note);
	}
	if (unreadable.length > 0) {
		say('warning', `${unreadable.length} rows could not be read; the Unreadable output lists them`);
	}
}
