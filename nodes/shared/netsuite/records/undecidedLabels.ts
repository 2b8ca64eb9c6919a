// Orders and refunds that are not posted because nothing says what one of their labels is: neither payment nor refund
// may depend on a guess. Their record carries the code and the sentence from the start, so that any flow passes over
// them; they are released by a re-upload that decides the label, or by emptying the code in NetSuite.
import type { TransactionItem } from '../../settlement/items/transactionItem';
import { toMinor, money } from './amount';
import type { SettlementTransaction } from './settlementTransaction';

export const LABEL_UNDECIDED = 'LABEL_UNDECIDED';

export function isUndecided({
	status,
	errorCode,
}: Pick<SettlementTransaction, 'status' | 'errorCode'>): boolean {
	return errorCode === LABEL_UNDECIDED && (status === 'New' || status === 'Unapplied');
}

/** '' where every label is decided. */
export function undecidedSentence(item: TransactionItem): string {
	const { undecided, transactionType, currency } = item;
	if (undecided.length === 0) {
		return '';
	}
	const labels = undecided.map((label) => {
		const name = [transactionType, label.amountType, label.amountDescription].join(' / ');
		const amount = money(toMinor(label.amount, currency), currency);
		const suggestion = label.suggestion === '' ? '' : `, perhaps ${label.suggestion}`;
		return `'${name}' with ${amount} (row ${label.row}${suggestion})`;
	});
	return `Nothing says what the label ${labels.join(' and ')} is, so nothing was posted. Give it a class in Label Classes of Amazon Settlement Parse and upload the report again, or turn on 'Count Undecided Labels' there`;
}
