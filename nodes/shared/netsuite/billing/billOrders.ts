// The billing flow: sales orders in, an invoice or cash sale for each that has something to bill. NetSuite
// itself decides what is billable at the moment of the call; the external ID made before it lets only one
// of two runs at once succeed, and afterwards the books are read again: what they hold is what is told.
import type { NetSuiteClient } from '../api/client';
import type { Created } from '../api/createRecord';
import { NetSuiteError } from '../api/netSuiteError';
import type { InvoiceKey } from '../books/invoiceKeys';
import type { SalesOrder } from '../books/salesOrders';
import { loadOrderStates } from '../books/salesOrders';
import { createKnown } from '../posting/knownFields';
import type { PlaceSettings } from '../posting/marketplaceSettings';
import { settingsFor } from '../posting/marketplaceSettings';
import type { WithOwn } from '../posting/ownSettings';
import { settingsOf } from '../posting/ownSettings';
import type { PeriodPolicy } from '../posting/postingDate';
import { noteOnMissing, openDay } from '../posting/postingDate';
import { GROUPS_PER_REQUEST, runGroups } from '../posting/runGroups';
import { sentence } from '../posting/postingResult';
import type { MappedField } from '../records/fieldMapping';
import { loadPostedDates } from '../records/postedDates';
import { billFields, billLineFields, refuseBillRows } from './billFields';
import type { BillingLook, OrderLook } from './billingLook';
import { GONE, lookUpBilling } from './billingLook';
import type { BillingPlan, BillingStatus } from './billingPlan';
import { billableLines, billedStatus, orderName, planBilling } from './billingPlan';
import { readBack } from './billingProof';
import { billingRefusal } from './billingRefusal';
import type { BillingResult } from './billingResult';
import { billingFailed, NOT_BILLED } from './billingResult';
import type { BillFacts, BillType } from './orderBill';
import { BILL_TYPES, orderBill } from './orderBill';

export type BillDatePolicy = 'order' | 'ship' | 'posted' | 'today';

export interface BillingSettings extends PlaceSettings, WithOwn {
	billType: BillType;
	billingStatus: BillingStatus;
	keys: InvoiceKey[];
	datePolicy: BillDatePolicy;
	/** `refuse` unless given. */
	periodPolicy?: PeriodPolicy;
	/** `YYYY-MM-DD`, the day of the run. */
	today: string;
	/** Internal id of the bill's form, '' for NetSuite's own. */
	formId: string;
	fields: MappedField[];
	/** Fields of each line. */
	lineFields?: MappedField[];
	concurrency: number;
	isDryRun: boolean;
	/** Told each result once, as soon as it is known; must not throw. */
	progress?: (result: BillingResult) => void;
}

export interface BillingJob {
	order: SalesOrder;
	/** The day Amazon posted the order, `YYYY-MM-DD`, '' when it is not known yet. */
	postedDate: string;
}

interface Run {
	client: NetSuiteClient;
	look: BillingLook;
	settings: BillingSettings;
}

/** One result per job, in the order given; an order comes once. Rejects only when the run cannot go on. */
export async function billOrders(
	client: NetSuiteClient,
	jobs: BillingJob[],
	settings: BillingSettings,
): Promise<BillingResult[]> {
	const orders = jobs.map(({ order }) => order);
	refuseBillRows(orders, settings);
	const dated = settings.datePolicy === 'posted' ? await withPostedDates(client, jobs) : jobs;
	const look = await lookUpBilling(client, orders, settings.keys, settings.datePolicy === 'ship');
	const run: Run = { client, look, settings };
	const results = new Map<SalesOrder, BillingResult>();
	const runJob = async (job: BillingJob) => {
		const result = await bill(run, job);
		results.set(job.order, result);
		settings.progress?.(result);
	};
	const groups = dated.map((job) => [job]);
	const atOnce = GROUPS_PER_REQUEST * settings.concurrency;
	await runGroups(groups, atOnce, runJob, async () => await readBack(client, results));
	return orders.map((order) => results.get(order) ?? NOT_BILLED);
}

async function withPostedDates(client: NetSuiteClient, jobs: BillingJob[]): Promise<BillingJob[]> {
	const unknown = jobs.filter(({ postedDate }) => postedDate === '');
	const days = await loadPostedDates(
		client,
		unknown.map(({ order }) => order.identity.orderId),
	);
	return jobs.map(({ order, postedDate }) => ({
		order,
		postedDate: postedDate || (days.get(order.identity.orderId) ?? ''),
	}));
}

async function bill(run: Run, job: BillingJob): Promise<BillingResult> {
	const { order } = job;
	const look = run.look.of(order);
	const { bills, state } = look;
	const before = { bills, status: billedStatus(state, bills.length) };
	try {
		const plan = planBilling(order, state, run.settings.billingStatus);
		if (plan.kind === 'none') {
			return passedOver(order, plan.reason, before);
		}
		refuseStrangers(order, look);
		const wanted = billDate(job, look, run.settings);
		const day = openDay(wanted.date, run.look.periods, run.settings.periodPolicy);
		const { date } = day;
		const dateNote = wanted.missing === '' ? day.dateNote : noteOnMissing(wanted.missing, day);
		const fields = billFields(order, run.settings);
		const planned: BillingResult = {
			...NOT_BILLED,
			...before,
			outcome: 'planned',
			externalId: look.externalId,
			date,
			dateNote,
		};
		if (run.settings.isDryRun) {
			return { ...planned, status: plan.kind === 'whole' ? 'Billed' : 'Partially Billed' };
		}
		const created = await post(run, order, look, plan, { date, fields });
		return 'reason' in created
			? passedOver(order, created.reason, before)
			: { ...planned, outcome: created.outcome, billId: created.internalId };
	} catch (error) {
		return billingFailed(billingRefusal(error), before);
	}
}

function passedOver(
	order: SalesOrder,
	reason: 'billed' | 'notShipped',
	before: Pick<BillingResult, 'bills' | 'status'>,
): BillingResult {
	if (reason === 'billed') {
		return { ...NOT_BILLED, ...before, status: 'Billed', outcome: 'existed' };
	}
	const waits = new NetSuiteError(
		'ORDER_NOT_SHIPPED',
		`Nothing of ${orderName(order)} has shipped that is not billed`,
		'Fulfil it in NetSuite; the next run bills it',
	);
	return { ...NOT_BILLED, ...before, errorCode: waits.code, errorMessage: sentence(waits) };
}

/** An invoice beside the order, such as an imported one: a second would count the sale twice. */
function refuseStrangers(order: SalesOrder, { strangers: [stranger] }: OrderLook): void {
	if (stranger !== undefined) {
		const kind = stranger.type === 'CashSale' ? 'cash sale' : 'invoice';
		throw new NetSuiteError(
			'ORDER_INVOICED_APART',
			`The ${kind} ${stranger.number || stranger.internalId} carries the key of the Amazon order, but was not made from ${orderName(order)}`,
			`If it is the bill of this order, close the sales order in NetSuite; if not, correct the external ID or PO number of the ${kind}, then run again`,
		);
	}
}

function billDate({ order, postedDate }: BillingJob, look: OrderLook, settings: BillingSettings) {
	const dates: Record<BillDatePolicy, string> = {
		order: order.date,
		ship: look.shipDate,
		posted: postedDate,
		today: settings.today,
	};
	const date = dates[settings.datePolicy];
	const missing = { order: 'order date', ship: 'ship date', posted: 'posted date', today: '' };
	return date === ''
		? { date: settings.today, missing: missing[settings.datePolicy] }
		: { date, missing: '' };
}

/** Or why there is nothing to bill any more: somebody else has billed it meanwhile. */
async function post(
	run: Run,
	order: SalesOrder,
	look: OrderLook,
	planned: Exclude<BillingPlan, { kind: 'none' }>,
	{ date, fields }: Pick<BillFacts, 'date' | 'fields'>,
): Promise<Created | Extract<BillingPlan, { kind: 'none' }>> {
	const { client } = run;
	const settings = settingsOf(run.settings, order);
	const { externalId, holder } = look;
	if (holder !== undefined) {
		refuseOtherKind(holder.type, settings.billType, externalId, holder.internalId);
		return { internalId: holder.internalId, outcome: 'existed', isLookedUp: true };
	}
	// Quantities in the body are ours to get right; without any NetSuite bills what is billable then.
	const plan = planned.kind === 'part' ? await planAgain(run, order) : planned;
	if (plan.kind === 'none') {
		return plan;
	}
	const place = settingsFor(order.identity.marketplaceName, settings);
	const isInvoice = settings.billType === 'invoice';
	const draft = orderBill(settings.billType, order, plan, {
		externalId,
		date,
		formId: settings.formId,
		accountId: isInvoice ? place.receivableAccountId : place.paymentAccountId,
		fields: { ...place.segments, ...fields },
		lineFields: billLineFields(order, run.settings),
		openLines: billableLines(look.state),
	});
	try {
		return await createKnown(client, draft);
	} catch (error) {
		if (error instanceof NetSuiteError && error.code === 'NETSUITE_VALIDATION') {
			const now = await planAgain(run, order);
			if (now.kind === 'none') {
				return now;
			}
		}
		throw error as Error;
	}
}

function refuseOtherKind(type: string, wanted: BillType, externalId: string, id: string): void {
	if (type !== BILL_TYPES[wanted]) {
		throw new NetSuiteError(
			'EXTERNAL_ID_TAKEN',
			`External ID ${externalId} belongs to a transaction of type ${type} (internal ID ${id})`,
		);
	}
}

async function planAgain({ client, settings }: Run, order: SalesOrder): Promise<BillingPlan> {
	const states = await loadOrderStates(client, [order.internalId]);
	const state = states.get(order.internalId) ?? GONE;
	return planBilling(order, state, settings.billingStatus);
}
