// The journal of a settlement: the deposit to the bank, fees and reserves to their accounts, orders and refunds
// against the clearing account. The flow itself is nodes/shared/netsuite/journals/postJournals.ts.
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { authenticationProperty, netSuiteCredentials } from '../shared/n8n/authentication';
import { checkLaterSettings, declareSettings } from '../shared/n8n/laterSettings';
import { nodeClient } from '../shared/n8n/netSuiteTransport';
import { failedRun } from '../shared/n8n/nodeError';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import { readParameters } from '../shared/n8n/parameters/parameters';
import { withDefault } from '../shared/n8n/parameters/places';
import { concurrencyParameter } from '../shared/n8n/properties';
import { listSearch } from '../shared/n8n/references';
import { monthsAgo, now } from '../shared/n8n/runDay';
import { tellOutcome } from '../shared/n8n/tellOutcome';
import type { NetSuiteClient } from '../shared/netsuite/api/client';
import { depositPayments } from '../shared/netsuite/journals/depositPayments';
import type { JournalResult } from '../shared/netsuite/journals/journalResult';
import type { JournalSettings } from '../shared/netsuite/journals/journalSettings';
import type { JournalSettlement } from '../shared/netsuite/journals/journalSettlements';
import {
	isRecorded,
	recentSettlements,
	settlementsNamed,
} from '../shared/netsuite/journals/journalSettlements';
import { postJournals } from '../shared/netsuite/journals/postJournals';
import { standing } from '../shared/netsuite/records/disagreement';
import { loadStatusIds } from '../shared/netsuite/records/settlementTransaction';
import { updateSummaries } from '../shared/netsuite/settlements/updateSummaries';
import { resourceMapping } from './accountMapper';
import { depositItem } from './depositItems';
import { journalItem, settlementIdsOf, unrecorded } from './journalItems';
import { journalProperties, journalSettings } from './journalParameters';

const isOn = (parameters: Parameters) => withDefault<boolean>(parameters, 'options.postJournals');

declareSettings('settlementJournalCreate', {
	properties: journalProperties,
	read: async (parameters, client) =>
		isOn(parameters) ? await journalSettings(parameters, client) : undefined,
});

export class SettlementJournalCreate implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Settlement Journal Create',
		name: 'settlementJournalCreate',
		icon: {
			light: 'file:settlementJournalCreate.svg',
			dark: 'file:settlementJournalCreate.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter.dryRun ? "Dry run" : $parameter.operation === "deposit" ? "Deposit payments" : "Post the journal of settlements" }}',
		description: 'Posts the journal of an Amazon settlement: deposit, fees, reserves and clearing',
		defaults: { name: 'Settlement Journal Create' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Journals', 'Blocked'],
		// It writes to NetSuite, so a language model should not start it.
		usableAsTool: undefined,
		credentials: netSuiteCredentials,
		properties: [authenticationProperty, ...journalProperties],
	};

	methods = { listSearch, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			const parameters = readParameters(this, journalProperties);
			const client = nodeClient(this, concurrencyParameter(parameters));
			await checkLaterSettings(this, client);
			if (!isOn(parameters)) {
				return [[], []];
			}
			const settings = await journalSettings(parameters, client);
			const settlements = await settlementsOf(this, parameters, client);
			if (parameters.get('operation') === 'deposit') {
				return await deposit(this, client, settlements, settings);
			}
			const disputed = settings.letsDisagreementsThrough
				? new Map<string, string>()
				: await disagreementsOf(client, settlements);
			const { results, chart } = await postJournals(client, settlements, settings, disputed);
			tell(this, results, settings.isDryRun);
			const items = results.map((result) =>
				journalItem(result, chart, this.getInputData(), settings.isDryRun),
			);
			return [items, items.filter((_, at) => results[at].errorCode !== '')];
		} catch (error) {
			return failedRun(this, error);
		}
	}
}

async function deposit(
	context: IExecuteFunctions,
	client: NetSuiteClient,
	settlements: JournalSettlement[],
	settings: JournalSettings,
): Promise<INodeExecutionData[][]> {
	const { results, chart } = await depositPayments(client, settlements, settings);
	const blocked = results.filter(({ errorCode }) => errorCode !== '');
	const deposits = results.flatMap((result) => result.deposits);
	const done = deposits.filter(({ internalId }) => internalId !== '');
	const count = settings.isDryRun ? deposits.length : done.length;
	const first = blocked.length === 0 ? '' : `; the first: ${blocked[0].errorMessage}`;
	tellOutcome(
		context,
		`${results.length} settlements: ${count} deposits ${settings.isDryRun ? 'planned' : 'posted'}, ${blocked.length} blocked${first}`,
		{ isDryRun: settings.isDryRun, isLeft: blocked.length > 0 },
	);
	const items = results.map((result) =>
		depositItem(result, chart, context.getInputData(), settings.isDryRun),
	);
	return [items, items.filter((_, at) => results[at].errorCode !== '')];
}

async function settlementsOf(
	context: IExecuteFunctions,
	parameters: Parameters,
	client: NetSuiteClient,
): Promise<JournalSettlement[]> {
	if (parameters.get('source') !== 'items') {
		return await recentSettlements(client, monthsAgo(parameters.get<number>('monthsBack')));
	}
	const ids = settlementIdsOf(context.getInputData());
	const recorded = await settlementsNamed(client, ids);
	const known = new Set(recorded.map(({ settlementId }) => settlementId));
	const missing = ids.filter((id) => !known.has(id));
	return [...recorded, ...unrecorded(context, missing, parameters.get<boolean>('dryRun'))];
}

/** The proof as it stands now, in words, by settlement. */
async function disagreementsOf(
	client: NetSuiteClient,
	settlements: JournalSettlement[],
): Promise<Map<string, string>> {
	const settlementIds = settlements.filter(isRecorded).map(({ settlementId }) => settlementId);
	if (settlementIds.length === 0) {
		return new Map();
	}
	const outcomes = await updateSummaries(client, await loadStatusIds(client), {
		// None but those named.
		createdSince: '9999-12-31',
		settlementIds,
		now: now(),
		isDryRun: true,
	});
	return new Map(
		outcomes.flatMap(({ summary, disagreements }) => {
			// What an entry differs in the node shows itself, with the entry that puts it right.
			const others = standing(disagreements).filter(({ code }) => code !== 'CLEARING_DIFFERS');
			const [first, ...rest] = others;
			const more = rest.length === 0 ? '' : ` (and ${rest.length} more)`;
			return first === undefined
				? []
				: [[summary.settlementId, `${first.code}, ${first.message}${more}`] as const];
		}),
	);
}

function tell(context: IExecuteFunctions, results: JournalResult[], isDryRun: boolean): void {
	const count = (...outcomes: string[]) =>
		results.filter(({ outcome }) => outcomes.includes(outcome)).length;
	const blocked = results.filter(({ errorCode }) => errorCode !== '');
	const first = blocked.length === 0 ? '' : `; the first: ${blocked[0].errorMessage}`;
	tellOutcome(
		context,
		`${results.length} settlements: ${count('created', 'planned')} journals ${isDryRun ? 'planned' : 'posted'}, ${count('existed')} existed, ${blocked.length} blocked${first}`,
		{ isDryRun, isLeft: blocked.length > 0 },
	);
}
