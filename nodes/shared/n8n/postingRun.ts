// What the two posting nodes share: where the transactions come from, how results go out, and what
// the person at the screen is told. Every item goes on; those that are Unapplied leave a second time
// through their own output, so that nothing that failed can pass for done.
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { NetSuiteClient } from '../netsuite/api/client';
import type { PostingSettings } from '../netsuite/posting/postingJobs';
import { openOnes } from '../netsuite/posting/postingJobs';
import type { PostingResult } from '../netsuite/posting/postingResult';
import type { RecordedTransaction, StatusIds } from '../netsuite/records/settlementTransaction';
import { loadStatusIds } from '../netsuite/records/settlementTransaction';
import { passesFilter, selectTransactions } from '../netsuite/records/transactionSelection';
import type { TransactionItem } from '../settlement/items/transactionItem';
import { nodeClient } from './netSuiteTransport';
import { failedRun } from './nodeError';
import { createProgress } from './progress';
import { concurrencyParameter } from './properties';
import { filterParameter, selectionParameter } from './selectionParameters';
import { tellOutcome } from './tellOutcome';
import { postingJson, readTransactions, recordedJson, recordsOf } from './transactionItems';

export interface PostingStep {
	/** Key under which items carry what this node did. */
	key: 'payment' | 'refund';
	/** In lower case. */
	transactionTypes: readonly string[];
	/** What to say of an item that the step knows but does not post; nothing for all others. */
	aside?(item: TransactionItem): IDataObject | undefined;
	post(
		client: NetSuiteClient,
		ids: StatusIds,
		transactions: RecordedTransaction[],
		progress: PostingSettings['progress'],
	): Promise<PostingResult[]>;
}

interface Run {
	context: IExecuteFunctions;
	client: NetSuiteClient;
	isDryRun: boolean;
	step: PostingStep;
}

export async function runPosting(
	context: IExecuteFunctions,
	step: PostingStep,
): Promise<INodeExecutionData[][]> {
	try {
		const client = nodeClient(context, concurrencyParameter(context));
		const isDryRun = context.getNodeParameter('dryRun', 0, false) as boolean;
		const run: Run = { context, client, isDryRun, step };
		const isFromNetSuite = context.getNodeParameter('source', 0) === 'netSuite';
		const items = isFromNetSuite ? await fromNetSuite(run) : await fromItems(run);
		tell(context, step, items, isDryRun);
		return [items, items.filter((item) => resultOf(item, step)?.status === 'Unapplied')];
	} catch (error) {
		return failedRun(context, error);
	}
}

async function fromItems(run: Run): Promise<INodeExecutionData[]> {
	const { context, client, isDryRun, step } = run;
	const ids = await loadStatusIds(client);
	const input = context.getInputData();
	const items = readTransactions(context.getNode(), input);
	const filter = filterParameter(context);
	const taken = items.filter(
		({ transactionType, marketplaceName, settlement: { account } }) =>
			step.transactionTypes.includes(transactionType.toLowerCase()) &&
			passesFilter({ account, marketplaceName }, filter),
	);
	const transactions = await recordsOf(client, ids, taken, isDryRun);
	const results = await post(run, ids, transactions);
	const added = new Map(
		taken.map((item, index) => [item, postingJson(transactions[index], results[index], isDryRun)]),
	);
	return items.map((item, index) => {
		const result = added.get(item) ?? step.aside?.(item);
		const json = input[index].json;
		return {
			json: result === undefined ? json : { ...json, [step.key]: result },
			pairedItem: { item: index },
		};
	});
}

async function fromNetSuite(run: Run): Promise<INodeExecutionData[]> {
	const { context, client, isDryRun, step } = run;
	const selection = selectionParameter(context, step.transactionTypes);
	const { ids, transactions } = await selectTransactions(client, selection);
	const results = await post(run, ids, transactions);
	return transactions.map((transaction, index) => ({
		json: {
			...recordedJson(transaction),
			[step.key]: postingJson(transaction, results[index], isDryRun),
		},
		pairedItem: { item: 0 },
	}));
}

async function post(
	{ context, client, step }: Run,
	ids: StatusIds,
	transactions: RecordedTransaction[],
): Promise<PostingResult[]> {
	const total = openOnes(transactions).length;
	const tellProgress = createProgress(context, { total, what: 'transactions' });
	return await step.post(client, ids, transactions, ({ status }) => tellProgress(status));
}

function resultOf(item: INodeExecutionData, step: PostingStep): IDataObject | undefined {
	return item.json[step.key] as IDataObject | undefined;
}

function tell(
	context: IExecuteFunctions,
	step: PostingStep,
	items: INodeExecutionData[],
	isDryRun: boolean,
): void {
	const results = items
		.map((item) => resultOf(item, step))
		.filter((result) => result?.status !== undefined) as IDataObject[];
	const count = (status: string) => results.filter((result) => result.status === status).length;
	const unapplied = count('Unapplied');
	const moved = results.filter(({ dateNote }) => dateNote !== '').length;
	const later = moved > 0 ? `; ${moved} dated on the first open day` : '';
	tellOutcome(
		context,
		`${results.length} ${step.key}s: ${count('Applied')} Applied, ${count('Partially Applied')} Partially Applied, ${unapplied} Unapplied${later}`,
		{ isDryRun, isLeft: unapplied > 0 },
	);
}
