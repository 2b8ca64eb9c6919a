// Orders and refunds whose marketplace-name the report leaves empty, though invoices are found and
// accounts chosen by it. The name is taken from other rows of the same order, else from the only Amazon
// marketplace the settlement names, else from a currency that one marketplace alone pays in; and it is
// said. Keys stay as the report has them, so that records of earlier runs are known again. Fees and
// reserves stay empty: nothing is looked up or posted by their marketplace.
import { transactionGroup } from '../labels/panes';
import type { Settlement } from '../lines/settlement';
import type { Transaction } from '../lines/transaction';
import { least } from '../lines/transaction';
import { isNonAmazon, marketplaceKey, marketplaceOfCurrency } from '../values/marketplaces';

/** Orders placed on Amazon, `111-1234567-1234567` or digital ones: never those of another shop. */
const AMAZON_ORDER = /^(\d{3}|D\d{2})-\d{7}-\d{7}$/;

/** Fills in what is certain; tells what it did and what it could not do. */
export function resolveMarketplaces(settlement: Settlement): string[] {
	const nameless = settlement.transactions.filter(
		({ marketplaceName, transactionType, orderId }) =>
			marketplaceName === '' &&
			orderId !== '' &&
			transactionGroup(transactionType) !== 'nonTransaction',
	);
	if (nameless.length === 0) {
		return [];
	}
	const ofOrders = marketplacesOfOrders(settlement.transactions);
	const only = onlyMarketplace(settlement);
	const filled = { order: 0, settlement: 0, none: 0 };
	for (const transaction of nameless) {
		const { orderId } = transaction;
		const isAmazonOrder = AMAZON_ORDER.test(orderId);
		const named = ofOrders.get(orderId);
		// What was ordered on Amazon is no order of another shop, whatever its other rows say.
		const ofOrder = isAmazonOrder && isNonAmazon(named ?? '') ? undefined : named;
		const ofSettlement = isAmazonOrder ? only.name : '';
		// An order that other rows put in two marketplaces is left alone.
		transaction.marketplaceName = ofOrder ?? ofSettlement;
		const source = ofOrder !== undefined ? 'order' : 'settlement';
		filled[transaction.marketplaceName === '' ? 'none' : source]++;
	}
	const { settlementId } = settlement;
	const notes: Array<[number, string]> = [
		[filled.order, 'taken from other rows of the same order'],
		[filled.settlement, `taken to be ${only.name}, ${only.reason}`],
		[filled.none, 'left empty, since nothing tells it for certain'],
	];
	return notes
		.filter(([count]) => count > 0)
		.map(
			([count, what]) =>
				`Settlement ${settlementId}: the empty marketplace-name of ${count} orders and refunds was ${what}`,
		);
}

/** Order id -> its marketplace, '' where its rows name several. */
function marketplacesOfOrders(transactions: readonly Transaction[]): Map<string, string> {
	const names = new Map<string, string>();
	for (const { orderId, marketplaceName } of transactions) {
		if (orderId === '' || marketplaceName === '') {
			continue;
		}
		const known = names.get(orderId) ?? marketplaceName;
		const isSame = marketplaceKey(known) === marketplaceKey(marketplaceName);
		names.set(orderId, isSame ? least(known, marketplaceName) : '');
	}
	return names;
}

/** The one Amazon marketplace of a settlement; '' where it names several, or none and its currency neither. */
function onlyMarketplace({ marketplaces, currency }: Settlement): { name: string; reason: string } {
	const ofAmazon = marketplaces.filter((name) => !isNonAmazon(name));
	if (ofAmazon.length > 0) {
		const name = ofAmazon.length === 1 ? ofAmazon[0] : '';
		return { name, reason: 'the only one the settlement names' };
	}
	const name = marketplaceOfCurrency(currency)?.name ?? '';
	return { name, reason: `the only one that pays in ${currency}` };
}
