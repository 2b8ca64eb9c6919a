// The settings of each sales order where something names the item: those of the items that ask for the order, which
// must agree, because an order has one bill.
import type { AskedOrder } from '../netsuite/billing/askedOrders';
import { orderName } from '../netsuite/billing/billingPlan';
import type { BillingJob, BillingSettings } from '../netsuite/billing/billOrders';
import type { SalesOrder } from '../netsuite/books/salesOrders';
import { refuse } from './parameters/checkValue';

/** `settingsAt`: of the item behind the ask at that place. */
export async function ownBillingSettings(
	found: AskedOrder[],
	jobs: ReadonlyMap<string, BillingJob>,
	settingsAt: (at: number) => Promise<BillingSettings>,
): Promise<ReadonlyMap<SalesOrder, BillingSettings>> {
	const own = new Map<SalesOrder, BillingSettings>();
	for (const [at, asked] of found.entries()) {
		const order = asked.kind === 'order' ? jobs.get(asked.order.internalId)?.order : undefined;
		if (order !== undefined) {
			const settings = await settingsAt(at);
			const other = own.get(order);
			if (other !== undefined && JSON.stringify(other) !== JSON.stringify(settings)) {
				refuse(
					`The expressions for ${orderName(order)}`,
					'give one of its items another value than another',
					'An order has one bill: use expressions that are the same for all items of an order',
				);
			}
			own.set(order, settings);
		}
	}
	return own;
}
