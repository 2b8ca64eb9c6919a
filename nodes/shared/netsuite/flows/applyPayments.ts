// The payment flow: Order transactions in, a customer payment for each, status written back.
// Nothing is posted that exists: transactions settled before are passed over, payments of ours are
// adopted, and only then is anything created. Transactions of one invoice run one after another, so
// each sees what the one before left open; different invoices run side by side.
import type { NetSuiteClient } from '../client';
import { createRecord } from '../createRecord';
import { onlyLinked } from '../earlierPayments';
import { transactionExternalId } from '../externalId';
import type { MappedField } from '../fieldMapping';
import { fillFields } from '../fieldMapping';
import type { InvoiceMatch } from '../invoiceMatch';
import { NetSuiteError } from '../netSuiteError';
import type { OrderDocument } from '../invoices';
import type { ApplyLine, Overpayment } from '../paymentPlan';
import { planPayment, statusFor } from '../paymentPlan';
import type { PostedDocument } from '../postedDocuments';
import { adopt, findPosted } from '../postedDocuments';
import { postingDate, refuseClosedPeriod } from '../postingDate';
import { customerPayment } from '../records/customerPayment';
import type { RecordedTransaction, StatusIds } from '../records/settlementTransaction';
import type { StatusRecorder } from '../statusRecorder';
import { createStatusRecorder } from '../statusRecorder';
import { settingsFor } from './marketplaceSettings';
import type { PostingJob, PostingLook, PostingSettings } from './postingJobs';
import { groupByInvoice, lookUp, nameClosings, openOnes } from './postingJobs';
import type { PostingResult } from './postingResult';
import { failed, NOTHING_POSTED, settledBefore, templateValues } from './postingResult';
import { statusOf } from './recordPosting';
import { GROUPS_PER_REQUEST, runGroups } from './runGroups';
import { tellShort } from './shortPayments';

export interface PaymentSettings extends PostingSettings {
	overpayment: Overpayment;
	/** Decimal, for `refuse`; none is 0. */
	tolerance?: number;
	/** Fields of the payment, editable in the node. */
	fields: MappedField[];
}

/** One result per transaction, in the order given. Rejects only when the run itself cannot go on. */
export async function applyPayments(
	client: NetSuiteClient,
	ids: StatusIds,
	transactions: RecordedTransaction[],
	settings: PaymentSettings,
): Promise<PostingResult[]> {
	const open = openOnes(transactions);
	const look = await lookUp(client, open, ['PMT'], settings);
	const isUnsettled = ({ transaction }: PostingJob) => paymentOf(transaction, look) === undefined;
	await nameClosings(client, look.jobs.filter(isUnsettled));
	const recorder = createStatusRecorder(client, ids);
	const results = new Map<RecordedTransaction, PostingResult>();
	const runGroup = async (group: PostingJob[]) => {
		try {
			for (const job of group) {
				results.set(job.transaction, await settle(client, job, look, settings));
			}
		} finally {
			tellShort(group, results);
			recordGroup(group, results, settings.isDryRun ? null : recorder);
		}
	};
	const groups = groupByInvoice(look.jobs).map((group) => [group]);
	await runGroups(groups, GROUPS_PER_REQUEST * settings.concurrency, runGroup, recorder.finish);
	return transactions.map((one) => results.get(one) ?? settledBefore(one));
}

/** Ours by its external id, or by the link to this transaction that it carries. */
function paymentOf(
	transaction: RecordedTransaction,
	{ posted, linked }: PostingLook,
): PostedDocument | undefined {
	const externalId = transactionExternalId('PMT', transaction).toLowerCase();
	return posted.get(externalId) ?? linked.get(transaction.recordId)?.[0];
}

function known(match: PostingJob['match']): Partial<PostingResult> {
	if (match instanceof NetSuiteError) {
		return {};
	}
	const invoices = match.invoices.map(({ internalId, number }) => ({ internalId, number }));
	return { matchedBy: match.matchedBy, invoices };
}

async function settle(
	client: NetSuiteClient,
	{ transaction, match }: PostingJob,
	look: PostingLook,
	settings: PaymentSettings,
): Promise<PostingResult> {
	const externalId = transactionExternalId('PMT', transaction);
	const ours = look.posted.get(externalId.toLowerCase());
	try {
		const existing = ours ?? onlyLinked(transaction, look.linked.get(transaction.recordId));
		if (existing !== undefined) {
			return { ...adoptPayment(transaction, existing), ...known(match) };
		}
		if (transaction.transactionAmount === 0) {
			// Multi-channel orders carry fees only: the whole amount, nothing, is applied.
			return { ...NOTHING_POSTED, status: 'Applied' };
		}
		if (match instanceof NetSuiteError) {
			return failed(match);
		}
		return await post(client, transaction, match, externalId, look, settings);
	} catch (error) {
		return failed(error, known(match));
	}
}

function adoptPayment(transaction: RecordedTransaction, existing: PostedDocument): PostingResult {
	const { total, unused } = adopt(existing, 'CustPymt', transaction.currency);
	const applied = total - unused;
	const rest = Math.max(transaction.transactionAmount - applied, 0);
	return {
		...NOTHING_POSTED,
		status: statusFor(rest),
		outcome: 'existed',
		paymentId: existing.internalId,
		posted: total,
		applied,
		rest,
	};
}

async function post(
	client: NetSuiteClient,
	transaction: RecordedTransaction,
	match: InvoiceMatch,
	externalId: string,
	look: PostingLook,
	settings: PaymentSettings,
): Promise<PostingResult> {
	const plan = planPayment(transaction, match, settings.overpayment, settings.tolerance);
	const date = postingDate(transaction, settings.datePolicy, settings.today);
	refuseClosedPeriod(date, look.closedPeriods);
	const place = settingsFor(transaction.marketplaceName, settings);
	const draft = customerPayment(plan, {
		externalId,
		currency: transaction.currency,
		date,
		accountId: place.paymentAccountId,
		receivableAccountId: place.receivableAccountId,
		fields: { ...place.segments, ...fillFields(settings.fields, templateValues(transaction)) },
	});
	const created = settings.isDryRun ? null : await createRecord(client, draft);
	const planned: PostingResult = {
		...NOTHING_POSTED,
		status: plan.status,
		outcome: created?.outcome ?? 'planned',
		paymentId: created?.internalId ?? '',
		posted: plan.payment,
		applied: plan.applied,
		rest: plan.rest,
	};
	const result = created?.isLookedUp
		? { ...planned, ...(await asBooked(client, transaction, externalId)) }
		: planned;
	const paid = take(plan.applyLines, result.applied);
	return { ...result, ...known({ ...match, invoices: paid }) };
}

/** A run beside this one may have made the payment, from other balances: the books decide. */
async function asBooked(
	client: NetSuiteClient,
	transaction: RecordedTransaction,
	externalId: string,
): Promise<Partial<PostingResult>> {
	const found = await findPosted(client, [externalId], `read payment ${externalId} back`);
	const existing = found.get(externalId.toLowerCase());
	if (existing === undefined) {
		return {};
	}
	const { status, posted, applied, rest } = adoptPayment(transaction, existing);
	return { status, posted, applied, rest };
}

/** Takes what was applied from the open balances; the invoices it came from. */
function take(applyLines: ApplyLine[], applied: number): OrderDocument[] {
	let left = applied;
	for (const { invoice, amount } of applyLines) {
		const part = Math.min(left, amount);
		// Less than planned was taken: somebody else had taken the rest before.
		invoice.open = part < amount ? 0 : invoice.open - part;
		left -= part;
	}
	return applyLines.map(({ invoice }) => invoice);
}

function recordGroup(
	group: PostingJob[],
	results: Map<RecordedTransaction, PostingResult>,
	recorder: StatusRecorder | null,
): void {
	for (const { transaction } of group) {
		const result = results.get(transaction);
		if (result !== undefined) {
			recorder?.record(statusOf(transaction, result));
		}
	}
}
