// What the payment flow reads before it posts anything: invoices, what was posted before, and who is paid
// by combined payments.
import type { NetSuiteClient } from '../api/client';
import type { PostingJob, PostingLook, PostingSettings } from '../posting/postingJobs';
import { lookUp, nameClosings } from '../posting/postingJobs';
import { transactionExternalId, transactionName } from '../records/externalId';
import type { RecordedTransaction } from '../records/settlementTransaction';
import type { Ledger } from './combinedLedger';
import { addToLedger, emptyLedger } from './combinedLedger';

export interface PaymentLook extends PostingLook {
	/** By settlement id; grows when another run turns out to post beside this one. */
	ledgers: Map<string, Ledger>;
}

export function ledgerOf(look: PaymentLook, settlementId: string): Ledger {
	return look.ledgers.get(settlementId) ?? emptyLedger();
}

/** It has a payment of its own: by our external ID, or by the link to this transaction. */
function hasOwnPayment({ transaction }: PostingJob, { posted, linked }: PostingLook): boolean {
	const externalId = transactionExternalId('PMT', transaction).toLowerCase();
	return posted.has(externalId) || linked.has(transaction.recordId);
}

/** Alone or with others. */
export function isInBooks(job: PostingJob, look: PaymentLook): boolean {
	const name = transactionName(job.transaction).toLowerCase();
	const { holdings } = ledgerOf(look, job.transaction.settlementId);
	return hasOwnPayment(job, look) || holdings.has(name);
}

export async function lookUpPayments(
	client: NetSuiteClient,
	transactions: RecordedTransaction[],
	settings: PostingSettings,
): Promise<PaymentLook> {
	const look = await lookUp(client, transactions, ['PMT'], settings);
	const withoutPayment = look.jobs.filter((job) => !hasOwnPayment(job, look));
	await nameClosings(client, withoutPayment);
	const ledgers = [...look.combined].map(([settlementId, payments]): [string, Ledger] => [
		settlementId,
		addToLedger(emptyLedger(), payments),
	]);
	return { ...look, ledgers: new Map(ledgers) };
}
