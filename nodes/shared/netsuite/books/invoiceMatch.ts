// Which invoice belongs to a transaction: pure. Keys are tried in order and the first that gives an
// unambiguous answer wins and is reported; an answer that names several unrelated invoices never is.
import { NetSuiteError } from '../api/netSuiteError';
import type { SettlementTransaction } from '../records/settlementTransaction';
import { CashSaleFound } from './cashSales';
import type { InvoiceKey } from './invoiceKeys';
import { columnLabel, fillKey, keysFor, sameKeys } from './invoiceKeys';
import type { OrderDocument, OrderDocuments } from './invoices';

export interface InvoiceMatch {
	/** One invoice, or all invoices of one sales order (split shipments), oldest first. */
	invoices: OrderDocument[];
	/** The key that found them, such as `external ID Amazon.com_111-...`. */
	matchedBy: string;
}

export interface MatchRules {
	keys: InvoiceKey[];
	/** Internal id of the customer whose invoices count, '' for any. */
	customerId: string;
}

function named(document: OrderDocument): string {
	const kinds = { CustInvc: 'invoice', SalesOrd: 'sales order', CashSale: 'cash sale' } as const;
	return `${kinds[document.type]} ${document.number || document.internalId}`;
}

function oldestFirst(left: OrderDocument, right: OrderDocument): number {
	return left.date.localeCompare(right.date) || Number(left.internalId) - Number(right.internalId);
}

interface Found {
	key: string;
	documents: OrderDocument[];
}

/** What each key finds, in the order of the keys. */
function candidates(
	transaction: SettlementTransaction,
	documents: OrderDocuments,
	rules: MatchRules,
): Found[] {
	const mayCount = (document: OrderDocument) =>
		rules.customerId === '' || document.customerId === rules.customerId;
	return keysFor(transaction, rules.keys).map(({ column, template }) => {
		const index = documents.byColumn.get(column);
		const found = sameKeys(template, transaction).flatMap((key) => index?.get(key) ?? []);
		const key = `${columnLabel(column)} ${fillKey(template, transaction)}`;
		return { key, documents: found.filter(mayCount) };
	});
}

interface Billed extends Found {
	/** What each sales order that the key found became. */
	bills: OrderDocument[][];
}

type BillType = 'CustInvc' | 'CashSale';

const only = (type: BillType, documents: OrderDocument[]) =>
	documents.filter((document) => document.type === type);

function throughSalesOrders(found: Found[], documents: OrderDocuments): Billed[] {
	return found.map(({ key, documents: direct }) => {
		const bills = direct
			.filter(({ type }) => type === 'SalesOrd')
			.map((order) => documents.bySalesOrder.get(order.internalId) ?? []);
		return { key: `sales order with ${key}`, documents: bills.flat(), bills };
	});
}

/** The bills of the type that one sales order became, when the key found no other order with any. */
function ofOneOrder({ bills }: Billed, type: BillType): OrderDocument[] {
	const [first, ...others] = bills.map((one) => only(type, one)).filter(({ length }) => length > 0);
	return others.length === 0 ? (first ?? []).sort(oldestFirst) : [];
}

/** An order that shipped in parts has a bill for each, and only the first may carry the key. */
function withSiblings(bill: OrderDocument, billed: Billed[], type: BillType): OrderDocument[] {
	const family = billed
		.map((found) => ofOneOrder(found, type))
		.find((bills) => bills.some(({ internalId }) => internalId === bill.internalId));
	return family ?? [bill];
}

/** The first key that finds one bill, or all bills of one sales order, oldest first. */
function firstClear(direct: Found[], billed: Billed[], type: BillType): Found | undefined {
	for (const { key, documents } of direct) {
		const bills = only(type, documents);
		if (bills.length === 1) {
			return { key, documents: withSiblings(bills[0], billed, type) };
		}
	}
	for (const found of billed) {
		const documents = ofOneOrder(found, type);
		if (documents.length > 0) {
			return { key: found.key, documents };
		}
	}
	return undefined;
}

/** The first key that finds several bills and does not tell which of them is meant. */
function firstUnclear(direct: Found[], billed: Billed[], type: BillType): Found | undefined {
	return [...direct, ...billed]
		.map(({ key, documents }) => ({ key, documents: only(type, documents) }))
		.find(({ documents }) => documents.length > 1);
}

/** Throws with the error that says why there is no invoice to take. */
export function matchInvoices(
	transaction: SettlementTransaction,
	documents: OrderDocuments,
	rules: MatchRules,
): InvoiceMatch {
	const direct = candidates(transaction, documents, rules);
	const billed = throughSalesOrders(direct, documents);
	const clear = firstClear(direct, billed, 'CustInvc');
	if (clear !== undefined) {
		return { invoices: clear.documents, matchedBy: clear.key };
	}
	throw noInvoice(transaction, direct, billed, voidedBill(transaction, documents, rules));
}

/** A bill of the order that was voided: it counts for nothing, but tells why nothing is found. */
function voidedBill(
	transaction: SettlementTransaction,
	documents: OrderDocuments,
	rules: MatchRules,
): OrderDocument | undefined {
	const { byColumn = new Map(), bySalesOrder = new Map() } = documents.voided ?? {};
	const found = (index: OrderDocuments['byColumn']) =>
		candidates(transaction, { ...documents, byColumn: index }, rules).flatMap(
			(each) => each.documents,
		);
	const orders = found(documents.byColumn).filter(({ type }) => type === 'SalesOrd');
	return [
		...found(byColumn),
		...orders.flatMap(({ internalId }) => bySalesOrder.get(internalId) ?? []),
	].find(({ type }) => type !== 'SalesOrd');
}

function noInvoice(
	transaction: SettlementTransaction,
	direct: Found[],
	billed: Billed[],
	voided: OrderDocument | undefined,
): NetSuiteError {
	const besides = voided === undefined ? '' : `; ${named(voided)} is voided`;
	const order = `order ${transaction.orderId || '(no order ID)'}`;
	const cashSales = firstClear(direct, billed, 'CashSale');
	const unclearSales =
		cashSales === undefined ? firstUnclear(direct, billed, 'CashSale') : undefined;
	const ambiguous = firstUnclear(direct, billed, 'CustInvc') ?? unclearSales;
	if (ambiguous !== undefined) {
		const names = ambiguous.documents.map(named).join(' and ');
		return new NetSuiteError(
			'INVOICE_AMBIGUOUS',
			`${names} both carry ${ambiguous.key}`,
			'Correct the external ID or PO number of the one that does not belong to the order, then run again',
		);
	}
	if (cashSales !== undefined) {
		return new CashSaleFound(transaction, cashSales.documents, cashSales.key);
	}
	const all = [...direct, ...billed].flatMap((found) => found.documents);
	const salesOrder = all.find(({ type }) => type === 'SalesOrd');
	if (salesOrder !== undefined) {
		return new NetSuiteError(
			'ORDER_NOT_BILLED',
			`The ${order} is ${named(salesOrder)} and has no invoice yet${besides}`,
			'Bill the sales order and run again; the transaction waits until then',
		);
	}
	const tried = direct.map(({ key }) => key).join(', ') || 'no key, as none is for such orders';
	return new NetSuiteError(
		'INVOICE_NOT_FOUND',
		`No invoice was found for ${order}; tried ${tried}${besides}`,
		"First check that the role of the login may see it: its subsidiary restriction, its customers, and the permissions for invoices and sales orders, for a hidden invoice looks like a missing one. Then import the order, or set the node's invoice keys to the spelling of this account, and run again",
	);
}
