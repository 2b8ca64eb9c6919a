// The payment flow: Order transactions in, customer payments for them, status written back. Nothing is
// posted that exists: transactions settled before are passed over, payments of ours are adopted, cash sales
// are reconciled, and only then is anything created.
import type { NetSuiteClient } from '../client';
import type { MappedField } from '../fieldMapping';
import type { Overpayment } from '../paymentPlan';
import type { RecordedTransaction, StatusIds } from '../records/settlementTransaction';
import type { WriteOff } from '../writeOff';
import { lookUpPayments } from './paymentLook';
import { payPerCustomer } from './payPerCustomer';
import { createPaymentRecorder } from './paymentRecorder';
import { payPerOrder } from './payPerOrder';
import type { PostingSettings } from './postingJobs';
import { openOnes } from './postingJobs';
import { withDay } from './postedDay';
import type { PostingResult } from './postingResult';
import { settledBefore } from './postingResult';
import { reconcileCashSales } from './reconcileCashSales';

export interface PaymentSettings extends PostingSettings {
	overpayment: Overpayment;
	/** Decimal, for `refuse`; none is 0. */
	tolerance?: number;
	/** What becomes of a small rest that an invoice keeps; null: it stays open. */
	writeOff: WriteOff | null;
	/** Fields of the payment, editable in the node. */
	fields: MappedField[];
	/** One payment for many transactions of a customer; null: one payment for each transaction. */
	perCustomer: CombinedSettings | null;
}

export interface CombinedSettings {
	/** Invoices in one payment. */
	invoicesMax: number;
	/** Fields of a payment of many; they know the settlement, no single order. */
	fields: MappedField[];
}

/** One result per transaction, in the order given. Rejects only when the run itself cannot go on. */
export async function applyPayments(
	client: NetSuiteClient,
	ids: StatusIds,
	transactions: RecordedTransaction[],
	settings: PaymentSettings,
): Promise<PostingResult[]> {
	const look = await lookUpPayments(client, openOnes(transactions), settings);
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
