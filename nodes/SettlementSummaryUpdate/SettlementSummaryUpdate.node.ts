// Refreshes the figures of all summary records created lately and tells the outcome: the last step
// of the chain. The flow itself is nodes/shared/netsuite/settlements/updateSummaries.ts.
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { authenticationProperty, netSuiteCredentials } from '../shared/n8n/authentication';
import { netSuiteHost } from '../shared/n8n/netSuiteHost';
import { declareSettings } from '../shared/n8n/laterSettings';
import { nodeClient } from '../shared/n8n/netSuiteTransport';
import { failedRun } from '../shared/n8n/nodeError';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import { readParameters } from '../shared/n8n/parameters/parameters';
import { withDefault } from '../shared/n8n/parameters/places';
import {
	concurrencyParameter,
	concurrencyProperty,
	dryRunProperty,
	sourceProperty,
} from '../shared/n8n/properties';
import { monthsAgo, now, today } from '../shared/n8n/runDay';
import { readTransactions } from '../shared/n8n/transactionItems';
import type { NetSuiteClient } from '../shared/netsuite/api/client';
import type { Disagreement } from '../shared/netsuite/records/disagreement';
import { standing } from '../shared/netsuite/records/disagreement';
import type { StatusIds } from '../shared/netsuite/records/settlementTransaction';
import { loadStatusIds } from '../shared/netsuite/records/settlementTransaction';
import type { RunItem } from '../shared/netsuite/settlements/runItems';
import type { RecordedFile } from '../shared/netsuite/settlements/neighbours';
import type { PlannedSummary } from '../shared/netsuite/settlements/recordedSummary';
import type { SummaryOutcome } from '../shared/netsuite/settlements/updateSummaries';
import { updateSummaries } from '../shared/netsuite/settlements/updateSummaries';
import { fileFacts, plannedSummaries, recordedItems, runItem } from './itemsOfRun';
import { outcomePage } from './outcomePage';
import { fileNames, reportFiles } from './reportFiles';
import type { SummaryJson } from './summaryJson';
import { asItemJson, summaryJson } from './summaryJson';

const properties: INodeProperties[] = [
	{
		...sourceProperty,
		options: [
			{
				name: 'Input Items',
				value: 'items',
				description: 'The settlements that come in, and all that are recent in NetSuite',
			},
			{
				name: 'NetSuite',
				value: 'netSuite',
				description: 'All summaries that are recent in NetSuite, to run this step alone',
			},
		],
	},
	dryRunProperty,
	{
		displayName: 'Months Back',
		name: 'monthsBack',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 120, numberPrecision: 0 },
		default: 2,
		description: 'Refreshes the summaries created within this many months before the run',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			concurrencyProperty,
			{
				displayName: 'Allow Disagreements',
				name: 'letDisagreementsThrough',
				type: 'boolean',
				default: false,
				description:
					'Whether to put nothing on the Disagreements output, so that a run with disagreements does not fail; they still stand on the page and in the items',
			},
			{
				displayName: 'Report Files',
				name: 'reportFiles',
				type: 'boolean',
				default: false,
				description:
					'Whether to add four files to each settlement of this run: the report to keep (HTML that prints), the same as JSON, a CSV of all orders and refunds with their documents, and a CSV of all that is open',
			},
			{
				displayName: 'Report File Name',
				name: 'reportFileName',
				type: 'string',
				default: '',
				description: 'Name of the settlement report that was read, as the report to keep shows it',
			},
		],
	},
];

declareSettings('settlementSummaryUpdate', { properties });

export class SettlementSummaryUpdate implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Settlement Summary Update',
		name: 'settlementSummaryUpdate',
		icon: {
			light: 'file:settlementSummaryUpdate.svg',
			dark: 'file:settlementSummaryUpdate.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.dryRun ? "Dry run" : "Update settlement summaries" }}',
		description: 'Recalculates settlement summaries in NetSuite and reports the outcome',
		defaults: { name: 'Settlement Summary Update' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Summaries', 'Disagreements'],
		// It writes to NetSuite, so a language model should not start it.
		usableAsTool: undefined,
		credentials: netSuiteCredentials,
		properties: [authenticationProperty, ...properties],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			const parameters = readParameters(this, properties);
			const isDryRun = parameters.get<boolean>('dryRun');
			const input = this.getInputData();
			const { items, planned } = itemsOf(this, parameters, input);
			const client = nodeClient(this, concurrencyParameter(parameters));
			const ids = await loadStatusIds(client);
			const results = await refresh(client, ids, parameters, { items, planned });
			tell(this, results, isDryRun);
			const ofRun = new Set(items.map(({ settlementId }) => settlementId));
			const others = results.filter(({ summary }) => !ofRun.has(summary.settlementId));
			const host = await netSuiteHost(this);
			const summaries: INodeExecutionData[] = [];
			const withFiles = withDefault<boolean>(parameters, 'options.reportFiles');
			const node = withFiles ? this.getNode().name : '';
			const fileName = withDefault<string>(parameters, 'options.reportFileName');
			for (const result of results) {
				const { item, ...made } = itemOf(result, others, input, { isDryRun, host, node });
				const filed = { ...made, result, fileName };
				summaries.push(
					withFiles && made.isInThisRun
						? { ...item, binary: await reportFiles(this, client, ids, filed) }
						: item,
				);
			}
			const letsThrough = withDefault<boolean>(parameters, 'options.letDisagreementsThrough');
			return [summaries, letsThrough ? [] : summaries.filter(isDisputed)];
		} catch (error) {
			return failedRun(this, error);
		}
	}
}

interface Incoming {
	items: RunItem[];
	/** What a dry run would record. */
	planned: PlannedSummary[];
}

/** Also with *Source: NetSuite* the items say what the nodes before did. */
function itemsOf(
	context: IExecuteFunctions,
	parameters: Parameters,
	input: INodeExecutionData[],
): Incoming {
	if (parameters.get('source') !== 'items') {
		return { items: recordedItems(input), planned: [] };
	}
	const transactions = readTransactions(context.getNode(), input);
	return {
		items: transactions.map((item, at) => runItem(item, input[at].json)),
		planned: plannedSummaries(transactions),
	};
}

interface Made {
	item: INodeExecutionData;
	summary: SummaryJson;
	elsewhere: Disagreement[];
	isInThisRun: boolean;
	/** null where the items come from NetSuite. */
	file: RecordedFile | null;
}

function itemOf(
	result: SummaryOutcome,
	others: SummaryOutcome[],
	input: INodeExecutionData[],
	{ isDryRun, host, node }: { isDryRun: boolean; host: string; node: string },
): Made {
	const summary = summaryJson(result, isDryRun, host, today());
	const sources = input.flatMap(({ json }, item) =>
		json.settlementId === summary.settlementId ? [{ item }] : [],
	);
	const isInThisRun = sources.length > 0;
	const elsewhere = isInThisRun
		? others.flatMap(({ disagreements }) => standing(disagreements))
		: [];
	const open = node !== '' && isInThisRun ? fileNames(summary.settlementId).open : '';
	const page = outcomePage(summary, elsewhere, { open, node });
	const item = {
		json: { ...asItemJson(summary), isInThisRun, outcomePage: page },
		pairedItem: isInThisRun ? sources : { item: 0 },
	};
	const file = isInThisRun ? fileFacts(input[sources[0].item].json) : null;
	return { item, summary, elsewhere, isInThisRun, file };
}

/** A settlement of this run with a disagreement that stands: the run must not end as a success. */
function isDisputed({ json }: INodeExecutionData): boolean {
	const disagreements = json.disagreements as unknown as Disagreement[];
	return json.isInThisRun === true && standing(disagreements).length > 0;
}

async function refresh(
	client: NetSuiteClient,
	ids: StatusIds,
	parameters: Parameters,
	{ items, planned }: Incoming,
): Promise<SummaryOutcome[]> {
	const isDryRun = parameters.get<boolean>('dryRun');
	const monthsBack = parameters.get<number>('monthsBack');
	return await updateSummaries(client, ids, {
		createdSince: monthsAgo(monthsBack),
		settlementIds: [...new Set(items.map(({ settlementId }) => settlementId))],
		items,
		planned,
		isDryRun,
		now: now(),
	});
}

function tell(context: IExecuteFunctions, results: SummaryOutcome[], isDryRun: boolean): void {
	const notTying = results.filter(({ judgement }) => !judgement.ties);
	const mode = isDryRun ? 'Dry run, nothing was written: ' : '';
	context.addExecutionHints({
		type: notTying.length > 0 ? 'warning' : 'info',
		location: 'outputPane',
		message: `${mode}${results.length} summaries refreshed, ${notTying.length} do not tie to their deposit`,
	});
}
