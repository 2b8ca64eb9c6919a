// What becomes of a sales order by transforms: item fulfilments ship it, invoices and cash sales bill it, each
// as far as the order allows (help section_159795520083). Which refusals are known is in README.md.
import type { Books } from './books/books';
import { amount, linesOf, text, type BookRecord, type Values } from './books/record';
import { carriedOver, copiedLine } from './copiedLines';
import { missingFields, userError } from './errors';
import { findField } from './fields';

type Filled = Pick<BookRecord, 'fields' | 'lines'>;
type BillType = 'invoice' | 'cashSale';

/** The two standard forms of a sales order decide what it becomes; an order may also carry neither. */
export const FORMS: Record<string, BillType> = {
	'Standard Sales Order - Invoice': 'invoice',
	'Standard Sales Order - Cash Sale': 'cashSale',
};

function refuseUnbillable(order: BookRecord, target: BillType, books: Books): void {
	const { status } = books.figures(order);
	const { sandboxHold: hold, customForm } = order.fields;
	if (status === 'A') {
		throw userError('The sales order must be approved before it can be billed.');
	}
	if (status === 'C' || status === 'H') {
		throw userError('The sales order is closed.');
	}
	if (hold === 'workflow') {
		throw userError('This record has been locked by a user defined workflow.');
	}
	if (hold !== undefined) {
		throw userError('This sales order is on hold and cannot be billed.');
	}
	const allowed = FORMS[text(customForm)];
	if (allowed !== undefined && allowed !== target) {
		throw userError(`The form of this sales order does not allow a ${target}.`);
	}
}

function billableOf(line: Values | undefined, { preferences }: Books): number {
	if (line === undefined || line.isClosed === true) {
		return 0;
	}
	const { quantity, quantityFulfilled, quantityBilled } = line;
	return (
		amount(preferences.invoiceInAdvance ? quantity : quantityFulfilled) - amount(quantityBilled)
	);
}

function unshippedOf(line: Values | undefined): number {
	return line === undefined || line.isClosed === true
		? 0
		: amount(line.quantity) - amount(line.quantityFulfilled);
}

function openLines(order: BookRecord, openOf: (line: Values) => number): Values[] {
	return linesOf(order, 'item').flatMap((line) => {
		const open = openOf(line);
		return open > 0 ? [copiedLine(line, open, { orderDoc: order.id })] : [];
	});
}

/** Bills what is fulfilled and not yet billed, or all that is not billed where that is preferred. */
export function billOrder(target: BillType) {
	return (order: BookRecord, books: Books): Filled => {
		refuseUnbillable(order, target, books);
		const lines = openLines(order, (line) => billableOf(line, books));
		if (lines.length === 0) {
			throw userError('The sales order has no fulfilled items that are not yet billed.');
		}
		return {
			fields: { entity: order.fields.entity, ...carriedOver(order), createdFrom: order.id },
			lines: { item: lines },
		};
	};
}

export function fulfilOrder(order: BookRecord, books: Books): Filled {
	if (['A', 'C', 'H'].includes(books.figures(order).status)) {
		throw userError('The sales order cannot be fulfilled in its status.');
	}
	const lines = openLines(order, unshippedOf);
	if (lines.length === 0) {
		throw userError('The sales order has nothing left to fulfill.');
	}
	const { entity, currency, memo } = order.fields;
	const shipped = lines.map(({ item, description, quantity, orderLine, orderDoc }) => ({
		item,
		description,
		quantity,
		orderLine,
		orderDoc,
	}));
	return { fields: { entity, currency, memo, createdFrom: order.id }, lines: { item: shipped } };
}

/** Lines the body sets to a quantity of 0 are not taken. */
export function withoutEmptyLines(record: BookRecord): BookRecord {
	const item = linesOf(record, 'item').filter((line) => line.quantity !== 0);
	return record.lines.item ? { ...record, lines: { ...record.lines, item } } : record;
}

function checkQuantities(
	document: BookRecord,
	order: BookRecord,
	openOf: (line: Values | undefined) => number,
	refusal: string,
): void {
	const lines = new Map(linesOf(order, 'item').map((line) => [text(line.line), line]));
	for (const line of linesOf(document, 'item')) {
		const open = openOf(lines.get(text(line.orderLine)));
		if (line.orderDoc !== undefined && amount(line.quantity) > open) {
			throw userError(refusal);
		}
	}
}

/** An order is never billed beyond what may be billed, and the form's mandatory fields are filled. */
export function checkBill(bill: BookRecord, order: BookRecord, books: Books): void {
	const refusal = 'You cannot bill more than the fulfilled quantity of the sales order.';
	checkQuantities(bill, order, (line) => billableOf(line, books), refusal);
	const fields = books.types.get(bill.type).fields;
	const missing = books.preferences.mandatoryOnBills.filter(
		(name) => bill.fields[name] === undefined,
	);
	if (missing.length > 0) {
		throw missingFields(missing.map((name) => findField(fields, name)?.label ?? name));
	}
}

export function checkFulfilment(fulfilment: BookRecord, order: BookRecord): void {
	const refusal = 'You cannot fulfill more than the ordered quantity of the sales order.';
	checkQuantities(fulfilment, order, unshippedOf, refusal);
}
