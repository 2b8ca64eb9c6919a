// The work of a posting flow before anything is posted: each transaction with its invoice (or the
// reason why there is none), grouped so that what touches one invoice runs in order.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { AccountingPeriod } from '../books/accountingPeriods';
import { loadPeriods } from '../books/accountingPeriods';
import type { CombinedPayment } from '../books/combinedPayments';
import { findCombinedPayments } from '../books/combinedPayments';
import type { Linked } from '../books/earlierPayments';
import { findClosings, findLinked } from '../books/earlierPayments';
import type { InvoiceKey } from '../books/invoiceKeys';
import type { InvoiceMatch } from '../books/invoiceMatch';
import { matchInvoices } from '../books/invoiceMatch';
import { readInvoicePlaces } from '../books/invoicePlaces';
import { findOrderDocuments } from '../books/invoices';
import type { OrderDocument } from '../books/invoices';
import type { PostedDocument } from '../books/postedDocuments';
import { findPosted } from '../books/postedDocuments';
import type { Receivables } from '../books/receivables';
import { receivablesOf } from '../books/receivables';
import { transactionExternalId } from '../records/externalId';
import type { DocumentId, SettlementId, SummaryId } from '../records/ids';
import type { SettlementTransaction } from '../records/settlementTransaction';
import { isRecorded, recordedOf } from '../records/settlementTransaction';
import { isUndecided } from '../records/undecidedLabels';
import type { PlaceSettings } from './marketplaceSettings';
import { settingsFor } from './marketplaceSettings';
import type { DayRules } from './postingDate';
import type { WithOwn } from './ownSettings';
import { settingsOf } from './ownSettings';
import { inPostingOrder } from './postingOrder';
import type { PostingResult } from './postingResult';

export interface PostingSettings extends PlaceSettings, DayRules, WithOwn {
	keys: InvoiceKey[];
	concurrency: number;
	isDryRun: boolean;
	/** Told each result once, as soon as it is known; must not throw. */
	progress?: (result: PostingResult) => void;
	/** Awaited when all checks are done and something is to be posted, with the internal ids of its summaries. */
	begin?: (settlementRecordIds: SummaryId[]) => Promise<void>;
	/** Id of the execution in n8n, which other runs are shown. */
	execution?: string;
}

/** Before the first write of a run, which only recorded transactions may come to; nothing in a dry run. */
export async function beginPosting(
	jobs: PostingJob[],
	settings: Pick<PostingSettings, 'isDryRun' | 'begin'>,
): Promise<void> {
	if (!settings.isDryRun && jobs.length > 0) {
		const recorded = jobs.map(({ transaction }) => recordedOf(transaction));
		await settings.begin?.(recorded.map(({ settlementRecordId }) => settlementRecordId));
	}
}

export interface PostingJob {
	transaction: SettlementTransaction;
	/** The invoices, or the error that says why there are none. */
	match: InvoiceMatch | NetSuiteError;
}

/** As they were looked up; none where there is a reason instead. */
export function invoicesOf({ match }: Pick<PostingJob, 'match'>): OrderDocument[] {
	return match instanceof NetSuiteError ? [] : match.invoices;
}

/** The same job with what its invoices have open now. */
export function asOpenNow<Job extends PostingJob>(job: Job, receivables: Receivables): Job {
	const { match } = job;
	return match instanceof NetSuiteError
		? job
		: { ...job, match: { ...match, invoices: receivables.current(match.invoices) } };
}

/** `linked` and `claimed`: what in the books names a transaction, by its record id. */
export interface PostingLook extends Linked {
	jobs: PostingJob[];
	/** What the invoices of the jobs have open. */
	receivables: Receivables;
	/** What earlier runs posted, by external id in lower case. */
	posted: Map<string, PostedDocument>;
	/** Payments of many transactions, by settlement id. */
	combined: Map<SettlementId, CombinedPayment[]>;
	periods: AccountingPeriod[];
}

function matched(match: () => InvoiceMatch): InvoiceMatch | NetSuiteError {
	try {
		const found = match();
		refuseUnfit(found);
		return found;
	} catch (error) {
		if (error instanceof NetSuiteError) {
			return error;
		}
		throw error as Error;
	}
}

const isBooked = ({ bookedTo = '' }: SettlementTransaction) => bookedTo !== '';

function refuseUnfit({ invoices }: InvoiceMatch): void {
	const unfit = invoices.find((invoice) => invoice.unfit !== undefined)?.unfit;
	if (unfit !== undefined) {
		throw new NetSuiteError(unfit.code, unfit.reason, unfit.remedy);
	}
}

/**
 * What waits to be posted, in the order of posting; a record that came in twice counts once. `reopened` waits
 * though its record says otherwise. What a person booked to an account waits for nothing. What has an undecided label is passed over until somebody decides it.
 */
export function openOnes(
	transactions: SettlementTransaction[],
	reopened: ReadonlySet<SettlementTransaction> = new Set(),
): SettlementTransaction[] {
	const waiting = transactions.filter(
		(one) =>
			((one.status === 'New' || one.status === 'Unapplied') &&
				!isUndecided(one) &&
				!isBooked(one)) ||
			reopened.has(one),
	);
	return inPostingOrder([...new Set(waiting)]);
}

/** A handful of queries for any number of transactions. `kinds`: what this flow posts. */
export async function lookUp(
	client: NetSuiteClient,
	transactions: SettlementTransaction[],
	kinds: Array<'PMT' | 'CM' | 'RF'>,
	settings: PostingSettings,
): Promise<PostingLook> {
	const nothing: Linked = { linked: new Map(), claimed: new Map() };
	if (transactions.length === 0) {
		const receivables = receivablesOf([]);
		return {
			jobs: [],
			receivables,
			posted: new Map(),
			...nothing,
			combined: new Map(),
			periods: [],
		};
	}
	const isForPayments = kinds.includes('PMT');
	const { keys } = settings;
	const externalIds = transactions.flatMap((transaction) =>
		kinds.map((kind) => transactionExternalId(kind, transaction)),
	);
	const [documents, periods] = await Promise.all([
		findOrderDocuments(client, keys, transactions),
		loadPeriods(client),
	]);
	const matches = transactions.map((transaction) => {
		const { customerId } = settingsFor(
			transaction.marketplaceName,
			settingsOf(settings, transaction),
		);
		const match = matched(() => matchInvoices(transaction, documents, { keys, customerId }));
		return { transaction, match };
	});
	// After the invoices: a payment that a run beside this one makes in between is then seen for sure.
	const recordIds = transactions.filter(isRecorded).map(({ recordId }) => recordId);
	const [jobs, posted, links, combined] = await Promise.all([
		withPlaces(client, matches),
		findPosted(client, externalIds, 'look up what was posted before'),
		isForPayments ? findLinked(client, recordIds) : nothing,
		isForPayments ? findCombinedPayments(client, transactions) : new Map<SettlementId, never>(),
	]);
	const receivables = receivablesOf(jobs.flatMap(invoicesOf));
	return { jobs, receivables, posted, ...links, combined, periods };
}

/** All jobs; their invoices say where they stand. */
async function withPlaces(client: NetSuiteClient, jobs: PostingJob[]): Promise<PostingJob[]> {
	const placeOf = await readInvoicePlaces(
		client,
		jobs.flatMap(invoicesOf).map(({ internalId }) => internalId),
	);
	return withInvoices(jobs, (invoice) => ({ ...invoice, place: placeOf(invoice.internalId) }));
}

/** All jobs; the invoices of those asked for that have nothing open carry what closed them. */
export async function withClosings(
	client: NetSuiteClient,
	{ jobs, receivables }: Pick<PostingLook, 'jobs' | 'receivables'>,
	isAsked: (job: PostingJob) => boolean,
): Promise<PostingJob[]> {
	const closed = new Set(
		jobs
			.filter(isAsked)
			.flatMap(invoicesOf)
			.filter((invoice) => receivables.open(invoice) <= 0)
			.map(({ internalId }) => internalId),
	);
	const closings = await findClosings(client, [...closed]);
	const named = (invoice: OrderDocument): OrderDocument =>
		closed.has(invoice.internalId)
			? { ...invoice, closings: closings.get(invoice.internalId) ?? [] }
			: invoice;
	return withInvoices(jobs, named);
}

function withInvoices(
	jobs: PostingJob[],
	named: (invoice: OrderDocument) => OrderDocument,
): PostingJob[] {
	return jobs.map((job) =>
		job.match instanceof NetSuiteError
			? job
			: { ...job, match: { ...job.match, invoices: job.match.invoices.map(named) } },
	);
}

/** Jobs that share an invoice, directly or through a third job, make one group, in the given order. */
export function groupByInvoice(jobs: PostingJob[]): PostingJob[][] {
	const groupOf = new Map<DocumentId, PostingJob[]>();
	const groups = new Set<PostingJob[]>();
	for (const job of jobs) {
		const ids = invoicesOf(job).map(({ internalId }) => internalId);
		const touched = new Set(ids.flatMap((id) => groupOf.get(id) ?? []));
		const merged = [...touched];
		for (const group of new Set(ids.map((id) => groupOf.get(id)))) {
			if (group !== undefined) {
				groups.delete(group);
			}
		}
		const group = [...merged, job];
		groups.add(group);
		for (const other of group) {
			for (const { internalId } of invoicesOf(other)) {
				groupOf.set(internalId, group);
			}
		}
	}
	const position = new Map(jobs.map((job, at) => [job, at]));
	const at = (job: PostingJob) => position.get(job) ?? 0;
	return [...groups].map((group) => group.sort((left, right) => at(left) - at(right)));
}
