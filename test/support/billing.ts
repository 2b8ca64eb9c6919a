// The billing flow on a sandbox without n8n around it: the selection, then an invoice for each order.
import type { NetSuiteClient } from '../../nodes/shared/netsuite/api/client';
import { EVERYTHING } from '../../nodes/shared/netsuite/api/selection';
import type { BillingResult } from '../../nodes/shared/netsuite/billing/billingResult';
import type { BillingSettings } from '../../nodes/shared/netsuite/billing/billOrders';
import { billOrders } from '../../nodes/shared/netsuite/billing/billOrders';
import type { OrderSelection } from '../../nodes/shared/netsuite/billing/orderSelection';
import { selectSalesOrders } from '../../nodes/shared/netsuite/billing/orderSelection';
import type { IdentityRules, SalesOrder } from '../../nodes/shared/netsuite/books/salesOrders';
import { BILL_MAPPING } from '../../nodes/shared/netsuite/posting/documentMappings';
import { NO_SETTINGS } from '../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { Sandbox } from '../../sandbox/sandbox';
import { INVOICE_KEYS } from './invoiceKeys';
import type { BooksSeed } from './madeBooks';
import { CUSTOMER } from './madeBooks';
import { sandboxClient } from './sandboxClient';
import { TODAY } from './settle';

export type OrderSeed = NonNullable<BooksSeed['salesOrders']>[number];

/** A sales order of `Amazon.com_{orderId}`, a line of one piece for each total, in minor units. */
export function orderSeed(orderId: string, totals: number[], facts: Partial<OrderSeed> = {}) {
	return {
		externalId: `Amazon.com_${orderId}`,
		otherRefNum: orderId,
		customer: CUSTOMER,
		currency: 'USD',
		tranDate: '2026-10-01',
		status: 'Pending Billing' as const,
		lines: totals.map((total, at) => ({
			item: `Widget ${at + 1}`,
			quantity: 1,
			amount: (total / 100).toFixed(2),
		})),
		...facts,
	};
}

export type BillingChanges = Partial<BillingSettings> &
	Partial<Omit<OrderSelection, 'marketplaces'>>;

export const RULES: IdentityRules = { keys: INVOICE_KEYS, marketplaceField: '', accountField: '' };

export function selectionOf(
	changes: BillingChanges = {},
	marketplaces: string[] = [],
): OrderSelection {
	return {
		...EVERYTHING,
		billingStatus: 'pendingBilling' as const,
		channelField: '',
		channel: '',
		customerId: '',
		externalIdPrefix: 'Amazon',
		orderedFrom: '',
		orderedTo: '',
		accounts: [],
		...changes,
		marketplaces,
	};
}

export function billingSettingsOf(changes: BillingChanges = {}): BillingSettings {
	return {
		billType: 'invoice',
		billingStatus: 'pendingBilling',
		keys: INVOICE_KEYS,
		datePolicy: 'ship',
		today: TODAY,
		formId: '',
		fields: BILL_MAPPING,
		concurrency: 4,
		isDryRun: false,
		defaults: NO_SETTINGS,
		marketplaces: [],
		...changes,
	};
}

export interface Told {
	order: SalesOrder;
	result: BillingResult;
}

/** Every order the selection takes, with what became of it. */
export async function runBillingOn(
	sandbox: Sandbox,
	changes: BillingChanges = {},
	client: NetSuiteClient = sandboxClient(sandbox),
): Promise<Told[]> {
	const { orders } = await selectSalesOrders(client, RULES, selectionOf(changes));
	return await billThese(sandbox, orders, changes, client);
}

export async function billThese(
	sandbox: Sandbox,
	orders: SalesOrder[],
	changes: BillingChanges = {},
	client: NetSuiteClient = sandboxClient(sandbox),
): Promise<Told[]> {
	const jobs = orders.map((order) => ({ order, postedDate: '' }));
	const results = await billOrders(client, jobs, billingSettingsOf(changes));
	return orders.map((order, at) => ({ order, result: results[at] }));
}
