// Transforms: POST /{source}/{id}/!transform/{target} fills a new record from an old one and books it
// (help section_4267258715). Exactly the documented pairs among the types served here, no others.
import { parseBody, type Answer, type Call } from './answer';
import type { Books } from './books/books';
import { amount, customerOf, linesOf, type BookRecord } from './books/record';
import { userError } from './errors';
import { carriedOver, copiedLine } from './copiedLines';
import { billOrder, checkBill, checkFulfilment, fulfilOrder, withoutEmptyLines } from './orderFlow';
import { bookNew, findRecord, findType, replaceOf, writableType } from './recordService';

type Fill = (source: BookRecord, books: Books) => Pick<BookRecord, 'fields' | 'lines'>;

/** Applies the payment to the invoice for its full due amount (inferred from N/record). */
const payInvoice: Fill = (invoice) => ({
	fields: {
		customer: customerOf(invoice),
		currency: invoice.fields.currency,
		subsidiary: invoice.fields.subsidiary,
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
			subsidiary: credit.fields.subsidiary,
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
	salesOrder: {
		invoice: billOrder('invoice'),
		cashSale: billOrder('cashSale'),
		itemFulfillment: fulfilOrder,
	},
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

function checkOrder(document: BookRecord, source: BookRecord, books: Books): BookRecord {
	if (source.type === 'salesOrder') {
		const check = document.type === 'itemFulfillment' ? checkFulfilment : checkBill;
		check(document, source, books);
	}
	return document;
}

export function transformRecord(
	call: Call,
	sourceName: string,
	reference: string,
	targetName: string,
): Answer {
	const source = findType(call, sourceName);
	const target = writableType(call, targetName, 'CREATE');
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
		replace: replaceOf(call),
		adjust: (merged) => checkOrder(withoutEmptyLines(merged), record, call.books),
	});
}
