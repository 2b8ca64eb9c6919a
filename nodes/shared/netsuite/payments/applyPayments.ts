// The payment flow: Order transactions in, customer payments for them, status written back. Nothing is
// posted that exists: transactions settled before are passed over while their documents stand,
// payments of ours or that name the order are adopted, cash sales are reconciled, and only then is anything created.
import type { NetSuiteClient } from '../api/client';
import { withInvoicePlaces } from '../posting/invoicePlace';
import { withDay } from '../posting/postedDay';
import { beginPosting, openOnes } from '../posting/postingJobs';
import type { PostingResult } from '../posting/postingResult';
import { settledBefore } from '../posting/postingResult';
import type { SettledRecords } from '../posting/settledRecords';
import { checkSettled, withMended } from '../posting/settledRecords';
import type { SettlementTransaction, StatusIds } from '../records/settlementTransaction';
import { markPayments } from './post/markPayments';
import { takeNamedPayments } from './existing/namedPayments';
import { nameReserved, refusePaymentRows } from './plan/paymentFields';
import { lookUpPayments } from './existing/paymentLook';
import { createPaymentRecorder } from './remainder/paymentRecorder';
import type { PaymentSettings } from './plan/paymentSettings';
import { payPerCustomer } from './post/payPerCustomer';
import { payPerOrder } from './post/payPerOrder';
import { reconcileCashSales } from './existing/reconcileCashSales';
import { withShares } from './existing/recordedShares';

/**
 * One result per transaction, in the order given. Rejects only when the run itself cannot go on. Everything that
 * decides what is posted is read under the mark of the settlement.
 */
export async function applyPayments(
	client: NetSuiteClient,
	ids: StatusIds,
	transactions: SettlementTransaction[],
	settings: PaymentSettings,
): Promise<PostingResult[]> {
	const settled = await checkSettled(client, transactions);
	const open = openOnes(transactions, new Set(settled.reopened.keys()));
	if (nameReserved(open, settings)) {
		// Bad settings are refused before anything is written, the mark of the run included.
		refusePaymentRows((await lookUpPayments(client, ids, open, settings)).jobs, settings);
	}
	const run = await markPayments(client, open, settings);
	try {
		const work = { ids, transactions, settled, settings };
		const results = await pay(run.client, { ...work, open: run.free(open) });
		return run.withRefused(transactions, results);
	} finally {
		await run.end();
	}
}

interface Work {
	ids: StatusIds;
	transactions: SettlementTransaction[];
	settled: SettledRecords;
	open: SettlementTransaction[];
	settings: PaymentSettings;
}

async function pay(
	client: NetSuiteClient,
	{ ids, transactions, settled, open, settings: ofRun }: Work,
): Promise<PostingResult[]> {
	const look = await lookUpPayments(client, ids, open, ofRun);
	const settings = withInvoicePlaces(ofRun, look.jobs);
	refusePaymentRows(look.jobs, settings);
	await beginPosting(look.jobs, settings);
	await takeNamedPayments(client, look, settings.isDryRun);
	const reconciled = await reconcileCashSales(client, look, settings.isDryRun);
	const jobs = look.jobs.filter(({ transaction }) => !reconciled.has(transaction));
	const payable = { ...look, jobs };
	const recorder = createPaymentRecorder({ client, ids, look: payable, settings });
	const before = withShares(settled);
	settled.amended.forEach((one) => recorder.amend(one, before.get(one) ?? settledBefore(one)));
	reconciled.forEach((result, transaction) => recorder.record(transaction, result));
	const post = settings.perCustomer === null ? payPerOrder : payPerCustomer;
	await post(client, payable, settings, {
		...recorder,
		record: (one, result) => recorder.record(one, keepWriteOff(one, result, settled)),
	});
	const results = new Map(recorder.results);
	look.canaries.withStops(results);
	return transactions.map((one) => {
		const result = results.get(one) ?? before.get(one) ?? settledBefore(one);
		const mended = withMended(one, result, settled);
		return reconciled.has(one) ? mended : withDay(one, mended, look, settings);
	});
}

/** Its payment is posted anew, the memo that wrote its rest off still stands: the record goes on naming it. */
function keepWriteOff(
	{ writtenOff, creditMemoId, currency }: SettlementTransaction,
	result: PostingResult,
	{ documents }: SettledRecords,
): PostingResult {
	const memo = documents.get(creditMemoId);
	const stands =
		memo?.type === 'CustCred' &&
		!memo.isVoided &&
		memo.currency === currency &&
		memo.total === writtenOff;
	const isPosted = result.errorCode === '' && result.creditMemoId === '';
	return stands && isPosted ? { ...result, writtenOff, creditMemoId } : result;
}
