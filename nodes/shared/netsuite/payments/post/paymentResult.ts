// What became of a payment that was planned, in the shape that goes out: the same for one transaction's own and for
// its part of a consolidated one.
import type { NetSuiteError } from '../../api/netSuiteError';
import type { InvoiceMatch } from '../../books/invoiceMatch';
import type { Planned, Posted } from '../../documents/postOnce';
import { allocationOf } from '../../posting/applyLines';
import type { PostingResult } from '../../posting/postingResult';
import { NOTHING_POSTED } from '../../posting/postingResult';
import { known } from '../existing/paidBefore';
import type { PaymentLook } from '../existing/paymentLook';
import type { PaymentPlan } from '../plan/paymentPlan';

export type Paid = Pick<Planned | Posted<unknown>, 'outcome' | 'internalId' | 'wrong'>;

/** As it was planned. It names the invoices it pays; where the document is wrong, all that were found. */
export function resultOf(
	match: InvoiceMatch,
	plan: PaymentPlan,
	kinds: string[],
	{ outcome, internalId }: Paid,
): PostingResult {
	const invoices = plan.applyLines.map(({ invoice }) => invoice);
	return {
		...NOTHING_POSTED,
		kinds,
		status: plan.status,
		outcome,
		paymentId: internalId,
		posted: plan.payment,
		allocation: allocationOf(plan.applyLines),
		applied: plan.applied,
		rest: plan.rest,
		...known({ ...match, invoices }),
	};
}

/** A canary that is right but not applied as it should be: its transactions are judged by what each got of it. */
export function whatIsWrong({ wrong }: Paid, look: PaymentLook): NetSuiteError | null {
	if (wrong?.isAppliedOnly) {
		look.doubted.set(wrong.internalId, wrong);
		return null;
	}
	return wrong;
}
