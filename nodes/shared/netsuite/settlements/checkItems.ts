// Whether the items of a settlement are what the Parse node made of the report: pure, and before anything is
// written. Digest, net amount, transaction amount and the sum of all are checked apart, because each fails for
// another reason. Amounts are compared as thousandths, as a report is read.
import type { DigestedItem } from '../../settlement/items/itemDigest';
import { itemDigest, readBasis } from '../../settlement/items/itemDigest';
import type { TransactionItem } from '../../settlement/items/transactionItem';
import { FIGURES } from '../../settlement/labels/figures';
import type { Decimal, Mills } from '../../settlement/values/money';
import { NetSuiteError } from '../api/netSuiteError';

const mills = (decimal: Decimal): Mills => Math.round(decimal * 1000);
const sum = (values: Mills[]) => values.reduce((total, value) => total + value, 0);
const shown = (thousandths: Mills) => String(thousandths / 1000);

function changed(item: TransactionItem, what: string): NetSuiteError {
	const order = item.orderId === '' ? item.transactionType : `order ${item.orderId}`;
	return new NetSuiteError(
		'ITEM_CHANGED',
		`The item of ${order} (${item.transactionKey}) in settlement ${item.settlementId} is not what Amazon Settlement Parse made: ${what}`,
		"Connect the Transactions output of Amazon Settlement Parse directly. If the change is meant, switch on 'Accept Changed Items'; the amounts must add up all the same. Nothing was written",
	);
}

function refuseSums(item: TransactionItem): void {
	const { amounts, netAmount, transactionAmount, basis, currency } = item;
	const net = sum(FIGURES.map((figure) => mills(amounts[figure])));
	if (net !== mills(netAmount)) {
		throw changed(
			item,
			`its net amount is ${netAmount} ${currency}, its figures add up to ${shown(net)}`,
		);
	}
	const figures = readBasis(basis);
	if (figures === null) {
		throw changed(item, `'basis' is '${basis}', which names no figures`);
	}
	const amount = sum(figures.map((figure) => mills(amounts[figure])));
	if (amount !== mills(transactionAmount)) {
		throw changed(
			item,
			`its transaction amount is ${transactionAmount} ${currency}, the figures it is made of add up to ${shown(amount)}`,
		);
	}
}

/** How many items were changed on purpose. Throws with ITEM_CHANGED: all items belong to one settlement. */
export function checkItems(members: TransactionItem[], isChangeAccepted: boolean): number {
	const [first] = members;
	let accepted = 0;
	for (const item of members) {
		if (itemDigest(item as DigestedItem) !== item.digest) {
			if (!isChangeAccepted) {
				throw changed(item, 'its digest does not fit its content');
			}
			accepted += 1;
		}
		refuseSums(item);
		if (item.basis !== first.basis || item.currency !== item.settlement.currency) {
			throw changed(item, 'another transaction amount or currency than the rest of the settlement');
		}
	}
	const { sumOfLines, currency } = first.settlement;
	const nets = sum(members.map(({ netAmount }) => mills(netAmount)));
	if (nets !== mills(sumOfLines)) {
		throw new NetSuiteError(
			'ITEM_CHANGED',
			`The net amounts of settlement ${first.settlementId} add up to ${shown(nets)} ${currency}, the lines of the report to ${sumOfLines}`,
			'Connect the Transactions output of Amazon Settlement Parse directly; items changed on purpose must keep this sum. Nothing was written',
		);
	}
	return accepted;
}
