// What the payment flow reads before it posts anything: invoices, what was posted before, and who is paid
// by combined payments.
import type { NetSuiteClient } from '../../api/client';
import type { NetSuiteError } from '../../api/netSuiteError';
import type { BookedDocument } from '../../books/bookedDocuments';
import { readBooked } from '../../books/bookedDocuments';
import type { Canaries } from '../../posting/canaries';
import { createCanaries } from '../../posting/canaries';
import type { KindsBefore } from '../../posting/kindsBefore';
import { findKindsBefore } from '../../posting/kindsBefore';
import type { PostingJob, PostingLook, PostingSettings } from '../../posting/postingJobs';
import { invoicesOf, lookUp, withClosings } from '../../posting/postingJobs';
import { transactionExternalId, transactionName } from '../../records/externalId';
import type { DocumentId, SettlementId } from '../../records/ids';
import type { SettlementTransaction, StatusIds } from '../../records/settlementTransaction';
import { foundFor } from '../../records/settlementTransaction';
import type { Left, Share } from './appliedAsMeant';
import type { Ledger } from './combinedLedger';
import { addToLedger, emptyLedger } from './combinedLedger';
import type { UndepositedFunds } from '../../documents/undepositedFunds';
import { createUndepositedFunds } from '../../documents/undepositedFunds';

export interface PaymentLook extends PostingLook {
	/** By settlement id; grows when another run turns out to post beside this one. */
	ledgers: Map<SettlementId, Ledger>;
	/** The payments that exist, by internal id. */
	booked: Map<DocumentId, BookedDocument>;
	/** What of consolidated payments no transaction has taken yet, by internal id. */
	left: Map<DocumentId, Left>;
	/** What each transaction of a consolidated payment has of it. */
	shares: Map<SettlementTransaction, Share>;
	canaries: Canaries;
	funds: UndepositedFunds;
	/** Canaries that are right but not applied as they should be, by internal id of the payment. */
	doubted: Map<DocumentId, NetSuiteError>;
	/** Documents that are not what was sent, by the record id of their transaction. */
	wrongOf: KindsBefore['wrongOf'];
}

export function ledgerOf(look: PaymentLook, settlementId: SettlementId): Ledger {
	return look.ledgers.get(settlementId) ?? emptyLedger();
}

/** It has a payment of its own: by our external ID, or by the link to this transaction. */
function hasOwnPayment({ transaction }: PostingJob, { posted, linked }: PostingLook): boolean {
	const externalId = transactionExternalId('PMT', transaction).toLowerCase();
	return posted.has(externalId) || foundFor(linked, transaction) !== undefined;
}

/** Alone or with others. */
export function isInBooks(job: PostingJob, look: PaymentLook): boolean {
	const name = transactionName(job.transaction).toLowerCase();
	const { holdings } = ledgerOf(look, job.transaction.settlementId);
	return hasOwnPayment(job, look) || holdings.has(name);
}

function existingIds({ posted, linked, combined }: PostingLook): DocumentId[] {
	const payments = [
		...[...posted.values()].filter(({ type }) => type === 'CustPymt'),
		...[...linked.values(), ...combined.values()].flat(),
	];
	return payments.filter(({ isVoided }) => !isVoided).map(({ internalId }) => internalId);
}

/** Invoices were read before payments: one that is not wholly applied is judged by what is open now. */
async function refreshDoubtful(
	client: NetSuiteClient,
	look: PostingLook,
	booked: ReadonlyMap<DocumentId, BookedDocument>,
): Promise<void> {
	const isDoubtful = [...booked.values()].some(({ unused }) => unused > 0);
	const jobs = isDoubtful ? look.jobs.filter((job) => hasOwnPayment(job, look)) : [];
	await look.receivables.refresh(client, jobs.flatMap(invoicesOf));
}

export async function lookUpPayments(
	client: NetSuiteClient,
	ids: StatusIds,
	transactions: SettlementTransaction[],
	settings: PostingSettings,
): Promise<PaymentLook> {
	const kinds = await findKindsBefore(client, ids, transactions, settings);
	const look = await lookUp(client, transactions, ['PMT'], settings);
	const booked = await readBooked(client, existingIds(look), 'read the payments made before');
	await refreshDoubtful(client, look, booked);
	const jobs = await withClosings(client, look, (job) => !hasOwnPayment(job, look));
	const ledgers = [...look.combined].map(([settlementId, payments]): [string, Ledger] => [
		settlementId,
		addToLedger(emptyLedger(), payments),
	]);
	return {
		...look,
		jobs,
		ledgers: new Map(ledgers),
		booked,
		left: new Map(),
		shares: new Map(),
		canaries: createCanaries(client, kinds),
		doubted: new Map(),
		funds: createUndepositedFunds(client),
		wrongOf: kinds.wrongOf,
	};
}
