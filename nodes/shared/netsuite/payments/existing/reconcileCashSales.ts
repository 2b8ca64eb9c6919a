// Reconciles orders that were billed as cash sales, before any payment is made: nothing is posted, only the
// links on the cash sale are written. What was claimed by a run that broke off is recognised by its link.
import type { NetSuiteClient } from '../../api/client';
import { NetSuiteError } from '../../api/netSuiteError';
import type { CashSaleMatch, Taken } from '../../books/cashSales';
import type { LinkedPayment } from '../../books/earlierPayments';
import {
	adoptCashSale,
	CashSaleFound,
	chooseCashSale,
	claimedByOther,
} from '../../books/cashSales';
import type { PostingJob } from '../../posting/postingJobs';
import type { PostingResult } from '../../posting/postingResult';
import { failed, NOTHING_POSTED } from '../../posting/postingResult';
import { toMinor } from '../../records/amount';
import type { RecordId } from '../../records/ids';
import type { SettlementTransaction } from '../../records/settlementTransaction';
import { foundFor, recordedOf } from '../../records/settlementTransaction';
import type { Wish } from './claims';
import { CASH_SALES, claim, findClaims } from './claims';
import type { PaymentLook } from './paymentLook';
import { isInBooks } from './paymentLook';

type Results = Map<SettlementTransaction, PostingResult>;

/** In a dry run for a planned transaction too. */
interface CashSaleWish extends Omit<Wish, 'transaction'> {
	transaction: SettlementTransaction;
	cashSale: CashSaleMatch;
}

function wishFor(
	transaction: SettlementTransaction,
	match: CashSaleFound,
	cashSale: CashSaleMatch,
): CashSaleWish {
	const { internalId: documentId } = cashSale;
	const own = match.cashSales.filter(({ internalId }) => internalId === documentId);
	const refusal = (recordId: RecordId) => claimedByOther(transaction, own, recordId);
	return { transaction, documentId, refusal, cashSale };
}

/** Results of the transactions that a cash sale settles or should settle; the others are not in it. */
export async function reconcileCashSales(
	client: NetSuiteClient,
	look: PaymentLook,
	isDryRun: boolean,
): Promise<Results> {
	const results: Results = new Map();
	const jobs = look.jobs.filter((job) => isForCashSale(job, look));
	const claims = await findClaims(
		client,
		CASH_SALES,
		jobs.flatMap(({ match }) => idsOf(match)),
	);
	const taken: Taken = new Map();
	const wishes: CashSaleWish[] = [];
	for (const { transaction, match } of jobs) {
		const own = foundFor(look.claimed, transaction);
		try {
			if (own !== undefined) {
				results.set(
					transaction,
					settledBy(transaction, { ...adoptCashSale(transaction, own), ...keyOf(match) }),
				);
			} else if (match instanceof CashSaleFound) {
				const cashSale = chooseCashSale(transaction, match, claims, taken);
				taken.set(cashSale.internalId, transaction.recordId);
				wishes.push(wishFor(transaction, match, cashSale));
			}
		} catch (error) {
			results.set(transaction, failed(error, keptOf(transaction, own)));
		}
	}
	const refused = isDryRun
		? new Map<string, NetSuiteError>()
		: await claim(
				client,
				CASH_SALES,
				wishes.map((wish) => ({ ...wish, transaction: recordedOf(wish.transaction) })),
			);
	for (const { transaction, cashSale } of wishes) {
		const error = refused.get(cashSale.internalId);
		const settled = settledBy(transaction, cashSale, isDryRun ? 'planned' : 'existed');
		results.set(transaction, error === undefined ? settled : failed(error));
	}
	return results;
}

function isForCashSale(job: PostingJob, look: PaymentLook): boolean {
	const { transaction, match } = job;
	const isWanted =
		match instanceof CashSaleFound || foundFor(look.claimed, transaction) !== undefined;
	return isWanted && transaction.transactionAmount !== 0 && !isInBooks(job, look);
}

/** The one cash sale that names the transaction stays on its record, with what it comes to, until it is corrected. */
function keptOf(
	{ currency }: SettlementTransaction,
	own: LinkedPayment[] = [],
): Partial<PostingResult> {
	if (own.length !== 1) {
		return {};
	}
	const [cashSale] = own;
	const isSame = cashSale.currency === currency;
	const posted = isSame ? Math.abs(toMinor(cashSale.total, currency)) : null;
	return { cashSaleId: cashSale.internalId, posted };
}

/** The key that found it says more than the link. */
function keyOf(match: PostingJob['match']): Partial<CashSaleMatch> {
	return match instanceof CashSaleFound ? { matchedBy: match.matchedBy } : {};
}

function idsOf(match: PostingJob['match']): string[] {
	return match instanceof CashSaleFound ? match.cashSales.map(({ internalId }) => internalId) : [];
}

/** A cash sale settles a transaction only when it is over exactly its amount. */
function settledBy(
	{ transactionAmount }: SettlementTransaction,
	{ internalId, matchedBy }: CashSaleMatch,
	outcome: PostingResult['outcome'] = 'existed',
): PostingResult {
	return {
		...NOTHING_POSTED,
		status: 'Applied',
		outcome,
		cashSaleId: internalId,
		posted: transactionAmount,
		matchedBy,
	};
}
