// Applying money: which documents a payment, credit memo or refund may be applied to, and how far.
// Only open documents of the same customer, currency, receivables account and subsidiary; never more than is open.
import type { Books } from './books';
import { invalidFieldValue, noMatchingLine, userError } from '../errors';
import { APPLIES_TO, isApproved } from './figures';
import { amount, customerOf, linesOf, receivablesAccountOf, sum, text } from './record';
import type { BookRecord } from './record';

/** What is open on a document for this transaction: its own earlier application does not count. */
function openFor(record: BookRecord, document: BookRecord, books: Books): number {
	const { total } = books.figures(document);
	const appliedHere = sum(linesOf(document, 'apply').map((line) => amount(line.amount)));
	return total - appliedHere - books.appliedTo(document.id, record.id);
}

/** Lines without an amount take what is open; a payment without an amount is the sum of its lines. */
export function completeApplications(record: BookRecord, books: Books): void {
	if (!(record.type in APPLIES_TO)) {
		return;
	}
	const given = sum(linesOf(record, 'apply').map((line) => amount(line.amount)));
	let left = record.fields.payment === undefined ? Infinity : amount(record.fields.payment) - given;
	record.lines.apply = linesOf(record, 'apply').map((line) => {
		const document = books.get('transaction', text(line.doc));
		if (line.amount !== undefined || !document) {
			return line;
		}
		const part = Math.max(0, Math.min(left, openFor(record, document, books)));
		left -= part;
		return { ...line, amount: part };
	});
	if (record.type === 'customerPayment' && record.fields.payment === undefined) {
		const applied = sum(record.lines.apply.map((line) => amount(line.amount)));
		record.fields.payment = applied > 0 ? applied : undefined;
	}
}

/**
 * Auto Apply: what the lines of a new payment leave goes to the oldest open invoices of its customer, currency,
 * subsidiary and receivables account.
 */
export function applyAutomatically(record: BookRecord, books: Books): void {
	const lines = linesOf(record, 'apply');
	let left = amount(record.fields.payment) - sum(lines.map((line) => amount(line.amount)));
	const isListed = ({ id }: BookRecord) => lines.some((line) => text(line.doc) === id);
	const open = books
		.ofType('invoice')
		.filter((invoice) => mayTake(record, invoice) && isApproved(invoice) && !isListed(invoice))
		.sort(
			(one, other) => ageOf(one).localeCompare(ageOf(other)) || Number(one.id) - Number(other.id),
		);
	const added = open.flatMap((invoice) => {
		const part = Math.min(left, openFor(record, invoice, books));
		left -= Math.max(part, 0);
		return part > 0 ? [{ doc: invoice.id, amount: part }] : [];
	});
	record.lines.apply = [...lines, ...added];
}

const ageOf = ({ fields }: BookRecord) => text(fields.tranDate);

/** Whether money of the one can go to the other at all. */
function mayTake(record: BookRecord, document: BookRecord): boolean {
	return (
		APPLIES_TO[record.type].includes(document.type) &&
		customerOf(document) === customerOf(record) &&
		document.fields.currency === record.fields.currency &&
		document.fields.subsidiary === record.fields.subsidiary &&
		receivablesAccountOf(document) === receivablesAccountOf(record)
	);
}

function hasRealTexts({ preferences }: Books): boolean {
	return preferences.applyRefusal === 'noMatchingLine';
}

export function checkApplications(record: BookRecord, books: Books): void {
	for (const [position, line] of linesOf(record, 'apply').entries()) {
		const id = text(line.doc);
		const document = books.get('transaction', id);
		const path = `apply.items[${position}]`;
		const mayBeApplied =
			document && mayTake(record, document) && (isApproved(document) || record.seeded === true);
		const isClosed = document !== undefined && openFor(record, document, books) <= 0;
		// NetSuite lists open documents only, so one that is closed has no line to match.
		const isListed = mayBeApplied && !(isClosed && hasRealTexts(books));
		if (!isListed) {
			throw hasRealTexts(books)
				? noMatchingLine('apply', '[doc,line]', `[${id},${text(line.line) || 'null'}]`)
				: invalidFieldValue(id, 'doc', path);
		}
		if (amount(line.amount) <= 0) {
			throw invalidFieldValue(text(line.amount), 'amount', path);
		}
		if (amount(line.amount) > openFor(record, document, books)) {
			throw userError('You cannot apply more than the amount due on the transaction.', path);
		}
	}
}
