// What can be said of a settlement out of a Date Range report: its rows add up, each for itself, but no
// total declares what they should add up to together. So it is never called balanced, the summary says
// what was paid, held back and sent to the bank, and it goes no further unless the user says so.
import type { Mills } from '../values/money';
import { DEFERRED } from '../labels/dateRangeWords';
import type { Settlement } from '../lines/settlement';
import type { Report } from '../report/report';
import { addMoney } from '../values/money';
import { SettlementError } from '../values/settlementError';
import { moneyText } from './proof';

export const DATE_RANGE_NOTE =
	'A Date Range report has no control total: nothing proves that it holds all lines of a settlement. Use it to look things up, and Flat File V2 to settle';

/** In mills. A settlement report knows the released ones only, and no transfers. */
function sumsOf({ transactions }: Settlement) {
	const sums = { released: 0, deferred: 0, transferred: 0 };
	for (const { transactionType, netAmount } of transactions) {
		const isDeferred = transactionType.startsWith(`${DEFERRED} `);
		const isTransfer = transactionType === 'Transfer';
		const kind = isDeferred ? 'deferred' : isTransfer ? 'transferred' : 'released';
		sums[kind] = addMoney(sums[kind], netAmount);
	}
	return sums;
}

/** In the place of the sentence that says whether a settlement is balanced. */
export function dateRangeSentence(settlement: Settlement): string {
	const { settlementId, lines, unreadable } = settlement;
	const { released, deferred, transferred } = sumsOf(settlement);
	const money = (mills: Mills) => moneyText(settlement, mills);
	return `Settlement ${settlementId}: ${lines - unreadable} lines add up to ${money(settlement.sumOfLines)} (released ${money(released)}, deferred ${money(deferred)}, transferred to the bank ${money(transferred)}), but a Date Range report has no total amount to prove them`;
}

/** Throws for a report that no total proves; its rows may be half a settlement. */
export function refuseUnprovable({ settlements }: Report): void {
	const [{ settlementId }] = settlements;
	throw new SettlementError(
		'SETTLEMENT_NOT_PROVABLE',
		`A Date Range report has no control total, so nothing proves that it holds all lines of settlement ${settlementId}${settlements.length > 1 ? ` and ${settlements.length - 1} more` : ''}`,
		'Download the settlement as Flat File V2 in Seller Central, Reports > Payments, and use that',
		{ settlementId },
	);
}
