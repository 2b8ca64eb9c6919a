// From an Amazon order to its sales order: by internal id, or by the same keys that payments use. An order
// that a settlement transaction names is only taken when the transaction waits for a bill: when it has no
// invoice, or more of the order may be billed than is.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { OrderIdentity } from '../books/invoiceKeys';
import { keysFor, sameKeys } from '../books/invoiceKeys';
import type { OrderDocument, OrderDocuments } from '../books/invoices';
import { findOrderDocuments } from '../books/invoices';
import type { IdentityRules, SalesOrder } from '../books/salesOrders';
import { loadSalesOrders } from '../books/salesOrders';

/** One order that somebody asks to be billed. */
export interface OrderAsk {
	identity: OrderIdentity;
	/** Internal id, '' when the keys are to find it. */
	salesOrderId: string;
	/** `YYYY-MM-DD`, '' when unknown. */
	postedDate: string;
	/** A settlement transaction that waits, or a plain wish for this order. */
	isTransaction: boolean;
}

export type AskedOrder =
	| { kind: 'order'; order: SalesOrder; hasBill: boolean }
	| { kind: 'none' }
	| { kind: 'error'; error: NetSuiteError };

/** Only orders of this customer count, '' for any. */
type CustomerOf = (marketplaceName: string) => string;

/** In the order of the asks. */
export async function findAskedOrders(
	client: NetSuiteClient,
	rules: IdentityRules,
	asks: OrderAsk[],
	customerOf: CustomerOf,
): Promise<AskedOrder[]> {
	const byKeys = asks.filter(({ salesOrderId }) => salesOrderId === '');
	const documents = await findOrderDocuments(
		client,
		rules.keys,
		byKeys.map(({ identity }) => identity),
	);
	const found = asks.map((ask) => resolve(ask, documents, rules, customerOf));
	const knownOf = new Map<string, Partial<OrderIdentity>>();
	found.forEach((one, at) => {
		if (one.kind === 'found' && !knownOf.has(one.id)) {
			knownOf.set(one.id, said(asks[at].identity));
		}
	});
	const orders = await loadSalesOrders(
		client,
		rules,
		[...knownOf.keys()],
		(id) => knownOf.get(id) ?? {},
	);
	return found.map((one): AskedOrder => {
		if (one.kind !== 'found') {
			return one;
		}
		const order = orders.get(one.id);
		return order === undefined
			? { kind: 'error', error: notFound(`internal ID ${one.id}`) }
			: { kind: 'order', order, hasBill: one.hasBill };
	});
}

/** What is not said is left to the sales order to tell. */
function said(identity: OrderIdentity): Partial<OrderIdentity> {
	return Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== ''));
}

type Resolved =
	| { kind: 'found'; id: string; hasBill: boolean }
	| Extract<AskedOrder, { kind: 'none' | 'error' }>;

function resolve(
	ask: OrderAsk,
	documents: OrderDocuments,
	rules: IdentityRules,
	customerOf: CustomerOf,
): Resolved {
	if (ask.salesOrderId !== '') {
		return { kind: 'found', id: ask.salesOrderId, hasBill: false };
	}
	const customerId = customerOf(ask.identity.marketplaceName);
	const candidates = salesOrdersOf(ask.identity, documents, rules, customerId);
	const [unclear] = candidates.filter((orders) => orders.length > 1);
	const [order] = candidates.find((orders) => orders.length === 1) ?? [];
	if (order !== undefined) {
		const hasBill = (documents.bySalesOrder.get(order.internalId) ?? []).length > 0;
		const waits = hasBill || !ask.isTransaction || isUnbilled(ask, documents, rules);
		return waits ? { kind: 'found', id: order.internalId, hasBill } : { kind: 'none' };
	}
	if (unclear !== undefined) {
		return { kind: 'error', error: ambiguous(ask, unclear) };
	}
	return ask.isTransaction
		? { kind: 'none' }
		: { kind: 'error', error: notFound(`order ${ask.identity.orderId || '(no order ID)'}`) };
}

/** What each key finds, in the order of the keys. */
function salesOrdersOf(
	identity: OrderIdentity,
	{ byColumn }: OrderDocuments,
	{ keys }: IdentityRules,
	customerId: string,
): OrderDocument[][] {
	return keysFor(identity, keys).map(({ column, template }) => {
		const found = sameKeys(template, identity).flatMap(
			(key) => byColumn.get(column)?.get(key) ?? [],
		);
		return [...new Set(found)].filter(
			(one) => one.type === 'SalesOrd' && (customerId === '' || one.customerId === customerId),
		);
	});
}

/** As payments see it: an invoice or cash sale beside the order is what they would find first. */
function isUnbilled(
	{ identity }: OrderAsk,
	{ byColumn }: OrderDocuments,
	{ keys }: IdentityRules,
): boolean {
	return keysFor(identity, keys).every(({ column, template }) =>
		sameKeys(template, identity).every((key) =>
			(byColumn.get(column)?.get(key) ?? []).every(({ type }) => type === 'SalesOrd'),
		),
	);
}

const number = ({ number: own, internalId }: OrderDocument) => own || internalId;

function ambiguous({ identity }: OrderAsk, orders: OrderDocument[]): NetSuiteError {
	return new NetSuiteError(
		'ORDER_AMBIGUOUS',
		`Sales orders ${orders.map(number).join(' and ')} both carry a key of order ${identity.orderId}`,
		'Bill the right one by hand, or correct the external ID or PO number of the other, then run again',
	);
}

function notFound(what: string): NetSuiteError {
	return new NetSuiteError(
		'ORDER_NOT_FOUND',
		`NetSuite has no sales order for ${what}`,
		"Import the order, or set the node's invoice keys to the spelling of this account, then run again",
	);
}
