// A retrocharge is no refund: Amazon collects tax from the buyer later, or gives it back, and withholds just
// as much. It is named, so that nobody looks for its credit memo, and left to the summary's figures.
import type { IDataObject } from 'n8n-workflow';

import type { TransactionItem } from '../shared/settlement/items/transactionItem';
import { RETROCHARGE_TYPES } from '../shared/settlement/labels/panes';

export function retrocharge(item: TransactionItem): IDataObject | undefined {
	if (!RETROCHARGE_TYPES.includes(item.transactionType.toLowerCase())) {
		return undefined;
	}
	const { netAmount, currency } = item;
	const sum =
		netAmount === 0
			? 'it sums to zero'
			: `it sums to ${netAmount} ${currency}, which stands under Other in the summary`;
	return {
		outcome: 'skipped',
		reason: 'RETROCHARGE',
		note: `Moves tax between buyer and Amazon, ${sum}. Nothing is refunded`,
	};
}
