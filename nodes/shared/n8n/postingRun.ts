// What the two posting nodes share: where the transactions come from, how results go out, and what
// the person at the screen is told. Every item goes on; those that are Unapplied leave a second time
// through their own output, so that nothing that failed can pass for done.
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import type { NetSuiteClient } from '../netsuite/api/client';
import type { PostingSettings } from '../netsuite/posting/postingJobs';
import { openOnes } from '../netsuite/posting/postingJobs';
import type { PostingResult } from '../netsuite/posting/postingResult';
import { settingsRecorder } from '../netsuite/posting/recordedSettings';
import { refusedResults } from '../netsuite/posting/refusedSettlements';
import type { SettingLine } from '../netsuite/posting/settingLines';
import { joinedLines } from '../netsuite/posting/settingLines';
import type { SettlementTransaction, StatusIds } from '../netsuite/records/settlementTransaction';
import { loadStatusIds } from '../netsuite/records/settlementTransaction';
import { passesFilter, selectTransactions } from '../netsuite/records/transactionSelection';
import type { TransactionItem } from '../settlement/items/transactionItem';
import type { NamesInUse } from './namesInUse';
import { checkNamesOfItems, checkNamesOfRecords } from './namesInUse';
import { checkLaterSettings } from './laterSettings';
import { nodeClient } from './netSuiteTransport';
import { failedRun } from './nodeError';
import type { ItemRules } from './parameters/itemLeaves';
import type { Parameters } from './parameters/parameters';
import { readParameters } from './parameters/parameters';
import { createProgress } from './progress';
import { concurrencyParameter, FROM_NETSUITE } from './properties';
import { filterParameter, selectionParameter } from './selectionParameters';
import { tellOutcome } from './tellOutcome';
import {
	isRefusedRecord,
	postingJson,
	readTransactions,
	recordedJson,
	recordsOf,
} from './transactionItems';

export interface PostingStep<Settings extends PostingSettings> {
	/** Key under which items carry what this node did. */
	key: 'payment' | 'refund';
	/** In lower case. */
	transactionTypes: readonly string[];
	/** What to say of an item that the step knows but does not post; nothing for all others. */
	aside?(item: TransactionItem): IDataObject | undefined;
	properties: INodeProperties[];
	/** Which of them may name the item. */
	rules: ItemRules;
	/** Refuses what cannot be meant; asks NetSuite for the IDs of names only after that. */
	settings(parameters: Parameters, client: NetSuiteClient): Promise<Settings>;
	/** Those that a settlement is held to, see posting/recordedSettings.ts. */
	settingLines(settings: Settings): SettingLine[];
	post(
		client: NetSuiteClient,
		ids: StatusIds,
		transactions: SettlementTransaction[],
		settings: Settings,
	): Promise<PostingResult[]>;
}

interface Run<Settings extends PostingSettings> {
	context: IExecuteFunctions;
	client: NetSuiteClient;
	parameters: Parameters;
	isDryRun: boolean;
	step: PostingStep<Settings>;
}

export async function runPosting<Settings extends PostingSettings>(
	context: IExecuteFunctions,
	step: PostingStep<Settings>,
): Promise<INodeExecutionData[][]> {
	try {
		const parameters = readParameters(context, step.properties, step.rules);
		const client = nodeClient(context, concurrencyParameter(parameters));
		await checkLaterSettings(context, client);
		const isDryRun = parameters.get<boolean>('dryRun');
		const run: Run<Settings> = { context, client, parameters, isDryRun, step };
		const isFromNetSuite = parameters.get('source') === 'netSuite';
		const items = isFromNetSuite ? await fromNetSuite(run) : await fromItems(run);
		tell(context, step, items, isDryRun);
		return [items, items.filter((item) => resultOf(item, step)?.status === 'Unapplied')];
	} catch (error) {
		return failedRun(context, error);
	}
}

async function fromItems<Settings extends PostingSettings>(
	run: Run<Settings>,
): Promise<INodeExecutionData[]> {
	const { context, client, parameters, isDryRun, step } = run;
	const input = context.getInputData();
	const items = readTransactions(context.getNode(), input);
	const filter = filterParameter(parameters);
	const taken = items.filter(
		({ transactionType, marketplaceName, settlement: { account } }, index) =>
			step.transactionTypes.includes(transactionType.toLowerCase()) &&
			passesFilter({ account, marketplaceName }, filter) &&
			!isRefusedRecord(input[index]),
	);
	const isCandidate = ({ transactionType }: TransactionItem) =>
		step.transactionTypes.includes(transactionType.toLowerCase());
	checkNamesOfItems(
		context,
		parameters,
		namesOfItems(items),
		taken.length === 0 && items.some(isCandidate),
	);
	const indexOf = new Map(items.map((item, index) => [item, index]));
	const indexes = taken.map((item) => indexOf.get(item) ?? 0);
	const settings = await step.settings(parameters.forItem(indexes[0] ?? 0), client);
	const ids = await loadStatusIds(client);
	const transactions = await recordsOf(client, ids, taken, isDryRun);
	const own = await ownSettings(run, transactions, indexes);
	const all = [settings, ...(own?.values() ?? [])] as Settings[];
	const begin = settingsRecorder(
		client,
		step.key,
		joinedLines(all.map((one) => step.settingLines(one))),
	);
	const results = await post(run, ids, transactions, { ...settings, own, begin });
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

/** Those of the whole settlement: a batch has a part of it. */
function namesOfItems(items: TransactionItem[]): NamesInUse {
	const headers = [...new Set(items.map(({ settlement }) => settlement))];
	const own = items.map(({ marketplaceName }) => marketplaceName);
	return {
		accounts: [...new Set(headers.map(({ account }) => account))],
		marketplaces: [...new Set([...own, ...headers.flatMap(({ marketplaces }) => marketplaces)])],
		settlementIds: [],
	};
}

/** Of each transaction, from its own item; none where all have the same. */
async function ownSettings<Settings extends PostingSettings>(
	{ parameters, step, client }: Run<Settings>,
	transactions: SettlementTransaction[],
	indexes: number[],
): Promise<PostingSettings['own']> {
	const own = new Map<SettlementTransaction, Settings>();
	for (const [at, transaction] of parameters.namesItem ? transactions.entries() : []) {
		// A transaction that came in twice is that of its first item.
		if (!own.has(transaction)) {
			own.set(transaction, await step.settings(parameters.forItem(indexes[at]), client));
		}
	}
	return own;
}

async function fromNetSuite<Settings extends PostingSettings>(
	run: Run<Settings>,
): Promise<INodeExecutionData[]> {
	const { client, parameters, isDryRun, step } = run;
	parameters.requireNoItem(FROM_NETSUITE);
	const selection = selectionParameter(parameters, step.transactionTypes);
	const settings = await step.settings(parameters, client);
	const { ids, transactions } = await selectTransactions(client, selection);
	await checkNamesOfRecords(run.context, client, parameters, {
		accounts: transactions.map(({ account }) => account),
		marketplaces: transactions.map(({ marketplaceName }) => marketplaceName),
		settlementIds: transactions.map(({ settlementId }) => settlementId),
	});
	const lines = step.settingLines(settings);
	const refused = await refusedResults(client, step.key, transactions, lines);
	const sound = transactions.filter((transaction) => !refused.has(transaction));
	const posted = await post(run, ids, sound, {
		...settings,
		begin: settingsRecorder(client, step.key, lines),
	});
	const postedOf = new Map(sound.map((transaction, at) => [transaction, posted[at]]));
	const resultOf = new Map([...refused, ...postedOf]);
	const taken = transactions.map((transaction) => ({
		json: {
			...recordedJson(transaction),
			[step.key]: postingJson(transaction, resultOf.get(transaction) as PostingResult, isDryRun),
		},
		pairedItem: { item: 0 },
	}));
	return [...workBefore(run.context.getInputData(), step), ...taken];
}

/** What the posting node before this one did goes on, so that the summary can say what the run did. */
function workBefore(
	input: INodeExecutionData[],
	step: Pick<PostingStep<never>, 'key'>,
): INodeExecutionData[] {
	return input.flatMap(({ json }, item) =>
		step.key === 'refund' && json.payment !== undefined && json.refund === undefined
			? [{ json, pairedItem: { item } }]
			: [],
	);
}

async function post<Settings extends PostingSettings>(
	{ context, client, step }: Run<Settings>,
	ids: StatusIds,
	transactions: SettlementTransaction[],
	settings: Settings,
): Promise<PostingResult[]> {
	const total = openOnes(transactions).length;
	const tellProgress = createProgress(context, { total, what: 'transactions' });
	const progress = ({ status }: PostingResult) => tellProgress(status);
	const execution = context.getExecutionId();
	return await step.post(client, ids, transactions, { ...settings, progress, execution });
}

function resultOf(
	item: INodeExecutionData,
	step: Pick<PostingStep<never>, 'key'>,
): IDataObject | undefined {
	return item.json[step.key] as IDataObject | undefined;
}

function tell(
	context: IExecuteFunctions,
	step: Pick<PostingStep<never>, 'key'>,
	items: INodeExecutionData[],
	isDryRun: boolean,
): void {
	const results = items
		.map((item) => resultOf(item, step))
		.filter((result) => result?.status !== undefined) as IDataObject[];
	const count = (status: string) => results.filter((result) => result.status === status).length;
	const unapplied = count('Unapplied');
	const moved = results.filter(({ dateNote }) => dateNote !== '').length;
	const busy = results.filter(({ errorCode }) => errorCode === 'SETTLEMENT_BUSY').length;
	const left = busy > 0 ? `; ${busy} left to another run` : '';
	const later = moved > 0 ? `; ${moved} dated on another day than asked for` : '';
	tellOutcome(
		context,
		`${results.length} ${step.key}s: ${count('Applied')} Applied, ${count('Partially Applied')} Partially Applied, ${unapplied} Unapplied${later}${left}`,
		{ isDryRun, isLeft: unapplied + busy > 0 },
	);
}
