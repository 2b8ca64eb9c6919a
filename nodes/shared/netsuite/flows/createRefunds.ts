// The refund flow: for each refund transaction a credit memo, then the customer refund that pays it
// out, status written back. Both steps have their own external id, so a pair that broke off in the
// middle is found and completed, and neither half is ever posted twice.
import { money, toDecimal, toMinor } from '../amount';
import type { NetSuiteClient } from '../client';
import { createRecord } from '../createRecord';
import { transactionExternalId } from '../externalId';
import type { MappedField } from '../fieldMapping';
import { fillFields, fillTemplate } from '../fieldMapping';
import type { InvoiceMatch } from '../invoiceMatch';
import { NetSuiteError } from '../netSuiteError';
import { adopt } from '../postedDocuments';
import { postingDate, refuseClosedPeriod } from '../postingDate';
import { creditMemo } from '../records/creditMemo';
import { customerRefund } from '../records/customerRefund';
import type { RecordedTransaction, StatusIds } from '../records/settlementTransaction';
import { getRecord } from '../recordService';
import type { CreditedBefore } from '../refundGuard';
import { creditedOn, loadCredited, refundAmount, refuseExcess } from '../refundGuard';
import { createStatusRecorder } from '../statusRecorder';
import { settingsFor } from './marketplaceSettings';
import type { PostingJob, PostingLook, PostingSettings } from './postingJobs';
import { groupByInvoice, lookUp, openOnes } from './postingJobs';
import type { PostingResult } from './postingResult';
import { failed, NOTHING_POSTED, settledBefore, templateValues } from './postingResult';
import { statusOf } from './recordPosting';
import { GROUPS_PER_REQUEST, runGroups } from './runGroups';

export interface RefundSettings extends PostingSettings {
	/** Internal id of the item on the credit memo line; it should move no stock and bear no tax. */
	itemId: string;
	/** Template of the line's description. */
	description: string;
	creditMemoFields: MappedField[];
	refundFields: MappedField[];
}

interface Run {
	client: NetSuiteClient;
	look: PostingLook;
	/** Grows as this run credits. */
	credited: CreditedBefore[];
	settings: RefundSettings;
}

/** One result per transaction, in the order given. Rejects only when the run itself cannot go on. */
export async function createRefunds(
	client: NetSuiteClient,
	ids: StatusIds,
	transactions: RecordedTransaction[],
	settings: RefundSettings,
): Promise<PostingResult[]> {
	const open = openOnes(transactions);
	const [look, credited] = await Promise.all([
		lookUp(client, open, ['CM', 'RF'], settings),
		loadCredited(
			client,
			open.map(({ orderId }) => orderId),
		),
	]);
	const run: Run = { client, look, credited, settings };
	const recorder = createStatusRecorder(client, ids);
	const results = new Map<RecordedTransaction, PostingResult>();
	const runJob = async (job: PostingJob) => {
		const result = await settle(run, job);
		results.set(job.transaction, result);
		if (!settings.isDryRun) {
			recorder.record(statusOf(job.transaction, result));
		}
	};
	await runGroups(
		groupByInvoice(look.jobs),
		GROUPS_PER_REQUEST * settings.concurrency,
		runJob,
		recorder.finish,
	);
	return transactions.map((one) => results.get(one) ?? settledBefore(one));
}

async function settle(run: Run, { transaction, match }: PostingJob): Promise<PostingResult> {
	const reached: Partial<PostingResult> = {};
	try {
		const amount = refundAmount(transaction);
		if (amount === 0) {
			return { ...NOTHING_POSTED, status: 'Applied' };
		}
		if (!(match instanceof NetSuiteError)) {
			const invoices = match.invoices.map(({ internalId, number }) => ({ internalId, number }));
			Object.assign(reached, { matchedBy: match.matchedBy, invoices });
		}
		const memo = await creditMemoFor(run, transaction, match, amount);
		reached.creditMemoId = memo.internalId;
		refuseOtherTotal(transaction, memo, amount);
		const refund = await refundFor(run, transaction, memo);
		return {
			...NOTHING_POSTED,
			...reached,
			status: 'Applied',
			outcome: refund.outcome,
			refundId: refund.internalId,
			posted: amount,
			applied: amount,
		};
	} catch (error) {
		return failed(halfDone(error, reached.creditMemoId), reached);
	}
}

/** A memo without its refund is the one state that must not look like any other failure. */
function halfDone(error: unknown, creditMemoId: string | undefined): unknown {
	const isHalf = creditMemoId !== undefined && creditMemoId !== '';
	if (!isHalf || !(error instanceof NetSuiteError) || error.isFatal) {
		return error;
	}
	if (error.code === 'CREDIT_MEMO_WITHOUT_REFUND') {
		return error;
	}
	return new NetSuiteError(
		'CREDIT_MEMO_WITHOUT_REFUND',
		`Credit memo ${creditMemoId} is posted, its customer refund is not: ${error.message}`,
		`${error.remedy}. The next run completes the pair`,
		error.status,
	);
}

interface Posted {
	internalId: string;
	outcome: PostingResult['outcome'];
}

/** Minor units, positive; `unused`: what is neither refunded nor applied to an invoice. */
interface Memo extends Posted {
	total: number;
	unused: number;
}

async function creditMemoFor(
	run: Run,
	transaction: RecordedTransaction,
	match: InvoiceMatch | NetSuiteError,
	amount: number,
): Promise<Memo> {
	const { client, look, settings } = run;
	const externalId = transactionExternalId('CM', transaction);
	const existing = look.posted.get(externalId.toLowerCase());
	if (existing !== undefined) {
		const amounts = adopt(existing, 'CustCred', transaction.currency);
		return { internalId: existing.internalId, outcome: 'existed', ...amounts };
	}
	if (match instanceof NetSuiteError) {
		throw match;
	}
	const [invoice] = match.invoices;
	const before = creditedOn(run.credited, transaction, invoice.customerId, externalId);
	refuseExcess(transaction, match, before);
	const date = postingDate(transaction, settings.datePolicy, settings.today);
	refuseClosedPeriod(date, look.closedPeriods);
	const place = settingsFor(transaction.marketplaceName, settings);
	const values = templateValues(transaction);
	const draft = creditMemo({
		externalId,
		invoice,
		amount,
		date,
		orderId: transaction.orderId,
		itemId: settings.itemId,
		description: String(fillTemplate(settings.description, values)),
		receivableAccountId: place.receivableAccountId,
		fields: { ...place.segments, ...fillFields(settings.creditMemoFields, values) },
	});
	const { orderId, currency } = transaction;
	const total = String(toDecimal(-amount, currency));
	run.credited.push({ orderId, customerId: invoice.customerId, externalId, total });
	if (settings.isDryRun) {
		return { internalId: '', outcome: 'planned', total: amount, unused: amount };
	}
	const created = await createRecord(client, draft);
	const booked = await totalOf(client, created.internalId, currency);
	return { ...created, total: booked, unused: booked };
}

async function totalOf(client: NetSuiteClient, id: string, currency: string): Promise<number> {
	const { total } = await getRecord(client, 'creditMemo', id, ['total']);
	if (typeof total !== 'number') {
		throw new NetSuiteError(
			'NETSUITE_PERMISSION',
			`NetSuite does not show the total of credit memo ${id}`,
			'Give the role of the access token permission to see the total of credit memos',
		);
	}
	return Math.abs(toMinor(total, currency));
}

/**
 * A taxable refund item makes NetSuite add tax: then the memo is not what Amazon sent back. And a
 * memo somebody applied elsewhere would be paid out in part only.
 */
function refuseOtherTotal(transaction: RecordedTransaction, memo: Memo, amount: number): void {
	const { currency } = transaction;
	if (memo.total !== amount) {
		throw new NetSuiteError(
			'CREDIT_MEMO_WITHOUT_REFUND',
			`Credit memo ${memo.internalId} is over ${money(memo.total, currency)}, the refund over ${money(amount, currency)}, so it is not paid out`,
			'Correct the credit memo in NetSuite (a taxable refund item adds tax) and run again',
		);
	}
}

async function refundFor(run: Run, transaction: RecordedTransaction, memo: Memo): Promise<Posted> {
	const { client, look, settings } = run;
	const externalId = transactionExternalId('RF', transaction);
	const existing = look.posted.get(externalId.toLowerCase());
	if (existing !== undefined) {
		adopt(existing, 'CustRfnd', transaction.currency);
		return { internalId: existing.internalId, outcome: 'existed' };
	}
	if (memo.unused !== memo.total) {
		throw new NetSuiteError(
			'CREDIT_MEMO_WITHOUT_REFUND',
			`Credit memo ${memo.internalId} has only ${money(memo.unused, transaction.currency)} of ${money(memo.total, transaction.currency)} left to pay out`,
			'See what it was applied to in NetSuite; take that back and run again, or refund the rest by hand',
		);
	}
	const date = postingDate(transaction, settings.datePolicy, settings.today);
	refuseClosedPeriod(date, look.closedPeriods);
	if (settings.isDryRun) {
		return { internalId: '', outcome: 'planned' };
	}
	const place = settingsFor(transaction.marketplaceName, settings);
	return await createRecord(
		client,
		customerRefund({
			externalId,
			creditMemoId: memo.internalId,
			date,
			accountId: place.refundAccountId,
			fields: {
				...place.segments,
				...fillFields(settings.refundFields, templateValues(transaction)),
			},
		}),
	);
}
