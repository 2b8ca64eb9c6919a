// One customer payment for each transaction. Transactions of one invoice run one after another, so each
// sees what the one before left open; different invoices run side by side.
import type { NetSuiteClient } from '../../api/client';
import { NetSuiteError } from '../../api/netSuiteError';
import type { InvoiceMatch } from '../../books/invoiceMatch';
import type { Booked, Named } from '../../documents/postOnce';
import { findOne, postOnce } from '../../documents/postOnce';
import type { Candidate } from '../../posting/canaries';
import { withOthersEarly } from '../../posting/kindOrder';
import { failedOrUntried } from '../../posting/stoppedKinds';
import type { PostingJob } from '../../posting/postingJobs';
import { asOpenNow, groupByInvoice } from '../../posting/postingJobs';
import type { PostingResult } from '../../posting/postingResult';
import { failed } from '../../posting/postingResult';
import { GROUPS_PER_REQUEST, runGroups } from '../../posting/runGroups';
import { transactionExternalId } from '../../records/externalId';
import type { SettlementTransaction } from '../../records/settlementTransaction';
import { customerPayment } from '../../documents/customerPayment';
import { createGroupResults } from './groupResults';
import { asBooked, known, settledWithoutPosting } from '../existing/paidBefore';
import { paymentKind, paymentVisit } from '../plan/paymentCanary';
import { paymentFields } from '../plan/paymentFields';
import type { PaymentLook } from '../existing/paymentLook';
import { paymentPlace } from '../plan/paymentPlace';
import { planPayment } from '../plan/paymentPlan';
import type { PaymentRecorder } from '../remainder/paymentRecorder';
import { resultOf, whatIsWrong } from './paymentResult';
import type { PaymentSettings } from '../plan/paymentSettings';

/** Rejects with what ends the run, once all under way is recorded. */
export async function payPerOrder(
	client: NetSuiteClient,
	look: PaymentLook,
	settings: PaymentSettings,
	recorder: PaymentRecorder,
): Promise<void> {
	const candidates = look.jobs.map((job) => candidateOf(job, settings));
	look.canaries.expect(candidates.filter((one) => one !== null));
	const groups = withOthersEarly(groupByInvoice(look.jobs), ([job]) => candidateOf(job, settings));
	const results = createGroupResults(groups, look.receivables, recorder);
	let groupsLeft = groups.length;
	const runGroup = async (group: PostingJob[]) => {
		for (const job of group) {
			results.set(job, await settle(client, job, look, settings));
		}
		groupsLeft -= 1;
		// Statuses wait for a query first, so the last batch starts a round of requests earlier.
		if (groupsLeft < 2 * settings.concurrency) {
			recorder.hurry();
		}
	};
	const finish = async () => {
		results.recordRest();
		await recorder.finish();
	};
	const groupsAtOnce = GROUPS_PER_REQUEST * settings.concurrency;
	await runGroups(
		groups.map((group) => [group]),
		groupsAtOnce,
		runGroup,
		finish,
	);
}

async function settle(
	client: NetSuiteClient,
	job: PostingJob,
	look: PaymentLook,
	settings: PaymentSettings,
): Promise<PostingResult> {
	const { transaction, match } = job;
	const before = settledWithoutPosting(job, look);
	if (before !== null || match instanceof NetSuiteError) {
		return before ?? failed(match);
	}
	try {
		return await post(client, transaction, match, look, settings);
	} catch (error) {
		return failedOrUntried(transaction, error, known(match));
	}
}

function candidateOf(
	{ transaction, match }: PostingJob,
	settings: PaymentSettings,
): Candidate | null {
	return match instanceof NetSuiteError || transaction.transactionAmount <= 0
		? null
		: { kind: paymentKind(transaction, match.invoices[0].customerId, settings), transaction };
}

async function post(
	client: NetSuiteClient,
	transaction: SettlementTransaction,
	match: InvoiceMatch,
	look: PaymentLook,
	settings: PaymentSettings,
): Promise<PostingResult> {
	const { match: open } = asOpenNow({ transaction, match }, look.receivables);
	const plan = planPayment(transaction, open, settings.overpayment, settings.tolerance);
	const { segments, ...place } = paymentPlace(transaction, look, settings);
	const externalId = transactionExternalId('PMT', transaction);
	const draft = customerPayment(plan, {
		...place,
		externalId,
		currency: transaction.currency,
		fields: { ...segments, ...paymentFields({ transaction, match }, settings) },
	});
	const visit = paymentVisit(client, [transaction], plan, settings);
	const posted = await postOnce(
		{ client, canaries: look.canaries, isDryRun: settings.isDryRun },
		{
			visit,
			create: async () => await look.funds.create(draft),
			readBack: async (asking) => await readBack(asking, transaction, externalId),
		},
	);
	const result = resultOf(match, plan, [visit.kind], posted);
	const wrong = whatIsWrong(posted, look);
	if (wrong !== null) {
		return failed(wrong, { ...result, ...known(match) });
	}
	const { booked } = posted;
	const paid = booked === null ? result : { ...result, ...asBooked(transaction, booked) };
	look.receivables.take(plan.applyLines, paid.applied);
	return paid;
}

/** A run beside this one may have made the payment, from other balances. */
async function readBack(
	client: NetSuiteClient,
	{ currency }: SettlementTransaction,
	externalId: string,
): Promise<Booked | null> {
	const named: Named = { externalId, type: 'CustPymt', currency };
	const found = await findOne(client, named, `read payment ${externalId} back`);
	return found?.booked ?? null;
}
