// In which order transactions are posted: pure. Where several of them compete for what an invoice has open (or,
// refunds, for what was invoiced), the one that comes first gets it. The order of the items is an accident of
// the workflow, so it must not decide.
import type { SettlementTransaction } from '../records/settlementTransaction';

/** Compared letter by letter, as no language would: the same everywhere. */
function compare(left: string, right: string): number {
	if (left === right) {
		return 0;
	}
	return left < right ? -1 : 1;
}

/** By posted day, then shipment, then adjustment, then external ID, which no two share. */
export function inPostingOrder(transactions: SettlementTransaction[]): SettlementTransaction[] {
	return [...transactions].sort(
		(left, right) =>
			compare(left.postedDate, right.postedDate) ||
			compare(left.shipmentId, right.shipmentId) ||
			compare(left.adjustmentId, right.adjustmentId) ||
			compare(left.externalId, right.externalId),
	);
}
