// The look-ups of a billing run, a handful of queries for any number of orders. Bills are read before the
// orders' quantities: what a run beside this one bills in between is then missing from the quantities,
// never from the bills alone, so no second bill gets a name of its own for the same goods.
import type { NetSuiteClient } from '../api/client';
import type { AccountingPeriod } from '../books/accountingPeriods';
import { loadPeriods } from '../books/accountingPeriods';
import type { InvoiceKey } from '../books/invoiceKeys';
import { keysFor, sameKeys } from '../books/invoiceKeys';
import type { OrderDocument, OrderDocuments } from '../books/invoices';
import { readCurrencies } from '../api/suiteql';
import { findBills, findOrderDocuments } from '../books/invoices';
import { nextExternalId } from '../books/orderIdentity';
import type { PostedDocument } from '../books/postedDocuments';
import { findPosted } from '../books/postedDocuments';
import type { OrderState, SalesOrder } from '../books/salesOrders';
import { loadOrderStates, loadShipDates } from '../books/salesOrders';

/** What the books have of one order. */
export interface OrderLook {
	bills: OrderDocument[];
	/** Invoices and cash sales that carry one of the order's keys and were not made from a sales order. */
	strangers: OrderDocument[];
	/** The external ID of its next bill. */
	externalId: string;
	/** What carries that external ID although it is none of the bills. */
	holder: PostedDocument | undefined;
	state: OrderState;
	/** `YYYY-MM-DD`, '' when nothing has shipped or nobody asked. */
	shipDate: string;
}

export interface BillingLook {
	of(order: SalesOrder): OrderLook;
	periods: AccountingPeriod[];
}

/** Of an order that NetSuite does not show any more. */
export const GONE: OrderState = { status: '', lines: [] };

export async function lookUpBilling(
	client: NetSuiteClient,
	orders: SalesOrder[],
	keys: InvoiceKey[],
	needsShipDate: boolean,
): Promise<BillingLook> {
	const ids = orders.map(({ internalId }) => internalId);
	const known = orders.map(({ identity }) => identity).filter(({ orderId }) => orderId !== '');
	const [documents, { live: bills, voided }, periods] = await Promise.all([
		findOrderDocuments(client, keys, known),
		readCurrencies(client).then(async (currencies) => await findBills(client, ids, currencies)),
		loadPeriods(client),
	]);
	const names = new Map(
		orders.map((order) => {
			const { internalId } = order;
			const all = [...(bills.get(internalId) ?? []), ...(voided.get(internalId) ?? [])];
			const taken = all.map(({ externalId }) => externalId);
			return [internalId, nextExternalId(order, keys, taken)] as const;
		}),
	);
	const holders = await findPosted(client, names.values(), 'look up what was billed before');
	const [states, shipDates] = await Promise.all([
		loadOrderStates(client, ids),
		needsShipDate ? loadShipDates(client, ids) : new Map<string, string>(),
	]);
	const ofOrders = new Set(
		[...documents.bySalesOrder.values(), ...bills.values()].flat().map(idOf),
	);
	return {
		periods,
		of: (order) => {
			const externalId = names.get(order.internalId) ?? '';
			return {
				bills: bills.get(order.internalId) ?? [],
				strangers: strangersOf(order, keys, documents, ofOrders),
				externalId,
				holder: holders.get(externalId.toLowerCase()),
				state: states.get(order.internalId) ?? GONE,
				shipDate: shipDates.get(order.internalId) ?? '',
			};
		},
	};
}

const idOf = ({ internalId }: OrderDocument) => internalId;

function strangersOf(
	{ identity }: SalesOrder,
	keys: InvoiceKey[],
	{ byColumn }: OrderDocuments,
	ofOrders: Set<string>,
): OrderDocument[] {
	if (identity.orderId === '') {
		return [];
	}
	const found = keysFor(identity, keys).flatMap(({ column, template }) =>
		sameKeys(template, identity).flatMap((key) => byColumn.get(column)?.get(key) ?? []),
	);
	return [...new Set(found)].filter(
		(one) => one.type !== 'SalesOrd' && !ofOrders.has(one.internalId),
	);
}
