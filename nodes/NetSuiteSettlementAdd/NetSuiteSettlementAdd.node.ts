// Settlement transactions to custom records in NetSuite, status New. The flow itself is
// nodes/shared/netsuite/settlements/addSettlements.ts.
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { authenticationProperty, netSuiteCredentials } from '../shared/n8n/authentication';
import { checkLaterSettings, declareSettings } from '../shared/n8n/laterSettings';
import { mappingParameter, mappingProperty } from '../shared/n8n/mappingParameter';
import { nodeClient } from '../shared/n8n/netSuiteTransport';
import { failedRun } from '../shared/n8n/nodeError';
import { batchSizeParameter, batchSizeProperty, orderBatches } from '../shared/n8n/orderBatches';
import { refuse } from '../shared/n8n/parameters/checkValue';
import type { ItemRules } from '../shared/n8n/parameters/itemLeaves';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import { readParameters } from '../shared/n8n/parameters/parameters';
import { withDefault } from '../shared/n8n/parameters/places';
import {
	concurrencyParameter,
	concurrencyProperty,
	dryRunProperty,
} from '../shared/n8n/properties';
import { readTransactions } from '../shared/n8n/transactionItems';
import { loadStatusIds } from '../shared/netsuite/records/settlementTransaction';
import type { AddResult } from '../shared/netsuite/settlements/addSettlements';
import { addSettlements } from '../shared/netsuite/settlements/addSettlements';
import { SUMMARY_MAPPING, TRANSACTION_MAPPING } from '../shared/netsuite/settlements/recordValues';
import { createMonthReader } from '../shared/settlement/journal/totalsOfItems';

const properties: INodeProperties[] = [
	dryRunProperty,
	mappingProperty(
		{
			displayName: 'Settlement Summary Fields',
			name: 'summaryFields',
			description: 'Which value goes to which field of the summary record',
		},
		SUMMARY_MAPPING,
	),
	mappingProperty(
		{
			displayName: 'Settlement Transaction Fields',
			name: 'transactionFields',
			description: 'Which value goes to which field of the transaction records',
		},
		TRANSACTION_MAPPING,
	),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Accept Changed Items',
				name: 'acceptChangedItems',
				type: 'boolean',
				default: false,
				description:
					'Whether items may differ from what Amazon Settlement Parse made, as long as all amounts still add up; the summary and the outcome page say so',
			},
			batchSizeProperty,
			concurrencyProperty,
			{
				displayName: 'Time Zone of Months',
				name: 'timeZone',
				type: 'string',
				default: 'UTC',
				placeholder: 'e.g. America/Los_Angeles',
				description:
					'Whose months the label totals on the summary are of; a journal that is split by month uses them',
			},
		],
	},
];

const itemRules: ItemRules = {
	perTransaction: ['transactionFields'],
	placeholders: {
		summaryFields: ['settlementId', 'account', 'currency', 'startDate', 'endDate', 'depositDate'],
	},
};

declareSettings('netSuiteSettlementAdd', {
	properties,
	rules: itemRules,
	read: async (parameters) => {
		mappingParameter(parameters, 'summaryFields');
		mappingParameter(parameters, 'transactionFields');
		timeZoneParameter(parameters);
		await Promise.resolve();
	},
});

export class NetSuiteSettlementAdd implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'NetSuite Settlement Add',
		name: 'netSuiteSettlementAdd',
		icon: { light: 'file:netSuiteSettlementAdd.svg', dark: 'file:netSuiteSettlementAdd.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.dryRun ? "Dry run" : "Add settlement records" }}',
		description: 'Adds a settlement and its transactions to NetSuite as custom records',
		defaults: { name: 'NetSuite Settlement Add' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: netSuiteCredentials,
		properties: [authenticationProperty, ...properties],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			const parameters = readParameters(this, properties, itemRules);
			const input = this.getInputData();
			const items = readTransactions(this.getNode(), input);
			const isDryRun = parameters.get<boolean>('dryRun');
			const summaryFields = mappingParameter(parameters, 'summaryFields');
			const fieldsOf = (index: number) =>
				mappingParameter(parameters.forItem(index), 'transactionFields');
			const transactionFields = fieldsOf(0);
			const ownFields = parameters.namesItem
				? new Map(items.map((item, index) => [item, fieldsOf(index)]))
				: undefined;
			const client = nodeClient(this, concurrencyParameter(parameters));
			const timeZone = timeZoneParameter(parameters);
			await checkLaterSettings(this, client);
			const results = await addSettlements(client, await loadStatusIds(client), items, {
				summaryFields,
				transactionFields,
				ownFields,
				isDryRun,
				isChangeAccepted: withDefault<boolean>(parameters, 'options.acceptChangedItems'),
				timeZone,
			});
			tell(this, results, isDryRun);
			const batches = orderBatches(items, batchSizeParameter(parameters));
			const sizes = { batchSizes: batches.map(({ length }) => length) };
			return [
				batches.flatMap((batch, at) =>
					batch.map((index) => {
						const place = { batch: at + 1, batches: batches.length };
						// A loop asks the first item for all sizes, so that it need not look at every item.
						const isFirst = batches.length > 1 && at === 0 && index === batch[0];
						const settlementAdd = { ...results[index], isDryRun, ...place, ...(isFirst && sizes) };
						return { json: { ...input[index].json, settlementAdd }, pairedItem: { item: index } };
					}),
				),
			];
		} catch (error) {
			return failedRun(this, error);
		}
	}
}

function timeZoneParameter(parameters: Parameters): string {
	const timeZone = withDefault<string>(parameters, 'options.timeZone').trim() || 'UTC';
	try {
		createMonthReader(timeZone);
		return timeZone;
	} catch {
		return refuse(
			"'Time Zone of Months'",
			`is '${timeZone}', which is not a time zone`,
			'Enter its name, such as America/Los_Angeles, or UTC',
		);
	}
}

function tell(context: IExecuteFunctions, results: AddResult[], isDryRun: boolean): void {
	const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
	const message = isDryRun
		? `Dry run, nothing was written: ${count('planned')} records would be created, ${count('existed')} exist`
		: `${count('created')} records created, ${count('existed')} existed`;
	const refused = results.find(({ outcome }) => outcome === 'failed');
	context.addExecutionHints({
		type: refused === undefined ? 'info' : 'warning',
		location: 'outputPane',
		message:
			refused === undefined
				? message
				: `${message}, ${count('failed')} refused by NetSuite and not posted; the first: ${refused.errorMessage}`,
	});
	const released = results.filter(({ isReleased }) => isReleased).length;
	if (released > 0) {
		context.addExecutionHints({
			type: 'info',
			location: 'outputPane',
			message: `${released} transactions waited for an undecided label; ${isDryRun ? 'they would take' : 'they took'} the amounts of this report`,
		});
	}
	const differing = results.filter(({ differences }) => differences.length > 0);
	if (differing.length > 0) {
		const [{ differences }] = differing;
		const example = differences
			.map(({ figure, recorded, report }) => `${figure} ${recorded}, now ${report}`)
			.join('; ');
		context.addExecutionHints({
			type: 'warning',
			location: 'outputPane',
			message: `${differing.length} transactions are recorded with other amounts than the report gives now, the first with ${example}. The records keep theirs, and nothing is posted from the difference`,
		});
	}
}
