// The second half of a refund: the customer refund that pays its credit memo out, found or created. What
// is paid out is what the books show on the memo, and never another sum than Amazon sent back.
import type { Minor } from '../../settlement/values/money';
import { NetSuiteError } from '../api/netSuiteError';
import type { Adopted, Named } from '../documents/postOnce';
import { adoptExisting, findOne, postOnce } from '../documents/postOnce';
import { totalOfCreditMemo } from '../posting/creditMemo';
import { createKnown } from '../posting/knownFields';
import { settingsFor } from '../posting/marketplaceSettings';
import { settingsOf } from '../posting/ownSettings';
import { documentDay } from '../posting/postingDate';
import type { PostingJob } from '../posting/postingJobs';
import type { PostingResult } from '../posting/postingResult';
import { money } from '../records/amount';
import { transactionExternalId } from '../records/externalId';
import type { DocumentId } from '../records/ids';
import type { SettlementTransaction } from '../records/settlementTransaction';
import { customerRefund } from './customerRefund';
import { refundVisit } from './refundCanary';
import { refundBodyFields } from './refundFields';
import type { Memo, RefundRun } from './refundMemos';
import { amountsOf } from './refundMemos';

export interface Refunded {
	/** '' when there was nothing left to pay out. */
	internalId: DocumentId;
	outcome: PostingResult['outcome'];
	/** Minor units of the memo that an invoice took. */
	onInvoice: Minor;
	/** It is posted, but not what was sent. */
	wrong?: NetSuiteError | null;
	/** Of what this run posted. */
	kind?: string;
}

/** A memo without its refund is the one state that must not look like any other failure. */
export function halfDone(error: unknown, creditMemoId: DocumentId): unknown {
	if (creditMemoId === '' || !(error instanceof NetSuiteError) || error.isFatal) {
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

/** Rejects when the memo is not what it was meant to be, or cannot be paid out. */
export async function payOut(run: RefundRun, job: PostingJob, memo: Memo): Promise<Refunded> {
	const { transaction } = job;
	const { client, look } = run;
	const settings = settingsOf(run.settings, transaction);
	const { currency } = transaction;
	const { total, unused } = await amountsOf(client, memo, currency);
	refuseOtherTotal(transaction, memo, total);
	const externalId = transactionExternalId('RF', transaction);
	const named: Named = { externalId, type: 'CustRfnd', currency };
	const existing =
		adoptExisting(look.posted, named) ??
		(unused < total && !settings.isDryRun ? await madeMeanwhile(run, named) : undefined);
	if (existing !== undefined) {
		const { internalId, outcome, booked } = existing;
		await refuseRest(run, memo, unused, currency);
		return { internalId, outcome, onInvoice: total - booked.total };
	}
	const onInvoice = total - unused;
	if (onInvoice > 0 && settings.openInvoice === 'refund') {
		throw new NetSuiteError(
			'CREDIT_MEMO_WITHOUT_REFUND',
			`Credit memo ${memo.internalId} has only ${money(unused, currency)} of ${money(total, currency)} left to pay out`,
			'See what it was applied to in NetSuite; take that back and run again, or refund the rest by hand',
		);
	}
	if (unused === 0) {
		return { internalId: '', outcome: memo.outcome, onInvoice };
	}
	const { date } = documentDay(transaction, settings, look.periods);
	const paidOut = { ...memo, amount: unused };
	const visit = refundVisit(transaction, paidOut, settings);
	const place = settingsFor(transaction.marketplaceName, settings);
	const draft = () =>
		customerRefund({
			externalId,
			creditMemoId: memo.internalId,
			date,
			accountId: place.refundAccountId,
			paymentOptionId: settings.paymentOptionId,
			fields: { ...place.segments, ...refundBodyFields(job, settings) },
		});
	const { isDryRun } = settings;
	const { internalId, outcome, wrong } = await postOnce(
		{ client, canaries: run.canaries, isDryRun },
		{ visit, create: async () => await createKnown(client, draft()) },
	);
	return {
		internalId,
		outcome,
		onInvoice,
		wrong,
		...(outcome === 'planned' ? {} : { kind: visit.kind }),
	};
}

/** A refund of ours that somebody made smaller leaves a rest on its memo, which nobody would pay out. */
async function refuseRest(
	{ client, settings }: RefundRun,
	memo: Memo,
	unused: Minor,
	currency: string,
): Promise<void> {
	if (unused === 0 || settings.isDryRun) {
		return;
	}
	// Memo and refund may have been read at two moments, with the refund posted in between.
	const { unused: rest } = await totalOfCreditMemo(client, memo.internalId, currency);
	if (rest > 0) {
		throw new NetSuiteError(
			'CREDIT_MEMO_WITHOUT_REFUND',
			`Credit memo ${memo.internalId} has ${money(rest, currency)} left though its customer refund is posted`,
			'See who changed the refund in NetSuite, correct it, then run again',
		);
	}
}

/** What used the memo may be its own refund, made by a run beside this one after our look-up. */
async function madeMeanwhile({ client }: RefundRun, named: Named): Promise<Adopted | undefined> {
	return await findOne(client, named, `look up refund ${named.externalId} again`);
}

/**
 * A taxable refund item makes NetSuite add tax: then the memo is not what Amazon sent back. And a
 * memo somebody applied elsewhere would be paid out in part only.
 */
function refuseOtherTotal({ currency }: SettlementTransaction, memo: Memo, total: Minor): void {
	const { amount } = memo;
	if (total !== amount) {
		throw new NetSuiteError(
			'CREDIT_MEMO_WITHOUT_REFUND',
			`Credit memo ${memo.internalId} is over ${money(total, currency)}, the refund over ${money(amount, currency)}, so it is not paid out`,
			'Correct the credit memo in NetSuite (a taxable refund item adds tax) and run again',
		);
	}
}
