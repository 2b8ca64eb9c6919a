// Transforms: POST /{source}/{id}/!transform/{target} fills a new record from an old one and books it
// (help section_4267258715). Exactly the documented pairs among the types served here, no others.
import { parseBody, type Answer, type Call } from './answer';
import type { Books } from './books/books';
import { amount, customerOf, linesOf, text, type BookRecord, type Values } from './books/record';
import { userError } from './errors';
import { bookNew, findRecord, findType } from './recordService';

type Fill = (source: BookRecord, books: Books) => Pick<BookRecord, 'fields' | 'lines'>;

const CARRIED_OVER = ['currency', 'otherRefNum', 'memo', 'location', 'department', 'class'];

function carriedOver(source: BookRecord): Values {
	return Object.fromEntries(CARRIED_OVER.map((name) => [name, source.fields[name]]));
}

/** A copy of an order's or invoice's line for part of its quantity, bound to the line it came from. */
function copiedLine(line: Values, quantity: number, links: Values): Values {
	const share = quantity / (amount(line.quantity) || 1);
	return {
		...Object.fromEntries(
			['item', 'rate', 'price', 'description', 'location', 'department', 'class'].map((name) => [
				name,
				line[name],
			]),
		),
		quantity,
		amount: Math.round(amount(line.amount) * share),
		...(line.taxAmount === undefined
			? {}
			: { taxAmount: Math.round(amount(line.taxAmount) * share) }),
		orderLine: line.line,
		...links,
	};
}

/** Bills what is fulfilled and not yet billed (help section_159795520083). */
const billOrder: Fill = (order, books) => {
	if (books.figures(order).status === 'A') {
		throw userError('The sales order must be approved before it can be billed.');
	}
	const lines = linesOf(order, 'item').flatMap((line) => {
		const billable = amount(line.quantityFulfilled) - amount(line.quantityBilled);
		return billable > 0 ? [copiedLine(line, billable, { orderDoc: order.id })] : [];
	});
	if (lines.length === 0) {
		throw userError('The sales order has no fulfilled items that are not yet billed.');
	}
	return {
		fields: { entity: order.fields.entity, ...carriedOver(order), createdFrom: order.id },
		lines: { item: lines },
	};
};

/** Applies the payment to the invoice for its full due amount (inferred from N/record). */
const payInvoice: Fill = (invoice) => ({
	fields: {
		customer: customerOf(invoice),
		currency: invoice.fields.currency,
		arAcct: invoice.fields.account,
	},
	lines: { apply: [{ doc: invoice.id }] },
});

/** Copies all lines; applying the memo to the invoice is left to the body (section_157901123882). */
const creditInvoice: Fill = (invoice) => ({
	fields: {
		entity: invoice.fields.entity,
		...carriedOver(invoice),
		account: invoice.fields.account,
		createdFrom: invoice.id,
	},
	lines: {
		item: linesOf(invoice, 'item').map((line) => copiedLine(line, amount(line.quantity), {})),
	},
});

/** Refunds what is left unapplied of a credit memo or a payment. */
const refundCredit: Fill = (credit, books) => {
	if (books.figures(credit).open <= 0) {
		throw userError('There is nothing left to refund on this transaction.');
	}
	return {
		fields: {
			customer: customerOf(credit),
			currency: credit.fields.currency,
			arAcct: credit.fields.arAcct ?? credit.fields.account,
		},
		lines: { apply: [{ doc: credit.id }] },
	};
};

function forCustomer(field: 'entity' | 'customer'): Fill {
	return (customer) => ({
		fields: { [field]: customer.id, currency: customer.fields.currency },
		lines: {},
	});
}

const TRANSFORMS: Record<string, Record<string, Fill>> = {
	salesOrder: { invoice: billOrder, cashSale: billOrder },
	invoice: { customerPayment: payInvoice, creditMemo: creditInvoice },
	creditMemo: { customerRefund: refundCredit },
	customerPayment: { customerRefund: refundCredit },
	customer: {
		invoice: forCustomer('entity'),
		cashSale: forCustomer('entity'),
		salesOrder: forCustomer('entity'),
		customerPayment: forCustomer('customer'),
	},
};

/** Lines the body sets to a quantity of 0 are not billed. */
function withoutEmptyLines(record: BookRecord): BookRecord {
	const item = linesOf(record, 'item').filter((line) => line.quantity !== 0);
	return record.lines.item ? { ...record, lines: { ...record.lines, item } } : record;
}

export function transformRecord(
	call: Call,
	sourceName: string,
	reference: string,
	targetName: string,
): Answer {
	const source = findType(call, sourceName);
	const target = findType(call, targetName);
	const record = findRecord(call, source, reference);
	const fill = TRANSFORMS[source.name]?.[target.name];
	if (!fill) {
		throw userError(`A ${source.name} cannot be transformed into a ${target.name}.`);
	}
	const filled = fill(record, call.books);
	const start: BookRecord = { type: target.name, id: '', ...filled };
	const body = parseBody(call);
	return bookNew(call, start, body, {
		itemKey: ['orderLine'],
		adjust: (merged) => checkBilling(withoutEmptyLines(merged), record),
	});
}

/** An order is never billed beyond what has been fulfilled. */
function checkBilling(bill: BookRecord, source: BookRecord): BookRecord {
	if (source.type !== 'salesOrder') {
		return bill;
	}
	const lines = new Map(linesOf(source, 'item').map((line) => [text(line.line), line]));
	for (const line of linesOf(bill, 'item')) {
		const ordered = lines.get(text(line.orderLine));
		const billable = amount(ordered?.quantityFulfilled) - amount(ordered?.quantityBilled);
		if (line.orderDoc !== undefined && amount(line.quantity) > billable) {
			throw userError('You cannot bill more than the fulfilled quantity of the sales order.');
		}
	}
	return bill;
}
