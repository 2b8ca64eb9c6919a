// What the summary rows of a settlement tell of the file: Amazon writes one. None means that no total
// may be declared; several are the same facts again, or the whole report put into the file twice, which
// would post every order at double its amount even where the totals happen to agree (at zero).
import type { Settlement } from '../lines/settlement';
import { SettlementError } from '../values/settlementError';

export function noteSummaryRows({ settlementId, summaryRows, totalAmount }: Settlement): string[] {
	if (summaryRows === 1) {
		return [];
	}
	const what =
		summaryRows > 1
			? `its summary row stands ${summaryRows} times in the file, always the same; its total counts once`
			: totalAmount === null
				? 'the file has no summary row for it, so its total is unknown'
				: 'the file has no summary row for it; its total stands on its lines';
	return [`Settlement ${settlementId}: ${what}`];
}

/** Throws when every line stands in the file as often as the summary row does. */
export function refuseRepeated(settlement: Settlement): void {
	const { settlementId, summaryRows, totalAmount, sumOfLines, transactions } = settlement;
	const isMultiple = (count: number) => count % summaryRows === 0;
	if (
		summaryRows > 1 &&
		transactions.length > 0 &&
		totalAmount !== null &&
		sumOfLines === totalAmount * summaryRows &&
		transactions.every(({ lineCount }) => isMultiple(lineCount)) &&
		settlement.lineCounts.every(isMultiple)
	) {
		throw new SettlementError(
			'SETTLEMENT_OUT_OF_BALANCE',
			`Settlement ${settlementId}: the file holds the whole report ${summaryRows} times`,
			'Put the report into the file once, or use the file as Amazon delivered it',
			{ settlementId },
		);
	}
}
