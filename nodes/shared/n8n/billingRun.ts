// A run of the billing node: where the orders come from, how results go out, what the person at the
// screen is told. Orders that this run could not bill leave a second time through their own output, so
// that nothing that failed can pass for done.
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import type { NetSuiteClient } from '../netsuite/api/client';
import type { AskedOrder, OrderAsk } from '../netsuite/billing/askedOrders';
import { findAskedOrders } from '../netsuite/billing/askedOrders';
import { billingFailed, type BillingResult } from '../netsuite/billing/billingResult';
import type { BillingJob, BillingSettings } from '../netsuite/billing/billOrders';
import { billOrders } from '../netsuite/billing/billOrders';
import type { OrderSelection } from '../netsuite/billing/orderSelection';
import { selectSalesOrders } from '../netsuite/billing/orderSelection';
import type { IdentityRules } from '../netsuite/books/salesOrders';
import { settingsFor } from '../netsuite/posting/marketplaceSettings';
import {
	ALL_OPEN,
	passesFilter,
	selectTransactions,
} from '../netsuite/records/transactionSelection';
import { ORDER_TYPES } from '../settlement/labels/panes';
import { isBillingOn, refuseItemWithoutItems } from './billingSource';
import { askOf, billingJson, orderJson, readAsks } from './billingItems';
import { checkLaterSettings } from './laterSettings';
import { nodeClient } from './netSuiteTransport';
import { failedRun } from './nodeError';
import { ownBillingSettings } from './ownBillingSettings';
import type { ItemRules } from './parameters/itemLeaves';
import type { Parameters } from './parameters/parameters';
import { readParameters } from './parameters/parameters';
import { namesAt } from './parameters/places';
import { createProgress } from './progress';
import { checkNamesOfRecords } from './namesInUse';
import { checkNamesOfAsks, checkNamesOfOrders } from './namesOfOrders';
import { concurrencyParameter } from './properties';
import { filterParameter } from './selectionParameters';
import { billingOf, tellBilling } from './tellBilling';

/** How the node reads its parameters. */
export interface BillingStep {
	properties: INodeProperties[];
	/** Which of them may name the item. */
	rules: ItemRules;
	identityRules(parameters: Parameters): IdentityRules;
	selection(parameters: Parameters, client: NetSuiteClient): Promise<OrderSelection>;
	settings(parameters: Parameters, client: NetSuiteClient): Promise<BillingSettings>;
}

interface Run {
	context: IExecuteFunctions;
	client: NetSuiteClient;
	parameters: Parameters;
	rules: IdentityRules;
	step: BillingStep;
}

export async function runBilling(
	context: IExecuteFunctions,
	step: BillingStep,
): Promise<INodeExecutionData[][]> {
	try {
		const parameters = readParameters(context, step.properties, step.rules);
		const client = nodeClient(context, concurrencyParameter(parameters));
		await checkLaterSettings(context, client);
		if (!isBillingOn(parameters)) {
			return [passedOn(context.getInputData()), []];
		}
		const rules = step.identityRules(parameters);
		const items = await itemsOf({ context, client, parameters, rules, step });
		tellBilling(context, parameters, items);
		return [items, items.filter(isLeft)];
	} catch (error) {
		return failedRun(context, error);
	}
}

function passedOn(input: INodeExecutionData[]): INodeExecutionData[] {
	return input.map((item, index) => ({ ...item, pairedItem: { item: index } }));
}

async function itemsOf(run: Run): Promise<INodeExecutionData[]> {
	refuseItemWithoutItems(run.parameters);
	switch (run.parameters.get('source')) {
		case 'items':
			return await fromItems(run);
		case 'settlement':
			return await fromSettlement(run);
		default:
			return await fromNetSuite(run);
	}
}

async function fromNetSuite(run: Run): Promise<INodeExecutionData[]> {
	const { client, parameters, rules, step } = run;
	const settings = await step.settings(parameters, client);
	const selection = await step.selection(parameters, client);
	const selected = await selectSalesOrders(client, rules, selection);
	await checkNamesOfOrders(run.context, client, parameters, { selection, selected });
	const orders = selected.orders.filter((order) => {
		const { customerId } = settingsFor(order.identity.marketplaceName, settings);
		return customerId === '' || customerId === order.customerId;
	});
	const jobs = orders.map((order) => ({ order, postedDate: '' }));
	const results = await bill(run, jobs, settings);
	return jobs.map(({ order }, at) => ({
		json: { ...orderJson(order), billing: billingJson(results[at], order, settings.isDryRun) },
		pairedItem: { item: 0 },
	}));
}

async function bill({ context, client }: Run, jobs: BillingJob[], settings: BillingSettings) {
	const tellProgress = createProgress(context, { total: jobs.length, what: 'orders' });
	const progress = ({ errorCode, outcome }: BillingResult) =>
		tellProgress(errorCode !== '' ? 'left' : outcome === 'existed' ? 'billed before' : outcome);
	return await billOrders(client, jobs, { ...settings, progress });
}

interface Billed {
	asked: AskedOrder;
	/** None when nothing waits for this order. */
	billing: IDataObject | null;
}

/** One for each ask, in order; an order that several ask for is billed once. */
async function billAsked(
	run: Run,
	asks: OrderAsk[],
	settings: BillingSettings,
	itemOf: number[] = [],
): Promise<Billed[]> {
	const { client, rules } = run;
	const customerOf = (marketplaceName: string) => settingsFor(marketplaceName, settings).customerId;
	const found = await findAskedOrders(client, rules, asks, customerOf);
	const jobs = new Map<string, BillingJob>();
	found.forEach((asked, at) => {
		if (asked.kind === 'order') {
			const known = jobs.get(asked.order.internalId);
			const days = [asks[at].postedDate, known?.postedDate ?? ''].filter((day) => day !== '');
			jobs.set(asked.order.internalId, {
				order: known?.order ?? asked.order,
				postedDate: days.sort()[0] ?? '',
			});
		}
	});
	const settingsAt = async (at: number) =>
		await run.step.settings(run.parameters.forItem(itemOf[at]), client);
	const own = run.parameters.namesItem
		? await ownBillingSettings(found, jobs, settingsAt)
		: undefined;
	const results = await bill(run, [...jobs.values()], { ...settings, own });
	const resultOf = new Map([...jobs.keys()].map((id, at) => [id, results[at]]));
	return found.map((asked, at) => ({
		asked,
		billing: toldOf(asked, asks[at], resultOf, settings.isDryRun),
	}));
}

function toldOf(
	asked: AskedOrder,
	{ isTransaction }: OrderAsk,
	resultOf: Map<string, BillingResult>,
	isDryRun: boolean,
): IDataObject | null {
	if (asked.kind === 'none') {
		return null;
	}
	if (asked.kind === 'error') {
		return billingJson(billingFailed(asked.error, {}), null, isDryRun);
	}
	const result = resultOf.get(asked.order.internalId);
	const isIdle = result?.outcome === 'existed' || result?.outcome === 'skipped';
	// A transaction whose order has a bill waits for none, unless there is more to bill.
	return result === undefined || (isTransaction && asked.hasBill && isIdle && result.billId === '')
		? null
		: billingJson(result, asked.order, isDryRun);
}

async function fromItems(run: Run): Promise<INodeExecutionData[]> {
	const { context, parameters } = run;
	const input = context.getInputData();
	const filter = filterParameter(parameters);
	const read = readAsks(context.getNode(), input);
	const asks = read.map((ask) => (ask !== null && passesFilter(ask.identity, filter) ? ask : null));
	const taken = asks.filter((ask) => ask !== null);
	const all = read.flatMap((ask) => (ask === null ? [] : [ask.identity]));
	checkNamesOfAsks(context, parameters, { all, taken: taken.length });
	const itemOf = asks.flatMap((ask, item) => (ask === null ? [] : [item]));
	const settings = await run.step.settings(parameters.forItem(itemOf[0] ?? 0), run.client);
	const billed = await billAsked(run, taken, settings, itemOf);
	const billingOf = new Map(taken.map((ask, at) => [ask, billed[at].billing]));
	return input.map(({ json }, item) => {
		const ask = asks[item];
		const billing = ask === null ? null : (billingOf.get(ask) ?? null);
		return { json: billing === null ? json : { ...json, billing }, pairedItem: { item } };
	});
}

async function fromSettlement(run: Run): Promise<INodeExecutionData[]> {
	const { parameters, client, step } = run;
	const settings = await step.settings(parameters, client);
	const { transactions } = await selectTransactions(client, {
		...ALL_OPEN,
		...filterParameter(parameters),
		transactionTypes: ORDER_TYPES,
		settlementIds: namesAt(parameters, 'settlementId'),
	});
	await checkNamesOfRecords(run.context, client, parameters, {
		accounts: transactions.map(({ account }) => account),
		marketplaces: transactions.map(({ marketplaceName }) => marketplaceName),
		settlementIds: transactions.map(({ settlementId }) => settlementId),
	});
	const billed = await billAsked(run, transactions.map(askOf), settings);
	const items = new Map<string, INodeExecutionData>();
	billed.forEach(({ asked, billing }, at) => {
		if (billing !== null) {
			const { orderId, marketplaceName, account, settlementId } = transactions[at];
			const order =
				asked.kind === 'order' ? orderJson(asked.order) : { orderId, marketplaceName, account };
			items.set(`${String(billing.salesOrderId)} ${orderId}`, {
				json: { ...order, settlementId, billing },
				pairedItem: { item: 0 },
			});
		}
	});
	return [...items.values()];
}

/** Failed, waiting for something, or with a warning. */
function isLeft(item: INodeExecutionData): boolean {
	const billing = billingOf(item);
	return billing !== undefined && billing.errorCode !== '';
}
