// Posts one combined payment under the next number of its settlement. What came of it is a value: posted;
// overtaken, when another run has that number; or the error NetSuite gave.
import type { NetSuiteClient } from '../api/client';
import type { Created } from '../api/createRecord';
import { NetSuiteError } from '../api/netSuiteError';
import { readBooked } from '../books/bookedDocuments';
import { findByNumber } from '../books/combinedPayments';
import { visited } from '../posting/canaries';
import { settlementLink } from '../posting/documentMappings';
import { combinedPaymentId, transactionName } from '../records/externalId';
import type { DocumentId, SettlementId } from '../records/ids';
import { linkFields } from '../records/schema';
import type { CombinedPaymentSettings, CombinedPlace, MatchedJob } from './combinedGroups';
import { addToLedger } from './combinedLedger';
import type { CombinedPlan } from './combinedPlan';
import { customerPayment } from './customerPayment';
import type { PaymentPart } from './membership';
import { writeMembership } from './membership';
import { paymentVisit } from './paymentCanary';
import type { PaymentLook } from './paymentLook';
import { ledgerOf } from './paymentLook';

export type Posting =
	| { kind: 'posted'; paymentId: DocumentId }
	/** NetSuite's answer did not name the payment: the ledger now says whom it pays. */
	| { kind: 'looked up'; created: Created }
	/** The payment is posted, but not what was sent. */
	| { kind: 'wrong'; paymentId: DocumentId; error: NetSuiteError }
	| { kind: 'failed'; error: NetSuiteError };

function partsOf({ shares }: CombinedPlan<MatchedJob>): PaymentPart[] {
	return shares.map(({ job, plan }) => ({
		name: transactionName(job.transaction),
		applied: plan.applied,
		unapplied: plan.payment - plan.applied,
	}));
}

/** Reads what has the numbers from `first` on into the ledger. */
async function readOn(
	client: NetSuiteClient,
	look: PaymentLook,
	settlementId: SettlementId,
	first: number,
): Promise<void> {
	const found = await findByNumber(client, [settlementId], first);
	const payments = found.get(settlementId) ?? [];
	if (payments.length === 0) {
		throw new NetSuiteError(
			'NETSUITE_UNREACHABLE',
			`${combinedPaymentId(settlementId, first)} exists in NetSuite, but cannot be read`,
		);
	}
	const ledger = ledgerOf(look, settlementId);
	look.ledgers.set(settlementId, addToLedger(ledger, payments));
	const ids = payments.map(({ internalId }) => internalId);
	const booked = await readBooked(client, ids, 'read combined payments back');
	booked.forEach((document, id) => look.booked.set(id, document));
}

const visitOf = (
	client: NetSuiteClient,
	plan: CombinedPlan<MatchedJob>,
	settings: CombinedPaymentSettings,
) =>
	paymentVisit(
		client,
		plan.shares.map(({ job }) => job.transaction),
		plan,
		settings,
	);

async function post(
	client: NetSuiteClient,
	plan: CombinedPlan<MatchedJob>,
	place: CombinedPlace,
	look: PaymentLook,
	settings: CombinedPaymentSettings,
): Promise<Posting> {
	const { settlementId, settlementRecordId, currency, segments, fields, ...where } = place;
	const ledger = ledgerOf(look, settlementId);
	const number = ledger.last + 1;
	const draft = customerPayment(plan, {
		...where,
		externalId: combinedPaymentId(settlementId, number),
		currency,
		fields: {
			...segments,
			...fields,
			...settlementLink(settlementRecordId),
			[linkFields.transactions]: writeMembership(partsOf(plan), currency),
		},
	});
	const { created, wrong } = await visited(
		look.canaries,
		visitOf(client, plan, settings),
		async () => await look.funds.create(draft),
	);
	if (created.isLookedUp) {
		await readOn(client.toFinish, look, settlementId, number);
		return { kind: 'looked up', created };
	}
	look.ledgers.set(settlementId, { ...ledger, last: number });
	if (wrong?.isAppliedOnly) {
		look.doubted.set(wrong.internalId, wrong);
	} else if (wrong !== null) {
		return { kind: 'wrong', paymentId: created.internalId, error: wrong };
	}
	return { kind: 'posted', paymentId: created.internalId };
}

/** Rejects only with what ends the whole run. In a dry run nothing is sent and it counts as posted. */
export async function postCombined(
	client: NetSuiteClient,
	plan: CombinedPlan<MatchedJob>,
	place: CombinedPlace,
	look: PaymentLook,
	settings: CombinedPaymentSettings,
): Promise<Posting> {
	try {
		if (settings.isDryRun) {
			look.canaries.refuseStopped(visitOf(client, plan, settings));
			return { kind: 'posted', paymentId: '' };
		}
		return await post(client, plan, place, look, settings);
	} catch (error) {
		if (!(error instanceof NetSuiteError) || error.isFatal) {
			throw error as Error;
		}
		return { kind: 'failed', error };
	}
}
