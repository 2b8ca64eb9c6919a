// The first half of a refund: its credit memo, found or created. A memo of ours that exists is taken
// whatever this run's settings are; only what is missing is planned and posted.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { CreditedBefore } from '../books/creditedBefore';
import { findPosted } from '../books/postedDocuments';
import type { Booked, Named } from '../documents/postOnce';
import { adopted, adoptExisting, postOnce } from '../documents/postOnce';
import type { Canaries } from '../posting/canaries';
import type { MemoLine } from '../posting/creditMemo';
import { creditMemo, totalOfCreditMemo } from '../posting/creditMemo';
import type { KindsBefore } from '../posting/kindsBefore';
import { createKnown } from '../posting/knownFields';
import { lineFields } from '../posting/lineFields';
import { settingsFor } from '../posting/marketplaceSettings';
import { settingsOf } from '../posting/ownSettings';
import { documentDay } from '../posting/postingDate';
import type { PostingJob, PostingLook } from '../posting/postingJobs';
import { asOpenNow } from '../posting/postingJobs';
import type { PostingResult } from '../posting/postingResult';
import { templateValues } from '../posting/postingResult';
import { money, toDecimal } from '../records/amount';
import { transactionExternalId } from '../records/externalId';
import { fillTemplate } from '../records/fieldMapping';
import type { DocumentId } from '../records/ids';
import { memoVisit, refundVisit } from './refundCanary';
import { memoFields } from './refundFields';
import type { LineLook } from './refundLines';
import type { RefundPlan } from './refundPlan';
import { plannedAmount, planRefund } from './refundPlan';
import type { RefundSettings } from './refundSettings';

export interface RefundRun {
	client: NetSuiteClient;
	look: PostingLook;
	/** Grows as this run credits. */
	credited: CreditedBefore[];
	/** ISO code to internal id; only where a memo may stand alone. */
	currencyIds: ReadonlyMap<string, string>;
	lineLook: LineLook;
	settings: RefundSettings;
	canaries: Canaries;
	/** Documents that are not what was sent, by the record id of their transaction. */
	wrongOf: KindsBefore['wrongOf'];
}

export interface Memo {
	internalId: DocumentId;
	externalId: string;
	outcome: PostingResult['outcome'];
	/** Minor units, positive: what it is meant to be over. */
	amount: Minor;
	/** Where no invoice tells. */
	matchedBy?: string;
	/** Internal id; '' where it is not known. */
	customerId: string;
	/** Of what this run makes, see documentKinds.ts. */
	kinds: string[];
	/** It is posted, but not what was sent. */
	wrong: NetSuiteError | null;
	/** Its lines and how they were found, when this run made them. */
	refundLines?: string;
	/** null until NetSuite has told them. */
	booked: Booked | null;
}

/** Rejects with the reason why nothing may be credited. */
export async function creditMemoFor(run: RefundRun, job: PostingJob): Promise<Memo> {
	const { transaction, match } = asOpenNow(job, run.look.receivables);
	const externalId = transactionExternalId('CM', transaction);
	const named: Named = { externalId, type: 'CustCred', currency: transaction.currency };
	const existing = adoptExisting(run.look.posted, named);
	if (existing !== undefined) {
		const { internalId, outcome, booked } = existing;
		const amount = plannedAmount(run, transaction, match, { externalId, internalId });
		const customerId = match instanceof NetSuiteError ? '' : match.invoices[0].customerId;
		return {
			internalId,
			externalId,
			outcome,
			amount,
			booked,
			customerId,
			kinds: [],
			wrong: null,
		};
	}
	const plan = planRefund(run, transaction, match, externalId);
	return await post(run, { transaction, match }, externalId, plan);
}

async function post(
	run: RefundRun,
	job: PostingJob,
	externalId: string,
	plan: RefundPlan,
): Promise<Memo> {
	const { transaction } = job;
	const { client, look } = run;
	const settings = settingsOf(run.settings, transaction);
	const { orderId, currency } = transaction;
	const { amount, customerId, matchedBy } = plan;
	const { date } = documentDay(transaction, settings, look.periods);
	const place = settingsFor(transaction.marketplaceName, settings);
	const values = templateValues(transaction);
	const draft = creditMemo({
		...plan,
		externalId,
		currency,
		date,
		orderId,
		description: String(fillTemplate(settings.description, values)),
		receivableAccountId: place.receivableAccountId,
		fields: { ...place.segments, ...memoFields(job, settings) },
		lineFields: lineFields(settings.creditMemoLineFields, place.segments, values),
	});
	// Before the call: a refund of the same order that runs beside this one must count it.
	const refundLines = told(plan.lines, currency);
	const total = String(toDecimal(amount, currency));
	const itemIds = plan.lines.map(({ itemId }) => itemId);
	const visit = memoVisit(
		client,
		transaction,
		{ ...plan, itemIds, isCopied: plan.fromInvoice !== null },
		settings,
	);
	const made = { externalId, amount, matchedBy, refundLines, customerId, kinds: [visit.kind] };
	const planned = { internalId: '', invoiceId: '', isUsed: false };
	const counted = { ...planned, orderId, customerId, externalId, total };
	const onInvoice = plan.applyLines.reduce((sum, line) => sum + line.amount, 0);
	if (amount > onInvoice) {
		// A memo whose refund NetSuite is known to refuse would only be left to a person.
		const paidOut = { internalId: '', customerId, amount: amount - onInvoice };
		run.canaries.refuseStopped(refundVisit(transaction, paidOut, settings));
	}
	const { isDryRun } = settings;
	const { internalId, outcome, wrong } = await postOnce(
		{ client, canaries: run.canaries, isDryRun },
		{
			visit,
			create: async () => await createKnown(client, draft),
			hold() {
				run.credited.push(counted);
				look.receivables.take(plan.applyLines);
			},
			release: (error) => takeBack(run, externalId, plan, error),
		},
	);
	const booked = outcome === 'planned' ? { total: amount, unused: amount - onInvoice } : null;
	return { ...made, internalId, outcome, booked, wrong };
}

/** What NetSuite refused for certain was not credited: the order's next refund shall not count it. */
function takeBack(run: RefundRun, externalId: string, plan: RefundPlan, error: unknown): void {
	const isCertain = error instanceof NetSuiteError && error.code !== 'NETSUITE_UNREACHABLE';
	if (!isCertain) {
		return;
	}
	run.credited = run.credited.filter((memo) => memo.externalId !== externalId);
	run.look.receivables.giveBack(plan.applyLines);
}

/** As people read it: `MUG: SKU and price, 20.00 USD`. */
function told(lines: MemoLine[], currency: string): string {
	return lines.map(({ reason, amount }) => `${reason}, ${money(amount, currency)}`).join('\n');
}

/**
 * Asks for the amounts of new memos, hundreds in one query: a memo is paid out only as far as the
 * books show it. What the query does not show is asked for by `amountsOf`, one by one.
 */
export async function readAmounts(
	client: NetSuiteClient,
	memos: Array<{ memo: Memo; currency: string }>,
): Promise<void> {
	const unknown = memos.filter(({ memo }) => memo.booked === null);
	const found = await findPosted(
		client,
		unknown.map(({ memo }) => memo.externalId),
		'read the totals of credit memos',
	);
	for (const { memo, currency } of unknown) {
		const document = found.get(memo.externalId.toLowerCase());
		if (document?.internalId === memo.internalId) {
			memo.booked = adopted(document, { type: 'CustCred', currency }).booked;
		}
	}
}

export async function amountsOf(
	client: NetSuiteClient,
	memo: Memo,
	currency: string,
): Promise<Booked> {
	return memo.booked ?? (await totalOfCreditMemo(client, memo.internalId, currency));
}
