// Posts one combined payment under the next number of its settlement. What came of it is a value: posted;
// overtaken, when another run has that number; or the error NetSuite gave.
import type { NetSuiteClient } from '../../api/client';
import type { Created, RecordDraft } from '../../api/createRecord';
import { NetSuiteError } from '../../api/netSuiteError';
import { readBooked } from '../../books/bookedDocuments';
import { findByNumber } from '../../books/combinedPayments';
import { postOnce } from '../../documents/postOnce';
import { settlementLink } from '../../posting/documentMappings';
import { combinedPaymentId, transactionName } from '../../records/externalId';
import type { SettlementId } from '../../records/ids';
import { linkFields } from '../../records/schema';
import type { CombinedPaymentSettings, CombinedPlace, MatchedJob } from '../plan/combinedGroups';
import { addToLedger } from '../existing/combinedLedger';
import type { CombinedPlan } from '../plan/combinedPlan';
import { customerPayment } from '../../documents/customerPayment';
import type { PaymentPart } from '../existing/membership';
import { writeMembership } from '../existing/membership';
import { paymentVisit } from '../plan/paymentCanary';
import type { PaymentLook } from '../existing/paymentLook';
import { ledgerOf } from '../existing/paymentLook';
import type { Paid } from './paymentResult';
import { whatIsWrong } from './paymentResult';

export type Posting =
	/** `wrong`: it is posted, but not what was sent. */
	| { kind: 'posted'; paid: Paid; wrong: NetSuiteError | null }
	/** NetSuite's answer did not name the payment: the ledger now says whom it pays. */
	| { kind: 'looked up'; created: Created }
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

function draftOf(
	plan: CombinedPlan<MatchedJob>,
	{ settlementId, settlementRecordId, currency, segments, fields, ...where }: CombinedPlace,
	number: number,
): RecordDraft {
	return customerPayment(plan, {
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
}

async function post(
	client: NetSuiteClient,
	plan: CombinedPlan<MatchedJob>,
	place: CombinedPlace,
	look: PaymentLook,
	settings: CombinedPaymentSettings,
): Promise<Posting> {
	const { settlementId } = place;
	const ledger = ledgerOf(look, settlementId);
	const number = ledger.last + 1;
	const paid = await postOnce(
		{ client, canaries: look.canaries, isDryRun: settings.isDryRun },
		{
			visit: visitOf(client, plan, settings),
			create: async () => await look.funds.create(draftOf(plan, place, number)),
			readBack: async (asking, created) => {
				await readOn(asking, look, settlementId, number);
				return created;
			},
		},
	);
	if (paid.booked !== null) {
		return { kind: 'looked up', created: paid.booked };
	}
	if (paid.outcome !== 'planned') {
		look.ledgers.set(settlementId, { ...ledger, last: number });
	}
	return { kind: 'posted', paid, wrong: whatIsWrong(paid, look) };
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
		return await post(client, plan, place, look, settings);
	} catch (error) {
		if (!(error instanceof NetSuiteError) || error.isFatal) {
			throw error as Error;
		}
		return { kind: 'failed', error };
	}
}
