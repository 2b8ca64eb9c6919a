// Which invoice belongs to a transaction: pure. Keys are tried in order and the first that gives an
// unambiguous answer wins and is reported; an answer that names several unrelated invoices never is.
import { money } from './amount';
import type { InvoiceKey } from './invoiceKeys';
import { columnLabel, fillKey, sameKeys } from './invoiceKeys';
import type { OrderDocument, OrderDocuments } from './invoices';
import { NetSuiteError } from './netSuiteError';
import type { RecordedTransaction } from './records/settlementTransaction';

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
	transaction: RecordedTransaction,
	documents: OrderDocuments,
	rules: MatchRules,
): Found[] {
	const mayCount = (document: OrderDocument) =>
		rules.customerId === '' || document.customerId === rules.customerId;
	return rules.keys.map(({ column, template }) => {
		const index = documents.byColumn.get(column);
		const found = sameKeys(template, transaction).flatMap((key) => index?.get(key) ?? []);
		const key = `${columnLabel(column)} ${fillKey(template, transaction)}`;
		return { key, documents: found.filter(mayCount) };
	});
}

const invoicesOf = ({ documents }: Pick<Found, 'documents'>) =>
	documents.filter(({ type }) => type === 'CustInvc');

/** What the sales orders that a key found became. `invoiced`: how many of them have an invoice. */
function throughSalesOrders(
	found: Found[],
	documents: OrderDocuments,
): Array<Found & { invoiced: number }> {
	return found.map(({ key, documents: direct }) => {
		const bills = direct
			.filter(({ type }) => type === 'SalesOrd')
			.map((order) => documents.bySalesOrder.get(order.internalId) ?? []);
		return {
			key: `sales order with ${key}`,
			documents: bills.flat(),
			invoiced: bills.filter((one) => invoicesOf({ documents: one }).length > 0).length,
		};
	});
}

/** An order that shipped in parts has an invoice for each, and only the first may carry the key. */
function withSiblings(
	invoice: OrderDocument,
	billed: Array<Found & { invoiced: number }>,
): OrderDocument[] {
	const family = billed.find(
		({ documents, invoiced }) =>
			invoiced === 1 && documents.some(({ internalId }) => internalId === invoice.internalId),
	);
	return family === undefined ? [invoice] : invoicesOf(family).sort(oldestFirst);
}

/** Rejects with the error that says why there is no invoice to take. */
export function matchInvoices(
	transaction: RecordedTransaction,
	documents: OrderDocuments,
	rules: MatchRules,
): InvoiceMatch {
	const direct = candidates(transaction, documents, rules);
	const billed = throughSalesOrders(direct, documents);
	for (const found of direct) {
		const invoices = invoicesOf(found);
		if (invoices.length === 1) {
			return { invoices: withSiblings(invoices[0], billed), matchedBy: found.key };
		}
	}
	for (const found of billed) {
		const invoices = invoicesOf(found);
		if (found.invoiced === 1) {
			return { invoices: invoices.sort(oldestFirst), matchedBy: found.key };
		}
	}
	const unclear = [
		...direct.filter((found) => invoicesOf(found).length > 1),
		...billed.filter(({ invoiced }) => invoiced > 1),
	];
	throw noInvoice(transaction, direct, billed, unclear);
}

function noInvoice(
	transaction: RecordedTransaction,
	direct: Found[],
	billed: Found[],
	[ambiguous]: Found[],
): NetSuiteError {
	const order = `order ${transaction.orderId || '(no order ID)'}`;
	if (ambiguous !== undefined) {
		const names = invoicesOf(ambiguous).map(named).join(' and ');
		return new NetSuiteError(
			'INVOICE_AMBIGUOUS',
			`${names} both carry ${ambiguous.key}`,
			'Correct the external ID or PO number of the invoice that does not belong to the order, then run again',
		);
	}
	const all = [...direct, ...billed].flatMap((found) => found.documents);
	const cashSale = all.find(({ type }) => type === 'CashSale');
	if (cashSale !== undefined) {
		return new NetSuiteError(
			'CASH_SALE_FOUND',
			`The ${order} was billed as ${named(cashSale)} over ${money(cashSale.total, cashSale.currency)}, which is paid already; Amazon sent ${money(transaction.transactionAmount, transaction.currency)}`,
			'Nothing can be applied to a cash sale; reconcile it by hand, and bill Amazon orders as invoices from now on',
		);
	}
	const salesOrder = all.find(({ type }) => type === 'SalesOrd');
	if (salesOrder !== undefined) {
		return new NetSuiteError(
			'ORDER_NOT_BILLED',
			`The ${order} is ${named(salesOrder)} and has no invoice yet`,
			'Bill the sales order and run again; the transaction waits until then',
		);
	}
	const tried = direct.map(({ key }) => key).join(', ');
	return new NetSuiteError(
		'INVOICE_NOT_FOUND',
		`No invoice was found for ${order}; tried ${tried}`,
		"Import the order, or set the node's invoice keys to the spelling of this account, then run again",
	);
}
