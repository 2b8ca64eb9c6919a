// The payment flow: Order transactions in, customer payments for them, status written back. Nothing is
// posted that exists: transactions settled before are passed over (unless what settled them was voided),
// payments of ours or that name the order are adopted, cash sales are reconciled, and only then is anything created.
import type { NetSuiteClient } from '../api/client';
import { withDay } from '../posting/postedDay';
import { openOnes } from '../posting/postingJobs';
import type { PostingResult } from '../posting/postingResult';
import { settledBefore } from '../posting/postingResult';
import { voidedSince } from '../posting/voidedSince';
import type { RecordedTransaction, StatusIds } from '../records/settlementTransaction';
import { takeNamedPayments } from './namedPayments';
import { lookUpPayments } from './paymentLook';
import { createPaymentRecorder } from './paymentRecorder';
import type { PaymentSettings } from './paymentSettings';
import { payPerCustomer } from './payPerCustomer';
import { payPerOrder } from './payPerOrder';
import { reconcileCashSales } from './reconcileCashSales';

/** One result per transaction, in the order given. Rejects only when the run itself cannot go on. */
export async function applyPayments(
	client: NetSuiteClient,
	ids: StatusIds,
	transactions: RecordedTransaction[],
	settings: PaymentSettings,
): Promise<PostingResult[]> {
	const reopened = await voidedSince(client, transactions);
	const look = await lookUpPayments(client, openOnes(transactions, reopened), settings);
	await takeNamedPayments(client, look, settings.isDryRun);
	const reconciled = await reconcileCashSales(client, look, settings.isDryRun);
	const jobs = look.jobs.filter(({ transaction }) => !reconciled.has(transaction));
	const payable = { ...look, jobs };
	const recorder = createPaymentRecorder({ client, ids, look: payable, settings });
	reconciled.forEach((result, transaction) => recorder.record(transaction, result));
	const pay = settings.perCustomer === null ? payPerOrder : payPerCustomer;
	await pay(client, payable, settings, recorder);
	return transactions.map((one) => {
		const result = recorder.results.get(one) ?? settledBefore(one);
		return reconciled.has(one) ? result : withDay(one, result, look, settings);
	});
}
