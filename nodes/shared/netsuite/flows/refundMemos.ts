// The first half of a refund: its credit memo, found or created. A memo of ours that exists is taken
// whatever this run's settings are; only what is missing is planned and posted.
import { toDecimal } from '../amount';
import type { NetSuiteClient } from '../client';
import { createRecord } from '../createRecord';
import { transactionExternalId } from '../externalId';
import { fillFields, fillTemplate } from '../fieldMapping';
import type { InvoiceMatch } from '../invoiceMatch';
import { NetSuiteError } from '../netSuiteError';
import { adopt, findPosted } from '../postedDocuments';
import { postingDate, refuseClosedPeriod } from '../postingDate';
import { totalOfCreditMemo, creditMemo } from '../records/creditMemo';
import type { RecordedTransaction } from '../records/settlementTransaction';
import type { CreditedBefore } from '../refundGuard';
import { creditedOn, refuseExcess } from '../refundGuard';
import type { RefundSettings } from './createRefunds';
import { settingsFor } from './marketplaceSettings';
import type { PostingLook } from './postingJobs';
import type { PostingResult } from './postingResult';
import { templateValues } from './postingResult';

export interface RefundRun {
	client: NetSuiteClient;
	look: PostingLook;
	/** Grows as this run credits. */
	credited: CreditedBefore[];
	settings: RefundSettings;
}

/** Minor units, positive; `unused`: what is neither refunded nor applied to an invoice. */
export interface Memo {
	internalId: string;
	externalId: string;
	outcome: PostingResult['outcome'];
	/** null until NetSuite has told them. */
	booked: { total: number; unused: number } | null;
}

/** Rejects with the reason why nothing may be credited. */
export async function creditMemoFor(
	run: RefundRun,
	transaction: RecordedTransaction,
	match: InvoiceMatch | NetSuiteError,
	amount: number,
): Promise<Memo> {
	const { client, look, settings } = run;
	const externalId = transactionExternalId('CM', transaction);
	const existing = look.posted.get(externalId.toLowerCase());
	if (existing !== undefined) {
		const booked = adopt(existing, 'CustCred', transaction.currency);
		return { internalId: existing.internalId, externalId, outcome: 'existed', booked };
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
		const booked = { total: amount, unused: amount };
		return { internalId: '', externalId, outcome: 'planned', booked };
	}
	const { internalId, outcome } = await createRecord(client, draft);
	return { internalId, externalId, outcome, booked: null };
}

/**
 * Asks for the amounts of new memos, hundreds in one query: a memo is paid out only as far as the
 * books show it. What the query does not show is asked for by `amountsOf`, one by one.
 */
export async function readAmounts(
	client: NetSuiteClient,
	memos: Array<{ memo: Memo; currency: string }>,
): Promise<void> {
	const unknown = memos.filter(({ memo }) => memo.booked === null);
	const found = await findPosted(
		client,
		unknown.map(({ memo }) => memo.externalId),
		'read the totals of credit memos',
	);
	for (const { memo, currency } of unknown) {
		const document = found.get(memo.externalId.toLowerCase());
		if (document?.internalId === memo.internalId) {
			memo.booked = adopt(document, 'CustCred', currency);
		}
	}
}

export async function amountsOf(
	client: NetSuiteClient,
	memo: Memo,
	currency: string,
): Promise<{ total: number; unused: number }> {
	return memo.booked ?? (await totalOfCreditMemo(client, memo.internalId, currency));
}
