// Writes off the open rests of short payments, once all payments of the run are made: a credit memo for each,
// applied to the invoices in the same request. The statuses of these transactions are recorded only afterwards,
// so that a run that breaks off in between leaves them to the next one, which adopts payment and credit memo.
import type { Minor } from '../../../settlement/values/money';
import type { NetSuiteClient } from '../../api/client';
import { NetSuiteError } from '../../api/netSuiteError';
import type { PostedDocument } from '../../books/postedDocuments';
import { findPosted } from '../../books/postedDocuments';
import { adopted, postOnce } from '../../documents/postOnce';
import { creditMemo } from '../../posting/creditMemo';
import {
	linksTo,
	WRITE_OFF_MAPPING,
	WRITE_OFF_LINE_DESCRIPTION,
} from '../../posting/documentMappings';
import { createKnown } from '../../posting/knownFields';
import { lineFields } from '../../posting/lineFields';
import type { PostingResult } from '../../posting/postingResult';
import { failed, templateValues } from '../../posting/postingResult';
import { GROUPS_PER_REQUEST, runGroups } from '../../posting/runGroups';
import { money } from '../../records/amount';
import { transactionExternalId } from '../../records/externalId';
import { fillFields, fillTemplate } from '../../records/fieldMapping';
import type { SettlementTransaction, StatusIds } from '../../records/settlementTransaction';
import { findWaitingOrders } from '../../records/waitingOrders';
import { writeOffVisit } from '../plan/paymentCanary';
import type { PaymentLook } from '../existing/paymentLook';
import { paymentPlace } from '../plan/paymentPlace';
import type { PaymentSettings } from '../plan/paymentSettings';
import { openRests } from './shortPayments';
import type { OpenRest } from '../plan/writeOff';
import { mayWriteOff, restOf } from '../plan/writeOff';

type Results = Map<SettlementTransaction, PostingResult>;

export interface WriteOffRun {
	client: NetSuiteClient;
	ids: StatusIds;
	/** The transactions that the run pays, all of them. */
	look: PaymentLook;
	settings: PaymentSettings;
}

const idOf = (transaction: SettlementTransaction) => transactionExternalId('WO', transaction);

/** The results that change, by transaction. Rejects with what ends the run. */
export async function writeOffRests(run: WriteOffRun, results: Results): Promise<Results> {
	const { client, look, settings } = run;
	const rests = [...openRests(look.jobs, results, look.receivables)]
		.map(([transaction, invoices]): OpenRest => ({ transaction, invoices }))
		.filter(({ transaction }) => results.get(transaction)?.status === 'Applied');
	const before = await findPosted(
		client,
		rests
			.filter(({ transaction }) => results.get(transaction)?.outcome === 'existed')
			.map(({ transaction }) => idOf(transaction)),
		'look up what was written off before',
	);
	const fresh = rests.filter((one) => !before.has(idOf(one.transaction).toLowerCase()));
	const planned = await plannedOf(run, fresh, results);
	const changed: Results = new Map();
	const writeOff = async (rest: OpenRest) => {
		const result = results.get(rest.transaction);
		if (result !== undefined) {
			changed.set(rest.transaction, await writeOffOne(run, rest, result));
		}
	};
	const groups = planned.map((rest) => [rest]);
	const made = async () => {
		await Promise.resolve();
	};
	await runGroups(groups, GROUPS_PER_REQUEST * settings.concurrency, writeOff, made);
	const booked = settings.isDryRun
		? before
		: new Map([...before, ...(await findPosted(client, idsOf(changed), 'read write-offs back'))]);
	for (const { transaction } of rests) {
		const result = changed.get(transaction) ?? results.get(transaction);
		const memo = booked.get(idOf(transaction).toLowerCase());
		if (result !== undefined && memo !== undefined && result.errorCode === '') {
			changed.set(transaction, asBooked(transaction, result, memo));
		}
	}
	return changed;
}

const idsOf = (changed: Results) =>
	[...changed].filter(([, { errorCode }]) => errorCode === '').map(([one]) => idOf(one));

/** Those within the tolerance whose order waits for nothing more, in this run or in the books. */
async function plannedOf(run: WriteOffRun, rests: OpenRest[], results: Results) {
	const { client, ids, look, settings } = run;
	const candidates = rests.filter((one) => mayWriteOff(one, settings.writeOff, new Set()));
	const orderIds = candidates.map(({ transaction }) => transaction.orderId);
	const inRun = new Set(look.jobs.map(({ transaction }) => transaction.recordId));
	const waiting = new Set(
		(await findWaitingOrders(client, ids, orderIds))
			.filter(({ recordId }) => !inRun.has(recordId))
			.map(({ orderId }) => orderId),
	);
	for (const { transaction } of look.jobs) {
		const status = results.get(transaction)?.status;
		if (status !== 'Applied' && status !== 'Partially Applied') {
			waiting.add(transaction.orderId);
		}
	}
	return candidates.filter((one) => mayWriteOff(one, settings.writeOff, waiting));
}

async function writeOffOne(
	{ client, look, settings }: WriteOffRun,
	rest: OpenRest,
	result: PostingResult,
): Promise<PostingResult> {
	const { transaction, invoices } = rest;
	const amount = restOf(rest);
	try {
		const { segments, date, receivableAccountId } = paymentPlace(transaction, look, settings);
		const [{ customerId, currencyId }] = invoices;
		const values = templateValues(transaction);
		const applyLines = invoices.map((invoice) => ({ invoice, amount: invoice.open }));
		const draft = creditMemo({
			externalId: idOf(transaction),
			fromInvoice: null,
			customerId,
			currencyId,
			currency: transaction.currency,
			date,
			applyLines,
			// The PO number would make it an earlier refund of the order.
			orderId: '',
			lines: [
				{ itemId: settings.writeOff?.itemId ?? '', quantity: 1, amount, reason: 'short payment' },
			],
			lineFields: lineFields(settings.writeOff?.lineFields, segments, values),
			description: String(fillTemplate(WRITE_OFF_LINE_DESCRIPTION, values)),
			receivableAccountId,
			fields: { ...segments, ...fillFields(WRITE_OFF_MAPPING, values), ...linksTo(transaction) },
		});
		const visit = writeOffVisit(client, rest, amount, settings);
		const poster = { client, canaries: look.canaries, isDryRun: settings.isDryRun };
		const create = async () => await createKnown(client, draft);
		// All of them are read back together.
		const { internalId: creditMemoId, wrong } = await postOnce(poster, { visit, create });
		const kinds = [...(result.kinds ?? []), visit.kind];
		look.receivables.take(applyLines);
		const short = result.short - amount;
		const written = { ...result, short, writtenOff: amount, creditMemoId, kinds };
		return wrong === null ? written : failed(wrong, written);
	} catch (error) {
		return notWrittenOff(error, transaction, result, amount);
	}
}

/** A run beside this one may have made it, and a taxable item makes NetSuite add tax: the books decide. */
function asBooked(
	transaction: SettlementTransaction,
	result: PostingResult,
	memo: PostedDocument,
): PostingResult {
	const { currency } = transaction;
	try {
		const { total, unused } = adopted(memo, { type: 'CustCred', currency }).booked;
		if (unused > 0) {
			throw new NetSuiteError(
				'WRITE_OFF_FAILED',
				`credit memo ${memo.internalId} over ${money(total, currency)} has ${money(unused, currency)} that no invoice took`,
				'Correct the credit memo in NetSuite (a taxable write-off item adds tax), then run again',
			);
		}
		return { ...result, writtenOff: total, creditMemoId: memo.internalId };
	} catch (error) {
		return notWrittenOff(error, transaction, { ...result, creditMemoId: memo.internalId }, 0);
	}
}

/** The payment stands, but the transaction is taken again, so that its rest is not forgotten. */
function notWrittenOff(
	error: unknown,
	{ currency }: SettlementTransaction,
	result: PostingResult,
	amount: Minor,
): PostingResult {
	if (!(error instanceof NetSuiteError) || error.isFatal) {
		throw error as Error;
	}
	const rest = amount === 0 ? 'its open rest' : `its open rest of ${money(amount, currency)}`;
	const told = new NetSuiteError(
		'WRITE_OFF_FAILED',
		`Payment ${result.paymentId} is posted and applied, but ${rest} is not written off: ${error.message}`,
		`${error.remedy}. The next run tries again; without *Write It Off* it leaves the rest open`,
	);
	return failed(told, { ...result, writtenOff: 0 });
}
